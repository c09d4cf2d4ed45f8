//! Terms, spelling and conventions as authors use them: the real binary over a book.

use crate::support::{Run, TestBook, redline};

const TERMS: &str = r#"
[[preprocessor.redline.terms]]
term = "API token"
not = ["access key", "API key"]
note = "A key is something else here."
except = ["API key ring"]

[[preprocessor.redline.terms]]
term = "log in"
not = ["sign in"]
verb = true

[[preprocessor.redline.terms]]
term = "library"
not = ["crate"]
for = ["guides/**"]
in-quotes = false
"#;

fn book(text: &str) -> TestBook {
    TestBook::of(text).redline("fail-on = \"warning\"").tables(TERMS)
}

#[test]
fn a_forbidden_word_becomes_the_term_in_its_form() {
    let text = "# G\n\nAn access key, two access-keys, the access key's end and the Access keys’ list.\n\n\
                Access keys expire. Sign in; she signs in, signed in, signing in. `access key`, access_key, the API key ring.\n";
    let book = book(text);
    let report = book.report(&["--select", "term-forbidden"]);
    assert_eq!(
        report.texts("term-forbidden"),
        [
            "access key",
            "access-keys",
            "access key's",
            "Access keys’",
            "Access keys",
            "Sign in",
            "signs in",
            "signed in",
            "signing in"
        ]
    );
    assert_eq!(report.findings[0].message, "use `API token` instead of `access key`");
    assert_eq!(report.findings[0].help.as_deref(), Some("A key is something else here."));
    book.run(["fix", "--select", "term-forbidden"]).exits(0);
    assert_eq!(
        book.read("src/guide.md"),
        "# G\n\nAn API token, two API tokens, the API token's end and the API tokens’ list.\n\n\
         API tokens expire. Log in; she logs in, logged in, logging in. `access key`, access_key, the API key ring.\n"
    );
}

#[test]
fn articles_follow_the_new_words() {
    let fixed = TestBook::of("# G\n\nAn operator waits. It is an operator.\n")
        .redline("")
        .tables("[[preprocessor.redline.terms]]\nterm = \"user\"\nnot = [\"operator\"]\n");
    fixed.run(["fix", "--select", "term-forbidden"]).exits(0);
    assert_eq!(fixed.read("src/guide.md"), "# G\n\nA user waits. It is a user.\n");
}

/// Forms that a person wrote down, not those that the code makes.
const NOUNS: [[&str; 4]; 10] = [
    ["access key", "access keys", "API token", "API tokens"],
    ["directory", "directories", "folder", "folders"],
    ["dialog box", "dialog boxes", "window", "windows"],
    ["repo", "repos", "repository", "repositories"],
    ["box", "boxes", "container", "containers"],
    ["child task", "child tasks", "subprocess", "subprocesses"],
    ["batch job", "batch jobs", "batch", "batches"],
    ["map", "maps", "index", "indexes"],
    ["end user", "end users", "person", "people"],
    ["hash sum", "hash sums", "checksum", "checksums"],
];

const VERBS: [[&str; 8]; 10] = [
    ["sign in", "signs in", "signing in", "signed in", "log in", "logs in", "logging in", "logged in"],
    ["kill", "kills", "killing", "killed", "stop", "stops", "stopping", "stopped"],
    ["utilise", "utilises", "utilising", "utilised", "use", "uses", "using", "used"],
    ["erase", "erases", "erasing", "erased", "delete", "deletes", "deleting", "deleted"],
    ["ship", "ships", "shipping", "shipped", "deploy", "deploys", "deploying", "deployed"],
    ["duplicate", "duplicates", "duplicating", "duplicated", "copy", "copies", "copying", "copied"],
    ["spawn", "spawns", "spawning", "spawned", "start", "starts", "starting", "started"],
    ["transmit", "transmits", "transmitting", "transmitted", "send", "sends", "sending", "sent"],
    ["emit", "emits", "emitting", "emitted", "write", "writes", "writing", "wrote"],
    ["push", "pushes", "pushing", "pushed", "submit", "submits", "submitting", "submitted"],
];

