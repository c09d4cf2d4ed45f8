//! The text under each diagnostic is that of its finding.

use std::path::Path;

use redline_document::source::FileStore;
use redline_lint::workspace::{OpenOptions, Workspace};
use serde_json::{Value, json};

use crate::session::{Session, TestBook, able, uri};

/// The text of a range, found without any code of the server: lines end at `\n`, `\r\n` or `\r`.
fn text_in(text: &str, range: &Value, is_utf8: bool) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n\u{0}");
    let lines: Vec<&str> = text.split(['\n', '\r']).map(|line| line.trim_start_matches('\0')).collect();
    let place = |end: &Value| (usize_of(&end["line"]), usize_of(&end["character"]));
    let (start, end) = (place(&range["start"]), place(&range["end"]));
    let cut = |line: &str, from: usize, to: Option<usize>| -> String {
        if is_utf8 {
            line[from..to.unwrap_or(line.len())].to_owned()
        } else {
            let units: Vec<u16> = line.encode_utf16().collect();
            String::from_utf16(&units[from..to.unwrap_or(units.len())]).expect("no half of a character")
        }
    };
    if start.0 == end.0 {
        return cut(lines[start.0], start.1, Some(end.1));
    }
    let mut parts = vec![cut(lines[start.0], start.1, None)];
    parts.extend(lines[start.0 + 1..end.0].iter().map(|line| (*line).to_owned()));
    parts.push(cut(lines[end.0], 0, Some(end.1)));
    parts.join("\n")
}

fn usize_of(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// Compares the texts under all diagnostics of a book with those of its findings. Returns how many there are.
pub(crate) fn compare(root: &Path, is_utf8: bool) -> usize {
    let options = OpenOptions { folder: root.to_owned(), paths: vec![root.to_owned()], ..OpenOptions::default() };
    let report = Workspace::open(&options).unwrap().books[0].check(&FileStore::default());
    let normal = |text: &str| text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let path_of = |path: &Path| uri(path);
    let mut expected: Vec<(String, String, String)> = report
        .findings
        .iter()
        .filter(|finding| !finding.is_known)
        .map(|finding| (path_of(finding.file.path()), finding.rule.to_string(), normal(finding.text())))
        .collect();
    let mut capabilities = able();
    if !is_utf8 {
        capabilities["general"]["positionEncodings"] = json!(["utf-16"]);
    }
    let mut session = Session::start_with(&json!({
        "capabilities": capabilities,
        "workspaceFolders": [{ "uri": uri(root), "name": "book" }],
    }));
    let report = session.request("workspace/diagnostic", json!({ "previousResultIds": [] })).unwrap();
    let mut found = Vec::new();
    for item in report["items"].as_array().unwrap() {
        let address = item["uri"].as_str().unwrap();
        let text = std::fs::read_to_string(address.strip_prefix("file://").unwrap()).unwrap();
        for diagnostic in item["items"].as_array().unwrap() {
            let rule = diagnostic["code"].as_str().unwrap_or_default().to_owned();
            found.push((address.to_owned(), rule, text_in(&text, &diagnostic["range"], is_utf8)));
        }
    }
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "{}", root.display());
    found.len()
}

#[test]
fn positions_are_right_in_a_text_with_everything() {
    let line = "Café 😀 the the e\u{301}nd 👩\u{200d}👩\u{200d}👧 recieve\tan an naïve";
    for (end, mark) in [("\n", ""), ("\r\n", ""), ("\n", "\u{feff}"), ("\r\n", "\u{feff}")] {
        let text = format!("{mark}# Title 😀{end}{end}{line}{end}{end}- é {line} {end}{end}> ñ́ {line}{end}");
        let book = TestBook::new("", &[("a.md", &text)]);
        let root = book.path("");
        let root = root.components().as_path();
        assert_eq!(compare(root, true), compare(root, false));
        assert!(compare(root, true) >= 9);
    }
}
