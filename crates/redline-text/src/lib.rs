//! Plain text, below Markdown and below any one language.
//!
//! Modules in reading order:
//!
//! 1. `span`, `line_index`: ranges of bytes, the byte order mark, lines and columns.
//! 2. `character`, `word`: the characters of words, and the words of a text with their spans.
//! 3. `word_hash`: looking words up without regard to case.
//! 4. `boundary`, `case`: the text around a word, and its capitalisation.
//! 5. [`detect`]: which language a text is in. `language`: knowledge of one language.
//! 6. [`escape`]: text inside HTML, Markdown and links.
//! 7. `nearest`: suggestions for misspelled names.
//!
//! ```
//! use redline_text::{LineIndex, word_count, words};
//!
//! let text = "It’s well-known:\nwords.";
//! let found: Vec<&str> = words(text).map(|(_, word)| word).collect();
//! assert_eq!((found, word_count(text)), (vec!["It’s", "well", "known", "words"], 3));
//! assert_eq!(LineIndex::new(text).line_and_column(text, text.find("words").unwrap()), (2, 1));
//! ```
//!
//! **Invariant:** nothing here reads files, knows Markdown, or depends on another crate of the workspace.

mod boundary;
mod case;
mod character;
pub mod detect;
pub mod escape;
mod language;
mod line_index;
mod nearest;
mod span;
mod word;
mod word_hash;

pub use boundary::{is_joined, opens_sentence};
pub use case::{capitalised, cased_as};
pub use character::{ANNOTATION, OBJECT_REPLACEMENT, is_letter, is_of_word, is_replacement};
pub use language::{Form, Language};
pub use line_index::LineIndex;
pub use nearest::nearest;
pub use span::{Span, mark_len};
pub use word::{CharClass, Word, Words, count_words, find_words, word_count, words};
pub use word_hash::{WordFilter, WordHash};
