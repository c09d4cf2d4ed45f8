//! Real editors with the configurations in `editors/` and the real binary: findings are those of `check`, fixed files those
//! of `fix`, and the server ends with exit code 0.
//!
//! The programs are named by `REDLINE_NVIM` (0.11 or newer), `REDLINE_NVIM_OLD` (0.7 or newer), `REDLINE_EMACS` (with Eglot
//! and markdown-mode) and `REDLINE_VIM` (with ALE in the folder `REDLINE_ALE`, by default Debian's). A program that is
//! missing fails its test. `.ci/editors` installs them.
#![cfg(unix)]

#[path = "../support/mod.rs"]
mod support;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{BINARY, Finding, Report, TestBook, redline, script};

/// The chapter that the editors open. It has findings of every level, text beyond ASCII and an included file.
const CHAPTER: &str = "src/tokens.md";

/// The time that an editor may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// A path below the root of the repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The value of a variable, or a default that is looked up on `PATH`.
fn tool(variable: &str, default: &str) -> OsString {
    std::env::var_os(variable).unwrap_or_else(|| default.into())
}

/// The book of the tests in a temporary folder, with a program on `PATH` that records how the server ends.
struct Bench {
    book: TestBook,
}

impl Bench {
    fn new() -> Self {
        let mut book = TestBook::new();
        for (path, bytes) in support::files(&repository("tests/editors/book")) {
            book = book.file(&path, bytes);
        }
        let bench =
            Self { book: book.file("other.toml", "[a]\n").file("../lone/README.md", "# Lone\n\nThe the end.\n") };
        fs::create_dir_all(bench.outside("bin")).expect("the folder can be made");
        fs::create_dir_all(bench.outside("state")).expect("the folder can be made");
        let (process, exit) = (bench.outside("process"), bench.outside("exit"));
        // A process in the background has no standard input unless it is named.
        let body = format!(
            "exec 3<&0\n'{BINARY}' \"$@\" <&3 &\necho $! >>'{}'\nwait $!\necho $? >>'{}'\n",
            process.display(),
            exit.display()
        );
        script(&bench.outside("bin/mdbook-redline"), &body);
        bench
    }

    fn outside(&self, name: &str) -> PathBuf {
        self.book.outside().join(name)
    }

    /// What `check` finds in the chapter.
    fn findings(&self) -> Vec<Finding> {
        let Report { findings, .. } = self.book.report(&["--fail-on", "never"]);
        findings.into_iter().filter(|finding| finding.file == CHAPTER).collect()
    }

    /// A copy of this book after `fix`.
    fn fixed(&self) -> Self {
        let copy = Self::new();
        support::Run::of(redline().arg("fix").current_dir(copy.book.root())).exits(0);
        assert_ne!(copy.book.read(CHAPTER), self.book.read(CHAPTER), "nothing was fixed");
        copy
    }

    /// Runs an editor with the configuration in a folder of `editors/`. Returns what its script reports.
    fn run(&self, mut editor: Command, configuration: &str, fixed: &Self) -> Value {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.outside("bin")).chain(std::env::split_paths(&path));
        let report = self.outside("report");
        editor
            .current_dir(self.book.root())
            .env("PATH", std::env::join_paths(folders).expect("the folders have no separators"))
            .env("HOME", self.outside("state"))
            .env("XDG_STATE_HOME", self.outside("state"))
            .env("XDG_CACHE_HOME", self.outside("state"))
            .env("STATE", self.outside("state"))
            .env("RUNTIME", repository("editors").join(configuration))
            .env("ROOT", self.book.root())
            .env("FILE", self.book.root().join(CHAPTER))
            .env("LONE", self.outside("lone/README.md"))
            .env("BEFORE", self.findings().len().to_string())
            .env("AFTER", fixed.findings().len().to_string())
            .env("REPORT", &report);
        let output = finish(editor);
        let text = fs::read_to_string(&report).unwrap_or_else(|error| panic!("no report: {error}\n{output}"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}\n{output}"))
    }

    /// Asserts that one server ran and ends soon after its editor. Returns its exit code, if the editor waited for it.
    #[track_caller]
    fn assert_server_ends(&self) -> Option<String> {
        let processes = fs::read_to_string(self.outside("process")).expect("a server was started");
        assert_eq!(processes.lines().count(), 1, "{processes}");
        let process = Path::new("/proc").join(processes.trim());
        let start = Instant::now();
        while process.exists() {
            assert!(start.elapsed() < Duration::from_secs(5), "the server still runs");
            std::thread::sleep(Duration::from_millis(50));
        }
        // The script writes the code after that.
        std::thread::sleep(Duration::from_millis(200));
        fs::read_to_string(self.outside("exit")).ok()
    }
}

/// Runs an editor to its end. Returns its output.
fn finish(mut editor: Command) -> String {
    let program = editor.get_program().to_string_lossy().into_owned();
    let mut child = editor
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("`{program}` does not start: {error}; `.ci/editors` installs it"));
    let start = Instant::now();
    while child.try_wait().expect("the editor is a child").is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().expect("the editor can be killed");
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let output = child.wait_with_output().expect("the editor has ended");
    let texts = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    format!("{}\n{}", output.status, texts.concat())
}