/// Sentences with a gap: the text before the word and after it.
const AROUND: [(&str, &str); 20] = [
    ("The ", " is new."),
    ("Use the ", " here."),
    ("With this ", ", it works."),
    ("Each ", " counts."),
    ("See (the ", ")."),
    ("Any ", " may fail."),
    ("“The ", "” is quoted."),
    ("It is *the ", "* of it."),
    ("One ", " of many."),
    ("No ", "!"),
    ("Is the ", " old?"),
    ("Then the ", "; and so on."),
    ("That ", " and more."),
    ("Or the ", "."),
    ("By the ", " alone."),
    ("For every ", " there is one."),
    ("In the ", ": all."),
    ("The first ", " wins."),
    ("Our ", " and yours."),
    ("To the ", " it goes."),
];

/// The sentences with each of these words in the gap.
fn sentences<'a>(words: impl Iterator<Item = &'a str> + Clone) -> String {
    let lines = words.flat_map(|word| AROUND.map(|(before, after)| format!("{before}{word}{after}\n\n")));
    format!("# G\n\n{}", lines.collect::<String>())
}

fn terms(pairs: impl Iterator<Item = (&'static str, &'static str)>, keys: &str) -> String {
    let table = |(old, new)| format!("[[preprocessor.redline.terms]]\nterm = \"{new}\"\nnot = [\"{old}\"]\n{keys}\n");
    pairs.map(table).collect::<Vec<_>>().concat()
}

#[track_caller]
fn becomes(terms: &str, before: &str, after: &str) {
    let book = TestBook::of(before).redline("").tables(terms);
    book.run(["fix", "--select", "term-forbidden"]);
    let found = book.read("src/guide.md");
    let wrong: Vec<_> = found.lines().zip(after.lines()).filter(|(found, wanted)| found != wanted).collect();
    assert!(wrong.is_empty(), "{} of {}: {:?}", wrong.len(), after.lines().count() / 2, &wrong[..wrong.len().min(9)]);
}

/// Two hundred sentences for each form of a noun and of a verb.
#[test]
fn replacements_are_grammatical_in_every_form() {
    let nouns = terms(NOUNS.iter().map(|[old, _, new, _]| (*old, *new)), "");
    for (old, new) in [(0, 2), (1, 3)] {
        let words = |index: usize| NOUNS.iter().map(move |noun| noun[index]);
        becomes(&nouns, &sentences(words(old)), &sentences(words(new)));
        let owners: Vec<String> = words(old).map(owner).collect();
        let expected: Vec<String> = words(new).map(owner).collect();
        becomes(&nouns, &sentences(owners.iter().map(String::as_str)), &sentences(expected.iter().map(String::as_str)));
    }
    let verbs = terms(VERBS.iter().map(|verb| (verb[0], verb[4])), "verb = true");
    for form in 0..4 {
        let words = |index: usize| VERBS.iter().map(move |verb| verb[index]);
        becomes(&verbs, &sentences(words(form)), &sentences(words(form + 4)));
    }
}

/// The possessive of a word: `keys'`, `people's`, `index's`.
fn owner(word: &str) -> String {
    let is_many = word.ends_with('s') && !["index", "subprocess", "access"].contains(&word);
    if is_many { format!("{word}'") } else { format!("{word}'s") }
}

#[test]
fn terms_know_their_chapters_and_quotes() {
    let book = book("# G\n\nA crate.\n").chapter("guides/a.md", "# A\n\nA crate, “the crate”, and crates.\n");
    let report = book.report(&["--select", "term-forbidden"]);
    assert_eq!(report.texts("term-forbidden"), ["crate", "crates"]);
    assert!(report.findings.iter().all(|finding| finding.file.ends_with("guides/a.md")));
}

