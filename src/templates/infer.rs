//! A template proposed from the pages of a book: which sections recur, in which order, under which names.
//!
//! 1. Titles are counted by [`title_key`]; those on few pages are no evidence.
//! 2. Titles for one section are joined: names that built-in templates know as one, and names that stand in each other's
//!    place so exclusively that chance would not do it.
//! 3. Sections are put in the order that most pages with two of them have.
//! 4. A section on most pages is required, on fewer optional; where others stand between, there is room for any.

use std::collections::{BTreeMap, BTreeSet};

use super::builtin;
use super::page::PageSection;
use crate::config::{Slot, Template, title_key};

/// How many pages show that they are of one kind.
const MIN_PAGES: usize = 3;
/// The share of pages, in hundredths, that a section must be on to be proposed at all.
const MIN_SHARE: usize = 15;
/// The share of pages, in hundredths, that a section must be on to be required.
const REQUIRED_SHARE: usize = 70;
/// The share of pages, in hundredths, that have other sections somewhere for a template to have room there.
const ROOM_SHARE: usize = 10;
/// How likely it may be that two names are on no page together by chance.
const MAX_CHANCE: f64 = 0.05;

/// What the pages of a book have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Inference {
    /// The template; its name and the chapters that it is for are the author's to say.
    pub template: Template,
    /// How many pages there are.
    pub pages: usize,
    /// For each section of the template, on how many pages it stands.
    pub found_on: Vec<usize>,
}

/// Why no template is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thin {
    /// There are too few pages: how many there are.
    Pages(usize),
    /// No section is on enough of so many pages.
    Sections(usize),
}

impl std::fmt::Display for Thin {
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

/// Proposes a template for pages, each given by its sections and the level that these should have.
///
/// # Errors
/// If the pages have too little in common.
pub fn infer(pages: &[(u8, Vec<PageSection>)]) -> Result<Inference, Thin> {
    if pages.len() < MIN_PAGES {
        return Err(Thin::Pages(pages.len()));
    }
    let mut evidence = Evidence::of(pages);
    evidence.join_known_names();
    evidence.join_by_place();
    let order = evidence.order();
    if order.is_empty() {
        return Err(Thin::Sections(pages.len()));
    }
    Ok(evidence.inference(&order))
}

/// A section of one page: the index of its name, and its level above what is usual.
#[derive(Clone, Copy)]
struct Seen {
    name: usize,
    level: Option<u8>,
}

/// What the pages say.
struct Evidence {
    /// The sections of each page in order.
    pages: Vec<Vec<Seen>>,
    names: Vec<Name>,
}

/// A title in all its spellings.
struct Name {
    key: String,
    /// Each spelling with how often it stands.
    spellings: BTreeMap<String, usize>,
    /// The pages that it is on.
    pages: BTreeSet<usize>,
    /// The name that it is joined to: itself if to none.
    group: usize,
}

impl Evidence {
    fn of(pages: &[(u8, Vec<PageSection>)]) -> Self {
        let mut names: Vec<Name> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut seen = Vec::new();
        for (page, (level, sections)) in pages.iter().enumerate() {
            let mut own: Vec<Seen> = Vec::new();
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
                // A title that stands twice on a page is no part of its shape.
                if !own.iter().any(|other| other.name == name) {
                    own.push(Seen { name, level: (section.level != *level).then_some(section.level) });
                }
            }
            seen.push(own);
        }
        Self { pages: seen, names }
    }

    /// Whether a section is on enough pages to be proposed.
    fn is_frequent(&self, group: usize) -> bool {
        let count = self.pages_of(group).len();
        count >= 2 && count * 100 >= MIN_SHARE * self.pages.len()
    }