/// The number of a level in the protocol.
fn severity(level: &str) -> u64 {
    match level {
        "error" => 1,
        "warning" => 2,
        _ => 3,
    }
}

/// Findings as an editor reports them in bytes of the file, sorted.
fn in_bytes(findings: &[Finding]) -> Vec<Value> {
    let seen = |finding: &Finding| {
        json!({
            "start": finding.start.offset, "end": finding.end.offset, "rule": finding.rule,
            "message": finding.message, "source": "redline", "severity": severity(&finding.level),
        })
    };
    sorted(findings.iter().map(seen).collect())
}

fn sorted(mut values: Vec<Value>) -> Vec<Value> {
    values.sort_by_cached_key(ToString::to_string);
    values
}

/// Asserts that the list `key` of a report has exactly these findings.
#[track_caller]
fn assert_findings(report: &Value, key: &str, findings: Vec<Value>) {
    let mut seen = report[key].as_array().unwrap_or_else(|| panic!("no `{key}` in {report:#}")).clone();
    // The order of keys is that of the script.
    for item in &mut seen {
        item.as_object_mut().expect("a finding is an object").sort_keys();
    }
    let expected = findings.into_iter().map(|mut item| {
        item.as_object_mut().expect("a finding is an object").sort_keys();
        item
    });
    assert_eq!(sorted(seen), sorted(expected.collect()), "{report:#}");
}

/// Asserts that the server runs for the files of the book and for no others.
#[track_caller]
fn assert_only_in_books(report: &Value) {
    for (key, servers) in [("in_book_toml", 1), ("in_other_toml", 0), ("in_lone_markdown", 0)] {
        assert_eq!(report[key], servers, "{key}: {report:#}");
    }
}

/// Findings, all safe fixes, the saved file, the findings that are left, and the end of the server.
fn edit(editor: Command, configuration: &str) -> Value {
    let bench = Bench::new();
    let fixed = bench.fixed();
    let before = bench.findings();
    assert!(before.len() >= 6, "{before:#?}");
    let report = bench.run(editor, configuration, &fixed);
    assert_findings(&report, "before", in_bytes(&before));
    assert_eq!(bench.book.read(CHAPTER), fixed.book.read(CHAPTER), "the file is not what `fix` makes of it");
    assert_findings(&report, "after", in_bytes(&bench.findings()));
    assert_only_in_books(&report);
    assert_eq!(report["stopped"], true, "{report:#}");
    let code = bench.assert_server_ends();
    assert!(code.as_deref().is_none_or(|code| code == "0\n"), "{code:?}");
    report
}

#[test]
fn neovim() {
    let mut editor = Command::new(tool("REDLINE_NVIM", "nvim"));
    editor.args(["--clean", "--headless", "-l"]).arg(repository("tests/editors/neovim.lua"));
    let report = edit(editor, "neovim");
    assert_eq!(report["encoding"], "utf-8");
    assert_eq!(report["server"], "mdbook-redline");
}

#[test]
fn neovim_of_the_distribution() {
    let mut editor = Command::new(tool("REDLINE_NVIM_OLD", "nvim"));
    let script = repository("tests/editors/neovim-0.7.lua");
    editor.args(["--clean", "--headless", "-c"]).arg(format!("luafile {}", script.display()));
    assert_eq!(edit(editor, "neovim")["encoding"], "utf-16");
}

#[test]
fn emacs_with_eglot() {
    let mut editor = Command::new(tool("REDLINE_EMACS", "emacs"));
    editor.args(["-Q", "--batch", "-l"]).arg(repository("tests/editors/eglot.el"));
    assert_eq!(edit(editor, "emacs")["server"], "mdbook-redline");
}

#[test]
fn vim_with_ale() {
    let bench = Bench::new();
    let mut editor = Command::new(tool("REDLINE_VIM", "vim"));
    editor.args(["-N", "-u", "NONE", "-i", "NONE", "-es", "-S"]).arg(repository("tests/editors/ale.vim"));
    editor.env("ALE", tool("REDLINE_ALE", "/usr/share/vim-ale"));
    let report = bench.run(editor, "vim", &bench);
    let text = bench.book.read(CHAPTER);
    let seen = |finding: &Finding| {
        let line = text[..finding.start.offset].rfind('\n').map_or(0, |at| at + 1);
        let column = text[line..finding.start.offset].encode_utf16().count() + 1;
        // ALE shows information as warnings.
        let letter = if finding.level == "error" { "E" } else { "W" };
        json!({
            "line": finding.start.line, "column": column, "rule": finding.rule, "message": finding.message,
            "type": letter,
        })
    };
    assert_findings(&report, "before", bench.findings().iter().map(seen).collect());
    assert_only_in_books(&report);
    bench.assert_server_ends();
}
