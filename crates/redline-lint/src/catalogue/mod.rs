//! Facts about every rule: its name, page, pack, level and needs. Data only: what a rule checks is in `rules`.

mod code;
mod grammar;
mod options;
mod packs;

use bitflags::bitflags;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use redline_document::diagnostic::Severity;
use redline_document::edit::{Applicability, Aspect};

pub use code::*;
pub use grammar::*;
pub use options::{
    AcronymOptions, CalloutChoice, CalloutFormOptions, CheckOptions, FormOptions, HeadingCaseChoice,
    HeadingCaseOptions, SpellingOptions,
};

/// A key and a value that no option has.
const UNKNOWN: &str = "?";

const SAFE: Option<Applicability> = Some(Applicability::Safe);
const UNSAFE: Option<Applicability> = Some(Applicability::Unsafe);

/// Facts about one rule.
#[derive(Debug)]
pub struct RuleMeta {
    /// The name users write, in kebab-case; it names the fault.
    pub name: &'static str,
    /// The names that it, or a rule that is now part of it, had in earlier versions.
    pub former_names: &'static [&'static str],
    /// One sentence for listings.
    pub summary: &'static str,
    /// The reference page. Its examples are also the rule's tests.
    pub page: &'static str,
    /// The pack that enables it; a rule without one runs only where the configuration names it.
    pub pack: Option<Pack>,
    /// The level when the configuration sets none.
    pub level: Severity,
    /// The best applicability of its fixes; `None` if it has none.
    pub fix: Option<Applicability>,
    /// The languages whose text it checks.
    pub languages: Languages,
    /// What it needs of the whole book or of a parse.
    pub needs: Needs,
    /// Checks the options in the rule's table; `None` if it has none.
    pub options: Option<CheckOptions>,
    /// Where its check is.
    pub implementation: Implementation,
}

/// The languages whose text a rule checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// Text in any language.
    Any,
    /// Text in the language of the book, if that is English; in other books all text.
    OfBook,
    /// Text in English.
    English,
}

bitflags! {
    /// What a rule needs beside its chapter.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Needs: u16 {
        /// The words of the prose.
        const WORDS = 1;
        /// How the book capitalises headings.
        const HEADING_CASE = 1 << 1;
        /// Words that no dictionary has.
        const UNKNOWN_WORDS = 1 << 3;
        /// Misspelled words.
        const MISSPELLINGS = 1 << 4;
        /// Words with two spellings.
        const VARIANTS = 1 << 5;
        /// Acronyms that are never spelled out.
        const ACRONYMS = 1 << 6;
        /// The form of callouts.
        const CALLOUT_FORM = 1 << 7;
        /// The sentences of the chapter.
        const SENTENCES = 1 << 8;
    }
}

/// Where the check of a rule is.
#[derive(Clone, Copy, Debug)]
pub enum Implementation {
    /// A function in `rules`.
    Code,
    /// A rule in Vale's format, of which this is the text.
    Pattern(&'static str),
    /// A function in `rules`, and a rule in Vale's format with the closed lists of the same fault.
    CodeAndPattern(&'static str),
    /// The engine, which alone knows the effect of suppressions and of the baseline.
    Engine,
}

/// A set of rules that is switched on together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pack {
    /// What is right in at least four of five places on well-edited books.
    Recommended,
    /// One form where a book has two: the book's own majority decides.
    Consistency,
    /// Shorter words for long ones, and sentences without words that carry nothing.
    PlainLanguage,
    /// Names of products, formats and interfaces as their owners write them.
    TechnicalTerms,
    /// Words that leave nobody out.
    Inclusive,
    /// Rules of one school or another, blunt on purpose.
    Strict,
}

impl Pack {
    /// Its name in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::Consistency => "consistency",
            Self::PlainLanguage => "plain-language",
            Self::TechnicalTerms => "technical-terms",
            Self::Inclusive => "inclusive",
            Self::Strict => "strict",
        }
    }
}

