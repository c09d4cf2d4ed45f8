//! The rules written in code, one file and one page each.

#![deny(clippy::disallowed_methods, reason = "a rule that slices the source may cut what it does not know of")]

mod a_an;
mod acronym_undefined;
mod broken_anchor;
mod callout_form;
mod connective_comma;
mod dash_form;
mod duplicate_heading;
mod eg_comma;
mod emphasis_as_heading;
mod empty_section;
mod form;
mod heading_case;
mod heading_increment;
mod heading_markup;
mod heading_number;
mod heading_punctuation;
mod heading_repeats_title;
mod heading_space;
mod heading_style;
mod likely_misspelling;
mod link_text;
mod list_end_punctuation;
mod list_opening;
mod list_parallelism;
mod missing_section;
mod misspelling;
mod multiple_titles;
mod name_case;
mod naming;
mod packs;
mod page_title;
mod percent_form;
mod quotation_marks;
mod quotes_form;
mod repeated_word;
mod section_body;
mod section_level;
mod section_name;
mod section_order;
mod serial_comma;
mod space_before_punct;
pub(crate) mod spelling;
mod stale_baseline;
mod suppression_without_reason;
mod term_case;
mod term_forbidden;
mod term_inconsistent;
mod trailing_space;
mod unexpected_section;
mod unresolved_include;
mod unused_suppression;

use crate::rule::Rule;

/// Every rule, by name. This is the only list.
pub static ALL: &[&Rule] = &[
    &a_an::RULE,
    &acronym_undefined::RULE,
    &packs::AND_OR,
    &packs::BARE_IP,
    &broken_anchor::RULE,
    &callout_form::RULE,
    &packs::COLON_CASE,
    &packs::COMMA_BEFORE_THAT,
    &packs::COMMA_SPLICE,
    &packs::COMPOUND_HYPHEN,
    &packs::COMPOUND_VERB,
    &packs::CONFUSED_WORDS,
    &connective_comma::RULE,
    &dash_form::RULE,
    &packs::DATE_FORM,
    &packs::DIRECTIONAL,
    &packs::DOUBLE_DETERMINER,
    &packs::DOUBLE_NEGATIVE,
    &duplicate_heading::RULE,
    &eg_comma::RULE,
    &packs::EG_IE_FORM,
    &emphasis_as_heading::RULE,
    &packs::EMPTY_OPENER,
    &empty_section::RULE,
    &packs::ETC_PERIOD,
    &packs::ETC_REDUNDANT,
    &packs::EXCLAMATION,
    &packs::FILLER,
    &packs::FIRST_PERSON,
    &packs::FUTURE,
    &packs::GOOD_PRACTICE,
    &heading_case::RULE,
    &heading_increment::RULE,
    &heading_markup::RULE,
    &heading_number::RULE,
    &heading_punctuation::RULE,
    &heading_repeats_title::RULE,
    &heading_space::RULE,
    &heading_style::RULE,
    &packs::INCLUSIVE,
    &packs::INCLUSIVE_LOOSE,
    &packs::INTENSIFIER,
    &packs::INTRO_COMMA,
    &packs::IS_USED_TO,
    &packs::JARGON,
    &packs::LATIN_ABBREVIATION,
    &packs::LESS_FEWER,
    &likely_misspelling::RULE,
    &link_text::RULE,
    &list_end_punctuation::RULE,
    &list_opening::RULE,
    &list_parallelism::RULE,
    &packs::LOWER_I,
    &packs::LOWERCASE_SENTENCE,
    &packs::LY_HYPHEN,
    &packs::MEANING_OF_TIME,
    &packs::MISSING_APOSTROPHE,
    &packs::MISSING_BE,
    &missing_section::RULE,
    &packs::MISSING_SPACE_COMMA,
    &packs::MISSING_SPACE_SENTENCE,
    &misspelling::RULE,
    &multiple_titles::RULE,
    &name_case::RULE,
    &packs::NEED_TO,
    &packs::NEGATIVE_BECAUSE,
    &packs::NUMBER_AGREEMENT,
    &packs::NUMERIC_ADJECTIVE,
    &packs::OPENING_COMMA,
    &packs::OPTIONAL_PLURAL,
    &page_title::RULE,
    &packs::PASSIVE,
    &percent_form::RULE,
    &packs::PLEASE,
    &quotation_marks::RULE,
    &quotes_form::RULE,
    &packs::REASON_BECAUSE,
    &packs::REDUCED_RELATIVE,
    &packs::REDUNDANT_PAIR,
    &packs::REPEATED_OPENING,
    &packs::REPEATED_PUNCT,
    &repeated_word::RULE,
    &packs::RESTRICTIVE_WHICH,
    &section_body::RULE,
    &section_level::RULE,
    &section_name::RULE,
    &section_order::RULE,
    &packs::SEE_SEE,
    &serial_comma::RULE,
    &packs::SO_THAT,
    &space_before_punct::RULE,
    &spelling::RULE,
    &stale_baseline::RULE,
    &suppression_without_reason::RULE,
    &packs::TECH_COMPOUND,
    &term_case::RULE,
    &term_forbidden::RULE,
    &term_inconsistent::RULE,
    &packs::THERE_IS_PLURAL,
    &packs::TIMELESS,
    &trailing_space::RULE,
    &packs::TRAILING_WITH,
    &packs::UI_WORD,
    &unexpected_section::RULE,
    &packs::UNIT_SPACE,
    &unresolved_include::RULE,
    &unused_suppression::RULE,
    &packs::USAGE,
    &packs::VAGUE_QUANTITY,
    &packs::VERB_FORM,
    &packs::WHEN_ING,
    &packs::WITH_DONE,
    &packs::WORDY_CHOICE,
    &packs::WORDY_PHRASE,
    &packs::YOU_CAN_ALSO,
];

/// The rule called `name`.
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.binary_search_by_key(&name, |rule| rule.name).ok().map(|index| ALL[index])
}

/// Whether the rule called `name` looks at text in English alone. In a book that `is_english` those do so too that follow
/// what the book does by habit, or look up its words.
pub(crate) fn is_of_english(name: &str, is_english: bool) -> bool {
    let follows_habits = [DASH_FORM.name, QUOTES_FORM.name, SPELLING.name, ACRONYM_UNDEFINED.name].contains(&name);
    (is_english && follows_habits) || find(name).is_some_and(|rule| rule.english)
}

pub(crate) use acronym_undefined::{RULE as ACRONYM_UNDEFINED, is_accepted as is_accepted_acronym};
pub(crate) use broken_anchor::RULE as BROKEN_ANCHOR;
pub(crate) use callout_form::RULE as CALLOUT_FORM;
pub(crate) use dash_form::RULE as DASH_FORM;
pub(crate) use heading_case::RULE as HEADING_CASE;
pub(crate) use likely_misspelling::RULE as LIKELY_MISSPELLING;
pub(crate) use misspelling::RULE as MISSPELLING;
pub(crate) use name_case::RULE as NAME_CASE;
pub(crate) use quotes_form::RULE as QUOTES_FORM;
pub(crate) use spelling::RULE as SPELLING;
pub(crate) use stale_baseline::RULE as STALE_BASELINE;
pub(crate) use suppression_without_reason::RULE as SUPPRESSION_WITHOUT_REASON;
pub(crate) use term_case::RULE as TERM_CASE;
pub(crate) use term_inconsistent::RULE as TERM_INCONSISTENT;
pub(crate) use unused_suppression::RULE as UNUSED_SUPPRESSION;
