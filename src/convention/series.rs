//! Series: several things of which the last follows a conjunction, with a comma before it or without.

use super::form::{Convention, FormUse};
use crate::document::{Document, TOKEN};
use crate::language::{WordList, opens_sentence};
use crate::source::Span;

/// The comma before the last of several.
pub static SERIAL_COMMA: Convention = Convention {
    rule: "serial-comma",
    title: "serial comma",
    forms: &["a, b, and c", "a, b and c"],
    names: &["always", "never"],
    minimum: 5,
    find: find_series,
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
fn find_series(document: &Document) -> Vec<FormUse> {
    let mut found = Vec::new();
    for (prose, block) in document.prose.iter().enumerate() {
        let text = block.prose.text();
        let is_before_space = |at: &usize| text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_whitespace);
        let commas: Vec<usize> = memchr::memchr_iter(b',', text.as_bytes()).filter(is_before_space).collect();
        // The first of the commas that have only items between them.
        let mut first = 0;
        for (index, &comma) in commas.iter().enumerate() {
            let row = Row { text, commas: &commas[first..=index] };
            found.extend(row.joint().map(|(form, span)| FormUse { form, prose, span }));
            let next = commas.get(index + 1).copied().unwrap_or(text.len());
            if !is_item(&text[comma + 1..next]) {
                first = index + 1;
            }
        }
    }
    found
}

/// Commas of a text in a row, with an item of a series between each two.
struct Row<'a> {
    text: &'a str,
    /// Invariant: not empty.
    commas: &'a [usize],
}

impl Row<'_> {
    /// What joins the last thing to the row, if they are a series: in which form, and where.
    fn joint(&self) -> Option<(usize, Span)> {
        let comma = *self.commas.last()?;
        let rest = &self.text[comma + 1..];
        let conjunction = conjunction(rest)?;
        let between = rest[..conjunction.start].trim();
        let (start, end) = (comma + 1 + conjunction.start, comma + 1 + conjunction.end);
        if between.is_empty() {
            let last = self.commas.len().checked_sub(2).map(|before| &self.text[self.commas[before] + 1..comma])?;
            self.is_series(self.commas.len() - 2, last.trim(), end).then_some((0, comma..end))
        } else {
            let is_series = is_item(between) && self.is_series(self.commas.len() - 1, between, end);
            is_series.then_some((1, start - 1..end))
        }
    }

    /// Whether the head, so many items after it, the last before a conjunction and what follows that make a series.
    fn is_series(&self, inner: usize, last: &str, end: usize) -> bool {
        let head = &self.text[..self.commas[0]];
        let start = head.rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |at| at + 1);
        let (before, head) = (&head[..start], &head[start..]);
        let after = self.text[end..].trim_start();
        let next = after.split_ascii_whitespace().next().unwrap_or_default();
        let word = next.trim_end_matches(|c: char| !c.is_alphanumeric() && c != TOKEN);
        let goes_on = CLAUSE_OPENERS.holds(&word.to_ascii_lowercase()) || joins_again(after);
        // Pairs: `a and b, c and d`.
        let is_pair = before.split_ascii_whitespace().next_back().is_some_and(is_conjunction);
        if goes_on || is_pair || !is_word(word) || !is_word(head) || FUNCTION_WORDS.holds(head) {
            return false;
        }
        if is_token(last) {
            let tokens = is_token(head) && is_token(word) && !opens_with_function_word(before);
            return inner > 0 || tokens;
        }
        let is_lower = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        let ends = next.len() == after.len() || next[word.len()..].starts_with(['.', ';', ':', ')']);
        let is_simple = is_lower(last) && head.bytes().all(|byte| byte.is_ascii_alphabetic()) && is_lower(word) && ends;
        inner > 0 || is_simple
    }
}

/// Where the conjunction stands that follows an item, or opens the text.
fn conjunction(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    let (mut start, mut words) = (0, 0);
    for at in (0..bytes.len()).filter(|at| bytes[*at].is_ascii_whitespace()) {
        match &bytes[start..at] {
            b"and" | b"or" => return Some(start..at),
            [] => {}
            _ if words == MOST_WORDS => return None,
            _ => words += 1,
        }
        start = at + 1;
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
    let is_content = |word: &str| is_word(word) && !FUNCTION_WORDS.holds(word);
    let last = words.next();
    words.next().is_none() && is_content(first) && last.is_none_or(is_content)
}

/// Whether a chunk is a word or code, in brackets or not.
fn is_word(chunk: &str) -> bool {
    let inner = without_brackets(chunk);
    !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | TOKEN))
}

fn is_token(chunk: &str) -> bool {
    let mut chars = without_brackets(chunk).chars();
    chars.next() == Some(TOKEN) && chars.next().is_none()
}

/// A chunk without the brackets of a link whose definition is elsewhere.
fn without_brackets(chunk: &str) -> &str {
    let inner = chunk.strip_prefix('[').unwrap_or(chunk);
    inner.strip_suffix(']').unwrap_or(inner)
}

/// Whether a text ends with a function word that opens a sentence: in `In x, y and z are`, `x` is no item.
fn opens_with_function_word(before: &str) -> bool {
    let before = before.trim_end();
    let start = before.rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |at| at + 1);
    FUNCTION_WORDS.holds(&before[start..].to_ascii_lowercase()) && opens_sentence(&before[..start])
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
    use super::*;
    use crate::document::Dialect;

    fn found(text: &str) -> Vec<(usize, String)> {
        let document = Document::of_text(text, &Dialect::default());
        let words = |found: &FormUse| document.prose[found.prose].prose.text()[found.span.clone()].to_owned();
        find_series(&document).iter().map(|found| (found.form, words(found))).collect()
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
            "Red, green, and",
            "and, or, and",
            ", and ",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn the_comma_comes_and_goes() {
        assert_eq!((SERIAL_COMMA.rewrite)(" and", 0).as_deref(), Some(", and"));
        assert_eq!((SERIAL_COMMA.rewrite)(", or", 1).as_deref(), Some(" or"));
        assert_eq!((SERIAL_COMMA.rewrite)(",\nor", 1).as_deref(), Some("\nor"));
    }
}
