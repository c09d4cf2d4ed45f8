#![doc = include_str!("unexpected_section.md")]

use super::{Context, Rule};
use crate::catalogue;
use crate::config::title_key;
use crate::strict::nearest;
use crate::templates::conformance::Fault;

pub(super) static RULE: Rule = Rule { meta: &catalogue::UNEXPECTED_SECTION, check };

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
