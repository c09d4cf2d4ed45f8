#![doc = include_str!("section_order.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::templates::conformance::{Fault, Place};
use crate::templates::{Relocation, relocation};
use redline_document::edit::{Applicability, Change, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::SECTION_ORDER, check };

fn check(cx: &mut Context<'_>) {
    let (Some(conformance), document) = (cx.conformance, cx.document) else { return };
    for fault in &conformance.faults {
        let Fault::Misplaced { section, name, place, siblings, is_last } = fault else { continue };
        let title = &section.title;
        let wanted = match place {
            Place::After(_) if *is_last => "last".to_owned(),
            Place::After(other) => format!("after `{}`", other.title),
            Place::Before(other) => format!("before `{}`", other.title),
            Place::Only => continue,
        };
        let message = match name {
            Some(_) => format!("`{title}` must come {wanted}"),
            None => format!("`{title}` must come {wanted}, where the template has room for other sections"),
        };
        let heading = document.headings[section.heading].span.clone();
        let diagnostic = cx.report(heading, message);
        let asked = format!("the template `{}` asks for this order", conformance.template.template.name);
        match relocation(document, section, place, siblings) {
            Relocation::Possible(edits) => {
                let fix = Fix::new(format!("move it {wanted}"), Applicability::Unsafe, Change::Order, edits);
                diagnostic.help(asked).fix(fix);
            }
            Relocation::Rejected(reason) => {
                diagnostic.help(format!("{asked}; it is not moved by `fix`, because {reason}"));
            }
        }
    }
}
