//! The language that the text of a book shows.

use super::Settings;
use crate::config::{BookContext, Language, Table, meant_tag};
use redline_document::document::EnglishTexts;
use redline_text::detect::OtherLanguage;
use redline_text::detect::{Detected, MIN_BOOK_WORDS, Tally};

/// The language that the text of a book shows.
#[derive(Clone, Debug)]
pub(super) struct TextLanguage {
    /// Whether the book is taken for English.
    is_english: bool,
    /// The language of the whole.
    detected: Detected,
    /// The chapters, by their paths, that are in another language than English.
    others: Vec<(String, OtherLanguage)>,
}

impl TextLanguage {
    /// The language of each chapter, with its path.
    fn of<'a>(chapters: impl Iterator<Item = (&'a str, Tally)>, book_context: &BookContext) -> Option<Self> {
        let (mut whole, mut others) = (Tally::default(), Vec::new());
        for (path, tally) in chapters {
            if let Detected::Other(language) = tally.detect_page() {
                others.push((path.to_owned(), language));
            }
            whole.add(&tally);
        }
        if whole.is_empty() {
            return None;
        }
        let is_english = match whole.detect_book() {
            Detected::English => true,
            Detected::Other(_) => false,
            Detected::Undecided => whole.words() < MIN_BOOK_WORDS,
        };
        // A book of few words holds to what is declared, while its chapters show their own language.
        let detected = whole.detect_page();
        Some(Self { is_english: is_english || !book_context.text_decides, detected, others })
    }

    /// What is worth saying of it, where nothing but mdBook's default or its equal is declared.
    fn note(&self, book_context: &BookContext) -> Option<String> {
        let is_other = matches!(self.detected, Detected::Other(_)) && book_context.text_decides;
        if self.is_english && !is_other {
            return self.note_on_chapters();
        }
        let declared = book_context.book_language.as_deref().filter(|tag| !tag.trim().is_empty()).unwrap_or("en");
        let default = if declared == "en" { " (mdBook's default)" } else { "" };
        Some(match self.detected {
            Detected::Other(OtherLanguage { tag, name }) => format!(
                "`book.language` is `{declared}`{default}, but the text is {name}: rules for English skip it; set \
                 `language = \"{tag}\"` in `[book]`"
            ),
            _ => format!(
                "`book.language` is `{declared}`{default}, but the text is not clearly English: rules for English skip \
                 it; set `language` in `[book]`, or `language = \"en\"` in `[preprocessor.redline]` to run them"
            ),
        })
    }

    /// The chapters of an English book that are in other languages.
    fn note_on_chapters(&self) -> Option<String> {
        const NAMED: usize = 3;
        let shown = self.others.iter().take(NAMED).map(|(path, language)| format!("`{path}` ({})", language.name));
        let mut list: Vec<String> = shown.collect();
        if self.others.len() > NAMED {
            list.push(format!("{} more", self.others.len() - NAMED));
        }
        let list = list.join(", ");
        match self.others.len() {
            0 => None,
            1 => Some(format!("1 chapter is in another language, so rules for English skip it: {list}")),
            count => Some(format!("{count} chapters are in other languages, so rules for English skip them: {list}")),
        }
    }
}

impl Settings {
    /// Records the language of the book's text: `chapters` are their paths and what was counted in
    /// each. What was noted first holds, so that a run has one answer while its texts are fixed.
    pub(crate) fn set_language<'a>(&self, chapters: impl Iterator<Item = (&'a str, Tally)>) {
        if let Some(language) = TextLanguage::of(chapters, &self.book_context) {
            self.text_language.get_or_init(|| language);
        }
    }

    /// Forgets the language of the text, which has changed.
    pub(crate) fn forget_language(&mut self) {
        self.text_language = std::sync::OnceLock::new();
    }

    /// Whether the language of the text has yet to be detected: the book is not declared to be in another than English.
    pub(crate) fn needs_language(&self) -> bool {
        self.book_context.language.is_english() && self.text_language.get().is_none()
    }

    /// The language that the book is written in: the one that is declared, unless that is English and the text is not.
    pub fn language(&self) -> Language {
        match self.text_language.get() {
            Some(text) if !text.is_english => Language::Other,
            _ => self.book_context.language,
        }
    }

    /// Which texts of the book are taken for English.
    pub fn english_texts(&self) -> EnglishTexts {
        match (self.book_context.language, self.language()) {
            (Language::Other, _) => EnglishTexts::Nowhere,
            (_, Language::Other) => EnglishTexts::WhereShown,
            _ => EnglishTexts::UnlessOther,
        }
    }

    /// The title of the book.
    pub fn book_title(&self) -> Option<&str> {
        self.book_context.title.as_deref().map(str::trim).filter(|title| !title.is_empty())
    }

    /// Whether the book is written in English.
    pub fn is_english(&self) -> bool {
        self.language().is_english()
    }

    /// What is worth saying of the language of the text, once its chapters were checked.
    pub fn language_note(&self) -> Option<String> {
        self.text_language.get()?.note(&self.book_context)
    }
}

