//! Earlier versions of files from a Git repository, the lines changed since, and the commits that changed a book.

mod commits;
mod objects;

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use gix::bstr::ByteSlice;
use similar::{Algorithm, DiffOp, TextDiff};

use redline_document::source::normalize;
use redline_lint::lint_report::LintReport;

pub use commits::{BookCommit, BookCommits};

/// An error in reading the history.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// There is no repository.
    #[error("{} is in no Git repository", path.display())]
    NoRepository {
        /// The path where the search started.
        path: PathBuf,
        /// The cause.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A revision does not exist, or its history is missing.
    #[error("`{revision}` is no revision of this repository{}", shallow_hint(*.is_shallow))]
    NoRevision {
        /// The requested revision.
        revision: String,
        /// Whether the clone is shallow.
        is_shallow: bool,
        /// The cause.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The repository cannot be read.
    #[error("the repository cannot be read")]
    Unreadable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

fn shallow_hint(is_shallow: bool) -> &'static str {
    if is_shallow {
        "; this clone is shallow: fetch the rest with `git fetch --unshallow`, or `fetch-depth: 0` in a workflow"
    } else {
        ""
    }
}

fn unreadable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> HistoryError {
    HistoryError::Unreadable(error.into())
}

/// The files of a repository as they were at one commit.
pub struct Snapshot {
    repository: gix::Repository,
    /// The folder that paths in the commit are relative to.
    folder: PathBuf,
    tree: gix::ObjectId,
    /// The id of the commit.
    pub commit: String,
    /// The time of the commit.
    time: gix::date::Time,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").field("folder", &self.folder).field("commit", &self.commit).finish_non_exhaustive()
    }
}

impl Snapshot {
    /// The files at `revision` in the repository around `path`.
    ///
    /// # Errors
    /// If there is no repository, or no such revision in it.
    pub fn at(path: &Path, revision: &str) -> Result<Self, HistoryError> {
        let (repository, folder) = open(path)?;
        let id = resolve(&repository, revision)?;
        Self::of_commit(repository, folder, id)
    }

    /// The files at the merge base of the checked-out commit and `revision`, so that only changes of this branch count.
    /// If there is no merge base, the files at `revision`.
    ///
    /// # Errors
    /// If there is no repository, or no such revision in it.
    pub fn at_fork(path: &Path, revision: &str) -> Result<Self, HistoryError> {
        let (repository, folder) = open(path)?;
        let id = resolve(&repository, revision)?;
        let head = repository.head_id().map(gix::Id::detach).ok();
        let fork = head.and_then(|head| repository.merge_base(head, id).ok().flatten()).map(gix::Id::detach);
        if fork.is_none() && is_shallow(&repository) {
            let source = "no common ancestor".into();
            return Err(HistoryError::NoRevision { revision: revision.to_owned(), is_shallow: true, source });
        }
        Self::of_commit(repository, folder, fork.unwrap_or(id))
    }

    fn of_commit(repository: gix::Repository, folder: PathBuf, id: gix::ObjectId) -> Result<Self, HistoryError> {
        let (tree, commit, time) = {
            let commit = repository.find_object(id).map_err(unreadable)?.peel_to_commit().map_err(unreadable)?;
            let time = commit.time().map_err(unreadable)?;
            (commit.tree_id().map_err(unreadable)?.detach(), commit.id.to_string(), time)
        };
        Ok(Self { repository, folder, tree, commit, time })
    }