#[test]
fn invalid_terms_are_reported_with_their_place() {
    let with = |table: &str| TestBook::of("# A\n\nb\n").redline("").tables(table);
    with("[[preprocessor.redline.terms]]\nterms = \"x\"\n").run(["check"]).exits(2).stderr_has("did you mean `term`?");
    with("[[preprocessor.redline.terms]]\nnot = [\"x\"]\n").run(["check"]).exits(2).stderr_has("a term needs `term`");
    with("[[preprocessor.redline.terms]]\nterm = \"box\"\nnot = [\"crate\"]\n[[preprocessor.redline.terms]]\nterm = \"crate\"\n")
        .run(["check"])
        .exits(2)
        .stderr_has("`crate` cannot be both `box` and `crate`");
    let files = TestBook::of("# A\n\nb\n").redline("terms-files = [\"terms.csv\"]");
    files.run(["check"]).exits(2).stderr_has("terms.csv cannot be read");
    files.file("terms.csv", "term,nott\na,b\n").run(["check"]).exits(2).stderr_has("did you mean `not`?");
}

#[test]
fn terms_come_from_files_and_are_listed_where_they_occur() {
    let book = TestBook::of("# G\n\nAn API token and an access key.\n")
        .redline("terms-files = [\"terms.csv\"]")
        .file("terms.csv", "term,not,note\nAPI token,access key,Opens the door.\n");
    book.run(["terms"])
        .exits(0)
        .stdout_has("API token\n  note: Opens the door.\n  not: access key\n  places: 2\n")
        .stdout_has("guide.md:3:4: API token\n")
        .stdout_has("guide.md:3:21: access key  (forbidden)\n");
}

#[test]
fn the_book_has_a_style_sheet() {
    let text = format!("# G\n\n{}\n\n{}", "One—two. ".repeat(12), "Red, green, and blue. ".repeat(5));
    TestBook::of(&text)
        .redline("")
        .run(["conventions"])
        .exits(0)
        .stdout_has("dash:                   a—b                     12 of 12 (100 %)")
        .stdout_has("serial comma:           a, b, and c             5 of 5 (100 %)");
}

#[test]
fn a_form_that_a_book_nearly_always_uses_is_its_own() {
    let text = format!("# G\n\n{}\n\nOauth2, nodejs, e.g. one.\n", "Use OAuth2, eg this. ".repeat(19));
    let book = TestBook::of(&text).redline("");
    let report = book.report(&[]);
    assert!(report.texts("eg-ie-form").is_empty(), "{report:#?}");
    assert_eq!(report.texts("term-forbidden"), ["Oauth2", "nodejs"]);
    assert_eq!(report.findings[0].message, "use `OAuth2` instead of `Oauth2`, as in 19 of 20 places");
    book.run(["check"]).stderr_has(
        "by habit the book writes `eg` (19 of 20), `OAuth2` (19 of 20); `mdbook-redline conventions` shows",
    );
    book.run(["check", "-q"]).stderr_lacks("by habit");
    let entries = book.run(["conventions"]).exits(0).stdout;
    let (_, entries) = entries.split_once("# Entries").expect("entries");
    // What is printed can be pasted, and holds.
    let recorded = TestBook::of(&text).redline("").tables(&format!("# {entries}"));
    let report = recorded.report(&[]);
    assert_eq!(report.texts("term-case"), ["Oauth2"], "{report:#?}");
    assert_eq!(report.texts("term-forbidden"), ["nodejs"]);
    recorded.run(["check"]).stderr_lacks("by habit");
}

#[test]
fn a_habit_needs_ten_places_of_which_nine_in_ten_agree() {
    for (text, wanted) in [
        ("Some, eg this. ".repeat(9), 9),
        (format!("{}Others, e.g. this, e.g. that.", "Some, eg this. ".repeat(10)), 10),
        (format!("{}Others, e.g. this.", "Some, eg this. ".repeat(10)), 0),
    ] {
        let report = TestBook::of(&format!("# G\n\n{text}\n")).redline("").report(&[]);
        assert_eq!(report.texts("eg-ie-form").len(), wanted, "{text}");
    }
    let own = "[[preprocessor.redline.terms]]\nterm = \"OAuth 2.0\"\nnot = [\"OAuth2\"]\n";
    let text = format!("# G\n\n{}\n", "Use OAuth2 here. ".repeat(12));
    let report = TestBook::of(&text).redline("").tables(own).report(&[]);
    assert_eq!(report.texts("term-forbidden").len(), 12, "the author's own terms are not outvoted");
}

