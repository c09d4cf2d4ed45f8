//! Where configuration comes from: `book.toml`, a file of its own, mdBook, the environment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use super::outdated::{OutdatedKey, outdated_keys};
use super::{ConfigError, Table};
use crate::NAME;
use crate::strict::{Issue, object};
use redline_document::source::{FileStore, SourceFile, Span, read_text};

/// What mdBook and we read from the environment begins with this.
const VARIABLE_PREFIX: &str = "MDBOOK_";

/// A configuration in the shape of `book.toml`, and the file it came from.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// The file; for mdBook's JSON, the `book.toml` that it was made from.
    pub path: PathBuf,
    /// Everything: our table is at `preprocessor.redline`.
    pub value: Value,
    /// The text that was read; `None` for mdBook's JSON.
    text: Option<Arc<str>>,
    /// Whether the file holds our table at its top level.
    is_plain: bool,
    variables: Vec<(String, Vec<String>)>,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// The file, at a line where it is known.
    File(Option<usize>),
    /// An environment variable.
    Variable(String),
}

impl ConfigFile {
    /// Reads a `book.toml`, and what `variables` say.
    ///
    /// # Errors
    /// If it cannot be read or is not TOML.
    pub fn book(path: &Path, variables: impl IntoIterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        Self::load(&FileStore::default(), path, false, variables)
    }

    /// Reads a `book.toml`, which may have an unsaved text in `files`, and what `variables` say.
    ///
    /// # Errors
    /// If it cannot be read or is not TOML.
    pub fn book_in(
        files: &FileStore,
        path: &Path,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        Self::load(files, path, false, variables)
    }

    /// Reads a file that holds our table at its top level.
    ///
    /// # Errors
    /// If it cannot be read or is not TOML.
    pub fn plain(path: &Path, variables: impl IntoIterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        Self::load(&FileStore::default(), path, true, variables)
    }

    /// No file: defaults, and what `variables` say.
    pub fn none(folder: &Path, variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut value = json!({});
        let variables = with_environment(&mut value, variables);
        Self { path: folder.join("book.toml"), value, text: None, is_plain: false, variables }
    }

    /// What mdBook sent: `book.toml` below `root` with the environment already applied.
    pub fn from_mdbook(root: &Path, value: Value) -> Self {
        Self { path: root.join("book.toml"), value, text: None, is_plain: false, variables: Vec::new() }
    }

    fn load(
        files: &FileStore,
        path: &Path,
        is_plain: bool,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        // A shell's `<(…)` is a pipe below /dev that somebody writes to already.
        let is_substitution = is_plain && path.starts_with("/dev");
        let text = if is_substitution { std::fs::read_to_string(path) } else { files.read_text(path) };
        let text = text.map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let read: Value = toml::from_str(&text).map_err(|source| {
            let line = source.span().map(|span| SourceFile::new("", text.as_str()).position(span.start).line);
            let place = line.map_or_else(|| path.display().to_string(), |line| format!("{}:{line}", path.display()));
            ConfigError::NotToml { place, path: path.to_owned(), source: Box::new(source) }
        })?;
        let mut value = if is_plain { json!({ "preprocessor": { NAME: read } }) } else { read };
        let variables = with_environment(&mut value, variables);
        Ok(Self { path: path.to_owned(), value, text: Some(text.into()), is_plain, variables })
    }

    /// Our table as it was written; null if there is none.
    pub fn redline(&self) -> &Value {
        self.value.pointer("/preprocessor/redline").unwrap_or(&Value::Null)
    }

    /// Our table.
    ///
    /// # Errors
    /// If a key, a rule or a value is not known.
    pub fn table(&self) -> Result<Table, ConfigError> {
        Table::read(self.redline()).map_err(|issue| self.invalid(issue))
    }

    /// The folder that relative paths start from.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The error for an issue in this file, with the line where it can be found.
    pub fn invalid(&self, issue: Issue) -> ConfigError {
        if let Some(variable) = self.variable_of(&issue.path) {
            return ConfigError::Invalid {
                place: format!("environment variable {variable}"),
                at: None,
                issue: Box::new(issue),
            };
        }
        let mut keys = issue.path.clone();
        keys.extend(issue.name.clone());
        let span = self.span(&keys).or_else(|| self.span(&issue.path));
        let path = self.path.display();
        let place = match span.as_ref().map(|span| self.line_and_column(span)) {
            Some((line, column)) => format!("{path}:{line}:{column}"),
            None => path.to_string(),
        };
        ConfigError::Invalid { place, at: Some((self.path.clone(), span)), issue: Box::new(issue) }
    }

    /// Where the value of a key of our table came from.
    pub fn origin(&self, key: &str) -> Origin {
        let path = [key.to_owned()];
        match self.variable_of(&path) {
            Some(variable) => Origin::Variable(variable.to_owned()),
            None if self.redline().get(key).is_some() => {
                Origin::File(self.span(&path).map(|span| self.line_and_column(&span).0))
            }
            None => Origin::Default,
        }
    }

    /// The keys for mdBook itself that mdBook 0.5 does not accept, in the order of the file.
    pub fn outdated_keys(&self) -> Vec<OutdatedKey> {
        let mut keys = outdated_keys(&self.value);
        for key in &mut keys {
            key.line = self.span_of(&key.path()).map(|span| self.line_and_column(&span).0);
        }
        keys.sort_by_key(|key| key.line);
        keys
    }

    /// Whether the book has no renderer but `html`.
    pub fn renders_only_html(&self) -> bool {
        object(self.value.get("output")).keys().all(|name| name == "html")
    }

    /// The title of the book, if it is set.
    pub fn title(&self) -> Option<&str> {
        self.value.pointer("/book/title").and_then(Value::as_str)
    }

