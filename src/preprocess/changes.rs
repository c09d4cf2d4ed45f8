//! The change reports of one run.

use super::PreprocessError;
use super::session::without_comments;
use crate::book::{Book, Chapter, NewChapter};
use crate::config::Table;
use crate::document::Dialect;
use crate::lint::Reading;
use crate::redaction::Redaction;
use crate::report::change::{
    Against, ChangeReport, ChangeReportTable, ChangedChapter, Earlier, Given, ReportPlace, overview, placed,
    without_marker,
};
use crate::source::mark_len;

/// What chapters are compared with, and how that is shown.
pub(super) struct Changes<'a> {
    table: &'a ChangeReportTable,
    earlier: Earlier,
    book: &'a Book,
    is_html: bool,
    redaction: Option<Redaction>,
}

/// A chapter as it is now.
pub(super) struct Versions<'a> {
    pub(super) chapter: &'a Chapter,
    pub(super) reading: &'a Reading,
    /// The text that is compared.
    pub(super) after: &'a str,
    /// The text that is rendered, to which the report is added.
    pub(super) shown: &'a str,
}

/// What the reports of a run say beside the chapters.
#[derive(Default)]
pub(super) struct Told {
    /// Remarks, one line each.
    pub(super) notes: Vec<String>,
    /// Pages of reports.
    pub(super) pages: Vec<NewChapter>,
    /// The chapters that changed.
    pub(super) changed: Vec<ChangedChapter>,
}

impl<'a> Changes<'a> {
    /// The reports of a book, if they are on.
    ///
    /// # Errors
    /// If what chapters are compared with is not there, or names cannot be masked.
    pub(super) fn of(table: &'a Table, book: &'a Book, is_html: bool) -> Result<Option<Self>, PreprocessError> {
        let Some(table) = table.change_report.on() else { return Ok(None) };
        let earlier = Earlier::of(&table.against, &book.root)?;
        let redaction = Redaction::of(table.redact_file.as_deref(), &book.root)?;
        Ok(Some(Self { table, earlier, book, is_html, redaction }))
    }

    /// A chapter with its report, if that stands there; `told` takes the rest.
    ///
    /// # Errors
    /// If a file that the chapter names cannot be read, or a name is left in the report.
    pub(super) fn with_report(
        &self,
        versions: &Versions<'_>,
        dialect: &Dialect,
        told: &mut Told,
    ) -> Result<Option<String>, PreprocessError> {
        let Versions { chapter, reading, after, shown } = versions;
        let given = Given::read(&reading.document, reading.file.path())?;
        let before = given.original.or_else(|| self.earlier.text(self.book, chapter, &reading.file));
        let Some(before) = before else { return Ok(None) };
        let before = without_comments(&before, dialect).unwrap_or(before);
        if before == *after {
            return Ok(None);
        }
        let plain = |text: &str| without_marker(&text[mark_len(text)..]);
        let (before, after) = (self.masked(&plain(&before), dialect), self.masked(&plain(after), dialect));
        let mut report = ChangeReport::new(&chapter.path, &before, &after, dialect);
        report.brief = given.brief.map(|brief| self.masked(&brief, dialect));
        if report.is_empty() {
            return Ok(None);
        }
        let text = if self.is_html { report.html(&self.table.show) } else { report.markdown(&self.table.show) };
        if let Some(redaction) = &self.redaction {
            redaction.check(&chapter.path, &text)?;
        }
        told.changed.push(ChangedChapter::new(&chapter.name, &chapter.path, &report));
        if self.table.place == ReportPlace::Page {
            let title = format!("Changes in {}", self.masked(&chapter.name, dialect));
            let content = format!("# {title}\n\n{text}\n");
            told.pages.push(NewChapter { name: title, content, path: format!("changes/{}", chapter.path) });
            return Ok(None);
        }
        let with_report = placed(shown, &text, self.table.place, dialect);
        if with_report.is_none() && self.table.place == ReportPlace::End {
            let note = format!("{} ends inside of code or HTML, so its change report has no place", chapter.path);
            told.notes.push(note);
        }
        Ok(with_report)
    }

    /// A text without the names that no report may show.
    fn masked(&self, text: &str, dialect: &Dialect) -> String {
        self.redaction.as_ref().map_or_else(|| text.to_owned(), |redaction| redaction.masked(text, dialect))
    }

    /// The page that tells of all chapters together: of a comparison with an earlier version of the book.
    pub(super) fn overview(&self, changed: &[ChangedChapter]) -> Option<NewChapter> {
        let is_version = !matches!(self.table.against, Against::Normalized);
        let is_wanted = is_version && (self.table.place == ReportPlace::Page || self.earlier.is_commit());
        let content = overview(changed, self.table.place == ReportPlace::Page);
        (is_wanted && !changed.is_empty()).then(|| NewChapter {
            name: "What changed".to_owned(),
            content,
            path: "changes/what-changed.md".to_owned(),
        })
    }
}
