//! Sessions with the server in memory, and its features over small books.

#[cfg(test)]
mod actions;
mod books;
mod chapters;
mod diagnostics;
mod moves;
mod navigation;
mod random_edits;
mod rename;
mod requests;
mod session;
mod sites;
