//! Effect of HTML tags on the text that rules are matched against.

use super::scope::BlockScope;
use redline_document::document::Element;

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

/// The tag that Vale renders for an element.
pub(super) fn tag_of(element: Element) -> &'static str {
    match element {
        Element::Paragraph => "p",
        Element::Heading(level) => HEADINGS[usize::from(level.clamp(1, 6)) - 1],
        Element::Quote => "blockquote",
        Element::List => "ul",
        Element::Item | Element::FootnoteText => "li",
        Element::Definition => "dd",
        Element::Table => "table",
        Element::Row => "tr",
        Element::HeaderCell => "th",
        Element::Cell => "td",
        Element::Emphasis => "em",
        Element::Strong => "strong",
        Element::Strikethrough => "del",
        Element::Link(_) => "a",
        Element::Image => "img",
        Element::Opaque => "pre",
        Element::Html => "div",
    }
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The scope of a text in an element with this tag, if it has one of its own.
pub(super) fn scope_of(tag: &str) -> Option<BlockScope> {
    let scopes = [
        ("th", BlockScope::TableHeader),
        ("td", BlockScope::TableCell),
        ("li", BlockScope::List),
        ("blockquote", BlockScope::Quote),
        ("caption", BlockScope::TableCaption),
        ("figcaption", BlockScope::FigureCaption),
    ];
    let named = scopes.iter().find(|(name, _)| name.eq_ignore_ascii_case(tag)).map(|(_, scope)| *scope);
    named.or_else(|| {
        let level = HEADINGS.iter().position(|heading| heading.eq_ignore_ascii_case(tag))?;
        Some(BlockScope::Heading(u8::try_from(level + 1).unwrap_or(6)))
    })
}