/// What is worth saying of the language that is declared.
pub fn declared_language_note(table: &Table, book_language: Option<&str>) -> Option<String> {
    let (key, tag) = match (table.language.as_deref(), book_language) {
        (Some(tag), _) => ("language", tag),
        (None, Some(tag)) => ("book.language", tag),
        (None, None) => return None,
    };
    if let Some(meant) = meant_tag(tag) {
        return Some(format!("`{key}` is `{tag}`, which is treated as `en`; write `language = \"{meant}\"`"));
    }
    let is_english = Language::of(Some(tag)).is_english();
    (!is_english).then(|| {
        format!(
            "the book's language is `{tag}`: headings, structure, suppressions and links are checked, English wording is not"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str =
        "We look at what the compiler does with it, and at how the types of a program are found by it. ";
    const FRENCH: &str =
        "Ce langage est un projet dont les exemples marchent bien, et une fonction par chapitre suffit. ";

    fn read(chapters: &[(&str, String)], declared: Option<&str>, text_decides: bool) -> (bool, Option<String>) {
        let book_context =
            BookContext { book_language: declared.map(str::to_owned), text_decides, ..BookContext::default() };
        let tallies = chapters.iter().map(|(path, text)| (*path, Tally::of_text(text)));
        let language = TextLanguage::of(tallies, &book_context).unwrap();
        (language.is_english, language.note(&book_context))
    }

    #[test]
    fn a_declared_en_does_not_outweigh_the_text() {
        let (is_english, remark) = read(&[("a.md", FRENCH.repeat(5))], Some("en"), true);
        assert!(!is_english);
        assert_eq!(
            remark.unwrap(),
            "`book.language` is `en` (mdBook's default), but the text is French: rules for English skip it; set \
             `language = \"fr\"` in `[book]`"
        );
        let (undeclared, same) = read(&[("a.md", FRENCH.repeat(5))], None, true);
        assert_eq!((undeclared, same), (false, read(&[("a.md", FRENCH.repeat(5))], Some("en"), true).1));
        assert!(read(&[("a.md", FRENCH.repeat(5))], None, false).0, "the table of redline has the last word");
    }

    #[test]
    fn a_long_text_that_shows_nothing_is_not_english() {
        let names = "Vec HashMap BTreeMap String Option Result Box Rc Arc Cell RefCell Mutex ".repeat(5);
        let (is_english, remark) = read(&[("a.md", names)], None, true);
        assert!(!is_english && remark.unwrap().contains("not clearly English"));
        assert_eq!(read(&[("a.md", "Vec HashMap Cell".to_owned())], None, true), (true, None), "under sixty words");
    }

    #[test]
    fn chapters_of_an_english_book_in_other_languages_are_named() {
        let chapters = [("a.md", ENGLISH.repeat(9)), ("b.md", FRENCH.repeat(2)), ("c.md", ENGLISH.repeat(9))];
        let (is_english, remark) = read(&chapters, Some("en"), true);
        assert!(is_english);
        assert_eq!(
            remark.as_deref(),
            Some("1 chapter is in another language, so rules for English skip it: `b.md` (French)")
        );
        assert_eq!(read(&chapters[..1], Some("en"), true), (true, None));
    }
}
