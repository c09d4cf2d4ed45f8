#![doc = include_str!("percent_form.md")]

use super::Rule;
use crate::catalogue;
use crate::convention::PERCENT;

pub(super) static RULE: Rule = Rule { meta: &catalogue::PERCENT_FORM, check: |cx| super::form::check(cx, &PERCENT) };
