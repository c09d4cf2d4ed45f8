//! Series: several things of which the last follows a conjunction, with a comma before it or without.

use super::form::Convention;
use super::marks::{BlockText, Kind};
use crate::document::OBJECT_REPLACEMENT;
use crate::language::WordList;
use crate::source::Span;

/// The comma before the last of several.
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

/// Words that no item of a series begins or ends with.
static FUNCTION_WORDS: WordList<48> = WordList::new([
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
]);

/// Words that open a phrase or a clause before the one that matters.
static PHRASE_OPENERS: WordList<25> = WordList::new([
    "after", "although", "as", "at", "because", "before", "by", "during", "for", "from", "given", "if", "in", "like",
    "on", "once", "since", "though", "under", "unless", "until", "when", "where", "while", "with",
]);

/// Words that go on with a sentence after a conjunction, and not with a series.
static CLAUSE_OPENERS: WordList<45> = WordList::new([
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
]);

/// How many words an item has: what is longer may be a clause.
const MOST_WORDS: usize = 2;

/// How many bytes an item has with the space before it.
const LONGEST_ITEM: usize = 48;

/// How far after a conjunction another, after a comma, tells that the first joined two words of one item.
const NEXT_CONJUNCTION: usize = 60;

/// Series, found by the commas in them.
fn series(block: BlockText<'_>) -> Vec<(usize, Span)> {
    let text = block.text;
    let is_before_space = |at: &usize| text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_whitespace);
    let commas: Vec<usize> = block.places(Kind::Comma).filter(is_before_space).collect();
    let joint_at = |(index, &comma): (usize, &usize)| {
        let joint = conjunction(&text[comma + 1..])?;
        // An item holds no conjunction, so the way back ends where the last one stood.
        let is_before_item = |&at: &usize| is_item(&text[commas[at] + 1..commas[at + 1]]);
        let first = (0..index).rev().take_while(is_before_item).last().unwrap_or(index);
        Row { text, commas: &commas[first..=index] }.joint(joint)
    };
    commas.iter().enumerate().filter_map(joint_at).collect()
}

/// Commas of a text in a row, with an item of a series between each two.
struct Row<'a> {
    text: &'a str,
    /// Invariant: not empty.
    commas: &'a [usize],
}

impl Row<'_> {
    /// What joins the last thing to the row, if they are a series: in which form, and where. `conjunction` is counted from
    /// the last comma.
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

    /// Whether the head, so many items after it, the last before a conjunction and what follows that make a series.
    fn is_series(&self, inner: usize, last: &str, end: usize) -> bool {
        let clause = clause_before(&self.text[..self.commas[0]]);
        let start = clause.rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |at| at + 1);
        let (before, head) = (&clause[..start], &clause[start..]);
        let after = near(self.text[end..].trim_start());
        let next = after.split_ascii_whitespace().next().unwrap_or_default();
        let word = next.trim_end_matches(|c: char| !c.is_alphanumeric() && c != OBJECT_REPLACEMENT);
        let goes_on = is_listed(&CLAUSE_OPENERS, word) || joins_again(after);
        // Pairs: `a and b, c and d`.
        let is_pair = before.split_ascii_whitespace().next_back().is_some_and(is_conjunction);
        if goes_on || is_pair || !is_word(word) || !is_word(head) || is_listed(&FUNCTION_WORDS, head) {
            return false;
        }
        // `In a, b and c are`, `In a, however, b and c are`.
        let joins = |word: &&str| matches!(*word, "and" | "but" | "so" | "that" | "then");
        let is_phrase = before
            .split_ascii_whitespace()
            .find(|word| !joins(word))
            .is_some_and(|word| is_listed(&PHRASE_OPENERS, word));
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

/// How many bytes of a clause are looked at.
const LONGEST_CLAUSE: usize = 200;

/// The clause that a text ends with, or the last of it.
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

/// The beginning of a text, as far as it tells what a conjunction before it joins.
fn near(text: &str) -> &str {
    let mut end = text.len().min(NEXT_CONJUNCTION + LONGEST_ITEM);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a word is listed, in whatever case.
fn is_listed<const N: usize>(list: &WordList<N>, word: &str) -> bool {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return list.holds(&word.to_ascii_lowercase());
    }
    list.holds(word)
}

/// Where the conjunction stands that follows an item, or opens the text.
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

/// Whether a stretch between commas may be an item of a series.
fn is_item(stretch: &str) -> bool {
    if stretch.len() > LONGEST_ITEM {
        return false;
    }
    let mut words = stretch.split_ascii_whitespace();
    let Some(first) = words.next() else { return false };
    let is_content = |word: &str| is_word(word) && !is_listed(&FUNCTION_WORDS, word) && !word.ends_with("ly");
    let last = words.next();
    words.next().is_none() && is_content(first) && last.is_none_or(is_content)
}

/// Whether a chunk is a word or code, in brackets or not.
fn is_word(chunk: &str) -> bool {
    let inner = without_brackets(chunk);
    !inner.is_empty()
        && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | OBJECT_REPLACEMENT))
}

fn is_token(chunk: &str) -> bool {
    let mut chars = without_brackets(chunk).chars();
    chars.next() == Some(OBJECT_REPLACEMENT) && chars.next().is_none()
}

/// A chunk without the brackets of a link whose definition is elsewhere.
fn without_brackets(chunk: &str) -> &str {
    let inner = chunk.strip_prefix('[').unwrap_or(chunk);
    inner.strip_suffix(']').unwrap_or(inner)
}

/// Whether another conjunction follows soon, or after a comma in the sentence: the first joined two words of an item.
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
    fn series_have_the_comma_or_lack_it() {
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
    fn clauses_are_no_series() {
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
    fn a_long_text_is_read_once() {
        assert_eq!(found(&"x, y and z ".repeat(300_000)), [(1, " and".to_owned())], "the last alone ends");
        let long = format!("{}and b.", "a, ".repeat(300_000));
        assert_eq!(found(&long), [(0, ", and".to_owned())]);
        assert_eq!(found(&format!("{} b, and c. ", "a,".repeat(1000)).repeat(300)).len(), 0, "no space, no series");
        assert_eq!(found(&format!("{}and b. ", "a, ".repeat(1000)).repeat(300)).len(), 300);
    }

    #[test]
    fn the_comma_comes_and_goes() {
        assert_eq!((SERIAL_COMMA.rewrite)(" and", 0).as_deref(), Some(", and"));
        assert_eq!((SERIAL_COMMA.rewrite)(", or", 1).as_deref(), Some(" or"));
        assert_eq!((SERIAL_COMMA.rewrite)(",\nor", 1).as_deref(), Some("\nor"));
    }
}
