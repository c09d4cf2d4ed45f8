//! The styles that a book uses.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Styles in Vale's format. Paths are relative to the file that holds the table.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StylesTable {
    /// The folder that holds the styles, a folder each.
    pub path: Option<PathBuf>,
    /// The styles that run.
    #[serde(rename = "use")]
    pub styles: Vec<String>,
    /// A Vale configuration from which everything is taken.
    pub vale_ini: Option<PathBuf>,
    /// Vocabularies of accepted and rejected words.
    pub vocab: Vec<String>,
}

impl StylesTable {
    /// Whether nothing is to be loaded.
    pub fn is_empty(&self) -> bool {
        self.styles.is_empty() && self.vale_ini.is_none() && self.vocab.is_empty()
    }
}
