//! A rule as defined by its file.
//!
//! The `Debug` output of these types is part of the rule set fingerprint (`Styles::content`): renaming a field or
//! variant separates old records of a book from new ones.

use std::path::PathBuf;

use super::scope::Selector;
use super::script::Script;
use redline_document::diagnostic::Severity;
use redline_document::edit::Applicability;

/// A rule of a style.
#[derive(Clone, Debug)]
pub struct Definition {
    /// `Style.Rule`.
    pub name: String,
    /// The message, a format string.
    pub message: String,
    /// The default severity.
    pub level: Severity,
    /// A page about the rule.
    pub link: Option<String>,
    /// What the rule is about.
    pub description: Option<String>,
    /// The file that defines it.
    pub file: PathBuf,
    /// Maximum number of findings per file; zero for no limit.
    pub(super) limit: usize,
    /// Applicability of its fixes.
    pub(super) applicability: Applicability,
    pub(super) scope: Vec<Selector>,
    pub(super) action: Option<Action>,
    pub(super) kind: Kind,
}

impl Definition {
    /// The strongest fix it offers, in words.
    pub fn fix_level(&self) -> &'static str {
        match &self.action {
            Some(action) if action.name != ActionName::Suggest => "unsafe",
            _ => "no fix",
        }
    }

    /// A page made of the definition.
    pub fn page(&self) -> String {
        let description = self.description.as_ref().map(|text| format!("{text}\n\n")).unwrap_or_default();
        let link = self.link.as_ref().map(|link| format!("- more: <{link}>\n")).unwrap_or_default();
        let file = if self.file.as_os_str().is_empty() {
            String::new()
        } else {
            format!("- defined in: {}\n", self.file.display())
        };
        let (name, message, level, fix) = (&self.name, &self.message, self.level.as_str(), self.fix_level());
        format!("# {name}\n\n{message}\n\n{description}- level: {level}\n- fix: {fix}\n{link}{file}")
    }
}

/// What is done with matched text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Action {
    pub(super) name: ActionName,
    pub(super) params: Vec<String>,
}

/// The supported actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ActionName {
    Replace,
    Remove,
    Edit,
    Convert,
    Suggest,
}

/// The kind of a rule with its own keys.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Existence(Existence),
    Substitution(Substitution),
    Occurrence {
        token: String,
        min: usize,
        max: usize,
        ignore_case: bool,
    },
    Repetition {
        tokens: Vec<String>,
        max: usize,
        alpha: bool,
        ignore_case: bool,
        exceptions: Exceptions,
    },
    Consistency {
        either: Vec<(String, String)>,
        ignore_case: bool,
        nonword: bool,
    },
    Conditional {
        first: String,
        second: String,
        exceptions: Exceptions,
    },
    Capitalization(Capitalization),
    Metric {
        formula: String,
        condition: String,
    },
    Readability {
        metrics: Vec<String>,
        grade: f64,
    },
    Spelling(SpellingKeys),
    Sequence {
        parts: Vec<SequencePart>,
        ignore_case: bool,
    },
    Script(Script),
    /// An unsupported kind, by its name.
    NotRun(&'static str),
}

/// One token of a sequence.
#[derive(Clone, Debug)]
pub(super) struct SequencePart {
    /// A regex for the token; empty for any token.
    pub(super) pattern: String,
    /// A regex for its part of speech, by the names of the Penn Treebank; empty for any.
    pub(super) tag: String,
    /// Whether the token must match neither.
    pub(super) negate: bool,
    /// How many tokens may come before it.
    pub(super) skip: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Existence {
    pub(super) tokens: Vec<String>,
    pub(super) raw: Vec<String>,
    pub(super) append: bool,
    pub(super) ignore_case: bool,
    pub(super) nonword: bool,
    pub(super) exceptions: Exceptions,
}

#[derive(Clone, Debug)]
pub(super) struct Substitution {
    pub(super) swap: Vec<(String, String)>,
    pub(super) ignore_case: bool,
    pub(super) nonword: bool,
    pub(super) capitalize: bool,
    pub(super) exceptions: Exceptions,
}

#[derive(Clone, Debug)]
pub(super) struct Capitalization {
    pub(super) wanted: String,
    pub(super) is_chicago: bool,
    pub(super) indicators: Vec<String>,
    pub(super) threshold: f64,
    pub(super) prefix: String,
    pub(super) exceptions: Exceptions,
}

/// The keys of a spelling rule.
#[derive(Clone, Debug, Default)]
pub(super) struct SpellingKeys {
    pub(super) custom: bool,
    pub(super) append: bool,
    pub(super) dictionaries: Vec<String>,
    pub(super) dicpath: Option<String>,
    pub(super) aff: Option<String>,
    pub(super) dic: Option<String>,
    pub(super) filters: Vec<String>,
    pub(super) ignore: Vec<String>,
}

/// Exempt words.
#[derive(Clone, Debug, Default)]
pub(super) struct Exceptions {
    pub(super) words: Vec<String>,
    /// Whether the accepted vocabulary is exempt as well.
    pub(super) vocab: bool,
}

/// Why a rule file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {message}", file.display())]
pub struct DefinitionError {
    /// The file.
    pub file: PathBuf,
    /// The line, from one.
    pub line: usize,
    /// The error, with the key.
    pub message: String,
}
