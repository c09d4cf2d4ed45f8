//! The keys of a rule file: each is read once, and unknown keys are errors.

use std::collections::HashSet;

use super::yaml::{Value, Yaml};
use redline_text::nearest;

/// Keys of every kind of rule.
const HEADER: &[&str] =
    &["extends", "message", "level", "scope", "link", "description", "limit", "action", "name", "path", "code"];

/// A line and the error there.
pub(super) type Fault = (usize, String);

/// The keys of a rule that are not read yet.
pub(super) struct Fields {
    entries: Vec<(String, Option<Yaml>)>,
    /// The line of the key that was read last.
    line: usize,
}

impl Fields {
    /// The keys of a table that begins at `line`.
    pub(super) fn new(entries: Vec<(String, Yaml)>, line: usize) -> Self {
        Self { entries: entries.into_iter().map(|(key, value)| (key, Some(value))).collect(), line }
    }

    /// The line of the key that was read last.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Removes a key, ignoring case as Vale does.
    pub(super) fn take(&mut self, key: &str) -> Option<Yaml> {
        let entry = self.entries.iter_mut().find(|(name, value)| name.eq_ignore_ascii_case(key) && value.is_some())?;
        let value = entry.1.take()?;
        self.line = value.line;
        Some(value)
    }

    /// Whether a key that is not read yet has this value.
    pub(super) fn has(&self, key: &str, value: &str) -> bool {
        let is_value = |yaml: &Yaml| matches!(&yaml.value, Value::Scalar(text) if text == value);
        self.entries.iter().any(|(name, yaml)| name.eq_ignore_ascii_case(key) && yaml.as_ref().is_some_and(is_value))
    }

    pub(super) fn text(&mut self, key: &str) -> Result<Option<String>, Fault> {
        match self.take(key) {
            None => Ok(None),
            Some(Yaml { value: Value::Scalar(text), .. }) => Ok(Some(text)),
            Some(Yaml { value: Value::Null, .. }) => Ok(Some(String::new())),
            Some(Yaml { line, .. }) => Err((line, format!("`{key}` is one value, not several"))),
        }
    }

    /// A list, or a single value as a list of one.
    pub(super) fn list(&mut self, key: &str) -> Result<Vec<String>, Fault> {
        let Some(Yaml { line, value }) = self.take(key) else { return Ok(Vec::new()) };
        match value {
            Value::Null => Ok(Vec::new()),
            Value::Scalar(text) => Ok(vec![text]),
            Value::List(items) => items.into_iter().map(|item| scalar(item, key)).collect(),
            Value::Map(_) => Err((line, format!("`{key}` is a list"))),
        }
    }

    pub(super) fn pairs(&mut self, key: &str) -> Result<Vec<(String, String)>, Fault> {
        let Some(Yaml { line, value }) = self.take(key) else { return Ok(Vec::new()) };
        let entries = table(value).ok_or_else(|| (line, format!("`{key}` is a table")))?;
        entries.into_iter().map(|(from, to)| Ok((from, scalar(to, key)?))).collect()
    }

    pub(super) fn flag(&mut self, key: &str, default: bool) -> Result<bool, Fault> {
        match self.text(key)?.as_deref() {
            None => Ok(default),
            Some("true" | "True" | "TRUE") => Ok(true),
            Some("false" | "False" | "FALSE" | "") => Ok(false),
            Some(other) => Err((self.line, format!("`{key}` is `true` or `false`, not `{other}`"))),
        }
    }

    pub(super) fn number(&mut self, key: &str) -> Result<Option<usize>, Fault> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| (self.line, format!("`{key}` is a whole number, not `{text}`")))
    }

    pub(super) fn float(&mut self, key: &str) -> Result<Option<f64>, Fault> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| (self.line, format!("`{key}` is a number, not `{text}`")))
    }

    pub(super) fn nothing_left(&self) -> Result<(), Fault> {
        let left = self.entries.iter().find_map(|(key, value)| Some((key, value.as_ref()?)));
        let Some((key, value)) = left else { return Ok(()) };
        let mut known: Vec<&str> = HEADER.to_vec();
        known.extend([
            "tokens",
            "swap",
            "ignorecase",
            "nonword",
            "exceptions",
            "raw",
            "vocab",
            "append",
            "params",
            "pattern",
            "skip",
            "script",
        ]);
        let hint = nearest(key, &known).filter(|near| near != key).map(|near| format!("; did you mean `{near}`?"));
        Err((value.line, format!("unknown key `{key}`{}", hint.unwrap_or_default())))
    }
}

/// The entries of a table, or of a list of tables, which Vale merges: the last value of a key wins.
fn table(value: Value) -> Option<Vec<(String, Yaml)>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::Map(entries) => Some(entries),
        Value::List(tables) => {
            let tables: Option<Vec<_>> = tables.into_iter().map(|item| table(item.value)).collect();
            let mut known = HashSet::new();
            let mut entries: Vec<(String, Yaml)> = tables?.into_iter().flatten().collect();
            entries.reverse();
            entries.retain(|(key, _)| known.insert(key.clone()));
            entries.reverse();
            Some(entries)
        }
        Value::Scalar(_) => None,
    }
}

fn scalar(item: Yaml, key: &str) -> Result<String, Fault> {
    match item.value {
        Value::Scalar(text) => Ok(text),
        Value::Null => Ok(String::new()),
        _ => Err((item.line, format!("`{key}` holds words, not lists"))),
    }
}

/// The error for an unknown name, with the most similar known one.
pub(super) fn unknown(what: &str, found: &str, known: &[&str], key: &str) -> String {
    let hint = nearest(found, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("unknown {what} `{found}` in `{key}`{hint}")
}
