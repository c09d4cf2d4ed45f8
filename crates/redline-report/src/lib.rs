//! Reports of mdbook-redline for readers, reviewers and machines.
//!
//! 1. [`render`]: findings as text, JSON, SARIF and other formats.
//! 2. [`redaction`]: masking confidential names. `history` (feature `git`): files at a revision.
//! 3. [`change`]: what changed in a chapter. [`readability`]: words, sentences and formulas. [`style`]: the state of a
//!    book.
//!
//! Reports are a model first, then HTML and Markdown. All text of a chapter is escaped, and every block is one line of
//! balanced HTML, so that no Markdown of a chapter can affect it.

pub mod change;
#[cfg(feature = "git")]
pub mod history;
mod html;
pub mod readability;
pub mod redaction;
pub mod render;
pub mod style;

/// The stylesheet of change reports, which `init` writes beside `book.toml`.
pub const STYLESHEET: &str = include_str!("change/change.css");
