#![doc = include_str!("quotes_form.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::convention::{QUOTES, QUOTES_APART};

pub(super) static RULE: Rule = Rule { meta: &catalogue::QUOTES_FORM, check };

fn check(cx: &mut Context<'_>) {
    if cx.book.is_english {
        return super::form::check(cx, &QUOTES);
    }
    for convention in QUOTES_APART {
        super::form::check(cx, convention);
    }
}
