//! The change reports of one run.

use super::PreprocessError;
use crate::wire::NewChapter;
use redline_document::document::Dialect;
use redline_lint::book::{Book, Chapter};
use redline_lint::chapter::ParsedChapter;
use redline_lint::config::{ChangeReportTable, ReportPlace};
use redline_lint::fix::FixCounts;
use redline_lint::settings::Settings;
use redline_report::change::{
    ChangeReport, ChangedChapter, Comparison, EarlierError, EarlierVersion, EarlierVersions, Presence, RemovedChapter,
    SuppliedTexts, overview, placed, without_comments,
};
use redline_report::redaction::Redaction;
use redline_text::escape;
use rustc_hash::FxHashSet;
use std::path::PathBuf;

/// What chapters are compared with, and how that is shown.
pub(super) struct Changes<'a> {
    table: &'a ChangeReportTable,
    earlier: EarlierVersions,
    book: &'a Book,
    is_html: bool,
    settings: &'a Settings,
    redaction: Option<Redaction>,
    /// The chapters that the book no longer has; `None` if that is not known.
    gone: Option<Vec<RemovedChapter>>,
}

/// A chapter as it is now.
pub(super) struct Versions<'a> {
    pub(super) chapter: &'a Chapter,
    pub(super) parsed: &'a ParsedChapter,
    /// The text that is compared.
    pub(super) after: &'a str,
    /// The text that is rendered, to which the report is added.
    pub(super) shown: &'a str,
    /// The fixes in these texts that the file does not have.
    pub(super) fixes: FixCounts,
}

/// What the reports of a run say beside the chapters.
#[derive(Default)]
pub(super) struct ReportOutput {
    /// Remarks, one line each.
    pub(super) notes: Vec<String>,
    /// Pages of reports.
    pub(super) pages: Vec<NewChapter>,
    /// The chapters that changed.
    changed: Vec<ChangedChapter>,
    /// The files before that chapters were compared with.
    compared: FxHashSet<PathBuf>,
    /// The chapters that themselves show a name, as they can be named.
    published: Vec<String>,
}

/// How many chapters a remark names.
const MAX_NAMED: usize = 5;

impl ReportOutput {
    /// A remark on the chapters that themselves show what their reports mask.
    pub(super) fn note_on_names(&self) -> Option<String> {
        let named = &self.published[..self.published.len().min(MAX_NAMED)];
        let more = match self.published.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = match self.published.len() {
            0 => return None,
            1 => "1 chapter still contains a name that reports mask".to_owned(),
            count => format!("{count} chapters still contain names that reports mask"),
        };
        Some(format!("{what}: {}{more}", named.join(", ")))
    }
}

impl<'a> Changes<'a> {
    /// The reports of a book, if they are on.
    ///
    /// # Errors
    /// If what chapters are compared with is not there, or names cannot be masked.
    pub(super) fn of(settings: &'a Settings, book: &'a Book, is_html: bool) -> Result<Option<Self>, PreprocessError> {
        let table = &settings.table;
        let Some(table) = table.change_report.on() else { return Ok(None) };
        let redaction = Redaction::of(table.redact_file.as_deref(), &book.root)?;
        let earlier =
            EarlierVersions::open(&table.against, &book.root).map_err(|error| safe(redaction.as_ref(), error))?;
        let gone = earlier.removed(book);
        Ok(Some(Self { table, earlier, book, is_html, settings, redaction, gone }))
    }

    /// A chapter with its report, if that is placed there; `reported` takes the rest.
    ///
    /// # Errors
    /// If a file that the chapter names cannot be read, or a name is left in the report.
    pub(super) fn with_report(
        &self,
        versions: &Versions<'_>,
        dialect: &Dialect,
        reported: &mut ReportOutput,
    ) -> Result<Option<String>, PreprocessError> {
        let Versions { chapter, parsed, after, shown, fixes } = versions;
        self.note_published(versions, dialect, reported);
        let given = SuppliedTexts::read(parsed.document(), parsed.file.path())
            .map_err(|error| safe(self.redaction.as_ref(), error))?;
        let given_version = given.original.map(|text| EarlierVersion { text, file: None });
        let before = given_version.or_else(|| self.earlier.version(self.book, chapter, &parsed.file));
        let Some(before) = before else {
            self.note_new(versions, dialect, reported);
            return Ok(None);
        };
        reported.compared.extend(before.file.clone());
        let texts = self.comparison(dialect).texts(chapter, &before, &parsed.file, after);
        if texts.before == texts.after {
            return Ok(None);
        }
        let mut report =
            ChangeReport::new(&chapter.path, &texts.before, &texts.after, dialect).with_author(&texts.author);
        report.is_english = self.settings.is_english();
        report.fixes = *fixes;
        report.is_page = self.table.place == ReportPlace::Page;
        report.omits_unchanged = true;
        report.brief = given.brief.map(|brief| self.masked(&brief, dialect));
        if report.is_empty() {
            return Ok(None);
        }
        let text = if self.is_html { report.html(&self.table.show) } else { report.markdown(&self.table.show) };
        match &self.redaction {
            Some(redaction) if self.is_html => redaction.check_html(&chapter.path, &text)?,
            Some(redaction) => redaction.check(&chapter.path, &text)?,
            None => {}
        }
        let name = self.masked_name(&chapter.name, dialect);
        reported.changed.push(ChangedChapter::new(&name, &chapter.path, &report, Presence::Both));
        if self.table.place == ReportPlace::Page {
            let title = format!("Changes in {name}");
            // The stylesheet gives a page that is a report more room.
            let text = if self.is_html { format!("<div class=\"redline-page\">{text}</div>") } else { text };
            let content = format!("# {}\n\n{text}\n", escape::markdown(&title));
            let (path, children) = (format!("changes/{}", chapter.path), Vec::new());
            reported.pages.push(NewChapter { name: title, content, path, children });
            return Ok(None);
        }
        let with_report = placed(shown, &text, self.table.place, dialect);
        if with_report.is_none() && self.table.place == ReportPlace::End {
            let path = self.shown_path(chapter);
            reported.notes.push(format!("{path} ends inside of code or HTML, so its change report has no place"));
        }
        Ok(with_report)
    }

