//! Meaningless white space at the ends of lines.

use super::{BlockKind, BlockProse, Document};
use crate::source::Span;

/// White space at the end of a line.
const SPACES: [char; 4] = [' ', '\t', '\u{b}', '\u{c}'];

impl Document {
    /// The white space at the ends of the lines of a block that is neither a line break nor code. Table rows are left out.
    pub fn trailing_spaces(&self, block: &BlockProse) -> Vec<Span> {
        if self.blocks[block.block].kind == BlockKind::TableCell {
            return Vec::new();
        }
        let text = self.text();
        let prose = block.prose.source(0..block.prose.text().len());
        let end = memchr::memchr(b'\n', &text.as_bytes()[prose.end..]).map_or(text.len(), |at| prose.end + at);
        let mut found = Vec::new();
        let mut next = prose.start;
        while next < end {
            let start = next;
            let line_end = memchr::memchr(b'\n', &text.as_bytes()[start..end]).map_or(end, |at| start + at);
            next = line_end + 1;
            let line = text[start..line_end].trim_end_matches('\r');
            if !line.ends_with(SPACES) {
                continue;
            }
            let words = line.trim_end_matches(SPACES);
            let spaces = start + words.len()..start + line.len();
            let breaks = if line_end < end { breaks_line(words, &spaces) } else { self.may_break_line(&spaces, end) };
            if !breaks && !self.touches_protected(&spaces) {
                found.push(spaces);
            }
        }
        found
    }

    /// Whether spaces at the end of a block break a line in the file: an include may begin another block there.
    fn may_break_line(&self, spaces: &Span, end: usize) -> bool {
        let fragment = &self.expansion().fragment;
        let with_next = spaces.start..self.text().len().min(end + 2);
        spaces.len() > 1 && fragment.locate(spaces.clone()).is_some() && fragment.locate_exactly(with_next).is_none()
    }
}

/// Whether spaces before another line of a paragraph break the line, as two do, or separate a backslash from it.
fn breaks_line(words: &str, spaces: &Span) -> bool {
    spaces.len() > 1 || words.ends_with('\\')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    fn found(text: &str) -> Vec<Span> {
        let document = Document::of_text(text, &Dialect::default());
        document.prose.iter().flat_map(|block| document.trailing_spaces(block)).collect()
    }

    #[test]
    fn spaces_that_mean_nothing_are_found_in_every_block() {
        assert_eq!(found("# One \n\nTwo\t\nthree  \n"), [5..6, 11..12, 18..20]);
        assert_eq!(found("> one \n> two\n\n- three \n  - four\t\n"), [5..6, 21..22, 31..32]);
        assert_eq!(found("One \r\ntwo  \r\n\r\nthree.  "), [3..4, 9..11, 21..23]);
        assert_eq!(found("*One* \ntwo `three` \n\nTitle \n=====\n"), [5..6, 18..19, 26..27]);
    }

    #[test]
    fn what_breaks_a_line_and_what_is_no_text_is_left() {
        for text in [
            "One  \ntwo.",
            "One   \r\ntwo.",
            "```\none \n```\n",
            "    one \n",
            "One `two \nthree`.",
            "| a | b | \n|---|---| \n| c | d | \n",
            "<div> \n</div> \n",
            "One. \\\ntwo.",
            "One. \\ \ntwo.",
            "One \t\ntwo.",
            "One \u{b}\ntwo.",
        ] {
            assert_eq!(found(text), Vec::<Span>::new(), "{text:?}");
        }
    }
}
