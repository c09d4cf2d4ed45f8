//! Definitions, references and links; new names of things and files.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Server;
use super::requests::RequestError;
use crate::changes::FileChanges;
use crate::navigation::{self, LinkTarget};
use crate::rename;
use crate::uri::{path_of, uri_of};
use crate::view::Location;

impl Server<'_> {
    /// Where what is under the caret is defined.
    pub(super) fn definition(&mut self, params: &Value) -> Value {
        let mut found: Vec<Location> = Vec::new();
        self.at_caret(params, |view, path, offset, _| {
            found = navigation::definition(view, path, offset);
            None
        });
        self.locations(&found)
    }

    /// Where what is under the caret is used.
    pub(super) fn references(&mut self, params: &Value) -> Value {
        let with_declaration = params.pointer("/context/includeDeclaration") == Some(&Value::Bool(true));
        let mut found: Vec<Location> = Vec::new();
        self.at_caret(params, |view, path, offset, _| {
            found = navigation::references(view, path, offset, with_declaration);
            None
        });
        self.locations(&found)
    }

    /// The links and directives of a document. Ids are left to definitions: an address has no standard for them.
    pub(super) fn document_links(&mut self, params: &Value) -> Value {
        self.at_caret(params, |view, path, _, lines| {
            let link = |link: &navigation::DocumentLink| {
                let target = match &link.target {
                    LinkTarget::File(file, _) => uri_of(file),
                    LinkTarget::Url(address) => address.clone(),
                };
                json!({ "range": lines.range(&link.span), "target": target })
            };
            Some(navigation::document_links(view, path).iter().map(link).collect())
        })
    }

    /// What can be renamed under the caret.
    pub(super) fn prepare_rename(&mut self, params: &Value) -> Result<Value, RequestError> {
        let mut reason = None;
        let prepared =
            self.at_caret(params, |view, path, offset, lines| match rename::prepare_rename(&view, path, offset) {
                Ok(prepared) => {
                    Some(json!({ "range": lines.range(&prepared.span), "placeholder": prepared.placeholder }))
                }
                Err(error) => {
                    reason = Some(error);
                    None
                }
            });
        reason.map_or(Ok(prepared), |reason| Err(RequestError::failed(reason)))
    }

    /// The edit that gives what is under the caret a new name.
    pub(super) fn rename(&mut self, params: &Value) -> Result<Value, RequestError> {
        let new_name = params["newName"].as_str().unwrap_or_default();
        self.notice_disk_changes();
        let mut changes: Result<FileChanges, String> = Err("there is nothing to rename here".to_owned());
        self.at_caret(params, |view, path, offset, _| {
            changes = rename::rename(&view, path, offset, new_name);
            None
        });
        let changes = changes.map_err(RequestError::failed)?;
        if !self.can_apply(&changes) {
            return Err(RequestError::failed("this editor cannot rename files for a server"));
        }
        Ok(self.edit(&changes))
    }

    /// The edits that keep links right while the client renames files and folders.
    pub(super) fn will_rename_files(&mut self, params: &Value) -> Value {
        let path = |file: &Value, key: &str| file[key].as_str().map(path_of);
        let files = params["files"].as_array().into_iter().flatten();
        let moves: Vec<(PathBuf, PathBuf)> =
            files.filter_map(|file| Some((path(file, "oldUri")?, path(file, "newUri")?))).collect();
        let Some((first, _)) = moves.first() else { return Value::Null };
        self.notice_disk_changes();
        // No document of the book need be open.
        self.open_book_of(first);
        self.books.load();
        // A folder is not in a book by itself, but what it holds is.
        let inside = self.books.first_below(first).unwrap_or_else(|| first.clone());
        let Some(view) = self.books.view_of(&inside) else { return Value::Null };
        let changes = rename::will_rename(&view, &moves);
        if changes.is_empty() { Value::Null } else { self.edit(&changes) }
    }
}
