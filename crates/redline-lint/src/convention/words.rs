//! Words of headings.

use super::names::is_name;
use redline_document::document::{Document, Heading, OBJECT_REPLACEMENT, Prose};
use redline_document::source::Span;
use redline_english::ENGLISH;
use redline_text::is_letter;

/// Word of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingWord<'a> {
    /// The word as written.
    pub text: &'a str,
    /// Bytes of the document.
    pub span: Span,
    /// Whether it starts the heading, or a part of it after a colon, a dash or a question.
    pub opens: bool,
    /// Whether its case is fixed: code, emphasis, acronyms, inner capitals, digits, compounds.
    pub fixed: bool,
}

impl HeadingWord<'_> {
    /// Whether it starts with a capital.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether its case depends on the style of the heading.
    pub(super) fn depends_on_style(&self) -> bool {
        !(self.opens || self.fixed || self.is_small())
    }

    /// Whether it is `a`, `an` or `the`.
    pub fn is_article(&self) -> bool {
        ["a", "an", "the"].iter().any(|article| self.text.eq_ignore_ascii_case(article))
    }

    /// Whether it is an article, a conjunction or a preposition, which styles treat differently.
    pub fn is_small(&self) -> bool {
        ENGLISH.small_words.contains(&self.text.to_lowercase().as_str())
    }
}

/// Words of a heading, in order.
pub fn heading_words<'a>(document: &'a Document, heading: &Heading) -> Vec<HeadingWord<'a>> {
    heading.prose.map_or_else(Vec::new, |index| words_of(document, heading, &document.prose[index].prose))
}

fn words_of<'a>(document: &'a Document, heading: &Heading, prose: &'a Prose) -> Vec<HeadingWord<'a>> {
    let text = prose.text();
    let mut words: Vec<HeadingWord<'a>> = Vec::new();
    let mut opens = true;
    let mut is_quoted = false;
    let mut brackets = 0_usize;
    for (start, chunk) in chunks(text) {
        let word = chunk.trim_matches(|c: char| !is_letter(c) && c != OBJECT_REPLACEMENT);
        let mut touches_quotation = is_quoted;
        for mark in chunk.chars().filter(|c| matches!(c, '"' | '“' | '”')) {
            is_quoted = mark == '“' || (mark == '"' && !is_quoted);
            touches_quotation = true;
        }
        // A remark in brackets has its own case: `Block (1 AP, reaction)`.
        let is_remark = brackets > 0 || (chunk.starts_with('(') && !words.is_empty());
        let (opening, closing) = (chunk.matches('(').count(), chunk.matches(')').count());
        brackets = (brackets + opening).saturating_sub(closing);
        if word.is_empty() {
            opens |= is_break(chunk);
            continue;
        }
        let is_number =
            words.is_empty() && chunk.ends_with(['.', ')']) && word.chars().all(|c| c.is_ascii_digit() || c == '.');
        let at = start + (word.as_ptr() as usize - chunk.as_ptr() as usize);
        let span = prose.source(at..at + word.len());
        let in_markup = is_emphasized(document, heading, &span);
        let is_foreign = touches_quotation || in_markup || is_remark || is_code(chunk);
        // A single word in brackets is a name or an abbreviation: `(kind) in Docker`.
        let is_foreign =
            is_foreign || (chunk.starts_with('(') && chunk.trim_end_matches([':', '.', '?']).ends_with(')'));
        let fixed = is_foreign || !prose.is_verbatim(at..at + word.len()) || has_fixed_case(word);
        words.push(HeadingWord { text: word, span, opens, fixed });
        // A label in brackets precedes the heading itself: `(Optional) Checking it`.
        let is_label = words.len() == 1 && chunk.starts_with('(') && chunk.ends_with(')');
        opens = is_number || is_label || ends_part(chunk);
    }
    fix_greetings(&mut words);
    words
}

