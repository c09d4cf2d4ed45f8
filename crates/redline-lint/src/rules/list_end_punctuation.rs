#![doc = include_str!("list_end_punctuation.md")]

use std::collections::BTreeMap;

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{BlockKind, BlockProse, Document};
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_text::is_replacement;

pub(super) static RULE: Rule = Rule { meta: &catalogue::LIST_END_PUNCTUATION, check };

/// How many items show a habit.
const MIN_ITEMS: usize = 4;

fn check(cx: &mut Context<'_>) {
    for items in lists(cx.document).into_values() {
        let ends: Option<Vec<(bool, &BlockProse)>> =
            items.into_iter().map(|text| Some((ends_with_stop(text?)?, text?))).collect();
        let Some(ends) = ends.filter(|ends| ends.len() >= MIN_ITEMS) else { continue };
        let stopped = ends.iter().filter(|(stops, _)| *stops).count();
        let odd = match ends.len() - stopped {
            _ if stopped == 1 => true,
            1 => false,
            _ => continue,
        };
        let Some((_, block)) = ends.iter().find(|(stops, _)| *stops == odd) else { continue };
        report(cx, block, odd);
    }
}

/// The lists of a chapter, each with the text of its items; `None` for an item that is more than one
/// paragraph.
fn lists(document: &Document) -> BTreeMap<usize, Vec<Option<&BlockProse>>> {
    let kind_of = |block: usize| document.blocks[block].kind;
    let mut items: BTreeMap<usize, Option<&BlockProse>> = BTreeMap::new();
    for text in &document.prose {
        let parent = document.blocks[text.block].parent;
        let item = if kind_of(text.block) == BlockKind::Item { Some(text.block) } else { parent };
        let Some(item) = item.filter(|item| kind_of(*item) == BlockKind::Item) else { continue };
        items.entry(item).and_modify(|found| *found = None).or_insert(Some(text));
    }
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Paragraph) {
        if let Some(found) = block.parent.and_then(|parent| items.get_mut(&parent)) {
            *found = None;
        }
    }
    let mut lists: BTreeMap<usize, Vec<Option<&BlockProse>>> = BTreeMap::new();
    for (index, block) in document.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Item) {
        if let Some(list) = block.parent {
            lists.entry(list).or_default().push(items.get(&index).copied().flatten());
        }
    }
    lists
}

/// Whether a text ends with a full stop; `None` if how it ends is no choice.
fn ends_with_stop(block: &BlockProse) -> Option<bool> {
    let text = block.prose.text().trim_end();
    let has_sentences = text.trim_end_matches('.').contains(['.', '!', '?']);
    let is_open = text.ends_with([':', '?', '!', ';', ',', ')', '…'])
        || text.ends_with(is_replacement)
        || text.ends_with("etc.")
        || !text.contains(' ');
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
