//! Notifications of the client: documents, files and settings that change.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::Server;
use super::outgoing::Level;
use crate::documents::ContentChange;
use crate::settings::Run;
use crate::transport::UNREADABLE;
use crate::uri::path_of;

/// How long after a change on disk the book is checked: changes of many files come together.
const AFTER_DISK_CHANGE: Duration = Duration::from_millis(50);

impl Server<'_> {
    /// Handles a notification. Unknown ones are ignored.
    pub(super) fn notify(&mut self, method: &str, params: &Value) {
        let uri = || params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default().to_owned();
        match method {
            "initialized" => {
                self.register();
                self.request_settings();
                self.open_books();
                self.timers.check_book_after(Duration::ZERO);
            }
            UNREADABLE => {
                let reason = params.as_str().unwrap_or_default();
                self.log(Level::Error, &format!("a message of the editor cannot be read: {reason}"));
            }
            "textDocument/didOpen" => self.did_open(params),
            "textDocument/didChange" => self.did_change(&uri(), params),
            "textDocument/didSave" => self.did_save(&path_of(&uri())),
            "textDocument/didClose" => self.did_close(&uri()),
            "workspace/didChangeWatchedFiles" => self.did_change_files(&uris(&params["changes"], "uri")),
            "workspace/didCreateFiles" | "workspace/didDeleteFiles" => {
                self.did_change_files(&uris(&params["files"], "uri"));
            }
            "workspace/didRenameFiles" => {
                self.did_change_files(&uris(&params["files"], "oldUri"));
                self.did_change_files(&uris(&params["files"], "newUri"));
            }
            "workspace/didChangeConfiguration" if self.client.configuration => self.request_settings(),
            "workspace/didChangeConfiguration" => self.change_settings(&params["settings"]),
            "workspace/didChangeWorkspaceFolders" => {
                let removed = uris(&params["event"]["removed"], "uri");
                self.client.folders.retain(|folder| !removed.contains(folder));
                self.client.folders.extend(uris(&params["event"]["added"], "uri"));
                self.workspace_roots = None;
                self.open_books();
                self.timers.check_book_after(Duration::ZERO);
            }
            _ => {}
        }
    }

    fn did_open(&mut self, params: &Value) {
        let document = &params["textDocument"];
        let text = document["text"].as_str().unwrap_or_default().to_owned();
        let version = version(document);
        let path = self.documents.open(document["uri"].as_str().unwrap_or_default(), version, text.clone());
        self.set_text(&path, text);
        self.open_books();
        self.timers.check_now();
    }

    fn did_change(&mut self, uri: &str, params: &Value) {
        let version = version(&params["textDocument"]);
        let changes = Vec::<ContentChange>::deserialize(&params["contentChanges"]).unwrap_or_default();
        let document = self.documents.change(uri, version, changes, self.client.encoding);
        let Some((path, text)) = document.map(|(path, text)| (path, text.to_owned())) else { return };
        self.set_text(&path, text);
        self.edited.insert(path);
        if self.settings.run == Run::OnType {
            self.timers.changed();
        }
    }

    /// Uses the text of a document instead of that on disk.
    fn set_text(&mut self, path: &Path, text: String) {
        self.books.files.set_text(path, text);
        self.books.mark_changed(path);
        self.changed.insert(path.to_owned());
    }

    fn did_save(&mut self, path: &Path) {
        self.edited.remove(path);
        self.changed.insert(path.to_owned());
        self.books.mark_changed(path);
        self.timers.check_now();
    }

    fn did_close(&mut self, uri: &str) {
        let Some(path) = self.documents.close(uri) else { return };
        // The text on disk holds again.
        self.books.files.invalidate(&path);
        self.books.mark_changed(&path);
        self.changed.remove(&path);
        self.edited.remove(&path);
        self.closed(&path, uri);
        self.open_books();
        self.timers.check_book_after(AFTER_DISK_CHANGE);
    }

    /// Takes notice of files that changed on disk. The text of an open document is the client's.
    fn did_change_files(&mut self, paths: &[PathBuf]) {
        let changed: Vec<&PathBuf> = paths.iter().filter(|path| self.documents.get(path).is_none()).collect();
        if changed.is_empty() {
            return;
        }
        for path in changed {
            self.books.files.invalidate(path);
            self.books.mark_changed(path);
            if path.ends_with("book.toml") {
                self.workspace_roots = None;
            }
        }
        self.open_books();
        self.timers.check_book_after(AFTER_DISK_CHANGE);
    }
}

fn version(document: &Value) -> i32 {
    document["version"].as_i64().and_then(|version| i32::try_from(version).ok()).unwrap_or_default()
}

/// The paths of the files in a list.
fn uris(list: &Value, key: &str) -> Vec<PathBuf> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(|item| Some(path_of(item.get(key)?.as_str()?))).collect()
}
