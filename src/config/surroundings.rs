//! What of a book's own configuration bears on rules.

/// What of a book's own configuration bears on rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether other preprocessors may add ids that this one cannot see.
    pub foreign_ids: bool,
    /// The language that the book is written in.
    pub language: Language,
}

/// A language, as far as rules tell them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English as the United States spell it, and that of books that name no country.
    #[default]
    AmericanEnglish,
    /// English as other countries spell it.
    BritishEnglish,
    /// Any other.
    Other,
}

impl Language {
    /// The language with this tag: `en-GB`. A book that names none is taken for English.
    pub fn of(tag: Option<&str>) -> Self {
        let Some(tag) = tag else { return Self::default() };
        let mut parts = tag.split(['-', '_']);
        if !parts.next().is_some_and(|language| language.eq_ignore_ascii_case("en")) {
            return Self::Other;
        }
        match parts.find(|part| part.len() == 2) {
            Some(region) if !region.eq_ignore_ascii_case("us") => Self::BritishEnglish,
            _ => Self::AmericanEnglish,
        }
    }

    /// Whether it is English, wherever that is written.
    pub fn is_english(self) -> bool {
        self != Self::Other
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::AmericanEnglish => "English",
            Self::BritishEnglish => "British English",
            Self::Other => "another",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_name_a_language_and_perhaps_a_country() {
        for american in [None, Some("en"), Some("EN_us"), Some("en-Latn")] {
            assert_eq!(Language::of(american), Language::AmericanEnglish, "{american:?}");
        }
        for british in ["en-GB", "en_AU", "en-Latn-NZ"] {
            assert_eq!(Language::of(Some(british)), Language::BritishEnglish, "{british}");
        }
        for other in ["de", "eng", "", "fr-CA"] {
            assert_eq!(Language::of(Some(other)), Language::Other, "{other}");
        }
    }
}
