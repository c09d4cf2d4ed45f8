//! The sections of a version, with what they are recognized by.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::rarity::{Rarity, Weighed};
use crate::flatten::Version;
use crate::text::{WordBag, normalized};

/// The words of a section.
#[derive(Clone, Debug)]
pub(super) struct Bags {
    /// Without the words of nested sections.
    pub(super) own: Weighed,
    pub(super) whole: Weighed,
}

/// How exactly titles are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TitleKey {
    Exact,
    /// Only the words, without case and without a number before them.
    Words,
}

/// The sections of a version, with what they are recognized by.
pub(super) struct SectionIndex<'a> {
    pub(super) version: &'a Version<'a>,
    titles: Vec<String>,
    words_of_titles: Vec<String>,
    /// Number of sections with each title.
    counts: FxHashMap<String, usize>,
    /// Built on first use: most sections are recognized by their titles.
    bags: Vec<OnceCell<Bags>>,
    pub(super) partner: Vec<Option<usize>>,
}

impl<'a> SectionIndex<'a> {
    pub(super) fn new(version: &'a Version<'a>, fold: bool) -> Self {
        let document = version.document;
        let titles = document.sections.iter().map(|section| document.headings[section.heading].title.as_str());
        let titles: Vec<String> = [""].into_iter().chain(titles).map(|title| normalized(title, fold)).collect();
        let words_of_titles: Vec<String> = titles.iter().map(|title| words_of_title(title)).collect();
        let mut counts = FxHashMap::default();
        for title in &words_of_titles {
            *counts.entry(title.clone()).or_default() += 1;
        }
        let count = version.sections.len();
        Self {
            version,
            titles,
            words_of_titles,
            counts,
            bags: vec![OnceCell::new(); count],
            partner: vec![None; count],
        }
    }

    pub(super) fn bags(&self, index: usize, rarity: &Rarity<'_>) -> &Bags {
        self.bags[index].get_or_init(|| {
            let Version { leaves, sections, .. } = self.version;
            let bag = |range: Range<usize>| rarity.weighed(WordBag::joined(leaves[range].iter().map(|leaf| &leaf.bag)));
            let own = sections[index].own.clone();
            let end = self.version.leaves_of_section(index).end;
            Bags { whole: bag(own.start..end), own: bag(own) }
        })
    }

    /// The title in the form that is compared; for comparison by words, `None` if there are none.
    pub(super) fn title(&self, index: usize, key: TitleKey) -> Option<&str> {
        match key {
            TitleKey::Exact => Some(&self.titles[index]),
            TitleKey::Words => Some(self.words_of_titles[index].as_str()).filter(|words| !words.is_empty()),
        }
    }

    /// Whether no other section has this title.
    pub(super) fn has_unique_title(&self, index: usize) -> bool {
        self.counts.get(&self.words_of_titles[index]) == Some(&1)
    }

    /// The words of the title.
    pub(super) fn title_bag(&self, index: usize) -> Option<&WordBag> {
        Some(&self.version.leaves[self.version.sections[index].heading?].bag)
    }

    pub(super) fn parent(&self, index: usize) -> Option<usize> {
        self.version.sections[index].parent
    }

    /// Number of sections around a section.
    pub(super) fn depth(&self, index: usize) -> usize {
        std::iter::successors(self.parent(index), |&ancestor| self.parent(ancestor)).count()
    }

    /// The section of the page's title: the only one that no other section is around.
    pub(super) fn title_section(&self) -> Option<usize> {
        let mut outermost = (1..self.partner.len()).filter(|&index| self.parent(index) == Some(0));
        outermost.next().filter(|_| outermost.next().is_none())
    }

    /// The innermost section around a section that has a counterpart.
    pub(super) fn paired_ancestor(&self, index: usize) -> Option<usize> {
        let mut ancestors = std::iter::successors(self.parent(index), |&ancestor| self.parent(ancestor));
        ancestors.find(|&ancestor| self.partner[ancestor].is_some())
    }

    pub(super) fn unpaired(&self) -> Vec<usize> {
        (1..self.partner.len()).filter(|&index| self.partner[index].is_none()).collect()
    }

    /// The parent of a section and its previous and next siblings, translated; `None` if one of them has no
    /// translation.
    pub(super) fn neighbours(
        &self,
        index: usize,
        translate: impl Fn(usize) -> Option<usize>,
    ) -> Option<[Option<usize>; 3]> {
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

/// The words of a title in lower case, without numbers before them: `2. Build it` has the words of `Build it`.
fn words_of_title(title: &str) -> String {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words.iter().take_while(is_number).count();
    let words = if numbers < words.len() { &words[numbers..] } else { &words[..] };
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::words_of_title;

    #[test]
    fn titles_are_compared_without_case_and_numbers() {
        for (title, words) in [("2.1 Build `it`!", "build it"), ("1984", "1984"), ("Set up", "set up"), ("⚠", "")] {
            assert_eq!(words_of_title(title), words);
        }
    }
}
