//! Inference of a template from the pages of a book.
//!
//! 1. Titles are counted by [`title_key`]; rare ones are dropped.
//! 2. Titles of one section are merged: names that built-in templates treat as one section, and names that replace each
//!    other on the pages more consistently than chance would.
//! 3. Sections are sorted by the order that most pages with both of them have.
//! 4. A section on most pages is required, on fewer it is optional; a slot for any section is added where others occur.

use std::collections::{BTreeMap, BTreeSet};

use super::builtin;
use super::page::PageSection;
use crate::config::{Slot, Template, title_key};

/// Minimum number of pages.
const MIN_PAGES: usize = 3;

/// Minimum percentage of pages with a section that is proposed.
const MIN_SHARE: usize = 15;

/// Minimum percentage of pages with a section that is required.
const REQUIRED_SHARE: usize = 70;

/// Minimum percentage of pages with other sections in one place that adds a slot for any section.
const ANY_SHARE: usize = 10;

/// Maximum probability that two names are on no page together by chance.
const MAX_PROBABILITY: f64 = 0.05;

/// Template inferred from pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Inference {
    /// Inferred template, without a name and chapters.
    pub template: Template,
    /// Number of pages.
    pub pages: usize,
    /// Number of pages with each section of the template.
    pub found_on: Vec<usize>,
}

/// Reason why no template is inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InferenceError {
    /// Too few pages, with their number.
    Pages(usize),
    /// No section is on enough pages, with the number of pages.
    Sections(usize),
}

impl std::fmt::Display for InferenceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Pages(count) => {
                write!(f, "the evidence is too thin: {count} pages, and it takes {MIN_PAGES} to see what they share")
            }
            Self::Sections(count) => {
                write!(f, "the evidence is too thin: no section is on {MIN_SHARE} of 100 of the {count} pages")
            }
        }
    }
}

/// Infers a template from pages, each given by the level that its sections should have and the sections.
///
/// # Errors
/// If the pages have too little in common.
pub fn infer(pages: &[(u8, Vec<PageSection>)]) -> Result<Inference, InferenceError> {
    infer_frequent(pages, MIN_SHARE)
}

/// Infers a template of the sections that are on at least `min_share` of a hundred pages.
pub(super) fn infer_frequent(pages: &[(u8, Vec<PageSection>)], min_share: usize) -> Result<Inference, InferenceError> {
    if pages.len() < MIN_PAGES {
        return Err(InferenceError::Pages(pages.len()));
    }
    let mut titles = PageTitles::of(pages, min_share);
    titles.merge_known_names();
    titles.merge_by_position();
    let order = titles.order();
    if order.is_empty() {
        return Err(InferenceError::Sections(pages.len()));
    }
    Ok(titles.inference(&order))
}

/// Section of a page: index of its name, and its level if that is not the usual one.
#[derive(Clone, Copy)]
struct TitleUse {
    name: usize,
    level: Option<u8>,
}

/// Titles of the sections of all pages.
struct PageTitles {
    /// Sections of each page, in order.
    pages: Vec<Vec<TitleUse>>,
    names: Vec<Name>,
    /// Minimum percentage of pages with a section that is proposed.
    min_share: usize,
}

/// Title in all its spellings.
struct Name {
    key: String,
    /// Number of uses of each spelling.
    spellings: BTreeMap<String, usize>,
    /// Pages with the title.
    pages: BTreeSet<usize>,
    /// Index of the name that it is merged into, or its own.
    group: usize,
}

impl PageTitles {
    fn of(pages: &[(u8, Vec<PageSection>)], min_share: usize) -> Self {
        let mut names: Vec<Name> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut titles = Vec::new();
        for (page, (level, sections)) in pages.iter().enumerate() {
            let mut own: Vec<TitleUse> = Vec::new();
            for section in sections {
                let key = title_key(&section.title);
                let name = *known.entry(key.clone()).or_insert_with(|| {
                    let group = names.len();
                    names.push(Name { key, spellings: BTreeMap::new(), pages: BTreeSet::new(), group });
                    group
                });
                let spelling = section.title.trim().trim_end_matches([':', '.']).to_owned();
                *names[name].spellings.entry(spelling).or_default() += 1;
                names[name].pages.insert(page);
                // A repeated title counts once.
                if !own.iter().any(|other| other.name == name) {
                    own.push(TitleUse { name, level: (section.level != *level).then_some(section.level) });
                }
            }
            titles.push(own);
        }
        Self { pages: titles, names, min_share }
    }

