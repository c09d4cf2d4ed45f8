//! Large and hostile texts.

use prose_diff::{Diff, Fallback, Limits, Options};

use crate::{diff, edits, numbered};

#[test]
fn reached_limits_are_reported() {
    let limited = |limits: Limits, before: &str, after: &str| {
        let diff = Diff::new(before, after, &Options { limits, ..Options::default() });
        assert_eq!(diff.apply(before).as_deref(), Some(after));
        diff
    };
    let (before, after) = ("One of the words differs here.\n", "One of our words differs there.\n");
    let small = limited(Limits { bytes: 10, ..Limits::default() }, before, after);
    assert_eq!(small.fallbacks, [Fallback::TooLarge { bytes: 32, words: 6 }]);
    assert_eq!((small.statistics.word_changes, small.statistics.words.common), (1, 0));
    let product = limited(Limits { word_product: 3, ..Limits::default() }, before, after);
    assert_eq!(product.fallbacks, [Fallback::WordProduct { row: 0, product: 16 }]);
    let many = |word: &str| numbered(600, |n| format!("{word}{n} and {word}{n}\n\n"));
    let wide = diff(&many("a"), &many("b"));
    assert_eq!(wide.fallbacks, [Fallback::NarrowedAlignment { before: 600, after: 600 }]);
    let section = |title: &str, word: &str| {
        let words = numbered(10, |n| format!("{word}{n} "));
        format!("## {title}\n\n{words}\n\n{words} more\n\n")
    };
    let few = Limits { move_candidates: 1, ..Limits::default() };
    let moves = limited(few, &section("A", "x"), &section("B", "y"));
    assert_eq!(moves.fallbacks, [Fallback::MoveCandidates { before: 2, after: 2 }]);
}

#[test]
fn hostile_texts_are_compared_in_bounded_time() {
    let texts = [
        "{{#a b}} x ".repeat(20_000),
        "> ".repeat(3_000) + "deep",
        "- ".repeat(500) + "deep",
        numbered(3_000, |n| format!("# h{n}\n")),
        "**a** [b](c.md) `d` ".repeat(3_000),
        "| a ".repeat(2_000) + "|\n" + &"|---".repeat(2_000) + "|\n",
        "word ".repeat(30_000),
    ];
    for (at, before) in texts.iter().enumerate() {
        let after = &texts[(at + 1) % texts.len()];
        diff(before, after);
        diff(before, &before.replace('a', "b").replace("deep", "deeper"));
    }
}

#[test]
fn one_enormous_paragraph_is_compared_by_its_sentences() {
    let sentence =
        |at: usize| format!("Sentence number {at} claims that thing {} comes before thing {}. ", at * 7, at * 13);
    let before: String = (0..900).map(sentence).collect();
    let after = before.replace("number 5 claims", "number 5 states").replace("number 890 claims", "number 890 states");
    let long = diff(&before, &after);
    assert_eq!(edits(&long), [("claims", "states"), ("claims", "states")]);
}

#[test]
fn a_definition_may_begin_within_a_character() {
    for text in [":é\n\t- tab", "| a | b |\n:\u{2028}\n\t- tab", "\t- tab\né\n:é\n\n[l]: #gone\n# "] {
        assert!(diff(text, &format!("a\n{text}")).apply(text).is_some());
        assert!(diff(text, text).is_identity());
    }
}
