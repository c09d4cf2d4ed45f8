#![doc = include_str!("page_title.md")]

use super::{Context, Rule};
use crate::catalogue;

pub(super) static RULE: Rule = Rule { meta: &catalogue::PAGE_TITLE, check };

fn check(cx: &mut Context<'_>) {
    let Some(conformance) = cx.conformance else { return };
    let (Some(pattern), Some(title)) = (&conformance.template.title, cx.document.title()) else { return };
    if !pattern.is_match(&title.title) {
        let template = &conformance.template.template;
        let message = format!("the title of a page with the template `{}` reads otherwise", template.name);
        let help = template.title_help.clone().unwrap_or_else(|| format!("it matches `{pattern}`"));
        cx.report(title.span.clone(), message).help(help);
    }
}
