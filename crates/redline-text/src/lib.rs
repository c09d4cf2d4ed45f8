//! Plain text, below Markdown and below any one language.
//!
//! Modules in reading order:
//!
//! 1. `span`: ranges of bytes, the byte order mark.
//! 2. `character`, `word`: which characters form words, and the words of a text with their spans.
//! 3. `word_hash`: a prefilter for words in any case.
//! 4. `boundary`, `case`: the context of a word, and its initial capital.
//! 5. [`detect`]: the language of a text. `language`: facts about one language.
//! 6. [`escape`]: text inside HTML, Markdown and links.
//! 7. `nearest`: suggestions for misspelled names.
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
