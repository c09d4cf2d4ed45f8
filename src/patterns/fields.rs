//! The keys of a rule's file: each read once, and none left over.

use std::collections::HashSet;
use std::path::Path;

use super::definition::{
    Action, ActionName, Capitalization, Definition, DefinitionError, Exceptions, Existence, Kind, SequencePart,
    Substitution,
};
use super::formula;
use super::scope::selectors;
use super::spelling::SpellingKeys;
use super::statistics::{METRICS, Statistics};
use super::yaml::{self, Value, Yaml};
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::strict::nearest;

/// Keys that any rule may have.
const HEADER: &[&str] =
    &["extends", "message", "level", "scope", "link", "description", "limit", "action", "name", "path", "code"];

/// Reads the rule called `name` from the text of its file.
///
/// # Errors
/// If the text is not YAML, or a key or value is not known.
pub(super) fn read(name: &str, file: &Path, text: &str) -> Result<Definition, DefinitionError> {
    let failed = |line, message| DefinitionError { file: file.to_owned(), line, message };
    let yaml = yaml::read(text).map_err(|error| failed(error.line, error.message))?;
    let Value::Map(entries) = yaml.value else { return Err(failed(yaml.line, "a rule is a table of keys".into())) };
    let mut fields = Fields { entries: entries.into_iter().map(|(key, value)| (key, Some(value))).collect(), line: 1 };
    let definition = fields.definition(name, file);
    definition.map_err(|(line, message)| failed(line, message))
}

/// A line, and what is wrong there.
type Fault = (usize, String);

/// The keys of a rule that were not read yet.
struct Fields {
    entries: Vec<(String, Option<Yaml>)>,
    line: usize,
}

impl Fields {
    fn definition(&mut self, name: &str, file: &Path) -> Result<Definition, Fault> {
        let kind_name = self.text("extends")?.ok_or((1, "`extends` is missing: what kind of rule it is".to_owned()))?;
        let kind_line = self.line;
        let message = self.text("message")?.ok_or((1, "`message` is missing".to_owned()))?;
        let level = self.level()?;
        let scope = self.list("scope")?;
        // Words in a row are looked for in sentences, whatever scope is named.
        let scope = if kind_name == "sequence" { vec!["sentence".to_owned()] } else { scope };
        let scope = selectors(&scope).map_err(|message| (self.line, message))?;
        let (link, description) = (self.text("link")?, self.text("description")?);
        let limit = self.number("limit")?.unwrap_or(0);
        let action = self.action()?;
        drop((self.take("name"), self.take("path")));
        if self.flag("code", false)? {
            return Err((self.line, "`code` is no longer supported; use `scope: raw`".into()));
        }
        let kind = self.kind(&kind_name, kind_line)?;
        // Vale reads the first two leniently, and styles rely on it; the others are not run.
        if !matches!(kind, Kind::Spelling(_) | Kind::Consistency { .. } | Kind::NotRun(_)) {
            self.nothing_left()?;
        }
        Ok(Definition {
            name: name.to_owned(),
            message,
            level,
            link: link.filter(|link| !link.is_empty()),
            description: description.filter(|text| !text.is_empty()),
            file: file.to_owned(),
            limit,
            applicability: Applicability::Unsafe,
            scope,
            action,
            kind,
        })
    }

    fn kind(&mut self, name: &str, line: usize) -> Result<Kind, Fault> {
        Ok(match name {
            "existence" => Kind::Existence(self.existence()?),
            "substitution" => Kind::Substitution(self.substitution()?),
            "occurrence" => Kind::Occurrence {
                token: self.text("token")?.unwrap_or_default(),
                min: self.number("min")?.unwrap_or(0),
                max: self.number("max")?.unwrap_or(0),
                ignore_case: self.flag("ignorecase", false)?,
            },
            "repetition" => Kind::Repetition {
                tokens: self.list("tokens")?,
                max: self.number("max")?.unwrap_or(0),
                alpha: self.flag("alpha", false)?,
                ignore_case: self.flag("ignorecase", false)?,
                exceptions: self.exceptions()?,
            },
            "consistency" => Kind::Consistency {
                either: self.pairs("either")?,
                ignore_case: self.flag("ignorecase", false)?,
                nonword: self.flag("nonword", false)?,
            },
            "conditional" => {
                // It is read, and does nothing in Vale either.
                self.flag("ignorecase", false)?;
                Kind::Conditional {
                    first: self.text("first")?.unwrap_or_default(),
                    second: self.text("second")?.unwrap_or_default(),
                    exceptions: self.exceptions()?,
                }
            }
            "capitalization" => Kind::Capitalization(self.capitalization()?),
            "metric" => self.metric()?,
            "readability" => self.readability()?,
            "spelling" => Kind::Spelling(self.spelling()?),
            "sequence" => self.sequence()?,
            "script" => Kind::NotRun("script"),
            other => return Err((line, unknown("kind of rule", other, KINDS, "extends"))),
        })
    }