/// Fixes the case of *Hello, World*, which is the name of a program.
fn fix_greetings(words: &mut [HeadingWord<'_>]) {
    for at in 1..words.len() {
        let (before, word) = (words[at - 1].text, words[at].text);
        if before.eq_ignore_ascii_case("hello") && word.eq_ignore_ascii_case("world") {
            words[at - 1].fixed = true;
            words[at].fixed = true;
        }
    }
}

/// Chunks between white space, with their positions.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|chunk| (chunk.as_ptr() as usize - text.as_ptr() as usize, chunk))
}

/// Whether a new part of the heading follows `chunk`: after a colon, a question, a sentence.
fn ends_part(chunk: &str) -> bool {
    chunk.trim_end_matches([')', '"', '”', '’', '\'']).ends_with([':', '?', '!', '.', '—', '…', '/'])
}

/// Whether a chunk is code without markup: `#[flat]`, `main()`.
fn is_code(chunk: &str) -> bool {
    chunk.contains(['#', '<', '>', '{', '}', '=', '$', '@', '\\', '_', '~', '^'])
        || chunk.contains("()")
        || chunk.contains("::")
}

/// Whether a chunk separates two parts, as a dash between spaces does.
fn is_break(chunk: &str) -> bool {
    chunk.chars().all(|c| matches!(c, '-' | '–' | '—' | ':' | '|' | '/' | '…' | '.')) || chunk.contains(['“', '"', '('])
}

fn is_emphasized(document: &Document, heading: &Heading, span: &Span) -> bool {
    let first = document.emphasis.partition_point(|emphasis| emphasis.span.start < heading.content.start);
    let inside = document.emphasis[first..].iter().take_while(|emphasis| emphasis.span.start < heading.content.end);
    inside
        .filter(|emphasis| emphasis.span != heading.content)
        .any(|emphasis| emphasis.span.start <= span.start && span.end <= emphasis.span.end)
}

/// Whether the case of a word is the same in every context.
fn has_fixed_case(word: &str) -> bool {
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let odd = word.contains(|c: char| {
        c.is_numeric()
            || matches!(c, OBJECT_REPLACEMENT | '.' | '_' | ':' | '-' | '/' | '&' | '+' | '#' | '@' | '\\' | '‑')
    });
    let single = word.chars().count() == 1 && word != "a" && word != "A";
    inner || odd || single || is_name(word) || is_pronoun(word)
}

fn is_pronoun(word: &str) -> bool {
    word.strip_prefix('I').is_some_and(|rest| rest.starts_with(['\'', '’']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    fn words(text: &str) -> Vec<String> {
        let document = Document::of_text(text, &Dialect::default());
        let mark = |word: &HeadingWord<'_>| {
            let (opens, fixed) = (if word.opens { "^" } else { "" }, if word.fixed { "!" } else { "" });
            format!("{opens}{}{fixed}", word.text.replace(OBJECT_REPLACEMENT, "@"))
        };
        heading_words(&document, &document.headings[0]).iter().map(mark).collect()
    }

    #[test]
    fn words_are_classified() {
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
        assert_eq!(words("# Use \"See also\" well"), ["^Use", "See!", "also!", "well"]);
        assert_eq!(words("# Kubernetes in Docker (kind)"), ["^Kubernetes!", "in", "Docker!", "kind!"]);
        assert_eq!(words("# Not \"Rooms\", “People” here"), ["^Not", "Rooms!", "People!", "here"]);
        assert_eq!(words("# The #[flat] attribute on npm"), ["^The", "flat!", "attribute", "on", "npm!"]);
    }

    #[test]
    fn a_word_after_a_separate_mark_opens_a_part() {
        for mark in ["-", "–", "—", ":", "|", "/", "…", "."] {
            assert_eq!(words(&format!("# Use {mark} see")), ["^Use", "^see"], "{mark}");
        }
        for mark in ["“", "\"", "("] {
            assert_eq!(words(&format!("# Use {mark} see")), ["^Use", "^see!"], "{mark}");
        }
        for mark in [",", "”", ")", "*"] {
            assert!(!words(&format!("# Use {mark} see"))[1].starts_with('^'), "{mark}");
        }
    }
}
