#![doc = include_str!("section_body.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::templates::body_faults;

pub(super) static RULE: Rule = Rule { meta: &catalogue::SECTION_BODY, check };

fn check(cx: &mut Context<'_>) {
    let (Some(conformance), document) = (cx.conformance, cx.document) else { return };
    for placed in &conformance.placed {
        for fault in body_faults(document, &placed.section, placed.slot) {
            let diagnostic = cx.report(fault.span, fault.message);
            diagnostic.help = fault.help;
        }
    }
}
