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
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: Some(Applicability::Safe),
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let paragraphs =
        document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && block.parent.is_none());
    for block in paragraphs {
        let source = &document.text()[block.span.clone()];
        if memchr::memmem::find(source.as_bytes(), b"##").is_none() {
            continue;
        }
        let mut start = block.span.start;
        for line in source.split_inclusive('\n') {
            let span = start..start + line.trim_end().len();
            start += line.len();
            let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
            let is_code = || document.touches_protected(&(span.start..span.start + hashes));
            if !(2..=6).contains(&hashes) || !line[hashes..].starts_with(starts_title) || is_code() {
                continue;
            }
            let at = span.start + hashes;
            let found = cx.report(span, "no space after the hashes: this is text, not a heading");
            if !holds_definition(source) {
                let edit = Edit::replace(at..at, " ");
                found.fix(Fix::new("put a space after the hashes", Applicability::Safe, Change::Block, [edit]));
            }
        }
    }
}

/// Whether a link definition was swallowed too: splitting the paragraph would bring it to life, and
/// change links elsewhere.
fn holds_definition(paragraph: &str) -> bool {
    paragraph.lines().any(|line| line.starts_with('[') && line.contains("]: "))
}

/// `##Title` was meant as a heading; `##rust` may be a channel, and `##!` anything.
fn starts_title(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || matches!(c, '`' | '*' | '[')
}
