//! A book in a temporary folder, the real binary, and both shapes of mdBook's protocol.
//!
//! Every report that a test requests is also checked for exact positions, so no test has to.
#![allow(dead_code, reason = "every test program uses its own part of this module")]

pub(crate) mod links;
#[cfg(unix)]
pub(crate) mod mdbooks;
pub(crate) mod protocol;
pub(crate) mod random;
pub(crate) mod repository;
pub(crate) mod revision;
pub(crate) mod xml;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

/// The binary that Cargo built for this test run.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_mdbook-redline");

/// A chapter with one finding: `heading-increment`, a warning, at 5:1.
pub(crate) const JUMP: &str = "# Guide\n\nSome text.\n\n### Jump\n\nMore text.\n";

/// A chapter without findings.
pub(crate) const CLEAN: &str = "# Guide\n\nSome text.\n\n## Step\n\nMore text.\n";

/// The binary, with an environment that no developer's shell can influence.
pub(crate) fn redline() -> Command {
    let mut command = Command::new(BINARY);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("MDBOOK") || name.starts_with("CLICOLOR") || name == "NO_COLOR" {
            command.env_remove(&*name);
        }
    }
    command
}

/// The result of a finished process.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Runs to the end. Standard input is closed.
    pub(crate) fn of(command: &mut Command) -> Self {
        Self::fed(command, b"")
    }

    /// Runs to the end as mdBook does it: all of `stdin` is written before anything is read.
    pub(crate) fn fed(command: &mut Command, stdin: &[u8]) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the process starts");
        // A broken pipe is the child's choice: its exit code shows what happened.
        let _ = child.stdin.take().expect("stdin is a pipe").write_all(stdin);
        let output = child.wait_with_output().expect("the process ends");
        Self {
            code: output.status.code().expect("the process was not killed"),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// The same run, after asserting its exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// The same run, after asserting that standard error contains `words`.
    #[track_caller]
    pub(crate) fn stderr_has(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "no `{words}` in {self:#?}");
        self
    }

    /// The same run, after asserting that standard error does not contain `words`.
    #[track_caller]
    pub(crate) fn stderr_lacks(self, words: &str) -> Self {
        assert!(!self.stderr.contains(words), "`{words}` in {self:#?}");
        self
    }

    /// The same run, after asserting that standard output contains `words`.
    #[track_caller]
    pub(crate) fn stdout_has(self, words: &str) -> Self {
        assert!(self.stdout.contains(words), "no `{words}` in {self:#?}");
        self
    }
}

/// What `check --format json` prints.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    pub(crate) version: u32,
    pub(crate) findings: Vec<Finding>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) summary: BTreeMap<String, u64>,
    #[serde(skip)]
    pub(crate) code: i32,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Finding {
    pub(crate) file: String,
    pub(crate) rule: String,
    pub(crate) level: String,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) start: Place,
    pub(crate) end: Place,
    pub(crate) text: String,
    pub(crate) chapter: Option<String>,
    pub(crate) section: Vec<String>,
    pub(crate) fix: Option<Fix>,
    pub(crate) known: Option<bool>,
}

#[derive(Debug, Deserialize, PartialEq, Eq, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) offset: usize,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Fix {
    pub(crate) level: String,
    pub(crate) edits: Vec<Edit>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Edit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Problem {
    pub(crate) file: Option<String>,
    pub(crate) message: String,
}

impl Report {
    /// Reads the report of a run in the folder `cwd`.
    #[track_caller]
    pub(crate) fn of(run: &Run, cwd: &Path) -> Self {
        let mut report: Self =
            serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("not a report: {error}\n{run:#?}"));
        report.code = run.code;
        assert_eq!(report.version, 1);
        for finding in &report.findings {
            finding.assert_true(cwd);
        }
        report
    }

    /// `file:line:column rule`, in the order of the report; `file` without the folders above `src`.
    pub(crate) fn places(&self) -> Vec<String> {
        self.findings
            .iter()
            .map(|f| format!("{}:{}:{} {}", below_src(&f.file), f.start.line, f.start.column, f.rule))
            .collect()
    }

    /// The findings of one rule.
    pub(crate) fn of_rule(&self, rule: &str) -> Vec<&Finding> {
        self.findings.iter().filter(|f| f.rule == rule).collect()
    }

    /// The exact source text of the findings of one rule.
    pub(crate) fn texts(&self, rule: &str) -> Vec<&str> {
        self.of_rule(rule).iter().map(|f| f.text.as_str()).collect()
    }
}

