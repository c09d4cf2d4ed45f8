//! Classes of characters.

/// Replaces in prose what is not prose, but may be a part of a word: a code span, a directive, a URL, a formula. U+FFFC,
/// the object replacement character.
pub const OBJECT_REPLACEMENT: char = '\u{fffc}';

/// Replaces in prose what is beside words and no part of them: a reference to a footnote, an image, a tag. U+FFFB, the
/// character that ends an annotation between lines.
pub const ANNOTATION: char = '\u{fffb}';

/// Whether a character replaces something in prose.
pub fn is_replacement(c: char) -> bool {
    matches!(c, OBJECT_REPLACEMENT | ANNOTATION)
}

/// Whether a character is a letter or a digit. The common marks of prose are rejected before a search in the tables of
/// Unicode.
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // General punctuation.
        OBJECT_REPLACEMENT | ANNOTATION | '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Whether `\w` of a regular expression matches the character: a letter with its marks, a digit, or a joiner.
pub fn is_of_word(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric() || c == '_',
        // Dashes, quotation marks and code, which are frequent in prose.
        '\u{2010}'..='\u{2027}' | OBJECT_REPLACEMENT | ANNOTATION => false,
        _ => regex_syntax::is_word_character(c),
    }
}
