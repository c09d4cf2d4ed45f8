//! The words of comments, names and documents: the standard terms of the field instead of a dialect of our own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use crate::support::has_extension;

/// Words that are always replaced, each with the terms that take their place.
const WORDS: [(&str, &str); 18] = [
    (r"(is|are|was|were|be|been|being|not) told", "reported, known, passed"),
    (r"told (of|apart|that|once|by)", "reported, distinguished, derived"),
    (r"tells? (of|nothing|what|whether|apart)", "report, show, distinguish"),
    (r"(is|are|was|were|be) said", "is reported, is described"),
    (r"(what|that) \w+ (say|says|said|tell|tells) of", "the description of, the facts about"),
    (r"says? (of|nothing)", "report, describe"),
    (r"speaks? of", "refers to, mentions"),
    (r"spoken of", "mentioned"),
    (r"mend(s|ed|ing)?", "fix, correct"),
    (r"(it|that|what|which|they|this|text|\w+s) (is|are) none", "is not a …, does not count"),
    (r"rows? of (characters|letters)", "literal, string"),
    (r"(is|are|was|be) asked", "is requested, is queried"),
    (r"(somebody|nobody|anybody|whoever) (asks?|reads?|says?|wants?|knows?|needs?)", "the passive, or the caller"),
    (r"heed(s|ed|ing)?", "respect, follow"),
    (r"witness(es)?", "evidence, source"),
    (r"(is|are) known of", "facts about"),
    (r"stands? (at|on|there|alone|before|behind|beside|between|where|close|for itself|by itself)", "occurs, is"),
    (r"stands? in (an?|the|it|its|no|one|each|every|some|this|that|code|text|front)", "occurs in"),
];

/// Words that no name has.
const NAMES: &str = r"\b(?:fn|struct|enum|trait|type|const|static|mod) (\w*_)?(told|tells?|said|says?|speaks?|asked|mends?|mended|heeded|witness)(_\w*)?\b";

/// Comments that may have such words: the end of a path, and the words. All are the help or the schema, which users read;
/// they change together with the messages.
const ACCEPTED: [(&str, &str); 6] = [
    ("config/change_report.rs", "was asked"),
    ("config/gate.rs", "are told"),
    ("config/setting.rs", "mended"),
    ("config/setting.rs", "says of"),
    ("config/template.rs", "stand there"),
    ("config/template.rs", "stands in"),
];

static COMMENT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:^|\s)//[/!]?(?:\s|$)(.*)"));
static CODE: LazyLock<Regex> = LazyLock::new(|| regex("`[^`]*`"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is valid")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files with one of these extensions in folders of the repository.
fn sources(folders: &[&str], extension: &str) -> Vec<PathBuf> {
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() && !path.ends_with("target") {
            open.extend(fs::read_dir(&path).expect("the folder can be read").flatten().map(|entry| entry.path()));
        } else if has_extension(&path.to_string_lossy(), extension) && !path.ends_with("tests/it/house.rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The lines of files with one of the words, each as `file:line: words: terms`. `text` gives the part of a line to check.
fn faults(files: &[PathBuf], text: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let words = WORDS.map(|(pattern, terms)| (regex(&format!(r"(?i-u:\b(?:{pattern})\b)")), terms));
    let mut faults = Vec::new();
    for file in files {
        let name = file.strip_prefix(root()).expect("it lies in the repository").display().to_string();
        let source = fs::read_to_string(file).expect("a source is UTF-8");
        for (line, number) in source.lines().zip(1..) {
            let Some(text) = text(line) else { continue };
            let text = CODE.replace_all(&text, "");
            let is_accepted =
                |found: &str| ACCEPTED.iter().any(|(file, words)| name.ends_with(file) && found.starts_with(words));
            let found = words.iter().filter_map(|(word, terms)| Some((word.find(&text)?.as_str(), terms)));
            faults.extend(
                found
                    .filter(|(word, _)| !is_accepted(word))
                    .map(|(word, terms)| format!("{name}:{number}: `{word}`: {terms}")),
            );
        }
    }
    faults
}

#[test]
fn comments_use_standard_terms() {
    let files = sources(&["src", "crates", "tests", "build", "benches"], "rs");
    assert!(files.len() > 200, "only {} files", files.len());
    let comments = |line: &str| COMMENT.captures(line).map(|captures| captures[1].to_owned());
    let faults = faults(&files, comments);
    assert!(faults.is_empty(), "{} comments:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn documents_use_standard_terms() {
    let mut files: Vec<PathBuf> = ["ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root().join(name)).into();
    files.extend(sources(&["docs/adr"], "md"));
    let faults = faults(&files, |line| Some(line.to_owned()));
    assert!(faults.is_empty(), "{} lines:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn names_use_standard_terms() {
    let names = regex(NAMES);
    let files = sources(&["src", "crates", "tests", "build", "benches"], "rs");
    let mut faults = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("a source is UTF-8");
        for (line, number) in source.lines().zip(1..) {
            faults.extend(names.find(line).map(|name| format!("{}:{number}: {}", file.display(), name.as_str())));
        }
    }
    assert!(faults.is_empty(), "{} names:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn words_are_found_in_comments_and_not_in_code() {
    let comment = |line: &str| COMMENT.captures(line).map(|captures| captures[1].to_owned());
    assert_eq!(comment("    /// What is told.").as_deref(), Some("What is told."));
    assert_eq!(comment("let a = 1; // is told").as_deref(), Some("is told"));
    assert_eq!(comment("let a = \"https://is.told\";"), None);
}
