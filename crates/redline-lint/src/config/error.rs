//! Why a configuration cannot be used.

use std::path::PathBuf;

use redline_document::source::Span;

use crate::strict::Issue;

/// Why a configuration could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{place} is not valid TOML: {}", source.message())]
    NotToml {
        /// The file, with the line where it is known.
        place: String,
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// A style cannot be used.
    #[error(transparent)]
    Style(#[from] vale_style::StyleError),
    /// A dictionary cannot be used.
    #[error(transparent)]
    Dictionary(#[from] redline_english::spelling::DictionaryError),
    /// The baseline cannot be used.
    #[error(transparent)]
    Baseline(#[from] crate::baseline::BaselineError),
    /// Terms cannot be used.
    #[error(transparent)]
    Terms(#[from] crate::terms::TermsError),
    /// A key or value is not one that we know.
    #[error("{place}: {issue}")]
    Invalid {
        /// The file, with line and column where they are known.
        place: String,
        /// The file, with the bytes of the key where they are known; `None` for an environment variable.
        at: Option<(PathBuf, Option<Span>)>,
        /// What is wrong.
        issue: Box<Issue>,
    },
}
