//! Changes of `book.toml` and of the baseline.

use redline_lsp::actions::{Task, keyed_findings};

use super::book::TestBook;

const TEXT: &str = "# Start\n\nRead the qozzlewump now, then recieve the list of all things that it has.\n";

/// A book with this configuration in which words are spelled wrong.
fn book(config: &str) -> TestBook {
    TestBook::new(&[("book.toml", config), ("src/a.md", TEXT)])
}

/// The words in findings of a rule.
fn found(book: &TestBook, rule: &str) -> Vec<String> {
    book.check().iter().filter(|finding| finding.rule == rule).map(|finding| finding.text().to_owned()).collect()
}

fn apply(book: &mut TestBook, title: &str) {
    let changes = book.resolve(&book.action("src/a.md", title).task).unwrap();
    assert!(!changes.edits.contains_key(&book.path("src/a.md")), "no chapter changes");
    book.apply(&changes);
}

#[test]
fn an_accepted_word_is_in_the_list_of_the_command_and_no_longer_found() {
    let config =
        "\u{feff}[book]\r\ntitle = 'T' # ours\r\n\r\n[preprocessor.redline.rules]\r\nspelling = \"warning\" # on\r\n";
    let mut book = book(config);
    assert_eq!(found(&book, "spelling"), ["qozzlewump"]);
    assert_eq!(found(&book, "misspelling"), ["recieve"]);
    apply(&mut book, "Accept the word \"qozzlewump\"");
    apply(&mut book, "Accept the word \"recieve\"");
    let accept = "spelling = { level = \"warning\" , accept = [\"qozzlewump\", \"recieve\"] } # on\r\n";
    let text = book.text("book.toml");
    assert_eq!(text.replace(" ,", ","), config.replace("spelling = \"warning\" # on\r\n", accept).replace(" ,", ","));
    assert_eq!((found(&book, "spelling"), found(&book, "misspelling")), (vec![], vec![]));
}

#[test]
fn words_can_be_accepted_one_after_the_other_without_a_check_between() {
    let book = book("[book]\ntitle = 'T'\n");
    for word in ["one", "two", "three"] {
        let task = Task::AcceptWord { path: book.path("src/a.md"), word: word.to_owned() };
        let changes = book.resolve(&task).unwrap();
        let text = super::book::edited(&book.text("book.toml"), &changes.edits[&book.path("book.toml")]);
        book.write(&book.path("book.toml"), &text);
    }
    let rules =
        "[preprocessor.redline.rules]\nspelling = { level = \"off\", accept = [\"one\", \"two\", \"three\"] }\n";
    assert_eq!(book.text("book.toml"), format!("[book]\ntitle = 'T'\n\n{rules}"));
}

#[test]
fn a_name_becomes_a_term() {
    let text = "# Start\n\nIt goes to Recieve now, and to all of the things that it has.\n";
    let config = "[preprocessor.redline]\n\n[[preprocessor.redline.terms]]\nterm = \"API token\" # ours\n";
    let mut book = TestBook::new(&[("book.toml", config), ("src/a.md", text)]);
    let task = Task::AddTerm { path: book.path("src/a.md"), term: "GraphQL".to_owned() };
    let changes = book.resolve(&task).unwrap();
    book.apply(&changes);
    assert_eq!(book.text("book.toml"), format!("{config}\n[[preprocessor.redline.terms]]\nterm = \"GraphQL\"\n"));
    assert_eq!(book.resolve(&task), Err("`GraphQL` is a term of the book already".to_owned()));
}

#[test]
fn an_acronym_can_be_added_as_a_term() {
    let text = "# Start\n\nThe XQP is here. An XQP is there. Some XQP is used, and the XQP is on. It has an XQP too.\n";
    let config = "[preprocessor.redline.rules]\nacronym-undefined = \"warning\"\n";
    let mut book = TestBook::new(&[("book.toml", config), ("src/a.md", text)]);
    assert_eq!(found(&book, "acronym-undefined"), ["XQP"]);
    apply(&mut book, "Add the term \"XQP\"");
    assert_eq!(found(&book, "acronym-undefined"), [""; 0]);
}

#[test]
fn a_rule_is_turned_off_and_keeps_its_options() {
    let config = "[preprocessor.redline]\nrules = { misspelling = \"error\" } # strict\n";
    let mut book = book(config);
    let others = book.check().len() - 1;
    apply(&mut book, "Turn misspelling off in book.toml");
    assert_eq!(book.text("book.toml"), config.replace("error", "off"));
    assert_eq!((found(&book, "misspelling").len(), book.check().len()), (0, others));
}

#[test]
fn a_rule_that_an_override_sets_is_not_offered_to_be_turned_off() {
    let config = "[[preprocessor.redline.overrides]]\nfor = [\"a.md\"]\nrules = { misspelling = \"error\" }\n";
    let book = book(config);
    let titles: Vec<String> = book.actions("src/a.md").into_iter().map(|action| action.title).collect();
    assert!(titles.iter().any(|title| title.starts_with("Accept the word \"recieve\"")));
    assert!(!titles.iter().any(|title| title.starts_with("Turn misspelling off")), "{titles:#?}");
}

#[test]
fn a_finding_goes_into_the_baseline() {
    let empty = "{\"version\": 1,\n\"files\": {},\n\"findings\": []}\n";
    let config = "[preprocessor.redline]\nbaseline = \"redline-baseline.json\"\n";
    let mut book = TestBook::new(&[("book.toml", config), ("redline-baseline.json", empty), ("src/a.md", TEXT)]);
    let count = book.check().len();
    apply(&mut book, "Put this finding of misspelling into the baseline");
    let after = book.check();
    let known: Vec<&str> = after.iter().filter(|finding| finding.is_known).map(|finding| &*finding.rule).collect();
    assert_eq!((after.len(), known), (count, vec!["misspelling"]));
    let keyed = keyed_findings(&book.view(), &book.path("src/a.md"));
    assert!(keyed.iter().all(|(key, _)| key.rule != "misspelling"), "it is no longer shown");
    assert!(!self::book("").actions("src/a.md").iter().any(|action| action.title.contains("baseline")));
}
