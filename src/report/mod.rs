//! What readers and reviewers are shown: a model first, then HTML and Markdown.
//!
//! Nothing of a chapter is markup in a report unless it was made here: all text is escaped, and every block is one line
//! of balanced HTML, so that no Markdown of a chapter can reach around it.

pub mod change;
mod html;
pub mod readability;
pub mod style;

/// The stylesheet of reports, which `init` writes beside `book.toml`.
pub const STYLESHEET: &str = include_str!("redline.css");
