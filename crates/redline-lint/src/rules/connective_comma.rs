#![doc = include_str!("connective_comma.md")]

use super::Rule;
use crate::catalogue;
use crate::convention::CONNECTIVES;

pub(super) static RULE: Rule =
    Rule { meta: &catalogue::CONNECTIVE_COMMA, check: |cx| super::form::check(cx, &CONNECTIVES) };
