//! Corresponding sections: by title, otherwise by content.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::best_first::{best_first, largest};
use crate::flatten::Version;
use crate::model::Fallback;
use crate::order::heaviest_ascending;
use crate::text::{ALIKE, WordBag, normalized};

/// Likeness from which a section with another title is the same.
const RENAMED: f32 = 0.5;

/// Number of sections in each version that are searched for renames.
const CANDIDATES: usize = 200;

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
    pub(crate) fn iter(&self) -> impl Iterator<Item = &SectionPair> {
        self.0.iter()
    }

    /// The pair with a section of the new version.
    pub(crate) fn with_after(&self, after: usize) -> Option<&SectionPair> {
        self.0.binary_search_by_key(&after, |pair| pair.after).ok().map(|at| &self.0[at])
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

/// The words of a section.
#[derive(Clone, Debug)]
struct Bags {
    /// Without the words of nested sections.
    own: WordBag,
    whole: WordBag,
}

/// The sections of a version, with what they are recognized by.
struct SectionIndex<'a> {
    version: &'a Version<'a>,
    titles: Vec<String>,
    /// Built on first use: most sections are recognized by their titles.
    bags: Vec<OnceCell<Bags>>,
    partner: Vec<Option<usize>>,
}

impl<'a> SectionIndex<'a> {
    fn new(version: &'a Version<'a>, fold: bool) -> Self {
        let document = version.document;
        let titles = document.sections.iter().map(|section| document.headings[section.heading].title.as_str());
        let titles = [""].into_iter().chain(titles).map(|title| normalized(title, fold)).collect();
        let count = version.sections.len();
        Self { version, titles, bags: vec![OnceCell::new(); count], partner: vec![None; count] }
    }

    fn bags(&self, index: usize) -> &Bags {
        self.bags[index].get_or_init(|| {
            let Version { document, leaves, sections, .. } = self.version;
            let bag = |range: Range<usize>| WordBag::joined(leaves[range].iter().map(|leaf| &leaf.bag));
            let own = sections[index].own.clone();
            let end = index.checked_sub(1).map_or(usize::MAX, |index| document.sections[index].span.end);
            let end = leaves.partition_point(|leaf| leaf.span.start < end);
            Bags { whole: bag(own.start..end), own: bag(own) }
        })
    }

    fn parent(&self, index: usize) -> Option<usize> {
        self.version.sections[index].parent
    }

    fn unpaired(&self) -> Vec<usize> {
        (1..self.partner.len()).filter(|&index| self.partner[index].is_none()).collect()
    }

    /// The parent of a section and its previous and next siblings, translated; `None` if one of them has no translation.
    fn neighbours(&self, index: usize, translate: impl Fn(usize) -> Option<usize>) -> Option<[Option<usize>; 3]> {
        let parent = self.parent(index)?;
        let is_sibling = |&other: &usize| self.parent(other) == Some(parent);
        let (previous, next) = ((1..index).rev().find(is_sibling), (index + 1..self.partner.len()).find(is_sibling));
        let mut neighbours = [Some(parent), previous, next];
        for neighbour in neighbours.iter_mut().flatten() {
            *neighbour = translate(*neighbour)?;
        }
        Some(neighbours)
    }
}

/// Pairs the sections of two versions.
pub(crate) fn pair_sections(
    before: &Version<'_>,
    after: &Version<'_>,
    fold: bool,
    fallbacks: &mut Vec<Fallback>,
) -> Sections {
    let mut pairing = Pairing { before: SectionIndex::new(before, fold), after: SectionIndex::new(after, fold) };
    pairing.link(0, 0);
    loop {
        let paired = pairing.count();
        pairing.by_title(true);
        if pairing.count() > paired {
            continue;
        }
        pairing.by_title(false);
        if pairing.count() > paired {
            continue;
        }
        // If a limit left some out, another round would not help.
        if !pairing.by_words(fallbacks) || pairing.count() == paired {
            break;
        }
    }
    pairing.finish()
}

struct Pairing<'a> {
    before: SectionIndex<'a>,
    after: SectionIndex<'a>,
}

