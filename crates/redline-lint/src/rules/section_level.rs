#![doc = include_str!("section_level.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::templates::conformance::Fault;
use redline_document::document::Document;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::SECTION_LEVEL, check };

fn check(cx: &mut Context<'_>) {
    let (Some(conformance), document) = (cx.conformance, cx.document) else { return };
    for fault in &conformance.faults {
        let Fault::Level { section, level, headings } = fault else { continue };
        let heading = &document.headings[section.heading];
        let message = format!("`{}` is an h{}, and should be an h{level}", section.title, section.level);
        let template = &conformance.template.template.name;
        let diagnostic = cx.report(heading.span.clone(), message);
        diagnostic.help(format!("the template `{template}` has it there"));
        if let Some(fix) = shifted(document, headings, section.level, *level) {
            diagnostic.fix(fix);
        }
    }
}

/// Headings moved by the steps from one level to another; `None` if one of them cannot be.
fn shifted(document: &Document, headings: &[usize], from: u8, to: u8) -> Option<Fix> {
    let edits: Option<Vec<Edit>> = headings
        .iter()
        .map(|&index| {
            let heading = &document.headings[index];
            let level = (heading.level + to).checked_sub(from).filter(|level| (1..=6).contains(level))?;
            let hashes = heading.span.start..heading.span.start + usize::from(heading.level);
            document.is_atx(heading).then(|| Edit::replace(hashes, "#".repeat(level.into())))
        })
        .collect();
    let edits = edits.filter(|edits| !edits.is_empty())?;
    Some(Fix::new(format!("make it an h{to}"), Applicability::Safe, Change::Level, edits))
}
