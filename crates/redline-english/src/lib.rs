//! Knowledge of English: words, sounds, inflection, parts of speech and dictionaries.
//!
//! Modules in reading order:
//!
//! 1. `sound`: the initial sounds of words. `syllable`: their syllables.
//! 2. [`inflection`]: plurals, possessives and the forms of verbs. `participle`, [`passive`]: the passive voice.
//! 3. `vocabulary`: word lists. `lead`: the grammatical form with which an item of a list opens.
//! 4. [`spelling`]: dictionaries, a lexicon, the judgement of misspellings, the words of a book, suggestions.
//! 5. [`tagger`]: the parts of speech of the words in a sentence.
//! 6. [`grammar`]: sentences as rules of grammar read them.
//! 7. [`rewording`]: replacement text adjusted to its context.
//!
//! **Invariant:** the answers depend on the text alone, never on a rule, a configuration or the host.

pub mod grammar;
pub mod inflection;
mod lead;
mod participle;
pub mod passive;
pub mod rewording;
mod sound;
pub mod spelling;
mod syllable;
pub mod tagger;
mod vocabulary;

pub use lead::{Lead, is_verb, lead, opens_without_verb};
pub use participle::{is_any_participle, is_participle};
pub use sound::{Sound, certain_sound, starts_with_vowel_sound};
pub use syllable::syllables;

use redline_text::Language;

/// English, for code that works with any language.
pub static ENGLISH: Language = Language {
    tag: "en",
    articles: &["a", "an"],
    article_before: |words| if starts_with_vowel_sound(words) { "an" } else { "a" },
    small_words: vocabulary::SMALL_WORDS,
    capitalised_names: vocabulary::CAPITALISED_NAMES,
    inflect: inflection::inflect,
    is_plural: inflection::is_plural,
};
