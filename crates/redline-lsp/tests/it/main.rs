//! Sessions with the server in memory, and its features over small books.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails, in helper functions too")]

mod actions;
mod books;
mod chapters;
mod clients;
mod diagnostics;
mod moves;
mod navigation;
mod positions;
mod random_edits;
mod rename;
mod rename_anywhere;
mod requests;
mod session;
mod sites;
