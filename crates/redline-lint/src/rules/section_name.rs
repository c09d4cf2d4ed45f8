#![doc = include_str!("section_name.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::templates::conformance::Fault;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::SECTION_NAME, check };

fn check(cx: &mut Context<'_>) {
    let (Some(conformance), document) = (cx.conformance, cx.document) else { return };
    for fault in &conformance.faults {
        let Fault::Renamed { section, slot } = fault else { continue };
        let heading = &document.headings[section.heading];
        let message = format!("this section is called `{}` here, not `{}`", slot.name(), section.title);
        let template = &conformance.template.template.name;
        let diagnostic = cx.report(heading.span.clone(), message);
        diagnostic.help(format!("the template `{template}` has chosen this name"));
        // Markup and numbers in a heading mean something: a person decides.
        if document.is_plain_title(heading) && !document.touches_protected(&heading.content) {
            let edit = Edit::replace(heading.content.clone(), slot.name());
            let title = format!("call it `{}`", slot.name());
            diagnostic.fix(Fix::new(title, Applicability::Safe, Change::Text, [edit]));
        }
    }
}
