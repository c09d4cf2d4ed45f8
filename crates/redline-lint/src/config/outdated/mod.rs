//! Keys of `book.toml` that mdBook 0.4 reads or ignores and mdBook 0.5 rejects.

mod keys;

use std::fmt;

use redline_text::nearest;
use serde_json::Value;

use keys::{HTML, ICONS, KEYS, TABLES, TOP_LEVEL};

/// A key that mdBook 0.5 does not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutdatedKey {
    /// The tables around the key, from the outermost.
    pub tables: Vec<String>,
    /// The key.
    pub name: String,
    /// The line of the file that sets it, where it is known.
    pub line: Option<usize>,
    /// Whether only mdBook 0.4 can build a book with it.
    pub origin: KeyOrigin,
    /// What to do about it.
    pub remedy: Remedy,
}

/// Where a key that mdBook 0.5 does not accept comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyOrigin {
    /// mdBook 0.4 reads it.
    ReadBy04,
    /// mdBook 0.4 ignores it where it is.
    IgnoredBy04,
    /// No mdBook is known to read it.
    Unknown,
}

/// What makes a configuration acceptable to mdBook 0.5.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The key goes; what it did is done as the hint says.
    Remove(&'static str),
    /// The key moves to another table, or gets another name.
    Move {
        /// The tables around the new key, from the outermost.
        tables: Vec<String>,
        /// The new key.
        name: String,
    },
    /// The value changes.
    Replace(String),
    /// The author decides; the nearest known name may be meant.
    ByHand(Option<String>),
}

impl OutdatedKey {
    /// The keys from the outermost table to this key.
    pub fn path(&self) -> Vec<&str> {
        self.tables.iter().chain([&self.name]).map(String::as_str).collect()
    }

    /// Whether mdBook 0.5 builds the book all the same, without any setting of the HTML renderer.
    pub fn drops_html_settings(&self) -> bool {
        self.tables.starts_with(&owned(HTML)) && !matches!(self.remedy, Remedy::Replace(_))
    }

    /// Whether `init --migrate` knows what to do.
    pub fn is_rewritable(&self) -> bool {
        !matches!(self.remedy, Remedy::ByHand(_))
    }

    /// Whether the key shows that the book is built by mdBook 0.4.
    pub fn implies_04(&self) -> bool {
        self.origin != KeyOrigin::Unknown
    }
}

impl fmt::Display for OutdatedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tables, name, origin, remedy, line: _ } = self;
        match tables.as_slice() {
            [] => write!(f, "`{name}` at the top level")?,
            tables => write!(f, "`{name}` in `[{}]`", tables.join("."))?,
        }
        let rejected = if self.drops_html_settings() { "drops all settings there" } else { "rejects it" };
        match (origin, remedy) {
            (_, Remedy::Replace(_)) => f.write_str(" names an icon of mdBook 0.4")?,
            (KeyOrigin::ReadBy04, _) => f.write_str(" belongs to mdBook 0.4")?,
            (KeyOrigin::IgnoredBy04, _) => write!(f, " is ignored by mdBook 0.4, and 0.5 {rejected}")?,
            (KeyOrigin::Unknown, _) => write!(f, " is no key of mdBook; 0.4 ignores it, and 0.5 {rejected}")?,
        }
        match remedy {
            Remedy::Remove("") | Remedy::ByHand(None) => f.write_str(": remove it"),
            Remedy::Remove(hint) => write!(f, ": remove it; {hint}"),
            Remedy::Move { tables: to, name } if to == tables => write!(f, ": use `{name}`"),
            Remedy::Move { tables: to, name } => write!(f, ": use `{name}` in `[{}]`", to.join(".")),
            Remedy::Replace(value) => write!(f, ": use `{value}`"),
            Remedy::ByHand(Some(nearest)) => write!(f, "; did you mean `{nearest}`?"),
        }
    }
}

