//! Keys of mdBook 0.4 in `book.toml`, rewritten for mdBook 0.5.
//!
//! Each key is one edit of the text, so that comments and the layout of everything else stay as they are.

use std::ops::Range;

use anyhow::Context;
use redline_lint::config::edit::table_at;
use redline_lint::config::{OutdatedKey, Remedy, outdated_keys};
use toml_edit::{Array, Document, DocumentMut, Item, TableLike, Value};

/// Editions of Rust that mdBook 0.5 knows.
const EDITIONS: [&str; 4] = ["2015", "2018", "2021", "2024"];

/// Keys that hold what they hold already and what another key adds.
const MERGED: [&str; 2] = ["authors", "smart-punctuation"];

/// A text of `book.toml` with keys rewritten.
pub(super) struct Migrated {
    pub(super) text: String,
    /// A line for each key that was rewritten.
    pub(super) changes: Vec<String>,
    /// The keys that only the author can rewrite.
    pub(super) left: Vec<OutdatedKey>,
}

/// Rewrites every key that can be. One may make another effective, so keys are searched for again after each.
pub(super) fn migrate(text: &str) -> anyhow::Result<Migrated> {
    let mut migrated = Migrated { text: text.to_owned(), changes: Vec::new(), left: Vec::new() };
    loop {
        migrated.left = outdated_keys(&toml::from_str(&migrated.text)?);
        let rewrites = migrated.left.iter().map(|key| rewrite(&migrated.text, key).transpose());
        let Some(rewrite) = rewrites.flatten().next().transpose()? else { return Ok(migrated) };
        // A rewrite that changes nothing would be repeated for ever.
        if rewrite.text == migrated.text {
            return Ok(migrated);
        }
        migrated.text = rewrite.text;
        migrated.changes.push(rewrite.change);
    }
}

/// A text with one key rewritten, and a line about it.
struct Rewrite {
    text: String,
    change: String,
}

/// Rewrites one key; `None` if the author has to decide, or the file does not set it.
fn rewrite(text: &str, key: &OutdatedKey) -> anyhow::Result<Option<Rewrite>> {
    let document = Document::parse(text)?;
    let Some(place) = Place::find(document.as_item(), key) else { return Ok(None) };
    let table = in_table(&key.tables);
    let name = &key.name;
    let rewrite = |text, change| Ok(Some(Rewrite { text, change }));
    match &key.remedy {
        Remedy::ByHand(_) => Ok(None),
        Remedy::Replace(new) => {
            rewrite(replaced(text, &place.value, &format!("{new:?}")), format!("`{name}` {table} is now `{new}`"))
        }
        Remedy::Remove(hint) => {
            let hint = if hint.is_empty() { String::new() } else { format!("; {hint}") };
            let setting = text[place.key.start..place.value.end].lines();
            let shown = if place.item.is_value() && setting.clone().count() == 1 { setting.last() } else { None };
            let change = format!("removed `{}` {table}{hint}", shown.unwrap_or(name));
            rewrite(removed(text, key, &place)?, change)
        }
        Remedy::Move { tables, name: new } => {
            let is_set = table_of(document.as_item(), tables).is_some_and(|table| table.contains_key(new));
            let change = if is_set && !MERGED.contains(&new.as_str()) {
                format!("removed `{name}` {table}, since `{new}` {} is set", in_table(tables))
            } else if *tables == key.tables {
                format!("renamed `{name}` {table} to `{new}`")
            } else {
                format!("moved `{name}` {table} to `{new}` {}", in_table(tables))
            };
            if *tables == key.tables && !is_set && !place.is_inline {
                return rewrite(renamed(text, new, &place), change);
            }
            let document: DocumentMut = text.parse()?;
            let item = table_of(document.as_item(), &key.tables).and_then(|table| table.get(name)).cloned();
            let without = removed(text, key, &place)?;
            match item.and_then(|item| value_for(new, item)) {
                Some(item) => rewrite(with_key(&without, tables, new, item)?, change),
                None => rewrite(without, format!("removed `{name}` {table}, which has no value that mdBook knows")),
            }
        }
    }
}

/// Where a key is in the text.
struct Place<'a> {
    key: Range<usize>,
    value: Range<usize>,
    item: &'a Item,
    /// Whether it shares its line with other keys, or is the header of a table.
    is_inline: bool,
}

impl<'a> Place<'a> {
    fn find(root: &'a Item, key: &OutdatedKey) -> Option<Self> {
        let (found, item) = table_of(root, &key.tables)?.get_key_value(&key.name)?;
        let is_inline = !item.is_value() || is_in_inline_table(root, &key.tables);
        let key = found.span()?;
        Some(Self { value: item.span().unwrap_or(key.clone()), key, item, is_inline })
    }
}

fn table_of<'a>(root: &'a Item, tables: &[String]) -> Option<&'a dyn TableLike> {
    tables.iter().try_fold(root, |table, name| table.get(name))?.as_table_like()
}

fn is_in_inline_table(root: &Item, tables: &[String]) -> bool {
    let mut item = root;
    tables.iter().any(|name| match item.get(name) {
        Some(inner) => {
            item = inner;
            item.is_inline_table()
        }
        None => false,
    })
}

