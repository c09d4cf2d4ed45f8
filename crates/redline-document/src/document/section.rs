//! The tree of sections.

use super::{Block, Heading};
use crate::source::Span;

/// A heading and the text under it, subsections included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The index of its heading.
    pub heading: usize,
    /// The section around it.
    pub parent: Option<usize>,
    /// From the heading to the next one of the same or a higher level.
    pub span: Span,
}

/// The sections of a text of `len` bytes. Headings in quotes and lists open no section.
pub(super) fn sections(headings: &[Heading], blocks: &[Block], len: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, heading) in headings.iter().enumerate().filter(|(_, heading)| blocks[heading.block].parent.is_none()) {
        while let Some(&last) = open.last().filter(|&&last| headings[sections[last].heading].level >= heading.level) {
            sections[last].span.end = heading.span.start;
            open.pop();
        }
        sections.push(Section { heading: index, parent: open.last().copied(), span: heading.span.start..len });
        open.push(sections.len() - 1);
    }
    sections
}

#[cfg(test)]
mod tests {
    use crate::document::{Dialect, Document};

    #[test]
    fn sections_nest_by_level() {
        let document = Document::of_text("# A\n\n## B\n\ntext\n\n#### C\n\n## D\n\n> # quoted\n", &Dialect::default());
        let path = |offset| document.section_path(offset).join("/");
        assert_eq!(document.title().map(|title| title.title.as_str()), Some("A"));
        assert_eq!(path(0), "");
        assert_eq!(path(12), "B");
        assert_eq!(path(22), "B/C");
        assert_eq!(path(40), "D");
    }

    #[test]
    fn a_chapter_of_equal_sections_has_no_title() {
        let document = Document::of_text("## A\n\n## B\n", &Dialect::default());
        assert_eq!(document.title(), None);
        assert_eq!(document.section_path(7), ["B"]);
    }
}
