//! Conformance of a page with its template: the slot of each section, and the faults.
//!
//! Sections are matched to slots by name; other sections fit any slot for other sections. As many sections as possible
//! that follow the order of the template keep their places, and the rest are out of order. The search is a weighted
//! longest ascending subsequence, in time proportional to sections times slots.

use super::page::{PageSection, page_sections};
use super::{CompiledSlot, CompiledTemplate};
use crate::config::title_key;
use redline_document::document::Document;

/// Comparison of a page with its template.
#[derive(Debug)]
pub struct Conformance<'a> {
    /// Template of the page.
    pub template: &'a CompiledTemplate,
    /// Sections with a slot, outer ones before their subsections.
    pub placed: Vec<Placed<'a>>,
    /// Faults, in the order of the page except for missing sections.
    pub faults: Vec<Fault<'a>>,
}

/// Section and the slot that it fills.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The section.
    pub section: PageSection,
    /// The slot.
    pub slot: &'a CompiledSlot,
}

/// Difference between a page and its template.
#[derive(Clone, Debug)]
pub enum Fault<'a> {
    /// A required section is missing.
    Missing {
        /// The slot.
        slot: &'a CompiledSlot,
        /// Level of its heading.
        level: u8,
        /// Its place.
        place: Place,
        /// Heading of the section that lacks it; `None` for the page.
        parent: Option<usize>,
    },
    /// A section is in the wrong place among its siblings.
    Misplaced {
        /// The section.
        section: PageSection,
        /// Name of its slot, if it has one.
        name: Option<&'a str>,
        /// Its correct place.
        place: Place,
        /// Its siblings, itself included.
        siblings: Vec<PageSection>,
        /// Whether its slot must come last.
        is_last: bool,
    },
    /// A section has another name than the template gives it.
    Renamed {
        /// The section.
        section: PageSection,
        /// The slot.
        slot: &'a CompiledSlot,
    },
    /// A heading has the wrong level.
    Level {
        /// The section.
        section: PageSection,
        /// Correct level.
        level: u8,
        /// Headings whose level must change with it; empty if other sections would then get another parent.
        headings: Vec<usize>,
    },
    /// A section that no slot fits.
    Unexpected {
        /// The section.
        section: PageSection,
        /// Slots at its level.
        known: &'a [CompiledSlot],
    },
}

/// Place among sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// After a section.
    After(PageSection),
    /// Before a section.
    Before(PageSection),
    /// Among no other sections.
    Only,
}

/// Compares a page with a template.
pub fn conformance<'a>(template: &'a CompiledTemplate, document: &Document) -> Conformance<'a> {
    let (level, sections) = page_sections(document);
    let mut found = Conformance { template, placed: Vec::new(), faults: Vec::new() };
    found.compare(&Siblings { sections: &sections, level, parent: None, slots: &template.slots });
    found
}

/// Sections below one heading.
struct Siblings<'s, 'a> {
    sections: &'s [PageSection],
    /// Level that they should have.
    level: u8,
    /// Heading above them, unless it is the title.
    parent: Option<usize>,
    /// Slots of the template for them.
    slots: &'a [CompiledSlot],
}

