//! Chapters of a book in two versions.

use std::collections::BTreeSet;
use std::path::PathBuf;

use redline_document::edit::Applicability;
use redline_document::source::FileStore;
use redline_lint::config::Against;
use redline_lint::fix::FixCounts;
use redline_lint::workspace::{FixRequest, OpenBook};
use redline_report::change::{EarlierVersions, RemovedChapter};
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
    pub(super) after: String,
    /// The fixes that the version after has.
    pub(super) fixes: FixCounts,
}

/// The chapters of a book that `diff` compares, each with both versions.
pub(super) fn chapters(
    open: &OpenBook,
    against: Option<&str>,
    names: Option<&Redaction>,
) -> anyhow::Result<Vec<Versions>> {
    let configured = open.settings.table.change_report.on().map(|table| table.against.clone());
    let against = match against {
        // A bare word is a revision, as for `check --since`.
        Some(text) => text.parse().unwrap_or_else(|_| Against::Revision(text.to_owned())),
        None => configured.unwrap_or_else(|| Against::Revision("HEAD".to_owned())),
    };
    let earlier = EarlierVersions::open(&against, &open.book.root).map_err(|error| shown_error(names, error.into()))?;
    // What a build would show.
    let normalize = open.settings.table.normalize;
    let fixed = (against == Against::Normalized).then(|| {
        let (least, held) = (Applicability::Safe, &BTreeSet::new());
        let request = FixRequest {
            least,
            held,
            is_included: &|finding| finding.fix.as_ref().is_some_and(|fix| normalize.applies(fix)),
        };
        open.fix(&FileStore::default(), &request).0
    });
    let files = FileStore::default();
    let masked = |text: &str| masked(text, names, open);
    let (mut found, mut compared) = (Vec::new(), Vec::new());
    for parsed in open.load(&files) {
        let chapter = &open.book.chapters[parsed.index];
        let path = parsed.file.path().to_owned();
        if open.only.as_ref().is_some_and(|only| !only.contains(&path)) {
            continue;
        }
        let now = parsed.file.text();
        let after = fixed.as_ref().and_then(|fixed| fixed.texts.get(&path)).map_or(now, |text| text.after.as_str());
        let before = earlier.version(&open.book, chapter, &parsed.file);
        let text = before.as_ref().map_or("", |before| &before.text);
        let counts = fixed.as_ref().and_then(|fixed| fixed.counts.get(&path)).copied().unwrap_or_default();
        let old_path = before.as_ref().and_then(|before| before.file.clone());
        let has_old_file = old_path.is_some() && !earlier.is_commit();
        let (key, before_text, after) = (chapter.path.clone(), masked(text), masked(after));
        compared.extend(old_path.clone());
        let versions = Versions { key, path, old_path, has_old_file, before: before_text, after, fixes: counts };
        found.push(versions);
    }
    // What another chapter was compared with went on under another name.
    let gone = earlier.removed(&open.book).filter(|_| open.only.is_none()).unwrap_or_default();
    let is_compared =
        |chapter: &RemovedChapter| chapter.version.file.as_ref().is_some_and(|file| compared.contains(file));
    for chapter in gone.into_iter().filter(|chapter| !is_compared(chapter)) {
        let path = open.book.src.join(&chapter.path);
        let (before, counts) = (masked(&chapter.version.text), FixCounts::default());
        let (key, old_path, has_old_file) = (chapter.path, chapter.version.file, !earlier.is_commit());
        let after = String::new();
        found.push(Versions { key, path, old_path, has_old_file, before, after, fixes: counts });
    }
    Ok(found)
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
