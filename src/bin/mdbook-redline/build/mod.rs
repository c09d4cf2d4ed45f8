//! `build`: the embedded mdBook, with redline inside it.

mod hints;
mod programs;

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, bail};
use mdbook_driver::MDBook;
use mdbook_driver::book::Book;
use mdbook_driver::config::{Config, HtmlConfig};
use mdbook_driver::errors::Result as MdbookResult;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_redline::preprocess::run as preprocess;
use mdbook_renderer::{RenderContext, Renderer};
use redline_document::source::{ExpandMode, Expander, FileStore, IncludeFault, ReadError};
use redline_lint::NAME;
use redline_lint::chapter::NOT_CREATED;
use redline_lint::config::{ConfigFile, OutdatedKey};
use redline_lint::workspace::load_book;

use crate::preprocess::print_outcome;
use crate::target::{find_book, paths_here};
use crate::{Status, output};
use programs::{MissingProgram, Role, missing_programs, renderers};

/// Builds a book; one without our table is built by plain mdBook.
pub(crate) fn run(book: &Path, dest_dir: Option<&Path>) -> anyhow::Result<Status> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).without_time().init();
    let root = find_book(book)?;
    let path = root.join("book.toml");
    let shown = paths_here()?.show(&path);
    let file = ConfigFile::book(&path, [])?;
    refuse_outdated_keys(&file, &shown)?;
    refuse_unreadable_files(&root, &file)?;
    let mut config = Config::from_disk(&path).with_context(|| format!("{shown} cannot be read by mdBook 0.5"))?;
    config.update_from_env().context("a variable of the environment cannot be used")?;
    // mdBook would log an error and build the book without any of these settings.
    config
        .get::<HtmlConfig>("output.html")
        .with_context(|| format!("`[output.html]` in {shown} cannot be read by mdBook 0.5"))?;
    let mut mdbook =
        MDBook::load_with_config(&root, config).with_context(|| format!("the book of {shown} cannot be loaded"))?;
    if let Some(dest_dir) = dest_dir {
        mdbook.config.build.build_dir = std::path::absolute(dest_dir)?;
    }
    let verdict = Rc::new(Cell::new(Status::Clean));
    if mdbook.config.contains_key(&format!("preprocessor.{NAME}")) {
        mdbook.with_preprocessor(Redline { verdict: Rc::clone(&verdict) });
    }
    let config = serde_json::to_value(&mdbook.config)?;
    let missing = missing_programs(&config, &root);
    let built =
        if missing.is_empty() { mdbook.build() } else { build_without(&mut mdbook, &missing, &renderers(&config)) };
    for program in &missing {
        output::error(&program.to_string());
    }
    match built {
        Ok(()) if missing.is_empty() => Ok(verdict.get()),
        Ok(()) => Ok(Status::Failed),
        // The findings have been printed already.
        Err(_) if verdict.get() == Status::Findings && missing.is_empty() => Ok(Status::Findings),
        Err(_) if verdict.get() == Status::Findings => Ok(Status::Failed),
        Err(error) => {
            for hint in hints::hints(&config, &root, &format!("{error:#}")) {
                output::note(&format!("redline: {hint}"));
            }
            Err(error).with_context(|| format!("the book of {shown} cannot be built"))
        }
    }
}

/// Refuses keys that mdBook 0.5 rejects, or that make it drop other settings.
fn refuse_outdated_keys(config: &ConfigFile, shown: &str) -> anyhow::Result<()> {
    let keys = config.outdated_keys();
    if keys.is_empty() {
        return Ok(());
    }
    let lines = keys.iter().map(|key| {
        let line = key.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("\n  {shown}{line}: {key}")
    });
    let help = if keys.iter().any(OutdatedKey::is_rewritable) {
        "\n  `mdbook-redline init --migrate` rewrites such keys, and `--dry-run` shows how"
    } else {
        ""
    };
    bail!("{shown} is not for mdBook 0.5, which builds the book{}{help}", lines.collect::<String>());
}

/// Refuses what mdBook would wait for without end, a chapter or an include that is a named pipe, and chapters that it
/// would name without a reason.
fn refuse_unreadable_files(root: &Path, config: &ConfigFile) -> anyhow::Result<()> {
    // mdBook reports what else is wrong with the book.
    let Ok(book) = load_book(root, config, &FileStore::default()) else { return Ok(()) };
    let files = FileStore::default();
    let expander = Expander { files: &files, mode: ExpandMode::Rendered, repeat_prefix: false, code: |_| Vec::new() };
    for chapter in &book.chapters {
        let Some(path) = &chapter.file else { continue };
        match files.read(path) {
            Ok(file) => {
                for include in expander.expand(&file, &book.folder(chapter)).problems {
                    if let IncludeFault::Unreadable(error) = &include.fault {
                        refuse(error, &include.target)?;
                    }
                }
            }
            Err(ReadError::Missing) if !book.creates_missing => bail!("{}: {NOT_CREATED}", paths_here()?.show(path)),
            Err(error) => refuse(&error, &path.to_string_lossy())?,
        }
    }
    Ok(())
}

fn refuse(error: &ReadError, name: &str) -> anyhow::Result<()> {
    match error {
        ReadError::NotAFile(found) if !found.is_directory() => bail!("{name} cannot be read: {found}"),
        _ => Ok(()),
    }
}

/// Does as much of a build as the missing programs allow: without a preprocessor the pages would be wrong, so redline only
/// reports its findings; without a renderer the others build the book.
fn build_without(mdbook: &mut MDBook, missing: &[MissingProgram], renderers: &[&str]) -> MdbookResult<()> {
    for MissingProgram { role, name, .. } in missing {
        match role {
            Role::Preprocessor => mdbook.with_preprocessor(Absent(name.clone())),
            Role::Renderer => mdbook.with_renderer(Absent(name.clone())),
        };
    }
    if missing.iter().all(|program| program.role == Role::Renderer) {
        return mdbook.build();
    }
    renderers.iter().try_for_each(|name| mdbook.preprocess_book(&Absent((*name).to_owned())).map(drop))
}

/// What takes the place of a preprocessor or renderer that is not run.
struct Absent(String);

impl Preprocessor for Absent {
    fn name(&self) -> &str {
        &self.0
    }

    fn run(&self, _: &PreprocessorContext, book: Book) -> MdbookResult<Book> {
        Ok(book)
    }
}

impl Renderer for Absent {
    fn name(&self) -> &str {
        &self.0
    }

    fn render(&self, _: &RenderContext) -> MdbookResult<()> {
        Ok(())
    }
}

/// Redline as a preprocessor in this process. It speaks the same JSON as outside of it, so that
/// both ways give the same book.
struct Redline {
    verdict: Rc<Cell<Status>>,
}

impl Preprocessor for Redline {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> MdbookResult<Book> {
        let input = serde_json::to_string(&(context, &book))?;
        let outcome = preprocess(&input)?;
        print_outcome(&outcome)?;
        if outcome.is_failure {
            self.verdict.set(Status::Findings);
            bail!("the book breaks its own rules");
        }
        Ok(serde_json::from_str(&outcome.book)?)
    }
}
