//! Sentences as ranges of tokens.

use std::ops::Range;

use super::token::{Text, Token, TokenKind};

/// Abbreviations: a full stop after them does not end a sentence.
const ABBREVIATIONS: &[&str] =
    &["al", "approx", "cf", "dr", "e.g", "eg", "fig", "i.e", "ie", "mr", "mrs", "ms", "no", "prof", "st", "vs"];

/// Sentences of consecutive texts, without gaps. `starts` has the index of each text's first token.
pub(crate) fn sentences(texts: &[&Text], starts: &[usize]) -> Vec<Range<usize>> {
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
    let continues = next.kind == TokenKind::Word && word(next).starts_with(char::is_lowercase);
    match mark {
        "。" | "！" | "？" => true,
        "!" | "?" => !continues,
        "." | "…" | "..." => {
            let before = last.checked_sub(1).map_or("", |before| word(&text.tokens[before]));
            let is_abbreviation = ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(before));
            !(is_abbreviation || continues)
        }
        _ => false,
    }
}

/// Whether a punctuation mark may follow the full stop of a sentence.
fn closes(mark: &str) -> bool {
    matches!(mark, ")" | "]" | "\"" | "'" | "”" | "’" | "»")
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::super::{FlatText, Interner};
    use super::*;

    #[test]
    fn sentences_end_at_full_stops_except_abbreviations() {
        let mut interner = Interner::new(false, FxHashSet::default());
        let text = FlatText::plain("See e.g. Rust. It (really!) works. “Why?” Use v1.2. or not. End");
        let text = text.tokenize(&mut interner);
        let starts = sentences(&[&text], &[0]);
        let shown: Vec<&str> = starts
            .iter()
            .map(|range| &text.text[text.tokens[range.start].text.start..text.tokens[range.end - 1].text.end])
            .collect();
        assert_eq!(shown, ["See e.g. Rust.", "It (really!) works.", "“Why?”", "Use v1.2. or not.", "End"]);
    }
}
