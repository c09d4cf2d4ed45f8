//! `words`: the words that no dictionary has, and those of them that the book accepts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, bail};
use redline_document::diagnostic::Finding;
use redline_document::source::{mark_len, read_text};
use redline_lint::NAME;
use redline_lint::catalogue::{MISSPELLING, SPELLING};
use redline_report::render::Paths;
use toml_edit::{Array, DocumentMut, InlineTable, TableLike, Value, value};

use crate::args::{Selection, WordsArgs};
use crate::init::table_at;
use crate::target::{config_of, open_all, paths_here};
use crate::{Status, output};

/// The places of a word, in order, with the suggestions for it.
struct Word<'a> {
    places: Vec<&'a Finding>,
    help: Option<&'a str>,
}

/// Prints the unknown words of books, or adds them to the words that each book accepts.
pub(crate) fn run(args: &WordsArgs) -> anyhow::Result<Status> {
    let selection = Selection {
        paths: args.path.iter().cloned().collect(),
        config: args.config.clone(),
        // Words that are certainly misspelled are not listed.
        select: vec![MISSPELLING.name.to_owned(), SPELLING.name.to_owned()],
        without_baseline: true,
        ..Selection::default()
    };
    let workspace = open_all(&selection)?;
    let paths = paths_here()?;
    let mut text = String::new();
    for open in &workspace.books {
        let report = open.check(&workspace.files);
        crate::check::print_errors(&report.problems, &paths);
        let words = unknown_words(&report.findings);
        match &args.accept {
            None => write_words(&mut text, &words, &paths)?,
            Some(chosen) => accept(&open.book.root, args.config.as_deref(), &accepted(&words, chosen)?, &mut text)?,
        }
    }
    if text.is_empty() {
        output::note("every word is in the dictionary, used often, or accepted");
    }
    output::result(&text)?;
    Ok(Status::Clean)
}

/// The words in the findings of the rule `spelling`, in lower case.
fn unknown_words(findings: &[Finding]) -> BTreeMap<String, Word<'_>> {
    let mut words: BTreeMap<String, Word<'_>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.rule == SPELLING.name) {
        let word = words
            .entry(finding.text().to_lowercase())
            .or_insert_with(|| Word { places: Vec::new(), help: finding.help.as_deref() });
        word.places.push(finding);
    }
    words
}

/// Writes words with their places, the most frequent first.
fn write_words(text: &mut String, words: &BTreeMap<String, Word<'_>>, paths: &Paths) -> std::fmt::Result {
    let mut words: Vec<_> = words.iter().collect();
    words.sort_by_key(|(_, word)| std::cmp::Reverse(word.places.len()));
    for (name, Word { places, help }) in words {
        let help = help.map(|help| format!("; {help}")).unwrap_or_default();
        writeln!(text, "{name}  ({}{help})", places.len())?;
        for finding in places {
            let at = finding.file.position(finding.span.start);
            writeln!(text, "  {}:{}:{}", paths.show(finding.file.path()), at.line, at.column)?;
        }
    }
    Ok(())
}

/// The words to accept: those chosen, or all that are unknown.
fn accepted(words: &BTreeMap<String, Word<'_>>, chosen: &[String]) -> anyhow::Result<Vec<String>> {
    if let Some(unknown) = chosen.iter().find(|word| !words.contains_key(&word.to_lowercase())) {
        bail!("`{unknown}` is not among the words that `words` lists");
    }
    let all = words.keys().cloned();
    Ok(if chosen.is_empty() { all.collect() } else { chosen.iter().map(|word| word.to_lowercase()).collect() })
}

/// Adds words to those that the configuration of a book accepts.
fn accept(root: &Path, config: Option<&Path>, words: &[String], text: &mut String) -> anyhow::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    let path = config_of(root, config)?.table.path;
    let shown = paths_here()?.show(&path);
    let before = read_text(&path).with_context(|| format!("{shown} cannot be read"))?;
    let (mark, toml) = before.split_at(mark_len(&before));
    let mut document: DocumentMut = toml.parse().with_context(|| format!("{shown} is not valid TOML"))?;
    let outer: &[&str] = if config.is_some() { &[] } else { &["preprocessor", NAME] };
    let tables: Vec<String> = outer.iter().chain(&["rules"]).map(|&name| name.to_owned()).collect();
    let is_off = add_words(table_at(&mut document, &tables)?, words).with_context(|| format!("in {shown}"))?;
    let after = format!("{mark}{document}");
    // The editor of TOML writes line feeds alone.
    let after = if before.contains("\r\n") { after.replace("\r\n", "\n").replace('\n', "\r\n") } else { after };
    output::save(&path, &after)?;
    writeln!(text, "added {} to the words that {shown} accepts", counted(words.len()))?;
    if is_off {
        output::note("redline: `spelling` is off; give it a level to report further words");
    }
    Ok(())
}

fn counted(words: usize) -> String {
    if words == 1 { "one word".to_owned() } else { format!("{words} words") }
}

/// Adds words to the option `accept` of the rule `spelling`. Returns whether the rule is not set: a rule with options runs, so
/// it is switched off then.
fn add_words(rules: &mut dyn TableLike, words: &[String]) -> anyhow::Result<bool> {
    let is_new = !rules.contains_key(SPELLING.name);
    let item = rules.entry(SPELLING.name).or_insert_with(|| value("off"));
    if let Some(level) = item.as_str() {
        let mut table = InlineTable::new();
        table.insert("level", Value::from(level));
        *item = value(table);
    }
    let Some(table) = item.as_table_like_mut() else { bail!("`{}` is neither a level nor a table", SPELLING.name) };
    let list = table.entry("accept").or_insert_with(|| value(Array::new()));
    let Some(list) = list.as_array_mut() else { bail!("`accept` is not a list") };
    let known: Vec<String> = list.iter().filter_map(Value::as_str).map(str::to_lowercase).collect();
    for word in words.iter().filter(|word| !known.contains(word)) {
        list.push(word.as_str());
    }
    Ok(is_new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_added_to_the_rule_in_any_shape() {
        let added = |rules: &str| {
            let mut document: DocumentMut = rules.parse().unwrap();
            let is_off = add_words(document.as_table_mut(), &["foo".to_owned(), "bar".to_owned()]).unwrap();
            (document.to_string(), is_off)
        };
        let off = "spelling = { level = \"off\", accept = [\"foo\", \"bar\"] }\n";
        assert_eq!(added(""), (off.to_owned(), true));
        let error = off.replace("off", "error");
        assert_eq!(added("spelling = \"error\"\n"), (error.clone(), false));
        assert_eq!(added("spelling = { level = \"error\", accept = [\"foo\"] }\n"), (error, false));
        let table = "[spelling]\nlevel = \"error\"\n";
        assert_eq!(added(table), (format!("{table}accept = [\"foo\", \"bar\"]\n"), false));
    }
}
