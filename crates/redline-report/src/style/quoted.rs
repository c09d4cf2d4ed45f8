//! Limits of what the report quotes from the book.

/// The most characters quoted of the flagged words, and on either side of them. Few sentences are longer.
pub(super) const QUOTE_LENGTH: usize = 400;

/// The most characters quoted of one of the longest sentences.
pub(super) const SENTENCE_LENGTH: usize = 1200;

/// The first `max` characters of a text, cut back to whole words.
pub(super) fn truncate(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", text[..end].rsplit_once(' ').map_or(&text[..end], |(whole, _)| whole)),
        None => text.to_owned(),
    }
}
