//! The only place that writes: results to standard output, everything else to standard error.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use anyhow::Context;
use redline_lint::replace::replace;

use crate::args::Color;
use crate::interrupt::clean_up_on_signals;

/// Settles when colours are used.
pub(crate) fn choose_colour(choice: Color) {
    match choice {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Whether results are shown in colour.
pub(crate) fn stdout_has_colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
}

/// Whether findings of a build, on standard error, are shown in colour.
pub(crate) fn stderr_has_colour() -> bool {
    anstream::AutoStream::choice(&std::io::stderr()) != ColorChoice::Never
}

/// Writes a result.
///
/// # Errors
/// If standard output is closed; a reader that has seen enough is no failure of ours.
pub(crate) fn result(text: &str) -> std::io::Result<()> {
    // Text without colours needs no filter.
    if !text.contains('\x1b') {
        return wire([text]);
    }
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes texts to standard output in a row, as they are: the book for mdBook.
///
/// # Errors
/// If standard output is closed.
pub(crate) fn wire<'a>(texts: impl IntoIterator<Item = &'a str>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for text in texts {
        out.write_all(text.as_bytes())?;
    }
    out.flush()
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn save(path: &Path, text: &str) -> anyhow::Result<()> {
    clean_up_on_signals();
    replace(path, text.as_bytes()).with_context(|| format!("{} cannot be written", path.display()))
}

/// Writes a remark, with a line ending. A closed standard error is nobody's loss.
pub(crate) fn note(text: &str) {
    let mut err = anstream::AutoStream::auto(std::io::stderr().lock());
    let ending = if text.ends_with('\n') { "" } else { "\n" };
    drop(err.write_all(format!("{text}{ending}").as_bytes()));
}

/// How long a person waits before a line of progress is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Work that shows its progress on a terminal when it takes longer than a second.
pub(crate) struct Progress {
    /// Its end tells the watcher that the work is done.
    _done: Option<Sender<()>>,
}

impl Progress {
    /// Begins to watch; `what` is being done until the value goes.
    pub(crate) fn of(what: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { _done: None };
        }
        let (done, watched) = channel::<()>();
        std::thread::spawn(move || {
            if watched.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                note(&format!("redline: {what} …"));
            }
        });
        Self { _done: Some(done) }
    }
}

/// Steps that a terminal counts on one line.
#[cfg(feature = "git")]
pub(crate) struct Steps {
    total: usize,
    is_shown: bool,
}

/// The start of the line, and an empty rest.
#[cfg(feature = "git")]
const CLEAR_LINE: &str = "\r\x1b[K";

#[cfg(feature = "git")]
impl Steps {
    /// Begins to count.
    pub(crate) fn of(total: usize) -> Self {
        Self { total, is_shown: std::io::stderr().is_terminal() }
    }

    /// Shows what is being done after `done` steps.
    pub(crate) fn show(&self, done: usize, what: &str) {
        if self.is_shown {
            let mut err = std::io::stderr().lock();
            drop(write!(err, "{CLEAR_LINE}redline: {} of {}: {what} …", done + 1, self.total));
            drop(err.flush());
        }
    }

    /// Writes a note above the count.
    pub(crate) fn note(&self, text: &str) {
        self.clear();
        note(text);
    }

    fn clear(&self) {
        if self.is_shown {
            drop(write!(std::io::stderr().lock(), "{CLEAR_LINE}"));
        }
    }
}

#[cfg(feature = "git")]
impl Drop for Steps {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Writes why something failed.
pub(crate) fn error(text: &str) {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    note(&format!("{style}error{style:#}: {text}"));
}
