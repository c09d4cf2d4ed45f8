//! Code actions.

mod book;
mod edits;
mod fixing;
mod ignoring;
