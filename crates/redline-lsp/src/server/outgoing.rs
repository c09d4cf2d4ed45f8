//! Requests and notifications to the client.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use lsp_server::{Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::Server;
use super::requests::RequestError;
use crate::changes::FileChanges;
use crate::settings::EditorSettings;
use crate::workspace_edit::workspace_edit;

/// The severity of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Error = 1,
    Warning = 2,
    Info = 3,
}

/// What the answer to a request is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// The settings of the editor.
    Settings,
    /// An edit of files.
    Edit,
    /// Nothing depends on it.
    None,
}

/// Requests to the client that it has not answered.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    sent: i32,
    open: HashMap<RequestId, Purpose>,
}

impl Server<'_> {
    /// Sends a request to the client.
    pub(super) fn send_request(&mut self, method: &str, params: Value, purpose: Purpose) {
        self.outgoing.sent += 1;
        let id = RequestId::from(self.outgoing.sent);
        self.outgoing.open.insert(id.clone(), purpose);
        self.send(Request { id, method: method.to_owned(), params });
    }

    /// Handles the answer to a request.
    pub(super) fn response(&mut self, response: Response) {
        let purpose = self.outgoing.open.remove(&response.id);
        match (purpose, response.response_result) {
            (Some(Purpose::Settings), Ok(result)) => {
                // One value for each section that was requested.
                let value = result.get(0).unwrap_or(&result).clone();
                self.change_settings(&value);
            }
            (Some(Purpose::Edit), Ok(result)) if result["applied"] == Value::Bool(false) => {
                let reason = result["failureReason"].as_str().map(|reason| format!(": {reason}")).unwrap_or_default();
                self.show_always(Level::Warning, &format!("the editor did not apply the change{reason}"));
            }
            // Files that are not open were changed on disk.
            (Some(Purpose::Edit), Ok(_)) => self.timers.check_book_after(Duration::ZERO),
            _ => {}
        }
    }

    /// Requests the settings, if the client has them.
    pub(super) fn request_settings(&mut self) {
        if self.client.configuration {
            self.send_request(
                "workspace/configuration",
                json!({ "items": [{ "section": "redline" }] }),
                Purpose::Settings,
            );
        }
    }

    /// Takes over settings that the client sent.
    pub(super) fn change_settings(&mut self, value: &Value) {
        // What is not set there is as it was at the start.
        let (base, _) = EditorSettings::read(&self.client.options, EditorSettings::default());
        let (settings, problems) = EditorSettings::read(value, base);
        self.setting_problems(problems);
        if settings != self.settings {
            self.settings = settings;
            self.check_everything();
        }
    }

    /// Shows what is wrong with the settings.
    pub(super) fn setting_problems(&mut self, problems: Vec<String>) {
        for problem in problems {
            self.show(Level::Warning, &problem);
        }
    }

    /// Registers for changes of files and settings, if the client can watch them.
    pub(super) fn register(&mut self) {
        let mut registrations = Vec::new();
        if self.client.watches {
            let watchers: Vec<Value> = ["**/book.toml", "**/*.{md,markdown,toml,csv,json,yml,ini,rs,txt}"]
                .iter()
                .map(|pattern| json!({ "globPattern": pattern }))
                .collect();
            registrations.push(json!({
                "id": "redline-files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            }));
        }
        if self.client.registers_configuration {
            registrations.push(json!({
                "id": "redline-settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": { "section": "redline" },
            }));
        }
        if !registrations.is_empty() {
            self.send_request("client/registerCapability", json!({ "registrations": registrations }), Purpose::None);
        }
    }

    /// Applies changes: what the client cannot do, the server does on disk, and the rest is an edit for the client.
    ///
    /// # Errors
    /// If a file cannot be written, or the client applies no edits.
    pub(super) fn apply(&mut self, label: &str, changes: &FileChanges) -> Result<(), RequestError> {
        let failed = |path: &Path, error: std::io::Error| {
            RequestError::failed(format!("{} cannot be written: {error}", path.display()))
        };
        if !self.client.applies_edits {
            return Err(RequestError::failed("this editor does not apply edits of a server"));
        }
        for (path, text) in changes.created.iter().filter(|(path, _)| !self.client.creates && !path.exists()) {
            let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            folder.and_then(|()| std::fs::write(path, text)).map_err(|error| failed(path, error))?;
        }
        let edit = workspace_edit(&self.client, &self.documents, &self.books.files, changes);
        self.send_request("workspace/applyEdit", json!({ "label": label, "edit": edit }), Purpose::Edit);
        Ok(())
    }

    /// Shows a message to the user, once.
    pub(super) fn show(&mut self, level: Level, message: &str) {
        if self.shown.insert(message.to_owned()) {
            self.show_always(level, message);
        }
    }

    /// Shows a message to the user.
    pub(super) fn show_always(&self, level: Level, message: &str) {
        self.notify_client("window/showMessage", json!({ "type": level as i32, "message": message }));
    }

    /// Writes a message to the client's log.
    pub(super) fn log(&self, level: Level, message: &str) {
        self.notify_client("window/logMessage", json!({ "type": level as i32, "message": message }));
    }

    /// Sends a notification.
    pub(super) fn notify_client(&self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }
}
