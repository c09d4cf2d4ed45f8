//! Records: the figures of a book at its commits, one line each, in an append-only file.
//!
//! A line holds figures and names of rules and pages, never text of the book. `mdbook-redline record` appends one; a
//! build only reads them.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use redline_document::diagnostic::{RunError, Severity};
use redline_document::source::{read_bytes, read_text};
use redline_lint::TOOL_NAME;
use redline_lint::config::Table;

use super::date::day;
use super::method::weight;
use super::model::{ChapterRow, LevelCounts, Metrics, Record, RecordedChapter, StyleReport};
use crate::readability::{number, rounded};

/// The version of a line's schema.
const SCHEMA: u32 = 1;

/// An error in reading or writing records.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The file cannot be written.
    #[error("{} cannot be written", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A line is not a record.
    #[error("{}:{line}: this line is no record: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from one.
        line: usize,
        /// The fault in it.
        message: String,
    },
}

impl Record {
    /// The figures of a report as the record of a commit.
    pub fn of(report: &StyleReport, commit: &str, commit_date: &str) -> Self {
        let verdict = &report.verdict;
        let chapters = report.chapters.iter().map(|chapter| RecordedChapter {
            page: chapter.page.clone(),
            words: chapter.words,
            counts: chapter.counts,
        });
        Self {
            schema: SCHEMA,
            commit: commit.to_owned(),
            commit_date: commit_date.to_owned(),
            tool: format!("{TOOL_NAME} {}", env!("CARGO_PKG_VERSION")),
            title: report.title.clone(),
            rule_set: verdict.rule_set.clone(),
            words: verdict.words,
            sentences: report.readability.counts.sentences,
            findings: report
                .rules
                .iter()
                .filter(|rule| rule.counts.total() > 0)
                .map(|rule| (rule.name.clone(), rule.counts.total()))
                .collect(),
            counts: verdict.counts,
            known: report.chapters.iter().map(|chapter| chapter.known).sum(),
            silenced: report.suppressions.silenced,
            metrics: Metrics::of(report),
            chapters: chapters.collect(),
        }
    }

    /// Whether two records have the same figures, whatever their commits.
    pub(super) fn has_same_figures(&self, other: &Self) -> bool {
        let passive_sentences = self.metrics.passive_sentences.and(other.metrics.passive_sentences);
        let plain = |record: &Self| Self {
            commit: String::new(),
            commit_date: String::new(),
            tool: String::new(),
            title: None,
            // Earlier versions did not record it.
            metrics: Metrics {
                passive_sentences: passive_sentences.and(record.metrics.passive_sentences),
                ..record.metrics
            },
            ..record.clone()
        };
        plain(self) == plain(other)
    }
}

impl Metrics {
    fn of(report: &StyleReport) -> Self {
        let verdict = &report.verdict;
        let sum = |measure: &dyn Fn(&ChapterRow) -> usize| report.chapters.iter().map(measure).sum::<usize>();
        let (required, met) = (sum(&|chapter| chapter.required), sum(&|chapter| chapter.met));
        Self {
            weighted_density: (verdict.words > 0)
                .then(|| rounded(1000.0 * weighted(verdict.counts) / number(verdict.words))),
            grade: report.readability.scores.as_ref().map(|scores| rounded(scores.headline())),
            long_sentences: rounded(report.readability.sentences.long_share),
            passive_sentences: report.readability.passive_share.map(rounded),
            term_consistency: report.term_consistency.map(rounded),
            structure: (required > 0).then(|| rounded(number(met) / number(required))),
        }
    }
}

/// The weighted number of findings: an error counts 5, a warning 2, a suggestion 0.5.
pub(super) fn weighted(counts: LevelCounts) -> f64 {
    let LevelCounts { errors, warnings, suggestions } = counts;
    let all = [(Severity::Error, errors), (Severity::Warning, warnings), (Severity::Suggestion, suggestions)];
    all.into_iter().map(|(level, count)| weight(level) * number(count)).sum()
}

/// Reads the records in a file, sorted by date and then by line; of several records of one commit the last. A missing
/// file has no records yet.
///
/// # Errors
/// If the file cannot be read, or a line in it is not a record.
pub fn read_records(path: &Path) -> Result<Vec<Record>, RecordError> {
    let text = match read_text(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(RecordError::Unreadable { path: path.to_owned(), source }),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut by_commit: BTreeMap<String, (usize, Record)> = BTreeMap::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |message: String| RecordError::Line { path: path.to_owned(), line: index + 1, message };
        let record: Record = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        if record.schema > SCHEMA {
            return Err(wrong(format!("its schema {} is newer than {SCHEMA}, the one known here", record.schema)));
        }
        if day(&record.commit_date).is_none() {
            return Err(wrong(format!("`{}` is no date like 2026-01-31", record.commit_date)));
        }
        by_commit.insert(record.commit.clone(), (index, record));
    }
    let mut records: Vec<(usize, Record)> = by_commit.into_values().collect();
    records.sort_by(|(line, one), (other_line, other)| (&one.commit_date, line).cmp(&(&other.commit_date, other_line)));
    Ok(records.into_iter().map(|(_, record)| record).collect())
}

/// Reads the records named by the configuration, by date.
///
/// # Errors
/// If they cannot be read. The report is then made without a trend.
pub fn records_of(table: &Table, root: &Path) -> Result<Vec<Record>, RunError> {
    let file = table.style_report.on().and_then(|report| report.records.as_ref());
    let Some(path) = file.map(|file| root.join(file)) else { return Ok(Vec::new()) };
    read_records(&path).map_err(|error| {
        let message = match &error {
            RecordError::Line { line, message, .. } => format!("line {line} is no record: {message}"),
            RecordError::Unreadable { source, .. } | RecordError::Unwritable { source, .. } => source.to_string(),
        };
        RunError { file: Some(path), message: format!("there is no trend: {message}") }
    })
}

/// Appends a record to a file, creating it if needed. Returns `false` and writes nothing if the file already has the
/// commit with the same figures.
///
/// # Errors
/// If the file cannot be read or written, or contains anything but records.
pub fn append_record(path: &Path, record: &Record) -> Result<bool, RecordError> {
    let known = read_records(path)?;
    let is_same = |known: &Record| {
        (&known.commit, &known.commit_date, &known.title) == (&record.commit, &record.commit_date, &record.title)
            && known.has_same_figures(record)
    };
    if known.iter().any(is_same) {
        return Ok(false);
    }
    let unwritable = |source| RecordError::Unwritable { path: path.to_owned(), source };
    let mut line = serde_json::to_string(record).map_err(|error| unwritable(error.into()))?;
    line.push('\n');
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(unwritable)?;
    }
    let ends_with_newline = read_bytes(path).map_or(true, |bytes| bytes.last().is_none_or(|&last| last == b'\n'));
    if !ends_with_newline {
        line.insert(0, '\n');
    }
    append_whole(path, &line).map_err(unwritable)?;
    Ok(true)
}

/// Appends a line atomically. Replacing the file instead would lose a record if two runs wrote at once.
fn append_whole(path: &Path, line: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let len = file.metadata()?.len();
    // One call, so that concurrent runs cannot interleave their lines.
    file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).inspect_err(|_| drop(file.set_len(len)))
}
