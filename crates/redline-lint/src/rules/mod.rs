//! The rules written in code, one file and one page each.

#![deny(clippy::disallowed_methods, reason = "a rule that slices the source may cut what it does not know of")]

mod a_an;
mod acronym_undefined;
mod broken_anchor;
mod callout_form;
mod connective_comma;
mod context;
mod dash_form;
mod duplicate_heading;
mod eg_comma;
mod emphasis_as_heading;
mod empty_section;
mod form;
mod grammar;
mod heading_case;
mod heading_increment;
mod heading_markup;
mod heading_names;
mod heading_number;
mod heading_punctuation;
mod heading_repeats_title;
mod heading_space;
mod heading_style;
mod link_text;
mod list_end_punctuation;
mod list_opening;
mod list_parallelism;
mod missing_full_stop;
mod missing_section;
mod misspelling;
mod multiple_titles;
mod name_case;
mod naming;
mod page_title;
mod percent_form;
mod quotation_marks;
mod quotes_form;
mod repeated_word;
mod section_body;
mod section_level;
mod section_name;
mod section_order;
mod sentences;
mod serial_comma;
mod space_before_punct;
mod spelling;
mod term_case;
mod term_forbidden;
mod term_inconsistent;
mod trailing_space;
mod unexpected_section;
mod unresolved_include;

use crate::catalogue::RuleMeta;

pub use context::Context;
pub(crate) use context::Subject;
pub(crate) use grammar::ANCHORS;
pub(crate) use sentences::ChapterSentences;

/// One check over one chapter.
///
/// A rule cannot fail, print, read files or change text. It reports; the engine decides.
pub(crate) struct Rule {
    /// Facts about it.
    pub(crate) meta: &'static RuleMeta,
    /// Reports every violation in a chapter.
    pub(crate) check: fn(&mut Context<'_>),
}

/// The rules written in code, by name.
pub(crate) static ALL: &[&Rule] = &[
    &a_an::RULE,
    &acronym_undefined::RULE,
    &grammar::adjective_for_adverb::RULE,
    &grammar::allow_to::RULE,
    &broken_anchor::RULE,
    &callout_form::RULE,
    &grammar::confused_words::RULE,
    &connective_comma::RULE,
    &dash_form::RULE,
    &grammar::double_auxiliary::RULE,
    &grammar::double_comparative::RULE,
    &duplicate_heading::RULE,
    &eg_comma::RULE,
    &emphasis_as_heading::RULE,
    &empty_section::RULE,
    &grammar::function_word_clash::RULE,
    &heading_case::RULE,
    &heading_increment::RULE,
    &heading_markup::RULE,
    &heading_number::RULE,
    &heading_punctuation::RULE,
    &heading_repeats_title::RULE,
    &heading_space::RULE,
    &heading_style::RULE,
    &link_text::RULE,
    &list_end_punctuation::RULE,
    &list_opening::RULE,
    &list_parallelism::RULE,
    &grammar::mass_noun_article::RULE,
    &grammar::missing_article::RULE,
    &grammar::missing_be::RULE,
    &missing_full_stop::RULE,
    &missing_section::RULE,
    &grammar::missing_to::RULE,
    &misspelling::RULE,
    &multiple_titles::RULE,
    &name_case::RULE,
    &grammar::number_agreement::RULE,
    &grammar::opening_comma::RULE,
    &page_title::RULE,
    &percent_form::RULE,
    &quotation_marks::RULE,
    &quotes_form::RULE,
    &grammar::relative_clause_agreement::RULE,
    &repeated_word::RULE,
    &section_body::RULE,
    &section_level::RULE,
    &section_name::RULE,
    &section_order::RULE,
    &serial_comma::RULE,
    &space_before_punct::RULE,
    &spelling::RULE,
    &grammar::subject_verb_agreement::RULE,
    &term_case::RULE,
    &term_forbidden::RULE,
    &term_inconsistent::RULE,
    &grammar::there_is_plural::RULE,
    &trailing_space::RULE,
    &unexpected_section::RULE,
    &unresolved_include::RULE,
    &grammar::verb_form::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{self, Implementation};

    #[test]
    fn every_rule_in_code_has_one_check() {
        let is_in_code =
            |rule: &RuleMeta| matches!(rule.implementation, Implementation::Code | Implementation::CodeAndPattern(_));
        let in_code = catalogue::ALL.iter().filter(|rule| is_in_code(rule));
        let names: Vec<&str> = in_code.map(|rule| rule.name).collect();
        assert_eq!(ALL.iter().map(|rule| rule.meta.name).collect::<Vec<_>>(), names);
    }
}