    /// Whether a section is on enough pages to be proposed.
    fn is_frequent(&self, group: usize) -> bool {
        let count = self.pages_of(group).len();
        count >= 2 && count * 100 >= self.min_share * self.pages.len()
    }

    fn members(&self, group: usize) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(move |name| name.group == group)
    }

    /// Pages with a section under any of its names.
    fn pages_of(&self, group: usize) -> BTreeSet<usize> {
        self.members(group).flat_map(|name| &name.pages).copied().collect()
    }

    fn merge(&mut self, group: usize, other: usize) {
        for name in self.names.iter_mut().filter(|name| name.group == other) {
            name.group = group;
        }
    }

    /// Groups, the most frequent first.
    fn groups(&self) -> Vec<usize> {
        let mut groups: Vec<usize> =
            self.names.iter().enumerate().filter(|(at, name)| name.group == *at).map(|(at, _)| at).collect();
        groups.sort_by_key(|&group| (std::cmp::Reverse(self.pages_of(group).len()), group));
        groups
    }

    /// Merges names that a built-in template treats as one section, unless many pages have both.
    fn merge_known_names(&mut self) {
        let known: Vec<Vec<String>> = builtin::synonyms();
        let share = |one: &BTreeSet<usize>, other: &BTreeSet<usize>| one.intersection(other).count();
        for group in self.groups() {
            for other in self.groups() {
                let is_one = self.names[group].group == group && self.names[other].group == other && group != other;
                let (key, other_key) = (&self.names[group].key, &self.names[other].key);
                if !is_one || !known.iter().any(|names| names.contains(key) && names.contains(other_key)) {
                    continue;
                }
                let (pages, other_pages) = (self.pages_of(group), self.pages_of(other));
                if share(&pages, &other_pages) * 10 <= pages.len().min(other_pages.len()) {
                    self.merge(group, other);
                }
            }
        }
    }

    /// Merges a name into a more frequent one that it replaces: never on the same page, between the same neighbours, and
    /// more consistently than by chance.
    fn merge_by_position(&mut self) {
        let frequent: Vec<usize> = self.groups().into_iter().filter(|&group| self.is_frequent(group)).collect();
        let candidates: Vec<usize> =
            self.groups().into_iter().filter(|&group| self.pages_of(group).len() > 1).collect();
        for &group in &frequent {
            for &other in candidates.iter().filter(|&&other| other != group) {
                let is_free = self.names[group].group == group && self.names[other].group == other;
                let (pages, others) = (self.pages_of(group), self.pages_of(other));
                if !is_free || others.len() > pages.len() || pages.intersection(&others).next().is_some() {
                    continue;
                }
                let rest = self.pages.len() - others.len();
                if probability_of_absence(pages.len(), rest, others.len()) < MAX_PROBABILITY
                    && self.neighbours_agree(group, other)
                {
                    self.merge(group, other);
                }
            }
        }
    }

    /// Whether two sections have the same neighbours: no section comes mostly before one and mostly after the other.
    fn neighbours_agree(&self, group: usize, other: usize) -> bool {
        let (mut agree, mut differ) = (0, 0);
        for third in
            self.groups().into_iter().filter(|&third| third != group && third != other && self.is_frequent(third))
        {
            let (before, after) = self.precedence(group, third);
            let (other_before, other_after) = self.precedence(other, third);
            if before + after == 0 || other_before + other_after == 0 {
                continue;
            }
            if (before > after) == (other_before > other_after) { agree += 1 } else { differ += 1 }
        }
        agree > 0 && differ == 0
    }

    /// Number of pages with one section before another, and after it.
    fn precedence(&self, group: usize, other: usize) -> (usize, usize) {
        let (mut before, mut after) = (0, 0);
        for page in &self.pages {
            let at = |group: usize| page.iter().position(|title| self.names[title.name].group == group);
            if let (Some(one), Some(two)) = (at(group), at(other)) {
                if one < two { before += 1 } else { after += 1 }
            }
        }
        (before, after)
    }

    /// Proposed sections in the order of most pages: sorted by the number of sections that they precede, then by their
    /// mean position.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = self.groups().into_iter().filter(|&group| self.is_frequent(group)).collect();
        let wins = |group: usize| {
            let others = order.iter().filter(|&&other| other != group);
            others
                .filter(|&&other| {
                    let (before, after) = self.precedence(group, other);
                    before > after
                })
                .count()
        };
        let mut keyed: Vec<(usize, usize, usize)> =
            order.iter().map(|&group| (order.len() - wins(group), self.mean_position(group), group)).collect();
        keyed.sort_unstable();
        order = keyed.into_iter().map(|(_, _, group)| group).collect();
        order
    }

    /// Mean position of a section on its pages, in thousandths of their sections.
    fn mean_position(&self, group: usize) -> usize {
        let places: Vec<usize> = self
            .pages
            .iter()
            .filter_map(|page| {
                let at = page.iter().position(|title| self.names[title.name].group == group)?;
                Some((2 * at + 1) * 500 / page.len())
            })
            .collect();
        places.iter().sum::<usize>() / places.len().max(1)
    }

    fn inference(&self, order: &[usize]) -> Inference {
        let others = self.others_at(order);
        let (mut sections, mut found_on) = (Vec::new(), Vec::new());
        for (index, &group) in order.iter().enumerate() {
            if others[index] > 0 {
                sections.push(Slot { any: true, ..Slot::default() });
                found_on.push(others[index]);
            }
            let is_last = index + 1 == order.len() && others[order.len()] == 0;
            sections.push(self.slot(group, is_last));
            found_on.push(self.pages_of(group).len());
        }
        if others[order.len()] > 0 {
            sections.push(Slot { any: true, ..Slot::default() });
            found_on.push(others[order.len()]);
        }
        let template = Template { sections, ..Template::default() };
        Inference { template, pages: self.pages.len(), found_on }
    }

    /// Number of pages with other sections before each section of `order` and after the last; zero where no slot for any
    /// section is needed. A section that fits in several places counts for the most frequent one.
    fn others_at(&self, order: &[usize]) -> Vec<usize> {
        let mut others = vec![0; order.len() + 1];
        let mut unlisted = self.unlisted_sections(order);
        loop {
            let pages_at = |place: usize| {
                let here = unlisted.iter().filter(|(_, places)| places.contains(&place));
                here.map(|(page, _)| *page).collect::<BTreeSet<_>>().len()
            };
            let counts = (0..others.len()).map(|place| (pages_at(place), place));
            let (count, place) =
                counts.max_by_key(|(count, place)| (*count, std::cmp::Reverse(*place))).unwrap_or_default();
            if count == 0 || count * 100 < ANY_SHARE * self.pages.len() {
                return others;
            }
            others[place] = count;
            unlisted.retain(|(_, places)| !places.contains(&place));
        }
    }

    /// Sections that are not in `order`, each with its page and its possible places: from the section of `order` before
    /// it to the next one.
    fn unlisted_sections(&self, order: &[usize]) -> Vec<(usize, std::ops::RangeInclusive<usize>)> {
        let mut found = Vec::new();
        for (index, page) in self.pages.iter().enumerate() {
            let places: Vec<Option<usize>> = page
                .iter()
                .map(|title| order.iter().position(|&group| group == self.names[title.name].group))
                .collect();
            for (at, _) in places.iter().enumerate().filter(|(_, place)| place.is_none()) {
                let first = places[..at].iter().flatten().max().map_or(0, |last| last + 1);
                let last = places[at..].iter().flatten().min().copied().unwrap_or(order.len());
                found.push((index, first..=last.max(first)));
            }
        }
        found
    }

    fn slot(&self, group: usize, is_last: bool) -> Slot {
        let mut names: Vec<&Name> = self.members(group).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.pages.len()));
        let mut titles = names.iter().filter_map(|name| {
            name.spellings
                .iter()
                .max_by_key(|(spelling, count)| (**count, std::cmp::Reverse(*spelling)))
                .map(|(spelling, _)| spelling.clone())
        });
        let is_required = self.pages_of(group).len() * 100 >= REQUIRED_SHARE * self.pages.len();
        Slot {
            title: titles.next(),
            also: titles.collect(),
            optional: (!is_required).then_some(true),
            last: is_last.then_some(true),
            level: self.level(group),
            ..Slot::default()
        }
    }

    /// Level of a section, if most of its headings do not have the usual one.
    fn level(&self, group: usize) -> Option<u8> {
        let mut levels: BTreeMap<Option<u8>, usize> = BTreeMap::new();
        for title in self.pages.iter().flatten().filter(|title| self.names[title.name].group == group) {
            *levels.entry(title.level).or_default() += 1;
        }
        levels.into_iter().max_by_key(|(_, count)| *count).and_then(|(level, _)| level)
    }
}

