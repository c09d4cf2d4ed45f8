//! When chapters and books are checked, and what the client learns of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use super::Server;
use super::outgoing::{Level, Purpose};
use crate::books::{root_of, roots_below};
use crate::client::Client;
use crate::diagnostics::{Converter, is_being_typed};
use crate::documents::Documents;
use crate::protocol::Diagnostic;
use crate::rule_pages::RulePages;
use crate::settings::{Run, Scope};

/// How long after a change its chapter is checked, if no other change comes.
const CHAPTER_PAUSE: Duration = Duration::from_millis(15);
/// How long after the first of many changes a chapter is checked, although more come.
const CHAPTER_LIMIT: Duration = Duration::from_millis(100);
/// How long after a change the book is checked, if no other change comes.
const BOOK_PAUSE: Duration = Duration::from_millis(100);
/// How often the check of a book gives way to messages before it is done to its end.
const MAX_PUT_OFF: u8 = 5;

/// When checks are due.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Timers {
    /// When the first change came that no check has seen.
    first: Option<Instant>,
    chapter: Option<Instant>,
    book: Option<Instant>,
}

impl Timers {
    /// A document has changed.
    pub(super) fn changed(&mut self) {
        let now = Instant::now();
        let limit = *self.first.get_or_insert(now) + CHAPTER_LIMIT;
        self.chapter = Some((now + CHAPTER_PAUSE).min(limit));
        self.book = Some(now + BOOK_PAUSE);
    }

    /// A document was opened or saved.
    pub(super) fn check_now(&mut self) {
        let now = Instant::now();
        (self.chapter, self.book) = (Some(now), Some(now));
    }

    /// Files have changed on disk.
    pub(super) fn check_book_after(&mut self, pause: Duration) {
        let due = Instant::now() + pause;
        self.book = Some(self.book.map_or(due, |earlier| earlier.min(due)));
    }

    /// When the next check is due.
    pub(super) fn next(&self) -> Option<Instant> {
        self.chapter.into_iter().chain(self.book).min()
    }

    fn is_due(due: Option<Instant>) -> bool {
        due.is_some_and(|due| due <= Instant::now())
    }
}

