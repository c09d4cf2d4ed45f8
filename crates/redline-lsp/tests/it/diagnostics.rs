//! Which diagnostics a client is shown, and when.

use serde_json::json;

use crate::session::{Session, TestBook, able, plain, uri};

/// A client that pulls diagnostics, but not again on request.
fn pulling() -> serde_json::Value {
    json!({ "textDocument": { "diagnostic": {} } })
}

#[test]
fn an_ended_session_is_clean_only_after_shutdown() {
    assert!(Session::start(&plain()).end());
    assert!(!Session::start(&plain()).exit());
    let mut session = Session::start(&able());
    assert_eq!(session.request("shutdown", serde_json::Value::Null), Ok(serde_json::Value::Null));
    assert_eq!(session.request("textDocument/hover", json!({})).unwrap_err().0, -32600);
    assert_eq!(Session::start(&able()).request("no/such", json!({})).unwrap_err().0, -32601);
}

#[test]
fn each_finding_is_shown_once() {
    let book = TestBook::new("", &[("a.md", "# A\n\nIt is the the end.\n")]);
    let path = book.src("a.md");
    for capabilities in [plain(), pulling(), able()] {
        let mut session = Session::start(&capabilities);
        session.open_file(&path);
        let shown = session.settle(&path);
        assert_eq!(shown.len(), 1, "{capabilities}: {shown:?}");
        let pulls = session.initialized["capabilities"].get("diagnosticProvider").is_some();
        assert_eq!(session.count("textDocument/publishDiagnostics") == 0, pulls, "{capabilities}");
        assert_eq!((shown[0]["severity"].as_u64(), shown[0]["source"].as_str()), (Some(2), Some("redline")));
        session.change(&path, "# A\n\nIt is the end.\n");
        assert_eq!(session.rules(&path), Vec::<String>::new(), "{capabilities}");
        assert!(session.end());
    }
}

#[test]
fn findings_are_in_the_included_file_and_links_follow_its_headings() {
    let files = [
        ("a.md", "# A\n\n{{#include _part.md}}\n"),
        ("_part.md", "## Part\n\nThe the end.\n"),
        ("b.md", "# B\n\nSee [it](a.md#part).\n"),
    ];
    let book = TestBook::new("", &files);
    let (part, b) = (book.src("_part.md"), book.src("b.md"));
    for capabilities in [plain(), able()] {
        let mut session = Session::start(&capabilities);
        session.open_file(&part);
        session.open_file(&b);
        assert_eq!(session.rules(&part), ["repeated-word"], "{capabilities}");
        assert_eq!(session.rules(&b), Vec::<String>::new());
        session.change(&part, "## Other\n\nThe end.\n");
        assert_eq!(session.rules(&b), ["broken-anchor"], "{capabilities}");
        session.change(&part, "## Part\n\nThe end.\n");
        assert_eq!(session.rules(&b), Vec::<String>::new(), "{capabilities}");
        assert!(session.end());
    }
}

#[test]
fn diagnostics_are_pulled_again_on_request() {
    let files = [("a.md", "# A\n\n## Part\n"), ("b.md", "# B\n\nSee [it](a.md#part).\n")];
    let book = TestBook::new("", &files);
    let (a, b) = (book.src("a.md"), book.src("b.md"));
    let mut session = Session::start(&able());
    session.open_file(&a);
    session.open_file(&b);
    session.settle(&a);
    session.settle(&b);
    let before = session.count("workspace/diagnostic/refresh");
    session.change(&a, "# A\n\n## Other\n");
    session.rest();
    assert_eq!(session.count("workspace/diagnostic/refresh"), before + 1);
    session.settle(&b);
    session.rest();
    assert_eq!(session.count("workspace/diagnostic/refresh"), before + 1, "no loop");
}

