#![doc = include_str!("acronym_undefined.md")]

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::config::{Issue, Pack, read_options};
use crate::convention::Acronym;
use crate::diagnostic::Severity;
use crate::rule::{Check, Context, Rule};
use crate::terms::TermBase;

pub(crate) static RULE: Rule = Rule {
    name: "acronym-undefined",
    summary: "An acronym that the book uses several times is never spelled out.",
    page: include_str!("acronym_undefined.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    fix: None,
    english: false,
    options: Some(check_options),
    check: Check::Chapter(check),
};

/// The options of the rule.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Acronyms that every reader of the book knows.
    accept: Vec<String>,
}

fn check_options(options: &Map<String, Value>) -> Result<(), Issue> {
    read_options::<Options>(options).map(drop)
}

/// Whether readers are taken to know an acronym: the options accept it, or it is a term or a word of one.
pub(crate) fn is_accepted(name: &str, options: &Map<String, Value>, base: &TermBase) -> bool {
    let options: Options = read_options(options).unwrap_or_default();
    options.accept.iter().any(|accepted| accepted == name) || base.knows_acronym(name)
}

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let (book, position) = (cx.book, cx.position);
    let is_ours = |found: &&Acronym| found.chapter == position && !found.is_defined;
    for found in book.acronyms.iter().filter(is_ours) {
        if !is_accepted(&found.name, cx.options, cx.terms.base) {
            let prose = &document.prose[found.prose].prose;
            let message = format!("`{}` is used {} times and never spelled out", found.name, found.count);
            cx.report(prose.source(found.span.clone()), message)
                .help(format!("write it out here, with `({})` behind it", found.name));
        }
    }
}
