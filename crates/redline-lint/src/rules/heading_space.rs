#![doc = include_str!("heading_space.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::UnspacedHeading;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_SPACE, check };

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in document.blocks.iter().filter(|block| block.parent.is_none()) {
        for UnspacedHeading { line, gap, is_beside_definition } in document.unspaced_headings(block) {
            let message = if gap.is_empty() {
                "no space after the hashes: this is text, not a heading"
            } else {
                "no plain space after the hashes: this is text, not a heading"
            };
            let found = cx.report(line, message);
            // To split the paragraph would bring the definition to life, and change links elsewhere.
            if !is_beside_definition {
                let edit = Edit::replace(gap, " ");
                found.fix(Fix::new("put a space after the hashes", Applicability::Safe, Change::Block, [edit]));
            }
        }
    }
}
