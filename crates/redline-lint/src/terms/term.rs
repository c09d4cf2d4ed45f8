//! A term as it is configured.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::TermsError;

/// A term that the book has chosen.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Term {
    /// The term as it should stand.
    pub term: String,
    /// What must not stand for it; other forms, and spaces for hyphens, are included.
    pub not: Vec<String>,
    /// Why, or what it means: shown with findings and in the glossary.
    pub note: Option<String>,
    /// Phrases in which the words are right.
    pub except: Vec<String>,
    /// The chapters that it is for: globs relative to `src`; all of them by default.
    #[serde(rename = "for")]
    pub chapters: Vec<String>,
    /// Whether it is a verb, whose forms are those of a verb.
    pub verb: bool,
    /// Whether its capitals are checked: by default if it has some.
    pub check_case: Option<bool>,
    /// Whether it is looked for in quoted text too.
    pub in_quotes: Option<bool>,
}

impl Term {
    /// Whether its capitals are checked.
    pub fn checks_case(&self) -> bool {
        self.check_case.unwrap_or_else(|| self.term.contains(char::is_uppercase))
    }
}

/// The chapters of a term; `None` for all.
pub(super) fn scope(term: &Term) -> Result<Option<GlobSet>, TermsError> {
    if term.chapters.is_empty() {
        return Ok(None);
    }
    let mut globs = GlobSetBuilder::new();
    for pattern in &term.chapters {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        globs.add(glob.map_err(|error| TermsError::Glob {
            term: term.term.clone(),
            pattern: pattern.clone(),
            message: error.kind().to_string(),
        })?);
    }
    let set = globs.build();
    Ok(Some(set.map_err(|error| TermsError::Glob {
        term: term.term.clone(),
        pattern: term.chapters.join(", "),
        message: error.to_string(),
    })?))
}
