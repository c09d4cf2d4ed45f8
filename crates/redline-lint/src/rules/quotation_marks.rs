#![doc = include_str!("quotation_marks.md")]

use super::Rule;
use crate::catalogue;
use crate::convention::QUOTATION_MARKS;

pub(super) static RULE: Rule =
    Rule { meta: &catalogue::QUOTATION_MARKS, check: |cx| super::form::check(cx, &QUOTATION_MARKS) };
