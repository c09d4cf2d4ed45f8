//! The style report as a chapter: where it goes, and in which form.

use std::path::Path;

use crate::wire::{NewChapter, Patch, WireInput};
use redline_document::diagnostic::RunError;
use redline_document::document::Dialect;
use redline_document::source::relative_path;
use redline_lint::book::{Book, Title, key};
use redline_lint::chapter::ParsedChapter;
use redline_lint::config::ConfigFile;
use redline_lint::lint::Linter;
use redline_lint::lint_report::LintReport;
use redline_lint::settings::Settings;
use redline_report::style::{
    BookFigures, Records, ReportInput, SourceLinks, html_page, markdown_page, notes_on_skipped, records_of,
    style_report,
};

/// The heading of a page that has none of its own.
const TITLE: &str = "Style report";

/// The page of the style report.
pub(super) struct ReportPage {
    /// Its path relative to `src`.
    pub(super) path: String,
    title: String,
    /// The title of the book.
    book_title: Option<String>,
    /// The chapter that mdBook sent for it; `None` if `SUMMARY.md` does not list it.
    listed: Option<usize>,
    links: SourceLinks,
    /// How the book stood before, or what is wrong with that.
    pub(super) records: Result<Records, RunError>,
    is_html: bool,
}

/// The page, where it belongs.
pub(super) enum PageText {
    /// The text of a chapter that there is.
    Listed(Patch),
    /// A chapter behind all others.
    Added(NewChapter),
}

impl ReportPage {
    /// The page that the settings ask for.
    pub(super) fn of(input: &WireInput<'_>, config: &ConfigFile, settings: &Settings, root: &Path) -> Option<Self> {
        let path = settings.report_page()?;
        let is_it = |chapter: &crate::wire::WireChapter<'_>| {
            let source = chapter.source_path.as_ref().or(chapter.path.as_ref());
            source.is_some_and(|source| key(source) == path)
        };
        let records = records_of(&settings.table, root);
        let listed = input.book.chapters.iter().position(is_it);
        let chapter = listed.map(|index| &input.book.chapters[index]);
        let own = chapter.and_then(|chapter| Title::of(&chapter.content, &Dialect::default()));
        let name = chapter.map_or(TITLE, |chapter| chapter.name.as_ref());
        Some(Self {
            path,
            title: own.map_or_else(|| name.to_owned(), |title| title.words),
            book_title: config.value.pointer("/book/title").and_then(|title| title.as_str()).map(str::to_owned),
            listed,
            links: SourceLinks::new(&settings.table, &config.value, root),
            records,
            is_html: input.context.renderer == "html",
        })
    }

    /// Notes about lines in the records that cannot be used.
    pub(super) fn notes(&self, root: &Path) -> Vec<String> {
        let skipped = self.records.as_ref().map_or(&[][..], |records| &records.skipped);
        let shown = skipped.first().map(|line| relative_path(root, &line.path));
        notes_on_skipped(skipped, &shown.unwrap_or_default())
    }

    /// The page of what was found.
    pub(super) fn write(
        &self,
        book: &Book,
        (parsed_chapters, figures): (&[ParsedChapter], &BookFigures),
        (report, linter): (&LintReport, &Linter<'_>),
        settings: &Settings,
    ) -> PageText {
        let title = self.book_title.as_deref();
        let model = style_report(&ReportInput {
            book,
            title,
            parsed_chapters,
            figures,
            report,
            settings,
            links: &self.links,
            records: self.records.as_ref().ok().map(|records| records.records.as_slice()),
            heading_case: linter.heading_case(),
        });
        let write = if self.is_html { html_page } else { markdown_page };
        let content = write(&model, &self.title, &self.path);
        match self.listed {
            Some(chapter) => PageText::Listed(Patch { chapter, name: None, content: Some(content) }),
            None => PageText::Added(NewChapter {
                name: self.title.clone(),
                content,
                path: self.path.clone(),
                children: Vec::new(),
            }),
        }
    }
}
