//! Edits of the file with our table that keep its comments and its layout.

use redline_document::source::mark_len;
use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, RawString, Table, TableLike, TomlError, Value, value,
};

use crate::NAME;
use crate::catalogue::{self, SPELLING};

/// Why a file could not be edited.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// It is not TOML.
    #[error("it is not valid TOML: {}", .0.message())]
    NotToml(#[from] TomlError),
    /// A value is of another type.
    #[error("`{key}` is not {expected}")]
    Type {
        /// The key, with the tables around it.
        key: String,
        /// The type that is needed, with its article.
        expected: &'static str,
    },
}

/// A TOML file that is edited: comments, the byte order mark and the line endings stay.
#[derive(Debug)]
pub struct TomlEditor {
    /// The document.
    pub document: DocumentMut,
    mark: String,
    has_crlf: bool,
}

impl TomlEditor {
    /// An editor of this text.
    ///
    /// # Errors
    /// If it is not TOML.
    pub fn new(text: &str) -> Result<Self, EditError> {
        let (mark, toml) = text.split_at(mark_len(text));
        Ok(Self { document: toml.parse()?, mark: mark.to_owned(), has_crlf: toml.contains("\r\n") })
    }

    /// The text after the edits.
    pub fn finish(self) -> String {
        let text = format!("{}{}", self.mark, self.document);
        // The editor of TOML writes line feeds alone.
        if self.has_crlf { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
    }

    /// Adds words to those that the rule `spelling` accepts. Returns whether the rule was not set: it stays off then.
    ///
    /// # Errors
    /// If the value at a key is of another type.
    pub fn accept_words(&mut self, is_plain: bool, words: &[String]) -> Result<bool, EditError> {
        let rules = table_at(&mut self.document, &tables(is_plain, "rules"))?;
        let is_new = !rules.contains_key(SPELLING.name);
        // A rule with options runs, so it is switched off.
        let item = rules.entry(SPELLING.name).or_insert_with(|| value("off"));
        let list = as_table(item, SPELLING.name)?.entry("accept").or_insert_with(|| value(Array::new()));
        let list = list.as_array_mut().ok_or_else(|| wrong_type("accept", "a list"))?;
        let known: Vec<String> = list.iter().filter_map(Value::as_str).map(str::to_lowercase).collect();
        for word in words.iter().filter(|word| !known.contains(word)) {
            push(list, word.as_str().into());
        }
        Ok(is_new)
    }

    /// Adds a term to the book's own.
    ///
    /// # Errors
    /// If the value at a key is of another type.
    pub fn add_term(&mut self, is_plain: bool, term: &str) -> Result<(), EditError> {
        let outer = tables(is_plain, "terms");
        let ours = table_at(&mut self.document, &outer[..outer.len() - 1])?;
        let terms = ours.entry("terms").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        match terms {
            Item::ArrayOfTables(terms) => {
                let mut table = Table::new();
                table.insert("term", value(term));
                terms.push(table);
            }
            Item::Value(Value::Array(terms)) => {
                push(terms, Value::from(InlineTable::from_iter([("term", Value::from(term))])));
            }
            _ => return Err(wrong_type("terms", "a list")),
        }
        Ok(())
    }

    /// Turns a rule off. Its options stay, and are in force again when its level is removed.
    ///
    /// # Errors
    /// If the value at a key is of another type.
    pub fn turn_off(&mut self, is_plain: bool, rule: &str) -> Result<(), EditError> {
        let rules = table_at(&mut self.document, &tables(is_plain, "rules"))?;
        let known: Vec<String> = rules.iter().map(|(name, _)| name.to_owned()).collect();
        if let Some(name) = known.iter().find(|name| catalogue::resolved(name) == rule) {
            return rules.get_mut(name).map_or(Ok(()), |item| set_off(item, name));
        }
        // Unquoted, the name of a rule of a style is that of a table in a table.
        let parts = rule.split_once('.').filter(|(style, _)| rules.contains_key(style));
        let styled = parts.and_then(|(style, name)| rules.get_mut(style)?.as_table_like_mut()?.get_mut(name));
        match styled {
            Some(item) => return set_off(item, rule),
            None => rules.insert(rule, value("off")),
        };
        Ok(())
    }
}

/// The names of the tables down to one in ours. In a plain file ours is at the top level.
fn tables(is_plain: bool, name: &'static str) -> Vec<&'static str> {
    if is_plain { vec![name] } else { vec!["preprocessor", NAME, name] }
}

fn wrong_type(key: &str, expected: &'static str) -> EditError {
    EditError::Type { key: key.to_owned(), expected }
}

/// The table of a rule, which may be a level alone.
fn as_table<'a>(item: &'a mut Item, rule: &str) -> Result<&'a mut dyn TableLike, EditError> {
    if let Some(level) = item.as_str() {
        let table = InlineTable::from_iter([("level", Value::from(level))]);
        replace_value(item, Value::from(table));
    }
    item.as_table_like_mut().ok_or_else(|| wrong_type(rule, "a level or a table"))
}

