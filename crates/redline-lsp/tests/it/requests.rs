//! Requests about a place, over the protocol.

use redline_lsp::position::{Encoding, Lines};
use serde_json::{Value, json};

use crate::session::{Session, TestBook, able, plain, uri};

/// A client that knows code actions, but not how to resolve them.
fn eager() -> Value {
    json!({
        "workspace": { "applyEdit": true },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } } },
    })
}

/// A client that knows only commands.
fn commanding() -> Value {
    json!({ "workspace": { "applyEdit": true } })
}

fn actions(session: &mut Session, path: &std::path::Path, line: u32, only: &Value) -> Vec<Value> {
    let diagnostics = session.settle(path);
    let at = json!({ "line": line, "character": 9 });
    let mut context = json!({ "diagnostics": diagnostics, "triggerKind": 1 });
    if !only.is_null() {
        context["only"] = only.clone();
    }
    let params =
        json!({ "textDocument": { "uri": uri(path) }, "range": { "start": at, "end": at }, "context": context });
    session.request("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
}

/// The text of a document, which is ASCII, after the edit of it, which must be the only one.
fn edited(text: &str, path: &std::path::Path, edit: &Value) -> String {
    let of_able = &edit["documentChanges"];
    let edits = edit.pointer("/changes").map_or(&of_able[0]["edits"], |changes| &changes[uri(path)]);
    assert!(of_able.is_null() || of_able.as_array().unwrap().len() == 1, "{edit}");
    let mut text = text.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        let span = Lines::new(&text, Encoding::Utf8).span(serde_json::from_value(edit["range"].clone()).unwrap());
        text.replace_range(span, edit["newText"].as_str().unwrap());
    }
    text
}

const TEXT: &str = "# A\n\nIt is the the end.\n\nWe recieve it.\n";

#[test]
fn every_client_can_apply_a_fix() {
    let book = TestBook::new("", &[("a.md", TEXT)]);
    let path = book.src("a.md");
    for capabilities in [able(), eager(), commanding()] {
        let mut session = Session::start(&capabilities);
        session.open_file(&path);
        let found = actions(&mut session, &path, 2, &Value::Null);
        let fix = found[0].clone();
        let edit = if fix.get("data").is_some() {
            assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
            assert_eq!(fix["diagnostics"][0]["code"], "repeated-word");
            session.request("codeAction/resolve", fix).unwrap()["edit"].clone()
        } else if fix.get("edit").is_some() {
            fix["edit"].clone()
        } else {
            let params = json!({ "command": fix["command"], "arguments": fix["arguments"] });
            session.request("workspace/executeCommand", params).unwrap();
            session.received.iter().find(|(method, _)| method == "workspace/applyEdit").unwrap().1["edit"].clone()
        };
        assert_eq!(edited(TEXT, &path, &edit), TEXT.replace("the the", "the"), "{capabilities}");
        assert!(session.end());
    }
}