    fn members(&self, group: usize) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(move |name| name.group == group)
    }

    /// The pages that a section is on under any of its names.
    fn pages_of(&self, group: usize) -> BTreeSet<usize> {
        self.members(group).flat_map(|name| &name.pages).copied().collect()
    }

    fn join(&mut self, group: usize, other: usize) {
        for name in self.names.iter_mut().filter(|name| name.group == other) {
            name.group = group;
        }
    }

    /// The groups, the most frequent first.
    fn groups(&self) -> Vec<usize> {
        let mut groups: Vec<usize> =
            self.names.iter().enumerate().filter(|(at, name)| name.group == *at).map(|(at, _)| at).collect();
        groups.sort_by_key(|&group| (std::cmp::Reverse(self.pages_of(group).len()), group));
        groups
    }

    /// Joins names that a built-in template knows as one section, unless pages have both of them.
    fn join_known_names(&mut self) {
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
                    self.join(group, other);
                }
            }
        }
    }

    /// Joins a name to a more frequent one in whose place it stands: never on a page with it, between the same neighbours,
    /// and more often than chance would leave them apart.
    fn join_by_place(&mut self) {
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
                if chance_apart(pages.len(), rest, others.len()) < MAX_CHANCE && self.neighbours_agree(group, other) {
                    self.join(group, other);
                }
            }
        }
    }

    /// Whether two sections mostly stand between the same ones: what is before the one is not behind the other.
    fn neighbours_agree(&self, group: usize, other: usize) -> bool {
        let (mut agree, mut differ) = (0, 0);
        for third in
            self.groups().into_iter().filter(|&third| third != group && third != other && self.is_frequent(third))
        {
            let (before, behind) = self.precedence(group, third);
            let (other_before, other_behind) = self.precedence(other, third);
            if before + behind == 0 || other_before + other_behind == 0 {
                continue;
            }
            if (before > behind) == (other_before > other_behind) { agree += 1 } else { differ += 1 }
        }
        agree > 0 && differ == 0
    }

    /// On how many pages one section stands before another, and on how many behind.
    fn precedence(&self, group: usize, other: usize) -> (usize, usize) {
        let (mut before, mut behind) = (0, 0);
        for page in &self.pages {
            let at = |wanted: usize| page.iter().position(|seen| self.names[seen.name].group == wanted);
            if let (Some(one), Some(two)) = (at(group), at(other)) {
                if one < two { before += 1 } else { behind += 1 }
            }
        }
        (before, behind)
    }

    /// The sections to be proposed, in the order of most pages: the one that comes before the most others first. Where
    /// pages do not tell, the mean place among the sections of a page does.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = self.groups().into_iter().filter(|&group| self.is_frequent(group)).collect();
        let wins = |group: usize| {
            let others = order.iter().filter(|&&other| other != group);
            others
                .filter(|&&other| {
                    let (before, behind) = self.precedence(group, other);
                    before > behind
                })
                .count()
        };
        let mut keyed: Vec<(usize, usize, usize)> =
            order.iter().map(|&group| (order.len() - wins(group), self.mean_place(group), group)).collect();
        keyed.sort_unstable();
        order = keyed.into_iter().map(|(_, _, group)| group).collect();
        order
    }

    /// The mean place of a section on its pages, in thousandths of the way down.
    fn mean_place(&self, group: usize) -> usize {
        let places: Vec<usize> = self
            .pages
            .iter()
            .filter_map(|page| {
                let at = page.iter().position(|seen| self.names[seen.name].group == group)?;
                Some((2 * at + 1) * 500 / page.len())
            })
            .collect();
        places.iter().sum::<usize>() / places.len().max(1)
    }

    fn inference(&self, order: &[usize]) -> Inference {
        let rooms = self.rooms(order);
        let (mut sections, mut found_on) = (Vec::new(), Vec::new());
        for (index, &group) in order.iter().enumerate() {
            if rooms[index] > 0 {
                sections.push(Slot { any: true, ..Slot::default() });
                found_on.push(rooms[index]);
            }
            let is_last = index + 1 == order.len() && rooms[order.len()] == 0;
            sections.push(self.slot(group, is_last));
            found_on.push(self.pages_of(group).len());
        }
        if rooms[order.len()] > 0 {
            sections.push(Slot { any: true, ..Slot::default() });
            found_on.push(rooms[order.len()]);
        }
        let template = Template { sections, ..Template::default() };
        Inference { template, pages: self.pages.len(), found_on }
    }

    /// Before each section of `order`, and behind the last, on how many pages other sections stand; zero where there
    /// need be no room for them. One that could stand in several places counts for the one that takes the most.
    fn rooms(&self, order: &[usize]) -> Vec<usize> {
        let mut rooms = vec![0; order.len() + 1];
        let mut strangers = self.strangers(order);
        loop {
            let pages_at = |room: usize| {
                let here = strangers.iter().filter(|(_, places)| places.contains(&room));
                here.map(|(page, _)| *page).collect::<BTreeSet<_>>().len()
            };
            let counts = (0..rooms.len()).map(|room| (pages_at(room), room));
            let (count, room) =
                counts.max_by_key(|(count, room)| (*count, std::cmp::Reverse(*room))).unwrap_or_default();
            if count == 0 || count * 100 < ROOM_SHARE * self.pages.len() {
                return rooms;
            }
            rooms[room] = count;
            strangers.retain(|(_, places)| !places.contains(&room));
        }
    }

    /// The sections that are not in `order`, each with its page and the places where it could stand: behind the section
    /// of `order` that comes before it, and up to the next.
    fn strangers(&self, order: &[usize]) -> Vec<(usize, std::ops::RangeInclusive<usize>)> {
        let mut found = Vec::new();
        for (index, page) in self.pages.iter().enumerate() {
            let places: Vec<Option<usize>> =
                page.iter().map(|seen| order.iter().position(|&group| group == self.names[seen.name].group)).collect();
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

    /// The level of a section where most of its headings have another than those beside them should.
    fn level(&self, group: usize) -> Option<u8> {
        let mut levels: BTreeMap<Option<u8>, usize> = BTreeMap::new();
        for seen in self.pages.iter().flatten().filter(|seen| self.names[seen.name].group == group) {
            *levels.entry(seen.level).or_default() += 1;
        }
        levels.into_iter().max_by_key(|(_, count)| *count).and_then(|(level, _)| level)
    }
}

/// How likely it is that a section on `count` of `rest` pages is on none of `others` more.
fn chance_apart(count: usize, rest: usize, others: usize) -> f64 {
    let whole = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let absent = 1.0 - (whole(count) / whole(rest.max(1))).min(1.0);
    absent.powf(whole(others))
}

impl Inference {
    /// The proposal as TOML for `book.toml`, with what it rests on.
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
    use crate::document::{Dialect, Document};
    use crate::templates::page;

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
    fn names_that_stand_for_each_other_are_one() {
        let found =
            infer(&pages(&["Prerequisites Do", "Requirements Do", "Before_you_begin Do", "Prerequisites Do"])).unwrap();
        assert_eq!(shape(&found), ["Prerequisites|Requirements|Before you begin", "Do"]);
        let unknown =
            ["In Zap Out", "In Zap Out", "In Zap Out", "In Zap Out", "In Buzz Out", "In Buzz Out", "In Zap Out"];
        assert_eq!(shape(&infer(&pages(&unknown)).unwrap()), ["In", "Zap|Buzz", "Out"]);
    }

    #[test]
    fn thin_evidence_is_told() {
        assert_eq!(infer(&pages(&["A", "A"])), Err(Thin::Pages(2)));
        assert_eq!(infer(&pages(&["A", "B", "C", "D"])), Err(Thin::Sections(4)));
    }
}