fn set_off(item: &mut Item, rule: &str) -> Result<(), EditError> {
    if item.is_str() {
        replace_value(item, Value::from("off"));
        return Ok(());
    }
    let table = item.as_table_like_mut().ok_or_else(|| wrong_type(rule, "a level or a table"))?;
    match table.get_mut("level") {
        Some(level) => replace_value(level, Value::from("off")),
        None => drop(table.insert("level", value("off"))),
    }
    Ok(())
}

/// Replaces a value, and keeps the comment behind it.
fn replace_value(item: &mut Item, mut new: Value) {
    if let Some(old) = item.as_value() {
        *new.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(new);
}

/// Adds a value to a list in the layout of the last one.
fn push(list: &mut Array, mut new: Value) {
    let has_comma = list.trailing_comma();
    let spaces = |part: Option<&RawString>| part.and_then(RawString::as_str).unwrap_or_default().to_owned();
    let Some(neighbour) = list.iter_mut().last() else {
        list.push(new);
        return;
    };
    let (before, after) = (spaces(neighbour.decor().prefix()), spaces(neighbour.decor().suffix()));
    let indent =
        if before.contains('\n') { before.rsplit('\n').next().map(|indent| format!("\n{indent}")) } else { None };
    if !has_comma {
        neighbour.decor_mut().set_suffix("");
        new.decor_mut().set_suffix(after);
    }
    new.decor_mut().set_prefix(indent.unwrap_or_else(|| " ".to_owned()));
    list.push_formatted(new);
}

/// The table at a path, with those around it; tables that are missing are added.
///
/// # Errors
/// If one of the path is something else.
pub fn table_at<'a>(
    document: &'a mut DocumentMut,
    path: &[impl AsRef<str>],
) -> Result<&'a mut dyn TableLike, EditError> {
    let mut table: &mut dyn TableLike = document.as_table_mut();
    for (depth, name) in path.iter().enumerate() {
        let is_last = depth + 1 == path.len();
        let item = table.entry(name.as_ref()).or_insert_with(|| {
            let mut table = Table::new();
            // The header of a table that only holds others need not be written.
            table.set_implicit(!is_last);
            Item::Table(table)
        });
        table = match item.as_table_like_mut() {
            Some(table) => table,
            None => return Err(wrong_type(&joined(&path[..=depth]), "a table")),
        };
    }
    Ok(table)
}

/// The list at a key of a table, which is added if it is missing.
///
/// # Errors
/// If the value there is something else.
pub fn list_at<'a>(document: &'a mut DocumentMut, path: &[&str], key: &str) -> Result<&'a mut Array, EditError> {
    let list = table_at(document, path)?.entry(key).or_insert_with(|| value(Array::new()));
    list.as_array_mut().ok_or_else(|| wrong_type(&joined(&[path, &[key]].concat()), "a list"))
}