    fn existence(&mut self) -> Result<Existence, Fault> {
        Ok(Existence {
            tokens: self.list("tokens")?.into_iter().filter(|token| !token.trim().is_empty()).collect(),
            raw: self.list("raw")?,
            append: self.flag("append", false)?,
            ignore_case: self.flag("ignorecase", false)?,
            nonword: self.flag("nonword", false)?,
            exceptions: self.exceptions()?,
        })
    }

    fn spelling(&mut self) -> Result<SpellingKeys, Fault> {
        Ok(SpellingKeys {
            custom: self.flag("custom", false)?,
            append: self.flag("append", false)?,
            dictionaries: self.list("dictionaries")?,
            dicpath: self.text("dicpath")?,
            aff: self.text("aff")?,
            dic: self.text("dic")?,
            filters: self.list("filters")?,
            ignore: self.list("ignore")?,
        })
    }

    fn substitution(&mut self) -> Result<Substitution, Fault> {
        // It chose words by their part of speech once, and does nothing in Vale any more.
        drop(self.take("pos"));
        Ok(Substitution {
            swap: self.pairs("swap")?,
            ignore_case: self.flag("ignorecase", false)?,
            nonword: self.flag("nonword", false)?,
            capitalize: self.flag("capitalize", false)?,
            exceptions: self.exceptions()?,
        })
    }

    fn capitalization(&mut self) -> Result<Capitalization, Fault> {
        Ok(Capitalization {
            wanted: self.text("match")?.unwrap_or_default(),
            is_chicago: self.text("style")?.is_some_and(|style| style == "Chicago"),
            indicators: self.list("indicators")?,
            threshold: self.float("threshold")?.filter(|&threshold| threshold > 0.0).unwrap_or(0.8),
            prefix: self.text("prefix")?.unwrap_or_default(),
            exceptions: self.exceptions()?,
        })
    }

    /// Words told by their letters; what asks for parts of speech is not run.
    fn sequence(&mut self) -> Result<Kind, Fault> {
        const MAX_SKIP: usize = 100;
        let ignore_case = self.flag("ignorecase", false)?;
        let tokens = self.take("tokens");
        let Some(Yaml { value: Value::List(tokens), .. }) = tokens else {
            return Err((self.line, "`tokens` is a list of tables: one for each word".into()));
        };
        let asks_for_speech = |token: &Yaml| match &token.value {
            Value::Map(entries) => entries.iter().any(|(key, tag)| key == "tag" && tag.value != Value::Null),
            _ => false,
        };
        if tokens.iter().any(asks_for_speech) {
            return Ok(Kind::NotRun("sequence"));
        }
        let mut parts = Vec::new();
        for Yaml { line, value } in tokens {
            let Value::Map(entries) = value else { return Err((line, "a token is a table with a `pattern`".into())) };
            let mut fields = Self { entries: entries.into_iter().map(|(key, it)| (key, Some(it))).collect(), line };
            drop(fields.take("tag"));
            let pattern = fields.text("pattern")?.unwrap_or_default();
            let (negate, skip) = (fields.flag("negate", false)?, fields.number("skip")?.unwrap_or(0));
            fields.nothing_left()?;
            if skip > MAX_SKIP {
                return Err((line, format!("`skip` is at most {MAX_SKIP}")));
            }
            parts.push(SequencePart { pattern, negate, skip });
        }
        Ok(Kind::Sequence { parts, ignore_case })
    }

    fn metric(&mut self) -> Result<Kind, Fault> {
        let formula = self.text("formula")?.unwrap_or_default();
        let any = Statistics::default();
        let wrong = |line, error: formula::FormulaError| (line, error.to_string());
        formula::evaluate(&formula, &|name| any.variable(name)).map_err(|error| wrong(self.line, error))?;
        let condition = self.text("condition")?.unwrap_or_default();
        formula::meets(0.0, &condition).map_err(|error| wrong(self.line, error))?;
        Ok(Kind::Metric { formula, condition })
    }

    fn readability(&mut self) -> Result<Kind, Fault> {
        let metrics = self.list("metrics")?;
        match metrics.iter().find(|metric| !METRICS.contains(&metric.as_str())) {
            Some(metric) => Err((self.line, unknown("formula", metric, METRICS, "metrics"))),
            None => Ok(Kind::Readability { metrics, grade: self.float("grade")?.unwrap_or(0.0) }),
        }
    }

    fn exceptions(&mut self) -> Result<Exceptions, Fault> {
        Ok(Exceptions { words: self.list("exceptions")?, vocab: self.flag("vocab", true)? })
    }

