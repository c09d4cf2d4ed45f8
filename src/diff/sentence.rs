//! Where sentences end, in terms of tokens.

use std::ops::Range;

use super::flatten::Text;
use super::token::{Token, TokenKind};

/// Words that a full stop does not end a sentence after.
const ABBREVIATIONS: &[&str] =
    &["al", "approx", "cf", "dr", "e.g", "eg", "fig", "i.e", "ie", "mr", "mrs", "ms", "no", "prof", "st", "vs"];

/// The sentences of a text, without gaps.
pub(super) fn sentences(texts: &[&Text], starts: &[usize]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (text, &start) in texts.iter().zip(starts) {
        let mut from = 0;
        for at in 1..text.tokens.len() {
            if is_end(text, at) {
                found.push(start + from..start + at);
                from = at;
            }
        }
        if from < text.tokens.len() {
            found.push(start + from..start + text.tokens.len());
        }
    }
    found
}

/// Whether a sentence ends before the token `at`.
fn is_end(text: &Text, at: usize) -> bool {
    let next = &text.tokens[at];
    if !next.spaced && next.kind != TokenKind::Break {
        return false;
    }
    let word = |token: &Token| &text.text[token.text.clone()];
    let mut last = at - 1;
    while last > 0 && closes(word(&text.tokens[last])) && !text.tokens[last].spaced {
        last -= 1;
    }
    let mark = word(&text.tokens[last]);
    let goes_on = next.kind == TokenKind::Word && word(next).starts_with(char::is_lowercase);
    match mark {
        "。" | "！" | "？" => true,
        "!" | "?" => !goes_on,
        "." | "…" | "..." => {
            let before = last.checked_sub(1).map_or("", |before| word(&text.tokens[before]));
            let is_abbreviation = ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(before));
            !(is_abbreviation || goes_on)
        }
        _ => false,
    }
}

/// Whether a mark stands after the full stop of what it closes.
fn closes(mark: &str) -> bool {
    matches!(mark, ")" | "]" | "\"" | "'" | "”" | "’" | "»")
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;
    use crate::diff::intern::Interner;

    #[test]
    fn sentences_end_where_readers_hear_it() {
        let mut interner = Interner::new(false, FxHashSet::default());
        let text = Text::plain("See e.g. Rust. It (really!) works. “Why?” Use v1.2. or not. End", &mut interner);
        let starts = sentences(&[&text], &[0]);
        let shown: Vec<&str> = starts
            .iter()
            .map(|range| &text.text[text.tokens[range.start].text.start..text.tokens[range.end - 1].text.end])
            .collect();
        assert_eq!(shown, ["See e.g. Rust.", "It (really!) works.", "“Why?”", "Use v1.2. or not.", "End"]);
    }
}
