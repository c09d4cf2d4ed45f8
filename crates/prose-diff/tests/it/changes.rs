//! Changes between two versions of a text.

use std::ops::Range;

use prose_diff::{ChangeKind, Diff, Options};

use crate::{diff, kinds, numbered};

#[test]
fn wrapping_is_no_change() {
    let before = "# A *title*\n\nOne two three. Four\nfive `six seven` eight.\n\n- item one\n  goes on\n- item two\n\n> quoted\n> words\n";
    let after = "A *title*\n===\n\nOne two three.\nFour five `six\nseven` eight.\n\n* item\n  one goes on\n\n* item two\n\n> quoted words";
    let diff = diff(before, after);
    assert!(diff.changes.is_empty(), "{:#?}", diff.changes);
    assert!(!diff.is_identity());
    assert_eq!(diff.statistics.words.common, diff.statistics.words.before);
}

#[test]
fn only_numbers_that_readers_see_first_count_in_lists() {
    assert!(diff("1. a\n2. b\n3. c\n", "1. a\n1. b\n1. c\n").changes.is_empty());
    assert_eq!(kinds(&diff("1. a\n2. b\n", "3. a\n4. b\n")), [&ChangeKind::ListStart { before: 1, after: 3 }]);
    assert_eq!(kinds(&diff("- [ ] do\n", "- [x] do\n")), [&ChangeKind::Task { done: true }]);
    let numbered = diff("- one\n- two\n- three\n", "1. one\n2. two\n3. three\n");
    assert_eq!(
        kinds(&numbered),
        [&ChangeKind::BlockKind { before: "bulleted item".into(), after: "numbered item".into() }]
    );
    assert!(numbered.rows.iter().all(|row| row.changes == [1]));
    assert_eq!(
        kinds(&diff("- a one\n- b two\n", "- a one\n  - b two\n")),
        [&ChangeKind::Depth { before: 1, after: 2 }]
    );
}

#[test]
fn typography_is_folded_if_the_renderer_typesets_it() {
    let (before, after) = ("It's \"so\" -- and...\n", "It’s “so” – and…\n");
    assert!(diff(before, after).changes.is_empty());
    let exact = Options { fold_punctuation: false, ..Options::default() };
    assert!(!Diff::new(before, after, &exact).changes.is_empty());
}

#[test]
fn unchanged_rows_may_be_folded() {
    let before = numbered(9, |n| format!("Paragraph {n} stands here.\n\n"));
    let diff = diff(&before, &before.replace("4 stands", "4 lies"));
    assert_eq!(diff.foldable(1), [0..3, 6..9]);
    assert_eq!(diff.foldable(3), Vec::<Range<usize>>::new());
    assert_eq!(self::diff(&before, &before).foldable(1).first(), Some(&(0..9)));
}

#[test]
fn a_diff_applies_only_to_the_old_version() {
    assert_eq!(diff("One.\n", "Two.\n").apply("Other text.\n"), None);
    assert_eq!(diff("", "New.\n").inserted_bytes(), 5);
    assert!(diff("", "").is_identity());
}

#[test]
fn a_diff_serializes_to_json() {
    let diff = diff("# T\n\nOld [words](a.md).\n", "# T\n\nNew [words](b.md).\n");
    let json = serde_json::to_value(&diff).expect("it can be written");
    assert_eq!(json["changes"][0]["kind"]["type"], "words");
    assert_eq!(json["changes"][0]["deleted"], "Old");
    assert_eq!(json["changes"][1]["kind"]["after"], "b.md");
    assert_eq!(json["rows"][1]["body"]["runs"][0]["mark"], "deleted");
    assert_eq!(json["rows"][0]["relation"]["type"], "kept");
    assert_eq!(json["statistics"]["words"]["common"], 2);
    assert_eq!(json["before"][0]["kind"], serde_json::json!({ "type": "heading", "level": 1 }));
}

#[test]
fn text_in_html_does_not_shift_the_blocks_after_it() {
    let html = "<div>\nSome text.\n</div>\n\n";
    let diff = diff(&format!("{html}# Title\n\nWords.\n"), &format!("{html}# Title\n\nOther words.\n"));
    let shown: Vec<String> = diff.runs().map(|run| run.text.clone()).collect();
    assert_eq!(shown, ["Title", "Words", "Other words", "."]);
    assert_eq!(diff.after.iter().map(|block| block.kind.name()).collect::<Vec<_>>(), ["HTML", "heading", "paragraph"]);
}
