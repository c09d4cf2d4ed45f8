//! Tags between words: those that only shape words shape them in a panel, too; all others are shown.

use super::super::html::Writer;

/// What a tag between words does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InlineTag {
    /// The words behind it look otherwise.
    Open(&'static str),
    /// They do no more.
    Close(&'static str),
    /// A new line.
    Break,
    /// Nothing that a reader sees: a comment, a span, an anchor.
    Unseen,
    /// What it does is not known: its source is shown.
    Shown,
}

/// Elements that shape words and can do nothing else.
const SHAPES: [&str; 17] = [
    "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "strong", "sub", "sup", "u",
    "var",
];

impl InlineTag {
    /// Reads a tag or a comment.
    pub(super) fn of(source: &str) -> Self {
        if source.starts_with("<!--") {
            return Self::Unseen;
        }
        let inner = source.trim_start_matches('<').trim_end_matches('>');
        let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let name = inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "br" => Self::Break,
            "a" | "span" | "wbr" => Self::Unseen,
            // With attributes it may be more than its words: an icon.
            _ => match SHAPES.iter().find(|shape| **shape == name) {
                Some(shape) if is_end => Self::Close(shape),
                Some(shape) if inner.len() == name.len() => Self::Open(shape),
                _ => Self::Shown,
            },
        }
    }
}

/// The tags, the comments and what stands between them in HTML that stands together.
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

/// The shapes that are open, in order.
#[derive(Debug, Default)]
pub(super) struct Shapes(Vec<&'static str>);

impl Shapes {
    /// Goes on behind a tag; `false` if it has to be shown.
    pub(super) fn pass(&mut self, tag: InlineTag, writer: &mut Writer) -> bool {
        match tag {
            InlineTag::Open(shape) => self.0.push(shape),
            InlineTag::Close(shape) => match self.0.iter().rposition(|open| *open == shape) {
                Some(at) => drop(self.0.remove(at)),
                None => return false,
            },
            InlineTag::Break => drop(writer.void("br", "")),
            InlineTag::Unseen => {}
            InlineTag::Shown => return false,
        }
        true
    }

    /// Opens an element for each.
    pub(super) fn open(&self, writer: &mut Writer) {
        for shape in &self.0 {
            writer.open(shape, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_stand_together_are_read_one_by_one() {
        assert_eq!(parts("</kbd> <!-- a > b --><kbd>"), ["</kbd>", " ", "<!-- a > b -->", "<kbd>"]);
        assert_eq!(parts("<!-- open <b>"), ["<!-- open <b>"]);
        assert_eq!(parts("x<y"), ["x", "<y"]);
    }

    #[test]
    fn tags_shape_words_are_unseen_or_are_shown() {
        for (source, tag) in [
            ("<sup>", InlineTag::Open("sup")),
            ("</SUP>", InlineTag::Close("sup")),
            ("<br/>", InlineTag::Break),
            ("<!-- ignore -->", InlineTag::Unseen),
            ("<span class=\"x\">", InlineTag::Unseen),
            ("</a>", InlineTag::Unseen),
            ("<i class=\"icon\">", InlineTag::Shown),
            ("<sup onclick=\"x\">", InlineTag::Shown),
            ("<script>", InlineTag::Shown),
            ("<img src=x>", InlineTag::Shown),
        ] {
            assert_eq!(InlineTag::of(source), tag, "{source}");
        }
    }
}