#[test]
fn headings_follow_their_level_and_the_title_of_the_book_is_left() {
    let titles = (0..22).map(|at| format!("# The Part Number {at} Here\n\nText.\n\n")).collect::<Vec<_>>().concat();
    let sections = (0..22).map(|at| format!("## The part number {at} here\n\nText.\n\n")).collect::<Vec<_>>().concat();
    let odd = "# The odd title\n\nText.\n\n## The Odd Section\n\nText.\n\n### Follows The Book Here\n\nText.\n\n# the Guide Of Tests\n\nText.\n";
    let book = TestBook::of(&format!("{titles}{sections}{odd}"))
        .redline("")
        .file("book.toml", "[book]\ntitle = \"the Guide Of Tests\"\nlanguage = \"en\"\n[preprocessor.redline]\n");
    assert_eq!(book.report(&[]).texts("heading-case"), ["# The odd title", "## The Odd Section"]);
}

#[test]
fn english_rules_are_silent_in_other_languages() {
    let text = "# G\n\nRecieve a apple. Mehr auf Github.\n";
    let english = TestBook::of(text).redline("");
    assert_eq!(english.report(&[]).texts("misspelling"), ["Recieve"]);
    for language in ["de", "fr-CA"] {
        let book = TestBook::of(text).redline(&format!("language = \"{language}\""));
        let report = book.report(&[]);
        let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, ["term-case"], "{language}");
        book.run(["check"]).stderr_has("English wording is not");
    }
    let book = TestBook::of(text).redline("language = \"en-GB\"");
    assert_eq!(book.report(&[]).texts("a-an"), ["a"]);
}

#[test]
fn an_article_missing_from_the_source_is_left_alone() {
    let text = "# G\n\nEat &#97; apple, with &#97; `unsafe` block and a `unsafe` fork. A apple.\n";
    assert_eq!(TestBook::of(text).redline("").report(&[]).texts("a-an"), ["a", "A"]);
}

#[test]
fn spaces_before_all_kinds_of_marks_are_reported_in_order() {
    let text = "# G\n\nOne ! Two , three ; four . Five ? Six , seven .\n";
    let report = TestBook::of(text).redline("").report(&[]);
    let columns: Vec<usize> = report.of_rule("space-before-punct").iter().map(|found| found.start.column).collect();
    assert_eq!(columns, [4, 10, 18, 25, 32, 38, 46]);
}

