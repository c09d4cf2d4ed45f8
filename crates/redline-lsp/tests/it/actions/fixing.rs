//! Fixes: one, all of a rule, all of a file, layout.

use std::path::Path;

use redline_lsp::actions::{Action, ActionKind, Task, fix_all, format};

use super::book::{TestBook, edited};

/// Two chapters; the second has safe fixes that need two passes, and an unsafe one.
fn book() -> TestBook {
    let text = "# Use\n\nThe the the list that we recieve, an apple and a apple .\n\n#### Deep heading.\n\nIt is \u{1f600} here.\n";
    TestBook::new(&[("src/a.md", "# A\n\nSee [b](b.md#deep-heading).\n"), ("src/b.md", text)])
}

fn titles(actions: &[Action], kind: ActionKind) -> Vec<&str> {
    actions.iter().filter(|action| action.kind == kind).map(|action| action.title.as_str()).collect()
}

#[test]
fn a_fix_writes_its_words_and_is_preferred_if_it_is_safe() {
    let mut book = book();
    let action = book.action("src/b.md", "Write \"receive\"");
    assert!(action.is_preferred, "{action:?}");
    assert_eq!(action.findings[0].rule, "misspelling");
    let changes = book.resolve(&action.task).unwrap();
    assert_eq!((changes.edits.len(), &changes.confirmation), (1, &None));
    book.apply(&changes);
    assert!(
        book.text("src/b.md").contains("list that we receive, an apple and a apple ."),
        "{}",
        book.text("src/b.md")
    );
}

#[test]
fn an_unsafe_fix_is_named_so_and_asks_for_confirmation() {
    let book = book();
    let action = book.action("src/b.md", "Make it an h2");
    assert!(action.title.ends_with("(unsafe fix, needs review)") && !action.is_preferred);
    let changes = book.resolve(&action.task).unwrap();
    assert!(changes.confirmation.is_some_and(|reason| reason.contains("heading-increment")));
}

#[test]
fn actions_come_in_a_fixed_order_with_one_preferred_at_most() {
    let book = TestBook::new(&[("src/a.md", "# A\n\n## Part\n\nSee teh list, and teh end.\n")]);
    let actions = book.actions("src/a.md");
    let first = &actions[0].findings[0];
    let of_first: Vec<&str> =
        actions.iter().filter(|action| action.findings.first() == Some(first)).map(|it| it.title.as_str()).collect();
    assert_eq!(
        of_first,
        [
            "Write \"the\"",
            "Fix all 2 findings of misspelling in this file",
            "Ignore \"teh\" here (misspelling)",
            "Ignore misspelling in the section \"Part\"",
            "Ignore misspelling in this file",
            "Accept the word \"teh\" in this book",
            "Turn misspelling off in book.toml",
            "Explain misspelling",
            "Open the style report",
            "Apply all safe fixes in this file",
        ]
    );
    let preferred = actions.iter().filter(|action| action.is_preferred && action.findings.first() == Some(first));
    assert_eq!(preferred.count(), 1);
    assert_eq!(titles(&actions, ActionKind::FixAll), ["Apply all safe fixes in this file"]);
}

#[test]
fn fix_all_gives_the_bytes_of_the_command_and_nothing_the_second_time() {
    let texts = [
        ("src/a.md", "# A.\n\nSee teh [b](b.md#b).\n"),
        ("src/b.md", "\u{feff}# B.\r\n\r\nThe the the \u{1f600} end of teh list .\r\n\r\n##Next\r\n\r\nan book\r\n"),
        ("src/c.md", "# C\n\nnothing here\n"),
    ];
    for (name, _) in &texts {
        let mut book = TestBook::new(&texts);
        let expected = book.fixed_by_command(name, &[]);
        let changes = fix_all(&book.view(), &book.path(name));
        assert_eq!(changes.is_some(), name != &"src/c.md");
        let is_offered = book.actions(name).iter().any(|action| action.kind == ActionKind::FixAll);
        assert_eq!(is_offered, changes.is_some(), "{name}");
        let Some(changes) = changes else { continue };
        book.apply(&changes);
        assert_eq!(expected.len(), changes.edits.len());
        for (path, text) in expected {
            assert_eq!(std::fs::read_to_string(path).unwrap(), text);
        }
        assert_eq!(fix_all(&book.view(), &book.path(name)), None);
        assert_eq!(titles(&book.actions(name), ActionKind::FixAll), [""; 0]);
    }
}

