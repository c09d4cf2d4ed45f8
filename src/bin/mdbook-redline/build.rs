//! `build`: the embedded mdBook, with redline inside it.

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, bail};
use mdbook_driver::MDBook;
use mdbook_driver::book::Book;
use mdbook_driver::errors::Result as MdbookResult;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_redline::preprocess::run as preprocess;
use redline_document::source::{ExpandMode, Expander, FileStore, IncludeFault, ReadError};
use redline_lint::NAME;
use redline_lint::config::ConfigFile;
use redline_lint::workspace::load_book;

use crate::Status;
use crate::preprocess::print_outcome;

/// Builds a book; one without our table is built by plain mdBook.
pub(crate) fn run(book: &Path, dest_dir: Option<&Path>) -> anyhow::Result<Status> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).without_time().init();
    let root = std::path::absolute(book)?;
    if !root.join("book.toml").is_file() {
        bail!("{} has no book.toml", book.display());
    }
    refuse_special_files(&root)?;
    let mut mdbook = MDBook::load(&root).with_context(|| format!("{} cannot be loaded", book.display()))?;
    if let Some(dest_dir) = dest_dir {
        mdbook.config.build.build_dir = std::path::absolute(dest_dir)?;
    }
    let verdict = Rc::new(Cell::new(Status::Clean));
    if mdbook.config.contains_key(&format!("preprocessor.{NAME}")) {
        mdbook.with_preprocessor(Redline { verdict: Rc::clone(&verdict) });
    }
    match mdbook.build() {
        Ok(()) => Ok(verdict.get()),
        // The findings have been printed already.
        Err(_) if verdict.get() == Status::Findings => Ok(Status::Findings),
        Err(error) => Err(error).with_context(|| format!("{} cannot be built", book.display())),
    }
}

/// mdBook would wait for ever for a chapter, or an include, that is a named pipe.
fn refuse_special_files(root: &Path) -> anyhow::Result<()> {
    // mdBook reports what else is wrong with the book.
    let Ok(config) = ConfigFile::book(&root.join("book.toml"), []) else { return Ok(()) };
    let Ok(book) = load_book(root, &config) else { return Ok(()) };
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
