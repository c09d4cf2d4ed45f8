//! Findings that a book lives with: known when the file was written, debt that fails nothing and only shrinks.
//!
//! The file is JSON with one finding a line, sorted, so that it merges and its history can be read. It has no line
//! numbers: `matching` finds the findings of the file again in text that was moved, wrapped anew, edited around them, or
//! renamed.

mod matching;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::catalogue;
use crate::fingerprint::{alike, digest_of, sentence_of};
use redline_document::diagnostic::{Finding, Severity};
use redline_document::source::{FileStore, SourceFile, Span, normalize};

/// The name of the file where none is configured.
pub const FILE: &str = "redline-baseline.json";

/// The version of the file's shape.
const VERSION: u32 = 1;

/// How many bytes of words and of their sentence an entry shows.
const SHOWN: usize = 240;

/// Why a baseline could not be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The file cannot be read.
    #[error("the baseline {} cannot be read; `mdbook-redline baseline create` makes one", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is none of ours.
    #[error("{} is not a baseline: {reason}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

/// One finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Entry {
    /// The file that it is in, relative to the folder of the baseline, with `/`.
    pub file: String,
    /// The rule.
    pub rule: String,
    /// How serious it was.
    pub level: Severity,
    /// The hash of rule, words and sentence.
    pub alike: String,
    /// The words that are wrong, cut short.
    pub text: String,
    /// The sentence around them, cut short.
    pub sentence: String,
}

impl Entry {
    /// The entry with the current name of its rule, in place of a former one.
    fn with_current_rule(mut self) -> Self {
        if let Some(current) = catalogue::current_name(&self.rule) {
            // Where words or sentence are cut short the hash differs, and only similar sentences are matched.
            self.alike = digest_of(current, &self.text, &self.sentence).to_string();
            current.clone_into(&mut self.rule);
        }
        self
    }
}

/// How much a file holds, for its density.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Volume {
    /// Words of prose.
    pub words: usize,
}

/// The findings that a book lives with.
#[derive(Clone, Debug)]
pub struct Baseline {
    file: Arc<SourceFile>,
    /// The entries, by file, rule and words.
    pub entries: Vec<Entry>,
    /// The files that were checked, with their words.
    pub files: BTreeMap<String, Volume>,
    /// The span of each entry in the file.
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Shape<'a> {
    version: u32,
    files: BTreeMap<String, Volume>,
    #[serde(borrow)]
    findings: Vec<&'a RawValue>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// If it cannot be read, or is none.
    pub fn load(path: &Path) -> Result<Self, BaselineError> {
        Self::load_in(&FileStore::default(), path)
    }

    /// Reads a baseline, which may have an unsaved text in `files`.
    ///
    /// # Errors
    /// As for [`Self::load`].
    pub fn load_in(files: &FileStore, path: &Path) -> Result<Self, BaselineError> {
        let path = absolute(path);
        let text = files.read_text(&path).map_err(|source| BaselineError::Unreadable { path: path.clone(), source })?;
        let invalid = |reason: String| BaselineError::Invalid { path: path.clone(), reason };
        let shape: Shape<'_> = serde_json::from_str(&text).map_err(|error| invalid(error.to_string()))?;
        if shape.version != VERSION {
            return Err(invalid(format!("its version is {}, and {VERSION} is the one known", shape.version)));
        }
        let (mut entries, mut spans) = (Vec::new(), Vec::new());
        for raw in shape.findings {
            let entry: Entry = serde_json::from_str(raw.get()).map_err(|error| invalid(error.to_string()))?;
            entries.push(entry.with_current_rule());
            let start = raw.get().as_ptr() as usize - text.as_ptr() as usize;
            spans.push(start..start + raw.get().len());
        }
        let files = shape.files;
        Ok(Self { file: Arc::new(SourceFile::new(path, text.as_str())), entries, files, spans })
    }

    /// The file that was read.
    pub(crate) fn source(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The place of an entry in the file.
    pub(crate) fn span(&self, entry: usize) -> Span {
        self.spans[entry].clone()
    }

    /// For each finding, the index of the entry that it matches.
    pub(crate) fn matched(&self, found: &[Entry], is_seen: impl Fn(&str) -> bool) -> Vec<Option<usize>> {
        matching::matched(&self.entries, found, is_seen)
    }

    /// A baseline at `path` that holds nothing yet.
    pub fn empty(path: &Path) -> Self {
        let file = Arc::new(SourceFile::new(absolute(path), ""));
        Self { file, entries: Vec::new(), files: BTreeMap::new(), spans: Vec::new() }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The baseline at the same path with other entries.
    pub(crate) fn of_entries(&self, mut entries: Vec<Entry>, files: BTreeMap<String, Volume>) -> Self {
        let key = |entry: &Entry| (entry.file.clone(), entry.rule.clone(), entry.sentence.clone(), entry.text.clone());
        entries.sort_by_cached_key(key);
        Self { file: Arc::clone(&self.file), entries, files, spans: Vec::new() }
    }

    /// The text of the file: one entry a line.
    pub fn to_json(&self) -> String {
        let line = |value: &dyn Fn() -> serde_json::Result<String>| value().unwrap_or_default();
        let files: Vec<String> = self
            .files
            .iter()
            .map(|(file, volume)| {
                let name = serde_json::Value::from(file.as_str());
                format!("  {name}: {}", line(&|| serde_json::to_string(volume)))
            })
            .collect();
        let entries: Vec<String> =
            self.entries.iter().map(|entry| format!("  {}", line(&|| serde_json::to_string(entry)))).collect();
        let block = |open: char, close: char, lines: &[String]| match lines {
            [] => format!("{open}{close}"),
            lines => format!("{open}\n{}\n{close}", lines.join(",\n")),
        };
        format!(
            "{{\"version\": {VERSION},\n\"files\": {},\n\"findings\": {}}}\n",
            block('{', '}', &files),
            block('[', ']', &entries)
        )
    }

    pub(crate) fn entry(&self, finding: &Finding) -> Entry {
        let text = finding.text().split_whitespace().collect::<Vec<_>>().join(" ");
        Entry {
            file: self.name(finding.file.path()),
            rule: finding.rule.to_string(),
            level: finding.level,
            alike: alike(finding).to_string(),
            text: cut(&text).to_owned(),
            sentence: cut(&sentence_of(finding)).to_owned(),
        }
    }

    /// The folder that file names are relative to.
    pub(crate) fn folder(&self) -> &Path {
        self.path().parent().unwrap_or(Path::new(""))
    }

    /// How a file is named in the baseline.
    pub(crate) fn name(&self, file: &Path) -> String {
        let file = normalize(&self.folder().join(file));
        let name = file.strip_prefix(self.folder()).unwrap_or(&file);
        name.to_string_lossy().replace('\\', "/")
    }
}

/// A path that does not depend on the working directory, as those of findings: files are named relative to its folder.
fn absolute(path: &Path) -> PathBuf {
    normalize(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// The beginning of a text, as far as it is shown.
fn cut(text: &str) -> &str {
    let end = (0..=SHOWN.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}
