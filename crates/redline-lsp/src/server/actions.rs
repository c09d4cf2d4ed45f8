//! Code actions, commands and formatting.

use std::path::Path;

use redline_document::edit::Edit;
use redline_document::source::Span;
use redline_report::style::{records_of, report_book, standalone};
use serde_json::{Value, json};

use super::Server;
use super::features::document_path;
use super::outgoing::{Level, Purpose};
use super::requests::RequestError;
use crate::actions::{self, Action, ActionKind, Request, Task};
use crate::books::{Book, FaultPlace};
use crate::capabilities::FIX_ALL;
use crate::changes::FileChanges;
use crate::commands;
use crate::position::Lines;
use crate::protocol::{Diagnostic, Range};
use crate::settings::Scope;
use crate::uri::{path_of, uri_of};

/// The kind of actions about single findings.
const QUICK_FIX: &str = "quickfix";

/// Why a client asks for actions by itself: the caret has moved.
const AUTOMATIC: u64 = 2;

impl Server<'_> {
    /// The actions for a range of a document.
    pub(super) fn code_actions(&mut self, params: &Value) -> Value {
        let path = document_path(params);
        self.bring_up_to_date_for(&path);
        let Some((text, is_open)) = self.text(&path) else { return json!([]) };
        let range: Range = serde_json::from_value(params["range"].clone()).unwrap_or_default();
        let span = Lines::of_file(&text, is_open, self.client.encoding).span(range);
        let context = &params["context"];
        let only: Option<Vec<&str>> =
            context["only"].as_array().map(|kinds| kinds.iter().filter_map(Value::as_str).collect());
        let is_wanted = |kind: &str| only.as_ref().is_none_or(|only| only.iter().any(|wanted| includes(wanted, kind)));
        // Whether all fixes of a file are proved takes longer than a menu should.
        let is_automatic = context["triggerKind"].as_u64() == Some(AUTOMATIC) && only.is_none();
        let request = Request {
            quick_fixes: is_wanted(QUICK_FIX),
            fix_all: is_wanted(FIX_ALL) && !is_automatic,
            ..Request::default()
        };
        let diagnostics: Vec<Diagnostic> = serde_json::from_value(context["diagnostics"].clone()).unwrap_or_default();
        let correction = self.correction(&path, &span).filter(|_| request.quick_fixes);
        let Some(view) = self.books.view_of(&path) else { return correction.into_iter().collect() };
        let found = actions::actions(&view, &path, &span, &request);
        let found: Vec<Value> =
            found.into_iter().filter_map(|action| self.code_action(&path, action, &diagnostics)).collect();
        correction.into_iter().chain(found).collect()
    }

    /// The correction of a wrong name in a configuration.
    fn correction(&self, path: &Path, span: &Span) -> Option<Value> {
        let faults = self.books.iter().filter_map(Book::fault);
        let (at, (wrong, right)) = faults.filter(|fault| fault.path == path).find_map(|fault| match &fault.place {
            FaultPlace::Bytes(at) => Some((at.clone(), fault.correction.clone()?)),
            FaultPlace::File | FaultPlace::Line(_) => None,
        })?;
        let (text, _) = self.text(path)?;
        let start = at.start + text.get(at.clone())?.find(&wrong)?;
        let at = start..start + wrong.len();
        if at.start > span.end || span.start > at.end || !self.client.action_literals && !self.client.resolves_edits {
            return None;
        }
        let title = format!("Write \"{right}\"");
        let edit = self.edit(&FileChanges::one(path, Edit::replace(at, right)));
        Some(json!({ "title": title, "kind": QUICK_FIX, "isPreferred": true, "edit": edit }))
    }

    /// An action in the form that the client knows; `None` if it cannot be done.
    fn code_action(&mut self, path: &Path, action: Action, diagnostics: &[Diagnostic]) -> Option<Value> {
        let Action { title, kind, findings, is_preferred, task } = action;
        let is_command = kind == ActionKind::Command;
        let command = |task: &Task| match task {
            Task::Explain { rule, .. } => json!({ "title": title, "command": commands::EXPLAIN, "arguments": [rule] }),
            Task::OpenReport { .. } => {
                json!({ "title": title, "command": commands::OPEN_REPORT, "arguments": [uri_of(path)] })
            }
            task => json!({ "title": title, "command": commands::APPLY, "arguments": [title, task] }),
        };
        if !self.client.action_literals && !self.client.resolves_edits {
            return Some(command(&task));
        }
        let is_about = |diagnostic: &&Diagnostic| {
            let value = serde_json::to_value(diagnostic).unwrap_or_default();
            findings.iter().any(|finding| match value.get("data") {
                Some(identity) => *identity == finding.fingerprint.as_str(),
                None => value["code"] == finding.rule.as_str(),
            })
        };
        let about: Vec<&Diagnostic> = diagnostics.iter().filter(is_about).collect();
        let kind = if kind == ActionKind::FixAll { FIX_ALL } else { QUICK_FIX };
        let mut value = json!({ "title": title, "kind": kind });
        if !about.is_empty() {
            value["diagnostics"] = json!(about);
        }
        if is_preferred {
            value["isPreferred"] = true.into();
        }
        if is_command {
            value["command"] = command(&task);
        } else if self.client.resolves_edits {
            value["data"] = json!(task);
        } else {
            let changes = self.changes_of(&task).ok()?;
            if self.can_apply(&changes) {
                value["edit"] = self.edit(&changes);
            } else {
                value["command"] = command(&task);
            }
        }
        Some(value)
    }

    /// An action with its edit.
    pub(super) fn resolve_action(&mut self, params: &Value) -> Result<Value, RequestError> {
        let Ok(task) = serde_json::from_value::<Task>(params["data"].clone()) else { return Ok(params.clone()) };
        let changes = self.changes_of(&task).map_err(RequestError::failed)?;
        let mut action = params.clone();
        if self.can_apply(&changes) {
            action["edit"] = self.edit(&changes);
        } else {
            let title = params["title"].as_str().unwrap_or_default();
            action["command"] = json!({ "title": title, "command": commands::APPLY, "arguments": [title, task] });
        }
        Ok(action)
    }

    /// The changes of an action in the texts of now.
    fn changes_of(&mut self, task: &Task) -> Result<FileChanges, String> {
        let path = task.path().to_owned();
        self.notice_disk_changes();
        self.bring_up_to_date_for(&path);
        let view = self.books.view_of(&path).ok_or_else(|| "its book cannot be opened".to_owned())?;
        actions::resolve(&view, task)
    }

    /// Whether the client can make all of these changes by one edit.
    pub(super) fn can_apply(&self, changes: &FileChanges) -> bool {
        (changes.created.is_empty() || self.client.creates) && (changes.renamed.is_empty() || self.client.renames)
    }

    /// Formats a document, or a range of it.
    pub(super) fn format(&mut self, params: &Value, range: Option<&Value>) -> Value {
        let path = document_path(params);
        self.bring_up_to_date_for(&path);
        let Some((text, is_open)) = self.text(&path) else { return Value::Null };
        let lines = Lines::of_file(&text, is_open, self.client.encoding);
        let range = range.and_then(|range| serde_json::from_value::<Range>(range.clone()).ok());
        let span: Option<Span> = range.map(|range| lines.span(range));
        let Some(view) = self.books.view_of(&path) else { return Value::Null };
        let Some(changes) = actions::format(&view, &path, span) else { return json!([]) };
        let edits = changes.edits.get(&path).into_iter().flatten();
        edits.map(|edit| json!({ "range": lines.range(&edit.span), "newText": edit.text })).collect()
    }

    /// Runs a command.
    pub(super) fn execute(&mut self, params: &Value) -> Result<Value, RequestError> {
        let arguments = &params["arguments"];
        match params["command"].as_str().unwrap_or_default() {
            commands::CHECK_BOOK => {
                self.settings.scope = Scope::Book;
                self.check_everything();
            }
            commands::EXPLAIN => self.explain(arguments[0].as_str().unwrap_or_default())?,
            commands::APPLY => {
                let title = arguments[0].as_str().unwrap_or_default().to_owned();
                let task = serde_json::from_value(arguments[1].clone());
                let task = task.map_err(|error| RequestError::failed(format!("this is no action: {error}")))?;
                let changes = self.changes_of(&task).map_err(RequestError::failed)?;
                self.apply(&title, &changes)?;
            }
            commands::OPEN_REPORT => {
                let path = arguments[0].as_str().map(path_of);
                self.open_report(path.as_deref())?;
            }
            other => return Err(RequestError::failed(format!("unknown command `{other}`"))),
        }
        Ok(Value::Null)
    }

    /// Shows the page of a rule.
    fn explain(&mut self, rule: &str) -> Result<(), RequestError> {
        let path = self.pages.path(rule).ok_or_else(|| RequestError::failed(format!("`{rule}` has no page")))?;
        self.show_file(&path, false);
        Ok(())
    }

    /// Writes the style report of the book that a file belongs to, and shows it.
    fn open_report(&mut self, path: Option<&Path>) -> Result<(), RequestError> {
        let failed = |message: &str| RequestError::failed(message);
        let first = || self.documents.paths().next().map(Path::to_path_buf);
        let path =
            path.map(Path::to_path_buf).or_else(first).ok_or_else(|| failed("open a chapter of the book first"))?;
        let folder = self.pages.folder().ok_or_else(|| failed("there is no folder for cached files"))?.join("reports");
        let view = self.books.view_of(&path).ok_or_else(|| failed("its book cannot be opened"))?;
        let open = view.live.open_book();
        let records = records_of(&open.settings.table, &open.book.root).ok();
        let (report, _) = report_book(open, view.files, records.as_ref().map(|records| records.records.as_slice()));
        let name = open.book.root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = folder.join(format!("{name}.html"));
        let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, standalone(&report)));
        written.map_err(|error| RequestError::failed(format!("{} cannot be written: {error}", file.display())))?;
        self.show_file(&file, true);
        Ok(())
    }

    /// Opens a file in the editor, or in the program that the system has for it. Clients that cannot are shown its path.
    pub(super) fn show_file(&mut self, path: &Path, is_external: bool) {
        if self.client.shows_documents {
            let params = json!({ "uri": uri_of(path), "external": is_external, "takeFocus": true });
            self.send_request("window/showDocument", params, Purpose::None);
        } else {
            self.show_always(Level::Info, &format!("see {}", path.display()));
        }
    }
}

/// Whether a kind is another one or below it: `source` includes `source.fixAll.redline`.
fn includes(wanted: &str, kind: &str) -> bool {
    wanted.is_empty() || kind == wanted || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_compared_at_dots() {
        for (wanted, is_included) in
            [("source", true), ("source.fixAll", true), (FIX_ALL, true), ("source.fix", false), ("", true)]
        {
            assert_eq!(includes(wanted, FIX_ALL), is_included, "{wanted}");
        }
        assert!(!includes("source.fixAll.redline.more", FIX_ALL));
    }
}
