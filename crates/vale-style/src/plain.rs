//! The texts that pack rules are matched against: the prose of each block, on one line.

use super::block::Block;
use super::scope::BlockScope;
use redline_document::document::{BlockKind, Document};

/// The texts of a document, in order.
pub(super) fn plain(document: &Document) -> Vec<Block> {
    // A line break and a space are one byte each, so all offsets stay the same.
    let blocks = document.prose.iter();
    blocks
        .map(|found| Block {
            scope: scope_of(document, found.block),
            prose: found.prose.on_one_line(),
            seams: Vec::new(),
        })
        .collect()
}

fn scope_of(document: &Document, block: usize) -> BlockScope {
    let parent = |block: usize| document.blocks[block].parent;
    let parent_kind = parent(block).map(|parent| document.blocks[parent].kind);
    match document.blocks[block].kind {
        BlockKind::Heading => {
            let found = document.headings.binary_search_by_key(&block, |heading| heading.block);
            BlockScope::Heading(found.map_or(1, |index| document.headings[index].level))
        }
        BlockKind::TableCell if parent_kind == Some(BlockKind::TableHead) => BlockScope::TableHeader,
        BlockKind::TableCell => BlockScope::TableCell,
        BlockKind::Item => BlockScope::List,
        _ if parent_kind == Some(BlockKind::Item) => BlockScope::List,
        _ => BlockScope::Text,
    }
}
