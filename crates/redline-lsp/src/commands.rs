//! The commands that clients may ask the server to run.

/// Shows the findings of every file of the open books.
pub(crate) const CHECK_BOOK: &str = "redline.checkBook";
/// Opens the style report of a book.
pub(crate) const OPEN_REPORT: &str = "redline.openReport";
/// Opens the page of a rule.
pub(crate) const EXPLAIN: &str = "redline.explainRule";
/// Applies a code action, for clients that know only commands, and where files must be written.
pub(crate) const APPLY: &str = "redline.applyAction";

/// Every command.
pub(crate) const ALL: &[&str] = &[CHECK_BOOK, OPEN_REPORT, EXPLAIN, APPLY];