#[test]
fn all_safe_fixes_are_one_action_that_leaves_nothing() {
    let book = TestBook::new("", &[("a.md", TEXT)]);
    let path = book.src("a.md");
    for (kind, capabilities) in [("source.fixAll", able()), ("source.fixAll.redline", eager()), ("source", able())] {
        let mut session = Session::start(&capabilities);
        session.open_file(&path);
        let found = actions(&mut session, &path, 0, &json!([kind]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["kind"], "source.fixAll.redline");
        let action = match found[0].get("edit") {
            Some(_) => found[0].clone(),
            None => session.request("codeAction/resolve", found[0].clone()).unwrap(),
        };
        let fixed = edited(TEXT, &path, &action["edit"]);
        assert_eq!(fixed, "# A\n\nIt is the end.\n\nWe receive it.\n");
        session.change(&path, &fixed);
        assert!(actions(&mut session, &path, 0, &json!([kind])).is_empty());
    }
}

#[test]
fn actions_are_of_the_wanted_kinds_and_the_current_text() {
    let book = TestBook::new("", &[("a.md", TEXT)]);
    let path = book.src("a.md");
    let mut session = Session::start(&able());
    session.open_file(&path);
    assert!(actions(&mut session, &path, 2, &json!(["refactor"])).is_empty());
    assert!(actions(&mut session, &path, 0, &json!(["quickfix"])).is_empty());
    session.change(&path, "# A\n\nIt is an a end.\n");
    let at = json!({ "line": 2, "character": 7 });
    let params = json!({
        "textDocument": { "uri": uri(&path) }, "range": { "start": at, "end": at },
        "context": { "diagnostics": [], "only": ["quickfix"] },
    });
    let found = session.request("textDocument/codeAction", params).unwrap();
    let of_old_text =
        found.as_array().unwrap().iter().any(|action| action["title"].as_str().unwrap().contains("the the"));
    assert!(!of_old_text && !found.as_array().unwrap().is_empty(), "{found}");
}

#[test]
fn the_page_of_a_rule_and_the_report_need_a_cache() {
    let book = TestBook::new("", &[("a.md", TEXT)]);
    let path = book.src("a.md");
    let mut session = Session::start(&plain());
    session.open_file(&path);
    let params = json!({ "command": "redline.explainRule", "arguments": ["repeated-word"] });
    assert_eq!(
        session.request("workspace/executeCommand", params.clone()).unwrap_err().1,
        "`repeated-word` has no page"
    );
    let cache = tempfile::tempdir().unwrap();
    let variables = vec![("XDG_CACHE_HOME".to_owned(), cache.path().display().to_string())];
    let params_of = json!({ "capabilities": able() });
    let mut session = Session::start_in(&params_of, variables);
    session.open_file(&path);
    session.request("workspace/executeCommand", params).unwrap();
    let report = json!({ "command": "redline.openReport", "arguments": [] });
    session.request("workspace/executeCommand", report).unwrap();
    let shown: Vec<&Value> =
        session.received.iter().filter(|(method, _)| method == "window/showDocument").map(|it| &it.1).collect();
    assert_eq!(shown.len(), 2);
    assert!(shown[0]["uri"].as_str().unwrap().ends_with("/rules/repeated-word.md"));
    let page = shown[1]["uri"].as_str().unwrap().strip_prefix("file://").unwrap();
    assert!(std::fs::read_to_string(page).unwrap().contains("repeated-word"));
}

#[test]
fn the_whole_book_is_shown_on_request() {
    let book = TestBook::new("", &[("a.md", "# A\n\nText.\n"), ("b.md", TEXT)]);
    let mut session = Session::start(&plain());
    session.open_file(&book.src("a.md"));
    session.request("workspace/executeCommand", json!({ "command": "redline.checkBook" })).unwrap();
    assert_eq!(session.rules(&book.src("b.md")), ["repeated-word", "misspelling"]);
}

#[test]
fn hover_and_completion_are_in_the_form_that_the_client_knows() {
    let book = TestBook::new("", &[("a.md", "# A\n\nIt is the the end.\n\nSee [it](#"), ("b.md", "# B\n")]);
    let path = book.src("a.md");
    for (capabilities, kind) in [(able(), "markdown"), (plain(), "plaintext")] {
        let mut session = Session::start(&capabilities);
        session.open_file(&path);
        let at = |line, character| json!({ "textDocument": { "uri": uri(&path) }, "position": { "line": line, "character": character } });
        let hover = session.request("textDocument/hover", at(2, 9)).unwrap();
        assert_eq!(hover["contents"]["kind"], kind);
        assert!(hover["contents"]["value"].as_str().unwrap().contains("repeated-word"), "{hover}");
        assert_eq!(session.request("textDocument/hover", at(2, 1)).unwrap(), Value::Null);
        let items = session.request("textDocument/completion", at(4, 10)).unwrap();
        assert_eq!(items[0]["textEdit"]["newText"], "a", "{items}");
    }
}

#[test]
fn features_can_be_switched_off() {
    let options = json!({ "settings": { "features": { "hover": false, "formatting": true } } });
    let session = Session::start_with(&json!({ "capabilities": able(), "initializationOptions": options }));
    let capabilities = &session.initialized["capabilities"];
    assert!(capabilities.get("hoverProvider").is_none());
    assert_eq!(capabilities["documentFormattingProvider"], true);
    let operations = capabilities["workspace"]["fileOperations"].as_object().unwrap();
    assert_eq!(operations.keys().collect::<Vec<_>>(), ["didDelete", "willRename"], "those that the client declares");
}

#[test]
fn places_lead_to_each_other() {
    let files = [("a.md", "# A\n\nSee [b](b.md#part).\n"), ("b.md", "# B\n\n## Part\n\nText.\n")];
    let book = TestBook::new("", &files);
    let (a, b) = (book.src("a.md"), book.src("b.md"));
    let mut session = Session::start(&able());
    session.open_file(&a);
    let at = |path: &std::path::Path, line, character| json!({ "textDocument": { "uri": uri(path) }, "position": { "line": line, "character": character } });
    let found = session.request("textDocument/definition", at(&a, 2, 14)).unwrap();
    assert_eq!((&found[0]["uri"], &found[0]["range"]["start"]["line"]), (&json!(uri(&b)), &json!(2)), "{found}");
    let found = session.request("textDocument/references", at(&b, 2, 4)).unwrap();
    assert_eq!(found[0]["uri"], uri(&a), "{found}");
    let found = session.request("textDocument/documentLink", at(&a, 0, 0)).unwrap();
    assert_eq!(found[0]["target"], uri(&b), "{found}");
}

#[test]
fn a_heading_is_renamed_with_its_links() {
    let files = [("a.md", "# A\n\nSee [b](b.md#part).\n"), ("b.md", "# B\n\n## Part\n\nText.\n")];
    let book = TestBook::new("", &files);
    let b = book.src("b.md");
    let mut session = Session::start(&able());
    session.open_file(&b);
    let mut params = json!({ "textDocument": { "uri": uri(&b) }, "position": { "line": 2, "character": 4 } });
    assert_eq!(session.request("textDocument/prepareRename", params.clone()).unwrap()["placeholder"], "Part");
    params["newName"] = "Other part".into();
    let edit = session.request("textDocument/rename", params.clone()).unwrap();
    let texts = edit["documentChanges"].to_string();
    assert!(texts.contains("\"newText\":\"Other part\"") && texts.contains("other-part"), "{edit}");
    assert_eq!(edit["documentChanges"].as_array().unwrap().len(), 2);
    params["position"]["line"] = 4.into();
    let (code, reason) = session.request("textDocument/rename", params).unwrap_err();
    assert!(code == -32803 && !reason.is_empty(), "{reason}");
}

#[test]
fn links_follow_files_that_the_client_renames() {
    let files = [("a.md", "# A\n\nSee [b](part/b.md).\n"), ("part/b.md", "# B\n\nText.\n")];
    let book = TestBook::new("", &files);
    // No document need be open.
    let mut session = Session::start(&able());
    for (old, new, expected) in [("part/b.md", "part/c.md", "part/c.md"), ("part", "other", "other/b.md")] {
        let file = json!({ "oldUri": uri(&book.src(old)), "newUri": uri(&book.src(new)) });
        let edit = session.request("workspace/willRenameFiles", json!({ "files": [file] })).unwrap();
        let changed = edit["documentChanges"].as_array().unwrap();
        assert_eq!(changed.len(), 2, "the link and the table of contents: {edit}");
        assert!(
            changed
                .iter()
                .all(|it| it["edits"][0]["newText"].as_str().unwrap().contains(expected.split('/').next().unwrap()))
        );
    }
}

#[test]
fn a_missing_chapter_can_be_created_by_every_client() {
    let summary = "# Summary\n\n- [A](a.md)\n- [New one](new.md)\n";
    let book = TestBook::new("", &[("a.md", "# A\n\nText.\n"), ("SUMMARY.md", summary)]);
    let path = book.src("SUMMARY.md");
    for capabilities in [able(), commanding()] {
        let mut session = Session::start(&capabilities);
        session.open_file(&path);
        let found = actions(&mut session, &path, 3, &Value::Null);
        let title = json!("Create the chapter \"new.md\"");
        let action =
            found.iter().find(|action| action["title"] == title).unwrap_or_else(|| panic!("{found:?}")).clone();
        if action.get("data").is_some() {
            let edit = session.request("codeAction/resolve", action).unwrap()["edit"].clone();
            assert_eq!(edit["documentChanges"][0]["uri"], uri(&book.src("new.md")));
            assert_eq!(edit["documentChanges"][1]["edits"][0]["newText"], "# New one\n");
        } else {
            let params = json!({ "command": action["command"], "arguments": action["arguments"] });
            session.request("workspace/executeCommand", params).unwrap();
            assert_eq!(std::fs::read_to_string(book.src("new.md")).unwrap(), "# New one\n");
        }
    }
}

#[test]
fn words_are_accepted_for_all_files_at_once() {
    let text = "# A\n\nWe recieve it.\n";
    let book = TestBook::new("", &[("a.md", text), ("b.md", text)]);
    let (a, b, config) = (book.src("a.md"), book.src("b.md"), book.path("book.toml"));
    for capabilities in [able(), eager(), commanding()] {
        let mut session = Session::start(&capabilities);
        session.open_file(&a);
        session.open_file(&b);
        session.open_file(&config);
        let found = actions(&mut session, &a, 2, &Value::Null);
        let action = found.iter().find(|action| action["title"].as_str().unwrap().contains("ccept")).unwrap().clone();
        let edit = if action.get("data").is_some() {
            session.request("codeAction/resolve", action).unwrap()["edit"].clone()
        } else if action.get("edit").is_some() {
            action["edit"].clone()
        } else {
            let params = json!({ "command": action["command"], "arguments": action["arguments"] });
            session.request("workspace/executeCommand", params).unwrap();
            session.received.iter().find(|(method, _)| method == "workspace/applyEdit").unwrap().1["edit"].clone()
        };
        let text = edited(&std::fs::read_to_string(&config).unwrap(), &config, &edit);
        session.change(&config, &text);
        assert_eq!((session.rules(&a), session.rules(&b)), (Vec::new(), Vec::new()), "{text}");
        assert!(session.end());
    }
}

#[test]
fn a_wrong_name_in_the_configuration_is_corrected() {
    let book = TestBook::new("", &[("a.md", "# A\n\nText.\n")]);
    let config = book.path("book.toml");
    for (text, line, expected) in [
        ("[preprocessor.redline.rules]\nheading-cse = \"off\"\n", 1, "heading-case"),
        ("[preprocessor.redline]\npacks = [\"recomended\"]\n", 1, "recommended"),
    ] {
        let mut session = Session::start(&able());
        session.open_file(&config);
        session.change(&config, text);
        let shown = session.settle(&config);
        assert_eq!(shown[0]["message"].as_str().unwrap().matches("did you mean").count(), 1, "{shown:?}");
        let range = json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 30 } });
        let params =
            json!({ "textDocument": { "uri": uri(&config) }, "range": range, "context": { "diagnostics": shown } });
        let found = session.request("textDocument/codeAction", params).unwrap();
        assert_eq!(found[0]["title"], format!("Write \"{expected}\""), "{found}");
        let corrected = edited(text, &config, &found[0]["edit"]);
        session.change(&config, &corrected);
        assert_eq!(session.settle(&config), Vec::<Value>::new(), "{corrected}");
    }
}

