//! Pairs of sections, and which of them moved.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pairs::Pair;
use super::size::{MIN_SIZE_TO_MOVE, size};
use crate::flatten::Version;
use crate::order::heaviest_ascending;

/// Corresponding sections, by their indices. Index zero is the text before the first heading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SectionPair {
    pub(crate) before: usize,
    pub(crate) after: usize,
    /// Whether it moved by itself, not along with its enclosing section.
    pub(crate) moved: bool,
    /// Whether it is out of order, by itself or along with its enclosing section.
    pub(crate) out_of_order: bool,
}

/// All corresponding sections, in the order of the new version.
#[derive(Debug)]
pub(crate) struct Sections(Vec<SectionPair>);

impl Sections {
    /// Corresponding sections in the order of the new version, with what moved: the heaviest set in the same order stays
    /// in place.
    pub(super) fn new(before: &Version<'_>, after: &Version<'_>, pairs: &[(usize, usize)]) -> Self {
        let weighed: Vec<(usize, u64)> =
            pairs.iter().map(|&(section, _)| (section, own_size(before, section) as u64 + 1)).collect();
        let in_place = heaviest_ascending(&weighed);
        let sections = pairs.iter().zip(&in_place).map(|(&(from, to), &is_in_place)| {
            let parents = before.sections[from].parent.zip(after.sections[to].parent);
            let moved_along = parents.is_some_and(|parents| {
                let parent = pairs.binary_search_by_key(&parents.1, |pair| pair.1);
                parent.is_ok_and(|at| pairs[at] == parents && !in_place[at])
            });
            SectionPair { before: from, after: to, moved: !is_in_place && !moved_along, out_of_order: !is_in_place }
        });
        Self(sections.collect())
    }

    /// The same pairs, and sections without a counterpart that have most of their content in common, as the pairs of
    /// their blocks show; `None` if there are no such sections.
    pub(crate) fn with_same_blocks(&self, before: &Version<'_>, after: &Version<'_>, blocks: &[Pair]) -> Option<Self> {
        let mut kept: FxHashMap<(usize, usize), (usize, usize)> = FxHashMap::default();
        for pair in blocks {
            let (a, b) = (&before.leaves[pair.before.clone()], &after.leaves[pair.after.clone()]);
            let sizes = kept.entry((a[0].section, b[0].section)).or_default();
            sizes.0 += a.iter().map(size).sum::<usize>();
            sizes.1 += b.iter().map(size).sum::<usize>();
        }
        let known: FxHashSet<usize> = self.0.iter().map(|pair| pair.before).collect();
        let mut pairs: Vec<(usize, usize)> = self.0.iter().map(|pair| (pair.before, pair.after)).collect();
        // Most of a section can be in one other only, so that none is paired twice.
        pairs.extend(kept.into_iter().filter_map(|((from, to), (size_a, size_b))| {
            let is_open = !known.contains(&from) && self.with_after(to).is_none();
            let is_most = 2 * size_a > own_size(before, from) && 2 * size_b > own_size(after, to);
            (is_open && is_most && size_a.min(size_b) >= MIN_SIZE_TO_MOVE).then_some((from, to))
        }));
        pairs.sort_unstable_by_key(|pair| pair.1);
        (pairs.len() > self.0.len()).then(|| Self::new(before, after, &pairs))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &SectionPair> {
        self.0.iter()
    }

    /// The pair with a section of the new version.
    pub(crate) fn with_after(&self, after: usize) -> Option<&SectionPair> {
        self.0.binary_search_by_key(&after, |pair| pair.after).ok().map(|at| &self.0[at])
    }

    /// Whether two sections correspond.
    pub(crate) fn are_paired(&self, before: usize, after: usize) -> bool {
        self.with_after(after).is_some_and(|pair| pair.before == before)
    }

    /// The pair of sections whose headings these blocks are.
    pub(crate) fn of_headings(&self, before: &Version<'_>, after: &Version<'_>, pair: &Pair) -> Option<&SectionPair> {
        let section = self.with_after(after.leaves[pair.after.start].section)?;
        let headings = (before.sections[section.before].heading, after.sections[section.after].heading);
        (headings == (Some(pair.before.start), Some(pair.after.start))).then_some(section)
    }

    /// The same pairs with the versions exchanged.
    pub(crate) fn swapped(mut self) -> Self {
        for pair in &mut self.0 {
            (pair.before, pair.after) = (pair.after, pair.before);
        }
        self.0.sort_by_key(|pair| pair.after);
        self
    }
}

/// Size of the blocks of a section, without its heading and nested sections.
fn own_size(version: &Version<'_>, section: usize) -> usize {
    version.leaves[version.sections[section].own.clone()].iter().map(size).sum()
}
