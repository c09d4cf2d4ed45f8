//! Serial comma: series of items of which the last follows a conjunction, with a comma before it or without.

use super::form::Convention;
use super::marks::{Kind, MarkedText};
use redline_document::document::OBJECT_REPLACEMENT;
use redline_document::source::Span;
use redline_text::is_replacement;

/// Comma before the conjunction of a series.
pub static SERIAL_COMMA: Convention = Convention {
    rule: "serial-comma",
    title: "serial comma",
    forms: &["a, b, and c", "a, b and c"],
    names: &["always", "never"],
    minimum: 5,
    find: series,
    rewrite: |joint, form| match form {
        0 => Some(format!(",{joint}")),
        _ => joint.strip_prefix(',').map(str::to_owned),
    },
};

/// Words that do not start or end an item of a series.
static FUNCTION_WORDS: &[&str] = &[
    "after",
    "also",
    "although",
    "and",
    "as",
    "at",
    "because",
    "before",
    "but",
    "by",
    "first",
    "for",
    "from",
    "however",
    "if",
    "in",
    "indeed",
    "instead",
    "into",
    "like",
    "namely",
    "not",
    "of",
    "on",
    "or",
    "otherwise",
    "possibly",
    "rather",
    "say",
    "second",
    "since",
    "so",
    "that",
    "then",
    "therefore",
    "though",
    "thus",
    "to",
    "too",
    "unlike",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "with",
];

/// First words of an introductory phrase or clause.
static PHRASE_OPENERS: &[&str] = &[
    "after", "although", "as", "at", "because", "before", "by", "during", "for", "from", "given", "if", "in", "like",
    "on", "once", "since", "though", "under", "unless", "until", "when", "where", "while", "with",
];

/// Words after a conjunction that continue the sentence, not a series.
static CLAUSE_OPENERS: &[&str] = &[
    "also",
    "are",
    "as",
    "at",
    "because",
    "by",
    "can",
    "do",
    "even",
    "for",
    "had",
    "has",
    "have",
    "he",
    "if",
    "in",
    "is",
    "it",
    "may",
    "must",
    "not",
    "on",
    "only",
    "she",
    "so",
    "that",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "thus",
    "to",
    "was",
    "we",
    "were",
    "when",
    "where",
    "which",
    "will",
    "with",
    "you",
    "your",
];

/// Maximum number of words of an item: what is longer may be a clause.
const MOST_WORDS: usize = 2;

/// Maximum length of an item in bytes, with the space before it.
const LONGEST_ITEM: usize = 48;

/// Distance in bytes within which another conjunction after a comma shows that the first one joined two words of an
/// item.
const NEXT_CONJUNCTION: usize = 60;

/// Series, found by their commas.
fn series(marked: &MarkedText<'_>) -> Vec<(usize, Span)> {
    let text = marked.text;
    let is_before_space = |at: &usize| text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_whitespace);
    let commas: Vec<usize> = marked.positions(Kind::Comma).filter(is_before_space).collect();
    let joint_at = |(index, &comma): (usize, &usize)| {
        let joint = conjunction(&text[comma + 1..])?;
        // Items contain no conjunction, so the search backwards ends at the previous one.
        let is_before_item = |&at: &usize| is_item(&text[commas[at] + 1..commas[at + 1]]);
        let first = (0..index).rev().take_while(is_before_item).last().unwrap_or(index);
        Row { text, commas: &commas[first..=index] }.joint(joint)
    };
    commas.iter().enumerate().filter_map(joint_at).collect()
}

/// Consecutive commas of a text, with an item of a series between each two.
struct Row<'a> {
    text: &'a str,
    /// Invariant: not empty.
    commas: &'a [usize],
}