    fn comparison<'b>(&'b self, dialect: &'b Dialect) -> Comparison<'b> {
        Comparison { book: self.book, earlier: &self.earlier, dialect, redaction: self.redaction.as_ref() }
    }

    /// A text without the names that no report may show.
    fn masked(&self, text: &str, dialect: &Dialect) -> String {
        self.redaction.as_ref().map_or_else(|| text.to_owned(), |redaction| redaction.masked(text, dialect))
    }

    /// A name of a chapter as plain words.
    fn masked_name(&self, name: &str, dialect: &Dialect) -> String {
        let Some(redaction) = &self.redaction else { return name.to_owned() };
        redaction.masked(name, dialect).replace("\\[", "[").replace("\\]", "]")
    }

    /// The path of a chapter as a message can show it.
    fn shown_path(&self, chapter: &Chapter) -> String {
        self.redaction.as_ref().map_or_else(|| chapter.path.clone(), |redaction| redaction.message(&chapter.path))
    }

    /// Notes a chapter that shows a name in its own text, its title in the table of contents or its path.
    fn note_published(&self, versions: &Versions<'_>, dialect: &Dialect, reported: &mut ReportOutput) {
        let Some(redaction) = &self.redaction else { return };
        let Versions { chapter, parsed, shown, .. } = versions;
        // The text that was read includes what other files add to this chapter.
        let read = parsed.document().text();
        let read = without_comments(read, dialect).unwrap_or_else(|| read.to_owned());
        let is_shown = |text: &str| redaction.first_in(text).is_some();
        if is_shown(shown) || (read != **shown && is_shown(&read)) || is_shown(&chapter.name) || is_shown(&chapter.path)
        {
            reported.published.push(self.shown_path(chapter));
        }
    }

    /// Whether a page shows the changes of all chapters: where reports have pages, and in a comparison with a commit.
    fn has_overview(&self) -> bool {
        self.table.place == ReportPlace::Page || self.earlier.is_commit()
    }

    /// Notes a chapter that the book did not have.
    fn note_new(&self, versions: &Versions<'_>, dialect: &Dialect, reported: &mut ReportOutput) {
        if self.has_overview() && self.gone.is_some() {
            let Versions { chapter, parsed, after, .. } = versions;
            let after = self.comparison(dialect).new_text(chapter, parsed.file.path(), after);
            let report = ChangeReport::new(&chapter.path, "", &after, dialect);
            let name = self.masked_name(&versions.chapter.name, dialect);
            reported.changed.push(ChangedChapter::new(&name, &versions.chapter.path, &report, Presence::Added));
        }
    }

    /// The page with the changes of all chapters, including deleted ones, and below it the pages of their reports.
    ///
    /// # Errors
    /// If a name is left in it.
    pub(super) fn overview(
        &self,
        reported: ReportOutput,
        dialect: &Dialect,
    ) -> Result<Option<NewChapter>, PreprocessError> {
        if !self.has_overview() {
            return Ok(None);
        }
        let mut changed = reported.changed;
        // What another chapter was compared with went on under another name.
        let gone = self.gone.iter().flatten();
        let is_compared = |chapter: &&RemovedChapter| {
            chapter.version.file.as_ref().is_some_and(|file| reported.compared.contains(file))
        };
        for chapter in gone.filter(|chapter| !is_compared(chapter)) {
            let before = self.masked(&chapter.version.text, dialect);
            let report = ChangeReport::new(&chapter.path, &before, "", dialect);
            let name = self.masked_name(&chapter.name, dialect);
            changed.push(ChangedChapter::new(&name, &chapter.path, &report, Presence::Removed));
        }
        // Where reports have pages, `book.toml` may exclude their folder from the search index, and mdBook does not
        // build a book that excludes a folder without pages.
        if changed.is_empty() && self.table.place != ReportPlace::Page {
            return Ok(None);
        }
        let content = overview(&changed, self.table.place == ReportPlace::Page);
        let path = "changes/what-changed.md".to_owned();
        if let Some(redaction) = &self.redaction {
            redaction.check(&path, &content)?;
        }
        Ok(Some(NewChapter { name: "What changed".to_owned(), content, path, children: reported.pages }))
    }
}

/// An error that shows no name.
fn safe(redaction: Option<&Redaction>, error: EarlierError) -> PreprocessError {
    match redaction {
        Some(redaction) => redaction.error(error.into()),
        None => error.into(),
    }
}
