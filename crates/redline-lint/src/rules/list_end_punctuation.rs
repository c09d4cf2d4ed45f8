#![doc = include_str!("list_end_punctuation.md")]

use std::collections::BTreeMap;

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{BlockKind, BlockProse, Document};
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_text::is_replacement;

pub(super) static RULE: Rule = Rule { meta: &catalogue::LIST_END_PUNCTUATION, check };

/// Minimum number of items that show how a list ends them.
const MIN_ITEMS: usize = 4;

/// Number of items for each that may end in another way than the others and is reported.
const ITEMS_PER_ODD: usize = 5;

fn check(cx: &mut Context<'_>) {
    for items in lists(cx.document).into_values() {
        let count = items.len();
        let texts: Vec<&BlockProse> = items.into_iter().flatten().filter(|text| !is_link(cx.document, text)).collect();
        let ends: Vec<(bool, &BlockProse)> =
            texts.iter().filter_map(|text| Some((ends_with_stop(text)?, *text))).collect();
        // Most items must show how the list ends its items.
        if ends.len() < MIN_ITEMS || ends.len() * 4 < count * 3 {
            continue;
        }
        let stopped = ends.iter().filter(|(stops, _)| *stops).count();
        let odd = stopped * 2 < ends.len();
        let odds = if odd { stopped } else { ends.len() - stopped };
        // Several sentences need their stop, and so may the others for their sake.
        let has_paragraphs = texts.iter().any(|text| ends_with_stop(text).is_none() && ends_sentence(text));
        if odds == 0
            || odds > (ends.len() / ITEMS_PER_ODD).max(1)
            || (odd && (has_paragraphs || is_one_sentence(&ends)))
        {
            continue;
        }
        for (_, block) in ends.iter().filter(|(stops, _)| *stops == odd) {
            report(cx, block, odd, odds);
        }
    }
}

/// Whether the items are parts of one sentence, which the stop of the last one ends.
fn is_one_sentence(ends: &[(bool, &BlockProse)]) -> bool {
    let is_small = |text: &str| text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    let joins = |text: &str| [" and", " or", " otherwise"].iter().any(|word| text.trim_end().ends_with(word));
    let Some(((is_stopped, last), others)) = ends.split_last() else { return false };
    let before = others.last().map_or("", |(_, block)| block.prose.text());
    *is_stopped && (is_small(last.prose.text()) || joins(before))
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

/// Whether a text is a link and nothing else.
fn is_link(document: &Document, block: &BlockProse) -> bool {
    let text = block.prose.text();
    let source = block.prose.source(0..text.len());
    document.links.iter().any(|link| link.span.start <= source.start && source.end <= link.span.end)
}

fn ends_sentence(block: &BlockProse) -> bool {
    block.prose.text().trim_end().ends_with('.')
}

/// Whether a text ends with a full stop; `None` if how it ends is no choice.
fn ends_with_stop(block: &BlockProse) -> Option<bool> {
    let text = block.prose.text().trim_end();
    let has_sentences = text.trim_end_matches('.').contains(['.', '!', '?']);
    let is_open = text.ends_with([':', '?', '!', ';', ',', ')', '…'])
        || text.ends_with(is_replacement)
        || text.ends_with("etc.")
        || text.ends_with("..")
        || ends_with_initial(text)
        || !text.contains(' ');
    (!is_open && !has_sentences).then(|| text.ends_with('.'))
}

/// Whether a text ends with a name whose last part is a letter: *Caleb C.*
fn ends_with_initial(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.len() == 2 && last.starts_with(|c: char| c.is_ascii_uppercase()) && last.ends_with('.')
}

fn report(cx: &mut Context<'_>, block: &BlockProse, stops: bool, odds: usize) {
    let document = cx.document;
    let text = block.prose.text().trim_end();
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at)..text.len();
    let source = block.prose.source(last.clone());
    let is_fixable = block.prose.is_verbatim(last) && !document.touches_protected(&source);
    let others = if odds == 1 { "alone ends" } else { "ends, unlike most others," };
    let (message, edit) = if stops {
        (format!("this item {others} with a full stop"), Edit::delete(source.clone()))
    } else {
        (format!("this item {others} without a full stop"), Edit::replace(source.end..source.end, "."))
    };
    let diagnostic = cx.report(source, message);
    if is_fixable {
        diagnostic.fix(Fix::new("end it as the others end", Applicability::Unsafe, Change::Text, [edit]));
    }
}
