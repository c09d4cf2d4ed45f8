//! Effect of HTML tags on the text that rules are matched against.

/// Tags whose end does not end a text.
const INLINE_TAGS: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "br", "cite", "code", "del", "dfn", "em", "i", "img", "kbd", "small", "span",
    "strong", "sub", "sup", "tt",
];

/// Parts of a text that are hidden from styles, beyond what Markdown hides.
#[derive(Clone, Debug)]
pub(super) struct TextOptions {
    /// Tags whose next text is masked.
    pub(super) masked_tags: Vec<String>,
    /// Tags whose text is skipped.
    pub(super) skipped_tags: Vec<String>,
    /// Classes of elements that are masked or, for block elements, skipped.
    pub(super) ignored_classes: Vec<String>,
    /// Whether alternative texts of images are skipped.
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

/// Whether `names` contains a name, ignoring ASCII case.
pub(super) fn holds(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether the end of a tag does not end a text.
pub(super) fn is_inline(tag: &str) -> bool {
    INLINE_TAGS.iter().any(|known| known.eq_ignore_ascii_case(tag))
}