/// Every rule, by name.
pub static ALL: &[&RuleMeta] = &[
    &code::A_AN,
    &code::ACRONYM_UNDEFINED,
    &grammar::ADJECTIVE_FOR_ADVERB,
    &grammar::ALLOW_TO,
    &packs::AND_OR,
    &packs::BARE_IP,
    &code::BROKEN_ANCHOR,
    &code::CALLOUT_FORM,
    &packs::COLON_CASE,
    &packs::COMMA_BEFORE_THAT,
    &packs::COMMA_SPLICE,
    &packs::COMPOUND_HYPHEN,
    &packs::COMPOUND_VERB,
    &grammar::CONFUSED_WORDS,
    &code::CONNECTIVE_COMMA,
    &code::DASH_FORM,
    &packs::DATE_FORM,
    &packs::DIRECTIONAL,
    &grammar::DOUBLE_AUXILIARY,
    &grammar::DOUBLE_COMPARATIVE,
    &packs::DOUBLE_NEGATIVE,
    &code::DUPLICATE_HEADING,
    &code::EG_COMMA,
    &packs::EG_IE_FORM,
    &code::EMPHASIS_AS_HEADING,
    &packs::EMPTY_OPENER,
    &code::EMPTY_SECTION,
    &packs::ETC_PERIOD,
    &packs::ETC_REDUNDANT,
    &packs::EXCLAMATION,
    &packs::FILLER,
    &packs::FIRST_PERSON,
    &grammar::FUNCTION_WORD_CLASH,
    &packs::FUTURE,
    &packs::GOOD_PRACTICE,
    &code::HEADING_CASE,
    &code::HEADING_INCREMENT,
    &code::HEADING_MARKUP,
    &code::HEADING_NUMBER,
    &code::HEADING_PUNCTUATION,
    &code::HEADING_REPEATS_TITLE,
    &code::HEADING_SPACE,
    &code::HEADING_STYLE,
    &packs::INCLUSIVE,
    &packs::INCLUSIVE_LOOSE,
    &packs::INTENSIFIER,
    &packs::INTRO_COMMA,
    &packs::IS_USED_TO,
    &packs::JARGON,
    &packs::LATIN_ABBREVIATION,
    &packs::LESS_FEWER,
    &code::LINK_TEXT,
    &code::LIST_END_PUNCTUATION,
    &code::LIST_OPENING,
    &code::LIST_PARALLELISM,
    &packs::LOWER_I,
    &packs::LOWERCASE_SENTENCE,
    &packs::LY_HYPHEN,
    &grammar::MASS_NOUN_ARTICLE,
    &packs::MEANING_OF_TIME,
    &packs::MISSING_APOSTROPHE,
    &grammar::MISSING_ARTICLE,
    &grammar::MISSING_BE,
    &code::MISSING_FULL_STOP,
    &code::MISSING_SECTION,
    &packs::MISSING_SPACE_COMMA,
    &packs::MISSING_SPACE_SENTENCE,
    &grammar::MISSING_TO,
    &code::MISSPELLING,
    &code::MULTIPLE_TITLES,
    &code::NAME_CASE,
    &packs::NEED_TO,
    &packs::NEGATIVE_BECAUSE,
    &grammar::NUMBER_AGREEMENT,
    &packs::NUMERIC_ADJECTIVE,
    &grammar::OPENING_COMMA,
    &packs::OPTIONAL_PLURAL,
    &code::PAGE_TITLE,
    &packs::PASSIVE,
    &code::PERCENT_FORM,
    &packs::PLEASE,
    &packs::PLURAL_APOSTROPHE,
    &code::QUOTATION_MARKS,
    &code::QUOTES_FORM,
    &packs::REASON_BECAUSE,
    &packs::REDUCED_RELATIVE,
    &packs::REDUNDANT_PAIR,
    &grammar::RELATIVE_CLAUSE_AGREEMENT,
    &packs::REPEATED_OPENING,
    &packs::REPEATED_PUNCT,
    &code::REPEATED_WORD,
    &packs::RESTRICTIVE_WHICH,
    &code::SECTION_BODY,
    &code::SECTION_LEVEL,
    &code::SECTION_NAME,
    &code::SECTION_ORDER,
    &packs::SEE_SEE,
    &code::SERIAL_COMMA,
    &packs::SO_THAT,
    &code::SPACE_BEFORE_PUNCT,
    &code::SPELLING,
    &packs::SPLIT_WORD,
    &code::STALE_BASELINE,
    &grammar::SUBJECT_VERB_AGREEMENT,
    &code::SUPPRESSION_WITHOUT_REASON,
    &packs::TECH_COMPOUND,
    &code::TERM_CASE,
    &code::TERM_FORBIDDEN,
    &code::TERM_INCONSISTENT,
    &grammar::THERE_IS_PLURAL,
    &packs::TIMELESS,
    &code::TRAILING_SPACE,
    &packs::TRAILING_WITH,
    &packs::UI_WORD,
    &code::UNEXPECTED_SECTION,
    &packs::UNIT_SPACE,
    &code::UNRESOLVED_INCLUDE,
    &code::UNUSED_SUPPRESSION,
    &packs::USAGE,
    &packs::VAGUE_QUANTITY,
    &grammar::VERB_FORM,
    &packs::WHEN_ING,
    &packs::WITH_DONE,
    &packs::WORDY_CHOICE,
    &packs::WORDY_PHRASE,
    &packs::WRONG_PHRASE,
    &packs::WRONG_PHRASE_LOOSE,
    &packs::YOU_CAN_ALSO,
];

