//! Sessions with the server in memory, and its features over small books.

mod actions;
mod books;
mod chapters;
mod diagnostics;
mod moves;
mod navigation;
mod positions;
mod random_edits;
#[cfg(feature = "corpora-tests")]
mod real_books;
mod rename;
mod requests;
mod session;
mod sites;
