#![doc = include_str!("../verb_form.md")]

pub(super) mod after_as;
pub(super) mod after_auxiliary;
pub(super) mod after_be;
pub(super) mod after_have;
pub(super) mod after_please;
pub(super) mod after_preposition;
pub(super) mod after_to;

use super::{Search, check};
use crate::catalogue;
use crate::rules::Rule;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::VERB_FORM, check: |cx| check(cx, SEARCHES) };

const SEARCHES: &[&Search] = &[
    &after_as::SEARCH,
    &after_auxiliary::SEARCH,
    &after_be::SEARCH,
    &after_have::SEARCH,
    &after_please::SEARCH,
    &after_preposition::SEARCH,
    &after_to::SEARCH,
];
