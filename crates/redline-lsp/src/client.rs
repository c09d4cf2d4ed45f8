//! What the client can do, from its `initialize` request.
//!
//! Read from the JSON by path: a part of the request that has an unexpected shape must not make the rest unusable.

use std::path::PathBuf;

use serde_json::Value;

use crate::position::Encoding;
use crate::uri::path_of;

/// What the client can do.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the protocol has many switches")]
pub(crate) struct Client {
    /// The unit of columns.
    pub(crate) encoding: Encoding,
    /// Whether it asks for diagnostics, so that none are pushed.
    pub(crate) pulls: bool,
    /// Whether it asks again for diagnostics when the server wants it to.
    pub(crate) refreshes: bool,
    /// Whether it answers requests for the settings.
    pub(crate) configuration: bool,
    /// Whether changes of the settings are to be registered for.
    pub(crate) registers_configuration: bool,
    /// Whether it watches files for the server.
    pub(crate) watches: bool,
    /// Whether edits name the versions of documents, and may come with created and renamed files.
    pub(crate) document_changes: bool,
    /// Whether edits may create files.
    pub(crate) creates: bool,
    /// Whether edits may rename files.
    pub(crate) renames: bool,
    /// Whether edits may ask the user for confirmation.
    pub(crate) annotations: bool,
    /// Whether it applies edits that the server sends.
    pub(crate) applies_edits: bool,
    /// Whether it knows code actions that are not commands.
    pub(crate) action_literals: bool,
    /// Whether the edit of a code action may be computed when it is chosen.
    pub(crate) resolves_edits: bool,
    /// Whether diagnostics may link to a page.
    pub(crate) code_description: bool,
    /// Whether diagnostics may name other places.
    pub(crate) related_information: bool,
    /// Whether it keeps data of diagnostics.
    pub(crate) diagnostic_data: bool,
    /// The tags of diagnostics that it knows.
    pub(crate) tags: Vec<u64>,
    /// Whether hover texts may be Markdown.
    pub(crate) markdown_hover: bool,
    /// Whether it opens documents for the server.
    pub(crate) shows_documents: bool,
    /// Whether `workspace/willRenameFiles` is sent.
    pub(crate) renames_files: bool,
    /// The notifications that are sent after files were created, renamed or deleted.
    pub(crate) file_notifications: Vec<&'static str>,
    /// The folders of the workspace.
    pub(crate) folders: Vec<PathBuf>,
    /// The settings that came with the request, as sent.
    pub(crate) options: Value,
    /// The process whose end ends the server.
    pub(crate) process: Option<u32>,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(crate) fn of(params: &Value) -> Self {
        let capability = |path: &str| params.pointer(&format!("/capabilities/{path}")).filter(|value| !value.is_null());
        let can = |path: &str| capability(path).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, item: &str| {
            let list = capability(path).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|value| value == item))
        };
        let utf8 = lists("general/positionEncodings", "utf-8");
        let edits = "workspace/workspaceEdit";
        let operations = |name: &str| {
            can(&format!("{edits}/documentChanges")) && lists(&format!("{edits}/resourceOperations"), name)
        };
        let tags = capability("textDocument/publishDiagnostics/tagSupport/valueSet").and_then(Value::as_array);
        Self {
            encoding: if utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            pulls: capability("textDocument/diagnostic").is_some(),
            refreshes: can("workspace/diagnostics/refreshSupport"),
            configuration: can("workspace/configuration"),
            registers_configuration: can("workspace/didChangeConfiguration/dynamicRegistration"),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            document_changes: can(&format!("{edits}/documentChanges")),
            creates: operations("create"),
            renames: operations("rename"),
            annotations: capability(&format!("{edits}/changeAnnotationSupport")).is_some(),
            applies_edits: can("workspace/applyEdit"),
            action_literals: capability("textDocument/codeAction/codeActionLiteralSupport").is_some(),
            resolves_edits: lists("textDocument/codeAction/resolveSupport/properties", "edit")
                && can("textDocument/codeAction/dataSupport"),
            code_description: can("textDocument/publishDiagnostics/codeDescriptionSupport")
                || can("textDocument/diagnostic/codeDescriptionSupport"),
            related_information: can("textDocument/publishDiagnostics/relatedInformation")
                || can("textDocument/diagnostic/relatedInformation"),
            diagnostic_data: can("textDocument/publishDiagnostics/dataSupport")
                || can("textDocument/diagnostic/dataSupport"),
            tags: tags.into_iter().flatten().filter_map(Value::as_u64).collect(),
            markdown_hover: lists("textDocument/hover/contentFormat", "markdown"),
            shows_documents: can("window/showDocument/support"),
            renames_files: can("workspace/fileOperations/willRename"),
            file_notifications: ["didCreate", "didRename", "didDelete"]
                .into_iter()
                .filter(|name| can(&format!("workspace/fileOperations/{name}")))
                .collect(),
            folders: folders(params),
            options: params.get("initializationOptions").cloned().unwrap_or_default(),
            process: params.get("processId").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok()),
        }
    }
}

/// The folders of the workspace, or the root of clients that know only one.
fn folders(params: &Value) -> Vec<PathBuf> {
    let uris: Vec<&str> = match params.get("workspaceFolders").and_then(Value::as_array) {
        Some(folders) => folders.iter().filter_map(|folder| folder.get("uri")?.as_str()).collect(),
        None => params.get("rootUri").and_then(Value::as_str).into_iter().collect(),
    };
    uris.into_iter().map(path_of).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_is_expected_of_a_client_that_declares_nothing() {
        let client = Client::of(&json!({ "capabilities": {} }));
        assert_eq!(client.encoding, Encoding::Utf16);
        assert!(!client.pulls && !client.action_literals && !client.document_changes && client.folders.is_empty());
    }

    #[test]
    fn odd_shapes_do_not_hide_the_rest() {
        let client = Client::of(&json!({
            "processId": "x",
            "workspaceFolders": [{ "uri": "file:///a%20b" }, 3],
            "capabilities": {
                "general": { "positionEncodings": ["utf-32", "utf-8"] },
                "textDocument": { "diagnostic": {}, "codeAction": { "dataSupport": 1 } },
            }
        }));
        assert_eq!(client.encoding, Encoding::Utf8);
        assert!(client.pulls && !client.resolves_edits && client.process.is_none());
        assert_eq!(client.folders, [PathBuf::from("/a b")]);
    }
}
