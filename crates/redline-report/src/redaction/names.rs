//! The file of names.

use std::ops::Range;

use redline_lint::strict::nearest;
use toml_edit::{Document, Item, TableLike};

use super::pattern::Match;

/// The default mask.
const DEFAULT_MASK: &str = "VENDOR";

/// A name with its settings.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) mask: String,
    pub(super) matches: Option<Match>,
    /// The line, from 1.
    pub(super) line: usize,
}

/// A fault in a file of names. The message quotes nothing from the file, since any word may be a name.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) message: String,
}

/// A file of names.
struct File<'a> {
    text: &'a str,
}

/// Parses the names in a file.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Fault> {
    let file = File { text };
    let document = Document::parse(text).map_err(|error| {
        file.fault(error.span(), "this is no TOML; a name with a space, an accent or a dot is in quotes")
    })?;
    let mut found = None;
    for (key, item) in document.iter() {
        if key == "names" {
            found = Some(item);
        } else {
            let hint = hint(key, &["names"], "the file has only `names`");
            return Err(file.fault(key_span(document.as_table(), key), format!("this key is unknown: {hint}")));
        }
    }
    let shape = "the file holds `names = [\"…\"]`, or a table `[names]` of names with their masks";
    let names = found.ok_or_else(|| file.fault(None, shape))?;
    let entries = if let Some(list) = names.as_array() {
        let entry = |value: &toml_edit::Value| match value.as_str() {
            Some(name) => file.entry(name, DEFAULT_MASK, None, value.span()),
            None => Err(file.fault(value.span(), "a name is a string")),
        };
        list.iter().map(entry).collect::<Result<Vec<_>, _>>()?
    } else if let Some(table) = names.as_table_like() {
        let entry = |(name, item): (&str, &Item)| file.entry_of(name, item, key_span(table, name));
        table.iter().map(entry).collect::<Result<Vec<_>, _>>()?
    } else {
        return Err(file.fault(names.span(), shape));
    };
    if entries.is_empty() { Err(file.fault(names.span(), "there are no names")) } else { Ok(entries) }
}

fn key_span(table: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    table.get_key_value(key)?.0.span()
}

/// The nearest known word as a suggestion, or `all`, the list of known words.
fn hint(word: &str, known: &[&str], all: &str) -> String {
    nearest(word, known).map_or_else(|| all.to_owned(), |near| format!("did you mean `{near}`?"))
}

impl File<'_> {
    fn fault(&self, span: Option<Range<usize>>, message: impl Into<String>) -> Fault {
        let before = span.and_then(|span| self.text.get(..span.start)).unwrap_or_default();
        Fault { line: 1 + before.matches('\n').count(), message: message.into() }
    }

    /// An entry of the table: a mask, or a table with `mask` and `match`.
    fn entry_of(&self, name: &str, item: &Item, place: Option<Range<usize>>) -> Result<Entry, Fault> {
        if let Some(mask) = item.as_str() {
            return self.entry(name, mask, None, place);
        }
        let table = item
            .as_table_like()
            .ok_or_else(|| self.fault(place.clone(), "a mask is a string, or a table with `mask` and `match`"))?;
        let (mut mask, mut matches) = (DEFAULT_MASK, None);
        for (key, value) in table.iter() {
            let at = key_span(table, key).or_else(|| place.clone());
            match (key, value.as_str()) {
                ("mask", Some(text)) => mask = text,
                ("match", Some("anywhere")) => matches = Some(Match::Anywhere),
                ("match", Some("word")) => matches = Some(Match::Word),
                ("match", Some(other)) => {
                    let hint = hint(other, &["anywhere", "word"], "there are `anywhere` and `word`");
                    return Err(self.fault(at, format!("this value of `match` is unknown: {hint}")));
                }
                ("mask" | "match", None) => return Err(self.fault(at, format!("`{key}` is a string"))),
                _ => {
                    let all = "there are `mask` and `match`; a name with a dot is in quotes";
                    let hint = hint(key, &["mask", "match"], all);
                    return Err(self.fault(at, format!("this key is unknown: {hint}")));
                }
            }
        }
        self.entry(name, mask, matches, place)
    }

    fn entry(
        &self,
        name: &str,
        mask: &str,
        matches: Option<Match>,
        place: Option<Range<usize>>,
    ) -> Result<Entry, Fault> {
        let has_letters = |text: &str| text.chars().any(char::is_alphanumeric);
        for (text, what) in [(name, "name"), (mask, "mask")] {
            if !has_letters(text) {
                return Err(self.fault(place, format!("a {what} has letters or digits")));
            }
        }
        let line = self.fault(place, "").line;
        Ok(Entry { name: name.to_owned(), mask: mask.to_owned(), matches, line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_masks_and_matches() {
        let text = "[names]\nAcme = \"ONE\"\n\"Meta\" = { mask = \"TWO\", match = \"word\" }\nIBM = { match = \"anywhere\" }\n\
                    [names.Blorbex]\nmask = \"SIX\"\n";
        let found = entries(text).unwrap();
        let short: Vec<_> = found.iter().map(|entry| (&*entry.name, &*entry.mask, entry.matches, entry.line)).collect();
        let expected = [
            ("Acme", "ONE", None, 2),
            ("Meta", "TWO", Some(Match::Word), 3),
            ("IBM", "VENDOR", Some(Match::Anywhere), 4),
            ("Blorbex", "SIX", None, 5),
        ];
        assert_eq!(short, expected);
        assert_eq!(entries("names = [\"Acme\", \"Zyx Quorn\"]").unwrap().len(), 2);
    }

    #[test]
    fn faults_have_the_line_and_a_suggestion_but_no_name() {
        for (text, line, words) in [
            ("[names]\n\"Acme\" = { mask = \"V\", macth = \"word\" }\n", 2, "did you mean `match`?"),
            ("[names]\nAcme = { mask = \"V\", match = \"wrod\" }\n", 2, "did you mean `word`?"),
            ("[names]\nAcme = { match = \"anywere\" }\n", 2, "did you mean `anywhere`?"),
            ("[names]\nAcme = { match = \"Acme\" }\n", 2, "there are `anywhere` and `word`"),
            ("[names]\nAcme = { match = true }\n", 2, "`match` is a string"),
            ("[names]\n\nAcme.com = \"V\"\n", 3, "a name with a dot is in quotes"),
            ("[names]\nAcme = 3\n", 2, "a mask is a string, or a table"),
            ("name = [\"Acme\"]\n", 1, "did you mean `names`?"),
            ("names = [\"Acme\"]\nAcme = \"V\"\n", 2, "the file has only `names`"),
            ("names = [\n  \"Acme\",\n  4,\n]\n", 3, "a name is a string"),
            ("names = \"Acme\"\n", 1, "a table `[names]` of names"),
            ("names = []\n", 1, "there are no names"),
            ("", 1, "a table `[names]` of names"),
            (
                "[names]\nAcme Cloud = \"V\"\n",
                2,
                "this is no TOML; a name with a space, an accent or a dot is in quotes",
            ),
            ("[names]\n\"--\" = \"V\"\n", 2, "a name has letters or digits"),
            ("[names]\nAcme = \"*\"\n", 2, "a mask has letters or digits"),
        ] {
            let fault = entries(text).unwrap_err();
            assert_eq!(fault.line, line, "{text}: {}", fault.message);
            assert!(fault.message.contains(words) && !fault.message.contains("Acme"), "{text}: {}", fault.message);
        }
    }
}
