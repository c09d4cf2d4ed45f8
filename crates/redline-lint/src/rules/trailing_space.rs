#![doc = include_str!("trailing_space.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::TRAILING_SPACE, check };

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        for spaces in document.trailing_spaces(block) {
            let found = cx.report(spaces.clone(), "spaces at the end of a line");
            found.fix(Fix::new("remove the spaces", Applicability::Safe, Change::Text, [Edit::delete(spaces)]));
        }
    }
}
