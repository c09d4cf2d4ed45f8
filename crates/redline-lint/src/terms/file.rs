//! Files of terms: TOML with a table `terms`, or CSV with a header.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Term;
use redline_document::source::{FileStore, SourceFile};

/// The reason why terms cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TermsError {
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A file does not contain terms.
    #[error("{}:{line}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The line, from one.
        line: usize,
        /// The error.
        message: String,
    },
    /// A term of the configuration is invalid.
    #[error("{message} in `terms.{index}`")]
    Term {
        /// Its index, from zero.
        index: usize,
        /// The error.
        message: String,
    },
    /// Two terms require different replacements for the same words.
    #[error("`{words}` cannot be both `{first}` and `{second}`: two terms forbid it, or one is what the other forbids")]
    Conflict {
        /// The words.
        words: String,
        /// One term.
        first: String,
        /// The other.
        second: String,
    },
    /// A term has an invalid glob.
    #[error("`{pattern}` is not a glob: {message} in `for` of the term `{term}`")]
    Glob {
        /// The term.
        term: String,
        /// The glob.
        pattern: String,
        /// The error.
        message: String,
    },
}

/// Checks that no two terms for the same chapters contradict each other.
pub(super) fn check_conflicts(terms: &[Term]) -> Result<(), TermsError> {
    for (index, first) in terms.iter().enumerate() {
        for second in terms[index + 1..].iter().filter(|second| second.chapters == first.chapters) {
            let is_used = |words: &String| {
                let is_it = |other: &String| other.eq_ignore_ascii_case(words);
                is_it(&second.term) || second.not.iter().any(is_it)
            };
            let words = first.not.iter().find(|words| is_used(words));
            let words = words.or_else(|| second.not.iter().find(|words| words.eq_ignore_ascii_case(&first.term)));
            if let Some(words) = words {
                let (first, second) = (first.term.clone(), second.term.clone());
                return Err(TermsError::Conflict { words: words.clone(), first, second });
            }
        }
    }
    Ok(())
}

/// Validates a term.
pub(super) fn check(term: &Term) -> Result<(), String> {
    let has_word = |text: &str| text.contains(char::is_alphanumeric);
    if !has_word(&term.term) {
        return Err("a term needs `term`, the words that it is".to_owned());
    }
    match term.not.iter().chain(&term.except).find(|text| !has_word(text)) {
        Some(text) => Err(format!("`{text}` is no word")),
        None if term.not.contains(&term.term) => Err(format!("`{}` is its own forbidden form", term.term)),
        None => Ok(()),
    }
}

/// Reads the terms of a file: CSV by its extension, else TOML.
pub(super) fn read(files: &FileStore, path: &Path) -> Result<Vec<Term>, TermsError> {
    let text = files.read_text(path).map_err(|source| TermsError::Unreadable { path: path.to_owned(), source })?;
    let text = text.trim_start_matches('\u{feff}');
    let found = if is_csv(path) { from_csv(text) } else { from_toml(text) };
    found.map_err(|(line, message)| TermsError::Invalid { path: path.to_owned(), line, message })
}

/// Whether the terms of a file are CSV: by its extension.
pub(super) fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

