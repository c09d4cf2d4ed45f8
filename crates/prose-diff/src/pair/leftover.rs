//! Pairs of blocks that have no counterpart in the corresponding section: they moved, their kind changed, or their
//! section was divided.

use rustc_hash::FxHashMap;

use super::best_first::{best_first, largest};
use super::gaps::pair_in_gaps;
use super::pairs::{Blocks, class};
use super::rarity::Kept;
use super::size::{MIN_SIZE_TO_MOVE, size};
use crate::align::{Class, VERY_ALIKE};
use crate::flatten::{Content, Leaf, Version};
use crate::model::{BlockKind, Fallback};
use crate::text::WordBag;

/// Number of content words from which a block is recognized by itself as one of another kind.
const MIN_WORDS_TO_RECAST: usize = 2;

/// Weighed share of the words of a heading and another block from which one became the other.
const SAME_TITLE: f32 = 0.65;

/// Number of words of a block up to which it may become a heading.
const MAX_WORDS_OF_TITLE: usize = 16;

/// Number of headings, and of blocks that are compared with them, in each version.
const TITLES: usize = 100;

/// Number of equal blocks that a block is compared with.
const EQUALS: usize = 16;

/// Pairs unmatched blocks with those of other sections and of other kinds. `move_candidates` bounds those of each
/// version that are compared.
pub(super) fn pair_leftover(blocks: &mut Blocks<'_>, move_candidates: usize, fallbacks: &mut Vec<Fallback>) {
    blocks.pair_equal_runs();
    blocks.pair_recast();
    blocks.pair_headings_with_text();
    blocks.pair_code_as_text();
    blocks.pair_alike(move_candidates, fallbacks);
    blocks.extend_pairs();
    pair_in_gaps(blocks);
}

