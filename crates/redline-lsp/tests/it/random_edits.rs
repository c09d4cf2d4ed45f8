//! Random edits of a book with includes: after each script the diagnostics are those of `check` on the same files on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use redline_document::source::FileStore;
use redline_lint::workspace::{OpenOptions, Workspace};
use redline_lsp::position::{Encoding, Lines};
use serde_json::{Value, json};

use crate::session::{Session, TestBook, able, uri};

/// The number of scripts, unless `REDLINE_SCRIPTS` is another.
const SCRIPTS: u64 = 150;

/// Scripts on one book and one session, which also tests that state does not pile up.
const PER_SESSION: u64 = 50;

/// A generator of numbers: reproducible, and good enough for choices.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const FILES: &[(&str, &str)] = &[
    (
        "a.md",
        "# First\n\nIt is the the end. See [b](b.md#second) and [part](#part).\n\n{{#include _part.md}}\n\n## Tail 😀\n",
    ),
    ("b.md", "# Second\r\n\r\nWe recieve an e-mail.\r\n\r\n- one\r\n- two\r\n\r\n{{#include _part.md:1:3}}\r\n"),
    ("c/d.md", "# Third\n\n```rust\n{{#include ../_part.md}}\n```\n\nSee [a](../a.md#part).\n"),
    (
        "_part.md",
        "## Part\n\nA an apple, é.\n\n<!-- redline-disable-next-line repeated-word: quoted -->\nThe the end.\n",
    ),
];

const SNIPPETS: &[&str] = &[
    "the the ",
    "\n\n## Part\n\n",
    "recieve ",
    "<!-- redline-disable repeated-word: why -->",
    "[x](a.md#part)",
    "{{#include _part.md}}",
    "```\n",
    "é😀\u{301}",
    "\n",
    "\r\n",
    "> ",
    "",
    "x",
];

const TABLES: &[&str] = &[
    "",
    "rules = { repeated-word = \"off\" }\n",
    "packs = [\"recommended\", \"consistency\"]\n",
    "rules = { misspelling = \"error\", no-such = \"off\" }\n",
    "terms = [{ term = \"email\", not = [\"e-mail\"] }]\n",
];

const SUMMARIES: &[&str] = &[
    "# Summary\n\n- [First](a.md)\n- [Second](b.md)\n  - [Third](c/d.md)\n",
    "# Summary\n\n- [First](a.md)\n- [Third](c/d.md)\n- [Part](_part.md)\n",
    "# Summary\n\n- [Second](b.md)\n- [New](new.md)\n- [First](a.md)\n",
];

/// The files of a book as the editor has them, and on disk.
struct Mirror {
    book: TestBook,
    texts: BTreeMap<PathBuf, String>,
}

impl Mirror {
    fn new() -> Self {
        let book = TestBook::new("", FILES);
        let names = ["book.toml", "src/SUMMARY.md"].map(str::to_owned).into_iter();
        let names = names.chain(FILES.iter().map(|(name, _)| format!("src/{name}")));
        let texts = names.map(|name| (book.path(&name), std::fs::read_to_string(book.path(&name)).unwrap())).collect();
        Self { book, texts }
    }

    /// What `check` finds in a copy of the files with the texts of the editor; `None` if the configuration is wrong.
    fn expected(&self) -> Option<Vec<String>> {
        let copy = tempfile::tempdir().unwrap();
        let copied = copy.path().canonicalize().unwrap();
        let root = self.book.path("");
        for (path, text) in &self.texts {
            let target = copied.join(path.strip_prefix(&root).unwrap());
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(target, text).unwrap();
        }
        let check = |path: PathBuf| {
            let options = OpenOptions { folder: copied.clone(), paths: vec![path], ..OpenOptions::default() };
            Some(Workspace::open(&options).ok()?.books[0].check(&FileStore::default()))
        };
        let mut report = check(copied.clone())?;
        for path in self.texts.keys() {
            let path = copied.join(path.strip_prefix(&root).unwrap());
            let is_extra = path.extension().is_some_and(|it| it == "md") && !path.ends_with("SUMMARY.md");
            if is_extra && !report.files.contains(&path) {
                report.merge(check(path)?);
            }
        }
        let show = |finding: &redline_document::diagnostic::Finding| {
            let lines = Lines::new(finding.file.text(), Encoding::Utf8);
            let path = finding.file.path().strip_prefix(&copied).unwrap();
            shown(path, &finding.rule, &json!(lines.range(&finding.span)), &finding.message)
        };
        let mut found: Vec<String> = report.findings.iter().map(show).collect();
        found.sort();
        Some(found)
    }
}

