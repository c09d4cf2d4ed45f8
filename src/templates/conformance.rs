//! A page laid against its template: which section stands for which slot, and what is wrong.
//!
//! Sections are matched to slots by name. Of the sections that have a slot, or may stand anywhere that has room for
//! others, the most that follow the template's order keep their places; the rest are out of order. The search is a
//! longest ascending subsequence with weights, in time proportional to sections times slots.

use super::page::{PageSection, page_sections};
use super::{ReadySlot, ReadyTemplate};
use crate::config::title_key;
use crate::document::Document;

/// What a page looks like beside its template.
#[derive(Debug)]
pub struct Conformance<'a> {
    /// The template.
    pub template: &'a ReadyTemplate,
    /// The sections that have a slot, outer ones before those in them.
    pub placed: Vec<Placed<'a>>,
    /// What is wrong, in the order of the page as far as it has a place there.
    pub faults: Vec<Fault<'a>>,
}

/// A section and the slot that it fills.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The section.
    pub section: PageSection,
    /// The slot.
    pub slot: &'a ReadySlot,
}

/// One way in which a page differs from its template.
#[derive(Clone, Debug)]
pub enum Fault<'a> {
    /// A required section is not there.
    Missing {
        /// The slot.
        slot: &'a ReadySlot,
        /// The level that its heading would have.
        level: u8,
        /// Where it would stand.
        place: Place,
        /// The heading of the section that lacks it; `None` for the page.
        parent: Option<usize>,
    },
    /// A section stands in the wrong place among those beside it.
    Misplaced {
        /// The section.
        section: PageSection,
        /// How the slot is called, if it has one.
        name: Option<&'a str>,
        /// Where it should stand.
        place: Place,
        /// The sections beside it.
        siblings: Vec<PageSection>,
        /// Whether its slot is that of the last section.
        is_last: bool,
    },
    /// A section is called by another name than the chosen one.
    Renamed {
        /// The section.
        section: PageSection,
        /// The slot.
        slot: &'a ReadySlot,
    },
    /// A heading has another level than it should.
    Level {
        /// The section.
        section: PageSection,
        /// The level that it should have.
        level: u8,
        /// The headings whose level changes with it; none if other sections would then belong elsewhere.
        headings: Vec<usize>,
    },
    /// A section that the template has no room for.
    Unexpected {
        /// The section.
        section: PageSection,
        /// The slots that there are.
        known: &'a [ReadySlot],
    },
}

/// A place among sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind a section.
    After(PageSection),
    /// In front of a section.
    Before(PageSection),
    /// Where there are no sections yet.
    Only,
}

/// Lays a page against a template.
pub fn conformance<'a>(template: &'a ReadyTemplate, document: &Document) -> Conformance<'a> {
    let (level, sections) = page_sections(document);
    let mut found = Conformance { template, placed: Vec::new(), faults: Vec::new() };
    found.compare(&Siblings { sections: &sections, level, parent: None, slots: &template.slots });
    found
}

/// The sections below one heading.
struct Siblings<'s, 'a> {
    sections: &'s [PageSection],
    /// The level that they should have.
    level: u8,
    /// The heading above them, if it is not the title.
    parent: Option<usize>,
    /// What should stand there.
    slots: &'a [ReadySlot],
}

impl<'a> Conformance<'a> {
    /// How many sections are required, and how many of those are there, in their place.
    pub fn required_and_met(&self) -> (usize, usize) {
        let required_there = self.placed.iter().filter(|placed| placed.slot.slot.is_required());
        let is_displaced = |heading: usize| {
            self.faults.iter().any(|fault| match fault {
                Fault::Misplaced { section, .. } | Fault::Level { section, .. } => section.heading == heading,
                _ => false,
            })
        };
        let there: Vec<usize> = required_there.map(|placed| placed.section.heading).collect();
        let missing = self.faults.iter().filter(|fault| matches!(fault, Fault::Missing { .. })).count();
        let met = there.iter().filter(|heading| !is_displaced(**heading)).count();
        (there.len() + missing, met)
    }

    fn compare(&mut self, siblings: &Siblings<'_, 'a>) {
        let (sections, slots) = (siblings.sections, siblings.slots);
        let assigned = assign(sections, slots);
        let has_room = slots.iter().any(|slot| slot.slot.any);
        let kept = in_order(&assigned, slots, has_room);
        for (index, section) in sections.iter().enumerate() {
            match (assigned[index], kept[index]) {
                (Some(slot), _) => self.place(siblings, index, &slots[slot]),
                (None, Some(any)) => self.placed.push(Placed { section: section.clone(), slot: &slots[any] }),
                (None, None) if !has_room => {
                    self.faults.push(Fault::Unexpected { section: section.clone(), known: slots });
                }
                (None, None) => {}
            }
            if kept[index].is_none() && (assigned[index].is_some() || has_room) {
                self.faults.push(misplaced(index, sections, &assigned, &kept, slots));
            }
            if let Some(slot) = assigned[index].or(kept[index]) {
                self.descend(section, &slots[slot]);
            }
        }
        for (slot, ready) in slots.iter().enumerate().filter(|(_, ready)| ready.slot.is_required()) {
            if !assigned.contains(&Some(slot)) {
                self.miss(ready, slot, siblings, &kept);
            }
        }
    }

