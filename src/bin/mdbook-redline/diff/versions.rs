//! Chapters of a book in two versions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use redline_document::edit::Applicability;
use redline_document::source::FileStore;
use redline_lint::chapter::ParsedChapter;
use redline_lint::config::{Against, Normalize};
use redline_lint::fix::{FixCounts, Fixed};
use redline_lint::workspace::{FixRequest, OpenBook};
use redline_report::change::{
    ComparedTexts, Comparison, EarlierVersion, EarlierVersions, RemovedChapter, SuppliedTexts, source_lines,
};
use redline_report::redaction::Redaction;

/// Two versions of a chapter.
pub(super) struct Versions {
    pub(super) key: String,
    pub(super) path: PathBuf,
    /// The file of the version before; `None` if it is the chapter's own.
    pub(super) old_path: Option<PathBuf>,
    /// Whether the version before is still in that file.
    pub(super) has_old_file: bool,
    pub(super) before: String,
    /// The version after, without the fixes of a build.
    pub(super) author: String,
    pub(super) after: String,
    /// For each line of both versions, the line of its file; `None` if they are the same.
    pub(super) lines: [Option<Vec<usize>>; 2],
    /// The fixes that the version after has.
    pub(super) fixes: FixCounts,
}

/// The chapters of a book that `diff` compares, each with both versions: those that a build compares, or with `is_source`
/// the files as they are.
pub(super) fn chapters(
    open: &OpenBook,
    against: Option<&str>,
    names: Option<&Redaction>,
    is_source: bool,
) -> anyhow::Result<Vec<Versions>> {
    let configured = open.settings.table.change_report.on();
    let reads_comments = against.is_none() && configured.is_some() && !is_source;
    let against = match against {
        // A bare word is a revision, as for `check --since`.
        Some(text) => text.parse().unwrap_or_else(|_| Against::Revision(text.to_owned())),
        None => configured.map_or_else(|| Against::Revision("HEAD".to_owned()), |table| table.against.clone()),
    };
    let earlier = EarlierVersions::open(&against, &open.book.root).map_err(|error| shown_error(names, error.into()))?;
    let store = FileStore::default();
    let parsed_chapters = open.load(&store);
    let fixed = if is_source && against != Against::Normalized { None } else { Some(fixed(open, &parsed_chapters)) };
    let sources =
        Sources { open, earlier: &earlier, names, fixed: fixed.unwrap_or_default(), is_source, reads_comments };
    let (mut found, mut compared) = (Vec::new(), Vec::new());
    for parsed in &parsed_chapters {
        if open.only.as_ref().is_some_and(|only| !only.iter().any(|path| path == parsed.file.path())) {
            continue;
        }
        let versions = sources.versions(parsed)?;
        compared.extend(versions.old_path.clone());
        found.push(versions);
    }
    // What another chapter was compared with went on under another name.
    let gone = earlier.removed(&open.book).filter(|_| open.only.is_none()).unwrap_or_default();
    let is_compared =
        |chapter: &RemovedChapter| chapter.version.file.as_ref().is_some_and(|file| compared.contains(file));
    for chapter in gone.into_iter().filter(|chapter| !is_compared(chapter)) {
        let path = open.book.src.join(&chapter.path);
        let (before, counts) = (masked(&chapter.version.text, names, open), FixCounts::default());
        let (key, old_path, has_old_file) = (chapter.path, chapter.version.file, !earlier.is_commit());
        let (author, after, lines) = (String::new(), String::new(), [None, None]);
        found.push(Versions { key, path, old_path, has_old_file, before, author, after, lines, fixes: counts });
    }
    Ok(found)
}

/// What the versions of chapters are made from.
struct Sources<'a> {
    open: &'a OpenBook,
    earlier: &'a EarlierVersions,
    names: Option<&'a Redaction>,
    fixed: Fixed,
    /// Whether the versions are the files as they are.
    is_source: bool,
    /// Whether comments of chapters may name their old versions, as in a build.
    reads_comments: bool,
}

impl Sources<'_> {
    fn versions(&self, parsed: &ParsedChapter) -> anyhow::Result<Versions> {
        let chapter = &self.open.book.chapters[parsed.index];
        let path = parsed.file.path().to_owned();
        let now = parsed.file.text();
        let after = self.fixed.texts.get(&path).map_or(now, |text| text.after.as_str());
        let given = self.reads_comments.then(|| SuppliedTexts::read(parsed.document(), &path)).transpose();
        let given = given.map_err(|error| shown_error(self.names, error.into()))?;
        let original = given.and_then(|given| given.original).map(|text| EarlierVersion { text, file: None });
        let before = original.or_else(|| self.earlier.version(&self.open.book, chapter, &parsed.file));
        let before = before.unwrap_or(EarlierVersion { text: String::new(), file: None });
        let (book, dialect) = (&self.open.book, &self.open.dialect);
        let texts = if self.is_source {
            let masked = |text: &str| masked(text, self.names, self.open);
            ComparedTexts { before: masked(&before.text), author: masked(now), after: masked(after) }
        } else {
            let comparison = Comparison { book, earlier: self.earlier, dialect, redaction: self.names };
            comparison.texts(chapter, &before, &parsed.file, after)
        };
        Ok(Versions {
            key: chapter.path.clone(),
            has_old_file: before.file.is_some() && !self.earlier.is_commit(),
            lines: [source_lines(&before.text, &texts.before), source_lines(now, &texts.after)],
            old_path: before.file,
            before: texts.before,
            author: texts.author,
            after: texts.after,
            fixes: self.fixed.counts.get(&path).copied().unwrap_or_default(),
            path,
        })
    }
}

/// The fixes that a build would apply to the chapters' own files.
fn fixed(open: &OpenBook, parsed_chapters: &[ParsedChapter]) -> Fixed {
    let normalize = open.settings.table.normalize;
    if normalize == Normalize::Off {
        return Fixed::default();
    }
    let own: BTreeSet<&Path> = parsed_chapters.iter().map(|parsed| parsed.file.path()).collect();
    let request = FixRequest {
        least: Applicability::Safe,
        held: &BTreeSet::new(),
        is_included: &|finding| {
            own.contains(finding.file.path()) && finding.fix.as_ref().is_some_and(|fix| normalize.applies(fix))
        },
    };
    open.fix(&FileStore::default(), &request).0
}

/// A text without the names that nobody may read.
pub(super) fn masked(text: &str, names: Option<&Redaction>, open: &OpenBook) -> String {
    names.map_or_else(|| text.to_owned(), |names| names.masked(text, &open.dialect))
}

/// An error that shows no name.
fn shown_error(names: Option<&Redaction>, error: anyhow::Error) -> anyhow::Error {
    let message = format!("{error:#}");
    match names.filter(|names| names.first_in(&message).is_some()) {
        Some(names) => anyhow::anyhow!(names.message(&message)),
        None => error,
    }
}
