//! The sections and blocks of both versions, as in the result.

use crate::flatten::{Leaf, Version};
use crate::model::{Block, Section, SectionSide};
use crate::pair::{Pair, Sections};

/// The sections of both versions.
pub(super) struct Outline {
    /// Sections of the new version in order, then the removed ones.
    pub(super) sections: Vec<Section>,
    /// Index in `sections` of each section of the old version.
    pub(super) of_before: Vec<usize>,
}

impl Outline {
    pub(super) fn new(before: &Version<'_>, after: &Version<'_>, pairing: &Sections, pairs: &[Pair]) -> Self {
        let mut of_before: Vec<Option<usize>> = vec![None; before.sections.len()];
        let mut sections: Vec<Section> = (0..after.sections.len())
            .map(|index| Section { after: Some(side(after, index)), ..Section::default() })
            .collect();
        for pair in pairing.iter() {
            sections[pair.after].before = Some(side(before, pair.before));
            sections[pair.after].moved = pair.moved;
            of_before[pair.before] = Some(pair.after);
        }
        let removed = of_before.iter_mut().enumerate().filter(|(_, index)| index.is_none());
        for (index, position) in removed {
            *position = Some(sections.len());
            sections.push(Section { before: Some(side(before, index)), ..Section::default() });
        }
        let of_before: Vec<usize> = of_before.into_iter().flatten().collect();
        let mut outline = Self { sections, of_before };
        outline.mark_splits(before, after, pairs);
        outline
    }

    /// Marks added sections with most of their words from one section as split from it, and removed sections with most of
    /// their words in one section as merged into it.
    fn mark_splits(&mut self, before: &Version<'_>, after: &Version<'_>, pairs: &[Pair]) {
        for at in 0..self.sections.len() {
            let is_added = self.sections[at].before.is_none();
            if !is_added && self.sections[at].after.is_some() {
                continue;
            }
            let mut shares: Vec<(usize, usize)> = Vec::new();
            for pair in pairs {
                let (a, b) = (&before.leaves[pair.before.start], &after.leaves[pair.after.start]);
                let (from, to) = (self.of_before[a.section], b.section);
                let (here, there, words) = if is_added { (to, from, b.words) } else { (from, to, a.words) };
                if here != at {
                    continue;
                }
                match shares.iter_mut().find(|(known, _)| *known == there) {
                    Some((_, share)) => *share += words,
                    None => shares.push((there, words)),
                }
            }
            let own = |leaf: &Leaf| if is_added { leaf.section } else { self.of_before[leaf.section] };
            let leaves = if is_added { &after.leaves } else { &before.leaves };
            let all: usize = leaves.iter().filter(|leaf| own(leaf) == at).map(|leaf| leaf.words).sum();
            let most = shares.into_iter().find(|&(_, share)| 2 * share > all);
            let other = most.map(|(section, _)| section);
            if is_added {
                self.sections[at].split_from = other;
            } else {
                self.sections[at].merged_into = other;
            }
        }
    }
}

fn side(version: &Version<'_>, index: usize) -> SectionSide {
    let document = version.document;
    let Some(section) = index.checked_sub(1).map(|index| &document.sections[index]) else {
        return SectionSide { path: Vec::new(), level: 0, span: 0..version.text().len() };
    };
    let mut path = Vec::new();
    let mut current = Some(section);
    while let Some(enclosing) = current {
        path.push(document.headings[enclosing.heading].title.clone());
        current = enclosing.parent.map(|parent| &document.sections[parent]);
    }
    path.reverse();
    SectionSide { path, level: document.headings[section.heading].level, span: section.span.clone() }
}

/// The blocks of a version. `section` translates the index of a section of that version.
pub(super) fn blocks(version: &Version<'_>, section: impl Fn(usize) -> usize) -> Vec<Block> {
    let block = |leaf: &Leaf| Block {
        kind: leaf.kind.clone(),
        depth: leaf.depth,
        span: leaf.span.clone(),
        section: section(leaf.section),
        words: leaf.words,
    };
    version.leaves.iter().map(block).collect()
}
