//! Where the book's own terms are defined.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::file::{from_csv, is_csv};
use redline_document::source::{FileStore, Span};

/// The words of an own term where they are defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermPlace {
    /// The file: a configuration, or a file of terms.
    pub path: PathBuf,
    /// The words, without quotation marks.
    pub span: Span,
    /// Whether they are a basic string of TOML, in which backslashes and quotation marks are escaped.
    pub is_escaped: bool,
}

/// The tables of a file in which terms are defined.
#[derive(Deserialize)]
struct TermsTable {
    #[serde(default)]
    terms: Vec<TermName>,
}

#[derive(Deserialize)]
struct TermName {
    term: Spanned<String>,
}

/// `book.toml`.
#[derive(Deserialize)]
struct BookFile {
    preprocessor: Preprocessors,
}

#[derive(Deserialize)]
struct Preprocessors {
    redline: TermsTable,
}

/// The places of a book's own terms in their order; `None` for those whose place is not certain. `config` is the file
/// with our table, to which the paths of `files` are relative.
pub fn term_places(store: &FileStore, config: &Path, files: &[PathBuf]) -> Vec<Option<TermPlace>> {
    let folder = config.parent().unwrap_or(Path::new(""));
    let all = std::iter::once(config.to_owned()).chain(files.iter().map(|path| folder.join(path)));
    all.flat_map(|path| {
        let text = store.read_text(&path).unwrap_or_default();
        let places = if is_csv(&path) { in_csv(&text) } else { in_toml(&text) };
        let place = |(span, is_escaped)| TermPlace { path: path.clone(), span, is_escaped };
        places.into_iter().map(|found| found.map(place)).collect::<Vec<_>>()
    })
    .collect()
}

/// Places in TOML: in the table of `book.toml`, or at the top level of another file.
fn in_toml(text: &str) -> Vec<Option<(Span, bool)>> {
    let in_book = toml::from_str::<BookFile>(text).map(|book| book.preprocessor.redline);
    let Ok(table) = in_book.or_else(|_| toml::from_str::<TermsTable>(text)) else { return Vec::new() };
    let inside = |name: &TermName| {
        let span = name.term.span();
        let literal = &text[span.clone()];
        let is_basic = literal.starts_with('"') && !literal.starts_with("\"\"\"");
        let is_literal = literal.starts_with('\'') && !literal.starts_with("'''");
        (is_basic || is_literal).then(|| (span.start + 1..span.end - 1, is_basic))
    };
    table.terms.iter().map(inside).collect()
}

/// Places in CSV. A cell is the first in its record with these words, so the column of terms must come first.
fn in_csv(text: &str) -> Vec<Option<(Span, bool)>> {
    let Ok(terms) = from_csv(text) else { return Vec::new() };
    let is_first =
        text.trim_start_matches('\u{feff}').split([',', '\n']).next().is_some_and(|name| name.trim() == "term");
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let starts = reader.records().filter_map(|record| Some(record.ok()?.position()?.byte()));
    let place = |(start, term): (u64, &super::Term)| {
        let start = usize::try_from(start).ok()?;
        let lead = text[start..].len() - text[start..].trim_start_matches(['\r', '\n', ' ', '\t', '"']).len();
        let start = start + lead;
        (is_first && text[start..].starts_with(&term.term)).then(|| (start..start + term.term.len(), false))
    };
    starts.zip(&terms).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(name: &str, text: &str) -> Vec<Option<String>> {
        let store = FileStore::default();
        let path = Path::new("/no").join(name);
        store.set_text(&path, text.to_owned());
        let shown = |place: TermPlace| text[place.span].to_owned();
        term_places(&store, &path, &[]).into_iter().map(|place| place.map(shown)).collect()
    }

    #[test]
    fn terms_have_places_in_every_kind_of_file() {
        let book = "[book]\ntitle = \"x\"\n[preprocessor.redline]\nterms = [{ term = \"A b\" }, { term = 'c' }]\n";
        assert_eq!(places("book.toml", book), [Some("A b".into()), Some("c".into())]);
        assert_eq!(places("terms.toml", "[[terms]]\nnot = [\"d\"]\nterm = \"\"\"e\"\"\"\n"), [None]);
        let csv = "term,not\nAPI token,key\n\"f, g\", API token\n";
        assert_eq!(places("terms.csv", csv), [Some("API token".into()), Some("f, g".into())]);
        assert_eq!(places("terms.csv", "not,term\nkey,API token\n"), [None]);
    }
}
