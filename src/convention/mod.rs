//! What a book does by habit: conventions counted over all of its chapters.
//!
//! A rule that asks "which way does this book do it?" lets a [`Vote`] decide, so that the answer
//! does not hang on the first page.

mod case;
mod names;
mod vote;
mod words;

pub use case::{CaseClass, HeadingCase, Style, class_of, is_miscased};
pub use vote::{Verdict, Vote};
pub use words::{Evidence, HeadingWord, heading_words};
