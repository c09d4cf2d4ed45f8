#![doc = include_str!("dash_form.md")]

use super::Rule;
use crate::catalogue;
use crate::convention::DASHES;

pub(super) static RULE: Rule = Rule { meta: &catalogue::DASH_FORM, check: |cx| super::form::check(cx, &DASHES) };
