//! Sessions with the server in memory, and its features over small books.

mod diagnostics;
mod session;
