//! The rules written in code, one file and one page each.

mod broken_anchor;
mod duplicate_heading;
mod emphasis_as_heading;
mod empty_section;
mod heading_case;
mod heading_increment;
mod heading_markup;
mod heading_number;
mod heading_punctuation;
mod heading_space;
mod heading_style;
mod multiple_titles;
mod suppression_without_reason;
mod unresolved_include;
mod unused_suppression;

use crate::rule::Rule;

/// Every rule, by name. This is the only list.
pub static ALL: &[&Rule] = &[
    &broken_anchor::RULE,
    &duplicate_heading::RULE,
    &emphasis_as_heading::RULE,
    &empty_section::RULE,
    &heading_case::RULE,
    &heading_increment::RULE,
    &heading_markup::RULE,
    &heading_number::RULE,
    &heading_punctuation::RULE,
    &heading_space::RULE,
    &heading_style::RULE,
    &multiple_titles::RULE,
    &suppression_without_reason::RULE,
    &unresolved_include::RULE,
    &unused_suppression::RULE,
];

/// The rule called `name`.
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.binary_search_by_key(&name, |rule| rule.name).ok().map(|index| ALL[index])
}

pub(crate) use broken_anchor::RULE as BROKEN_ANCHOR;
pub(crate) use heading_case::RULE as HEADING_CASE;
pub(crate) use suppression_without_reason::RULE as SUPPRESSION_WITHOUT_REASON;
pub(crate) use unused_suppression::RULE as UNUSED_SUPPRESSION;
