//! Regression cases: small books that once went wrong, with the right behaviour. Each `*.toml` beside this file has one
//! fault a case and names its kind; the keys are those of [`Case`].

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::support::{Run, redline};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

/// A book and the expected results of a run over it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The general fault of which this is one instance.
    #[expect(dead_code, reason = "it is for readers")]
    kind: String,
    /// Files by path. `SUMMARY.md` is generated from the chapters where it is missing.
    files: BTreeMap<String, String>,
    /// `book.toml` without our table.
    book: Option<String>,
    /// The keys of our table.
    #[serde(default)]
    config: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// The arguments, by default `check`.
    run: Option<String>,
    /// The expected exit codes, by default 0 and 1.
    exit: Option<Vec<i32>>,
    /// Rules, each with the text of its finding, that a check reports afterwards; `*` matches any.
    #[serde(default)]
    finds: Vec<(String, String)>,
    /// The same for findings that it must not report.
    #[serde(default)]
    omits: Vec<(String, String)>,
    /// Whether it reports nothing at all.
    #[serde(default)]
    quiet: bool,
    /// Files afterwards, byte for byte.
    #[serde(default)]
    after: BTreeMap<String, String>,
    /// Texts that a file does not hold afterwards.
    #[serde(default)]
    never: BTreeMap<String, Vec<String>>,
    /// Rendered pages, `has` or `lacks`, and a text.
    #[serde(default)]
    page: Vec<(String, String, String)>,
    /// Texts that the output contains, in any case.
    #[serde(default)]
    prints: Vec<String>,
    /// Texts that the output does not contain.
    #[serde(default)]
    lacks: Vec<String>,
}

impl Case {
    fn lay_out(&self, root: &Path) {
        let mut files = self.files.clone();
        let pages = files.keys().filter_map(|path| path.strip_prefix("src/")?.strip_suffix(".md"));
        let pages: Vec<String> = pages.map(|page| format!("- [{page}]({page}.md)\n")).collect();
        if !files.contains_key("src/SUMMARY.md") && !pages.is_empty() {
            files.insert("src/SUMMARY.md".to_owned(), format!("# Summary\n\n{}", pages.concat()));
        }
        let book = self.book.as_deref().unwrap_or("[book]\ntitle = \"Book\"\nlanguage = \"en\"\n");
        let table = format!("{book}\n[preprocessor.redline]\n{}\n", self.config);
        files.entry("book.toml".to_owned()).or_insert(table);
        for (path, text) in &files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
    }

    fn run(&self, root: &Path, arguments: &str) -> Run {
        Run::of(redline().current_dir(root).envs(&self.env).args(arguments.split(' ')))
    }

    /// The failed expectations, one line each.
    fn faults(&self) -> Vec<String> {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        let root = folder.path();
        self.lay_out(root);
        let run = self.run(root, self.run.as_deref().unwrap_or("check"));
        let mut faults = Vec::new();
        if !self.exit.as_deref().unwrap_or(&[0, 1]).contains(&run.code) {
            faults.push(format!("exit code {}", run.code));
        }
        self.check_output(&run, &mut faults);
        self.check_files(root, &mut faults);
        if self.quiet || !self.finds.is_empty() || !self.omits.is_empty() {
            self.check_findings(root, &mut faults);
        }
        faults
    }

    fn check_output(&self, run: &Run, faults: &mut Vec<String>) {
        let output = format!("{}{}", run.stdout, run.stderr).to_lowercase();
        let never = ["panicked", "this is a fault"].map(str::to_owned);
        for bad in never.iter().chain(&self.lacks).filter(|bad| output.contains(&bad.to_lowercase())) {
            faults.push(format!("the output has {bad:?}: {output}"));
        }
        for good in self.prints.iter().filter(|good| !output.contains(&good.to_lowercase())) {
            faults.push(format!("the output lacks {good:?}: {output}"));
        }
    }

    fn check_files(&self, root: &Path, faults: &mut Vec<String>) {
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap_or_default();
        for (path, expected) in self.after.iter().filter(|(path, expected)| read(path) != **expected) {
            faults.push(format!("{path} is {:?} instead of {expected:?}", read(path)));
        }
        for (path, texts) in &self.never {
            let now = read(path);
            faults.extend(texts.iter().filter(|text| now.contains(*text)).map(|text| format!("{path} has {text:?}")));
        }
        for (page, how, text) in &self.page {
            let html = read(&format!("book/{page}"));
            if html.is_empty() || html.contains(text) != (how == "has") {
                faults.push(format!("{page} does not hold: {how} {text:?}"));
            }
        }
    }

    fn check_findings(&self, root: &Path, faults: &mut Vec<String>) {
        let run = self.run(root, "check --format json");
        let report: Value = serde_json::from_str(&run.stdout).expect("the report is JSON");
        let findings: Vec<(&str, &str)> = report["findings"]
            .as_array()
            .expect("the report has findings")
            .iter()
            .map(|finding| {
                let text = |key: &str| finding[key].as_str().expect("rule and text are texts");
                (text("rule"), text("text"))
            })
            .collect();
        let is_found = |(rule, text): &&(String, String)| {
            findings.iter().any(|found| (rule == "*" || rule == found.0) && (text == "*" || text == found.1))
        };
        faults.extend(self.finds.iter().filter(|wanted| !is_found(wanted)).map(|wanted| format!("lacks {wanted:?}")));
        faults.extend(self.omits.iter().filter(is_found).map(|unwanted| format!("reports {unwanted:?}")));
        if self.quiet && !findings.is_empty() {
            faults.push(format!("reports {findings:?}"));
        }
    }
}

/// Runs all cases of a file, so that one fault does not hide another.
fn run_cases(file: &str) {
    let cases: CaseFile = toml::from_str(file).expect("the cases can be read");
    assert!(cases.case.len() > 3, "the file has cases");
    let faults: Vec<String> = cases
        .case
        .iter()
        .flat_map(|case| case.faults().into_iter().map(move |fault| format!("{}: {fault}", case.name)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_crashes_and_no_message_is_wrong() {
    run_cases(include_str!("trust.toml"));
}

#[test]
fn safe_fixes_leave_right_text_alone() {
    run_cases(include_str!("safe-fixes.toml"));
}

#[test]
fn other_languages_are_left_alone() {
    run_cases(include_str!("languages.toml"));
}