/// The keys in a configuration that mdBook 0.5 does not accept, in the order of the tables of mdBook.
pub fn outdated_keys(config: &Value) -> Vec<OutdatedKey> {
    let mut found: Vec<OutdatedKey> = keys_of(config, &[]).filter_map(top_level).collect();
    for (tables, known) in KEYS {
        let unknown = keys_of(config, tables).filter(|(name, _)| !known.contains(name));
        found.extend(unknown.map(|(name, value)| outdated(tables, name, value, known)));
    }
    found.extend(icon(config));
    found
}

/// The keys of the table at a path, each with its value.
fn keys_of<'a>(config: &'a Value, tables: &[&str]) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let table = tables.iter().try_fold(config, |table, name| table.get(name));
    let entries = table.and_then(Value::as_object).into_iter().flatten();
    entries.map(|(name, value)| (name.as_str(), value))
}

/// What is wrong with a key at the top level, where mdBook 0.5 knows only tables.
fn top_level((name, value): (&str, &Value)) -> Option<OutdatedKey> {
    if TABLES.contains(&name) {
        return None;
    }
    let key =
        |origin, remedy| Some(OutdatedKey { tables: Vec::new(), name: name.to_owned(), line: None, origin, remedy });
    if let Some((_, new)) = TOP_LEVEL.iter().find(|(old, _)| *old == name) {
        return key(KeyOrigin::ReadBy04, moved(&["book"], new));
    }
    match home_of(name).filter(|_| !value.is_object()) {
        Some(remedy) => key(KeyOrigin::IgnoredBy04, remedy),
        None => key(KeyOrigin::Unknown, Remedy::ByHand(nearest(name, TABLES))),
    }
}

/// What is wrong with a key that its table does not have.
fn outdated(tables: &[&str], name: &str, value: &Value, known: &[&str]) -> OutdatedKey {
    let (origin, remedy) = match (tables, name) {
        (["output", "html"], "curly-quotes") => (KeyOrigin::ReadBy04, moved(HTML, "smart-punctuation")),
        (["output", "html"], "google-analytics") => {
            (KeyOrigin::ReadBy04, Remedy::Remove("the tag of the site goes into `theme/head.hbs`"))
        }
        (["output", "html"], "copy-fonts") if value == &Value::Bool(false) => {
            (KeyOrigin::ReadBy04, Remedy::Remove("an empty `theme/fonts/fonts.css` leaves the fonts out"))
        }
        (["book"], "multilingual") | (["output", "html"], "copy-fonts") => (KeyOrigin::ReadBy04, Remedy::Remove("")),
        // mdBook 0.4 takes it for the whole configuration being of the first format.
        (["output", "html"], "destination") => (KeyOrigin::ReadBy04, moved(&["build"], "build-dir")),
        _ => match home_of(name) {
            Some(remedy) => (KeyOrigin::IgnoredBy04, remedy),
            None => {
                (KeyOrigin::Unknown, nearest(name, known).map_or(Remedy::Remove(""), |name| Remedy::ByHand(Some(name))))
            }
        },
    };
    OutdatedKey { tables: owned(tables), name: name.to_owned(), line: None, origin, remedy }
}

/// The remedy for a key in the wrong table. Keys that mdBook 0.4 ignored there take effect by being moved, so those that
/// say where files are go.
fn home_of(name: &str) -> Option<Remedy> {
    match name {
        "author" => return Some(moved(&["book"], "authors")),
        "multilingual" | "src" | "build-dir" => return Some(Remedy::Remove("")),
        _ => {}
    }
    let (tables, _) = KEYS.iter().find(|(tables, keys)| tables.len() < 3 && keys.contains(&name))?;
    Some(moved(tables, name))
}

/// An icon that has another name in mdBook 0.5, which fails to build a book with an unknown one.
fn icon(config: &Value) -> Option<OutdatedKey> {
    let html = config.pointer("/output/html")?;
    html.get("git-repository-url")?;
    let name = "git-repository-icon";
    let old = html.get(name)?.as_str()?;
    let (_, new) = ICONS.iter().find(|(known, _)| *known == old)?;
    Some(OutdatedKey {
        tables: owned(HTML),
        name: name.to_owned(),
        line: None,
        origin: KeyOrigin::ReadBy04,
        remedy: Remedy::Replace((*new).to_owned()),
    })
}