impl Row<'_> {
    /// Form and bytes of what joins the last item, if this is a series. `conjunction` is relative to the last comma.
    fn joint(&self, conjunction: Span) -> Option<(usize, Span)> {
        let comma = *self.commas.last()?;
        let rest = &self.text[comma + 1..];
        let item = rest[..conjunction.start].trim_end();
        let (between, end) = (item.trim_start(), comma + 1 + conjunction.end);
        if between.is_empty() {
            let last = self.commas.len().checked_sub(2).map(|before| &self.text[self.commas[before] + 1..comma])?;
            self.is_series(self.commas.len() - 2, last.trim(), end).then_some((0, comma..end))
        } else {
            let is_series = is_item(between) && self.is_series(self.commas.len() - 1, between, end);
            is_series.then_some((1, comma + 1 + item.len()..end))
        }
    }

    /// Whether the head, `inner` items after it, the `last` before the conjunction and what follows from `end` on form a
    /// series.
    fn is_series(&self, inner: usize, last: &str, end: usize) -> bool {
        let clause = clause_before(&self.text[..self.commas[0]]);
        let start = clause.rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |at| at + 1);
        let (before, head) = (&clause[..start], &clause[start..]);
        let after = near(self.text[end..].trim_start());
        let next = after.split_ascii_whitespace().next().unwrap_or_default();
        let word = next.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_replacement(c));
        let goes_on = is_listed(CLAUSE_OPENERS, word) || joins_again(after);
        // Pairs: `a and b, c and d`.
        let is_pair = before.split_ascii_whitespace().next_back().is_some_and(is_conjunction);
        if goes_on || is_pair || !is_word(word) || !is_word(head) || is_listed(FUNCTION_WORDS, head) {
            return false;
        }
        // `In a, b and c are`, `In a, however, b and c are`.
        let joins = |word: &&str| matches!(*word, "and" | "but" | "so" | "that" | "then");
        let is_phrase = before
            .split_ascii_whitespace()
            .find(|word| !joins(word))
            .is_some_and(|word| is_listed(PHRASE_OPENERS, word));
        if inner > 0 {
            return inner > 1 || !is_phrase;
        }
        if is_token(last) {
            return is_token(head) && is_token(word) && !is_phrase;
        }
        let is_lower = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        let ends = next.len() == after.len() || next[word.len()..].starts_with(['.', ';', ':', ')']);
        is_lower(last) && head.bytes().all(|byte| byte.is_ascii_alphabetic()) && is_lower(word) && ends
    }
}

/// Maximum number of bytes of a clause that are read.
const LONGEST_CLAUSE: usize = 200;

