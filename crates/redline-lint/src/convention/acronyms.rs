//! Acronyms, with the first use of each and whether it is ever spelled out.

use std::collections::BTreeMap;

use rayon::prelude::*;

use redline_document::document::Document;
use redline_document::source::Span;

/// Acronym that a book uses several times, at its first use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// Letters of the acronym.
    pub name: String,
    /// Index of the chapter in its book.
    pub chapter: usize,
    /// Index of the text in [`Document::prose`].
    pub prose: usize,
    /// Bytes of that text.
    pub span: Span,
    /// Number of uses in the book.
    pub count: usize,
    /// Whether it is spelled out somewhere.
    pub is_defined: bool,
}

/// Minimum number of uses of an acronym that needs a definition.
const MIN_USES: usize = 3;

/// Maximum distance of the opening bracket of a placeholder, in characters.
const MAX_PLACEHOLDER: usize = 40;

/// Acronyms and words in capitals that are known to readers of technical books.
const KNOWN: &[&str] = &[
    "AES", "ALL", "AM", "AND", "ANSI", "ARM", "BIOS", "BSD", "CD", "CI", "CLI", "DEBUG", "DOS", "DVD", "EOF", "ERROR",
    "EU", "FAQ", "FIXME", "FTP", "GB", "GCC", "GDB", "GMT", "GNU", "GUI", "ID", "IDE", "IDS", "II", "III", "INFO",
    "IO", "IP", "ISO", "IT", "IV", "KB", "LLDB", "MB", "MIT", "NOT", "NOTE", "NUL", "NULL", "OK", "OR", "OS", "PC",
    "PM", "PR", "RAM", "REST", "RFC", "ROM", "SSL", "TB", "TIP", "TODO", "TTY", "UI", "UK", "US", "USA", "UTC", "UTF",
    "UUID", "WARNING", "XXX",
];

/// Acronyms that the chapters, given in reading order, use several times, by name.
pub fn acronyms(chapters: &[(usize, &Document)]) -> Vec<Acronym> {
    let uses: Vec<Vec<AcronymUse>> = chapters.par_iter().map(|(_, document)| find_acronyms(document)).collect();
    let mut found: BTreeMap<&str, Acronym> = BTreeMap::new();
    for (&(chapter, document), uses) in chapters.iter().zip(uses) {
        for AcronymUse { prose, span, is_definition } in uses {
            let key = &document.prose[prose].prose.text()[span.clone()];
            let (name, prose, span) = (key.to_owned(), prose, span.clone());
            let acronym =
                found.entry(key).or_insert_with(|| Acronym { name, chapter, prose, span, count: 0, is_defined: false });
            acronym.count += 1;
            acronym.is_defined |= is_definition;
        }
    }
    found.into_values().filter(|acronym| acronym.count >= MIN_USES).collect()
}

/// Use of an acronym.
#[derive(Debug)]
struct AcronymUse {
    /// Index of its text in [`Document::prose`].
    prose: usize,
    /// Bytes of that text.
    span: Span,
    /// Whether it is spelled out there.
    is_definition: bool,
}

/// Uses of acronyms in a chapter.
fn find_acronyms(document: &Document) -> Vec<AcronymUse> {
    let mut found = Vec::new();
    for (prose, block) in document.prose.iter().enumerate() {
        let text = block.prose.text();
        // A text in capitals shows no acronyms.
        if !text.contains(char::is_lowercase) {
            continue;
        }
        // The character class rejects most words, and the second letter most others.
        let is_upper = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
        let words = block.tokens().iter().filter(|word| !word.class.is_lower());
        let spans = words.map(|word| &word.span).filter(|span| is_upper(span.start + 1));
        for span in spans.filter(|span| is_acronym(text, span, &text[(*span).clone()])) {
            found.push(AcronymUse { prose, is_definition: is_definition(text, span), span: span.clone() });
        }
    }
    found
}

fn is_acronym(text: &str, span: &Span, word: &str) -> bool {
    if !(2..=6).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let is_joined = |c: char| {
        matches!(c, '-' | '_' | '/' | '.' | '\\' | '$' | '@' | redline_document::document::OBJECT_REPLACEMENT)
    };
    // `[VENDOR]` is a placeholder.
    let is_placeholder =
        text[..span.start].chars().rev().take(MAX_PLACEHOLDER).find(|c| matches!(c, '[' | ']')) == Some('[');
    let after = text[span.end..].chars().next();
    !is_placeholder
        && !KNOWN.contains(&word)
        && !text[..span.start].ends_with(is_joined)
        && !after.is_some_and(|c| is_joined(c) && c != '.')
}

/// Whether the acronym follows its words in brackets, or is followed by its words in brackets.
fn is_definition(text: &str, span: &Span) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let in_brackets = before.ends_with('(') && after.starts_with([')', 's', ',', ';']);
    let words_follow = after.trim_start().strip_prefix('(').is_some_and(|inner| {
        let first = text[span.clone()].chars().next().map(|c| c.to_ascii_lowercase());
        inner.chars().next().map(|c| c.to_ascii_lowercase()) == first
    });
    in_brackets || words_follow
}