#[test]
fn fixing_all_fixes_what_the_baseline_holds_as_the_command_does() {
    let book = TestBook::new("baseline = \"baseline.json\"\n", &[("a.md", "# A\n\nIt is the the end.\n")]);
    let path = book.src("a.md");
    let empty = redline_lint::baseline::Baseline::empty(&book.path("baseline.json"));
    let options = redline_lint::workspace::OpenOptions {
        folder: book.path(""),
        paths: vec![book.path("")],
        without_baseline: true,
        ..redline_lint::workspace::OpenOptions::default()
    };
    let report = redline_lint::workspace::Workspace::open(&options).unwrap().books[0]
        .check(&redline_document::source::FileStore::default());
    book.write("baseline.json", &empty.with_findings(&report).to_json());
    let mut session = Session::start(&able());
    session.open_file(&path);
    assert_eq!(session.rules(&path), Vec::<String>::new());
    let found = actions(&mut session, &path, 0, &json!(["source.fixAll"]));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn odd_messages_change_nothing() {
    let mut session = Session::start(&plain());
    for params in [json!(3), json!("x"), json!([]), json!({ "contentChanges": 3 }), Value::Null] {
        for method in ["textDocument/didChange", "textDocument/didOpen", "workspace/didChangeWatchedFiles"] {
            session.notify(method, params.clone());
        }
    }
    session.rest();
    assert_eq!(session.count("window/logMessage"), 0, "{:?}", session.received);
    assert_eq!(session.request("initialize", json!({})).unwrap_err().0, -32600);
}