/// Probability that a section on `count` of `rest` pages is on none of `others` more.
fn probability_of_absence(count: usize, rest: usize, others: usize) -> f64 {
    let whole = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let absent = 1.0 - (whole(count) / whole(rest.max(1))).min(1.0);
    absent.powf(whole(others))
}

impl Inference {
    /// Template as TOML for `book.toml`, with the number of pages for each section.
    pub fn to_toml(&self, name: &str, chapters: &[String], table: &str) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let list = |items: &[String]| items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", ");
        let mut lines = Vec::new();
        for (slot, count) in self.template.sections.iter().zip(&self.found_on) {
            let mut keys = Vec::new();
            keys.extend(slot.title.iter().map(|title| format!("title = {}", quoted(title))));
            if !slot.also.is_empty() {
                keys.push(format!("also = [{}]", list(&slot.also)));
            }
            keys.extend(slot.any.then(|| "any = true".to_owned()));
            keys.extend(slot.level.map(|level| format!("level = {level}")));
            keys.extend(slot.optional.map(|optional| format!("optional = {optional}")));
            keys.extend(slot.last.map(|last| format!("last = {last}")));
            lines.push(format!("  {{ {} }},  # on {count} of {} pages\n", keys.join(", "), self.pages));
        }
        format!("[[{table}]]\nname = {}\nfor = [{}]\nsections = [\n{}]\n", quoted(name), list(chapters), lines.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::page;
    use redline_document::document::{Dialect, Document};

    fn pages(texts: &[&str]) -> Vec<(u8, Vec<PageSection>)> {
        let document = |text: &&str| {
            let lines: Vec<String> =
                text.split(' ').map(|title| format!("## {}\n\ntext\n\n", title.replace('_', " "))).collect();
            Document::of_text(&format!("# T\n\n{}", lines.concat()), &Dialect::default())
        };
        texts.iter().map(|text| (2, page::page_sections(&document(text)).1)).collect()
    }

    fn shape(inference: &Inference) -> Vec<String> {
        let slot = |slot: &Slot| match &slot.title {
            Some(title) => {
                let optional = if slot.optional == Some(true) { "?" } else { "" };
                let names: Vec<&str> = slot.also.iter().map(String::as_str).collect();
                [&[format!("{title}{optional}").as_str()], names.as_slice()].concat().join("|")
            }
            None => "*".to_owned(),
        };
        inference.template.sections.iter().map(slot).collect()
    }

    #[test]
    fn sections_have_an_order_and_some_are_optional() {
        let found = infer(&pages(&["A B C X", "A B D C", "A B C Y", "A C", "A B C"])).unwrap();
        assert_eq!(shape(&found), ["A", "B", "*", "C", "*"]);
        let found = infer(&pages(&["A X See_also", "A Y", "A See_also:", "B", "C", "D", "E"])).unwrap();
        assert_eq!(shape(&found), ["A?", "*", "See also?"]);
    }

    #[test]
    fn names_that_replace_each_other_are_merged() {
        let found =
            infer(&pages(&["Prerequisites Do", "Requirements Do", "Before_you_begin Do", "Prerequisites Do"])).unwrap();
        assert_eq!(shape(&found), ["Prerequisites|Requirements|Before you begin", "Do"]);
        let unknown =
            ["In Zap Out", "In Zap Out", "In Zap Out", "In Zap Out", "In Buzz Out", "In Buzz Out", "In Zap Out"];
        assert_eq!(shape(&infer(&pages(&unknown)).unwrap()), ["In", "Zap|Buzz", "Out"]);
    }

    #[test]
    fn too_few_pages_are_an_error() {
        assert_eq!(infer(&pages(&["A", "A"])), Err(InferenceError::Pages(2)));
        assert_eq!(infer(&pages(&["A", "B", "C", "D"])), Err(InferenceError::Sections(4)));
    }
}
