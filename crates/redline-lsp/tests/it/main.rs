//! Sessions with the server in memory, and its features over small books.

mod actions;
mod books;
mod diagnostics;
mod navigation;
mod requests;
mod session;
mod sites;