impl Finding {
    /// Asserts that the span slices the reported text, and that line and column match the offset.
    #[track_caller]
    fn assert_true(&self, cwd: &Path) {
        let path = cwd.join(&self.file);
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}\n{self:#?}", path.display()));
        let source = std::str::from_utf8(&bytes).expect("a finding lies in a UTF-8 file");
        let slice = source.get(self.start.offset..self.end.offset);
        assert_eq!(slice, Some(self.text.as_str()), "{self:#?}");
        assert_eq!(place_at(source, self.start.offset), self.start, "{self:#?}");
        assert_eq!(place_at(source, self.end.offset), self.end, "{self:#?}");
        for edit in self.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(source.get(edit.start..edit.end).is_some(), "{self:#?}");
        }
    }
}

/// Line and column of a byte, counted from the start of the file.
pub(crate) fn place_at(source: &str, offset: usize) -> Place {
    let before = &source[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let on_line = before[line_start..].chars().filter(|&c| c != '\u{feff}' || line_start > 0);
    Place { line: before.matches('\n').count() + 1, column: on_line.count() + 1, offset }
}

/// The part of a path behind the book's `src`.
fn below_src(path: &str) -> &str {
    path.rfind("src/").map_or(path, |at| &path[at + 4..])
}

/// `file:line:column` of everything that a human-readable output points at, sorted.
pub(crate) fn pointed_at(output: &str) -> Vec<String> {
    let place = regex::Regex::new(r"(?m)(?:-->|:::)\s+(\S.*?):(\d+):(\d+)").expect("the pattern is right");
    let mut places: Vec<_> =
        place.captures_iter(output).map(|c| format!("{}:{}:{}", below_src(&c[1]), &c[2], &c[3])).collect();
    places.sort();
    places
}

/// How many findings of `rule` a human-readable output shows.
pub(crate) fn shown(output: &str, rule: &str) -> usize {
    let heads = ["error", "warning", "suggestion"];
    output.lines().filter(|line| line.contains(rule) && heads.iter().any(|head| line.starts_with(head))).count()
}

/// A book in a temporary folder; the folder above the book belongs to the test too.
pub(crate) struct TestBook {
    folder: TempDir,
    tables: String,
    redline: Option<String>,
    command: String,
    chapters: Vec<(String, String)>,
}

impl TestBook {
    /// A book without chapters and with an empty `[preprocessor.redline]`.
    pub(crate) fn new() -> Self {
        let book = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            tables: String::new(),
            redline: Some(String::new()),
            command: BINARY.to_owned(),
            chapters: Vec::new(),
        };
        book.write_toml();
        book.file("src/SUMMARY.md", "# Summary\n")
    }

    /// A book of one chapter, `guide.md`.
    pub(crate) fn of(text: &str) -> Self {
        Self::new().chapter("guide.md", text)
    }

    /// The keys of `[preprocessor.redline]`.
    pub(crate) fn redline(mut self, keys: &str) -> Self {
        self.redline = Some(keys.to_owned());
        self.write_toml();
        self
    }

    /// Takes `[preprocessor.redline]` out of the book.
    pub(crate) fn without_redline(mut self) -> Self {
        self.redline = None;
        self.write_toml();
        self
    }

    /// Further tables of book.toml, behind `title` in `[book]`.
    pub(crate) fn tables(mut self, text: &str) -> Self {
        text.clone_into(&mut self.tables);
        self.write_toml();
        self
    }

    /// The command of the preprocessor.
    pub(crate) fn command(mut self, command: &str) -> Self {
        command.clone_into(&mut self.command);
        self.write_toml();
        self
    }

    /// Adds a chapter to `src` and to SUMMARY.md; its name is the file's stem.
    pub(crate) fn chapter(mut self, path: &str, text: &str) -> Self {
        let name = Path::new(path).file_stem().and_then(OsStr::to_str).expect("a chapter has a name");
        self.chapters.push((name.to_owned(), path.to_owned()));
        let list: Vec<_> = self.chapters.iter().map(|(name, path)| format!("- [{name}]({path})")).collect();
        self.file("src/SUMMARY.md", format!("# Summary\n\n{}\n", list.join("\n"))).file(&format!("src/{path}"), text)
    }

    /// Writes a file below the book's root.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
        self
    }

    fn write_toml(&self) {
        let table = self
            .redline
            .as_ref()
            .map_or(String::new(), |keys| format!("\n[preprocessor.redline]\ncommand = {:?}\n{keys}\n", self.command));
        let text = format!("[book]\ntitle = \"A book\"\n{}\n{table}", self.tables);
        fs::create_dir_all(self.root()).expect("the root can be made");
        fs::write(self.root().join("book.toml"), text).expect("book.toml can be written");
    }

    /// The folder with `book.toml`.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    /// The folder around the book.
    pub(crate) fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// The chapters that `chapter` added: name, path below `src`.
    pub(crate) fn chapters(&self) -> &[(String, String)] {
        &self.chapters
    }

    /// The text of a file below the root.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs the binary in the book's root.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        Run::of(redline().args(args).current_dir(self.root()))
    }

    /// `check --format json` in the book's root, with further arguments.
    #[track_caller]
    pub(crate) fn report(&self, args: &[&str]) -> Report {
        let run = self.run(["check", "--format", "json"].iter().chain(args));
        Report::of(&run, &self.root())
    }
}

