//! The text around a word: joints of compounds, starts of sentences.

use crate::{ANNOTATION, OBJECT_REPLACEMENT};

/// Whether the words between `before` and `after` are part of a name, a path, an address or a compound.
pub fn is_joined(before: &str, after: &str) -> bool {
    let joins =
        |c: char| matches!(c, '_' | '/' | '\\' | '@' | '#' | '$' | '=' | '-' | '‑' | '+' | '~' | OBJECT_REPLACEMENT);
    let mut next = after.chars();
    let (first, second) = (next.next(), next.next());
    let continues = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let joined_before = before.ends_with(joins)
        || before.ends_with("::")
        // The label of a reference whose definition is missing.
        || before.ends_with("][")
        || before.ends_with(char::is_alphanumeric)
        || (before.ends_with('.') && !before.ends_with(".."));
    let joined_after = first.is_some_and(|c| c.is_alphanumeric() || (joins(c) && c != '-'))
        || (matches!(first, Some('-' | '.' | '‑')) && continues(second))
        || after.starts_with("::")
        || after.starts_with("()");
    joined_before || joined_after
}

/// Whether the text after `before` opens a sentence.
pub fn opens_sentence(before: &str) -> bool {
    let is_space = |c: char| c.is_whitespace() || c == ANNOTATION;
    let before = before.trim_end_matches(is_space);
    let before = before.trim_end_matches(['"', '\'', '(', '[', '“', '‘', '”', '’', ')']).trim_end_matches(is_space);
    before.is_empty() || before.ends_with(['.', '!', '?', ':'])
}
