//! Reports for readers and reviewers: a model first, then HTML and Markdown.
//!
//! All text of chapters is escaped, and every block is one line of balanced HTML, so that no Markdown of a chapter can
//! affect it.

pub mod change;
mod html;
pub mod readability;
pub mod style;

/// The stylesheet of reports, which `init` writes beside `book.toml`.
pub const STYLESHEET: &str = include_str!("redline.css");
