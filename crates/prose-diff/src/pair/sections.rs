//! Corresponding sections: by title, otherwise by content.

use rustc_hash::FxHashMap;

use super::best_first::{best_first, largest};
use super::rarity::{Kept, Rarity};
use super::renamed::rename_likeness;
use super::section_index::{SectionIndex, TitleKey};
use super::section_pairs::Sections;
use crate::flatten::Version;
use crate::model::Fallback;
use crate::text::ALIKE;

/// Share of the words of the shorter of two sections from which they are the same, if each is a whole page.
const SAME_PAGE: f32 = 0.35;

/// Number of sections in each version that are searched for renames.
const CANDIDATES: usize = 200;

/// Pairs the sections of two versions.
pub(crate) fn pair_sections(
    before: &Version<'_>,
    after: &Version<'_>,
    fold: bool,
    fallbacks: &mut Vec<Fallback>,
) -> Sections {
    let mut pairing = Pairing {
        before: SectionIndex::new(before, fold),
        after: SectionIndex::new(after, fold),
        rarity: Rarity::new(before, after),
    };
    pairing.link(0, 0);
    loop {
        let paired = pairing.count();
        let keys =
            [(TitleKey::Exact, true), (TitleKey::Words, true), (TitleKey::Exact, false), (TitleKey::Words, false)];
        let grew = keys.into_iter().any(|(key, under_parents)| {
            pairing.by_title(key, under_parents);
            pairing.count() > paired
        });
        if !grew && !pairing.pair_page_titles() && !pairing.by_words(fallbacks) {
            break;
        }
    }
    pairing.finish()
}

struct Pairing<'a> {
    before: SectionIndex<'a>,
    after: SectionIndex<'a>,
    rarity: Rarity<'a>,
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
    fn by_title(&mut self, title: TitleKey, under_parents: bool) {
        let mut groups: FxHashMap<_, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
        let mut order = Vec::new();
        for index in self.before.unpaired() {
            let parent = self.before.parent(index).and_then(|parent| self.before.partner[parent]);
            let Some(title) = self.before.title(index, title).filter(|_| parent.is_some() || !under_parents) else {
                continue;
            };
            let key = (parent.filter(|_| under_parents), title);
            let group = groups.entry(key).or_insert_with(|| {
                order.push(key);
                Default::default()
            });
            group.0.push(index);
        }
        for index in self.after.unpaired() {
            let Some(title) = self.after.title(index, title) else { continue };
            let key = (self.after.parent(index).filter(|_| under_parents), title);
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
                links.extend(best_first(before, after, floor, |a, b| {
                    let is_same = !under_parents && self.changed_level(a, b);
                    if is_same { 1.0 } else { self.alike(a, b).map_or(1.0, |kept| kept.share) }
                }));
            }
        }
        for (before, after) in links {
            self.link(before, after);
        }
    }

    /// Whether two sections with the same title, which no others have, are at different depths of the same section.
    fn changed_level(&self, before: usize, after: usize) -> bool {
        let (a, b) = (self.before.paired_ancestor(before), self.after.paired_ancestor(after));
        let is_same_ancestor = a.zip(b).is_some_and(|(a, b)| self.before.partner[a] == Some(b));
        let is_direct = self.before.parent(before) == a || self.after.parent(after) == b;
        let is_unique = self.before.has_unique_title(before) && self.after.has_unique_title(after);
        is_same_ancestor && is_direct && is_unique
    }

    /// What two sections have in common, without or with their nested sections; `None` if both have no words.
    fn alike(&self, before: usize, after: usize) -> Option<Kept> {
        let (a, b) = (self.before.bags(before, &self.rarity), self.after.bags(after, &self.rarity));
        if a.whole.bag.len() + b.whole.bag.len() == 0 {
            return None;
        }
        let own = self.rarity.kept_of_long(&a.own, &b.own);
        let whole = self.rarity.kept_of_long(&a.whole, &b.whole);
        Some(if whole.share > own.share { whole } else { own })
    }

    /// Pairs the only outermost sections of both versions, if a little is kept. Returns whether it did.
    fn pair_page_titles(&mut self) -> bool {
        let titles = self.before.title_section().zip(self.after.title_section());
        let is_open = |&(a, b): &(usize, usize)| self.before.partner[a].is_none() && self.after.partner[b].is_none();
        let Some((a, b)) = titles.filter(is_open) else { return false };
        let is_same = self.alike(a, b).is_none_or(|kept| kept.share >= ALIKE || kept.contained >= SAME_PAGE);
        if is_same {
            self.link(a, b);
        }
        is_same
    }

    /// Pairs sections with similar content under different titles: the outermost of those that correspond, since
    /// nested ones may then be recognized by their titles. Returns whether another round may find more.
    fn by_words(&mut self, fallbacks: &mut Vec<Fallback>) -> bool {
        let (mut before, mut after) = (self.before.unpaired(), self.after.unpaired());
        let all = before.len() * after.len() <= CANDIDATES * CANDIDATES;
        if !all {
            fallbacks.push(Fallback::RenameCandidates { before: before.len(), after: after.len() });
            before = largest(before, CANDIDATES, |index| self.before.bags(index, &self.rarity).whole.bag.len());
            after = largest(after, CANDIDATES, |index| self.after.bags(index, &self.rarity).whole.bag.len());
        }
        // Both as indices of the new version.
        let paired = |index: usize| self.after.partner[index].map(|_| index);
        let neighbours_before: Vec<_> =
            before.iter().map(|&index| self.before.neighbours(index, |other| self.before.partner[other])).collect();
        let neighbours_after: Vec<_> = after.iter().map(|&index| self.after.neighbours(index, paired)).collect();
        let position = |list: &[usize], index: usize| list.binary_search(&index).unwrap_or_default();
        let links = best_first(&before, &after, f32::MIN_POSITIVE, |a, b| {
            let (a_side, b_side) = (&neighbours_before[position(&before, a)], &neighbours_after[position(&after, b)]);
            let same_place = a_side == b_side && a_side.is_some();
            let titles = self.before.title_bag(a).zip(self.after.title_bag(b));
            let title = titles.map(|(a, b)| self.rarity.kept(a, b)).unwrap_or_default();
            rename_likeness(title, self.alike(a, b), same_place)
        });
        let depth = |&(a, b): &(usize, usize)| self.before.depth(a).min(self.after.depth(b));
        let outermost = links.iter().map(depth).min();
        let (first, rest): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| Some(depth(link)) == outermost);
        for &(before, after) in &first {
            self.link(before, after);
        }
        // If a limit left some out, another round would take as long and not help.
        if !all {
            for (before, after) in rest {
                self.link(before, after);
            }
        }
        all && !first.is_empty()
    }

    fn finish(self) -> Sections {
        let partners = self.after.partner.iter().enumerate();
        let pairs: Vec<(usize, usize)> = partners.filter_map(|(after, before)| Some(((*before)?, after))).collect();
        Sections::new(self.before.version, self.after.version, &pairs)
    }
}
