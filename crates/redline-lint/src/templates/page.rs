//! Tree of the sections of a page.

use redline_document::document::Document;
use redline_document::source::Span;

/// Section of a page with its subsections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSection {
    /// Index of its heading.
    pub heading: usize,
    /// Title without markup.
    pub title: String,
    /// Level of its heading.
    pub level: u8,
    /// From its heading to the next one of the same or a higher level.
    pub span: Span,
    /// Subsections.
    pub sections: Vec<Self>,
}

impl PageSection {
    /// Indices of its heading and of those of its subsections.
    pub fn headings(&self) -> Vec<usize> {
        let mut headings = vec![self.heading];
        headings.extend(self.sections.iter().flat_map(Self::headings));
        headings
    }

    /// Bytes between its heading and its first subsection.
    pub fn own_body(&self, document: &Document) -> Span {
        let start = document.headings[self.heading].span.end;
        let end = self.sections.first().map_or(self.span.end, |first| first.span.start);
        start..end.max(start)
    }
}

/// Level that the sections of a page should have, and the sections.
pub fn page_sections(document: &Document) -> (u8, Vec<PageSection>) {
    let (title, sections) = titled(document);
    let beside = || sections.iter().map(|section| section.level).min().unwrap_or(2);
    (title.map_or_else(beside, |level| level + 1).min(6), sections)
}

/// Level of the title of a page, and the sections below it. A single heading of a lower level without subsections is a
/// section of a page without a title; of several headings of level one, the first is the title, and the others are
/// sections.
fn titled(document: &Document) -> (Option<u8>, Vec<PageSection>) {
    // Children follow their parents, so in reverse order each is complete when it is attached.
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
    use redline_document::document::Dialect;

    fn outline(sections: &[PageSection]) -> String {
        let parts: Vec<String> =
            sections.iter().map(|section| format!("{}({})", section.title, outline(&section.sections))).collect();
        parts.join(" ")
    }

    #[test]
    fn sections_are_below_the_title() {
        let of = |text: &str| outline(&page_sections(&Document::of_text(text, &Dialect::default())).1);
        assert_eq!(of("# T\n\n## A\n\n### B\n\n### C\n\n## D\n"), "A(B() C()) D()");
        assert_eq!(of("## A\n\n## B\n\n### C\n"), "A() B(C())");
        assert_eq!(of("# T\n\n## A\n\n# B\n"), "A() B()");
        assert_eq!(of("# T\n"), "");
        assert_eq!(of("text\n"), "");
    }
}
