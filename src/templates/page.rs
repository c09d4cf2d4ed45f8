//! The sections of one page as a tree.

use crate::document::Document;
use crate::source::Span;

/// A section of a page and those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSection {
    /// The index of its heading.
    pub heading: usize,
    /// Its title as it reads.
    pub title: String,
    /// The level of its heading.
    pub level: u8,
    /// From its heading to the next one of the same or a higher level.
    pub span: Span,
    /// The sections below it.
    pub sections: Vec<Self>,
}

impl PageSection {
    /// Its heading and those below it.
    pub fn headings(&self) -> Vec<usize> {
        let mut headings = vec![self.heading];
        headings.extend(self.sections.iter().flat_map(Self::headings));
        headings
    }

    /// The bytes between its heading and the first section below it.
    pub fn own_body(&self, document: &Document) -> Span {
        let start = document.headings[self.heading].span.end;
        let end = self.sections.first().map_or(self.span.end, |first| first.span.start);
        start..end.max(start)
    }
}

/// The level that the sections of a page should have, and the sections.
pub fn page_sections(document: &Document) -> (u8, Vec<PageSection>) {
    let (title, sections) = titled(document);
    let beside = || sections.iter().map(|section| section.level).min().unwrap_or(2);
    (title.map_or_else(beside, |level| level + 1).min(6), sections)
}

/// The level of the title of a page, and the sections below it. A single heading of a lower level with nothing below is a
/// section of a page without a title; of several headings of the first level the first is the title, and the others stand
/// where sections should.
fn titled(document: &Document) -> (Option<u8>, Vec<PageSection>) {
    // Children come after their parents, so each is complete when it is handed up.
    let mut children: Vec<Vec<PageSection>> = vec![Vec::new(); document.sections.len() + 1];
    for (index, section) in document.sections.iter().enumerate().rev() {
        let heading = &document.headings[section.heading];
        let mut sections = std::mem::take(&mut children[index + 1]);
        sections.reverse();
        children[section.parent.map_or(0, |parent| parent + 1)].push(PageSection {
            heading: section.heading,
            title: heading.title.clone(),
            level: heading.level,
            span: section.span.clone(),
            sections,
        });
    }
    let mut roots = std::mem::take(&mut children[0]);
    roots.reverse();
    match roots.first() {
        Some(first) if first.level == 1 || (roots.len() == 1 && !first.sections.is_empty()) => {
            let title = roots.remove(0);
            (Some(title.level), title.sections.into_iter().chain(roots).collect())
        }
        _ => (None, roots),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    fn outline(sections: &[PageSection]) -> String {
        let parts: Vec<String> =
            sections.iter().map(|section| format!("{}({})", section.title, outline(&section.sections))).collect();
        parts.join(" ")
    }

    #[test]
    fn sections_stand_below_the_title() {
        let of = |text: &str| outline(&page_sections(&Document::of_text(text, &Dialect::default())).1);
        assert_eq!(of("# T\n\n## A\n\n### B\n\n### C\n\n## D\n"), "A(B() C()) D()");
        assert_eq!(of("## A\n\n## B\n\n### C\n"), "A() B(C())");
        assert_eq!(of("# T\n\n## A\n\n# B\n"), "A() B()");
        assert_eq!(of("# T\n"), "");
        assert_eq!(of("text\n"), "");
    }
}