#[test]
fn many_changes_make_few_lists() {
    let book = TestBook::new("", &[("a.md", "# A\n\nText\n")]);
    let path = book.src("a.md");
    let mut session = Session::start(&plain());
    session.open_file(&path);
    session.settle(&path);
    let before = session.count("textDocument/publishDiagnostics");
    let mut version = 0;
    for column in 0..50 {
        let at = json!({ "line": 2, "character": 4 + column });
        version = session.change_by(&path, &json!([{ "range": { "start": at, "end": at }, "text": "x" }]));
    }
    session.settle(&path);
    assert!(session.count("textDocument/publishDiagnostics") - before <= 5);
    let (_, last) = session.received.iter().rfind(|(method, _)| method == "textDocument/publishDiagnostics").unwrap();
    assert_eq!(last["version"], version);
}

#[test]
fn half_a_word_is_not_flagged_while_it_is_typed() {
    let book = TestBook::new("", &[("a.md", "# A\n\nWe recieve\n")]);
    let path = book.src("a.md");
    let mut session = Session::start(&plain());
    session.open(&path, "# A\n\nWe reciev\n");
    session.settle(&path);
    session.received.clear();
    let at = json!({ "line": 2, "character": 9 });
    session.change_by(&path, &json!([{ "range": { "start": at, "end": at }, "text": "e" }]));
    session.wait(|session| session.count("textDocument/publishDiagnostics") > 0, "the list of the chapter");
    assert_eq!(session.received[0].1["diagnostics"], json!([]));
    assert_eq!(session.rules(&path), ["misspelling"], "after the pause");
}

#[test]
fn the_configuration_is_diagnosed_where_it_is_wrong() {
    let book = TestBook::new("", &[("a.md", "# A\n\nIt is the the end.\n")]);
    let (path, config) = (book.src("a.md"), book.path("book.toml"));
    for capabilities in [plain(), able()] {
        let mut session = Session::start(&capabilities);
        session.open_file(&path);
        session.open_file(&config);
        assert_eq!(session.settle(&config), Vec::<serde_json::Value>::new());
        session.change(&config, "[preprocessor.redline.rules]\nheading-cse = \"title\"\n");
        let shown = session.settle(&config);
        assert_eq!(shown.len(), 1, "{shown:?}");
        assert_eq!(shown[0]["range"]["start"], json!({ "line": 1, "character": 0 }));
        assert_eq!(shown[0]["range"]["end"], json!({ "line": 1, "character": 11 }));
        assert!(shown[0]["message"].as_str().unwrap().ends_with("did you mean `heading-case`?"), "{shown:?}");
        assert_eq!(session.rules(&path), ["repeated-word"], "the last valid settings hold");
        session.change(&config, "[preprocessor.redline.rules]\nrepeated-word = \"off\"\n");
        assert_eq!(session.settle(&config), Vec::<serde_json::Value>::new());
        assert_eq!(session.rules(&path), Vec::<String>::new());
    }
}

#[test]
fn an_unsaved_table_of_contents_decides_on_the_chapters() {
    let book = TestBook::new("", &[("a.md", "# A\n\nSee [b](b.md#gone).\n"), ("b.md", "# B\n")]);
    let (a, summary) = (book.src("a.md"), book.src("SUMMARY.md"));
    let mut session = Session::start(&able());
    session.open_file(&a);
    session.open_file(&summary);
    assert_eq!(session.rules(&a), ["broken-anchor"]);
    session.change(&summary, "# Summary\n\n- [a](a.md)\n");
    assert_eq!(session.rules(&a), Vec::<String>::new(), "b.md is no page now");
}

#[test]
fn with_on_save_nothing_is_checked_between_saves() {
    let book = TestBook::new("", &[("a.md", "# A\n\nIt is the the end.\n")]);
    let path = book.src("a.md");
    for capabilities in [plain(), able()] {
        let mut session = Session::start_with(&json!({
            "capabilities": capabilities, "initializationOptions": { "settings": { "run": "onSave" } },
        }));
        session.settings = json!({ "run": "onSave" });
        session.open_file(&path);
        assert_eq!(session.rules(&path), ["repeated-word"]);
        let before = session.received.len();
        session.change(&path, "# A\n\nIt is the end.\n");
        assert_eq!(session.rules(&path), ["repeated-word"]);
        assert_eq!(session.received.len(), before, "{:?}", session.received);
        session.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri(&path) } }));
        assert_eq!(session.rules(&path), Vec::<String>::new());
    }
}