    fn descend(&mut self, section: &PageSection, slot: &'a ReadySlot) {
        if !slot.slots.is_empty() {
            let level = (section.level + 1).min(6);
            self.compare(&Siblings {
                sections: &section.sections,
                level,
                parent: Some(section.heading),
                slots: &slot.slots,
            });
        }
    }

    fn place(&mut self, siblings: &Siblings<'_, 'a>, index: usize, slot: &'a ReadySlot) {
        let section = &siblings.sections[index];
        self.placed.push(Placed { section: section.clone(), slot });
        let key = title_key(&section.title);
        if slot.slot.title.is_some() && !slot.is_named(&section.title, &key) {
            self.faults.push(Fault::Renamed { section: section.clone(), slot });
        }
        let level = slot.slot.level.unwrap_or(siblings.level);
        if section.level != level {
            let headings = moved_along(siblings.sections, index, level, siblings.slots);
            self.faults.push(Fault::Level { section: section.clone(), level, headings });
        }
    }

    /// A required slot without a section: it may stand deeper than it should.
    fn miss(&mut self, slot: &'a ReadySlot, index: usize, siblings: &Siblings<'_, 'a>, kept: &[Option<usize>]) {
        let level = slot.slot.level.unwrap_or(siblings.level);
        let taken: Vec<usize> = self.placed.iter().map(|placed| placed.section.heading).collect();
        if let Some((around, section, is_free)) = deeper(siblings.sections, slot, &taken) {
            if section.level == level {
                self.sink(siblings, around, level);
                return;
            }
            let headings = if is_free { section.headings() } else { Vec::new() };
            self.faults.push(Fault::Level { section: section.clone(), level, headings });
            return;
        }
        let before = kept.iter().rposition(|kept| kept.is_some_and(|other| other < index));
        let place = match (before, siblings.sections.first()) {
            (Some(before), _) => Place::After(siblings.sections[before].clone()),
            (None, Some(first)) => Place::Before(first.clone()),
            (None, None) => Place::Only,
        };
        self.faults.push(Fault::Missing { slot, level, place, parent: siblings.parent });
    }
}

impl<'a> Conformance<'a> {
    /// A section that takes in others that should stand beside it: it has too high a level.
    fn sink(&mut self, siblings: &Siblings<'_, 'a>, index: usize, level: u8) {
        let section = &siblings.sections[index];
        let is_it = |fault: &Fault<'_>| matches!(fault, Fault::Level { section: other, .. } if other.heading == section.heading);
        if !self.faults.iter().any(is_it) {
            let headings = moved_along(siblings.sections, index, level, siblings.slots);
            self.faults.push(Fault::Level { section: section.clone(), level, headings });
        }
    }
}

/// The named slot of each section, if it has one: a chosen title goes before another name, and of several sections
/// the first has a slot that is for one.
fn assign(sections: &[PageSection], slots: &[ReadySlot]) -> Vec<Option<usize>> {
    let keys: Vec<String> = sections.iter().map(|section| title_key(&section.title)).collect();
    let mut assigned: Vec<Option<usize>> = vec![None; sections.len()];
    let mut taken = vec![false; slots.len()];
    for by_synonym in [false, true] {
        for (index, section) in sections.iter().enumerate() {
            let knows = |slot: &ReadySlot| {
                if by_synonym { slot.is_synonym(&keys[index]) } else { slot.is_named(&section.title, &keys[index]) }
            };
            if assigned[index].is_some() {
                continue;
            }
            let free = |at: &usize| !taken[*at] || slots[*at].slot.repeatable == Some(true);
            let found = (0..slots.len()).filter(free).find(|&at| !slots[at].slot.any && knows(&slots[at]));
            if let Some(slot) = found {
                taken[slot] = true;
                assigned[index] = Some(slot);
            }
        }
    }
    assigned
}

/// How much it counts that a section keeps its place. If one of two must move, it is the one with a name: its place is
/// known.
const NAMED: usize = 100;
const OTHER: usize = 101;