/// The same cases on every run, so that a failure is due to a change; `PROPTEST_CASES` requests a long run over other ones.
pub(crate) fn same_cases(cases: u32) -> ProptestConfig {
    let requested = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let rng_seed = if requested.is_some() { RngSeed::Random } else { RngSeed::Fixed(1) };
    ProptestConfig { failure_persistence: None, rng_seed, ..ProptestConfig::with_cases(requested.unwrap_or(cases)) }
}

/// JSON with one line for each value that fits on it.
pub(crate) fn laid_out(value: &Value, indent: usize) -> String {
    let compact = value.to_string();
    let (open, items, close): (_, Vec<String>, _) = match value {
        Value::Array(items) if compact.len() + indent > 200 => {
            ('[', items.iter().map(|item| laid_out(item, indent + 2)).collect(), ']')
        }
        Value::Object(fields) if compact.len() + indent > 200 => {
            let field = |(key, value): (&String, &Value)| format!("{key:?}: {}", laid_out(value, indent + 2));
            ('{', fields.iter().map(field).collect(), '}')
        }
        _ => return compact,
    };
    let inner = format!("\n{}", " ".repeat(indent + 2));
    format!("{open}{inner}{}\n{}{close}", items.join(&format!(",{inner}")), " ".repeat(indent))
}

/// A text for a snapshot, without what changes with every release: the version, and the hash of the set of rules.
pub(crate) fn without_versions(text: &str) -> String {
    let rule_set = regex::Regex::new(r#"(?i)(rule.set"?:? ?(?:"|`|<code>))[0-9a-f]{8}"#).expect("the pattern is valid");
    let text = text.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"[version]\"");
    rule_set.replace_all(&text, "$1[hash]").into_owned()
}

/// Whether the name of a file ends in `.extension`.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// Every file below a folder with its bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it lies below").to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).expect("the file can be read"));
            }
        }
    }
    found
}

/// Asserts that two folders hold the same files, naming only those that differ.
#[track_caller]
pub(crate) fn assert_same_files(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    assert!(!left.is_empty(), "nothing was rendered");
    let differing: Vec<_> =
        left.keys().chain(right.keys()).filter(|name| left.get(*name) != right.get(*name)).collect();
    assert!(differing.is_empty(), "these files differ: {differing:?}");
}

/// Writes an executable shell script and returns its path.
#[cfg(unix)]
pub(crate) fn script(path: &Path, body: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(path, format!("#!/bin/sh\n{body}\n")).expect("the script can be written");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("the script can be made executable");
    path.to_string_lossy().into_owned()
}
