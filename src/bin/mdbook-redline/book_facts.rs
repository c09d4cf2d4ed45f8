//! `terms` and `conventions`: what a book has chosen, and what it does by habit.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::PathBuf;

use redline_lint::chapter::ParsedChapter;
use redline_lint::convention::{Habit, style_sheet};
use redline_lint::lint::{Linter, detect_language};
use redline_lint::terms::{ChapterTerms, Found, Term};
use redline_lint::workspace::OpenBook;
use serde_json::Value;

use crate::args::Selection;
use crate::target::{open_all, paths_here};
use crate::{Status, output};

/// Prints each term of the book, what it covers, and where it occurs; with `all`, the built-in names
/// that occur too.
pub(crate) fn terms(path: Option<PathBuf>, config: Option<PathBuf>, all: bool) -> anyhow::Result<Status> {
    let mut text = String::new();
    for (open, parsed_chapters) in read(path, config)? {
        let base = &open.settings.terms;
        let places = places(&open, &parsed_chapters)?;
        for (index, term) in base.terms().iter().enumerate() {
            let of_term: Vec<&Place> = places.iter().filter(|place| place.term == index).collect();
            if base.is_own(index) || (all && !of_term.is_empty()) {
                write_term(&mut text, term, &of_term)?;
            }
        }
    }
    if text.is_empty() {
        output::note("no terms: add some with `[[preprocessor.redline.terms]]` or `terms-files`");
    }
    output::result(&text)?;
    Ok(Status::Clean)
}

/// A place of a term.
struct Place {
    term: usize,
    line: String,
}

fn places(open: &OpenBook, parsed_chapters: &[ParsedChapter]) -> anyhow::Result<Vec<Place>> {
    let (base, english) = (&open.settings.terms, open.settings.english_texts());
    let paths = paths_here()?;
    let mut found = Vec::new();
    for parsed in parsed_chapters {
        let path = &open.book.chapters[parsed.index].path;
        let terms = ChapterTerms::new(base, parsed.document(), path, english);
        for (block, occurrences) in terms.occurrences() {
            for occurrence in occurrences {
                let source = block.prose.source(occurrence.span.clone());
                let Some(at) = parsed.expansion().fragment.locate(source) else { continue };
                let place = at.file.position(at.span.start);
                let words = block.prose.text()[occurrence.span.clone()].replace('\n', " ");
                let file = paths.show(at.file.path());
                let mark = if occurrence.found == Found::Forbidden { "  (forbidden)" } else { "" };
                let line = format!("  {file}:{}:{}: {words}{mark}", place.line, place.column);
                found.push(Place { term: occurrence.term, line });
            }
        }
    }
    Ok(found)
}

fn write_term(text: &mut String, term: &Term, places: &[&Place]) -> std::fmt::Result {
    writeln!(text, "{}", term.term)?;
    if let Some(note) = &term.note {
        writeln!(text, "  note: {}", note.split_whitespace().collect::<Vec<_>>().join(" "))?;
    }
    for (name, list) in [("not", &term.not), ("except", &term.except), ("for", &term.chapters)] {
        if !list.is_empty() {
            writeln!(text, "  {name}: {}", list.join(", "))?;
        }
    }
    // Reports a file that several chapters include once.
    let mut reported = HashSet::new();
    let lines: Vec<&str> =
        places.iter().map(|place| place.line.as_str()).filter(|line| reported.insert(*line)).collect();
    writeln!(text, "  places: {}", lines.len())?;
    for line in lines {
        writeln!(text, "{line}")?;
    }
    Ok(())
}

/// Prints what the book does where it could do otherwise, and the TOML that records what rules would do otherwise.
pub(crate) fn conventions(path: Option<PathBuf>, config: Option<PathBuf>) -> anyhow::Result<Status> {
    let mut text = String::new();
    let prefix = if config.is_some() { "" } else { "preprocessor.redline." };
    let mut habits: Vec<Habit> = Vec::new();
    for (open, parsed_chapters) in read(path, config)? {
        habits.extend(Linter::new(&open.book, &parsed_chapters, &open.settings).habits().iter().cloned());
        let chapters: Vec<_> = parsed_chapters.iter().map(|parsed| (parsed.index, parsed.document())).collect();
        for habit in style_sheet(&chapters, None) {
            let (title, form, count, total) = (&habit.title, &habit.form, habit.count, habit.total);
            let share = (count * 100 + total / 2) / total.max(1);
            writeln!(text, "{:24}{:24}{count} of {total} ({share} %)", format!("{title}:"), format!("{form}"))?;
        }
    }
    write_habits(&mut text, &habits, prefix)?;
    if text.is_empty() {
        output::note("nothing is done often enough to be a habit");
    }
    output::result(&text)?;
    Ok(Status::Clean)
}

/// Writes the entries that record habits, for tables whose names begin with `prefix`.
fn write_habits(text: &mut String, habits: &[Habit], prefix: &str) -> std::fmt::Result {
    let (names, others): (Vec<&Habit>, Vec<&Habit>) = habits.iter().partition(|habit| habit.is_of_name());
    if !habits.is_empty() {
        writeln!(
            text,
            "{}# Entries for the configuration that record the book's habits:",
            if text.is_empty() { "" } else { "\n" }
        )?;
    }
    for habit in names {
        let form = Value::from(habit.form.as_str());
        writeln!(text, "\n[[{prefix}terms]]\nterm = {form}  # in {} of {} places", habit.count, habit.total)?;
    }
    if !others.is_empty() {
        writeln!(text, "\n[{prefix}rules]")?;
    }
    for habit in others {
        writeln!(text, "{} = \"off\"  # `{}` in {} of {}", habit.rule, habit.form, habit.count, habit.total)?;
    }
    Ok(())
}

fn read(path: Option<PathBuf>, config: Option<PathBuf>) -> anyhow::Result<Vec<(OpenBook, Vec<ParsedChapter>)>> {
    let selection = Selection { paths: path.into_iter().collect(), config, ..Selection::default() };
    let workspace = open_all(&selection)?;
    let files = &workspace.files;
    let read = |open: OpenBook| {
        let chapters = open.load(files);
        detect_language(&open.book, &chapters, &open.settings);
        (open, chapters)
    };
    Ok(workspace.books.into_iter().map(read).collect())
}
