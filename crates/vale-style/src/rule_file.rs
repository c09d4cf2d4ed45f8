//! Rule files: from YAML to a definition.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::definition::{
    Action, ActionName, Capitalization, Definition, DefinitionError, Exceptions, Existence, Kind, SequencePart,
    SpellingKeys, Substitution,
};
use super::fields::{Fault, Fields, unknown};
use super::formula;
use super::scope::selectors;
use super::script::Script;
use super::script_file;
use super::statistics::{METRICS, Statistics};
use super::yaml::{self, Value, Yaml};
use redline_document::diagnostic::Severity;
use redline_document::edit::Applicability;

/// Reads the rule `name` from the text of its file, and its script from the styles paths if it is in a file of its own.
///
/// # Errors
/// If the text is not YAML, a key or value is unknown, or the script is invalid.
pub(super) fn read(name: &str, file: &Path, text: &str, paths: &[PathBuf]) -> Result<Definition, DefinitionError> {
    let failed = |line, message| DefinitionError { file: file.to_owned(), line, message };
    let yaml = yaml::read(text).map_err(|error| failed(error.line, error.message))?;
    let Value::Map(entries) = yaml.value else { return Err(failed(yaml.line, "a rule is a table of keys".into())) };
    let mut fields = Fields::new(entries, 1);
    let script = fields.script(file, paths)?;
    let definition = fields.definition(name, file, script);
    definition.map_err(|(line, message)| failed(line, message))
}

impl Fields {
    /// The script of a `script` rule. It is read before the other keys, since its errors may be in another file.
    fn script(&mut self, file: &Path, paths: &[PathBuf]) -> Result<Option<Script>, DefinitionError> {
        if !self.has("extends", "script") {
            return Ok(None);
        }
        let failed = |(line, message)| DefinitionError { file: file.to_owned(), line, message };
        let Some(written) = self.text("script").map_err(failed)? else { return Ok(None) };
        script_file::load(&written, (file, self.line()), paths).map(Some)
    }

    fn definition(&mut self, name: &str, file: &Path, script: Option<Script>) -> Result<Definition, Fault> {
        let kind_name = self.text("extends")?.ok_or((1, "`extends` is missing: what kind of rule it is".to_owned()))?;
        let kind_line = self.line();
        let message = self.text("message")?.ok_or((1, "`message` is missing".to_owned()))?;
        let level = self.level()?;
        let scope = self.list("scope")?;
        // Sequences run on sentences, whatever the scope.
        let scope = if kind_name == "sequence" { vec!["sentence".to_owned()] } else { scope };
        let scope = selectors(&scope).map_err(|message| (self.line(), message))?;
        let (link, description) = (self.text("link")?, self.text("description")?);
        let limit = self.number("limit")?.unwrap_or(0);
        let action = self.action()?;
        drop((self.take("name"), self.take("path")));
        if self.flag("code", false)? {
            return Err((self.line(), "`code` is no longer supported; use `scope: raw`".into()));
        }
        let kind = self.kind(&kind_name, kind_line, script)?;
        // Vale ignores unknown keys of the first two, and styles rely on it; unsupported kinds are not read.
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

    fn kind(&mut self, name: &str, line: usize, script: Option<Script>) -> Result<Kind, Fault> {
        Ok(match name {
            "existence" => Kind::Existence(self.existence()?),
            "substitution" => {
                let rule = self.substitution()?;
                let mut known = HashSet::new();
                let is_ambiguous = rule.swap.iter().any(|(key, _)| !known.insert(key.as_str()));
                if is_ambiguous { Kind::NotRun(AMBIGUOUS_SWAP) } else { Kind::Substitution(rule) }
            }
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
                // Ignored, as in Vale.
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
            "script" => Kind::Script(script.ok_or((line, "`script` is missing".to_owned()))?),
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
        // Once a part of speech; ignored, as in Vale.
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

    /// Tokens by regex, part of speech or both.
    fn sequence(&mut self) -> Result<Kind, Fault> {
        const MAX_SKIP: usize = 100;
        let ignore_case = self.flag("ignorecase", false)?;
        let tokens = self.take("tokens");
        let Some(Yaml { value: Value::List(tokens), .. }) = tokens else {
            return Err((self.line(), "`tokens` is a list of tables: one for each word".into()));
        };
        let mut parts = Vec::new();
        for Yaml { line, value } in tokens {
            let Value::Map(entries) = value else {
                return Err((line, "a token is a table with a `pattern` or a `tag`".into()));
            };
            let mut fields = Self::new(entries, line);
            let mut text = |key| fields.text(key).map(Option::unwrap_or_default);
            let (pattern, tag) = (text("pattern")?, text("tag")?);
            let (negate, skip) = (fields.flag("negate", false)?, fields.number("skip")?.unwrap_or(0));
            fields.nothing_left()?;
            if skip > MAX_SKIP {
                return Err((line, format!("`skip` is at most {MAX_SKIP}")));
            }
            parts.push(SequencePart { pattern, tag, negate, skip });
        }
        Ok(Kind::Sequence { parts, ignore_case })
    }

    fn metric(&mut self) -> Result<Kind, Fault> {
        let formula = self.text("formula")?.unwrap_or_default();
        let any = Statistics::default();
        let wrong = |line, error: formula::FormulaError| (line, error.to_string());
        formula::evaluate(&formula, &|name| any.variable(name)).map_err(|error| wrong(self.line(), error))?;
        let condition = self.text("condition")?.unwrap_or_default();
        formula::meets(0.0, &condition).map_err(|error| wrong(self.line(), error))?;
        Ok(Kind::Metric { formula, condition })
    }

    fn readability(&mut self) -> Result<Kind, Fault> {
        let metrics = self.list("metrics")?;
        match metrics.iter().find(|metric| !METRICS.contains(&metric.as_str())) {
            Some(metric) => Err((self.line(), unknown("formula", metric, METRICS, "metrics"))),
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
            other => Err((self.line(), unknown("level", other, &["suggestion", "warning", "error"], "level"))),
        }
    }

    fn action(&mut self) -> Result<Option<Action>, Fault> {
        let Some(yaml) = self.take("action") else { return Ok(None) };
        let line = yaml.line;
        let entries = match yaml.value {
            Value::Map(entries) => entries,
            // An empty key, as in some public styles.
            Value::Null => return Ok(None),
            _ => return Err((line, "`action` is a table with a `name`".into())),
        };
        let mut fields = Self::new(entries, line);
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
}

/// The reason why a rule is not run whose `swap` gives a key two values. Vale drops all pairs of such a rule.
const AMBIGUOUS_SWAP: &str = "a key of `swap` has two values, and Vale drops them all";

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
