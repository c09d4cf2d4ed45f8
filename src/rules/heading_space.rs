#![doc = include_str!("heading_space.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::BlockKind;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "heading-space",
    summary: "Hashes without a space after them do not make a heading.",
    page: include_str!("heading_space.md"),
    pack: Pack::Recommended,
    level: Severity::Warning,
    fix: Some(Applicability::Safe),
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let paragraphs =
        document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && block.parent.is_none());
    for block in paragraphs {
        let source = &document.text()[block.span.clone()];
        let line = source.lines().next().unwrap_or(source);
        let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
        let starts_title = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '`' | '*' | '[');
        if !(2..=6).contains(&hashes) || !line[hashes..].starts_with(starts_title) {
            continue;
        }
        let at = block.span.start + hashes;
        let is_alone = line.len() == source.len();
        let found = cx.report(
            block.span.start..block.span.start + line.len(),
            "no space after the hashes: this is a paragraph, not a heading",
        );
        if is_alone {
            let edit = Edit::replace(at..at, " ");
            found.fix(Fix::new("put a space after the hashes", Applicability::Safe, Change::Block, [edit]));
        }
    }
}
