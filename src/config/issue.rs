//! What can be wrong with a configuration, and how it is told.

use std::fmt;
use std::path::PathBuf;

use redline_text::nearest;

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
    #[error("{} is not valid TOML: {}", path.display(), source.message())]
    NotToml {
        /// The file, with the line where it is known.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// A style cannot be used.
    #[error(transparent)]
    Style(#[from] crate::patterns::StyleError),
    /// A dictionary cannot be used.
    #[error(transparent)]
    Dictionary(#[from] crate::spelling::DictionaryError),
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
        /// What is wrong.
        issue: Issue,
    },
}

/// A key or value that is not one that we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The keys that lead to it, inside our table.
    pub path: Vec<String>,
    /// What is wrong, without the place.
    pub message: String,
    /// The unknown name, if it is one.
    pub name: Option<String>,
    /// The known name nearest to it.
    pub nearest: Option<String>,
}

impl Issue {
    /// An issue whose place is not known yet.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: Vec::new(), message: message.into(), name: None, nearest: None }
    }

    /// The unknown `name` of some `kind`, with the nearest of the `known` ones.
    pub fn unknown(kind: &str, name: &str, known: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self {
            name: Some(name.to_owned()),
            nearest: nearest(name, known),
            ..Self::new(format!("unknown {kind} `{name}`"))
        }
    }

    /// The same issue, one key further in.
    #[must_use]
    pub fn under(mut self, key: impl Into<String>) -> Self {
        self.path.insert(0, key.into());
        self
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.path.is_empty() {
            write!(f, " in `{}`", self.path.join("."))?;
        }
        match &self.nearest {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_reads_as_one_line() {
        let issue = Issue::unknown("rule", "heading-incremet", ["heading-increment"]).under("rules");
        assert_eq!(issue.to_string(), "unknown rule `heading-incremet` in `rules`; did you mean `heading-increment`?");
    }
}