/// Last clause of a text, or the end of that clause.
fn clause_before(text: &str) -> &str {
    let mut from = text.len().saturating_sub(LONGEST_CLAUSE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let clause = &text[from..];
    let ends =
        |bytes: &[u8]| matches!(bytes[0], b'.' | b',' | b';' | b':' | b'!' | b'?') && bytes[1].is_ascii_whitespace();
    clause.as_bytes().windows(2).rposition(ends).map_or(clause, |at| &clause[at + 2..])
}

/// Start of a text, as far as it matters for the conjunction before it.
fn near(text: &str) -> &str {
    let mut end = text.len().min(NEXT_CONJUNCTION + LONGEST_ITEM);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a list contains a word, ignoring case.
fn is_listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Range of the conjunction that follows an item or starts the text.
fn conjunction(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    let (mut start, mut words) = (0, 0);
    while let Some(end) = bytes[start..].iter().position(u8::is_ascii_whitespace).map(|len| start + len) {
        match &bytes[start..end] {
            b"and" | b"or" => return Some(start..end),
            [] => {}
            _ if words == MOST_WORDS => return None,
            _ => words += 1,
        }
        start = end + 1;
    }
    None
}

/// Whether the text between two commas may be an item of a series.
fn is_item(between: &str) -> bool {
    if between.len() > LONGEST_ITEM {
        return false;
    }
    let mut words = between.split_ascii_whitespace();
    let Some(first) = words.next() else { return false };
    let is_content = |word: &str| is_word(word) && !is_listed(FUNCTION_WORDS, word) && !word.ends_with("ly");
    let last = words.next();
    words.next().is_none() && is_content(first) && last.is_none_or(is_content)
}

/// Whether a chunk is a word or code, possibly in brackets.
fn is_word(chunk: &str) -> bool {
    let inner = without_brackets(chunk);
    !inner.is_empty()
        && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’') || is_replacement(c))
}

fn is_token(chunk: &str) -> bool {
    let mut chars = without_brackets(chunk).chars();
    chars.next() == Some(OBJECT_REPLACEMENT) && chars.next().is_none()
}

/// A chunk without the brackets of a reference link.
fn without_brackets(chunk: &str) -> &str {
    let inner = chunk.strip_prefix('[').unwrap_or(chunk);
    inner.strip_suffix(']').unwrap_or(inner)
}

/// Whether another conjunction follows soon, or after a comma in the sentence, so that the first one joined two words
/// of an item.
fn joins_again(after: &str) -> bool {
    let end = after.find(['.', '!', '?', ';']).unwrap_or(after.len());
    let sentence = &after[..end];
    let opens_with_conjunction =
        |at: usize| sentence[at + 1..].split_ascii_whitespace().next().is_some_and(is_conjunction);
    let mut commas = memchr::memchr_iter(b',', sentence.as_bytes()).take_while(|at| *at <= NEXT_CONJUNCTION);
    let item = sentence.split(',').next().unwrap_or_default();
    item.split_ascii_whitespace().take(MOST_WORDS + 1).any(is_conjunction) || commas.any(opens_with_conjunction)
}

fn is_conjunction(word: &str) -> bool {
    matches!(word, "and" | "or")
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::forms;
    use super::*;

    fn found(text: &str) -> Vec<(usize, String)> {
        forms(&SERIAL_COMMA, text)
    }

    #[test]
    fn series_are_found_with_and_without_the_comma() {
        let with = |joint: &str| vec![(0, joint.to_owned())];
        let without = |joint: &str| vec![(1, joint.to_owned())];
        assert_eq!(found("Red, green, and blue."), with(", and"));
        assert_eq!(found("Or one, two and three; a and b."), without(" and"));
        assert_eq!(found("Modules, type aliases, enums,\nor traits are items."), with(",\nor"));
        assert_eq!(found("The functions, modules, type\naliases and traits that are items."), without(" and"));
        assert_eq!(found("Types such as `A`, `B` and `C` are here."), without(" and"));
        assert_eq!(found("The [`A`], [`B`], and [`C`] bounds."), with(", and"));
        assert_eq!(
            found("One, two and three. Four, five, and six."),
            [(1, " and".to_owned()), (0, ", and".to_owned())]
        );
    }

    #[test]
    fn clauses_are_not_series() {
        for text in [
            "In `a`, `b` and `c` are set.",
            "In Rust, structs and enums are types.",
            "First, in debug builds, the names and types are kept.",
            "It reads, parses, checks and then we stop.",
            "Red and green, blue and white, and black.",
            "Here, say, any number between 1 and 2.",
            "One, two and three, and four.",
            "Safety and productivity, speed and ergonomics.",
            "Devices, tooling, audio and video analysis and more.",
            "Then, save and exit.",
            "Instead, stop and wait.",
            "In Portland, Oregon, users and developers met.",
            "On Monday, June 3, Alice and Bob met.",
            "In practice, unfortunately, threads and locks are needed.",
            "If `x` equals `1`, `y` and `z` are unused.",
            "When you set `a`, `b` and `c` are ignored.",
            "It is small, so in `a`, `b` and `c` are equal.",
            "Red, green, and",
            "and, or, and",
            ", and ",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn long_series_take_linear_time() {
        assert_eq!(found(&"x, y and z ".repeat(300_000)), [(1, " and".to_owned())], "the last alone ends");
        let long = format!("{}and b.", "a, ".repeat(300_000));
        assert_eq!(found(&long), [(0, ", and".to_owned())]);
        assert_eq!(found(&format!("{} b, and c. ", "a,".repeat(1000)).repeat(300)).len(), 0, "no space, no series");
        assert_eq!(found(&format!("{}and b. ", "a, ".repeat(1000)).repeat(300)).len(), 300);
    }

    #[test]
    fn the_comma_is_added_and_removed() {
        assert_eq!((SERIAL_COMMA.rewrite)(" and", 0).as_deref(), Some(", and"));
        assert_eq!((SERIAL_COMMA.rewrite)(", or", 1).as_deref(), Some(" or"));
        assert_eq!((SERIAL_COMMA.rewrite)(",\nor", 1).as_deref(), Some("\nor"));
    }
}
