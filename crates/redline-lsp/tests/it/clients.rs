//! Sessions of real clients: what they declare in `capabilities/` decides on the form of what they get.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::session::{Session, TestBook, uri};

/// A chapter with two findings behind characters of several lengths, and after all safe fixes.
const BEFORE: &str = "# Start\n\né 😀 the the end.\n\nA administrator reads.\n";
const AFTER: &str = "# Start\n\né 😀 the end.\n\nAn administrator reads.\n";

/// The parameters of `initialize` of every client, by its name, for a book in this folder.
fn clients(book: &Path) -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/capabilities");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let clients = files.filter(|path| path.extension().is_some_and(|it| it == "json")).map(|path| {
        let text = std::fs::read_to_string(&path).unwrap().replace("/book\"", &format!("{}\"", book.display()));
        (path.file_stem().unwrap().to_string_lossy().into_owned(), serde_json::from_str(&text).unwrap())
    });
    clients.collect()
}

/// Runs a session with each client over a book of one chapter.
fn each_client(mut run: impl FnMut(&str, &Value, &mut Session, &Path)) {
    let book = TestBook::new("", &[("start.md", BEFORE)]);
    let clients = clients(&book.path(""));
    assert_eq!(clients.len(), 9);
    for (name, params) in clients {
        let mut session = Session::start_with(&params);
        let path = book.src("start.md");
        session.open_file(&path);
        run(&name, &params["capabilities"], &mut session, &path);
        assert!(session.end(), "{name}");
    }
}

/// The safe fixes as an action of this client with its edit.
fn fix_all(session: &mut Session, path: &Path) -> Option<Value> {
    let everything = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let context = json!({ "diagnostics": [], "only": ["source.fixAll.redline"] });
    let params = json!({ "textDocument": { "uri": uri(path) }, "range": everything, "context": context });
    let actions = session.request("textDocument/codeAction", params).unwrap();
    let action = actions.as_array().unwrap().first()?.clone();
    if action["edit"].is_null() && !action["data"].is_null() {
        return Some(session.request("codeAction/resolve", action).unwrap());
    }
    Some(action)
}

/// The text after edits whose columns count units of this size.
fn applied(edits: &[Value], units: impl Fn(&str) -> usize) -> String {
    let offset = |place: &Value| {
        let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        let start: usize = BEFORE.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let ends = BEFORE[start..].char_indices().map(|(at, _)| at);
        start + ends.into_iter().find(|&at| units(&BEFORE[start..start + at]) == number("character")).unwrap()
    };
    let mut text = BEFORE.to_owned();
    for edit in edits.iter().rev() {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        text.replace_range(range, edit["newText"].as_str().unwrap());
    }
    text
}

#[test]
fn every_client_is_shown_each_finding_once_by_one_channel() {
    each_client(|name, capabilities, session, path| {
        assert_eq!(session.rules(path), ["repeated-word", "a-an"], "{name}");
        let pulls = !capabilities["textDocument"]["diagnostic"].is_null();
        assert_eq!(session.count("textDocument/publishDiagnostics") == 0, pulls, "{name}");
        let refused = ["client/registerCapability", "window/workDoneProgress/create"].map(|it| session.count(it));
        let watches = capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] == true
            || capabilities["workspace"]["didChangeConfiguration"]["dynamicRegistration"] == true;
        let progress = capabilities["window"]["workDoneProgress"] == true;
        assert!((watches || refused[0] == 0) && (progress || refused[1] == 0), "{name}: {:#?}", session.received);
    });
}

#[test]
fn positions_are_in_the_unit_of_the_client() {
    each_client(|name, capabilities, session, path| {
        let offered = capabilities["general"]["positionEncodings"].as_array();
        let utf8 = offered.is_some_and(|offered| offered.contains(&json!("utf-8")));
        let start = session.settle(path)[0]["range"]["start"].clone();
        assert_eq!(start, json!({ "line": 2, "character": if utf8 { 8 } else { 5 } }), "{name}");
    });
}

#[test]
fn all_fixes_are_edits_in_the_form_of_the_client() {
    each_client(|name, capabilities, session, path| {
        session.rest();
        let action = fix_all(session, path);
        let literal = !capabilities["textDocument"]["codeAction"]["codeActionLiteralSupport"].is_null();
        let Some(edit) = action.as_ref().map(|action| &action["edit"]).filter(|edit| edit.is_object()) else {
            assert!(!literal, "{name}: {action:?}");
            return;
        };
        let versioned = capabilities["workspace"]["workspaceEdit"]["documentChanges"] == true;
        let edits = if versioned {
            assert!(edit["changes"].is_null(), "{name}");
            assert_eq!(edit["documentChanges"][0]["textDocument"]["version"], 1, "{name}");
            edit["documentChanges"][0]["edits"].as_array()
        } else {
            assert!(edit.get("documentChanges").is_none(), "{name}");
            edit["changes"][uri(path)].as_array()
        };
        let utf8 = session.initialized["capabilities"]["positionEncoding"] == "utf-8";
        let units = |text: &str| if utf8 { text.len() } else { text.encode_utf16().count() };
        assert_eq!(applied(edits.unwrap(), units), AFTER, "{name}");
    });
}

#[test]
fn every_client_renames_and_sees_a_wrong_configuration() {
    each_client(|name, _, session, path| {
        let at = json!({ "line": 0, "character": 3 });
        let rename = json!({ "textDocument": { "uri": uri(path) }, "position": at, "newName": "Tea" });
        let edit = session.request("textDocument/rename", rename).unwrap();
        let simple = &edit["changes"][uri(path)][0];
        let versioned = &edit["documentChanges"][0]["edits"][0];
        assert!(simple.is_null() != versioned.is_null(), "one form of the two: {name}: {edit}");
        assert_eq!([simple, versioned].map(|edit| &edit["newText"]).iter().filter(|text| **text == "Tea").count(), 1);

        let config = path.parent().unwrap().with_file_name("book.toml");
        session.open_file(&config);
        session.change(&config, "[preprocessor.redline.rules]\nno-such-rule = \"off\"\n");
        assert_eq!(session.settle(&config).len(), 1, "{name}");
    });
}