/// The slot in which each section keeps its place; `None` for a section that is out of order or has no room.
fn in_order(assigned: &[Option<usize>], slots: &[ReadySlot], has_room: bool) -> Vec<Option<usize>> {
    // best[slot]: the weight of the best choice so far whose last section stands in `slot`, and the step that made it.
    let mut best: Vec<(usize, Option<usize>)> = vec![(0, None); slots.len()];
    let mut steps: Vec<Step> = Vec::new();
    for (index, named) in assigned.iter().enumerate() {
        let candidates: Vec<usize> = match named {
            Some(slot) => vec![*slot],
            None if has_room => (0..slots.len()).filter(|&slot| slots[slot].slot.any).collect(),
            None => Vec::new(),
        };
        let before = best.clone();
        for slot in candidates {
            let (weight, last) =
                before[..=slot].iter().copied().reduce(|a, b| if b.0 > a.0 { b } else { a }).unwrap_or_default();
            let weight = weight + if named.is_some() { NAMED } else { OTHER };
            if weight > best[slot].0 {
                steps.push(Step { section: index, slot, before: last });
                best[slot] = (weight, Some(steps.len() - 1));
            }
        }
    }
    let mut kept = vec![None; assigned.len()];
    let mut at = best.iter().copied().reduce(|a, b| if b.0 > a.0 { b } else { a }).and_then(|(_, last)| last);
    while let Some(step) = at {
        kept[steps[step].section] = Some(steps[step].slot);
        at = steps[step].before;
    }
    kept
}

/// One section kept in its place, behind those that `before` leads to.
struct Step {
    section: usize,
    slot: usize,
    before: Option<usize>,
}

/// Where a section that is out of order should stand: behind the last one that keeps its place and belongs before it.
fn misplaced<'a>(
    index: usize,
    sections: &[PageSection],
    assigned: &[Option<usize>],
    kept: &[Option<usize>],
    slots: &'a [ReadySlot],
) -> Fault<'a> {
    let slot = assigned[index];
    let wanted = slot.or_else(|| slots.iter().position(|slot| slot.slot.any)).unwrap_or(slots.len());
    let before = kept.iter().rposition(|kept| kept.is_some_and(|other| other <= wanted));
    let after = kept.iter().position(|kept| kept.is_some_and(|other| other > wanted));
    let place = match (before, after) {
        (Some(before), _) => Place::After(sections[before].clone()),
        (None, Some(after)) => Place::Before(sections[after].clone()),
        (None, None) => Place::Only,
    };
    Fault::Misplaced {
        section: sections[index].clone(),
        name: slot.map(|slot| slots[slot].name()),
        place,
        siblings: sections.to_vec(),
        is_last: slot.is_some_and(|slot| slots[slot].slot.last == Some(true)),
    }
}

/// The headings that change their level with a section, so that it keeps those beside it: its own, those below, and
/// those of sections that would otherwise fall below it. None if it would fall below another. A heading that has taken
/// in sections that belong beside it goes down alone.
fn moved_along(sections: &[PageSection], index: usize, level: u8, slots: &[ReadySlot]) -> Vec<usize> {
    let section = &sections[index];
    let belongs_beside = |below: &PageSection| {
        below.level == level && slots.iter().any(|slot| slot.is_named(&below.title, &title_key(&below.title)))
    };
    if section.sections.iter().any(belongs_beside) {
        return vec![section.heading];
    }
    if index > 0 && sections[index - 1].level < level && section.level < level {
        return Vec::new();
    }
    let beside = sections[index + 1..].iter().take_while(|other| other.level > level && section.level > level);
    std::iter::once(section).chain(beside).flat_map(PageSection::headings).collect()
}

/// A section somewhere below that has the name of a slot: in which of `sections`, the section, and whether raising it
/// moves no other; then it is the last of those below its ancestors here.
fn deeper<'s>(
    sections: &'s [PageSection],
    slot: &ReadySlot,
    taken: &[usize],
) -> Option<(usize, &'s PageSection, bool)> {
    fn search<'s>(
        section: &'s PageSection,
        slot: &ReadySlot,
        taken: &[usize],
        is_free: bool,
    ) -> Option<(&'s PageSection, bool)> {
        for (index, below) in section.sections.iter().enumerate() {
            let key = title_key(&below.title);
            let is_free = is_free && index + 1 == section.sections.len();
            if slot.is_named(&below.title, &key) && !taken.contains(&below.heading) {
                return Some((below, is_free));
            }
            if let Some(found) = search(below, slot, taken, is_free) {
                return Some(found);
            }
        }
        None
    }
    sections
        .iter()
        .enumerate()
        .find_map(|(index, section)| search(section, slot, taken, true).map(|(found, is_free)| (index, found, is_free)))
}
