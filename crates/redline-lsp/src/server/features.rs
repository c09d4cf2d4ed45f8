//! Requests about a place in a document.

use std::path::{Path, PathBuf};

use lsp_server::ErrorCode;
use serde_json::{Value, json};

use super::Server;
use super::requests::RequestError;
use crate::changes::FileChanges;
use crate::navigation::{self, Completion, CompletionKind};
use crate::position::Lines;
use crate::protocol::{Position, Range};
use crate::uri::path_of;
use crate::view::{BookView, Location};
use crate::workspace_edit::workspace_edit;

impl Server<'_> {
    /// The answer of a feature; null where it has nothing to offer.
    pub(super) fn feature(&mut self, method: &str, params: &Value) -> Result<Value, RequestError> {
        match method {
            "textDocument/codeAction" => Ok(self.code_actions(params)),
            "codeAction/resolve" => self.resolve_action(params),
            "workspace/executeCommand" => self.execute(params),
            "textDocument/formatting" => Ok(self.format(params, None)),
            "textDocument/rangeFormatting" => Ok(self.format(params, params.get("range"))),
            "textDocument/hover" => Ok(self.hover(params)),
            "textDocument/completion" => Ok(self.completion(params)),
            "textDocument/definition" => Ok(self.definition(params)),
            "textDocument/references" => Ok(self.references(params)),
            "textDocument/documentLink" => Ok(self.document_links(params)),
            "textDocument/prepareRename" => self.prepare_rename(params),
            "textDocument/rename" => self.rename(params),
            "workspace/willRenameFiles" => Ok(self.will_rename_files(params)),
            _ => {
                let message = format!("unknown request `{method}`");
                Err(RequestError { code: ErrorCode::MethodNotFound as i32, message })
            }
        }
    }

    fn hover(&mut self, params: &Value) -> Value {
        let is_markdown = self.client.markdown_hover;
        self.at_caret(params, |view, path, offset, lines| {
            let hover = navigation::hover(view, path, offset)?;
            let kind = if is_markdown { "markdown" } else { "plaintext" };
            let value = if is_markdown { hover.markdown } else { hover.plain };
            Some(json!({ "contents": { "kind": kind, "value": value }, "range": lines.range(&hover.span) }))
        })
    }

    fn completion(&mut self, params: &Value) -> Value {
        self.at_caret(params, |view, path, offset, lines| {
            let items = navigation::completion(view, path, offset);
            let item = |(index, completion): (usize, &Completion)| {
                json!({
                    "label": completion.label,
                    "kind": item_kind(completion.kind),
                    "detail": completion.detail,
                    // The list is in the order of likelihood.
                    "sortText": format!("{index:05}"),
                    "filterText": completion.filter,
                    "textEdit": { "range": lines.range(&completion.replace), "newText": completion.insert },
                })
            };
            Some(items.iter().enumerate().map(item).collect())
        })
    }

    /// Does something at the place of a request, in the current text of its document; null if there is no such document or
    /// no result.
    pub(super) fn at_caret(
        &mut self,
        params: &Value,
        work: impl FnOnce(BookView<'_>, &Path, usize, &Lines<'_>) -> Option<Value>,
    ) -> Value {
        let path = document_path(params);
        let position: Position = serde_json::from_value(params["position"].clone()).unwrap_or_default();
        self.bring_up_to_date_for(&path);
        let Some((text, is_open)) = self.text(&path) else { return Value::Null };
        let lines = Lines::of_file(&text, is_open, self.client.encoding);
        let offset = lines.offset(position);
        let Some(view) = self.books.view_of(&path) else { return Value::Null };
        work(view, &path, offset, &lines).unwrap_or_default()
    }

    /// The current text of a file, and whether it is open.
    pub(super) fn text(&self, path: &Path) -> Option<(String, bool)> {
        match self.documents.get(path) {
            Some(document) => Some((document.text.clone(), true)),
            None => Some((self.books.files.read(path).ok()?.text().to_owned(), false)),
        }
    }

    /// The edit of the workspace for some changes.
    pub(super) fn edit(&self, changes: &FileChanges) -> Value {
        workspace_edit(&self.client, &self.documents, &self.books.files, changes)
    }

    /// Places as the client knows them.
    pub(super) fn locations(&self, places: &[Location]) -> Value {
        places.iter().filter_map(|place| self.location(&place.path, &(place.span.0..place.span.1))).collect()
    }

    fn location(&self, path: &Path, span: &redline_document::source::Span) -> Option<Value> {
        let (text, is_open) = self.text(path)?;
        let range: Range = Lines::of_file(&text, is_open, self.client.encoding).range(span);
        Some(json!({ "uri": self.documents.uri(path), "range": range }))
    }

    /// Brings the findings of a document up to date, since what can be done depends on its text of now.
    pub(super) fn bring_up_to_date_for(&mut self, path: &Path) {
        if self.changed.contains(path) || self.books.of(path).is_some_and(|book| !book.is_checked()) {
            let was_changed = self.changed.contains(path);
            self.check_file(path);
            // The client learns of it when the check is due.
            if was_changed {
                self.changed.insert(path.to_owned());
            }
        }
    }
}

/// The path of the document of a request.
pub(super) fn document_path(params: &Value) -> PathBuf {
    path_of(params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default())
}

/// The kind of a completion in the protocol.
fn item_kind(kind: CompletionKind) -> u32 {
    match kind {
        CompletionKind::Term => 1,
        CompletionKind::Key => 10,
        CompletionKind::Value => 12,
        CompletionKind::Directive | CompletionKind::CommentDirective | CompletionKind::Rule => 14,
        CompletionKind::Chapter | CompletionKind::File => 17,
        CompletionKind::Id | CompletionKind::Anchor | CompletionKind::Label | CompletionKind::Footnote => 18,
        CompletionKind::Folder => 19,
    }
}
