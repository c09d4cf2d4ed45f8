//! Findings that a book lives with: known when the file was written, debt that fails nothing and only shrinks.
//!
//! The file is JSON with one finding a line, sorted, so that it merges and its history can be read. It has no line
//! numbers: `matching` finds the findings of the file again in text that was moved, wrapped anew, edited around them, or
//! renamed.

mod matching;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::catalogue;
use crate::config::{Scope, Settings};
use crate::diagnostic::{Finding, Severity};
use crate::fingerprint::{alike, sentence_of};
use crate::lint::Report;
use crate::source::{SourceFile, Span, normalize, read_text};

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
    /// Where each entry stands in the file.
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Shape<'a> {
    version: u32,
    files: BTreeMap<String, Volume>,
    #[serde(borrow)]
    findings: Vec<&'a RawValue>,
}

/// How the findings of a run stand to the baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// For each finding the entry that it is, or none: it is new.
    pub known: Vec<Option<usize>>,
    /// Entries whose findings are no longer there.
    pub stale: Vec<usize>,
}

/// What a run says of its baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Findings that are in it.
    pub known: usize,
    /// Findings that are not.
    pub new: usize,
    /// Entries that are no longer found.
    pub stale: usize,
}

impl Standing {
    /// Of two runs together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { known: self.known + other.known, new: self.new + other.new, stale: self.stale + other.stale }
    }
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// If it cannot be read, or is none.
    pub fn load(path: &Path) -> Result<Self, BaselineError> {
        let path = absolute(path);
        let text = read_text(&path).map_err(|source| BaselineError::Unreadable { path: path.clone(), source })?;
        let invalid = |reason: String| BaselineError::Invalid { path: path.clone(), reason };
        let shape: Shape<'_> = serde_json::from_str(&text).map_err(|error| invalid(error.to_string()))?;
        if shape.version != VERSION {
            return Err(invalid(format!("its version is {}, and {VERSION} is the one known", shape.version)));
        }
        let (mut entries, mut spans) = (Vec::new(), Vec::new());
        for raw in shape.findings {
            entries.push(serde_json::from_str(raw.get()).map_err(|error| invalid(error.to_string()))?);
            let start = raw.get().as_ptr() as usize - text.as_ptr() as usize;
            spans.push(start..start + raw.get().len());
        }
        let files = shape.files;
        Ok(Self { file: Arc::new(SourceFile::new(path, text.as_str())), entries, files, spans })
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

    /// Tells known findings of a run over the whole book from new ones. `settings` say which rules ran: of the others
    /// nothing is stale.
    pub fn compare(&self, report: &Report, settings: &Settings) -> Comparison {
        let found: Vec<Entry> = report.findings.iter().map(|finding| self.entry(finding)).collect();
        let seen: BTreeSet<String> = report.files.iter().map(|file| self.name(file)).collect();
        let known = matching::matched(&self.entries, &found, |file| seen.contains(file));
        let mut is_found = vec![false; self.entries.len()];
        known.iter().flatten().for_each(|&entry| is_found[entry] = true);
        let was_looked_for = |entry: &Entry| {
            let is_gone = !self.folder().join(&entry.file).exists();
            let has_problem =
                report.problems.iter().any(|it| it.file.as_ref().is_some_and(|it| self.name(it) == entry.file));
            let runs = match catalogue::find(&entry.rule) {
                Some(rule) => settings.may_run(rule),
                None => true,
            };
            (seen.contains(&entry.file) || is_gone) && !has_problem && runs
        };
        let stale = (0..is_found.len()).filter(|&at| !is_found[at] && was_looked_for(&self.entries[at])).collect();
        Comparison { known, stale }
    }

    /// Marks the findings of a run that are known.
    pub fn mark(&self, report: &mut Report, settings: &Settings) -> Comparison {
        let comparison = self.compare(report, settings);
        for (finding, known) in report.findings.iter_mut().zip(&comparison.known) {
            finding.is_known = known.is_some();
        }
        comparison
    }

    /// Marks the findings of a run that are known, and adds one about entries that no longer are.
    pub fn stand(&self, report: &mut Report, settings: &Settings) {
        let comparison = self.mark(report, settings);
        let known = comparison.known.iter().flatten().count();
        let mut standing = Standing { known, new: comparison.known.len() - known, stale: comparison.stale.len() };
        if let (Some(level), Some(first)) =
            (settings.level(&catalogue::STALE_BASELINE, Scope::default()), comparison.stale.first())
        {
            report.findings.push(self.stale_finding(level, *first, standing.stale));
            report.findings.sort_by(Finding::order);
            standing.new += 1;
        }
        report.baseline = Some(standing);
    }

    fn stale_finding(&self, level: Severity, first: usize, count: usize) -> Finding {
        let entry = &self.entries[first];
        let message = match count {
            1 => format!("the baseline holds a finding of `{}` that is no longer there", entry.rule),
            _ => format!("the baseline holds {count} findings that are no longer there, first one of `{}`", entry.rule),
        };
        Finding {
            rule: catalogue::STALE_BASELINE.name.into(),
            level,
            message,
            help: Some("`mdbook-redline baseline update` takes out what is mended".to_owned()),
            link: None,
            file: Arc::clone(&self.file),
            on_disk: true,
            span: self.spans[first].clone(),
            related: None,
            chapter: String::new(),
            section: Vec::new(),
            fix: None,
            is_known: false,
        }
    }

    /// The baseline with exactly the findings of a run.
    #[must_use]
    pub fn with_findings(&self, report: &Report) -> Self {
        let entries = report.findings.iter().filter(|finding| finding.rule != catalogue::STALE_BASELINE.name);
        self.of_entries(entries.map(|finding| self.entry(finding)).collect(), self.volumes(report))
    }

    /// The baseline without what is stale. With `refreshed`, entries also follow their findings to where these are now.
    #[must_use]
    pub fn without_stale(&self, report: &Report, comparison: &Comparison, refreshed: bool) -> Self {
        let mut entries: Vec<Option<Entry>> = self.entries.iter().cloned().map(Some).collect();
        for &stale in &comparison.stale {
            entries[stale] = None;
        }
        if refreshed {
            for (finding, known) in report.findings.iter().zip(&comparison.known) {
                if let Some(known) = known {
                    entries[*known] = Some(self.entry(finding));
                }
            }
        }
        let files = if refreshed { self.volumes(report) } else { self.files.clone() };
        self.of_entries(entries.into_iter().flatten().collect(), files)
    }

    fn of_entries(&self, mut entries: Vec<Entry>, files: BTreeMap<String, Volume>) -> Self {
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

    fn volumes(&self, report: &Report) -> BTreeMap<String, Volume> {
        let chapters = report.chapters.iter().filter_map(|chapter| Some((chapter.file.as_deref()?, chapter.words)));
        chapters.map(|(file, words)| (self.name(file), Volume { words })).collect()
    }

    fn entry(&self, finding: &Finding) -> Entry {
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

    fn folder(&self) -> &Path {
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