fn joined(path: &[impl AsRef<str>]) -> String {
    path.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, edit: impl FnOnce(&mut TomlEditor) -> Result<(), EditError>) -> String {
        let mut editor = TomlEditor::new(text).unwrap();
        edit(&mut editor).unwrap();
        editor.finish()
    }

    fn off(text: &str, rule: &str) -> String {
        edited(text, |editor| editor.turn_off(true, rule))
    }

    #[test]
    fn words_are_added_to_the_rule_in_any_shape() {
        let added = |rules: &str| {
            let mut editor = TomlEditor::new(rules).unwrap();
            let is_off = editor.accept_words(true, &["foo".to_owned(), "bar".to_owned()]).unwrap();
            (editor.finish(), is_off)
        };
        let off = "[rules]\nspelling = { level = \"off\", accept = [\"foo\", \"bar\"] }\n";
        assert_eq!(added(""), (off.to_owned(), true));
        let error = off.replace("off", "error");
        assert_eq!(added("[rules]\nspelling = \"error\"\n"), (error.clone(), false));
        let comment = "[rules]\nspelling = \"error\" # why\n";
        assert_eq!(added(comment).0, error.replace(" }\n", " } # why\n"));
        assert_eq!(added("[rules]\nspelling = { level = \"error\", accept = [\"foo\"] }\n"), (error, false));
        let table = "[rules.spelling]\nlevel = \"error\"\n";
        assert_eq!(added(table), (format!("{table}accept = [\"foo\", \"bar\"]\n"), false));
    }

    #[test]
    fn a_list_over_several_lines_keeps_its_layout() {
        let list = |list: &str| format!("[rules.spelling]\naccept = {list}\n");
        let added = |before: &str, after: &str| {
            let text = edited(&list(before), |editor| editor.accept_words(true, &["new".to_owned()]).map(drop));
            assert_eq!(text, list(after));
        };
        added("[\n  \"a\", # one\n  \"b\", # two\n]", "[\n  \"a\", # one\n  \"b\",\n  \"new\", # two\n]");
        added("[\n  \"a\",\n  \"b\"\n]", "[\n  \"a\",\n  \"b\",\n  \"new\"\n]");
        added("[ \"a\" ]", "[ \"a\", \"new\" ]");
    }

    #[test]
    fn a_rule_is_turned_off_with_its_options_kept() {
        assert_eq!(off("", "passive"), "[rules]\npassive = \"off\"\n");
        assert_eq!(
            off("[rules] # ours\npassive = \"error\" # why\n", "passive"),
            "[rules] # ours\npassive = \"off\" # why\n"
        );
        let table = "[rules]\nheading-case = { level = \"warning\", style = \"title\" }\n";
        assert_eq!(off(table, "heading-case"), table.replace("warning", "off"));
        let options = "[rules.heading-case]\nstyle = \"title\"\n";
        assert_eq!(off(options, "heading-case"), format!("{options}level = \"off\"\n"));
        let renamed = catalogue::ALL.iter().find_map(|rule| Some((rule.name, *rule.former_names.first()?)));
        let (now, former) = renamed.unwrap();
        assert_eq!(off(&format!("[rules]\n{former} = \"error\"\n"), now), format!("[rules]\n{former} = \"off\"\n"));
    }

    #[test]
    fn a_rule_of_a_style_is_found_in_both_spellings() {
        assert_eq!(off("[rules]\n", "Google.We"), "[rules]\n\"Google.We\" = \"off\"\n");
        assert_eq!(off("[rules]\nGoogle.We = \"error\"\n", "Google.We"), "[rules]\nGoogle.We = \"off\"\n");
        assert_eq!(off("[rules]\n\"Google.We\" = \"error\"\n", "Google.We"), "[rules]\n\"Google.We\" = \"off\"\n");
        let other = "[rules]\nGoogle.You = \"error\"\n";
        assert_eq!(off(other, "Google.We"), format!("{other}\"Google.We\" = \"off\"\n"));
    }

    #[test]
    fn a_term_is_added_in_any_shape() {
        let added = |text: &str| edited(text, |editor| editor.add_term(false, "GraphQL"));
        let book = "[book]\ntitle = \"T\" # the title\n";
        let term = "[[preprocessor.redline.terms]]\nterm = \"GraphQL\"\n";
        assert_eq!(added(book), format!("{book}\n[preprocessor.redline]\n\n{term}"));
        let one = "[[preprocessor.redline.terms]]\nterm = \"API\" # one\n";
        assert_eq!(added(one), format!("{one}\n{term}"));
        let inline = "[preprocessor.redline]\nterms = [{ term = \"API\" }]\n";
        assert_eq!(added(inline), inline.replace("}]", "}, { term = \"GraphQL\" }]"));
    }

    #[test]
    fn the_mark_and_the_line_endings_stay() {
        let text = "\u{feff}[book]\r\ntitle = 'a'   # b\r\n\r\n[preprocessor.redline]\r\n";
        let after = edited(text, |editor| editor.turn_off(false, "passive"));
        assert_eq!(after, format!("{text}\r\n[preprocessor.redline.rules]\r\npassive = \"off\"\r\n"));
    }

    #[test]
    fn what_is_no_table_is_named() {
        let error = |text: &str| TomlEditor::new(text).unwrap().turn_off(false, "passive").unwrap_err().to_string();
        assert_eq!(error("[preprocessor]\nredline = 1\n"), "`preprocessor.redline` is not a table");
        assert_eq!(error("preprocessor.redline.rules.passive = 1\n"), "`passive` is not a level or a table");
        assert!(TomlEditor::new("a = \n").unwrap_err().to_string().starts_with("it is not valid TOML: "));
    }
}
