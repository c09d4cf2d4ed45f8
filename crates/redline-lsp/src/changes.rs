//! Changes of files that belong together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use redline_document::edit::Edit;

/// Changes of files that belong together: the server makes one edit of the workspace of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChanges {
    /// Files to create, with their texts, before anything is edited.
    pub created: Vec<(PathBuf, String)>,
    /// By file, in bytes of its current text: ascending and disjoint.
    pub edits: BTreeMap<PathBuf, Vec<Edit>>,
    /// Files to rename after that.
    pub renamed: Vec<(PathBuf, PathBuf)>,
    /// Why the user is to confirm the edits, where they are not certain to be wanted.
    pub confirmation: Option<String>,
}

impl FileChanges {
    /// One edit of one file.
    pub fn one(path: &Path, edit: Edit) -> Self {
        Self { edits: BTreeMap::from([(path.to_owned(), vec![edit])]), ..Self::default() }
    }

    /// Adds an edit of a file.
    pub fn push(&mut self, path: &Path, edit: Edit) {
        let edits = self.edits.entry(path.to_owned()).or_default();
        let at = edits.partition_point(|other| (other.span.start, other.span.end) <= (edit.span.start, edit.span.end));
        edits.insert(at, edit);
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.renamed.is_empty() && self.edits.values().all(Vec::is_empty)
    }
}
