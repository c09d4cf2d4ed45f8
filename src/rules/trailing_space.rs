#![doc = include_str!("trailing_space.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "trailing-space",
    summary: "A line ends with spaces that mean nothing.",
    page: include_str!("trailing_space.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Safe),
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        for spaces in document.trailing_spaces(block) {
            let found = cx.report(spaces.clone(), "spaces at the end of a line");
            found.fix(Fix::new("remove the spaces", Applicability::Safe, Change::Text, [Edit::delete(spaces)]));
        }
    }
}
