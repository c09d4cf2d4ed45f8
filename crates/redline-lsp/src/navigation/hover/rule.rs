//! Descriptions of rules that a comment names, and of rules in general.

use redline_document::source::Span;
use redline_lint::catalogue::{self, RuleMeta};
use redline_lint::suppress::PREFIX;

use super::description::Description;
use crate::navigation::caret::Caret;

/// The heading of the options on the page of a rule.
const OPTIONS: &str = "## Options\n";

/// The rule that a comment of ours names at a caret.
pub(super) fn describe(caret: &Caret<'_>) -> Option<(Span, Description)> {
    let text = caret.text();
    let comment = text[..caret.offset].rfind("<!--")?;
    let body = text[comment + 4..].trim_start();
    if !body.starts_with(PREFIX) || text[comment..caret.offset].contains("-->") {
        return None;
    }
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    let before = text[..caret.offset].chars().rev().take_while(|c| is_of_name(*c)).map(char::len_utf8).sum::<usize>();
    let after = text[caret.offset..].chars().take_while(|c| is_of_name(*c)).map(char::len_utf8).sum::<usize>();
    let span = caret.offset - before..caret.offset + after;
    let rule = catalogue::find(catalogue::resolved(&text[span.clone()]))?;
    Some((span, description(rule)))
}

/// The summary of a rule, and its options.
pub(super) fn description(rule: &RuleMeta) -> Description {
    let (name, pack, level) = (rule.name, rule.pack_name(), rule.level.as_str());
    let mut description = Description::default();
    description.paragraph(format!("**{name}** ({pack}, {level})"), format!("{name} ({pack}, {level})"));
    description.message(rule.summary);
    if let Some(options) = options(rule) {
        description.paragraph(format!("**Options**\n\n{options}"), format!("Options:\n{options}"));
    }
    description
}

/// The options of a rule as its page describes them.
fn options(rule: &RuleMeta) -> Option<&str> {
    rule.options?;
    let (_, rest) = rule.page.split_once(OPTIONS)?;
    Some(rest.split("\n## ").next().unwrap_or(rest).trim())
}