#[test]
fn spelling_accepts_the_english_of_all_countries() {
    let text = "# G\n\nThe colour of the centre is gray; organizations analyse it, in light. The colour's blorptast.\n";
    let words = |language: &str| {
        let table = format!("language = \"{language}\"\n[preprocessor.redline.rules]\nspelling = \"warning\"");
        let report = TestBook::of(text).redline(&table).report(&[]);
        report.texts("spelling").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    for language in ["en-GB", "en_AU", "en-Latn-NZ", "en", "en-US"] {
        assert_eq!(words(language), ["blorptast"], "{language}");
    }
}

#[test]
fn spelling_takes_a_dictionary_and_words() {
    let text = "# G\n\nEin kleiner Baum und ein Turbofish, ein klainer Baum.\n";
    let book = TestBook::of(text)
        .redline(
            "language = \"de\"\n[preprocessor.redline.rules]\nspelling = { level = \"warning\", dictionary = \"de\" }",
        )
        .file("de.aff", "SET UTF-8\nTRY esijanrtolcdugmphbyfvkwqxz\n")
        .file("de.dic", "4\nBaum\nein\nund\nkleiner\n");
    let report = book.report(&[]);
    assert_eq!(report.texts("spelling"), ["klainer"]);
    assert_eq!(report.findings[0].help.as_deref(), Some("did you mean `kleiner`?"));
    let without = TestBook::of(text).redline("language = \"de\"\n[preprocessor.redline.rules]\nspelling = \"warning\"");
    assert_eq!(without.report(&[]).texts("spelling"), Vec::<&str>::new(), "no dictionary knows the language");
    let missing = TestBook::of(text).redline("[preprocessor.redline.rules]\nspelling = { dictionary = \"no\" }");
    missing.run(["check"]).exits(2).stderr_has("no.aff cannot be read");
    let bad = TestBook::of(text).redline("[preprocessor.redline.rules]\nspelling = { acept = [\"x\"] }");
    bad.run(["check"]).exits(2).stderr_has("did you mean `accept`?");
}

#[test]
fn words_in_rule_labels_are_reported_and_not_fixed() {
    let text = "# G\n\nr[expr.recieve]\nText.\n\nr[homogenous]\nMore of it.\n\nr[a.mispeled]\n";
    let book = TestBook::of(text).redline("[preprocessor.redline.rules]\nspelling = \"warning\"");
    let report = book.report(&[]);
    assert_eq!(report.texts("misspelling"), ["recieve"]);
    assert_eq!(report.texts("confused-words"), ["homogenous"]);
    assert!(report.findings.iter().all(|found| found.fix.is_none()), "{report:?}");
    assert!(report.findings[0].help.as_ref().is_some_and(|help| help.contains("label")), "{report:?}");
    book.run(["fix", "--unsafe"]);
    assert_eq!(book.read("src/guide.md"), text);
}

#[test]
fn spaces_at_the_ends_of_lines_are_taken_and_breaks_are_kept() {
    let text =
        "# G \r\n\r\nOne  \r\ntwo \r\nthree.\t\r\n\r\n{{#include part.md}}\r\n\r\nIntro.  \r\n{{#include list.md}}\r\n";
    let book = TestBook::of(text)
        .redline("packs = [\"consistency\"]")
        .file("src/part.md", "A part. \n")
        .file("src/list.md", "- One \n");
    book.run(["fix"]);
    assert_eq!(
        book.read("src/guide.md"),
        "# G\r\n\r\nOne  \r\ntwo\r\nthree.\r\n\r\n{{#include part.md}}\r\n\r\nIntro.  \r\n{{#include list.md}}\r\n"
    );
    assert_eq!((book.read("src/part.md"), book.read("src/list.md")), ("A part.\n".to_owned(), "- One\n".to_owned()));
}

#[test]
fn a_callout_with_a_label_becomes_an_alert() {
    let text = "# G\n\n> **Note:** Keys *expire*.\n> See [x](y.md).\n\n**Warning:** no.\n";
    let book = TestBook::of(text).redline("[preprocessor.redline.rules]\ncallout-form = { form = \"alert\" }");
    assert_eq!(book.report(&["--select", "callout-form"]).texts("callout-form"), ["**Note:**", "**Warning:**"]);
    book.run(["fix", "--select", "callout-form"]);
    assert_eq!(book.read("src/guide.md"), "# G\n\n> [!NOTE]\n> Keys *expire*.\n> See [x](y.md).\n\n**Warning:** no.\n");
}

#[test]
fn a_form_can_be_configured_for_the_book() {
    let rules = "[preprocessor.redline.rules]\ndash-form = { level = \"warning\", form = \"em\" }\n\
                 serial-comma = { level = \"warning\", form = \"never\" }\n\
                 percent-form = { level = \"warning\", form = \"percent\" }\n";
    let text = "# G\n\nOne - two, `a - b`, three—four.\n\nRed, green, and blue; 50% or 50 percent.\n";
    let book = TestBook::of(text).redline(rules);
    let report = book.report(&[]);
    assert_eq!(report.texts("dash-form"), [" - "]);
    assert_eq!(report.texts("serial-comma"), [", and"]);
    assert_eq!(report.texts("percent-form"), ["%"]);
    assert!(report.findings.iter().any(|finding| finding.message == "dash: `a - b`, where `a—b` is wanted"));
    book.run(["fix", "--unsafe"]);
    assert_eq!(
        book.read("src/guide.md"),
        "# G\n\nOne—two, `a - b`, three—four.\n\nRed, green and blue; 50 percent or 50 percent.\n"
    );
    let silent = TestBook::of(text).redline(&rules.replace("\"em\"", "\"auto\""));
    assert!(silent.report(&[]).texts("dash-form").is_empty(), "two dashes are no habit");
    let wrong = TestBook::of(text).redline(&rules.replace("\"em\"", "\"emm\""));
    wrong.run(["check"]).exits(2).stderr_has("unknown form `emm`").stderr_has("did you mean `em`?");
}

#[test]
fn terms_with_an_apostrophe_are_found_with_either() {
    let table = "[[preprocessor.redline.terms]]\nterm = \"never\"\nnot = [\"don't care\", \"o'clock\"]\n";
    let text = "# G\n\nWe don't care, we don’t care; one o'clock, two O’clock.\n";
    let report = TestBook::of(text).redline(table).report(&[]);
    assert_eq!(report.texts("term-forbidden"), ["don't care", "don’t care", "o'clock", "O’clock"]);
}

#[test]
fn a_name_is_not_an_inflection_of_another_and_keeps_its_possessive() {
    let text = "# G\n\nHTTPS and HTTP, an https proxy, many URLs. Node.js’s way, Windows's way, node.js's way.\n";
    let report = TestBook::of(text).redline("").report(&["--select", "term-case"]);
    let messages: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["write `HTTPS` instead of `https`", "write `Node.js's` instead of `node.js's`"]);
}

