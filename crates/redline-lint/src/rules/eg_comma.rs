#![doc = include_str!("eg_comma.md")]

use super::Rule;
use crate::catalogue;
use crate::convention::EG_COMMA;

pub(super) static RULE: Rule = Rule { meta: &catalogue::EG_COMMA, check: |cx| super::form::check(cx, &EG_COMMA) };
