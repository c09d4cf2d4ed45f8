//! The linter of mdbook-redline: finds where the chapters of a book break the book's own rules, and fixes them.
//!
//! Modules in reading order:
//!
//! 1. [`book`]: chapters as a table of contents lists them. [`chapter`]: chapters read and parsed.
//! 2. [`strict`]: strict reading of configuration. [`terms`], [`convention`], [`suppress`], [`baseline`]: what a book
//!    defines for itself, parsed.
//! 3. [`catalogue`]: facts about every rule. [`config`]: the table of `book.toml`, as written. [`templates`]: the sections
//!    of a kind of page. [`settings`]: the settings in force.
//! 4. [`index`]: facts about the whole book. [`rules`]: the checks written in code, one file each.
//! 5. [`lint`]: runs the rules over all chapters. [`lint_report`]: what a run found. [`fingerprint`]: the identity of a
//!    finding from run to run. [`evaluate`]: the baseline and the gate applied to it.
//! 6. [`fix`]: fixes applied and proved. [`replace`]: files written atomically. [`workspace`]: books on disk.
//!
//! [`isolation`] contains panics, so that a fault in one chapter costs that chapter alone. Nothing here prints or decides
//! exit codes.

pub mod baseline;
pub mod book;
pub mod catalogue;
pub mod chapter;
pub mod config;
pub mod convention;
pub mod evaluate;
pub mod fingerprint;
pub mod fix;
pub mod index;
pub mod isolation;
pub mod lint;
pub mod lint_report;
pub mod replace;
pub mod rules;
pub mod settings;
pub mod strict;
pub mod suppress;
pub mod templates;
pub mod terms;
pub mod workspace;

/// The name of the table in `book.toml`: `[preprocessor.redline]`.
pub const NAME: &str = "redline";

/// The name of the tool in reports.
pub const TOOL_NAME: &str = "mdbook-redline";