#[test]
fn closed_files_are_shown_if_the_scope_is_the_book() {
    let book = TestBook::new("", &[("a.md", "# A\n\nText.\n"), ("b.md", "# B\n\nIt is the the end.\n")]);
    let (a, b) = (book.src("a.md"), book.src("b.md"));
    let mut session = Session::start(&plain());
    session.open_file(&a);
    session.settle(&a);
    assert!(!session.shown.contains_key(&uri(&b)));
    session.notify("workspace/didChangeConfiguration", json!({ "settings": { "redline": { "scope": "book" } } }));
    assert_eq!(session.rules(&b), ["repeated-word"]);
    session.notify("workspace/didChangeConfiguration", json!({ "settings": { "scope": "open" } }));
    assert_eq!(session.rules(&b), Vec::<String>::new());
}

#[test]
fn all_files_are_listed_once_and_then_only_changes() {
    let book = TestBook::new("", &[("a.md", "# A\n\nText.\n"), ("b.md", "# B\n\nIt is the the end.\n")]);
    let (a, b) = (book.src("a.md"), book.src("b.md"));
    let mut session = Session::start(&able());
    session.open_file(&a);
    let report = session.request("workspace/diagnostic", json!({ "previousResultIds": [] })).unwrap();
    let items = report["items"].as_array().unwrap();
    assert_eq!((items.len(), &items[0]["uri"]), (1, &json!(uri(&b))), "{report}");
    let known = json!([{ "uri": uri(&b), "value": items[0]["resultId"] }]);
    let waiting = session.send("workspace/diagnostic", json!({ "previousResultIds": known }));
    session.rest();
    assert!(!session.is_answered(waiting), "nothing has changed");
    session.change(&a, "# A\n\nIt is the the end.\n");
    let report = session.answer(waiting).unwrap();
    let uris: Vec<&str> =
        report["items"].as_array().unwrap().iter().map(|item| item["uri"].as_str().unwrap()).collect();
    assert_eq!(uris, [uri(&a)]);
    let waiting = session.send("workspace/diagnostic", json!({ "previousResultIds": known }));
    session.notify("$/cancelRequest", json!({ "id": waiting }));
    assert!(session.answer(waiting).is_ok_and(|it| it["items"][0]["uri"] == uri(&a)) || session.end());
}

#[test]
fn an_unchanged_list_is_not_sent_again() {
    let book = TestBook::new("", &[("a.md", "# A\n\nIt is the the end.\n")]);
    let path = book.src("a.md");
    let mut session = Session::start(&able());
    session.open_file(&path);
    let first = session.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri(&path) } })).unwrap();
    assert_eq!(first["kind"], "full");
    let params = json!({ "textDocument": { "uri": uri(&path) }, "previousResultId": first["resultId"] });
    assert_eq!(session.request("textDocument/diagnostic", params).unwrap()["kind"], "unchanged");
}