impl Server<'_> {
    /// Does a piece of the work that is due. Returns whether there was some.
    pub(super) fn work(&mut self) -> bool {
        if Timers::is_due(self.timers.chapter) {
            (self.timers.first, self.timers.chapter) = (None, None);
            self.check_changed();
            return true;
        }
        if Timers::is_due(self.timers.book) {
            self.timers.book = None;
            self.check_books(false);
            return true;
        }
        false
    }

    /// Opens the books of the open documents and of the workspace, and forgets those that are needed no more.
    pub(super) fn open_books(&mut self) {
        let mut roots: BTreeSet<PathBuf> = self.documents.paths().map(root_of).collect();
        if self.settings.scope == Scope::Book || self.held.is_some() {
            let folders = &self.client.folders;
            let below = || folders.iter().flat_map(|folder| roots_below(folder)).collect();
            roots.extend(self.workspace_roots.get_or_insert_with(below).iter().cloned());
        }
        self.open_roots(&roots);
    }

    /// Keeps the books with these roots open, and no others.
    fn open_roots(&mut self, roots: &BTreeSet<PathBuf>) {
        self.books.keep(roots);
        let names = roots.iter().cloned().chain(roots.iter().map(|root| fault_name(root))).collect();
        self.delivery.keep(&names);
        let (files, variables, books) = self.books.with_files();
        let notes: Vec<String> = books.flat_map(|book| book.open(files, variables)).collect();
        for note in notes {
            self.log(Level::Info, &note);
        }
        self.report_faults();
    }

    /// Opens the book that a file or folder belongs to beside the others, until the open documents change.
    pub(super) fn open_book_of(&mut self, path: &Path) {
        let mut roots: BTreeSet<PathBuf> = self.books.iter().map(|book| book.root().to_owned()).collect();
        if roots.insert(root_of(path)) {
            self.open_roots(&roots);
        }
    }

    /// Updates the diagnostics of configurations that cannot be used.
    fn report_faults(&mut self) {
        let mut lists = Vec::new();
        for book in self.books.iter() {
            let list = book.fault().map(|fault| {
                let text = self.books.files.read(&fault.path).map(|file| file.text().to_owned()).unwrap_or_default();
                (fault.path.clone(), self.converting(|converter| converter.of_fault(fault, &text)))
            });
            lists.push((
                fault_name(book.root()),
                list.into_iter().map(|(path, fault)| (path, vec![fault])).collect::<BTreeMap<_, _>>(),
            ));
        }
        for (root, list) in lists {
            self.delivery.set_all(&root, list, &BTreeSet::new());
        }
    }

    /// Checks everything again: the settings have changed.
    pub(super) fn check_everything(&mut self) {
        self.open_books();
        let (_, _, books) = self.books.with_files();
        books.for_each(|book| book.is_stale = true);
        self.timers.check_book_after(Duration::ZERO);
    }

    /// Checks the chapters of the documents that have changed.
    fn check_changed(&mut self) {
        for path in std::mem::take(&mut self.changed) {
            if self.is_held_back(&path) {
                continue;
            }
            self.check_file(&path);
            self.publish(&path);
        }
    }

    /// Whether the findings of a document stay those of its last saved text.
    pub(super) fn is_held_back(&self, path: &Path) -> bool {
        self.settings.run == Run::OnSave && self.edited.contains(path)
    }

    /// The documents whose findings stay those of their last saved texts.
    fn held_back(&self) -> BTreeSet<PathBuf> {
        self.edited.iter().filter(|path| self.is_held_back(path)).cloned().collect()
    }

    /// Brings the diagnostics of one document up to date with its text, as far as its own chapters decide on them.
    pub(super) fn check_file(&mut self, path: &Path) {
        self.changed.remove(path);
        let mut faults = Vec::new();
        let mut lists = Vec::new();
        let typed_at = self.documents.get(path).and_then(|document| document.typed_at);
        // What is half a word now is whole when the client asks again, if it does.
        let typed_at = typed_at.filter(|_| !self.client.pulls || self.client.refreshes);
        let (files, _, books) = self.books.with_files();
        let own = root_of(path);
        for book in books.filter(|book| book.root() == own || book.reads(path)) {
            let is_whole = !book.is_checked();
            let checked = if is_whole {
                book.check(files, self.documents.paths(), &|| false)
            } else {
                book.check_file(path, files)
            };
            match checked {
                Ok(true) => {}
                Ok(false) => continue,
                Err(fault) => faults.push(fault),
            }
            let Some(live) = book.live() else { continue };
            let converted = convert(&self.client, &self.pages, &self.documents, |converter| {
                let only = (!is_whole).then_some(path);
                converter.of_report(live.report(), only, |finding| !is_being_typed(finding, path, typed_at))
            });
            lists.push((book.root().to_owned(), converted, is_whole));
        }
        let held_back = self.held_back();
        for (root, mut converted, is_whole) in lists {
            if is_whole {
                self.delivery.set_all(&root, converted, &held_back);
            } else if !held_back.contains(path) {
                self.delivery.set(&root, path, converted.remove(path).unwrap_or_default());
            }
        }
        for fault in faults {
            self.log(Level::Error, &fault);
        }
    }

    /// Checks the books that have changed. Unless `to_the_end` is set, gives way to messages that wait.
    pub(super) fn check_books(&mut self, to_the_end: bool) {
        self.notice_disk_changes();
        self.open_books();
        let receiver = &self.connection.receiver;
        let mut faults = Vec::new();
        let mut lists = Vec::new();
        let (files, _, books) = self.books.with_files();
        for book in books.filter(|book| book.is_stale) {
            let gives_way = !to_the_end && book.put_off < MAX_PUT_OFF;
            match book.check(files, self.documents.paths(), &|| gives_way && !receiver.is_empty()) {
                Ok(true) => book.put_off = 0,
                Ok(false) => {
                    book.put_off += 1;
                    self.timers.book = Some(Instant::now());
                    continue;
                }
                Err(fault) => faults.push(fault),
            }
            let found = book.live().map(|live| {
                convert(&self.client, &self.pages, &self.documents, |converter| {
                    converter.of_report(live.report(), None, |_| true)
                })
            });
            lists.push((book.root().to_owned(), found.unwrap_or_default()));
        }
        let held_back = self.held_back();
        for (root, found) in lists {
            self.delivery.set_all(&root, found, &held_back);
        }
        for fault in faults {
            self.log(Level::Error, &fault);
        }
        if self.timers.book.is_none() {
            self.settled();
        }
    }

    /// Forgets the texts of files that have changed on disk: not every client watches files.
    pub(super) fn notice_disk_changes(&mut self) {
        let before = self.books.files.revision();
        self.books.files.invalidate_changed();
        if self.books.files.revision() != before {
            let (_, _, books) = self.books.with_files();
            books.for_each(|book| book.is_stale = true);
        }
    }

    /// Lets the client know what has changed, now that all books are checked.
    fn settled(&mut self) {
        if self.client.pulls {
            let is_outdated = self.documents.paths().any(|path| self.delivery.is_outdated(path));
            if is_outdated && self.client.refreshes {
                self.send_request("workspace/diagnostic/refresh", serde_json::Value::Null, Purpose::None);
            }
            self.answer_held();
            return;
        }
        for path in self.delivery.paths() {
            let is_shown = self.settings.scope == Scope::Book || self.documents.get(&path).is_some();
            if self.delivery.is_outdated(&path) || !is_shown {
                self.publish(&path);
            }
        }
    }

    /// Pushes the diagnostics of a file, if the client does not ask for them and they are to be shown.
    fn publish(&mut self, path: &Path) {
        let document = self.documents.get(path);
        if self.client.pulls
            || (document.is_none() && self.settings.scope == Scope::Open && !self.delivery.is_delivered(path))
        {
            return;
        }
        let is_shown = document.is_some() || self.settings.scope == Scope::Book;
        let (uri, version) = (self.documents.uri(path), document.map(|document| document.version));
        let list: Vec<Diagnostic> = if is_shown { self.delivery.deliver(path).0 } else { Vec::new() };
        if !is_shown {
            self.delivery.forget(path);
        }
        let mut params = json!({ "uri": uri, "diagnostics": list });
        if let Some(version) = version {
            params["version"] = version.into();
        }
        self.notify_client("textDocument/publishDiagnostics", params);
    }

    /// Removes the diagnostics of a document that was closed.
    pub(super) fn closed(&mut self, path: &Path, uri: &str) {
        self.delivery.forget(path);
        if !self.client.pulls {
            // What remains is published when the text on disk is checked.
            self.notify_client("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
        }
    }

    /// Uses a converter of findings.
    pub(super) fn converting<T>(&self, work: impl FnOnce(&Converter<'_>) -> T) -> T {
        convert(&self.client, &self.pages, &self.documents, work)
    }
}

/// The name under which the fault of a book's configuration is kept beside its findings, which stay those of the last
/// configuration that could be used.
fn fault_name(root: &Path) -> PathBuf {
    root.join("book.toml")
}

fn convert<T>(client: &Client, pages: &RulePages, documents: &Documents, work: impl FnOnce(&Converter<'_>) -> T) -> T {
    let uri = |path: &Path| documents.uri(path);
    let is_open = |path: &Path| documents.get(path).is_some();
    work(&Converter { client, pages, uri: &uri, is_open: &is_open })
}
