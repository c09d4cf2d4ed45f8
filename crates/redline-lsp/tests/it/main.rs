//! Sessions with the server in memory, and its features over small books.

mod books;
mod diagnostics;
mod session;
mod sites;
