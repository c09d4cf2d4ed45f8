#![doc = include_str!("page_title.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "page-title",
    summary: "The title of a page does not read as the template asks.",
    page: include_str!("page_title.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: None,
    english: false,
    options: None,
    check: Check::Chapter(check),
};

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