#[test]
fn a_name_beyond_ascii_is_learned() {
    for name in ["İstanbul", "Ístanbul", "Ankara"] {
        let text = format!("# A guide\n\n## The trip to {name}\n\nWe met in {name} and in {name}, near {name}.\n");
        let rules = "[preprocessor.redline.rules]\nheading-case = { level = \"warning\", style = \"sentence\" }";
        assert!(TestBook::of(&text).redline(rules).report(&[]).texts("heading-case").is_empty(), "{name}");
    }
}

#[test]
fn code_between_tags_is_code() {
    let report =
        TestBook::of("# G\n\nUse <code class=\"x\">occured github</code> and <kbd>seperate</kbd>, not recieve.\n")
            .redline("")
            .report(&[]);
    assert_eq!(report.findings.len(), 1, "{report:#?}");
}

#[test]
fn rules_are_explained_and_listed_with_their_packs() {
    Run::of(redline().args(["explain", "intro-comma"])).exits(0).stdout_has("# intro-comma\n");
    Run::of(redline().args(["rules"])).exits(0).stdout_has("on request").stdout_has("wordy-phrase");
}

#[test]
fn headings_keep_the_terms_of_the_book() {
    let text = "# Guide\n\nText.\n\n## Ask the Keeper\n\nText.\n";
    let style = "[preprocessor.redline.rules]\nheading-case = { style = \"sentence\" }";
    let plain = TestBook::of(text).redline(style).report(&["--select", "heading-case"]);
    assert_eq!(plain.findings.len(), 1, "{plain:#?}");
    let term = "[[preprocessor.redline.terms]]\nterm = \"Keeper\"\n";
    let known = TestBook::of(text).redline(style).tables(term).report(&["--select", "heading-case"]);
    assert!(known.findings.is_empty(), "{known:#?}");
}

// ---- the language of a text

const FRENCH: &str = "Ce langage est un projet dont les exemples marchent bien, et une fonction par chapitre suffit pour le \
                      montrer : la compilation est garanti !\n\nIl a aussi des fonctions dont nous parlons plus loin, parce \
                      que les lecteurs les connaissent.\n\n";
const GERMAN: &str = "Die Funktion liefert den Wert, und der Aufrufer entscheidet, was damit geschieht. Also wird nichts kopiert, \
                      was auch niemand will.\n\nHier ist die Rede von dem Typ, den wir im letzten Kapitel gesehen haben.\n\n";
