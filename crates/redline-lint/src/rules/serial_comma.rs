#![doc = include_str!("serial_comma.md")]

use super::Rule;
use crate::catalogue;
use crate::convention::SERIAL_COMMA;

pub(super) static RULE: Rule =
    Rule { meta: &catalogue::SERIAL_COMMA, check: |cx| super::form::check(cx, &SERIAL_COMMA) };