    /// The language of the book, if it is set.
    pub fn language(&self) -> Option<&str> {
        self.value.pointer("/book/language").and_then(Value::as_str)
    }

    fn variable_of(&self, path: &[String]) -> Option<&str> {
        let holds = |keys: &[String]| keys.iter().zip(path).all(|(key, part)| key == part) && !path.is_empty();
        self.variables.iter().find(|(_, keys)| holds(keys)).map(|(name, _)| name.as_str())
    }

    /// The bytes of a key of our table, or of the innermost table on the way to it.
    pub fn span(&self, path: &[String]) -> Option<Span> {
        let outer: &[&str] = if self.is_plain { &[] } else { &["preprocessor", NAME] };
        let keys: Vec<&str> = outer.iter().copied().chain(path.iter().map(String::as_str)).collect();
        self.span_of(&keys)
    }

    /// The bytes of a key of the file.
    fn span_of(&self, keys: &[&str]) -> Option<Span> {
        let text = self.text()?;
        let root = DeTable::parse(&text).ok()?;
        find_key(root.get_ref(), keys)
    }

    fn line_and_column(&self, span: &Span) -> (usize, usize) {
        let position = SourceFile::new("", &*self.text().unwrap_or_default()).position(span.start);
        (position.line, position.column)
    }

    /// The text of the file; mdBook does not send that of `book.toml`.
    fn text(&self) -> Option<Arc<str>> {
        self.text.clone().or_else(|| Some(read_text(&self.path).ok()?.into()))
    }
}

fn find_key(table: &DeTable<'_>, keys: &[&str]) -> Option<Span> {
    let (first, rest) = keys.split_first()?;
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == first)?;
    if rest.is_empty() {
        return Some(key.span());
    }
    match value.get_ref() {
        DeValue::Table(inner) => find_key(inner, rest),
        DeValue::Array(items) => {
            let item = items.get(rest[0].parse::<usize>().ok()?)?;
            match item.get_ref() {
                DeValue::Table(inner) if rest.len() > 1 => find_key(inner, &rest[1..]),
                _ => Some(item.span()),
            }
        }
        _ => None,
    }
}

/// Puts variables such as `MDBOOK_PREPROCESSOR__REDLINE__FAIL_ON` into `value`, as mdBook does:
/// `__` goes one table in, `_` becomes `-`, values are JSON or else words. Returns those of our
/// table, with their keys in it.
pub fn with_environment(
    value: &mut Value,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Vec<(String, Vec<String>)> {
    let mut ours = Vec::new();
    let mut variables: Vec<(String, String)> =
        variables.into_iter().filter(|(name, _)| name.starts_with(VARIABLE_PREFIX)).collect();
    variables.sort();
    for (name, text) in variables {
        let keys: Vec<String> =
            name[VARIABLE_PREFIX.len()..].to_lowercase().split("__").map(|key| key.replace('_', "-")).collect();
        let parsed = serde_json::from_str(&text).unwrap_or(Value::String(text));
        set(value, &keys, parsed);
        if let ["preprocessor", "redline", rest @ ..] = keys.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ours.push((name, rest.iter().map(|&key| key.to_owned()).collect()));
        }
    }
    ours
}

fn set(value: &mut Value, keys: &[String], leaf: Value) {
    let Some((first, rest)) = keys.split_first() else {
        *value = leaf;
        return;
    };
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    if let Some(entries) = value.as_object_mut() {
        set(entries.entry(first.clone()).or_insert(Value::Null), rest, leaf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str, variables: &[(&str, &str)]) -> (tempfile::TempDir, ConfigFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.toml");
        std::fs::write(&path, text).unwrap();
        let variables: Vec<_> =
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let config = ConfigFile::book(&path, variables).unwrap();
        (folder, config)
    }

    fn error(text: &str) -> String {
        let (folder, config) = file(text, &[]);
        let message = config.table().unwrap_err().to_string();
        message.replace(&format!("{}/", folder.path().display()), "")
    }

    #[test]
    fn errors_name_file_line_and_nearest_name() {
        assert_eq!(
            error("[preprocessor.redline]\nfail-onn = \"error\"\n"),
            "book.toml:2:1: unknown key `fail-onn`; did you mean `fail-on`?"
        );
        assert_eq!(
            error("[preprocessor.redline.rules]\nempty-section = \"off\"\nheading-incremnt = \"off\"\n"),
            "book.toml:3:1: unknown rule `heading-incremnt` in `rules`; did you mean `heading-increment`?"
        );
        assert_eq!(
            error("[preprocessor.redline]\npacks = [\n  \"recommended\",\n  \"strickt\"]\n"),
            "book.toml:4:3: unknown value `strickt`, expected `recommended`, `consistency`, `plain-language`, `technical-terms`, `inclusive`, `strict` in `packs.1`; did you mean `strict`?"
        );
    }

    #[test]
    fn variables_go_over_the_file_and_are_named_as_origin() {
        let (_folder, config) = file(
            "[preprocessor.redline]\nfail-on = \"error\"\nnormalize = false\n",
            &[
                ("MDBOOK_PREPROCESSOR__REDLINE__FAIL_ON", "never"),
                ("MDBOOK_PREPROCESSOR__REDLINE__MAX_FINDINGS", "7"),
                ("OTHER", "x"),
            ],
        );
        let table = config.table().unwrap();
        assert_eq!(table.fail_on, super::super::FailOn::Never);
        assert_eq!(table.max_findings, 7);
        assert_eq!(config.origin("fail-on"), Origin::Variable("MDBOOK_PREPROCESSOR__REDLINE__FAIL_ON".into()));
        assert_eq!(config.origin("normalize"), Origin::File(Some(3)));
        assert_eq!(config.origin("packs"), Origin::Default);
    }
}
