//! The words of headings, and how the book's text writes them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::is_name;
use crate::document::{BlockKind, Document, Heading, Prose, TOKEN};
use crate::language::{WordFilter, WordKey, is_letter};
use crate::source::Span;

/// A word of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingWord<'a> {
    /// The word as written.
    pub text: &'a str,
    /// Its bytes in the document.
    pub span: Span,
    /// Whether it opens the heading, or a part of it after a colon, a dash, or a question.
    pub opens: bool,
    /// Whether its form is its own: code, emphasis, acronyms, inner capitals, digits, compounds.
    pub fixed: bool,
}

impl HeadingWord<'_> {
    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is `a`, `an` or `the`.
    pub fn is_article(&self) -> bool {
        ["a", "an", "the"].iter().any(|article| self.text.eq_ignore_ascii_case(article))
    }

    /// Whether it is an article, a conjunction or a preposition, which styles treat in many ways.
    pub fn is_small(&self) -> bool {
        SMALL_WORDS.contains(&self.text.to_lowercase().as_str())
    }
}

/// Words that do not show a heading's style.
const SMALL_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "amid",
    "among",
    "an",
    "and",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "between",
    "beyond",
    "but",
    "by",
    "despite",
    "down",
    "during",
    "except",
    "for",
    "from",
    "if",
    "in",
    "inside",
    "into",
    "like",
    "near",
    "nor",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "outside",
    "over",
    "past",
    "per",
    "since",
    "so",
    "than",
    "the",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "v",
    "versus",
    "via",
    "vs",
    "when",
    "with",
    "within",
    "without",
    "yet",
];

/// The words of a heading, in order.
pub fn heading_words<'a>(document: &'a Document, heading: &Heading) -> Vec<HeadingWord<'a>> {
    heading.prose.map_or_else(Vec::new, |index| words_of(document, heading, &document.prose[index].prose))
}

fn words_of<'a>(document: &'a Document, heading: &Heading, prose: &'a Prose) -> Vec<HeadingWord<'a>> {
    let text = prose.text();
    let mut words: Vec<HeadingWord<'a>> = Vec::new();
    let mut opens = true;
    for (start, chunk) in chunks(text) {
        let word = chunk.trim_matches(|c: char| !is_letter(c) && c != TOKEN);
        if word.is_empty() {
            opens |= is_break(chunk);
            continue;
        }
        let is_number =
            words.is_empty() && chunk.ends_with(['.', ')']) && word.chars().all(|c| c.is_ascii_digit() || c == '.');
        let at = start + (word.as_ptr() as usize - chunk.as_ptr() as usize);
        let span = prose.source(at..at + word.len());
        let in_markup = is_emphasised(document, heading, &span);
        let fixed = in_markup || !prose.is_verbatim(at..at + word.len()) || has_own_form(word);
        words.push(HeadingWord { text: word, span, opens, fixed });
        opens = is_number || ends_part(chunk);
    }
    words
}

/// Stretches between white space, with where they begin.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    // The character at a place, if it is white space or not as asked.
    let next = move |at: usize, is_space: bool| {
        text[at..].chars().next().filter(|c| c.is_whitespace() == is_space).map_or(0, char::len_utf8)
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            match next(at, true) {
                0 => break,
                length => at += length,
            }
        }
        let start = at;
        loop {
            // Nearly all characters are these.
            while bytes.get(at).is_some_and(u8::is_ascii_graphic) {
                at += 1;
            }
            match next(at, false) {
                0 => break,
                length => at += length,
            }
        }
        (start < at).then(|| (start, &text[start..at]))
    })
}

/// Whether what follows `chunk` is a heading of its own: after a colon, a question, a sentence.
fn ends_part(chunk: &str) -> bool {
    chunk.trim_end_matches([')', '"', '”', '’', '\'']).ends_with([':', '?', '!', '.', '—', '…', '/'])
}

/// A dash that stands alone.
fn is_break(chunk: &str) -> bool {
    chunk.chars().all(|c| matches!(c, '-' | '–' | '—' | ':' | '|' | '/' | '…' | '.')) || chunk.contains(['“', '"', '('])
}

fn is_emphasised(document: &Document, heading: &Heading, span: &Span) -> bool {
    let first = document.emphasis.partition_point(|emphasis| emphasis.span.start < heading.content.start);
    let inside = document.emphasis[first..].iter().take_while(|emphasis| emphasis.span.start < heading.content.end);
    inside
        .filter(|emphasis| emphasis.span != heading.content)
        .any(|emphasis| emphasis.span.start <= span.start && span.end <= emphasis.span.end)
}

/// Whether a word is written in its one way wherever it stands.
fn has_own_form(word: &str) -> bool {
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let odd = word.contains(|c: char| {
        c.is_numeric() || matches!(c, TOKEN | '.' | '_' | ':' | '-' | '/' | '&' | '+' | '#' | '@' | '\\' | '‑')
    });
    let single = word.chars().count() == 1 && word != "a" && word != "A";
    inner || odd || single || is_name(word) || is_pronoun(word)
}

fn is_pronoun(word: &str) -> bool {
    word.strip_prefix('I').is_some_and(|rest| rest.starts_with(['\'', '’']))
}

/// How often body text writes words with and without a capital in the middle of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    counts: FxHashMap<String, Count>,
    /// The words that are counted.
    filter: WordFilter,
    /// Words that the book has chosen to write with a capital.
    chosen: FxHashSet<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    lower: u32,
    capital: u32,
}

