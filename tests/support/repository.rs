//! Git repositories.

use std::collections::BTreeMap;
use std::path::Path;

use super::files;

/// A repository, made without the program `git`.
pub(crate) struct Repository {
    repository: gix::Repository,
}

impl Repository {
    /// A new repository.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self { repository: gix::init(folder).expect("a repository can be made") }
    }

    /// Commits all files of a folder to a branch, on top of another commit.
    pub(crate) fn commit(&self, branch: &str, folder: &Path, parents: &[gix::ObjectId]) -> gix::ObjectId {
        self.commit_at(0, branch, folder, parents)
    }

    /// Commits like [`Self::commit`], at a time in seconds since 1970.
    pub(crate) fn commit_at(&self, time: u64, branch: &str, folder: &Path, parents: &[gix::ObjectId]) -> gix::ObjectId {
        let all: BTreeMap<String, Vec<u8>> =
            files(folder).into_iter().filter(|(path, _)| !path.starts_with(".git/")).collect();
        let tree = self.tree(&all, "");
        let time = format!("{time} +0000");
        let who = gix::actor::SignatureRef { name: "A".into(), email: "a@example.com".into(), time: &time };
        let commit = self.repository.commit_as(who, who, branch, "A change", tree, parents.iter().copied());
        commit.expect("it can be committed").detach()
    }

    fn tree(&self, files: &BTreeMap<String, Vec<u8>>, folder: &str) -> gix::ObjectId {
        let mut entries: BTreeMap<String, gix::objs::tree::Entry> = BTreeMap::new();
        for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(folder)) {
            let rest = &path[folder.len()..];
            let (name, is_folder) = rest.split_once('/').map_or((rest, false), |(name, _)| (name, true));
            if entries.contains_key(name) {
                continue;
            }
            let (kind, oid) = if is_folder {
                (gix::objs::tree::EntryKind::Tree, self.tree(files, &format!("{folder}{name}/")))
            } else {
                let blob = self.repository.write_blob(bytes).expect("a blob can be written").detach();
                (gix::objs::tree::EntryKind::Blob, blob)
            };
            let entry = gix::objs::tree::Entry { mode: kind.into(), filename: name.into(), oid };
            entries.insert(name.to_owned(), entry);
        }
        let mut tree = gix::objs::Tree { entries: entries.into_values().collect() };
        tree.entries.sort();
        self.repository.write_object(&tree).expect("a tree can be written").detach()
    }
}