impl<'a> Conformance<'a> {
    /// Number of required sections, and of those among them that are in their place.
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
        let kept = ordered(&assigned, slots, has_room);
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
                self.report_missing(ready, slot, siblings, &kept);
            }
        }
    }

    fn descend(&mut self, section: &PageSection, slot: &'a CompiledSlot) {
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

    fn place(&mut self, siblings: &Siblings<'_, 'a>, index: usize, slot: &'a CompiledSlot) {
        let section = &siblings.sections[index];
        self.placed.push(Placed { section: section.clone(), slot });
        let key = title_key(&section.title);
        if slot.slot.title.is_some() && !slot.is_named(&section.title, &key) {
            self.faults.push(Fault::Renamed { section: section.clone(), slot });
        }
        let level = slot.slot.level.unwrap_or(siblings.level);
        if section.level != level {
            let headings = headings_to_shift(siblings.sections, index, level, siblings.slots);
            self.faults.push(Fault::Level { section: section.clone(), level, headings });
        }
    }

    /// Reports a required slot without a section, unless the section exists at a deeper level.
    fn report_missing(
        &mut self,
        slot: &'a CompiledSlot,
        index: usize,
        siblings: &Siblings<'_, 'a>,
        kept: &[Option<usize>],
    ) {
        let level = slot.slot.level.unwrap_or(siblings.level);
        let taken: Vec<usize> = self.placed.iter().map(|placed| placed.section.heading).collect();
        if let Some((around, section, is_free)) = find_nested(siblings.sections, slot, &taken) {
            if section.level == level {
                self.report_enclosing(siblings, around, level);
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
    /// Reports a section that contains sections which should be its siblings, since its level is too high.
    fn report_enclosing(&mut self, siblings: &Siblings<'_, 'a>, index: usize, level: u8) {
        let section = &siblings.sections[index];
        let is_it = |fault: &Fault<'_>| matches!(fault, Fault::Level { section: other, .. } if other.heading == section.heading);
        if !self.faults.iter().any(is_it) {
            let headings = headings_to_shift(siblings.sections, index, level, siblings.slots);
            self.faults.push(Fault::Level { section: section.clone(), level, headings });
        }
    }
}

/// Named slot of each section, if any: titles take precedence over other names, and a slot that is not repeatable gets
/// the first section.
fn assign(sections: &[PageSection], slots: &[CompiledSlot]) -> Vec<Option<usize>> {
    let keys: Vec<String> = sections.iter().map(|section| title_key(&section.title)).collect();
    let mut assigned: Vec<Option<usize>> = vec![None; sections.len()];
    let mut taken = vec![false; slots.len()];
    for by_synonym in [false, true] {
        for (index, section) in sections.iter().enumerate() {
            let knows = |slot: &CompiledSlot| {
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

/// Weight of a section with a named slot that keeps its place. It moves rather than another, since its place is known.
const NAMED: usize = 100;

/// Weight of a section without a named slot that keeps its place.
const OTHER: usize = 101;

/// Slot in which each section keeps its place; `None` for a section that is out of order or fits no slot.
fn ordered(assigned: &[Option<usize>], slots: &[CompiledSlot], has_room: bool) -> Vec<Option<usize>> {
    // best[slot]: weight and last step of the best sequence so far that ends in `slot`.
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

/// Section that keeps its place, after those that `before` leads to.
struct Step {
    section: usize,
    slot: usize,
    before: Option<usize>,
}

/// Fault of a section that is out of order. Its place is after the last section that keeps its place and belongs before
/// it.
fn misplaced<'a>(
    index: usize,
    sections: &[PageSection],
    assigned: &[Option<usize>],
    kept: &[Option<usize>],
    slots: &'a [CompiledSlot],
) -> Fault<'a> {
    let slot = assigned[index];
    let target = slot.or_else(|| slots.iter().position(|slot| slot.slot.any)).unwrap_or(slots.len());
    let before = kept.iter().rposition(|kept| kept.is_some_and(|other| other <= target));
    let after = kept.iter().position(|kept| kept.is_some_and(|other| other > target));
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

/// Headings whose level changes with a section, so that it keeps its siblings: its own, those of its subsections, and
/// those of sections that would otherwise become its subsections. Empty if it would become a subsection itself. The
/// heading of a section that contains sections which should be its siblings changes alone.
fn headings_to_shift(sections: &[PageSection], index: usize, level: u8, slots: &[CompiledSlot]) -> Vec<usize> {
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

/// Subsection with the name of a slot: the index of its ancestor in `sections`, the subsection, and whether raising its
/// level keeps all others in place, since it is the last one below each of its ancestors.
fn find_nested<'s>(
    sections: &'s [PageSection],
    slot: &CompiledSlot,
    taken: &[usize],
) -> Option<(usize, &'s PageSection, bool)> {
    fn search<'s>(
        section: &'s PageSection,
        slot: &CompiledSlot,
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
