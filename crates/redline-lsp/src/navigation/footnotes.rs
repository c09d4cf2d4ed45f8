//! Footnotes and their labels.

use redline_document::document::FootnoteLabel;
use redline_lint::chapter::ParsedChapter;

use super::caret::Caret;
use crate::sites::reaches;
use crate::view::Location;

/// A footnote on the pages that show it.
pub(super) struct Footnote<'a> {
    chapters: Vec<&'a ParsedChapter>,
    label: String,
}

/// The footnote whose label is at a caret.
pub(super) fn at<'a>(caret: &Caret<'a>) -> Option<Footnote<'a>> {
    let of_chapter = |shown: &super::caret::Shown<'a>| {
        let labels = &shown.parsed.document().references().footnotes;
        let label = labels.iter().find(|label| reaches(&label.span, shown.offset))?;
        Some((shown.parsed, key(label)))
    };
    let found: Vec<(&ParsedChapter, String)> = caret.shown.iter().filter_map(of_chapter).collect();
    let label = found.first()?.1.clone();
    Some(Footnote { chapters: found.into_iter().map(|(parsed, _)| parsed).collect(), label })
}

fn key(label: &FootnoteLabel) -> String {
    label.label.to_lowercase()
}

impl Footnote<'_> {
    /// The labels where the footnote is defined, or where it is used.
    pub(super) fn places(&self, is_definition: bool) -> Vec<Location> {
        let in_chapter = |parsed: &&ParsedChapter| {
            let labels = parsed.document().references().footnotes.iter();
            let same = labels.filter(|label| label.is_definition == is_definition && key(label) == self.label);
            let fragment = &parsed.expansion().fragment;
            same.filter_map(|label| fragment.locate_exactly(label.span.clone()))
                .map(|at| Location::new(at.file.path(), at.span))
                .collect::<Vec<_>>()
        };
        self.chapters.iter().flat_map(in_chapter).collect()
    }
}
