//! Records in files: one line each, in a file that only grows, so that branches merge without conflicts.
//!
//! `mdbook-redline record` appends lines; a build only reads them.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use redline_document::diagnostic::RunError;
use redline_document::source::read_text;
use redline_lint::config::Table;
use serde::Deserialize;

use super::date::day;
use super::model::Record;
use super::record::SCHEMA;

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
}

/// The records of a file.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// The records, sorted by date and then by line; of several records of one commit the last.
    pub records: Vec<Record>,
    /// The lines that are not records.
    pub skipped: Vec<SkippedLine>,
}

/// A line of a file of records that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedLine {
    /// The file.
    pub path: PathBuf,
    /// The line, from one.
    pub line: usize,
    /// The fault in it.
    pub message: String,
}

/// The skipped lines of a file that are named with their fault.
const NAMED: usize = 5;

/// Notes about the skipped lines of a file, with its path as it is `shown`. Of many lines the first are named with their
/// fault, and the others by their numbers.
pub fn notes_on_skipped(skipped: &[SkippedLine], shown: &str) -> Vec<String> {
    let (named, others) = skipped.split_at(NAMED.min(skipped.len()));
    let note = |line: &SkippedLine| format!("{shown}:{}: this record is skipped: {}", line.line, line.message);
    let mut notes: Vec<String> = named.iter().map(note).collect();
    if !others.is_empty() {
        let lines: Vec<String> = others.iter().map(|line| line.line.to_string()).collect();
        notes.push(format!("{shown}: these records are skipped too: lines {}", lines.join(", ")));
    }
    notes
}

/// The schema alone, which every version can read.
#[derive(Deserialize)]
struct Schema {
    schema: u32,
}

/// Reads the records in a file. Lines that are not records are skipped and listed; blank lines are allowed. A missing file
/// has no records yet.
///
/// # Errors
/// If the file cannot be read.
pub fn read_records(path: &Path) -> Result<Records, RecordError> {
    let text = match read_text(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Records::default()),
        Err(source) => return Err(RecordError::Unreadable { path: path.to_owned(), source }),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut by_commit: BTreeMap<String, (usize, Record)> = BTreeMap::new();
    let mut skipped = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match parse(line) {
            Ok(record) => drop(by_commit.insert(record.commit.clone(), (index, record))),
            Err(message) => skipped.push(SkippedLine { path: path.to_owned(), line: index + 1, message }),
        }
    }
    let mut records: Vec<(usize, Record)> = by_commit.into_values().collect();
    records.sort_by(|(line, one), (other_line, other)| (&one.commit_date, line).cmp(&(&other.commit_date, other_line)));
    Ok(Records { records: records.into_iter().map(|(_, record)| record).collect(), skipped })
}

/// The record of a line.
fn parse(line: &str) -> Result<Record, String> {
    // The schema first: a newer one may differ in anything else.
    match serde_json::from_str(line) {
        Ok(Schema { schema }) if schema > SCHEMA => {
            return Err(format!("its schema {schema} is newer than {SCHEMA}, the newest that this version reads"));
        }
        _ => {}
    }
    let record: Record = serde_json::from_str(line).map_err(|error| {
        let message = error.to_string();
        // The parser counts the lines of what it was given, which is always one.
        let cause = message.split(" at line 1 column").next().unwrap_or_default();
        if error.column() > 0 { format!("{cause} in column {}", error.column()) } else { cause.to_owned() }
    })?;
    match day(&record.commit_date) {
        Some(_) => Ok(record),
        None => Err(format!("`{}` is not a date like 2026-01-31", record.commit_date)),
    }
}

/// Reads the records named by the configuration.
///
/// # Errors
/// If they cannot be read. The report is then made without a trend.
pub fn records_of(table: &Table, root: &Path) -> Result<Records, RunError> {
    let file = table.style_report.on().and_then(|report| report.records.as_ref());
    let Some(path) = file.map(|file| root.join(file)) else { return Ok(Records::default()) };
    read_records(&path).map_err(|error| {
        let (RecordError::Unreadable { source, .. } | RecordError::Unwritable { source, .. }) = &error;
        let message = format!("there is no trend: {source}");
        RunError { file: Some(path), message }
    })
}

/// A file of records that lines are appended to.
#[derive(Debug)]
pub struct RecordFile {
    path: PathBuf,
    content: Records,
}

impl RecordFile {
    /// The file at `path`, which need not exist.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn open(path: PathBuf) -> Result<Self, RecordError> {
        let content = read_records(&path)?;
        Ok(Self { path, content })
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The lines that are not records.
    pub fn skipped(&self) -> &[SkippedLine] {
        &self.content.skipped
    }

    /// Whether the last record of a commit is complete, and by one of these rule sets.
    pub fn has(&self, commit: &str, rule_sets: &[String]) -> bool {
        let found = self.content.records.iter().find(|record| record.commit == commit);
        found.is_some_and(|record| rule_sets.contains(&record.rule_set) && record.has_rules_per_chapter())
    }

    /// Appends a record, creating the file if needed. Returns `false` and writes nothing if the file already has the commit
    /// with the same figures.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn append(&mut self, record: &Record) -> Result<bool, RecordError> {
        if self.content.records.iter().any(|known| known.is_again(record)) {
            return Ok(false);
        }
        let unwritable = |source| RecordError::Unwritable { path: self.path.clone(), source };
        let mut line = serde_json::to_string(record).map_err(|error| unwritable(error.into()))?;
        line.push('\n');
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).map_err(unwritable)?;
        }
        if !ends_with_newline(&self.path).map_err(unwritable)? {
            line.insert(0, '\n');
        }
        append_whole(&self.path, &line).map_err(unwritable)?;
        self.content.records.retain(|known| known.commit != record.commit);
        self.content.records.push(record.clone());
        Ok(true)
    }
}

/// Whether a line can be appended to a file: it ends with a newline, is empty, or does not exist.
fn ends_with_newline(path: &Path) -> std::io::Result<bool> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Appends a line atomically. Replacing the file instead would lose a record if two runs wrote at once.
fn append_whole(path: &Path, line: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let len = file.metadata()?.len();
    // One call, so that concurrent runs cannot interleave their lines.
    file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).inspect_err(|_| drop(file.set_len(len)))
}
