//! What the client knows of the diagnostics, and what it has yet to learn.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::protocol::Diagnostic;

/// The diagnostics of each file, and which of them the client has.
#[derive(Debug, Default)]
pub(crate) struct Delivery {
    /// By file, then by the root of the book that reported them: two books may include one file.
    lists: BTreeMap<PathBuf, BTreeMap<PathBuf, Vec<Diagnostic>>>,
    /// The identity of the list that the client has of each file.
    delivered: BTreeMap<PathBuf, String>,
}

impl Delivery {
    /// Replaces the diagnostics that a book has in one file.
    pub(crate) fn set(&mut self, root: &Path, path: &Path, list: Vec<Diagnostic>) {
        let of_file = self.lists.entry(path.to_owned()).or_default();
        if list.is_empty() {
            of_file.remove(root);
        } else {
            of_file.insert(root.to_owned(), list);
        }
        if of_file.is_empty() {
            self.lists.remove(path);
        }
    }

    /// Replaces all diagnostics of a book, but those of the files in `kept`.
    pub(crate) fn set_all(
        &mut self,
        root: &Path,
        mut lists: BTreeMap<PathBuf, Vec<Diagnostic>>,
        kept: &BTreeSet<PathBuf>,
    ) {
        let old = kept.iter().filter_map(|path| Some((path.clone(), self.lists.get(path)?.get(root)?.clone())));
        let old: Vec<(PathBuf, Vec<Diagnostic>)> = old.collect();
        lists.retain(|path, _| !kept.contains(path));
        lists.extend(old);
        let of_book =
            self.lists.iter().filter(|(path, of_file)| of_file.contains_key(root) && !lists.contains_key(*path));
        let gone: Vec<PathBuf> = of_book.map(|(path, _)| path.clone()).collect();
        for path in gone {
            self.set(root, &path, Vec::new());
        }
        for (path, list) in lists {
            self.set(root, &path, list);
        }
    }

    /// Forgets the diagnostics of books that are no longer open.
    pub(crate) fn keep(&mut self, roots: &BTreeSet<PathBuf>) {
        for of_file in self.lists.values_mut() {
            of_file.retain(|root, _| roots.contains(root));
        }
        self.lists.retain(|_, of_file| !of_file.is_empty());
    }

    /// The diagnostics of a file, each once.
    pub(crate) fn list(&self, path: &Path) -> Vec<Diagnostic> {
        let Some(of_file) = self.lists.get(path) else { return Vec::new() };
        let mut books = of_file.values();
        let mut list = books.next().cloned().unwrap_or_default();
        for diagnostic in books.flatten() {
            let is_same = |other: &&Diagnostic| {
                (other.range, &other.code, &other.message) == (diagnostic.range, &diagnostic.code, &diagnostic.message)
            };
            if !list.iter().any(|other| is_same(&other)) {
                list.push(diagnostic.clone());
            }
        }
        list
    }

    /// The files that have diagnostics, or of which the client has some.
    pub(crate) fn paths(&self) -> BTreeSet<PathBuf> {
        self.lists.keys().chain(self.delivered.keys()).cloned().collect()
    }

    /// Whether the client has a list of a file that is not the current one. It has none at first, which is an empty one.
    pub(crate) fn is_outdated(&self, path: &Path) -> bool {
        let known = self.delivered.get(path).cloned().unwrap_or_else(|| identity(&[]));
        known != identity(&self.list(path))
    }

    /// The identity of the current list of a file.
    pub(crate) fn identity(&self, path: &Path) -> String {
        identity(&self.list(path))
    }

    /// Whether the client has a list of a file.
    pub(crate) fn is_delivered(&self, path: &Path) -> bool {
        self.delivered.contains_key(path)
    }

    /// Notes that the client gets the current list of a file, and returns the list with its identity.
    pub(crate) fn deliver(&mut self, path: &Path) -> (Vec<Diagnostic>, String) {
        let list = self.list(path);
        let identity = identity(&list);
        self.delivered.insert(path.to_owned(), identity.clone());
        (list, identity)
    }

    /// Notes that the client has no list of a file any longer.
    pub(crate) fn forget(&mut self, path: &Path) {
        self.delivered.remove(path);
    }
}

/// What distinguishes a list from another one.
fn identity(list: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    list.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostic(message: &str) -> Diagnostic {
        Diagnostic { message: message.to_owned().into(), ..Diagnostic::default() }
    }

    #[test]
    fn a_file_of_two_books_has_the_diagnostics_of_both_once() {
        let (one, two, file) = (Path::new("/one"), Path::new("/two"), Path::new("/shared.md"));
        let mut delivery = Delivery::default();
        delivery.set(one, file, vec![diagnostic("a"), diagnostic("b")]);
        delivery.set_all(
            two,
            BTreeMap::from([(file.to_owned(), vec![diagnostic("b"), diagnostic("c")])]),
            &BTreeSet::new(),
        );
        assert_eq!(delivery.list(file), [diagnostic("a"), diagnostic("b"), diagnostic("c")]);
        delivery.set_all(two, BTreeMap::new(), &BTreeSet::from([file.to_owned()]));
        assert_eq!(delivery.list(file).len(), 3, "it is kept");
        delivery.set_all(two, BTreeMap::new(), &BTreeSet::new());
        assert_eq!(delivery.list(file), [diagnostic("a"), diagnostic("b")]);
        delivery.keep(&BTreeSet::new());
        assert!(delivery.list(file).is_empty());
    }

    #[test]
    fn a_list_is_outdated_until_it_is_delivered() {
        let (root, file) = (Path::new("/"), Path::new("/a.md"));
        let mut delivery = Delivery::default();
        assert!(!delivery.is_outdated(file), "the client shows nothing, and there is nothing");
        delivery.set(root, file, vec![diagnostic("a")]);
        assert!(delivery.is_outdated(file));
        let (_, first) = delivery.deliver(file);
        assert!(!delivery.is_outdated(file));
        delivery.set(root, file, Vec::new());
        assert!(delivery.is_outdated(file) && delivery.paths().contains(file));
        assert_ne!(delivery.deliver(file).1, first);
    }
}