fn shown(path: &Path, rule: &str, range: &Value, message: &str) -> String {
    format!("{} {rule} {range} {message}", path.display())
}

/// What the server finds in the open documents, and in the others of the book.
fn found(session: &mut Session, mirror: &Mirror) -> Vec<String> {
    let root = mirror.book.path("");
    let mut found = Vec::new();
    for path in mirror.texts.keys() {
        let params = json!({ "textDocument": { "uri": uri(path) } });
        let report = session.request("textDocument/diagnostic", params).unwrap();
        for item in report["items"].as_array().unwrap() {
            let code = item["code"].as_str().unwrap_or("configuration");
            let message = item["message"].as_str().unwrap();
            found.push(shown(path.strip_prefix(&root).unwrap(), code, &item["range"], message));
        }
    }
    found.sort();
    found
}

/// Applies a random change to a document, as the editor does and to the text of the mirror.
fn change(session: &mut Session, mirror: &mut Mirror, random: &mut Random) {
    let paths: Vec<PathBuf> = mirror.texts.keys().cloned().collect();
    let path = &paths[random.below(paths.len())];
    let text = mirror.texts.get_mut(path).unwrap();
    let is = |name: &str| path.ends_with(name);
    if is("book.toml") || is("SUMMARY.md") {
        *text = if is("book.toml") {
            format!("[book]\ntitle = \"Book\"\n\n[preprocessor.redline]\n{}", random.of(TABLES))
        } else {
            random.of(SUMMARIES).to_owned()
        };
        session.change(path, text);
        return;
    }
    let boundary =
        |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = boundary(text, random.below(text.len() + 1));
    let end = boundary(text, start + random.below(12)).max(start);
    let new = random.of(SNIPPETS);
    let range = Lines::new(text, Encoding::Utf8).range(&(start..end));
    // A position between `\r` and `\n` does not exist in the protocol.
    let span = Lines::new(text, Encoding::Utf8).span(range);
    text.replace_range(span, new);
    session.change_by(path, &json!([{ "range": range, "text": new }]));
}

/// The capabilities of a client that pulls and counts bytes. With `refreshes`, diagnostics are right after a pause.
fn capabilities(refreshes: bool) -> Value {
    let mut capabilities = able();
    capabilities["workspace"]["diagnostics"]["refreshSupport"] = refreshes.into();
    capabilities["workspace"]["configuration"] = false.into();
    capabilities
}

fn run(scripts: u64, first: u64, refreshes: bool) {
    let mut compared = 0;
    for session_number in 0..scripts.div_ceil(PER_SESSION) {
        let mut mirror = Mirror::new();
        let mut session = Session::start(&capabilities(refreshes));
        let mut random = Random(first + session_number);
        for path in mirror.texts.keys() {
            session.open_file(path);
        }
        for script in 0..PER_SESSION.min(scripts) {
            for _ in 0..=random.below(4) {
                change(&mut session, &mut mirror, &mut random);
            }
            if refreshes {
                session.rest();
            }
            let Some(expected) = mirror.expected() else {
                let found = found(&mut session, &mirror);
                assert!(found.iter().any(|it| it.starts_with("book.toml configuration")), "{found:#?}");
                continue;
            };
            let found = found(&mut session, &mirror);
            assert_eq!(found, expected, "session {session_number}, script {script}: {:#?}", mirror.texts);
            compared += 1;
        }
        assert!(session.end());
    }
    assert!(compared * 2 > scripts, "most scripts leave a valid configuration: {compared} of {scripts}");
}

#[test]
fn diagnostics_are_those_of_a_check_on_disk() {
    let scripts = std::env::var("REDLINE_SCRIPTS").map(|number| number.parse().expect("a number"));
    run(scripts.unwrap_or(SCRIPTS), 1, false);
}

#[test]
fn after_a_pause_too_they_are_those_of_a_check_on_disk() {
    run(SCRIPTS / 50, 1_000_000, true);
}