    /// The files at the tag with the highest semantic version, such as `v1.2.0` or `book-0.3.1`; `None` if there is
    /// none.
    ///
    /// # Errors
    /// If there is no repository, or a shallow one without tags.
    pub fn at_latest_tag(path: &Path) -> Result<Option<Self>, HistoryError> {
        let (repository, folder) = open(path)?;
        let names: Vec<String> = {
            let references = repository.references().map_err(unreadable)?;
            let tags = references.tags().map_err(unreadable)?;
            tags.flatten().map(|tag| tag.name().shorten().to_string()).collect()
        };
        let latest = names.iter().filter_map(|name| Some((version_of(name)?, name))).max();
        match latest {
            Some((_, name)) => {
                let id = resolve(&repository, &format!("refs/tags/{name}"))?;
                Self::of_commit(repository, folder, id).map(Some)
            }
            None if is_shallow(&repository) => Err(HistoryError::NoRevision {
                revision: "latest-tag".to_owned(),
                is_shallow: true,
                source: "no tags were fetched".into(),
            }),
            None => Ok(None),
        }
    }

    /// The time of the commit in UTC, in the format of RFC 3339.
    ///
    /// # Errors
    /// If the time is out of range.
    pub fn date(&self) -> Result<String, HistoryError> {
        rfc3339(self.time)
    }

    /// The earlier text of the file at `path`; `None` if it did not exist or was not text.
    pub fn text(&self, path: &Path) -> Option<String> {
        let path = self.relative(path)?;
        let tree = self.repository.find_tree(self.tree).ok()?;
        let entry = tree.lookup_entry_by_path(path).ok()??;
        String::from_utf8(entry.object().ok()?.detach().data).ok()
    }

    /// The deleted file that is most similar to `text`: its version under an old name.
    pub fn under_old_name(&self, text: &str) -> Option<DeletedFile> {
        most_similar(&self.deleted(), text).cloned()
    }

    /// The Markdown files that existed then and have been deleted since.
    fn deleted(&self) -> Vec<DeletedFile> {
        let Ok(tree) = self.repository.find_tree(self.tree) else { return Vec::new() };
        let mut found = Vec::new();
        self.collect(&tree, Path::new(""), &mut found);
        let deleted = found.into_iter().filter(|path| !path.exists());
        deleted.filter_map(|path| Some(DeletedFile { text: self.text(&path)?, path })).collect()
    }

    fn collect(&self, tree: &gix::Tree<'_>, folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in tree.iter().flatten() {
            let path = folder.join(entry.filename().to_path_lossy());
            if entry.mode().is_tree() {
                if let Ok(below) = self.repository.find_tree(entry.oid()) {
                    self.collect(&below, &path, found);
                }
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(self.folder.join(path));
            }
        }
    }

    /// A path relative to the folder of the repository, resolving symbolic links if needed.
    fn relative(&self, path: &Path) -> Option<PathBuf> {
        let resolved =
            || Some(path.canonicalize().ok()?.strip_prefix(self.folder.canonicalize().ok()?).ok()?.to_owned());
        path.strip_prefix(&self.folder).ok().map(Path::to_owned).or_else(resolved)
    }
}

fn open(path: &Path) -> Result<(gix::Repository, PathBuf), HistoryError> {
    let no_repository =
        |source: Box<dyn std::error::Error + Send + Sync>| HistoryError::NoRepository { path: path.to_owned(), source };
    let repository = gix::discover(path).map_err(|error| no_repository(error.into()))?;
    let folder = repository.workdir().ok_or_else(|| no_repository("it has no files checked out".into()))?;
    let folder = normalize(&std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()));
    Ok((repository, folder))
}

fn resolve(repository: &gix::Repository, revision: &str) -> Result<gix::ObjectId, HistoryError> {
    let found = repository.rev_parse_single(revision.as_bytes().as_bstr());
    found.map(gix::Id::detach).map_err(|error| HistoryError::NoRevision {
        revision: revision.to_owned(),
        is_shallow: is_shallow(repository),
        source: error.into(),
    })
}

/// A time in UTC, in the format of RFC 3339.
fn rfc3339(time: gix::date::Time) -> Result<String, HistoryError> {
    let utc = gix::date::Time { offset: 0, ..time };
    let text = utc.format(gix::date::time::format::ISO8601_STRICT).map_err(unreadable)?;
    Ok(text.replace("+00:00", "Z"))
}

