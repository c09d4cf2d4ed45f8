//! Errors of loading styles.

use std::path::PathBuf;

use super::definition::DefinitionError;

/// Why styles cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// A rule file is invalid.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// A style or a vocabulary does not exist.
    #[error("there is no {kind} `{name}` in {}{}", list(searched), hint(nearest.as_deref()))]
    Missing {
        /// Which of the two it is.
        kind: &'static str,
        /// Its name.
        name: String,
        /// The paths that were searched.
        searched: Vec<PathBuf>,
        /// The most similar name.
        nearest: Option<String>,
    },
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A Vale configuration is invalid.
    #[error("{}:{line}: {message}", file.display())]
    Ini {
        /// The file.
        file: PathBuf,
        /// The line, from one.
        line: usize,
        /// The error.
        message: String,
    },
}

fn list(paths: &[PathBuf]) -> String {
    if paths.is_empty() {
        return "any styles path: `path` is not set".to_owned();
    }
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}
