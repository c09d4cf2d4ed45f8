//! Limits of what the report quotes from the book.

/// The most characters quoted of a sentence, and on either side of the flagged words.
pub(super) const QUOTE_LENGTH: usize = 160;

/// The first `max` characters of a text, cut back to whole words.
pub(super) fn truncate(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", text[..end].rsplit_once(' ').map_or(&text[..end], |(whole, _)| whole)),
        None => text.to_owned(),
    }
}