    fn level(&mut self) -> Result<Severity, Fault> {
        let level = self.text("level")?.unwrap_or_else(|| "warning".to_owned());
        match level.as_str() {
            "suggestion" => Ok(Severity::Suggestion),
            "warning" => Ok(Severity::Warning),
            "error" => Ok(Severity::Error),
            other => Err((self.line, unknown("level", other, &["suggestion", "warning", "error"], "level"))),
        }
    }

    fn action(&mut self) -> Result<Option<Action>, Fault> {
        let Some(yaml) = self.take("action") else { return Ok(None) };
        let line = yaml.line;
        let entries = match yaml.value {
            Value::Map(entries) => entries,
            // A key that was left without a value, as in some public styles.
            Value::Null => return Ok(None),
            _ => return Err((line, "`action` is a table with a `name`".into())),
        };
        let mut fields = Self { entries: entries.into_iter().map(|(key, value)| (key, Some(value))).collect(), line };
        let Some(name) = fields.text("name")?.filter(|name| !name.is_empty()) else { return Ok(None) };
        let params = fields.list("params")?;
        fields.nothing_left()?;
        let name = match name.as_str() {
            "replace" => ActionName::Replace,
            "remove" => ActionName::Remove,
            "edit" => ActionName::Edit,
            "convert" => ActionName::Convert,
            "suggest" => ActionName::Suggest,
            other => return Err((line, unknown("action", other, ACTIONS, "action.name"))),
        };
        let action = Action { name, params };
        match action.fault() {
            Some(fault) => Err((line, fault)),
            None => Ok(Some(action)),
        }
    }

    /// Takes a key away. Case does not matter, as for Vale.
    fn take(&mut self, key: &str) -> Option<Yaml> {
        let entry = self.entries.iter_mut().find(|(name, value)| name.eq_ignore_ascii_case(key) && value.is_some())?;
        let value = entry.1.take()?;
        self.line = value.line;
        Some(value)
    }

    fn text(&mut self, key: &str) -> Result<Option<String>, Fault> {
        match self.take(key) {
            None => Ok(None),
            Some(Yaml { value: Value::Scalar(text), .. }) => Ok(Some(text)),
            Some(Yaml { value: Value::Null, .. }) => Ok(Some(String::new())),
            Some(Yaml { line, .. }) => Err((line, format!("`{key}` is one value, not several"))),
        }
    }

    /// A list, or one value that stands for a list of one.
    fn list(&mut self, key: &str) -> Result<Vec<String>, Fault> {
        let Some(Yaml { line, value }) = self.take(key) else { return Ok(Vec::new()) };
        match value {
            Value::Null => Ok(Vec::new()),
            Value::Scalar(text) => Ok(vec![text]),
            Value::List(items) => items.into_iter().map(|item| scalar(item, key)).collect(),
            Value::Map(_) => Err((line, format!("`{key}` is a list"))),
        }
    }

    fn pairs(&mut self, key: &str) -> Result<Vec<(String, String)>, Fault> {
        let Some(Yaml { line, value }) = self.take(key) else { return Ok(Vec::new()) };
        let entries = table(value).ok_or_else(|| (line, format!("`{key}` is a table")))?;
        entries.into_iter().map(|(from, to)| Ok((from, scalar(to, key)?))).collect()
    }

    fn flag(&mut self, key: &str, default: bool) -> Result<bool, Fault> {
        match self.text(key)?.as_deref() {
            None => Ok(default),
            Some("true" | "True" | "TRUE") => Ok(true),
            Some("false" | "False" | "FALSE" | "") => Ok(false),
            Some(other) => Err((self.line, format!("`{key}` is `true` or `false`, not `{other}`"))),
        }
    }

    fn number(&mut self, key: &str) -> Result<Option<usize>, Fault> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| (self.line, format!("`{key}` is a whole number, not `{text}`")))
    }

    fn float(&mut self, key: &str) -> Result<Option<f64>, Fault> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| (self.line, format!("`{key}` is a number, not `{text}`")))
    }

    fn nothing_left(&self) -> Result<(), Fault> {
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
        ]);
        let hint = nearest(key, &known).filter(|near| near != key).map(|near| format!("; did you mean `{near}`?"));
        Err((value.line, format!("unknown key `{key}`{}", hint.unwrap_or_default())))
    }
}

/// The entries of a table, or of tables in a list, which are one for Vale: of those with one key the last.
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

const KINDS: &[&str] = &[
    "existence",
    "substitution",
    "occurrence",
    "repetition",
    "consistency",
    "conditional",
    "capitalization",
    "metric",
    "readability",
    "spelling",
    "sequence",
    "script",
];

const ACTIONS: &[&str] = &["replace", "remove", "edit", "convert", "suggest"];

fn unknown(what: &str, found: &str, known: &[&str], key: &str) -> String {
    let hint = nearest(found, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("unknown {what} `{found}` in `{key}`{hint}")
}