/// The value for a key that was another one before; `None` if mdBook would not accept it.
fn value_for(name: &str, mut item: Item) -> Option<Item> {
    let Some(old) = item.as_value_mut() else { return Some(item) };
    let mut new = match (name, &*old) {
        ("authors", Value::String(author)) => Value::from(Array::from_iter([author.value().as_str()])),
        ("edition", edition) => {
            let edition = edition.as_str().map_or_else(|| edition.to_string(), str::to_owned);
            Value::from(*EDITIONS.iter().find(|known| **known == edition.trim())?)
        }
        _ => return Some(item),
    };
    *new.decor_mut() = old.decor().clone();
    *old = new;
    Some(item)
}

/// Adds to a key that is set already what another key says. Other keys keep their value.
fn merge(name: &str, old: &mut Item, new: &Item) {
    match (name, old.as_value_mut()) {
        ("authors", Some(Value::Array(authors))) => {
            for author in new.as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !authors.iter().any(|known| known.as_str() == Some(author)) {
                    authors.push(author);
                }
            }
        }
        // mdBook 0.4 typesets quotes if either name of the key is on.
        ("smart-punctuation", Some(value)) if new.as_bool() == Some(true) => {
            let decor = value.decor().clone();
            *value = Value::from(true);
            *value.decor_mut() = decor;
        }
        _ => {}
    }
}

/// The text with another name for a key, in its place.
fn renamed(text: &str, name: &str, place: &Place<'_>) -> String {
    let text = match place.item.as_str() {
        Some(author) if name == "authors" => replaced(text, &place.value, &Array::from_iter([author]).to_string()),
        _ => text.to_owned(),
    };
    replaced(&text, &place.key, name)
}

/// The text without a key: without its lines, where it has lines of its own.
fn removed(text: &str, key: &OutdatedKey, place: &Place<'_>) -> anyhow::Result<String> {
    if place.is_inline {
        let mut document: DocumentMut = text.parse()?;
        let table = table_at(&mut document, &key.tables)?;
        table.remove(&key.name).with_context(|| format!("`{}` cannot be removed", key.name))?;
        return Ok(document.to_string());
    }
    let start = text[..place.key.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[place.value.end..].find('\n').map_or(text.len(), |end| place.value.end + end + 1);
    Ok(replaced(text, &(start..end), ""))
}

/// The text with a key in a table, which is added if it is not there.
fn with_key(text: &str, tables: &[String], name: &str, item: Item) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let table = table_at(&mut document, tables)?;
    match table.get_mut(name) {
        Some(old) => merge(name, old, &item),
        None => drop(table.insert(name, item)),
    }
    Ok(document.to_string())
}

fn replaced(text: &str, span: &Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..span.start], &text[span.end..])
}

fn in_table(tables: &[String]) -> String {
    if tables.is_empty() { "at the top level".to_owned() } else { format!("in `[{}]`", tables.join(".")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn migrated(text: &str) -> String {
        let once = migrate(text).unwrap();
        assert_eq!(once.left, [], "{}", once.text);
        assert_eq!(migrate(&once.text).unwrap().changes, [""; 0], "a second run changes nothing");
        once.text
    }

    #[test]
    fn keys_are_rewritten_and_everything_else_is_kept() {
        let before = "[book]\n# Who\nauthors = [\n  'X', # first\n]\nmultilingual = false # no\nauthor = 'Y' # second\n\n\
                      [output.html]\n# Quotes\ncurly-quotes   = true  # yes\ntheme='t'\n";
        let after = "[book]\n# Who\nauthors = [\n  'X', \"Y\", # first\n]\n\n\
                     [output.html]\n# Quotes\nsmart-punctuation   = true  # yes\ntheme='t'\n";
        assert_eq!(migrated(before), after);
    }

    #[test]
    fn a_key_in_the_wrong_table_moves_with_its_comment() {
        let before = "title = 'A'   # the title\n[book]\nedition = 2021\ngit-repository-url = 'u'\n\n[output.html]\n\
                      git-repository-icon = 'fa-github'\n";
        let after = "[book]\ntitle = 'A'   # the title\n\n[output.html]\ngit-repository-icon = \"fab-github\"\n\
                     git-repository-url = 'u'\n\n[rust]\nedition = \"2021\"\n";
        assert_eq!(migrated(before), after);
        assert_eq!(migrated("[book]\nedition = '1.0'\n"), "[book]\n");
        let twice = migrate("[book]\nedition = '2021'\n[rust]\nedition = '2018'\n").unwrap();
        assert_eq!(twice.text, "[book]\n[rust]\nedition = '2018'\n");
        assert_eq!(twice.changes, ["removed `edition` in `[book]`, since `edition` in `[rust]` is set"]);
        assert_eq!(migrated("[book]\nauthor = 'X' # me\n"), "[book]\nauthors = [\"X\"] # me\n");
        assert_eq!(migrated("book = { title = 'A', multilingual = false }\n"), "book = { title = 'A'}\n");
        assert_eq!(migrated("book.multilingual = false\nbook.title = 'A'\n"), "book.title = 'A'\n");
        let quotes = "[output.html]\nsmart-punctuation = false # off\ncurly-quotes = true\n";
        assert_eq!(migrated(quotes), "[output.html]\nsmart-punctuation = true # off\n");
    }

    #[test]
    fn what_only_the_author_knows_is_left() {
        let text = "[preprocess]\nx = 1\n[build]\ncreate-mising = true\n";
        let once = migrate(text).unwrap();
        assert_eq!((once.text.as_str(), once.left.len()), (text, 2));
    }
}
