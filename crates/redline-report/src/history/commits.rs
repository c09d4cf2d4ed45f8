//! The commits that changed a book, with their files.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use gix::bstr::ByteSlice;
use toml_edit::Document;

use super::objects::ObjectReader;
use super::{HistoryError, is_shallow, open, resolve, rfc3339, unreadable};
use redline_document::source::{FileStore, normalize};

/// The commits of the branch that is checked out that changed a book: its `book.toml`, its `src` folder, or files that it
/// includes from elsewhere. Of a merged branch, the merge is the commit.
#[derive(Debug)]
pub struct BookCommits {
    /// The commits, oldest first.
    pub commits: Vec<BookCommit>,
    /// Whether the clone is shallow, and ends before enough commits were found.
    pub is_cut_off: bool,
    reader: ObjectReader,
    /// The folder of the book.
    root: PathBuf,
    /// The same folder, relative to that of the repository.
    in_repository: PathBuf,
}

/// A commit that changed the book.
#[derive(Clone, Debug)]
pub struct BookCommit {
    /// Its id.
    pub id: String,
    /// Its time in UTC, in the format of RFC 3339.
    pub date: String,
    tree: gix::ObjectId,
}

impl BookCommits {
    /// The last commits that changed the book in the folder `root`, at most `limit`. `included` are files outside of its
    /// `src` folder whose text is part of it.
    ///
    /// # Errors
    /// If there is no repository, or it has no commits.
    pub fn of(root: &Path, included: &[PathBuf], limit: usize) -> Result<Self, HistoryError> {
        let (repository, folder) = open(root)?;
        let in_repository = relative(root, &folder).unwrap_or_default();
        let included = included.iter().filter_map(|path| relative(path, &folder)).collect();
        let head = resolve(&repository, "HEAD")?;
        let mut walk = Walk { repository: &repository, root: &in_repository, included, src_folders: HashMap::new() };
        let (commits, is_cut_off) = walk.changes(head, limit)?;
        let reader = ObjectReader::new(root)?;
        let dated = |(id, tree): (gix::ObjectId, gix::ObjectId)| {
            let time = repository.find_commit(id).map_err(unreadable)?.time().map_err(unreadable)?;
            Ok(BookCommit { id: id.to_string(), date: rfc3339(time)?, tree })
        };
        let commits = commits.into_iter().rev().map(dated).collect::<Result<_, HistoryError>>()?;
        Ok(Self { commits, is_cut_off, reader, root: root.to_owned(), in_repository })
    }

    /// The files of a commit, at the paths that they would have if it were checked out.
    pub fn files(&self, commit: &BookCommit) -> FileStore {
        let (reader, tree) = (self.reader.clone(), commit.tree);
        let (root, in_repository) = (self.root.clone(), self.in_repository.clone());
        FileStore::of_reader(move |path| {
            let below = path.strip_prefix(&root).map(|below| in_repository.join(below));
            let outside = || {
                // Only the folders between the book and the repository are left.
                let above = root.ancestors().zip(in_repository.ancestors()).skip(1);
                let found = above.filter_map(|(folder, known)| Some(known.join(path.strip_prefix(folder).ok()?)));
                found.into_iter().next().ok_or(io::ErrorKind::NotFound)
            };
            reader.read(tree, below.or_else(|_| outside())?)
        })
    }
}

/// What makes up the book in a commit: equal objects are equal text.
#[derive(PartialEq, Eq)]
struct Content(Vec<Option<gix::ObjectId>>);

/// A walk along the first parents.
struct Walk<'a> {
    repository: &'a gix::Repository,
    root: &'a Path,
    included: Vec<PathBuf>,
    /// The folders of chapters by the objects of `book.toml`.
    src_folders: HashMap<gix::ObjectId, PathBuf>,
}

impl Walk<'_> {
    /// The commits and their trees, newest first, that changed the book, and whether the clone ends too early.
    fn changes(
        &mut self,
        head: gix::ObjectId,
        limit: usize,
    ) -> Result<(Vec<(gix::ObjectId, gix::ObjectId)>, bool), HistoryError> {
        let mut changes = Vec::new();
        let mut next = Some(head);
        let mut content: Option<Content> = None;
        while let Some(id) = next.filter(|_| changes.len() < limit) {
            let commit = self.repository.find_commit(id).map_err(unreadable)?;
            let tree = commit.tree_id().map_err(unreadable)?.detach();
            let now = content.take().map_or_else(|| self.content(tree), Ok)?;
            next = commit.parent_ids().next().map(gix::Id::detach);
            // A shallow clone names parents that it lacks.
            let parent = next.filter(|_| !self.is_boundary(id));
            let parent = parent.and_then(|parent| self.repository.find_commit(parent).ok());
            if let (Some(_), None) = (next, &parent) {
                changes.push((id, tree));
                let is_short = changes.len() < limit;
                return Ok((changes, is_short && is_shallow(self.repository)));
            }
            let before = match parent {
                Some(parent) => Some(self.content(parent.tree_id().map_err(unreadable)?.detach())?),
                None => None,
            };
            let is_changed = match &before {
                Some(before) => now != *before,
                None => now.0.iter().any(Option::is_some),
            };
            if is_changed {
                changes.push((id, tree));
            }
            content = before;
        }
        Ok((changes, false))
    }

    /// Whether a shallow clone has no commits before this one.
    fn is_boundary(&self, id: gix::ObjectId) -> bool {
        let boundary = self.repository.shallow_commits().ok().flatten();
        boundary.is_some_and(|commits| commits.iter().any(|commit| *commit == id))
    }

    fn content(&mut self, tree: gix::ObjectId) -> Result<Content, HistoryError> {
        let config = self.object(tree, &self.root.join("book.toml"))?;
        let src = match config {
            Some(config) => self.src_folder(config),
            None => PathBuf::from("src"),
        };
        let mut objects = vec![config, self.object(tree, &normalize(&self.root.join(src)))?];
        for path in &self.included {
            objects.push(self.object(tree, path)?);
        }
        Ok(Content(objects))
    }

    /// The file or folder at a path.
    fn object(&self, tree: gix::ObjectId, path: &Path) -> Result<Option<gix::ObjectId>, HistoryError> {
        if path.as_os_str().is_empty() {
            return Ok(Some(tree));
        }
        let tree = self.repository.find_tree(tree).map_err(unreadable)?;
        Ok(tree.lookup_entry_by_path(path).map_err(unreadable)?.map(|entry| entry.object_id()))
    }

    /// The folder of chapters that a `book.toml` names.
    fn src_folder(&mut self, config: gix::ObjectId) -> PathBuf {
        let repository = self.repository;
        let read = || {
            let object = repository.find_object(config).ok()?;
            let document = Document::parse(object.data.to_str().ok()?.to_owned()).ok()?;
            Some(PathBuf::from(document.get("book")?.get("src")?.as_str()?))
        };
        self.src_folders.entry(config).or_insert_with(|| read().unwrap_or_else(|| PathBuf::from("src"))).clone()
    }
}

/// A path relative to the folder of the repository, which symbolic links may lead to.
fn relative(path: &Path, folder: &Path) -> Option<PathBuf> {
    let resolved = || Some(path.canonicalize().ok()?.strip_prefix(folder.canonicalize().ok()?).ok()?.to_owned());
    path.strip_prefix(folder).ok().map(Path::to_owned).or_else(resolved)
}
