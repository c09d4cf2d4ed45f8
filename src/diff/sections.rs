//! Which section became which: by title, else by what is said in it.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::change::Fallback;
use super::flatten::Version;
use super::likeness::{ALIKE, Bag};
use super::order::in_order;
use super::token::normalized;

/// From here on a section with another title is the same.
const RENAMED: f32 = 0.5;

/// So many sections are compared with so many under other titles at most.
const CANDIDATES: usize = 200;

/// The sections that belong together.
#[derive(Debug)]
pub(super) struct Sections {
    /// Before and after, in the order of the version after; what stands before any heading first.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Whether each pair stands elsewhere.
    pub(super) moved: Vec<bool>,
    /// Whether it moved by itself, and not with the section around it.
    pub(super) moved_alone: Vec<bool>,
}

impl Sections {
    /// The same with the sides exchanged.
    pub(super) fn swapped(self) -> Self {
        let pairs = self.pairs.into_iter().map(|(before, after)| (after, before));
        let mut all: Vec<_> = pairs.zip(self.moved).zip(self.moved_alone).collect();
        all.sort_by_key(|((pair, _), _)| pair.1);
        let mut swapped = Self { pairs: Vec::new(), moved: Vec::new(), moved_alone: Vec::new() };
        for ((pair, moved), alone) in all {
            swapped.pairs.push(pair);
            swapped.moved.push(moved);
            swapped.moved_alone.push(alone);
        }
        swapped
    }
}

/// The words of a section.
#[derive(Clone, Debug)]
struct Bags {
    /// Those of sections in it left out.
    own: Bag,
    whole: Bag,
}

/// A version's sections with what they are recognised by.
struct Side<'a> {
    version: &'a Version<'a>,
    titles: Vec<String>,
    /// Made when they are needed: most sections are recognised by their titles.
    bags: Vec<OnceCell<Bags>>,
    partner: Vec<Option<usize>>,
}

impl<'a> Side<'a> {
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
            let bag = |range: Range<usize>| Bag::joined(leaves[range].iter().map(|leaf| &leaf.bag));
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

    /// The section around one, and the nearest ones before and behind it there, each as `name` calls it; `None` if it has
    /// no name for one of them. At an end there is none to be named.
    fn around(&self, index: usize, name: impl Fn(usize) -> Option<usize>) -> Option<[Option<usize>; 3]> {
        let parent = self.parent(index)?;
        let is_sibling = |&other: &usize| self.parent(other) == Some(parent);
        let mut places = [Some(parent), (1..index).rev().find(is_sibling), None];
        places[2] = (index + 1..self.partner.len()).find(is_sibling);
        for place in places.iter_mut().flatten() {
            *place = name(*place)?;
        }
        Some(places)
    }
}

/// Pairs the sections of two versions.
pub(super) fn pair(before: &Version<'_>, after: &Version<'_>, fold: bool, fallbacks: &mut Vec<Fallback>) -> Sections {
    let mut pairing = Pairing { before: Side::new(before, fold), after: Side::new(after, fold) };
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
        // Where not all are compared, they are not compared again either.
        if !pairing.by_words(fallbacks) || pairing.count() == paired {
            break;
        }
    }
    pairing.finish()
}

struct Pairing<'a> {
    before: Side<'a>,
    after: Side<'a>,
}

