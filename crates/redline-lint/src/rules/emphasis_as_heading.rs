#![doc = include_str!("emphasis_as_heading.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{Block, BlockKind};
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::EMPHASIS_AS_HEADING, check };

/// A longer bold line is a sentence, not a title.
const MAX_CHARS: usize = 70;

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let top: Vec<&Block> = document.blocks.iter().filter(|block| block.parent.is_none()).collect();
    for pair in top.windows(2) {
        let (block, next) = (pair[0], pair[1]);
        let words = document.words_at(&block.span);
        let first = document.emphasis.partition_point(|emphasis| emphasis.span.start < block.span.start);
        let is_bold =
            document.emphasis.get(first).is_some_and(|emphasis| emphasis.strong && emphasis.span == block.span);
        let introduces =
            matches!(next.kind, BlockKind::Paragraph | BlockKind::Code | BlockKind::Table | BlockKind::Quote);
        if block.kind != BlockKind::Paragraph || !is_bold || !introduces || !is_title(&words) {
            continue;
        }
        let section =
            document.sections.partition_point(|section| section.span.start <= block.span.start).checked_sub(1);
        let above = section.map_or(1, |index| document.headings[document.sections[index].heading].level);
        let hashes = format!("{} ", "#".repeat(usize::from((above + 1).min(6))));
        let (start, end) = (block.span.start, block.span.end);
        cx.report(block.span.clone(), "a bold paragraph stands for a heading")
            .help("make it a heading, or part of the text")
            .fix(Fix::new(
                format!("make it an h{}", (above + 1).min(6)),
                Applicability::Unsafe,
                Change::Block,
                [Edit::replace(start..start + 2, hashes), Edit::delete(end - 2..end)],
            ));
    }
}

/// Whether a bold paragraph reads as a title: short, one line, no final punctuation, no file name.
fn is_title(words: &str) -> bool {
    let is_file_name = !words.contains(' ') && words.contains('.');
    words.chars().count() < MAX_CHARS
        && !words.contains('\n')
        && !words.ends_with(['.', ':', ';', ',', '!', '?'])
        && !is_file_name
}