/// Whether the clone is shallow.
fn is_shallow(repository: &gix::Repository) -> bool {
    repository.is_shallow().unwrap_or(false)
}

/// The version in the name of a tag.
fn version_of(name: &str) -> Option<semver::Version> {
    let start = name.find(|c: char| c.is_ascii_digit())?;
    semver::Version::parse(&name[start..]).ok()
}

/// The lines of files that changed since a commit.
#[derive(Debug)]
pub struct ChangedLines {
    snapshot: Snapshot,
    /// The deleted files, read when the first new file is encountered.
    deleted: Option<Vec<DeletedFile>>,
    /// The changed lines per file, counted from 1.
    by_file: HashMap<PathBuf, Vec<Range<usize>>>,
}

/// The minimum similarity ratio of a new file and a deleted one that counts as a renaming.
const MIN_RENAME_RATIO: f32 = 0.5;

impl ChangedLines {
    /// The lines that changed since `snapshot`.
    pub fn since(snapshot: Snapshot) -> Self {
        Self { snapshot, deleted: None, by_file: HashMap::new() }
    }

    /// Retains the findings of a report that touch a changed line.
    pub fn keep(&mut self, report: &mut LintReport) {
        report.findings.retain(|finding| {
            let (file, span) = (&finding.file, &finding.span);
            let first = file.position(span.start).line;
            let last = file.position(span.end.saturating_sub(1).max(span.start)).line;
            let changed = self.of(file.path(), file.text());
            changed.iter().any(|lines| lines.start <= last && first < lines.end)
        });
    }

    /// The lines of `text`, the current content of the file at `path`, that are new or different.
    fn of(&mut self, path: &Path, text: &str) -> &[Range<usize>] {
        if !self.by_file.contains_key(path) {
            let old = self.snapshot.text(path).or_else(|| self.under_old_name(text));
            let lines = changed_lines(old.as_deref().unwrap_or_default(), text);
            self.by_file.insert(path.to_owned(), lines);
        }
        &self.by_file[path]
    }

    /// The text of the deleted file that is most similar to `text`.
    fn under_old_name(&mut self, text: &str) -> Option<String> {
        let snapshot = &self.snapshot;
        let deleted = self.deleted.get_or_insert_with(|| snapshot.deleted());
        most_similar(deleted, text).map(|old| old.text.clone())
    }
}

/// A file that has been deleted since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedFile {
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// The file with most lines in common with `text`, if they are enough for a renaming.
fn most_similar<'a>(deleted: &'a [DeletedFile], text: &str) -> Option<&'a DeletedFile> {
    let ratios = deleted.iter().map(|old| (TextDiff::from_lines(old.text.as_str(), text).ratio(), old));
    let best = ratios.filter(|(ratio, _)| *ratio >= MIN_RENAME_RATIO).max_by(|one, other| one.0.total_cmp(&other.0));
    best.map(|(_, old)| old)
}

/// The lines of `new` that are not in `old`, counted from 1, whatever their line endings.
///
/// A patience diff anchors on lines that are unique in both: the many blank lines of prose would else be paired first.
fn changed_lines(old: &str, new: &str) -> Vec<Range<usize>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut changed = Vec::new();
    for op in similar::capture_diff_slices(Algorithm::Patience, &old, &new) {
        let lines = match op {
            DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
                new_index..new_index + new_len
            }
            DiffOp::Equal { .. } | DiffOp::Delete { .. } => continue,
        };
        changed.push(lines.start + 1..lines.end + 1);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_refer_to_the_new_text() {
        assert_eq!(changed_lines("a\nb\nc\n", "a\nB\nc\nd"), [2..3, 4..5]);
        assert!(changed_lines("a\nb\n", "a\r\nb\r\n").is_empty());
        assert!(changed_lines("a\nb\n", "a\n").is_empty());
        assert_eq!(changed_lines("", "a\n").first(), Some(&(1..2)));
    }
}
