#![doc = include_str!("unexpected_section.md")]

use crate::config::Pack;
use crate::config::nearest;
use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};
use crate::templates::conformance::Fault;
use crate::templates::title_key;

pub(crate) static RULE: Rule = Rule {
    name: "unexpected-section",
    summary: "A section is not one of those that the template knows.",
    page: include_str!("unexpected_section.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: None,
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let (Some(conformance), document) = (cx.conformance, cx.document) else { return };
    for fault in &conformance.faults {
        let Fault::Unexpected { section, known } = fault else { continue };
        let template = &conformance.template.template.name;
        let message = format!("the template `{template}` has no section `{}` here", section.title);
        let near = nearest(&title_key(&section.title), known.iter().flat_map(|slot| &slot.keys));
        let near = near.and_then(|key| known.iter().find(|slot| slot.keys.contains(&key)));
        let help = if let Some(slot) = near {
            format!("is it the section `{}`?", slot.name())
        } else {
            let names: Vec<String> = known.iter().map(|slot| format!("`{}`", slot.name())).collect();
            format!("it has {}", names.join(", "))
        };
        cx.report(document.headings[section.heading].span.clone(), message).help(help);
    }
}
