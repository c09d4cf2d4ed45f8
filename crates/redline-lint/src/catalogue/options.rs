//! The options of rules: strict, with their defaults.

use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::convention::Convention;
use crate::strict::{Issue, read_options};

/// Checks the options of a rule when the configuration is read.
pub type CheckOptions = fn(&Map<String, Value>) -> Result<(), Issue>;

/// Checks that options can be read as `Options`.
///
/// # Errors
/// If a key or value is unknown.
pub(super) fn check<Options: DeserializeOwned>(options: &Map<String, Value>) -> Result<(), Issue> {
    read_options::<Options>(options).map(drop)
}

/// Options of `acronym-undefined`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AcronymOptions {
    /// Acronyms that every reader of the book knows.
    pub accept: Vec<String>,
}

impl AcronymOptions {
    /// Whether readers are assumed to know the acronym `name`.
    pub fn accepts(options: &Map<String, Value>, name: &str) -> bool {
        let options: Self = read_options(options).unwrap_or_default();
        options.accept.iter().any(|accepted| accepted == name)
    }
}

/// Options of `callout-form`.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CalloutFormOptions {
    /// The form wanted.
    pub form: CalloutChoice,
}

/// The form wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CalloutChoice {
    /// `> [!NOTE]`
    Alert,
    /// `> **Note:**`
    Quote,
    /// `**Note:**`
    Paragraph,
    /// What the book does nearly everywhere.
    #[default]
    Auto,
}

/// Options of `heading-case`.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct HeadingCaseOptions {
    /// The style wanted.
    pub style: HeadingCaseChoice,
}

/// The style wanted.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HeadingCaseChoice {
    /// Only the first word and names have capitals.
    Sentence,
    /// All words but small ones have capitals.
    Title,
    /// What the book does, if it does so nearly everywhere.
    #[default]
    Auto,
}

/// Options of `spelling`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpellingOptions {
    /// Words that are right, in any case.
    pub accept: Vec<String>,
    /// A dictionary of Hunspell's format, without its ending; English if there is none.
    pub dictionary: Option<PathBuf>,
}

/// The value of `form` that leaves the choice to the book.
const AUTO: &str = "auto";

/// Options of the rules about conventions.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FormOptions {
    /// The name of the required form, or `auto`.
    form: String,
}

impl Default for FormOptions {
    fn default() -> Self {
        Self { form: AUTO.to_owned() }
    }
}

impl FormOptions {
    /// The required form of `convention`; `None` if the book decides.
    ///
    /// # Errors
    /// If the options have another key, or the convention has no such form.
    pub fn required(options: &Map<String, Value>, convention: &Convention) -> Result<Option<usize>, Issue> {
        let Self { form } = read_options(options)?;
        if form == AUTO {
            return Ok(None);
        }
        let index = convention.names.iter().position(|name| *name == form);
        let known = convention.names.iter().chain([&AUTO]);
        index.map(Some).ok_or_else(|| Issue::unknown("form", &form, known).under("form"))
    }

    /// Checks that the options name a form of `convention`.
    ///
    /// # Errors
    /// If they do not, or have another key.
    pub(super) fn check(options: &Map<String, Value>, convention: &Convention) -> Result<(), Issue> {
        Self::required(options, convention).map(drop)
    }
}