impl Pairing<'_> {
    fn count(&self) -> usize {
        self.before.partner.iter().flatten().count()
    }

    fn link(&mut self, before: usize, after: usize) {
        self.before.partner[before] = Some(after);
        self.after.partner[after] = Some(before);
    }

    /// Pairs sections with the same title: under corresponding parents, or anywhere if they are alike.
    fn by_title(&mut self, under_parents: bool) {
        let mut groups: FxHashMap<_, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
        let mut order = Vec::new();
        for index in self.before.unpaired() {
            let parent = self.before.parent(index).and_then(|parent| self.before.partner[parent]);
            if under_parents && parent.is_none() {
                continue;
            }
            let key = (parent.filter(|_| under_parents), self.before.titles[index].as_str());
            let group = groups.entry(key).or_insert_with(|| {
                order.push(key);
                Default::default()
            });
            group.0.push(index);
        }
        for index in self.after.unpaired() {
            let key = (self.after.parent(index).filter(|_| under_parents), self.after.titles[index].as_str());
            if let Some(group) = groups.get_mut(&key) {
                group.1.push(index);
            }
        }
        let mut links = Vec::new();
        for (before, after) in order.iter().filter_map(|key| groups.get(key)) {
            if before.len() == after.len() && under_parents {
                links.extend(before.iter().copied().zip(after.iter().copied()));
            } else if before.len() * after.len() <= CANDIDATES * CANDIDATES {
                let floor = if under_parents { 0.0 } else { ALIKE };
                links.extend(best_first(before, after, floor, |a, b| self.alike(a, b)));
            }
        }
        for (before, after) in links {
            self.link(before, after);
        }
    }

    /// Likeness of the content of two sections; one for sections without words.
    fn alike(&self, before: usize, after: usize) -> f32 {
        let overlap = |a: &WordBag, b: &WordBag| if a.len().min(b.len()) == 0 { 0.0 } else { a.overlap(b) };
        if self.before.bags(before).whole.len() + self.after.bags(after).whole.len() == 0 {
            return 1.0;
        }
        let own = overlap(&self.before.bags(before).own, &self.after.bags(after).own);
        own.max(overlap(&self.before.bags(before).whole, &self.after.bags(after).whole))
    }

    /// Pairs sections with similar content under different titles. Returns whether all of them were compared.
    fn by_words(&mut self, fallbacks: &mut Vec<Fallback>) -> bool {
        let (mut before, mut after) = (self.before.unpaired(), self.after.unpaired());
        let all = before.len() * after.len() <= CANDIDATES * CANDIDATES;
        if !all {
            fallbacks.push(Fallback::RenameCandidates { before: before.len(), after: after.len() });
            before = largest(before, CANDIDATES, |index| self.before.bags(index).whole.len());
            after = largest(after, CANDIDATES, |index| self.after.bags(index).whole.len());
        }
        // Both as indices of the new version.
        let paired = |index: usize| self.after.partner[index].map(|_| index);
        let neighbours_before: Vec<_> =
            before.iter().map(|&index| self.before.neighbours(index, |other| self.before.partner[other])).collect();
        let neighbours_after: Vec<_> = after.iter().map(|&index| self.after.neighbours(index, paired)).collect();
        let position = |list: &[usize], index: usize| list.binary_search(&index).unwrap_or_default();
        let links = best_first(&before, &after, RENAMED, |a, b| {
            let (a_side, b_side) = (&neighbours_before[position(&before, a)], &neighbours_after[position(&after, b)]);
            self.rename_likeness(a, b, a_side == b_side && a_side.is_some())
        });
        for (before, after) in links {
            self.link(before, after);
        }
        all
    }

    /// Likeness of a section and another under a new title. In the same place the titles count, too.
    fn rename_likeness(&self, before: usize, after: usize, same_place: bool) -> f32 {
        let title = || {
            let lower = |titles: &[String], index: usize| titles[index].to_lowercase();
            let likeness =
                strsim::sorensen_dice(&lower(&self.before.titles, before), &lower(&self.after.titles, after));
            #[expect(clippy::cast_possible_truncation, reason = "a share needs no more digits")]
            let likeness = likeness as f32;
            likeness
        };
        let is_empty = self.before.bags(before).whole.len() + self.after.bags(after).whole.len() == 0;
        match (is_empty, same_place) {
            (true, _) => title(),
            (false, true) => self.alike(before, after).max(title() * 0.9),
            (false, false) => self.alike(before, after),
        }
    }

    fn finish(self) -> Sections {
        let partners = self.after.partner.iter().enumerate();
        let pairs: Vec<(usize, usize)> = partners.filter_map(|(after, before)| Some(((*before)?, after))).collect();
        let words = |before: usize| {
            let own = self.before.version.sections[before].own.clone();
            self.before.version.leaves[own].iter().map(|leaf| leaf.words as u64).sum::<u64>() + 1
        };
        let weighed: Vec<(usize, u64)> = pairs.iter().map(|&(before, _)| (before, words(before))).collect();
        let in_place = heaviest_ascending(&weighed);
        let sections = pairs.iter().zip(&in_place).map(|(&(before, after), &is_in_place)| {
            let parents = self.before.parent(before).zip(self.after.parent(after));
            let moved_along = parents.is_some_and(|parents| {
                let parent = pairs.binary_search_by_key(&parents.1, |pair| pair.1);
                parent.is_ok_and(|at| pairs[at] == parents && !in_place[at])
            });
            SectionPair { before, after, moved: !is_in_place && !moved_along, out_of_order: !is_in_place }
        });
        Sections(sections.collect())
    }
}