impl Evidence {
    /// Evidence about `words`, which are in lower case; nothing else is counted.
    pub fn about(words: impl IntoIterator<Item = String>) -> Self {
        let mut evidence = Self::default();
        for word in words {
            evidence.filter.insert(&word);
            evidence.counts.insert(word, Count::default());
        }
        evidence
    }

    /// Takes words as names because the book has chosen to write them so.
    pub fn choose<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        self.chosen.extend(words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned));
    }

    /// Counts the body text of a chapter.
    pub fn count(&mut self, document: &Document) {
        for block in &document.prose {
            if !matches!(
                document.blocks[block.block].kind,
                BlockKind::Heading | BlockKind::TableCell | BlockKind::DefinitionTerm
            ) {
                self.count_text(block.prose.text());
            }
        }
    }

    /// Adds what another chapter showed.
    #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
    pub fn merge(&mut self, other: &Self) {
        for (word, count) in &mut self.counts {
            let found = other.counts.get(word).copied().unwrap_or_default();
            count.lower += found.lower;
            count.capital += found.capital;
        }
    }

    fn count_text(&mut self, text: &str) {
        let mut mid_sentence = false;
        for (_, chunk) in chunks(text) {
            let is_letter_byte = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            if is_letter_byte(chunk.as_bytes().first()) && is_letter_byte(chunk.as_bytes().last()) {
                // No mark stands at its ends, as with most.
                if mid_sentence {
                    self.count_word(chunk);
                }
                mid_sentence = true;
                continue;
            }
            let word = chunk.trim_matches(|c: char| !is_letter(c));
            let quoted = chunk.starts_with(['"', '“', '(', '‘', '\'', '[']);
            if mid_sentence && !quoted && !word.is_empty() {
                self.count_word(word);
            }
            let ends =
                chunk.trim_end_matches([')', '"', '”', '’', '\'', ']']).ends_with(['.', '!', '?', ':', '…', '—', '–']);
            mid_sentence = !ends && !chunk.ends_with(TOKEN) && !word.is_empty();
        }
    }

    fn count_word(&mut self, word: &str) {
        if !self.filter.may_hold(WordKey::of(word)) {
            return;
        }
        let mut characters = word.chars();
        let Some(first) = characters.next() else { return };
        let capital = first.is_uppercase();
        let known = if capital { self.counts.get_mut(word.to_lowercase().as_str()) } else { self.counts.get_mut(word) };
        if let Some(count) = known {
            *(if capital { &mut count.capital } else { &mut count.lower }) += 1;
        }
    }

    fn of(&self, word: &str) -> Count {
        self.counts.get(word.to_lowercase().as_str()).copied().unwrap_or_default()
    }

    /// Whether the book writes `word` as a name: it is a term, or has a capital at least twice, and in at
    /// least 70 % of its uses in the middle of sentences.
    pub fn is_name(&self, word: &str) -> bool {
        let Count { lower, capital } = self.of(word);
        self.chosen.contains(word) || (capital >= 2 && capital * 10 >= (capital + lower) * 7)
    }

    /// Whether the book writes `word` as a name nearly always: at least twenty times with a capital in
    /// the middle of sentences, and in at least 90 % of its uses there.
    pub fn is_settled_name(&self, word: &str) -> bool {
        let Count { lower, capital } = self.of(word);
        capital >= 20 && capital * 100 >= (capital + lower) * 90
    }

    /// Whether the book shows that `word` is no name: in lower case in the middle of a sentence, and
    /// never with a capital there.
    pub fn is_common(&self, word: &str) -> bool {
        let Count { lower, capital } = self.of(word);
        lower > 0 && capital == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    fn words(text: &str) -> Vec<String> {
        let document = Document::of_text(text, &Dialect::default());
        let mark = |word: &HeadingWord<'_>| {
            let (opens, fixed) = (if word.opens { "^" } else { "" }, if word.fixed { "!" } else { "" });
            format!("{opens}{}{fixed}", word.text.replace(TOKEN, "@"))
        };
        heading_words(&document, &document.headings[0]).iter().map(mark).collect()
    }

    #[test]
    fn words_know_what_they_are() {
        assert_eq!(words("# Using the `Vec` Type"), ["^Using", "the", "@!", "Type"]);
        assert_eq!(
            words("# Step 1: Install WebAssembly on Linux"),
            ["^Step", "1!", "^Install", "WebAssembly!", "on", "Linux!"]
        );
        assert_eq!(
            words("# Why? *Because* Multi-Threaded C code — It is"),
            ["^Why", "^Because!", "Multi-Threaded!", "C!", "code", "^It", "is"]
        );
        assert_eq!(words("# 2. The Rest"), ["^2!", "^The", "Rest"]);
    }

    #[test]
    fn names_are_learned_from_the_middle_of_sentences() {
        let mut evidence = Evidence::about(["zulip", "library", "type"].map(str::to_owned));
        let text = "Ask on Zulip. Zulip is a chat, and on Zulip we talk. The library. Library of a type or a Type.";
        evidence.count(&Document::of_text(text, &Dialect::default()));
        assert!(evidence.is_name("Zulip") && !evidence.is_common("Zulip"));
        assert!(!evidence.is_name("Library") && evidence.is_common("Library"));
        assert!(!evidence.is_name("Type") && !evidence.is_common("Type"));
    }
}