const RUSSIAN: &str = "Функция возвращает значение, а вызывающий решает, что с ним делать. Also wird es API.\n\n";
const CHINESE: &str = "这个例子说明了所有权。使用 Rust 编写的程序不需要垃圾回收器，recieve 也不需要。\n\n";
const ENGLISH: &str = "We look at what the compiler does with it, and at how the types of a program are found by it. ";

#[test]
fn text_in_other_languages_is_left_alone_whatever_is_declared() {
    for (text, name) in [(FRENCH, "French"), (GERMAN, "German"), (RUSSIAN, "Russian"), (CHINESE, "Chinese")] {
        for (count, declared) in [(1, ""), (1, "en"), (5, ""), (5, "en"), (5, "en-GB")] {
            let source = format!("# A\n\n{}", text.repeat(count));
            let mut book = TestBook::of(&source);
            if !declared.is_empty() {
                book = book.tables(&format!("language = \"{declared}\""));
            }
            let report = book.report(&[]);
            assert!(report.findings.is_empty(), "{name}, {count}, {declared}: {report:#?}");
            book.run(["fix"]).exits(0).stderr_has(&format!("the text is {name}")).stderr_has("`language = \"");
            assert_eq!(book.read("src/guide.md"), source);
        }
    }
}

#[test]
fn the_language_is_noted_once_by_every_command() {
    let book = TestBook::of(&format!("# A\n\n{}", FRENCH.repeat(5)));
    for command in [&["check"][..], &["fix"], &["report", "--json"]] {
        let run = book.run(command);
        assert_eq!(run.stderr.matches("the text is French").count(), 1, "{command:?}: {run:#?}");
    }
    assert!(!book.run(["check", "--quiet"]).stderr.contains("French"));
}

#[test]
fn parts_of_an_english_book_in_another_language_are_left_alone() {
    let english = ENGLISH.repeat(3);
    let text = format!(
        "# A\n\n{english} We recieve it.\n\n{FRENCH}{english}\n\n> {GERMAN}\n- dans le chapitre avec les exemples adress\n- \
         et une fonction qui est dans les adress\n- pour vous et nous\n\n{english} The title “un projet dont les exemples ne \
         sont pas comparible” is so. It recieves a apple.\n"
    );
    let book = TestBook::of(&text).tables("language = \"en\"");
    let report = book.report(&[]);
    assert_eq!(report.texts("misspelling"), ["recieve", "recieves"]);
    assert_eq!(report.findings.len(), 3, "{report:#?}");
    let with_chapter = book.chapter("b.md", &format!("# B\n\n{FRENCH}We recieve.\n"));
    with_chapter.run(["check"]).stderr_has("1 chapter is in another language").stderr_has("`b.md` (French)");
    assert_eq!(with_chapter.report(&[]).findings.len(), 3);
}

#[test]
fn english_paragraphs_of_a_book_that_is_not_english_are_checked_unless_it_is_declared() {
    let text = format!("# A\n\nVec, HashMap, recieve.\n\n{}{ENGLISH} We recieve it.\n", FRENCH.repeat(5));
    assert_eq!(TestBook::of(&text).report(&[]).texts("misspelling"), ["recieve"]);
    let declared = TestBook::of(&text).tables("language = \"fr\"").report(&[]);
    assert!(declared.findings.is_empty(), "{declared:#?}");
}

#[test]
fn a_book_without_a_clear_language_is_not_english_unless_configured() {
    let names = "Vec HashMap BTreeMap String Option Result Box Rc Arc Cell RefCell Mutex ".repeat(6);
    let text = format!("# A\n\n{names}recieve.\n");
    let book = TestBook::of(&text);
    assert!(book.report(&[]).findings.is_empty());
    book.run(["check"]).stderr_has("not clearly English").stderr_has("`[preprocessor.redline]`");
    let english = TestBook::of(&text).redline("language = \"en\"");
    assert_eq!(english.report(&[]).texts("misspelling"), ["recieve"]);
    let short = TestBook::of("# A\n\nVec, HashMap, recieve.\n");
    assert_eq!(short.report(&[]).texts("misspelling"), ["recieve"], "a short book holds to what is declared");
}