fn moved(tables: &[&str], name: &str) -> Remedy {
    Remedy::Move { tables: owned(tables), name: name.to_owned() }
}

fn owned(tables: &[&str]) -> Vec<String> {
    tables.iter().map(|&table| table.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        outdated_keys(&toml::from_str(text).unwrap()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_configuration_of_05_has_none() {
        let text = "[book]\ntitle = 'A'\nauthors = ['X']\n[rust]\nedition = '2024'\n[build]\nbuild-dir = 'out'\n\
                    [output.html]\nsmart-punctuation = true\ngit-repository-url = 'x'\ngit-repository-icon = 'fab-github'\n\
                    [output.html.playpen]\neditable = true\n[output.html.search.chapter]\n'a.md' = { enable = false }\n\
                    [output.html.redirect]\nx = 'y'\n[output.linkcheck]\nany = 1\n[preprocessor.any]\nkey = 1\n";
        assert_eq!(messages(text), [""; 0]);
        assert_eq!(messages("book = 1\noutput = 2\n"), [""; 0], "mdBook reports these");
    }

    #[test]
    fn each_message_names_key_version_and_replacement() {
        assert_eq!(
            messages(
                "title = 'A'\n[book]\nauthor = 'X'\nedition = '2021'\ngit-repository-url = 'u'\nmultilingual = false\n"
            ),
            [
                "`title` at the top level belongs to mdBook 0.4: use `title` in `[book]`",
                "`author` in `[book]` is ignored by mdBook 0.4, and 0.5 rejects it: use `authors`",
                "`edition` in `[book]` is ignored by mdBook 0.4, and 0.5 rejects it: use `edition` in `[rust]`",
                "`git-repository-url` in `[book]` is ignored by mdBook 0.4, and 0.5 rejects it: use `git-repository-url` in \
                 `[output.html]`",
                "`multilingual` in `[book]` belongs to mdBook 0.4: remove it",
            ]
        );
        assert_eq!(
            messages(
                "[output.html]\ncurly-quotes = true\ngit-branch = 'x'\nlanguage = 'de'\ngit-repository-url = 'u'\ngit-repository-icon = 'fa-github'\n"
            ),
            [
                "`curly-quotes` in `[output.html]` belongs to mdBook 0.4: use `smart-punctuation`",
                "`git-branch` in `[output.html]` is no key of mdBook; 0.4 ignores it, and 0.5 drops all settings there: \
                 remove it",
                "`language` in `[output.html]` is ignored by mdBook 0.4, and 0.5 drops all settings there: use `language` in \
                 `[book]`",
                "`git-repository-icon` in `[output.html]` names an icon of mdBook 0.4: use `fab-github`",
            ]
        );
        assert_eq!(
            messages("[preprocess]\n[build]\ncreate-mising = true\n[output.html.playpen]\neditor = 'x'\n"),
            [
                "`preprocess` at the top level is no key of mdBook; 0.4 ignores it, and 0.5 rejects it; did you mean \
                 `preprocessor`?",
                "`create-mising` in `[build]` is no key of mdBook; 0.4 ignores it, and 0.5 rejects it; did you mean \
                 `create-missing`?",
                "`editor` in `[output.html.playpen]` is no key of mdBook; 0.4 ignores it, and 0.5 drops all settings there: \
                 remove it",
            ]
        );
    }

    #[test]
    fn slips_do_not_imply_an_old_mdbook() {
        let implied = |text: &str| outdated_keys(&toml::from_str(text).unwrap()).iter().any(OutdatedKey::implies_04);
        assert!(implied("[book]\nmultilingual = false\n") && implied("[book]\nsite-url = '/'\n"));
        assert!(!implied("[build]\ncreate-mising = true\n") && !implied("[lalrpop]\na = 1\n"));
    }
}