impl Blocks<'_> {
    /// Indices of unmatched blocks that are no heading.
    fn open(version: &Version<'_>, partner: &[bool], is_candidate: impl Fn(&Leaf) -> bool) -> Vec<usize> {
        let is_open = |&index: &usize| {
            let leaf = &version.leaves[index];
            !partner[index] && !matches!(leaf.kind, BlockKind::Heading { .. }) && is_candidate(leaf)
        };
        (0..version.leaves.len()).filter(is_open).collect()
    }

    fn open_before(&self, is_candidate: impl Fn(&Leaf) -> bool) -> Vec<usize> {
        Self::open(self.before, &self.partner_before, is_candidate)
    }

    fn open_after(&self, is_candidate: impl Fn(&Leaf) -> bool) -> Vec<usize> {
        Self::open(self.after, &self.partner_after, is_candidate)
    }

    /// Pairs consecutive equal blocks that are large enough together, the largest run of each block.
    fn pair_equal_runs(&mut self) {
        let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for index in self.open_after(|_| true) {
            places.entry(self.after.leaves[index].key).or_default().push(index);
        }
        let mut from = 0;
        for index in self.open_before(|_| true) {
            let Some(places) = places.get(&self.before.leaves[index].key).filter(|_| index >= from) else { continue };
            let candidates = places.iter().filter(|&&place| !self.partner_after[place]).take(EQUALS);
            let runs = candidates.map(|&place| (self.equal_run(index, place), place));
            let best = runs.max_by_key(|&((size, _), place)| (size, std::cmp::Reverse(place)));
            let Some(((_, count), place)) = best.filter(|((size, _), _)| *size >= MIN_SIZE_TO_MOVE) else { continue };
            for at in 0..count {
                self.link(index + at..index + at + 1, place + at..place + at + 1);
            }
            from = index + count;
        }
    }

    /// Size and number of the equal unmatched blocks from two places on.
    fn equal_run(&self, before: usize, after: usize) -> (usize, usize) {
        let (mut total, mut count) = (0, 0);
        while let (Some(a), Some(b)) = (self.before.leaves.get(before + count), self.after.leaves.get(after + count)) {
            let is_open = !self.partner_before[before + count] && !self.partner_after[after + count];
            if !is_open || a.key != b.key || matches!(a.kind, BlockKind::Heading { .. }) {
                break;
            }
            total += size(a);
            count += 1;
        }
        (total, count)
    }

    /// Pairs blocks with the same words and another kind, such as an item that became a heading. The words must be
    /// unique among what is unmatched.
    fn pair_recast(&mut self) {
        let words = |version: &Version<'_>, leaf: &Leaf| -> Option<Vec<u32>> {
            let tokens = leaf.tokens().iter().filter(|token| token.is_word);
            let words: Vec<u32> = tokens.map(|token| token.folded).collect();
            let is_long = leaf.bag.len().min(words.len()) >= MIN_WORDS_TO_RECAST;
            (is_long && !is_contents_entry(version, leaf)).then_some(words)
        };
        let mut known: FxHashMap<Vec<u32>, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
        for (index, leaf) in self.before.leaves.iter().enumerate().filter(|(index, _)| !self.partner_before[*index]) {
            if let Some(words) = words(self.before, leaf) {
                known.entry(words).or_default().0.push(index);
            }
        }
        for (index, leaf) in self.after.leaves.iter().enumerate().filter(|(index, _)| !self.partner_after[*index]) {
            if let Some(places) = words(self.after, leaf).and_then(|words| known.get_mut(&words)) {
                places.1.push(index);
            }
        }
        let unique = known.into_values().filter_map(|places| match (&places.0[..], &places.1[..]) {
            (&[a], &[b]) => Some((a, b)),
            _ => None,
        });
        let mut unique: Vec<(usize, usize)> = unique.collect();
        unique.sort_unstable();
        for (a, b) in unique {
            let is_heading = |leaf: &Leaf| matches!(leaf.kind, BlockKind::Heading { .. });
            // Headings are paired with their sections.
            if !(is_heading(&self.before.leaves[a]) && is_heading(&self.after.leaves[b])) {
                self.link(a..a + 1, b..b + 1);
            }
        }
    }

    /// Pairs headings with short blocks that have nearly the same words: an item that became a heading, or was one.
    fn pair_headings_with_text(&mut self) {
        let is_heading = |leaf: &Leaf| matches!(leaf.kind, BlockKind::Heading { .. });
        let open = |version: &Version<'_>, partner: &[bool], headings: bool| -> Vec<usize> {
            let is_candidate = |&index: &usize| {
                let leaf = &version.leaves[index];
                let is_short = (1..=MAX_WORDS_OF_TITLE).contains(&leaf.words);
                let is_text = is_short && matches!(leaf.content, Content::Text(_)) && !is_contents_entry(version, leaf);
                !partner[index] && is_text && is_heading(leaf) == headings
            };
            (0..version.leaves.len()).filter(is_candidate).take(TITLES).collect()
        };
        for headings_before in [true, false] {
            let before = open(self.before, &self.partner_before, headings_before);
            let after = open(self.after, &self.partner_after, !headings_before);
            let links = best_first(&before, &after, SAME_TITLE, |a, b| {
                let (a, b) = (&self.before.leaves[a].bag, &self.after.leaves[b].bag);
                let kept = if a.overlap(b) < SAME_TITLE / 2.0 { Kept::default() } else { self.rarity.kept(a, b) };
                if kept.count >= MIN_WORDS_TO_RECAST { kept.share } else { 0.0 }
            });
            for (a, b) in links {
                self.link(a..a + 1, b..b + 1);
            }
        }
    }

    /// Pairs code without a language with a paragraph of the same lines: a paragraph that was indented too far is code.
    fn pair_code_as_text(&mut self) {
        let form = |version: &Version<'_>, leaf: &Leaf| -> Option<(bool, Vec<String>)> {
            let is_code = leaf.kind == BlockKind::Code { info: String::new() };
            let is_text = matches!(leaf.content, Content::Text(_)) && !matches!(leaf.kind, BlockKind::Heading { .. });
            let lines = if is_code || is_text { leaf.trimmed_lines(version.text()) } else { Vec::new() };
            (!lines.is_empty()).then_some((is_code, lines))
        };
        let mut known: FxHashMap<(bool, Vec<String>), usize> = FxHashMap::default();
        for index in self.open_before(|_| true) {
            if let Some(form) = form(self.before, &self.before.leaves[index]) {
                known.insert(form, index);
            }
        }
        for index in self.open_after(|_| true) {
            let Some((is_code, lines)) = form(self.after, &self.after.leaves[index]) else { continue };
            if let Some(other) = known.remove(&(!is_code, lines)) {
                self.link(other..other + 1, index..index + 1);
            }
        }
    }

    /// Pairs blocks that are alike, the most alike first.
    fn pair_alike(&mut self, move_candidates: usize, fallbacks: &mut Vec<Fallback>) {
        let is_candidate = |leaf: &Leaf| size(leaf) >= MIN_SIZE_TO_MOVE;
        let (mut before, mut after) = (self.open_before(is_candidate), self.open_after(is_candidate));
        if before.len().max(after.len()) > move_candidates && before.len().min(after.len()) > 0 {
            fallbacks.push(Fallback::MoveCandidates { before: before.len(), after: after.len() });
            before = largest(before, move_candidates, |index| size(&self.before.leaves[index]));
            after = largest(after, move_candidates, |index| size(&self.after.leaves[index]));
        }
        let links = best_first(&before, &after, VERY_ALIKE, |a, b| {
            let (a, b) = (&self.before.leaves[a], &self.after.leaves[b]);
            let may_be = match (class(a), class(b)) {
                (Class::Prose(_) | Class::Item, Class::Prose(_) | Class::Item) => true,
                (a, b) => a == b,
            };
            let likeness = if may_be { likeness(a, b) } else { 0.0 };
            if likeness >= VERY_ALIKE && self.rarity.kept(&a.bag, &b.bag).share >= VERY_ALIKE / 2.0 {
                likeness
            } else {
                0.0
            }
        });
        for (a, b) in links {
            self.link(a..a + 1, b..b + 1);
        }
    }

    /// Pairs equal blocks next to paired ones, however short they are: they moved along.
    fn extend_pairs(&mut self) {
        let mut at = 0;
        while let Some((before, after)) = self.pairs.get(at).cloned() {
            at += 1;
            let next = (before.end, after.end);
            let previous = before.start.checked_sub(1).zip(after.start.checked_sub(1));
            for (a, b) in [Some(next), previous].into_iter().flatten() {
                let is_open = |partner: &[bool], index: usize| partner.get(index) == Some(&false);
                if is_open(&self.partner_before, a)
                    && is_open(&self.partner_after, b)
                    && self.before.leaves[a].key == self.after.leaves[b].key
                    && !matches!(self.before.leaves[a].kind, BlockKind::Heading { .. })
                {
                    self.link(a..a + 1, b..b + 1);
                }
            }
        }
    }
}

/// Whether a block is a link to a section of the page, as in a table of contents: that is no section which became a
/// block.
fn is_contents_entry(version: &Version<'_>, leaf: &Leaf) -> bool {
    let links = &version.document.links;
    let leads_to_section = |link: usize| links.get(link).is_some_and(|link| link.destination.starts_with('#'));
    let mut tokens = leaf.tokens().iter().filter(|token| token.is_word).peekable();
    tokens.peek().is_some() && tokens.all(|token| token.link.is_some_and(leads_to_section))
}

/// Likeness of two blocks: of code, the share of kept lines; else by words.
fn likeness(before: &Leaf, after: &Leaf) -> f32 {
    let lines = |leaf: &Leaf| match &leaf.content {
        Content::Lines(lines) => Some(WordBag::of_whole_lines(lines.iter().map(|line| line.text.as_str()))),
        _ => None,
    };
    match (lines(before), lines(after)) {
        (Some(a), Some(b)) => a.overlap(&b),
        _ => before.bag.likeness(&after.bag),
    }
}