#[test]
fn near_misses_of_the_tag_are_treated_as_english_with_a_note() {
    for (written, meant) in [("English", "en"), ("eng", "en"), ("EN", "en"), ("en_US", "en-US"), ("en_GB", "en-GB")] {
        let book = TestBook::of("# A\n\nWe recieve it.\n").tables(&format!("language = \"{written}\""));
        assert_eq!(book.report(&[]).texts("misspelling"), ["recieve"], "{written}");
        let run = book.run(["check"]).stderr_has(&format!("`book.language` is `{written}`, which is treated as `en`"));
        run.stderr_has(&format!("`language = \"{meant}\"`"));
    }
}

#[test]
fn headings_and_names_are_those_of_english() {
    let headings = "## Типы Данных\n\nФункция и значение.\n\n".repeat(30);
    let text = format!("# A\n\n{headings}## Типы данных и ещё\n\nЯзык latin, код на javascript.\n");
    let report = TestBook::of(&text).report(&[]);
    assert_eq!(report.texts("term-case"), ["javascript"]);
    assert!(report.texts("heading-case").is_empty(), "{report:#?}");
}

#[test]
fn apostrophes_do_not_count_as_quotation_marks_outside_english() {
    let text = format!("# A\n\n{}« c'est » et “c'est”.\n", "L'article n'est pas l'idée qu'il a d'elle. ".repeat(9));
    let consistency = "packs = [\"consistency\"]\nlanguage = ";
    let quotes = |language: &str| {
        let report = TestBook::of(&text).redline(&format!("{consistency}\"{language}\"")).report(&[]);
        report.texts("quotes-form").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(quotes("fr"), Vec::<String>::new());
    let mixed = text.replace("« c'est »", "c’est");
    let report = TestBook::of(&mixed).redline(&format!("{consistency}\"fr\"")).report(&[]);
    assert_eq!(report.texts("quotes-form"), ["’"]);
}

#[test]
fn terms_are_found_in_scripts_that_do_not_part_words() {
    let terms = terms(
        [
            ("例子", "示例"),
            ("可改引用", "可变引用"),
            ("サーバ", "サーバー"),
            ("閉包", "クロージャ"),
            ("github", "GitHub"),
        ]
        .into_iter(),
        "",
    );
    let text = "# 书\n\n这个例子说明了所有权，可改引用也一样。使用github和 Rust 编写，SGithub的X。\n\n\
                このサーバは速い。サーバーも速い。コードはgithubで公開されている。\n";
    let book = TestBook::of(text).redline("language = \"zh\"").tables(&terms);
    let report = book.report(&[]);
    assert_eq!(report.texts("term-forbidden"), ["例子", "可改引用", "サーバ"]);
    assert_eq!(report.texts("term-case"), ["github", "github"]);
    book.run(["fix"]);
    let fixed = book.read("src/guide.md");
    assert!(fixed.contains("这个例子说明了"), "two letters may be a part of other words: {fixed}");
    assert!(
        fixed.contains("可变引用也")
            && fixed.contains("使用GitHub和")
            && fixed.contains("このサーバーは速い。サーバーも"),
        "{fixed}"
    );
    assert!(fixed.contains("コードはGitHubで"), "{fixed}");
}

#[test]
fn terms_outside_of_english_take_no_english_forms() {
    let terms = terms(
        [("parcoureur", "compteur"), ("ownership", "possession"), ("sample", "exemple"), ("item", "objet")].into_iter(),
        "",
    );
    let text = "# A\n\nL’ownership et le bloc d'ownership ; un parcoureur et deux parcoureurs, le sample's, l'item.\n";
    let book = TestBook::of(text).redline("language = \"fr\"").tables(&terms);
    let report = book.report(&[]);
    assert_eq!(
        report.texts("term-forbidden"),
        ["ownership", "ownership", "parcoureur", "parcoureurs", "sample's", "item"]
    );
    book.run(["fix"]);
    assert_eq!(
        book.read("src/guide.md"),
        "# A\n\nL’ownership et le bloc d'ownership ; un compteur et deux parcoureurs, le sample's, l'objet.\n"
    );
}
