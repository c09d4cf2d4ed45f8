//! What of a book's own configuration bears on rules.

/// What of a book's own configuration bears on rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookContext {
    /// Whether other preprocessors may add ids that this one cannot see.
    pub foreign_ids: bool,
    /// The language that the book is declared to be in.
    pub language: Language,
    /// The title of the book.
    pub title: Option<String>,
    /// What `book.language` is set to.
    pub book_language: Option<String>,
    /// Whether the text may show that the book is not in English: only mdBook's default `en` declares that it is.
    pub text_decides: bool,
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
    /// The language with this tag: `en-GB`. A book that names none is taken for English, and so are `English`, `eng` and
    /// other spellings of the tag.
    pub fn of(tag: Option<&str>) -> Self {
        let Some(tag) = tag else { return Self::default() };
        let parts: Vec<String> = subtags(tag).map(str::to_lowercase).collect();
        let Some(first) = parts.first() else { return Self::default() };
        if !matches!(first.as_str(), "en" | "eng") && !parts.iter().any(|part| part == "english") {
            return Self::Other;
        }
        let region = parts[1..].iter().find(|part| part.len() == 2);
        let is_british = region.is_some_and(|region| region != "us") || parts.iter().any(|part| part == "british");
        if is_british { Self::BritishEnglish } else { Self::AmericanEnglish }
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

/// The tag that was meant where `tag` means English but is not written as language tags are: `en` for `English`.
pub(crate) fn meant_tag(tag: &str) -> Option<String> {
    let is_well_formed = tag.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    let is_right = is_well_formed && (tag == "en" || tag.starts_with("en-"));
    if is_right || tag.trim().is_empty() || !Language::of(Some(tag)).is_english() {
        return None;
    }
    let region = subtags(tag).skip(1).find(|part| part.len() == 2).map(str::to_uppercase);
    Some(match region.as_deref() {
        Some("UK") => "en-GB".to_owned(),
        Some(region) => format!("en-{region}"),
        None if Language::of(Some(tag)) == Language::BritishEnglish => "en-GB".to_owned(),
        None => "en".to_owned(),
    })
}

fn subtags(tag: &str) -> impl Iterator<Item = &str> {
    tag.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_name_a_language_and_perhaps_a_country() {
        for american in [None, Some("en"), Some("EN_us"), Some("en-Latn"), Some("English"), Some("eng"), Some("")] {
            assert_eq!(Language::of(american), Language::AmericanEnglish, "{american:?}");
        }
        for british in ["en-GB", "en_AU", "en-Latn-NZ", "English (UK)", "British English", "en_GB.UTF-8"] {
            assert_eq!(Language::of(Some(british)), Language::BritishEnglish, "{british}");
        }
        for other in ["de", "enm", "fr-CA", "German"] {
            assert_eq!(Language::of(Some(other)), Language::Other, "{other}");
        }
    }

    #[test]
    fn the_tag_that_was_meant_is_named() {
        for (written, meant) in [
            ("English", "en"),
            ("eng", "en"),
            ("EN", "en"),
            ("en_US", "en-US"),
            ("English (UK)", "en-GB"),
            ("British English", "en-GB"),
            ("en_GB.UTF-8", "en-GB"),
        ] {
            assert_eq!(meant_tag(written).as_deref(), Some(meant), "{written}");
        }
        for right in ["en", "en-GB", "en-us", "de", "Deutsch", ""] {
            assert_eq!(meant_tag(right), None, "{right}");
        }
    }
}
