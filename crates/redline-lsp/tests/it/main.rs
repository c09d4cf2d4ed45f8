//! Sessions with the server in memory, and its features over small books.

mod actions;
mod books;
mod diagnostics;
mod navigation;
mod session;
mod sites;