/// A line and its error.
pub(super) type Fault = (usize, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TomlFile {
    terms: Vec<toml::Spanned<Term>>,
}

fn from_toml(text: &str) -> Result<Vec<Term>, Fault> {
    let line = |offset: usize| SourceFile::new("", text).position(offset).line;
    let file: TomlFile = toml::from_str(text)
        .map_err(|error| (error.span().map_or(1, |span| line(span.start)), error.message().to_owned()))?;
    let checked = |term: toml::Spanned<Term>| {
        check(term.get_ref()).map_err(|message| (line(term.span().start), message))?;
        Ok(term.into_inner())
    };
    file.terms.into_iter().map(checked).collect()
}

/// Columns of a CSV file.
const COLUMNS: &[&str] = &["term", "not", "note", "except", "for", "verb", "check-case", "in-quotes"];

/// Lists in a cell are separated by semicolons.
pub(super) fn from_csv(text: &str) -> Result<Vec<Term>, Fault> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let at = |error: &csv::Error| error.position().map_or(1, |place| usize::try_from(place.line()).unwrap_or(1));
    let header = reader.headers().map_err(|error| (at(&error), error.to_string()))?.clone();
    for name in &header {
        if !COLUMNS.contains(&name) {
            return Err((1, crate::strict::Issue::unknown("column", name, COLUMNS.iter().copied()).to_string()));
        }
    }
    let mut terms = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| (at(&error), error.to_string()))?;
        let line = record.position().map_or(1, |place| usize::try_from(place.line()).unwrap_or(1));
        if record.len() > header.len() {
            let message =
                format!("{} cells under {} columns: a cell with a comma stands in quotes", record.len(), header.len());
            return Err((line, message));
        }
        let cell = |column: &str| header.iter().position(|name| name == column).and_then(|index| record.get(index));
        let list = |column: &str| -> Vec<String> {
            let items = cell(column).unwrap_or_default().split(';').map(str::trim);
            items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
        };
        let flag = |column: &str| match cell(column).unwrap_or_default() {
            "" => Ok(None),
            "true" | "yes" => Ok(Some(true)),
            "false" | "no" => Ok(Some(false)),
            other => Err((line, format!("`{other}` in the column `{column}` is neither `true` nor `false`"))),
        };
        let term = Term {
            term: cell("term").unwrap_or_default().to_owned(),
            not: list("not"),
            note: cell("note").filter(|note| !note.is_empty()).map(str::to_owned),
            except: list("except"),
            chapters: list("for"),
            verb: flag("verb")?.unwrap_or(false),
            check_case: flag("check-case")?,
            in_quotes: flag("in-quotes")?,
        };
        check(&term).map_err(|message| (line, message))?;
        terms.push(term);
    }
    Ok(terms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_file_give_the_same_terms() {
        let toml = "[[terms]]\nterm = \"API token\"\nnot = [\"api key\", \"access key\"]\nnote = \"One, two.\"\nfor = [\"a/**\"]\n\n[[terms]]\nterm = \"log in\"\nverb = true\n";
        let csv = "term,not,note,verb,for\nAPI token,api key; access key,\"One, two.\",,a/**\nlog in,,,yes\n";
        assert_eq!(from_toml(toml).unwrap(), from_csv(csv).unwrap());
        assert_eq!(from_toml(toml).unwrap()[0].not, ["api key", "access key"]);
    }

    #[test]
    fn every_list_of_a_term_holds_words() {
        let term = |not: &str, except: &str| Term {
            term: "a".to_owned(),
            not: vec![not.to_owned()],
            except: vec![except.to_owned()],
            ..Term::default()
        };
        assert_eq!(check(&term("b", "a c")), Ok(()));
        assert_eq!(check(&term("-", "a c")), Err("`-` is no word".to_owned()));
        assert_eq!(check(&term("b", "…")), Err("`…` is no word".to_owned()));
        assert_eq!(from_csv("term,except\na,!\n"), Err((2, "`!` is no word".to_owned())));
    }

    #[test]
    fn errors_have_a_line() {
        assert_eq!(from_toml("[[terms]]\nterm = \"a\"\nnto = []\n").unwrap_err().0, 3);
        assert_eq!(from_toml("[[terms]]\nterm = \"a\"\n\n[[terms]]\nnote = \"x\"\n").unwrap_err().0, 4);
        assert_eq!(from_csv("term,verb\na,true\nb,maybe\n").unwrap_err().0, 3);
        let (line, message) = from_csv("term,nots\n").unwrap_err();
        assert_eq!((line, message.contains("did you mean `not`?")), (1, true), "{message}");
    }
}
