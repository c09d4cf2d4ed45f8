//! Two versions of a chapter, compared.

use prose_diff::{Change, Diff, Options, parse_both};
use redline_document::document::{Dialect, Document};
use redline_lint::fix::FixCounts;

use super::authorship::Authorship;
use super::figures::ReadingFigures;
use super::{headline, labels};

/// Two versions of a chapter, compared.
#[derive(Debug)]
pub struct ChangeReport<'a> {
    /// Prefix of the ids in the report: the same in every run, and different from that of other reports on the page.
    pub id: String,
    /// The problem statement, as Markdown.
    pub brief: Option<String>,
    /// The old version.
    pub before: &'a str,
    /// The new version.
    pub after: &'a str,
    /// The difference between the two.
    pub diff: Diff,
    /// Whether they are English.
    pub is_english: bool,
    /// The fixes that redline applied to the new version.
    pub fixes: FixCounts,
    /// Whether the report is a page of its own, where the changes are shown at once.
    pub is_page: bool,
    /// Whether longer unchanged parts are counted and not repeated: the book has them anyway, and would otherwise print
    /// and search them twice.
    pub omits_unchanged: bool,
    pub(super) authorship: Authorship,
    documents: [Document; 2],
    pub(super) dialect: &'a Dialect,
}

impl<'a> ChangeReport<'a> {
    /// Compares two versions of the chapter with the key `chapter`.
    pub fn new(chapter: &str, before: &'a str, after: &'a str, dialect: &'a Dialect) -> Self {
        let documents = parse_both(before, after, dialect);
        let diff = Diff::of_documents(&documents[0], &documents[1], &Options::new(dialect.clone()));
        let fixes = FixCounts::default();
        Self {
            id: id_of(chapter),
            brief: None,
            before,
            after,
            diff,
            is_english: true,
            fixes,
            is_page: false,
            omits_unchanged: false,
            authorship: Authorship::default(),
            documents,
            dialect,
        }
    }

    /// The same report, in which changes of redline are marked: `author` is the new version before
    /// redline's fixes.
    #[must_use]
    pub fn with_author(mut self, author: &str) -> Self {
        self.authorship = Authorship::new(&self.diff, [self.before, author, self.after], self.dialect);
        self
    }

    /// Whether there is nothing to report: the rendered versions are equal.
    pub fn is_empty(&self) -> bool {
        self.diff.changes.is_empty()
    }

    /// One line of figures about the changes.
    pub fn summary(&self) -> String {
        headline::headline(&self.diff, self.authorship.marked())
    }

    /// Reading figures of both versions; `None` if one is too short for them.
    pub fn figures(&self) -> Option<[ReadingFigures; 2]> {
        let figures = |document: &Document| ReadingFigures::of(document, self.is_english);
        let [before, after] = &self.documents;
        let (before, after) = rayon::join(|| figures(before), || figures(after));
        Some([before?, after?])
    }

    /// One line with the reading figures that changed; empty if none did.
    pub fn figures_line(&self) -> String {
        let line = self.figures().map(|[before, after]| ReadingFigures::differences(&before, &after));
        line.unwrap_or_default()
    }

    /// The lines below the summary: counts of fixes, and changed reading figures.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let lines = self.fixes.line().into_iter().chain([self.figures_line()]);
        lines.filter(|line| !line.is_empty()).map(|line| headline::sentence(&line))
    }

    /// Sentences about limits that reduced the comparison.
    pub fn limits(&self) -> impl Iterator<Item = String> {
        self.diff.fallbacks.iter().map(labels::fallback)
    }

    /// Label of a change: `section renamed`.
    pub fn label(change: &Change) -> String {
        labels::label(&change.kind)
    }
}

/// An id made of a chapter's key.
fn id_of(chapter: &str) -> String {
    let plain: String =
        chapter.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    format!("redline-{}", plain.trim_matches('-'))
}
