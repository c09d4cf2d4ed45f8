//! Diagnostics that the client asks for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_server::{RequestId, Response};
use serde_json::{Value, json};

use super::Server;
use crate::uri::path_of;

/// A request for the diagnostics of all files that is answered when they change.
#[derive(Debug)]
pub(super) struct HeldRequest {
    pub(super) id: RequestId,
    /// The lists that the client has, by file.
    known: BTreeMap<PathBuf, String>,
    /// The token under which parts of the answer may be sent.
    token: Value,
}

impl Server<'_> {
    /// The diagnostics of one document.
    pub(super) fn document_diagnostics(&mut self, params: &Value) -> Value {
        let path = path_of(params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default());
        if !self.is_held_back(&path) {
            self.bring_up_to_date(&path);
        }
        let known = params["previousResultId"].as_str();
        let (items, identity) = self.delivery.deliver(&path);
        if known == Some(identity.as_str()) {
            return json!({ "kind": "unchanged", "resultId": identity });
        }
        json!({ "kind": "full", "resultId": identity, "items": items })
    }

    /// Checks what a document's diagnostics depend on. If the client does not pull again on request, that is the book.
    fn bring_up_to_date(&mut self, path: &Path) {
        if self.client.refreshes {
            if self.changed.contains(path) || self.books.of(path).is_some_and(|book| !book.is_checked()) {
                self.check_file(path);
            }
        } else {
            self.changed.clear();
            self.check_books(true);
        }
    }

    /// The diagnostics of all files: at once if some are not those that the client has, else when they change.
    pub(super) fn workspace_diagnostics(&mut self, id: &RequestId, params: &Value) {
        let known = params["previousResultIds"].as_array().into_iter().flatten();
        let known = known.filter_map(|item| Some((path_of(item["uri"].as_str()?), item["value"].as_str()?.to_owned())));
        let held = HeldRequest { id: id.clone(), known: known.collect(), token: params["partialResultToken"].clone() };
        if let Some(earlier) = self.held.replace(held) {
            self.send(Response::new_ok(earlier.id, json!({ "items": [] })));
        }
        self.open_books();
        self.changed.clear();
        self.check_books(true);
    }

    /// Answers the request for the diagnostics of all files if there is something new.
    pub(super) fn answer_held(&mut self) {
        let Some(held) = self.held.take() else { return };
        let mut items = Vec::new();
        let mut paths = self.delivery.paths();
        paths.extend(held.known.keys().cloned());
        for path in paths {
            let identity = self.delivery.identity(&path);
            let is_empty = self.delivery.list(&path).is_empty();
            let known = held.known.get(&path);
            if known == Some(&identity) || (known.is_none() && is_empty) {
                continue;
            }
            let version = self.documents.get(&path).map(|document| document.version);
            let uri = self.documents.uri(&path);
            let list = self.delivery.list(&path);
            items.push(json!({ "kind": "full", "uri": uri, "version": version, "resultId": identity, "items": list }));
        }
        if items.is_empty() {
            self.held = Some(held);
            return;
        }
        if held.token.is_null() {
            self.send(Response::new_ok(held.id, json!({ "items": items })));
        } else {
            self.notify_client("$/progress", json!({ "token": held.token, "value": { "items": items } }));
            self.send(Response::new_ok(held.id, json!({ "items": [] })));
        }
    }
}
