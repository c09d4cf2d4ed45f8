//! What the server can do, by what the client can do.

use serde_json::{Value, json};

use crate::client::Client;
use crate::commands;
use crate::position::Encoding;
use crate::settings::{EditorSettings, Scope};

/// The name of our fix-all action, by which editors run it on saving.
pub(crate) const FIX_ALL: &str = "source.fixAll.redline";

/// The result of `initialize`.
pub(crate) fn initialize_result(client: &Client, settings: &EditorSettings) -> Value {
    let encoding = match client.encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
    };
    let actions = if client.action_literals || client.resolves_edits {
        json!({ "codeActionKinds": ["quickfix", FIX_ALL], "resolveProvider": client.resolves_edits })
    } else {
        json!(true)
    };
    let mut capabilities = json!({
        "positionEncoding": encoding,
        "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
        "codeActionProvider": actions,
        "executeCommandProvider": { "commands": commands::ALL },
        "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
    });
    let features = &settings.features;
    let mut add = |is_on: bool, name: &str, value: Value| {
        if is_on {
            capabilities[name] = value;
        }
    };
    // A client that is shown the open documents alone would otherwise ask for the others at once.
    let lists_book = client.options.is_null() || settings.scope == Scope::Book;
    add(
        client.pulls,
        "diagnosticProvider",
        json!({ "identifier": "redline", "interFileDependencies": true, "workspaceDiagnostics": lists_book }),
    );
    add(features.hover, "hoverProvider", json!(true));
    add(
        features.completion,
        "completionProvider",
        json!({ "triggerCharacters": ["#", "/", "(", ":", "[", "^", "\"", "."], "resolveProvider": false }),
    );
    add(features.definition, "definitionProvider", json!(true));
    add(features.references, "referencesProvider", json!(true));
    add(features.links, "documentLinkProvider", json!({ "resolveProvider": false }));
    add(features.rename, "renameProvider", json!({ "prepareProvider": true }));
    add(features.formatting, "documentFormattingProvider", json!(true));
    add(features.formatting, "documentRangeFormattingProvider", json!(true));
    let filters = json!({ "filters": [
        { "scheme": "file", "pattern": { "glob": "**/*", "matches": "file" } },
        { "scheme": "file", "pattern": { "glob": "**/*", "matches": "folder" } },
    ] });
    let will_rename = (features.rename && client.renames_files).then_some("willRename");
    for operation in client.file_notifications.iter().copied().chain(will_rename) {
        capabilities["workspace"]["fileOperations"][operation] = filters.clone();
    }
    json!({
        "capabilities": capabilities,
        "serverInfo": { "name": "mdbook-redline", "version": env!("CARGO_PKG_VERSION") },
    })
}
