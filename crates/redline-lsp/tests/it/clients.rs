//! Sessions with the `initialize` request of each known client, as it sends it.

use std::path::Path;

use redline_lsp::position::{Encoding, Lines};
use serde_json::{Value, json};

use crate::session::{Session, TestBook, uri};

/// The requests, by the name of the client.
fn clients() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/capabilities");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let read = |path: &Path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut clients: Vec<(String, Value)> = files.map(|path| (name(&path), read(&path))).collect();
    clients.sort_by(|one, other| one.0.cmp(&other.0));
    clients
}

const TEXT: &str = "# Café 😀\n\nAn é 😀 is the the end.\n\nWe recieve it.\n";

/// The text after the edits of one document.
fn edited(text: &str, edits: &Value, encoding: Encoding) -> String {
    let mut text = text.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        let span = Lines::new(&text, encoding).span(serde_json::from_value(edit["range"].clone()).unwrap());
        text.replace_range(span, edit["newText"].as_str().unwrap());
    }
    text
}

/// The edits of one document in an edit of the workspace.
fn edits_of<'a>(edit: &'a Value, address: &str) -> &'a Value {
    let changed = edit["documentChanges"].as_array().into_iter().flatten();
    let changed = changed.clone().find(|it| it["textDocument"]["uri"] == address);
    changed.map_or_else(|| &edit["changes"][address], |changed| &changed["edits"])
}

#[test]
fn every_client_is_served_as_it_declares() {
    let clients = clients();
    assert!(clients.len() >= 9, "{clients:?}");
    for (name, mut params) in clients {
        let book = TestBook::new("", &[("a.md", TEXT), ("b.md", "# B\n\nSee [a](a.md#café-).\n")]);
        let (path, config) = (book.src("a.md"), book.path("book.toml"));
        params["processId"] = Value::Null;
        params["rootUri"] = uri(&book.path("")).into();
        params["workspaceFolders"] = json!([{ "uri": uri(&book.path("")), "name": "book" }]);
        let mut session = Session::start_with(&params);
        let capabilities = session.initialized["capabilities"].clone();
        let encoding = if capabilities["positionEncoding"] == "utf-8" { Encoding::Utf8 } else { Encoding::Utf16 };
        session.open_file(&path);
        session.open_file(&config);
        assert_eq!(session.rules(&path), ["repeated-word", "misspelling"], "{name}");

        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
        let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
        let request = json!({ "textDocument": { "uri": uri(&path) }, "range": range, "context": context });
        let found = session.request("textDocument/codeAction", request.clone()).unwrap();
        assert_eq!(found.as_array().unwrap().len(), 1, "{name}: {found}");
        let mut action = found[0].clone();
        if action.get("data").is_some() {
            action = session.request("codeAction/resolve", action).unwrap();
        }
        let edit = match action.get("edit") {
            Some(edit) => edit.clone(),
            None => {
                let command = json!({ "command": action["command"], "arguments": action["arguments"] });
                match session.request("workspace/executeCommand", command) {
                    Ok(_) => {
                        session.received.iter().rfind(|it| it.0 == "workspace/applyEdit").unwrap().1["edit"].clone()
                    }
                    // ALE applies no edits of a server.
                    Err((_, reason)) => {
                        assert!(name.starts_with("ale") && reason.contains("does not apply edits"), "{name}: {reason}");
                        assert!(session.end());
                        continue;
                    }
                }
            }
        };
        let fixed = edited(TEXT, edits_of(&edit, &uri(&path)), encoding);
        assert_eq!(fixed, TEXT.replace("the the", "the").replace("recieve", "receive"), "{name}");
        session.change(&path, &fixed);
        assert_eq!(session.settle(&path), Vec::<Value>::new(), "{name}");
        assert_eq!(session.request("textDocument/codeAction", request).unwrap(), json!([]), "{name}");

        let rename = json!({
            "textDocument": { "uri": uri(&path) }, "position": { "line": 0, "character": 3 }, "newName": "Tea",
        });
        let edit = session.request("textDocument/rename", rename).unwrap();
        assert!(edit.get("changes").is_some_and(|it| !it.is_null()) != edit.get("documentChanges").is_some(), "{name}");
        assert_eq!(edited(&fixed, edits_of(&edit, &uri(&path)), encoding), fixed.replace("Café 😀", "Tea"), "{name}");

        session
            .change(&config, "[preprocessor.redline]\nrules = { empty-section = \"off\", no-such-rule = \"off\" }\n");
        assert_eq!(session.settle(&config).len(), 1, "{name}");
        assert!(session.end(), "{name}");
    }
}
