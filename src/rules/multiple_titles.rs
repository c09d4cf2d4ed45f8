#![doc = include_str!("multiple_titles.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "multiple-titles",
    summary: "A chapter has more than one level-one heading.",
    page: include_str!("multiple_titles.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: None,
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let mut titles =
        document.headings.iter().filter(|heading| heading.level == 1 && document.is_top_level(heading.block));
    let Some(first) = titles.next() else { return };
    for title in titles {
        cx.report(title.span.clone(), format!("`{}` is a second title of this chapter", title.title))
            .related(first.span.clone(), "the first title")
            .help("use an h2, or make it a chapter of its own");
    }
}
