//! Knowledge of a language, for code that works with any.

/// Knowledge of one language. Each language is a value of this type in a crate of its own.
#[derive(Debug)]
pub struct Language {
    /// Its tag: `en`.
    pub tag: &'static str,
    /// The articles whose form depends on the initial sound of the next word.
    pub articles: &'static [&'static str],
    /// The form of these articles before the given words.
    pub article_before: fn(&str) -> &'static str,
    /// Words of headings that styles with capitals leave in lower case: articles, conjunctions and prepositions.
    pub small_words: &'static [&'static str],
    /// Names that have a capital in this language and in few others, such as those of months.
    pub capitalised_names: &'static [&'static str],
    /// Inflects a term.
    pub inflect: fn(&str, Form) -> String,
    /// Whether a term is plural already.
    pub is_plural: fn(&str) -> bool,
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Eq for Language {}

/// A grammatical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// As written: `token`, `log in`.
    Base,
    /// Plural: `tokens`.
    Plural,
    /// Possessive singular: `token's`.
    Possessive,
    /// Possessive plural: `tokens'`.
    PluralPossessive,
    /// Third person: `logs in`.
    ThirdPerson,
    /// Present participle: `logging in`.
    Gerund,
    /// Past tense: `logged in`.
    Past,
    /// Past participle: `chosen`.
    Participle,
}

impl Form {
    /// The forms of a noun.
    pub const NOUN: [Self; 4] = [Self::Base, Self::Plural, Self::Possessive, Self::PluralPossessive];
    /// The forms of a verb.
    pub const VERB: [Self; 5] = [Self::Base, Self::ThirdPerson, Self::Gerund, Self::Past, Self::Participle];
}
