//! Plain text, below Markdown and below any one language.
//!
//! Modules in reading order:
//!
//! 1. `span`: ranges of bytes, the byte order mark.
//! 2. `character`, `word`: which characters form words, and the words of a text with their spans.
//! 3. `word_hash`: looking words up without regard to case.
//! 4. `boundary`, `case`: what touches a word, and its first letter.
//! 5. [`detect`]: which language a text is in. `language`: knowledge of one language.
//! 6. [`escape`]: text inside HTML, Markdown and links.
//! 7. `nearest`: the known name that a misspelled one was meant to be.
//!
//! **Invariant:** nothing here reads files, knows Markdown, or depends on another crate of the workspace.

mod boundary;
mod case;
mod character;
pub mod detect;
pub mod escape;
mod language;
mod nearest;
mod span;
mod word;
mod word_hash;

pub use boundary::{is_joined, opens_sentence};
pub use case::{capitalised, cased_as};
pub use character::{OBJECT_REPLACEMENT, is_letter, is_of_word};
pub use language::{Form, Language};
pub use nearest::nearest;
pub use span::{Span, mark_len};
pub use word::{CharClass, Word, Words, find_words, word_count, words};
pub use word_hash::{WordFilter, WordHash};