#[test]
fn fixing_all_of_one_rule_leaves_the_others() {
    let mut book = TestBook::new(&[("src/a.md", "# A\n\nSee teh list, teh end and a apple.\n")]);
    let task = Task::FixRule { path: book.path("src/a.md"), rule: "misspelling".to_owned() };
    book.apply(&book.resolve(&task).unwrap());
    assert_eq!(book.text("src/a.md"), "# A\n\nSee the list, the end and a apple.\n");
    assert_eq!(book.resolve(&task), Err("there is nothing left to fix".to_owned()));
}

#[test]
fn a_fix_that_cannot_be_proved_is_not_offered() {
    // The id of the heading cannot be pinned: the renderer that reads it is not the only one.
    let config = "[output.html]\n[output.markdown]\n[preprocessor.redline]\n";
    let book = TestBook::new(&[("book.toml", config), ("src/a.md", "# A\n\n## Use teh list\n\ntext\n")]);
    let actions = book.actions("src/a.md");
    assert!(actions.iter().any(|action| action.title.starts_with("Ignore")));
    assert!(!actions.iter().any(|action| action.title.starts_with("Write")), "{actions:#?}");
    assert_eq!(titles(&actions, ActionKind::FixAll), [""; 0]);
}

#[test]
fn a_fix_keeps_old_ids_or_takes_links_and_names_along() {
    let texts = |keep: &'static str| {
        [
            ("book.toml", keep),
            ("src/a.md", "# A\n\nSee [it](b.md#use-teh-list).\n"),
            ("src/b.md", "# Use teh list\n\nIt is here.\n"),
        ]
    };
    let mut book = TestBook::new(&texts("[preprocessor.redline]\n"));
    let changes = book.resolve(&book.action("src/b.md", "Write \"the\"").task).unwrap();
    book.apply(&changes);
    assert_eq!(book.text("src/b.md"), "# Use the list {#use-teh-list}\n\nIt is here.\n");
    let mut book = TestBook::new(&texts("[preprocessor.redline]\nold-ids = \"rewrite\"\n"));
    book.write(&book.path("src/SUMMARY.md"), "# Summary\n\n- [A](a.md)\n- [Use teh list](b.md)\n");
    book.reopen();
    let changes = book.resolve(&book.action("src/b.md", "Write \"the\"").task).unwrap();
    assert_eq!(changes.edits.len(), 3);
    book.apply(&changes);
    let read = ["src/a.md", "src/b.md", "src/SUMMARY.md"].map(|name| book.text(name));
    assert_eq!(
        read,
        [
            "# A\n\nSee [it](b.md#use-the-list).\n",
            "# Use the list\n\nIt is here.\n",
            "# Summary\n\n- [A](a.md)\n- [Use the list](b.md)\n"
        ]
    );
}

#[test]
fn an_action_is_refused_once_its_text_has_changed() {
    let book = book();
    let action = book.action("src/b.md", "Write \"receive\"");
    book.write(&book.path("src/b.md"), "# Use\n\nother\n");
    assert_eq!(book.resolve(&action.task), Err("the text has changed since it was checked".to_owned()));
}

#[test]
fn formatting_is_fixing_the_layout() {
    let text = "# A \n\nteh end  of it \nline\n\n##Next\n\nTitle\n-----\n\nmore \nline\n";
    let book = TestBook::new(&[("src/a.md", text)]);
    let path = book.path("src/a.md");
    let expected = book.fixed_by_command("src/a.md", &["heading-space", "heading-style", "trailing-space"]);
    let apply = |changes: &redline_lsp::changes::FileChanges| edited(text, &changes.edits[Path::new(&path)]);
    let whole = format(&book.view(), &path, None).unwrap();
    assert_eq!(apply(&whole), expected[0].1);
    assert!(
        apply(&whole).contains("teh end") && apply(&whole).contains("## Next") && apply(&whole).contains("## Title")
    );
    let range = text.find("##Next").unwrap()..text.find("Title").unwrap();
    let part = format(&book.view(), &path, Some(range)).unwrap();
    assert_eq!(apply(&part), text.replace("##Next", "## Next"));
    assert_eq!(format(&book.view(), &path, Some(0..2)), None);
}
