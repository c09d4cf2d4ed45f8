//! An editor's red pen for mdBook.
//!
//! The crate reads the chapters of a book, finds where they break the book's own rules, and
//! says so at the place the author edits. Modules in reading order:
//!
//! 1. [`config`]: the table of `book.toml`, strict, with the origin of each value.
//! 2. [`source`]: files, positions, and the map from expanded text back to files (`redline-document`).
//! 3. [`document`]: one parse of one chapter: blocks, prose, headings, sections (`redline-document`).
//! 4. [`book`]: what mdBook sends, and books read from disk.
//! 5. [`convention`]: what a book does by habit, by vote of its chapters.
//! 6. [`diagnostic`] and [`edit`]: what a rule reports and how it would fix it (`redline-document`).
//! 7. [`index`]: what a rule may ask of the other chapters. [`rule`] and [`rules`]: the checks,
//!    one file each. [`patterns`]: styles in Vale's format. [`language`]: facts of English.
//! 8. [`templates`]: the sections that a kind of page has. [`suppress`], [`lint`]: comments that silence
//!    rules; everything run over all chapters.
//! 9. [`fix`]: edits applied and proved. [`baseline`], [`gate`]: findings that a book lives with, and what
//!    a run may be. [`replace`]: files written whole.
//! 10. [`fingerprint`]: what identifies a finding from run to run. `history` (feature `git`): files as they
//!     were. [`render`]: findings as text, JSON and other forms.
//! 11. [`diff`]: two versions of a chapter compared as a reader reads them.
//! 12. [`report`]: what changed, and how the book stands, for readers. [`redaction`]: names that stay out of it. [`preprocess`]: one preprocessor run, from JSON to JSON.
//!
//! Panics are contained by [`isolation`], so that a fault in one chapter costs that chapter alone.
//! Nothing here prints or decides exit codes; the binary does. See `ARCHITECTURE.md`.

pub mod baseline;
pub mod book;
pub mod catalogue;
pub mod chapter;
pub mod config;
pub mod convention;
pub mod evaluate;
pub mod fingerprint;
pub mod fix;
#[cfg(feature = "git")]
pub mod history;
pub mod index;
pub mod isolation;
pub mod language;
pub mod lint;
pub mod lint_report;
pub mod preprocess;
pub mod redaction;
pub mod render;
pub mod replace;
pub mod report;
pub mod rules;
pub mod settings;
pub mod strict;
pub mod suppress;
pub mod templates;
pub mod terms;
pub mod workspace;

pub use prose_diff as diff;
pub use redline_document::{diagnostic, document, edit, source};
pub use redline_english::{rewording, spelling};
pub use redline_text::escape;
pub use vale_style as patterns;

/// The name of the table in `book.toml`: `[preprocessor.redline]`.
pub const NAME: &str = "redline";
