#![doc = include_str!("missing_full_stop.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{Block, BlockKind, BlockProse, Document};
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_text::{is_replacement, opens_sentence};

pub(super) static RULE: Rule = Rule { meta: &catalogue::MISSING_FULL_STOP, check };

/// Minimum number of paragraphs with a mark that show how a chapter ends them, and for each of several without.
const MIN_STOPPED: usize = 5;
const STOPPED_PER_OPEN: usize = 9;

/// Minimum number of words of a paragraph, and of its last sentence.
const MIN_WORDS: usize = 8;
const MIN_LAST: usize = 5;

/// Words that only sentences have; captions and labels lack them.
const OF_SENTENCES: &str = "\
    am are aren't can can't cannot could did didn't do does doesn't don't had has hasn't have he i i'll i'm i've if is \
    isn't it it'll it's let's may might must needs needn't she should that's there there's they they'll they're want wants \
    was wasn't we we'll we're we've were what's when which will won't would you you'll you're you've";

/// First words of captions, and of pointers to other pages.
const OF_CAPTIONS: [&str; 14] = [
    "caption", "chapter", "diagram", "example", "fig", "figure", "image", "listing", "next", "photo", "picture",
    "previous", "source", "table",
];

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let ends: Vec<(End, &BlockProse)> = document
        .english_prose()
        .map(|(_, block)| block)
        .filter(|block| is_paragraph(document, block))
        .map(|block| (end_of(block.prose.text()), block))
        .collect();
    let count = |end: End| ends.iter().filter(|(found, _)| *found == end).count();
    let (stopped, open) = (count(End::Mark), count(End::Word));
    if stopped < MIN_STOPPED || (open > 1 && stopped < open * STOPPED_PER_OPEN) {
        return;
    }
    let is_missing = |(end, block): &&(End, &BlockProse)| *end == End::Word && is_reported(document, block);
    for (_, block) in ends.iter().filter(is_missing) {
        report(cx, block);
    }
}

/// How a paragraph ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With the mark of a sentence.
    Mark,
    /// With a word.
    Word,
    /// With something else, which is no choice: a colon, code, a bracket.
    Other,
}

fn end_of(text: &str) -> End {
    let text = text.trim_end();
    let bare = text.trim_end_matches([')', '"', '”', '’', '\'', ']', '*', '_']);
    match bare.chars().next_back() {
        Some('.' | '!' | '?' | '…') => End::Mark,
        Some(last) if last.is_alphabetic() && bare.len() == text.len() => End::Word,
        _ => End::Other,
    }
}

/// Whether a text is a paragraph of the chapter itself, long enough to be prose.
fn is_paragraph(document: &Document, block: &BlockProse) -> bool {
    let Block { kind, parent, .. } = &document.blocks[block.block];
    *kind == BlockKind::Paragraph && parent.is_none() && block.tokens().len() >= MIN_WORDS
}

/// Whether a paragraph without a mark at its end is a sentence, and nothing that it announces follows.
fn is_reported(document: &Document, block: &BlockProse) -> bool {
    let text = block.prose.text().trim_end();
    let words =
        || text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty());
    let starts = text.trim_start_matches(['"', '“', '(', '[']);
    let is_opened = starts.starts_with(|c: char| c.is_uppercase() || is_replacement(c));
    let first = words().next().unwrap_or_default().to_lowercase();
    let is_caption = OF_CAPTIONS.contains(&first.as_str()) || opens_emphasized(document, block);
    let last = last_sentence(text);
    let of_last = || words().filter(|word| word.as_ptr() >= last.as_ptr());
    let is_sentence = of_last().count() >= MIN_LAST && of_last().any(is_of_sentence);
    let name = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_name = name.contains(['/', '.', '@', '_', '=', '#', '-']) || name.chars().skip(1).any(char::is_uppercase);
    is_opened && !is_caption && is_sentence && !is_name && !is_followed(document, block)
}

fn is_of_sentence(word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    OF_SENTENCES.split_ascii_whitespace().any(|known| known == word)
}

/// The text behind the last mark of a sentence before its end.
fn last_sentence(text: &str) -> &str {
    let starts = text.match_indices([' ', '\n']).rev().map(|(at, _)| at + 1);
    let start = starts.filter(|at| opens_sentence(&text[..*at])).find(|at| !text[*at..].trim().is_empty());
    start.map_or(text, |at| &text[at..])
}

/// Whether a paragraph starts with a label in bold, or is emphasised as a whole, as captions are.
fn opens_emphasized(document: &Document, block: &BlockProse) -> bool {
    let span = block.prose.source(0..block.prose.text().len());
    document.emphasis.iter().any(|emphasis| {
        let is_start = emphasis.span.start <= span.start && span.start < emphasis.span.end;
        is_start && (emphasis.strong || span.end <= emphasis.span.end)
    })
}

/// Whether a list, code, a table, an image or a formula follows, which the paragraph may lead to.
fn is_followed(document: &Document, block: &BlockProse) -> bool {
    let next = document.blocks[block.block + 1..].iter().position(|next| next.parent.is_none());
    let Some(next) = next.map(|at| block.block + 1 + at) else { return false };
    match document.blocks[next].kind {
        BlockKind::Heading | BlockKind::Break => false,
        BlockKind::Paragraph => {
            let prose = document.prose.iter().find(|prose| prose.block == next);
            let text = prose.map_or("", |prose| prose.prose.text().trim_start());
            !text.starts_with(char::is_uppercase)
        }
        _ => true,
    }
}

fn report(cx: &mut Context<'_>, block: &BlockProse) {
    let (document, text) = (cx.document, block.prose.text().trim_end());
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let last = start..text.len();
    let source = block.prose.source(last.clone());
    let is_fixable = block.prose.is_verbatim(last) && !document.touches_protected(&source);
    let at = end_of_markup(document, source.end);
    let edit = Edit::replace(at..at, ".");
    let diagnostic = cx.report(source, "paragraph ends without a full stop, unlike the others");
    if is_fixable {
        diagnostic.fix(Fix::new("add a full stop", Applicability::Unsafe, Change::Text, [edit]));
    }
}

/// The end of the links and the emphasis that hold the last word of a paragraph, which ends at `at`.
fn end_of_markup(document: &Document, at: usize) -> usize {
    let links = document.links.iter().map(|link| &link.span);
    let spans = links.chain(document.emphasis.iter().map(|emphasis| &emphasis.span));
    spans.filter(|span| span.start < at && at < span.end).map(|span| span.end).max().unwrap_or(at)
}
