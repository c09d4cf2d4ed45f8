//! `init`: redline wired into `book.toml`, everything else in the file left as it is.

mod migrate;
mod search;
mod stylesheet;
mod vale;
mod watch;

use std::path::{Path, PathBuf};

use anyhow::Context;
use redline_document::source::{mark_len, read_text};
use redline_lint::NAME;
use redline_lint::config::edit::{TomlEditor, table_at};
use redline_lint::config::{ConfigFile, OutdatedKey};
use redline_lint::strict::nearest;
use similar::TextDiff;
use toml_edit::{Array, DocumentMut, Item, TableLike, value};

use crate::target::{find_book, paths_here};
use crate::{Status, output};
use stylesheet::Stylesheet;

/// What a run of `init` does besides wiring redline in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InitOptions {
    /// Write the stylesheet anew if it is an old one.
    pub(crate) update: bool,
    /// Rewrite keys of mdBook 0.4.
    pub(crate) migrate: bool,
    /// Show what would change, and write nothing.
    pub(crate) dry_run: bool,
}

/// Adds what is missing to the book's `book.toml`; a second run changes nothing.
pub(crate) fn run(book: &Path, options: InitOptions) -> anyhow::Result<Status> {
    let root = find_book(book)?;
    let path = root.join("book.toml");
    let shown = paths_here()?.show(&path);
    let before = read_text(&path).with_context(|| format!("{shown} cannot be read"))?;
    let (mark, text) = before.split_at(mark_len(&before));
    let config = ConfigFile::book(&path, [])?;
    let mut wiring = Wiring { root, config, changes: Vec::new() };
    let mut after = text.to_owned();
    if options.migrate {
        wiring.migrate(&mut after)?;
    } else {
        wiring.note_on_old_keys();
    }
    let mut editor = TomlEditor::new(&format!("{mark}{after}")).with_context(|| format!("{shown} cannot be edited"))?;
    let document = &mut editor.document;
    warn_of_misnamed_table(document);
    let is_new = document.get("preprocessor").and_then(|table| table.get(NAME)).is_none();
    wiring.add_table(document).with_context(|| format!("{shown} cannot be edited"))?;
    if is_new {
        wiring.use_vale(document).with_context(|| format!("{shown} cannot be edited"))?;
    }
    wiring.watch(document)?;
    let sheet = wiring.style(document, options.update)?;
    wiring.search(document)?;
    let after = editor.finish();
    if options.dry_run {
        return wiring.show(&shown, (&before, &after));
    }
    if after != before {
        output::save(&path, &after)?;
    }
    if let Some(Stylesheet::ToWrite(path)) = sheet {
        output::save(&path, redline_report::STYLESHEET)?;
    }
    wiring.report(&shown)
}

/// The changes to a book, a line each.
struct Wiring {
    root: PathBuf,
    config: ConfigFile,
    changes: Vec<String>,
}

impl Wiring {
    /// Rewrites the keys of mdBook 0.4, and notes those that only the author can rewrite.
    fn migrate(&mut self, text: &mut String) -> anyhow::Result<()> {
        let migrated = migrate::migrate(text)?;
        for key in &migrated.left {
            output::note(&format!("redline: {key}"));
        }
        *text = migrated.text;
        self.changes.extend(migrated.changes);
        Ok(())
    }

    fn note_on_old_keys(&self) {
        let keys = self.config.outdated_keys();
        for key in &keys {
            output::note(&format!("redline: {key}"));
        }
        if keys.iter().any(OutdatedKey::is_rewritable) {
            output::note("redline: `init --migrate` rewrites such keys for mdBook 0.5");
        }
    }

    /// Adds `[preprocessor.redline]`, with its place before the other preprocessors, where text is still what the author
    /// wrote. An order that the author chose with `after` is kept.
    fn add_table(&mut self, document: &mut DocumentMut) -> anyhow::Result<()> {
        let later = self.config.later_preprocessors();
        let is_new = document.get("preprocessor").and_then(|table| table.get(NAME)).is_none();
        let ours = table_at(document, &["preprocessor", NAME])?;
        if !ours.contains_key("before") {
            let place = if ours.contains_key("after") {
                String::new()
            } else {
                let list = Array::from_iter(&later);
                let place = format!("`before = {list}`");
                ours.insert("before", value(list));
                place
            };
            match (is_new, place.is_empty()) {
                (true, _) => self.changes.push(format!("added `[preprocessor.{NAME}]` with {place}")),
                (false, false) => self.changes.push(format!("added {place} to `[preprocessor.{NAME}]`")),
                (false, true) => {}
            }
            return Ok(());
        }
        let list = ours.get_mut("before").and_then(Item::as_array_mut).context("`before` is not a list")?;
        for name in
            later.iter().filter(|name| !list.iter().any(|known| known.as_str() == Some(name))).collect::<Vec<_>>()
        {
            list.push(name.as_str());
            self.changes.push(format!("added \"{name}\" to `before` in `[preprocessor.{NAME}]`"));
        }
        Ok(())
    }

    /// Shows the changes of `book.toml` as a unified diff, and lists all of them as notes.
    fn show(&self, name: &str, (before, after): (&str, &str)) -> anyhow::Result<Status> {
        let diff = TextDiff::from_lines(before, after);
        let unified = diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string();
        output::result(&unified)?;
        match self.changes.as_slice() {
            [] => output::note("redline is already wired into this book"),
            changes => output::note(&listed("would be done, without `--dry-run`:", changes)),
        }
        Ok(Status::Clean)
    }

    fn report(&self, name: &str) -> anyhow::Result<Status> {
        let text = match self.changes.as_slice() {
            [] => "redline is already wired into this book\n".to_owned(),
            changes => listed(&format!("wired redline into {name}:"), changes),
        };
        output::result(&text)?;
        Ok(Status::Clean)
    }
}

/// A heading and a line for each change.
fn listed(heading: &str, changes: &[String]) -> String {
    let lines: Vec<String> = changes.iter().map(|change| format!("  {change}\n")).collect();
    format!("{heading}\n{}", lines.concat())
}

/// A table such as `[preprocessor.mdbook-redline]` would run the wrong command.
fn warn_of_misnamed_table(document: &DocumentMut) {
    let names = document.get("preprocessor").and_then(Item::as_table_like);
    for (name, _) in names.into_iter().flat_map(TableLike::iter) {
        if name != NAME && (name == "mdbook-redline" || nearest(name, [NAME]).is_some()) {
            output::note(&format!(
                "redline: `[preprocessor.{name}]` is not read; the table is called `[preprocessor.{NAME}]`"
            ));
        }
    }
}
