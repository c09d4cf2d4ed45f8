#![doc = include_str!("list_end_punctuation.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::{BlockKind, BlockProse, Document, TOKEN};
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "list-end-punctuation",
    summary: "One item of a list ends with a full stop and the others do not, or the other way round.",
    page: include_str!("list_end_punctuation.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Unsafe),
    english: false,
    options: None,
    check: Check::Chapter(check),
};

/// How many items show a habit.
const MIN_ITEMS: usize = 4;

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let lists = document.blocks.iter().enumerate().filter(|(_, block)| matches!(block.kind, BlockKind::List { .. }));
    for (list, _) in lists {
        let items = last_texts(document, list);
        let ends: Option<Vec<(bool, &BlockProse)>> =
            items.into_iter().map(|text| Some((ends_with_stop(text?)?, text?))).collect();
        let Some(ends) = ends.filter(|ends| ends.len() >= MIN_ITEMS) else { continue };
        let stopped = ends.iter().filter(|(stops, _)| *stops).count();
        let odd = if stopped == 1 {
            true
        } else if stopped + 1 == ends.len() {
            false
        } else {
            continue;
        };
        let Some((_, block)) = ends.iter().find(|(stops, _)| *stops == odd) else { continue };
        report(cx, block, odd);
    }
}

/// The text of each item, if it is one paragraph.
fn last_texts(document: &Document, list: usize) -> Vec<Option<&BlockProse>> {
    let items = document.blocks.iter().enumerate().filter(|(_, block)| block.parent == Some(list));
    let of_item = |item: usize| {
        let mut texts =
            document.prose.iter().filter(|text| text.block == item || document.blocks[text.block].parent == Some(item));
        let has_blocks =
            document.blocks.iter().any(|block| block.parent == Some(item) && block.kind != BlockKind::Paragraph);
        texts.next().filter(|_| !has_blocks && texts.next().is_none())
    };
    items.map(|(item, _)| of_item(item)).collect()
}

/// Whether a text ends with a full stop; `None` if how it ends is no choice.
fn ends_with_stop(block: &BlockProse) -> Option<bool> {
    let text = block.prose.text().trim_end();
    let has_sentences = text.trim_end_matches('.').contains(['.', '!', '?']);
    let is_open =
        text.ends_with([TOKEN, ':', '?', '!', ';', ',', ')', '…']) || text.ends_with("etc.") || !text.contains(' ');
    (!is_open && !has_sentences).then(|| text.ends_with('.'))
}

fn report(cx: &mut Context<'_>, block: &BlockProse, stops: bool) {
    let document = cx.document;
    let text = block.prose.text().trim_end();
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at)..text.len();
    let source = block.prose.source(last.clone());
    let is_fixable = block.prose.is_verbatim(last) && !document.touches_protected(&source);
    let (message, edit) = if stops {
        ("this item alone ends with a full stop", Edit::delete(source.clone()))
    } else {
        ("this item alone ends without a full stop", Edit::replace(source.end..source.end, "."))
    };
    let diagnostic = cx.report(source, message);
    if is_fixable {
        diagnostic.fix(Fix::new("end it as the others end", Applicability::Unsafe, Change::Text, [edit]));
    }
}
