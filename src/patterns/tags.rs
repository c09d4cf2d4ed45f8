//! What tags mean to the text that rules see.

/// Tags whose closing does not end a text.
const INLINE_TAGS: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "br", "cite", "code", "del", "dfn", "em", "i", "img", "kbd", "small", "span",
    "strong", "sub", "sup", "tt",
];

/// What of a text styles are not to see, beyond what Markdown says.
#[derive(Clone, Debug)]
pub(super) struct TextOptions {
    /// Tags whose next text is masked.
    pub(super) masked_tags: Vec<String>,
    /// Tags whose text is left out.
    pub(super) skipped_tags: Vec<String>,
    /// Classes of elements that are masked or, if they are blocks, left out.
    pub(super) ignored_classes: Vec<String>,
    /// Whether the texts that stand for images are left out.
    pub(super) skips_alt: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        let list = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Self {
            masked_tags: list(&["code", "kbd", "tt"]),
            skipped_tags: list(&["figure", "iframe", "noscript", "pre", "script", "style"]),
            ignored_classes: list(&["code", "pre", "problematic"]),
            skips_alt: false,
        }
    }
}

/// Whether a name is among these, in any case.
pub(super) fn holds(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether the closing of a tag does not end a text.
pub(super) fn is_inline(tag: &str) -> bool {
    INLINE_TAGS.iter().any(|known| known.eq_ignore_ascii_case(tag))
}
