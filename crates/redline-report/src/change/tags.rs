//! Inline HTML tags: those that only format words keep their effect in a panel; the source of all others is shown.

use crate::html::Writer;

/// Effects of an inline tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InlineTag {
    /// Begins formatting.
    Open(&'static str),
    /// Ends formatting.
    Close(&'static str),
    /// A line break.
    Break,
    /// Nothing visible: a comment, a span, an anchor.
    Invisible,
    /// An unknown effect: its source is shown.
    Shown,
}

/// Elements that format words and have no other effect.
const FORMATTING: [&str; 17] = [
    "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "strong", "sub", "sup", "u",
    "var",
];

impl InlineTag {
    /// Parses a tag or a comment.
    pub(super) fn parse(source: &str) -> Self {
        if source.starts_with("<!--") {
            return Self::Invisible;
        }
        let inner = source.trim_start_matches('<').trim_end_matches('>');
        let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let name = inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "br" => Self::Break,
            "a" | "span" | "wbr" => Self::Invisible,
            // With attributes it may have another effect, such as an icon.
            _ => match FORMATTING.iter().find(|known| **known == name) {
                Some(tag) if is_end => Self::Close(tag),
                Some(tag) if inner.len() == name.len() => Self::Open(tag),
                _ => Self::Shown,
            },
        }
    }
}

/// Whether HTML is one comment.
pub(super) fn is_comment(html: &str) -> bool {
    redline_document::document::is_comment(html.trim())
}

/// Divides HTML into tags, comments and the text between them.
pub(super) fn parts(html: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with('<') {
            rest.find('>').map(|at| at + 1)
        } else {
            rest.find('<')
        };
        let (part, behind) = rest.split_at(end.unwrap_or(rest.len()));
        parts.push(part);
        rest = behind;
    }
    parts
}

/// The open formatting tags, in order.
#[derive(Debug, Default)]
pub(super) struct OpenTags(Vec<&'static str>);

impl OpenTags {
    /// Applies a tag; `false` if its source has to be shown.
    pub(super) fn apply(&mut self, tag: InlineTag, writer: &mut Writer) -> bool {
        match tag {
            InlineTag::Open(tag) => self.0.push(tag),
            InlineTag::Close(tag) => match self.0.iter().rposition(|open| *open == tag) {
                Some(at) => drop(self.0.remove(at)),
                None => return false,
            },
            InlineTag::Break => drop(writer.void("br", "")),
            InlineTag::Invisible => {}
            InlineTag::Shown => return false,
        }
        true
    }

    /// Opens an element for each.
    pub(super) fn open(&self, writer: &mut Writer) {
        for tag in &self.0 {
            writer.open(tag, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjacent_tags_are_divided() {
        assert_eq!(parts("</kbd> <!-- a > b --><kbd>"), ["</kbd>", " ", "<!-- a > b -->", "<kbd>"]);
        assert_eq!(parts("<!-- open <b>"), ["<!-- open <b>"]);
        assert_eq!(parts("x<y"), ["x", "<y"]);
    }

    #[test]
    fn tags_format_words_or_are_invisible_or_shown() {
        for (source, tag) in [
            ("<sup>", InlineTag::Open("sup")),
            ("</SUP>", InlineTag::Close("sup")),
            ("<br/>", InlineTag::Break),
            ("<!-- ignore -->", InlineTag::Invisible),
            ("<span class=\"x\">", InlineTag::Invisible),
            ("</a>", InlineTag::Invisible),
            ("<i class=\"icon\">", InlineTag::Shown),
            ("<sup onclick=\"x\">", InlineTag::Shown),
            ("<script>", InlineTag::Shown),
            ("<img src=x>", InlineTag::Shown),
        ] {
            assert_eq!(InlineTag::parse(source), tag, "{source}");
        }
    }
}
