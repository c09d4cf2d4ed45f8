//! Accepted and rejected words in Vale's vocabulary folders.

use std::path::PathBuf;

use super::definition::{
    Action, ActionName, Definition, DefinitionError, Exceptions, Existence, Kind, SpellingKeys, Substitution,
};
use super::error::StyleError;
use super::regex::Regex;
use super::scope::selectors;
use redline_document::diagnostic::Severity;
use redline_document::edit::Applicability;
use redline_document::source::read_text;

/// Accepted and rejected words: regexes as written.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) accepted: Vec<String>,
    pub(super) rejected: Vec<String>,
}

impl Vocabulary {
    /// Reads the vocabularies `names` below the styles paths.
    ///
    /// # Errors
    /// If a vocabulary is on none of the paths.
    pub(super) fn read(names: &[String], paths: &[PathBuf]) -> Result<Self, StyleError> {
        let mut found = Self::default();
        for name in names {
            let folders = paths
                .iter()
                .flat_map(|path| [path.join("config").join("vocabularies").join(name), path.join("Vocab").join(name)]);
            let folder = folders.clone().find(|folder| folder.is_dir());
            let folder = folder.ok_or_else(|| StyleError::Missing {
                kind: "vocabulary",
                name: name.clone(),
                searched: folders.collect(),
                nearest: None,
            })?;
            found.accepted.extend(entries(&folder.join("accept.txt"))?);
            found.rejected.extend(entries(&folder.join("reject.txt"))?);
        }
        Ok(found)
    }

    /// The rules of Vale's own style: vocabulary, repetition and spelling.
    pub(super) fn rules(&self) -> Vec<Definition> {
        let no_exceptions = Exceptions { words: Vec::new(), vocab: false };
        let terms = self.accepted.iter().filter(|term| !term.starts_with("(?i)"));
        let mut rules = vec![built_in(
            "Vale.Repetition",
            "'%s' is repeated!",
            Some(Action { name: ActionName::Edit, params: vec!["truncate".into(), " ".into()] }),
            Kind::Repetition {
                tokens: vec![r"[^\s.!?]+".into()],
                max: 0,
                alpha: true,
                ignore_case: true,
                exceptions: Exceptions { words: Vec::new(), vocab: true },
            },
        )];
        rules.push(built_in(SPELLING, "Did you really mean '%s'?", None, Kind::Spelling(SpellingKeys::default())));
        if !self.accepted.is_empty() {
            let mut swap: Vec<(String, String)> = Vec::new();
            for term in terms {
                // Of two spellings of a word the later one wins.
                let key = term.to_lowercase();
                swap.retain(|(known, _)| *known != key);
                swap.push((key, term.clone()));
            }
            rules.push(built_in(
                "Vale.Terms",
                "Use '%s' instead of '%s'.",
                None,
                Kind::Substitution(Substitution {
                    swap,
                    ignore_case: true,
                    nonword: false,
                    capitalize: false,
                    exceptions: no_exceptions.clone(),
                }),
            ));
        }
        if !self.rejected.is_empty() {
            rules.push(built_in(
                "Vale.Avoid",
                "Avoid using '%s'.",
                None,
                Kind::Existence(Existence {
                    tokens: self.rejected.clone(),
                    raw: Vec::new(),
                    append: false,
                    ignore_case: false,
                    nonword: false,
                    exceptions: no_exceptions,
                }),
            ));
        }
        rules
    }
}

/// The name of Vale's own spelling rule.
pub(super) const SPELLING: &str = "Vale.Spelling";

fn built_in(name: &str, message: &str, action: Option<Action>, kind: Kind) -> Definition {
    Definition {
        applicability: Applicability::Unsafe,
        name: name.to_owned(),
        message: message.to_owned(),
        level: Severity::Error,
        link: None,
        description: None,
        file: PathBuf::new(),
        limit: 0,
        scope: selectors(&[]).unwrap_or_default(),
        action,
        kind,
    }
}

/// The entries of a list; none if the file does not exist.
fn entries(path: &std::path::Path) -> Result<Vec<String>, StyleError> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = read_text(path).map_err(|source| StyleError::Unreadable { path: path.to_owned(), source })?;
    let is_entry = |line: &&str| !line.is_empty() && !line.starts_with("# ");
    let mut found = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let entry = line.trim();
        if !is_entry(&entry) {
            continue;
        }
        if let Err(error) = Regex::new(entry) {
            let message = format!("`{entry}` is no expression: {error}; a backslash makes a sign stand for itself");
            return Err(DefinitionError { file: path.to_owned(), line: index + 1, message }.into());
        }
        found.push(entry.to_owned());
    }
    Ok(found)
}
