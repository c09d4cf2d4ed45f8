//! Files of commits, read from the object database: nothing is checked out.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Sender, channel};

use gix::bstr::ByteSlice;
use gix::objs::tree::EntryKind;

use super::{HistoryError, open};
use redline_document::source::normalize;

/// The most symbolic links that lead to one file.
const MAX_LINKS: usize = 16;

/// A file of a tree that is read on the thread of the repository.
struct Request {
    tree: gix::ObjectId,
    /// Relative to the folder of the repository.
    path: PathBuf,
    answer: Sender<io::Result<Vec<u8>>>,
}

/// A reader of files in trees, which can be shared between threads. A repository cannot, so it stays on a thread of its own,
/// which ends with the last reader.
#[derive(Clone, Debug)]
pub(super) struct ObjectReader {
    requests: Sender<Request>,
}

impl ObjectReader {
    /// A reader of the repository around `path`.
    ///
    /// # Errors
    /// If there is no repository.
    pub(super) fn new(path: &Path) -> Result<Self, HistoryError> {
        // An error is reported here; the thread opens the repository again, since it cannot be sent there.
        open(path)?;
        let (requests, received) = channel::<Request>();
        let path = path.to_owned();
        std::thread::spawn(move || {
            let repository = open(&path).map(|(repository, _)| repository);
            for Request { tree, path, answer } in received {
                let content = match &repository {
                    Ok(repository) => read(repository, tree, path),
                    Err(error) => Err(io::Error::other(error.to_string())),
                };
                // A reader that has gone needs no answer.
                drop(answer.send(content));
            }
        });
        Ok(Self { requests })
    }

    /// The content of the file at `path`, relative to the folder of the repository.
    ///
    /// # Errors
    /// If the tree has no such file, or it cannot be read.
    pub(super) fn read(&self, tree: gix::ObjectId, path: PathBuf) -> io::Result<Vec<u8>> {
        let (answer, received) = channel();
        let gone = || io::Error::other("the repository is no longer read");
        self.requests.send(Request { tree, path, answer }).map_err(|_| gone())?;
        received.recv().map_err(|_| gone())?
    }
}

/// The content of a file in a tree, through symbolic links.
fn read(repository: &gix::Repository, tree: gix::ObjectId, path: PathBuf) -> io::Result<Vec<u8>> {
    let mut path = path;
    for _ in 0..=MAX_LINKS {
        match find(repository, tree, &path)? {
            Found::File(content) => return Ok(content),
            Found::Link(target) => path = target,
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// What lies at a path.
enum Found {
    File(Vec<u8>),
    /// A symbolic link at the path or above it, with the path that it leads to.
    Link(PathBuf),
}

fn find(repository: &gix::Repository, tree: gix::ObjectId, path: &Path) -> io::Result<Found> {
    let path = normalize(path);
    let missing = || io::Error::new(io::ErrorKind::NotFound, "the commit has no such file");
    let mut folder = repository.find_tree(tree).map_err(io::Error::other)?;
    let mut walked = PathBuf::new();
    let mut components = path.components();
    while let Some(component) = components.next() {
        let Component::Normal(name) = component else { return Err(missing()) };
        let entry = folder.lookup_entry([name.as_encoded_bytes()]).map_err(io::Error::other)?.ok_or_else(missing)?;
        let rest = components.as_path();
        match (entry.mode().kind(), rest.as_os_str().is_empty()) {
            (EntryKind::Tree, false) => folder = repository.find_tree(entry.oid()).map_err(io::Error::other)?,
            (EntryKind::Tree, true) => return Err(io::ErrorKind::IsADirectory.into()),
            (EntryKind::Blob | EntryKind::BlobExecutable, true) => {
                return Ok(Found::File(entry.object().map_err(io::Error::other)?.detach().data));
            }
            (EntryKind::Link, _) => {
                let target = entry.object().map_err(io::Error::other)?.detach().data;
                return Ok(Found::Link(walked.join(target.to_path().map_err(io::Error::other)?).join(rest)));
            }
            (EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Commit, _) => return Err(missing()),
        }
        walked.push(name);
    }
    Err(io::ErrorKind::IsADirectory.into())
}
