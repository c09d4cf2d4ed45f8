//! `words`: the words that no dictionary has, and those of them that the book accepts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, bail};
use redline_document::diagnostic::Finding;
use redline_document::source::read_text;
use redline_lint::catalogue::{MISSPELLING, SPELLING};
use redline_lint::config::edit::{EditError, TomlEditor};
use redline_report::render::Paths;

use crate::args::{Selection, WordsArgs};
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
    let edit = || {
        let mut editor = TomlEditor::new(&before)?;
        let is_off = editor.accept_words(config.is_some(), words)?;
        Ok::<_, EditError>((editor.finish(), is_off))
    };
    let (after, is_off) = edit().with_context(|| format!("{shown} cannot be edited"))?;
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
