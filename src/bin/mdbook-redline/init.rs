//! `init`: redline wired into `book.toml`, everything else in the file left as it is.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use anyhow::{Context, bail};
use redline_document::document::Dialect;
use redline_document::source::{FileStore, read_text};
use redline_lint::NAME;
use redline_lint::chapter::ChapterLoader;
use redline_lint::config::ConfigFile;
use redline_lint::strict::nearest;
use redline_lint::workspace::load_book;
use redline_report::STYLESHEET;
use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::{Status, output};

/// Adds what is missing to the book's `book.toml`; a second run changes nothing.
pub(crate) fn run(book: &Path, update: bool) -> anyhow::Result<Status> {
    let root = std::path::absolute(book)?;
    let path = root.join("book.toml");
    if !path.is_file() {
        bail!("{} has no book.toml: `init` wires redline into an existing book", book.display());
    }
    let text = read_text(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut document: DocumentMut = text.parse().with_context(|| format!("{} is not valid TOML", path.display()))?;
    warn_of_misnamed_table(&document);
    wire(&mut document).with_context(|| format!("{} cannot be edited", path.display()))?;
    watch(&mut document, &root)?;
    let styles = has_reports(&document).then(|| style(&mut document, &root, update)).transpose()?;
    let after = document.to_string();
    // The editor of TOML writes line feeds alone.
    let after = if text.contains("\r\n") { after.replace("\r\n", "\n").replace('\n', "\r\n") } else { after };
    if let Some(Stylesheet::Old) = styles {
        output::note(&format!("{STYLE_FILE} is not the one of this version; `init --update` writes it anew"));
    }
    if after == text && !matches!(styles, Some(Stylesheet::Written)) {
        output::result("redline is already wired into this book\n")?;
    } else {
        output::save(&path, &after)?;
        output::result(&format!("wired redline into {}\n", path.display()))?;
    }
    Ok(Status::Clean)
}

/// `[preprocessor.redline]` with its place before mdBook's own preprocessors, where text is still
/// what the author wrote.
fn wire(document: &mut DocumentMut) -> anyhow::Result<()> {
    let preprocessors = document.entry("preprocessor").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let preprocessors = preprocessors.as_table_like_mut().context("`preprocessor` is not a table")?;
    let ours = preprocessors.entry(NAME).or_insert_with(|| Item::Table(Table::new()));
    let ours = ours.as_table_like_mut().context("`preprocessor.redline` is not a table")?;
    if !ours.contains_key("before") && !ours.contains_key("after") {
        ours.insert("before", value(Array::from_iter(["links", "index"])));
    }
    Ok(())
}

/// The name of the stylesheet.
const STYLE_FILE: &str = "redline.css";

/// What became of the stylesheet.
enum Stylesheet {
    /// It is there and is the newest.
    Fresh,
    /// It is there and is another one.
    Old,
    /// It was written.
    Written,
}

/// Whether pages have reports that need a stylesheet.
fn has_reports(document: &DocumentMut) -> bool {
    let ours = document.get("preprocessor").and_then(|table| table.get(NAME));
    let is_on = |key: &str| ours.and_then(|ours| ours.get(key)).is_some_and(|item| item.as_bool() != Some(false));
    is_on("change-report")
}

/// The stylesheet beside `book.toml`, and its line for the HTML renderer.
fn style(document: &mut DocumentMut, root: &Path, update: bool) -> anyhow::Result<Stylesheet> {
    let html = document.entry("output").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let html = html.as_table_like_mut().context("`output` is not a table")?;
    let html = html.entry("html").or_insert_with(|| Item::Table(Table::new()));
    let html = html.as_table_like_mut().context("`output.html` is not a table")?;
    let list = html.entry("additional-css").or_insert_with(|| value(Array::new()));
    let list = list.as_array_mut().context("`output.html.additional-css` is not an array")?;
    if !list.iter().any(|known| known.as_str().is_some_and(|known| known.ends_with(STYLE_FILE))) {
        list.push(STYLE_FILE);
    }
    let path = root.join(STYLE_FILE);
    match read_text(&path) {
        Ok(text) if text == STYLESHEET => return Ok(Stylesheet::Fresh),
        Ok(_) if !update => return Ok(Stylesheet::Old),
        _ => {}
    }
    output::save(&path, STYLESHEET)?;
    Ok(Stylesheet::Written)
}

/// A table such as `[preprocessor.mdbook-redline]` would run the wrong command.
fn warn_of_misnamed_table(document: &DocumentMut) {
    let names = document.get("preprocessor").and_then(Item::as_table_like);
    for (name, _) in names.into_iter().flat_map(toml_edit::TableLike::iter) {
        if name != NAME && (name == "mdbook-redline" || nearest(name, [NAME]).is_some()) {
            output::note(&format!(
                "redline: `[preprocessor.{name}]` is not read; the table is called `[preprocessor.{NAME}]`"
            ));
        }
    }
}

/// Folders outside `src` that chapters include from: `mdbook serve` does not watch them by itself.
fn watch(document: &mut DocumentMut, root: &Path) -> anyhow::Result<()> {
    let config = ConfigFile::book(&root.join("book.toml"), [])?;
    let Ok(book) = load_book(root, &config) else { return Ok(()) };
    let files = FileStore::default();
    let dialect = Dialect::default();
    let (parsed_chapters, _) = ChapterLoader::new(&files, &dialect).load(&book);
    let targets = parsed_chapters.iter().flat_map(|parsed| &parsed.expansion().targets);
    let folders: BTreeSet<String> = targets
        .filter(|target| !target.starts_with(&book.src) && target.is_file())
        .filter_map(|target| watched_folder(root, target))
        .collect();
    if folders.is_empty() {
        return Ok(());
    }
    let build = document.entry("build").or_insert_with(|| Item::Table(Table::new()));
    let build = build.as_table_like_mut().context("`build` is not a table")?;
    let list = build.entry("extra-watch-dirs").or_insert_with(|| value(Array::new()));
    let list = list.as_array_mut().context("`build.extra-watch-dirs` is not an array")?;
    for folder in folders {
        if !list.iter().any(|known| known.as_str().is_some_and(|known| known.trim_end_matches('/') == folder)) {
            list.push(folder);
        }
    }
    Ok(())
}

/// What to watch for a file: the top folder below the book's root, or the file's own folder.
fn watched_folder(root: &Path, target: &Path) -> Option<String> {
    match target.strip_prefix(root) {
        Ok(inside) if inside.components().count() > 1 => match inside.components().next() {
            Some(Component::Normal(first)) => Some(first.to_string_lossy().into_owned()),
            _ => None,
        },
        Ok(_) => None,
        Err(_) => {
            let paths = redline_report::render::Paths::relative_to(root);
            target.parent().map(|folder| paths.show(folder))
        }
    }
}