/// The rules whose fixes are safe and change the layout of the source alone: what an editor calls formatting.
pub static LAYOUT: &[&RuleMeta] = &[&code::HEADING_SPACE, &code::HEADING_STYLE, &code::TRAILING_SPACE];

/// The rule called `name` now. Callers replace former names with [`resolved`] where a user may write them.
pub fn find(name: &str) -> Option<&'static RuleMeta> {
    ALL.binary_search_by_key(&name, |rule| rule.name).ok().map(|index| ALL[index])
}

/// The name that a rule has now, for one that it had in earlier versions; `None` for any other name.
pub fn current_name(former: &str) -> Option<&'static str> {
    ALL.iter().find(|rule| rule.former_names.contains(&former)).map(|rule| rule.name)
}

/// The name of a rule, with a former name replaced by the current one.
pub fn resolved(name: &str) -> &str {
    current_name(name).unwrap_or(name)
}

/// Whether the rule called `name` checks only text in English, in a book that `is_english` or not.
pub fn is_about_english(name: &str, is_english: bool) -> bool {
    find(name).is_some_and(|rule| match rule.languages {
        Languages::Any => false,
        Languages::OfBook => is_english,
        Languages::English => true,
    })
}

impl RuleMeta {
    /// The fields that most rules in code share.
    const IN_CODE: Self = Self {
        name: "",
        former_names: &[],
        summary: "",
        page: "",
        pack: None,
        level: Severity::Warning,
        fix: None,
        languages: Languages::Any,
        needs: Needs::empty(),
        options: None,
        implementation: Implementation::Code,
    };

    /// The rule in Vale's format, if it has one.
    pub fn pattern(&self) -> Option<&'static str> {
        match self.implementation {
            Implementation::Pattern(text) | Implementation::CodeAndPattern(text) => Some(text),
            Implementation::Code | Implementation::Engine => None,
        }
    }

    /// The keys of its options.
    pub fn option_keys(&self) -> Vec<String> {
        self.known_names(UNKNOWN, Value::Null)
    }

    /// The words that an option may be; empty if it is no word.
    pub fn option_values(&self, key: &str) -> Vec<String> {
        if self.option_keys().iter().any(|known| known == key) {
            self.known_names(key, Value::String(UNKNOWN.to_owned()))
        } else {
            Vec::new()
        }
    }

    /// The names that the check of its options would accept instead of an unknown one.
    fn known_names(&self, key: &str, value: Value) -> Vec<String> {
        let options = Map::from_iter([(key.to_owned(), value)]);
        let issue = self.options.and_then(|check| check(&options).err());
        issue.map(|issue| issue.known).unwrap_or_default()
    }

    /// What its fixes are about, unless one says that it is about a term of the book.
    pub fn aspect(&self) -> Aspect {
        let is_structure = self.name.starts_with("heading-")
            || self.name.starts_with("section-")
            || matches!(
                self.name,
                "duplicate-heading"
                    | "emphasis-as-heading"
                    | "empty-section"
                    | "missing-section"
                    | "multiple-titles"
                    | "page-title"
                    | "unexpected-section"
            );
        if is_structure { Aspect::Structure } else { Aspect::Wording }
    }

    /// The name of its pack.
    pub fn pack_name(&self) -> &'static str {
        self.pack.map_or("on request", Pack::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use redline_document::edit::Aspect;

    #[test]
    fn rules_of_headings_and_sections_are_about_structure() {
        let aspect = |name| find(name).unwrap().aspect();
        for name in ["heading-case", "heading-increment", "emphasis-as-heading", "section-order", "missing-section"] {
            assert_eq!(aspect(name), Aspect::Structure, "{name}");
        }
        for name in ["misspelling", "a-an", "term-case", "callout-form", "trailing-space", "lower-i"] {
            assert_eq!(aspect(name), Aspect::Wording, "{name}");
        }
    }

    #[test]
    fn options_are_known_with_their_words() {
        let keys = |name| find(name).unwrap().option_keys();
        assert_eq!((keys("heading-case"), keys("quotes-form")), (vec!["style".to_owned()], vec!["form".to_owned()]));
        assert_eq!((keys("spelling").len(), keys("a-an").len()), (2, 0));
        let values = |name, key| find(name).unwrap().option_values(key);
        assert_eq!(values("heading-case", "style"), ["sentence", "title", "auto"]);
        assert_eq!(values("quotes-form", "form"), ["straight", "curly", "auto"]);
        assert_eq!((values("spelling", "accept").len(), values("heading-case", "form").len()), (0, 0));
    }
}
