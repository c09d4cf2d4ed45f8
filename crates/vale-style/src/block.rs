//! A text that rules are matched against.

use super::scope::BlockScope;
use redline_document::document::{Document, Prose};

/// A text with its scope.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Its kind.
    pub(crate) scope: BlockScope,
    /// Its text with source positions.
    pub(crate) prose: Prose,
    /// Where texts were joined that a page shows apart, such as an item and the first item below it: offsets in the
    /// text, ascending. Vale matches across them, and never finds the place of such a match.
    pub(crate) seams: Vec<usize>,
}

/// All prose of the texts: paragraphs, lists and quotes, each followed by a blank line.
pub(super) fn summary(blocks: &[Block]) -> Block {
    let (mut prose, mut seams) = (Prose::default(), Vec::new());
    let is_prose = |block: &&Block| matches!(block.scope, BlockScope::Text | BlockScope::List | BlockScope::Quote);
    for block in blocks.iter().filter(is_prose) {
        seams.push(prose.text().len());
        prose.append(&block.prose);
        let end = block.prose.source(0..block.prose.text().len()).end;
        prose.push("\n\n", end..end, false);
    }
    Block { scope: BlockScope::Summary, prose, seams }
}

/// The source itself, with normalised line breaks.
pub(super) fn raw(document: &Document) -> Block {
    let mut prose = Prose::default();
    let text = document.text();
    let mut at = 0;
    for found in memchr::memchr_iter(b'\r', text.as_bytes()) {
        prose.push(&text[at..found], at..found, true);
        at = found + 1;
        if !text[at..].starts_with('\n') {
            prose.push("\n", found..at, false);
        }
    }
    prose.push(&text[at..], at..text.len(), true);
    Block { scope: BlockScope::Raw, prose, seams: Vec::new() }
}