impl Pairing<'_> {
    fn count(&self) -> usize {
        self.before.partner.iter().flatten().count()
    }

    fn link(&mut self, before: usize, after: usize) {
        self.before.partner[before] = Some(after);
        self.after.partner[after] = Some(before);
    }

    /// Pairs sections of the same title: first under parents that belong together, then anywhere if they are alike.
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

    /// How alike what is said in two sections is; sections without words are like each other.
    fn alike(&self, before: usize, after: usize) -> f32 {
        let overlap = |a: &Bag, b: &Bag| if a.len().min(b.len()) == 0 { 0.0 } else { a.overlap(b) };
        if self.before.bags(before).whole.len() + self.after.bags(after).whole.len() == 0 {
            return 1.0;
        }
        let own = overlap(&self.before.bags(before).own, &self.after.bags(after).own);
        own.max(overlap(&self.before.bags(before).whole, &self.after.bags(after).whole))
    }

    /// Pairs sections that say the same under another title.
    /// Returns whether all of them were compared.
    fn by_words(&mut self, fallbacks: &mut Vec<Fallback>) -> bool {
        let (mut before, mut after) = (self.before.unpaired(), self.after.unpaired());
        let all = before.len() * after.len() <= CANDIDATES * CANDIDATES;
        if !all {
            fallbacks.push(Fallback::RenameCandidates { before: before.len(), after: after.len() });
            before = largest(before, |index| self.before.bags(index).whole.len());
            after = largest(after, |index| self.after.bags(index).whole.len());
        }
        // Both in terms of the version after.
        let known = |index: usize| self.after.partner[index].map(|_| index);
        let around_before: Vec<_> =
            before.iter().map(|&index| self.before.around(index, |other| self.before.partner[other])).collect();
        let around_after: Vec<_> = after.iter().map(|&index| self.after.around(index, known)).collect();
        let place = |list: &[usize], index: usize| list.binary_search(&index).unwrap_or_default();
        let links = best_first(&before, &after, RENAMED, |a, b| {
            let (around_a, around_b) = (&around_before[place(&before, a)], &around_after[place(&after, b)]);
            self.renamed(a, b, around_a == around_b && around_a.is_some())
        });
        for (before, after) in links {
            self.link(before, after);
        }
        all
    }

    /// How much a section looks like another under a new title. In the same place the title is a witness too.
    fn renamed(&self, before: usize, after: usize, same_place: bool) -> f32 {
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
        let pairs: Vec<(usize, usize)> = self
            .after
            .partner
            .iter()
            .enumerate()
            .filter_map(|(after, before)| before.map(|before| (before, after)))
            .collect();
        let words = |before: usize| {
            let own = self.before.version.sections[before].own.clone();
            self.before.version.leaves[own].iter().map(|leaf| leaf.words as u64).sum::<u64>() + 1
        };
        let things: Vec<(usize, u64)> = pairs.iter().map(|&(before, _)| (before, words(before))).collect();
        let moved: Vec<bool> = in_order(&things).into_iter().map(|kept| !kept).collect();
        let self_moved = |at: usize| moved[at];
        let moved_alone = pairs.iter().zip(&moved).map(|(&(before, after), &moved)| {
            let around = self.before.parent(before).zip(self.after.parent(after));
            let went_along = around.is_some_and(|around| {
                pairs
                    .binary_search_by_key(&around.1, |pair| pair.1)
                    .is_ok_and(|at| pairs[at] == around && self_moved(at))
            });
            moved && !went_along
        });
        let moved_alone = moved_alone.collect();
        Sections { pairs, moved, moved_alone }
    }
}

/// The `CANDIDATES` largest of a list, in its order.
fn largest(mut list: Vec<usize>, size: impl Fn(usize) -> usize) -> Vec<usize> {
    list.sort_by_key(|&index| (std::cmp::Reverse(size(index)), index));
    list.truncate(CANDIDATES);
    list.sort_unstable();
    list
}

/// Pairs of two lists, the likest first, none twice and none below `floor`.
pub(super) fn best_first(
    before: &[usize],
    after: &[usize],
    floor: f32,
    likeness: impl Fn(usize, usize) -> f32,
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (row, &a) in before.iter().enumerate() {
        for (column, &b) in after.iter().enumerate() {
            let likeness = likeness(a, b);
            if likeness >= floor {
                candidates.push((likeness, row, column));
            }
        }
    }
    // Of equal ones those in corresponding places.
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1.abs_diff(x.2), x.1).cmp(&(y.1.abs_diff(y.2), y.1))));
    let (mut rows, mut columns) = (vec![false; before.len()], vec![false; after.len()]);
    let mut pairs = Vec::new();
    for (_, row, column) in candidates {
        if !rows[row] && !columns[column] {
            (rows[row], columns[column]) = (true, true);
            pairs.push((before[row], after[column]));
        }
    }
    pairs
}
