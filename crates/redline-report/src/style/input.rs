//! The input of the style report.

use std::path::Path;

use redline_lint::book::{Book, Chapter};
use redline_lint::chapter::ParsedChapter;
use redline_lint::convention::HeadingCase;
use redline_lint::lint_report::LintReport;
use redline_lint::settings::Settings;

use super::figures::BookFigures;
use super::model::Record;
use super::source_link::SourceLinks;

/// A parsed and linted book, from which the report is made. The page of the report is not among its chapters.
#[derive(Debug)]
pub struct ReportInput<'a> {
    /// The book.
    pub book: &'a Book,
    /// Its title.
    pub title: Option<&'a str>,
    /// Its parsed chapters.
    pub parsed_chapters: &'a [ParsedChapter],
    /// Figures of each of these chapters, in the same order.
    pub figures: &'a BookFigures,
    /// The result of linting them.
    pub report: &'a LintReport,
    /// The effective configuration.
    pub settings: &'a Settings,
    /// Links to lines in the repository.
    pub links: &'a SourceLinks,
    /// The case of its headings, if a rule needed it.
    pub heading_case: Option<&'a HeadingCase>,
    /// Earlier records by date; `None` if they cannot be read.
    pub records: Option<&'a [Record]>,
}

impl<'a> ReportInput<'a> {
    /// The chapter of the parsed chapter at this index.
    pub(super) fn chapter(&self, index: usize) -> &'a Chapter {
        &self.book.chapters[self.parsed_chapters[index].index]
    }

    /// A path relative to the root of the book, with `/`.
    pub(super) fn path_of(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.book.root).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    }

    /// The row of each parsed chapter; `None` for chapters that are not checked.
    pub(super) fn rows(&self) -> Vec<Option<usize>> {
        let mut next = 0;
        let row = |parsed: &ParsedChapter| {
            let is_checked = !self.settings.is_ignored(&self.book.chapters[parsed.index].path);
            next += usize::from(is_checked);
            is_checked.then(|| next - 1)
        };
        self.parsed_chapters.iter().map(row).collect()
    }
}
