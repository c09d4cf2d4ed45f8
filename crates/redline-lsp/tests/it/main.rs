//! Features of the language server over small books on disk.
#![expect(clippy::unwrap_used, reason = "helpers fail like tests")]

mod books;
mod chapters;
mod moves;
mod rename;
mod sites;
