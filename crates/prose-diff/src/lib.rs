//! Two versions of a Markdown text, compared as a reader reads them: sections, blocks, sentences, words.
//!
//! This is not a line diff. Both texts are parsed once, and what is compared is the rendered page: rewrapping a
//! paragraph, or putting each sentence on its own line, is no change. Sections are recognized under new titles and in
//! new places, a paragraph that became a list is one change, and new formatting or a new link destination is
//! distinguished from replaced words.
//!
//! ```
//! use prose_diff::{ChangeKind, Diff, Mark, Options};
//!
//! let before = "# Tokens\n\nWhen calling the API, you need to\nsupply a token. It expires.\n";
//! let after = "# Tokens\n\nWhen you call the API, supply a token.\nIt **expires**.\n";
//! let diff = Diff::new(before, after, &Options::default());
//!
//! let words: Vec<_> = diff.changes.iter().map(|change| (change.deleted.as_str(), change.inserted.as_str())).collect();
//! assert_eq!(words, [("calling", "you call"), ("you need to", ""), ("expires", "expires")]);
//! assert_eq!(diff.changes[0].section_after.as_deref(), Some(&["Tokens".to_owned()][..]));
//! assert!(matches!(diff.changes[2].kind, ChangeKind::Formatting { .. }));
//!
//! // Rows are everything there is to show, unchanged blocks included.
//! let unchanged = diff.rows.iter().filter(|row| row.changes.is_empty()).count();
//! assert_eq!((diff.rows.len(), unchanged), (2, 1));
//! let deleted = diff.runs().filter(|run| run.mark == Mark::Deleted).map(|run| run.text.as_str());
//! assert_eq!(deleted.collect::<Vec<_>>(), ["calling", "you need to"]);
//!
//! assert_eq!(diff.statistics.words.deleted, 4);
//! assert_eq!(diff.apply(before).as_deref(), Some(after));
//! ```
//!
//! The work is bounded by [`Limits`], never by a clock, so that the same texts give the same diff everywhere. Past a
//! limit less is compared, and [`Diff::fallbacks`] reports it. Exchanging the versions exchanges the marks and nothing
//! else.
//!
//! Stages in order, each a module that uses only those above it: `model` (the result), `text` (tokens and their
//! likeness), `flatten` (documents as lists of blocks), `align` (sequences of texts), `words`, `compare` (content of
//! corresponding blocks), `pair` (corresponding sections and blocks), `alignment`, `assemble` (rows and changes).

mod align;
mod alignment;
mod assemble;
mod compare;
mod diff;
mod edit_script;
mod flatten;
mod model;
mod options;
mod order;
mod pair;
mod text;
mod words;

pub use diff::{Diff, parse_both};
pub use model::{
    Block, BlockKind, Body, Cells, Change, ChangeKind, Fallback, ImageSide, Line, Mark, Relation, Row, Run, RunSide,
    Section, SectionSide, Statistics, Styles, TableRow, WordCounts,
};
pub use options::{Limits, Options};

/// The example of the README, as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