#[test]
fn files_without_a_book_and_documents_without_a_file_are_checked_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("lone é.md");
    let mut session = Session::start(&plain());
    session.open(&path, "# A\n\nIt is the the end.\n");
    assert_eq!(session.rules(&path), ["repeated-word"]);
    let document =
        json!({ "uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "It is the the end.\n" });
    session.notify("textDocument/didOpen", json!({ "textDocument": document }));
    session
        .wait(|session| session.shown.get("untitled:Untitled-1").is_some_and(|list| list.len() == 1), "its findings");
    assert!(session.end());
}

#[test]
fn each_book_is_checked_by_its_own_table() {
    let text = "# A\n\nIt is the the end.\n";
    let strict = TestBook::new("", &[("a.md", text)]);
    let lenient = TestBook::new("rules = { repeated-word = \"off\" }\n", &[("a.md", text)]);
    let mut session = Session::start(&plain());
    session.open_file(&strict.src("a.md"));
    session.open_file(&lenient.src("a.md"));
    assert_eq!(session.rules(&strict.src("a.md")), ["repeated-word"]);
    assert_eq!(session.rules(&lenient.src("a.md")), Vec::<String>::new());
}

#[test]
fn changes_on_disk_are_noticed() {
    let book = TestBook::new("", &[("a.md", "# A\n\n{{#include _part.md}}\n")]);
    let path = book.src("a.md");
    let mut session = Session::start(&plain());
    session.open_file(&path);
    assert_eq!(session.rules(&path), ["unresolved-include"]);
    book.write("src/_part.md", "Text.\n");
    let changes = json!([{ "uri": uri(&book.src("_part.md")), "type": 1 }]);
    session.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    assert_eq!(session.rules(&path), Vec::<String>::new());
    std::fs::remove_file(book.src("_part.md")).unwrap();
    session.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri(&path) } }));
    assert_eq!(session.rules(&path), ["unresolved-include"], "although no watcher noticed it");
}

#[test]
fn wrong_settings_are_shown_once() {
    let mut session = Session::start(&plain());
    for _ in 0..2 {
        session.notify("workspace/didChangeConfiguration", json!({ "settings": { "runn": "onSave" } }));
    }
    session.rest();
    assert_eq!(session.count("window/showMessage"), 1);
    assert!(session.received[0].1["message"].as_str().unwrap().ends_with("did you mean `redline.run`?"));
}

#[test]
fn a_held_request_can_be_cancelled() {
    let book = TestBook::new("", &[("a.md", "# A\n\nIt is the the end.\n")]);
    let mut session = Session::start(&able());
    session.open_file(&book.src("a.md"));
    let report = session.request("workspace/diagnostic", json!({ "previousResultIds": [] })).unwrap();
    let item = &report["items"][0];
    let known = json!([{ "uri": item["uri"], "value": item["resultId"] }]);
    let held = session.send("workspace/diagnostic", json!({ "previousResultIds": known }));
    session.rest();
    assert!(!session.is_answered(held));
    session.notify("$/cancelRequest", json!({ "id": held }));
    assert_eq!(session.answer(held).unwrap_err().0, -32800);
}

#[test]
fn what_is_not_set_is_as_it_was_at_the_start() {
    let book = TestBook::new("", &[("a.md", "# A\n\nText.\n"), ("b.md", "# B\n\nIt is the the end.\n")]);
    let mut session = Session::start_with(&json!({
        "capabilities": { "workspace": { "configuration": true } },
        "workspaceFolders": [{ "uri": uri(&book.path("")), "name": "book" }],
        "initializationOptions": { "settings": { "scope": "book" } },
    }));
    assert_eq!(
        session.rules(&book.src("b.md")),
        ["repeated-word"],
        "although nothing is open and the settings are null"
    );
}

#[test]
fn with_on_save_actions_show_nothing_of_what_is_not_saved() {
    let book = TestBook::new("", &[("a.md", "# A\n\nText.\n"), ("b.md", "# B\n\nText.\n")]);
    let (a, b) = (book.src("a.md"), book.src("b.md"));
    let mut session = Session::start_with(&json!({
        "capabilities": able(), "initializationOptions": { "settings": { "run": "onSave" } },
    }));
    session.open_file(&a);
    session.open_file(&b);
    session.rest();
    session.change(&a, "# A\n\nIt is the the end.\n");
    let at = json!({ "line": 2, "character": 7 });
    let params = json!({
        "textDocument": { "uri": uri(&a) }, "range": { "start": at, "end": at }, "context": { "diagnostics": [] },
    });
    assert!(!session.request("textDocument/codeAction", params).unwrap().as_array().unwrap().is_empty());
    assert_eq!(session.rules(&a), Vec::<String>::new());
    session.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri(&b) } }));
    assert_eq!(session.rules(&a), Vec::<String>::new(), "another document was saved");
    session.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri(&a) } }));
    assert_eq!(session.rules(&a), ["repeated-word"]);
}
