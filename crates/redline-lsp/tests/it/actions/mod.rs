//! Code actions.

mod book;
mod book_files;
mod edits;
mod fixing;
mod ignoring;
