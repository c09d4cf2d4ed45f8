//! The style report of an open book.

use std::path::PathBuf;

use redline_document::diagnostic::RunError;
use redline_document::source::FileStore;
use redline_lint::lint::Linter;
use redline_lint::workspace::OpenBook;

use super::model::BookLinks;
use super::{BookFigures, Record, ReportInput, SourceLinks, StyleReport, style_report};

/// Checks a book and assembles its style report, with the problems of the run.
pub fn report_book(open: &OpenBook, files: &FileStore, records: Option<&[Record]>) -> (StyleReport, Vec<RunError>) {
    let OpenBook { book, settings, config, .. } = open;
    let (parsed_chapters, problems) = open.load_and_compile(book, files);
    let check = || {
        let linter = Linter::new(book, &parsed_chapters, settings);
        let report = linter.lint(&parsed_chapters);
        (linter, report)
    };
    let ((linter, mut report), figures) = rayon::join(check, || BookFigures::of(&parsed_chapters));
    open.finish(&mut report, problems);
    let links = SourceLinks::new(&settings.table, config, &book.root);
    let model = style_report(&ReportInput {
        book,
        title: config.pointer("/book/title").and_then(serde_json::Value::as_str),
        parsed_chapters: &parsed_chapters,
        figures: &figures,
        report: &report,
        settings,
        links: &links,
        records,
        heading_case: linter.heading_case(),
    });
    // Freeing the chapters takes a while, and nothing waits for it.
    rayon::spawn(move || drop((parsed_chapters, figures)));
    (model, report.problems)
}

/// The file of records that the configuration of a book names.
pub fn records_file(open: &OpenBook) -> Option<PathBuf> {
    let table = open.settings.table.style_report.on()?;
    table.records.as_ref().map(|file| open.book.root.join(file))
}

/// Where readers find a book: its site, the page of its style report and its repository, as far as the configuration names
/// them.
pub fn book_links(open: &OpenBook) -> BookLinks {
    let key = |pointer: &str| open.config.pointer(pointer).and_then(serde_json::Value::as_str);
    let is_address = |address: &&str| address.starts_with("https://") || address.starts_with("http://");
    let site = key("/output/html/site-url").filter(is_address);
    let repository = key("/output/html/git-repository-url").filter(is_address);
    BookLinks {
        // A path in a site that is not known leads nowhere.
        report_page: open.settings.report_page().filter(|_| site.is_some()),
        site: site.map(|site| format!("{}/", site.trim_end_matches('/'))),
        repository: repository.map(str::to_owned),
    }
}
