//! A rule as its file defines it.

use std::path::PathBuf;

use super::scope::Selector;
use super::spelling::SpellingKeys;
use crate::diagnostic::Severity;
use crate::edit::Applicability;

/// A rule of a style.
#[derive(Clone, Debug)]
pub struct Definition {
    /// `Style.Rule`.
    pub name: String,
    /// What is said; a format string.
    pub message: String,
    /// How serious it is, if nobody says otherwise.
    pub level: Severity,
    /// A page about it.
    pub link: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// The file that defines it.
    pub file: PathBuf,
    /// How many findings a file has at most; zero for any number.
    pub(super) limit: usize,
    /// How far its fixes may be trusted.
    pub(super) applicability: Applicability,
    pub(super) scope: Vec<Selector>,
    pub(super) action: Option<Action>,
    pub(super) kind: Kind,
}

impl Definition {
    /// How its findings are mended at best, in words.
    pub fn fix_level(&self) -> &'static str {
        match &self.action {
            Some(action) if action.name != ActionName::Suggest => "unsafe",
            _ => "no fix",
        }
    }

    /// What its file says of it, as a page.
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

/// What is done about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Action {
    pub(super) name: ActionName,
    pub(super) params: Vec<String>,
}

/// The actions that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ActionName {
    Replace,
    Remove,
    Edit,
    Convert,
    Suggest,
}

/// What a rule looks for.
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
    /// A kind that is not run, by its name.
    NotRun(&'static str),
}

/// One word of a sequence.
#[derive(Clone, Debug)]
pub(super) struct SequencePart {
    /// What it holds; any word if it is empty.
    pub(super) pattern: String,
    /// Whether it must not hold it.
    pub(super) negate: bool,
    /// How many words may stand before it.
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

/// Words that are let through.
#[derive(Clone, Debug, Default)]
pub(super) struct Exceptions {
    pub(super) words: Vec<String>,
    /// Whether the accepted vocabulary counts too.
    pub(super) vocab: bool,
}

/// Why a rule cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {message}", file.display())]
pub struct DefinitionError {
    /// The file.
    pub file: PathBuf,
    /// The line, from one.
    pub line: usize,
    /// What is wrong, with the key.
    pub message: String,
}
