//! Edits between two texts.

use proptest::prelude::*;
use redline_lsp::actions::edits_between;

use super::book::edited;

/// A text of a few lines whose words, marks and line endings come often.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("teh "),
        Just("the "),
        Just("é"),
        Just("👩‍👩‍👧"),
        Just(" "),
        Just("\n"),
        Just("\r\n"),
        Just("."),
        Just("- a\n"),
        Just("line\n"),
        Just("n\u{303}"),
        Just("\u{feff}"),
        Just("\r"),
        Just("\t"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn applying_the_edits_to_the_old_text_gives_the_new_one(old in text(), new in text()) {
        let edits = edits_between(&old, &new);
        prop_assert_eq!(edited(&old, &edits), new);
    }
}

#[test]
fn only_words_that_differ_are_touched() {
    let old = "one\r\nteh first and teh last\r\nthree\r\n";
    let new = "one\r\nthe first and the last\r\nthree\r\n";
    let edits = edits_between(old, new);
    let touched: Vec<(&str, &str)> = edits.iter().map(|edit| (&old[edit.span.clone()], edit.text.as_str())).collect();
    assert_eq!(touched, [("teh", "the"), ("teh", "the")]);
    assert_eq!(edits_between(old, old), []);
}

#[test]
fn a_new_line_is_one_insertion() {
    let edits = edits_between("a\nb\n", "a\nnew\nb\n");
    assert_eq!((edits.len(), edits[0].span.clone(), edits[0].text.as_str()), (1, 2..2, "new\n"));
}
