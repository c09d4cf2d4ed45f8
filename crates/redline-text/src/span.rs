//! Ranges of bytes in a text.

/// A range of bytes.
pub type Span = std::ops::Range<usize>;

/// The byte order mark that some editors write; never part of what is shown.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The length in bytes of the byte order mark at the start of `text`.
///
/// There is one at most: mdBook drops one, and what follows is text.
pub fn mark_len(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 }
}
