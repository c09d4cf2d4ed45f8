//! What counts as changed: the share of changed words is what a reader would call changed.

use prose_diff::{ChangeKind, Mark};

use crate::{diff, edits};

fn changed_words(before: &str, after: &str) -> (usize, usize) {
    let words = diff(before, after).statistics.words;
    (words.deleted, words.inserted)
}

#[test]
fn words_put_in_code_are_formatted_and_not_replaced() {
    for (before, after) in [
        ("Run cargo build and then cargo test here.\n", "Run `cargo build` and then `cargo test` here.\n"),
        ("Set the `a` and the `b c` flags.\n", "Set the `a and the b` c flags.\n"),
        ("> Use `one\n> two` now.\n", "> Use one two now.\n"),
        ("| a |\n|---|\n| x \\| y |\n", "| a |\n|---|\n| `x \\| y` |\n"),
    ] {
        let diff = diff(before, after);
        assert_eq!(changed_words(before, after), (0, 0), "{before}");
        assert_eq!(diff.statistics.changed_share, 0.0);
        assert!(diff.statistics.formatting_changes > 0, "{before}");
        assert!(diff.changes.iter().all(|change| matches!(change.kind, ChangeKind::Formatting { .. })), "{before}");
    }
}

#[test]
fn the_words_of_a_code_span_are_compared() {
    let command = diff("Run `cargo build --release` now.\n", "Run `cargo test --release` now.\n");
    assert_eq!(edits(&command), [("build", "test")]);
    let name = diff("Call `Foo::new_in(a)` now.\n", "Call `Foo::new_at(a)` now.\n");
    assert_eq!(edits(&name), [("Foo::new_in", "Foo::new_at")]);
    let operator = diff("Write `a && b` here.\n", "Write `a & b` here.\n");
    assert_eq!(edits(&operator), [("&&", "&")]);
    assert_eq!(diff("The `foo`s are.\n", "The `bar`s are.\n").statistics.words.deleted, 1);
}

#[test]
fn capitals_change_the_words_that_have_them() {
    let (before, after) = ("Use GitHub Actions to run JavaScript.\n", "Use github actions to run javascript.\n");
    assert_eq!(edits(&diff(before, after)), [("GitHub Actions", "github actions"), ("JavaScript", "javascript")]);
    assert_eq!(changed_words(before, after), (3, 3));
    let many = diff(
        "The API of The App And Its Test Of The Old Book.\n",
        "The API of the app and its test of the old book.\n",
    );
    assert_eq!(many.statistics.words.common, 3);
    let mixed = diff("Click the Save button. Then Wait.\n", "Press the save button. Then wait.\n");
    assert_eq!(edits(&mixed), [("Click", "Press"), ("Save", "save"), ("Wait", "wait")]);
}

#[test]
fn escapes_and_entities_are_no_changes() {
    let (before, after) = ("| a |\n|---|\n| x_y \\* & |\n", "| a |\n|---|\n| x\\_y * &amp; |\n");
    assert_eq!(changed_words(before, after), (0, 0));
    assert!(diff(before, after).changes.is_empty());
}

#[test]
fn lines_of_code_are_counted_in_both_versions() {
    let code = "Text.\n\n```sh\none\ntwo\nthree\n```\n\n<div>\n</div>\n";
    let diff = diff(code, &code.replace("two\n", "2\n2b\n"));
    let it = &diff.statistics;
    assert_eq!((it.lines_before, it.lines_after, it.lines_deleted, it.lines_inserted), (5, 6, 1, 2));
    assert_eq!(it.changed_share, 0.0);
}

#[test]
fn other_fences_and_indentation_outside_code_are_no_changes() {
    let fenced = "Text.\n\n```\nfn a() {\n    b();\n}\n```\n";
    for other in [
        "Text.\n\n~~~~\nfn a() {\n    b();\n}\n~~~~\n",
        "Text.\n\n    fn a() {\n        b();\n    }\n",
        "Text.\n\n  ```\n  fn a() {\n      b();\n  }\n  ```\n",
    ] {
        assert!(diff(fenced, other).changes.is_empty(), "{other}");
    }
    let indented = diff(fenced, &fenced.replace("    b", "  b"));
    assert_eq!((indented.statistics.lines_deleted, indented.statistics.lines_inserted), (1, 1));
    let marked = indented.runs().filter(|run| run.mark != Mark::Equal).map(|run| run.text.as_str());
    assert_eq!(marked.collect::<Vec<_>>(), ["    ", "  "]);
}

#[test]
fn code_that_became_a_paragraph_keeps_its_words() {
    let (code, paragraph) = ("One.\n\n    Call the office at noon.\n", "One.\n\nCall the office at noon.\n");
    for (before, after) in [(code, paragraph), (paragraph, code)] {
        let diff = diff(before, after);
        assert!(matches!(diff.changes[0].kind, ChangeKind::BlockKind { .. }), "{:#?}", diff.changes);
        let words = diff.statistics.words;
        assert_eq!((words.before, words.after, words.common), (6, 6, 6));
    }
}

/// Both versions, with marks: `[-deleted-]{+inserted+}`.
fn shown(before: &str, after: &str) -> String {
    let diff = diff(before, after);
    let mut shown = String::new();
    for run in diff.runs() {
        let (open, close) = match run.mark {
            Mark::Equal => ("", ""),
            Mark::Deleted => ("[-", "-]"),
            Mark::Inserted => ("{+", "+}"),
        };
        if run.is_spaced() {
            shown.push(' ');
        }
        shown.extend([open, &run.text, close]);
    }
    shown
}

#[test]
fn a_space_is_shown_once_at_marks() {
    assert_eq!(shown("One per pod here.\n", "One per (pod) here.\n"), "One per {+(+}pod{+)+} here.");
    assert_eq!(shown("One per (pod) here.\n", "One per pod here.\n"), "One per [-(-]pod[-)-] here.");
    assert_eq!(shown("The old way.\n", "The way.\n"), "The [-old-] way.");
    assert_eq!(shown("A big old way.\n", "A (new) way.\n"), "A [-big old-] {+(new)+} way.");
}

#[test]
fn marks_have_whole_sentences_and_compounds() {
    let (before, after) = ("It works.\n", "It works, mostly. It fails on Mondays.\n");
    assert_eq!(shown(before, after), "It works{+, mostly+}. {+It fails on Mondays.+}");
    assert_eq!(shown(after, before), "It works[-, mostly-]. [-It fails on Mondays.-]");
    let zones = shown(
        "In this guide, a cluster has two machines, in zone us-west1-a.\n",
        "In this guide, a cluster has two machines. The machines use eu-west1-a.\n",
    );
    assert!(zones.contains("us-west1-a-]{+") || zones.contains("us-west1-a-] {+"), "{zones}");
    // One word for one is exact.
    assert_eq!(shown("Read the c-rows now.\n", "Read the c-row now.\n"), "Read the c-[-rows-]{+row+} now.");
}
