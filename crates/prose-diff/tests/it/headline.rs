//! What counts as changed: the share of changed words is what a reader would call changed.

use prose_diff::ChangeKind;

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
        assert!(diff.statistics.changed_share.abs() < f64::EPSILON);
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
fn typography_in_code_does_not_affect_that_of_words() {
    let before = "Many structs … are here.\n\nThe code `a…b` stays.\n";
    let options = prose_diff::Options { fold_punctuation: true, ..prose_diff::Options::default() };
    let diff = prose_diff::Diff::new(before, &before.replace("Many", "Some"), &options);
    assert_eq!(edits(&diff), [("Many", "Some")]);
}
