//! Sentences as rules of grammar read them: words with their parts of speech, and the forms of common verbs and nouns.

mod forms;
mod sentence;
mod word;

pub use forms::{Forms, Noun, Verb, forms, verbs};
pub use sentence::{Sentence, sentences};
pub use word::Word;
