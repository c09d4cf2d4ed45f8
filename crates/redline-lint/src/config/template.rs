//! The tables `templates`: the sections that a kind of page has.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Level, RuleSetting, title_key};

/// A kind of page, and the sections that its pages have.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Template {
    /// Its name, for comments and messages.
    pub name: String,
    /// The template that it adapts; without sections of its own, the built-in one of its name.
    pub extends: Option<String>,
    /// The chapters that it is for: globs relative to `src`; `*` stops at `/`.
    #[serde(rename = "for")]
    pub chapters: Vec<String>,
    /// The parts of `SUMMARY.md` whose chapters it is for.
    pub parts: Vec<String>,
    /// What the title of a page must match: a regular expression.
    pub title: Option<String>,
    /// How such a title reads, in words.
    pub title_help: Option<String>,
    /// The sections below the title, in order.
    pub sections: Vec<Slot>,
    /// Levels and options of rules in its pages.
    pub rules: BTreeMap<String, RuleSetting>,
}

/// A place for sections in a template.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Slot {
    /// The title that the section should have.
    pub title: Option<String>,
    /// Other titles by which it is known.
    pub also: Vec<String>,
    /// Titles by which it is known too: a regular expression. They are not renamed.
    pub pattern: Option<String>,
    /// Whether sections of any title may stand here.
    pub any: bool,
    /// Whether a page may do without it.
    pub optional: Option<bool>,
    /// Whether a page may have several.
    pub repeatable: Option<bool>,
    /// Whether it must come before all others.
    pub first: Option<bool>,
    /// Whether it must come after all others.
    pub last: Option<bool>,
    /// The level of its heading; one more than that of the heading above it if there is none.
    pub level: Option<u8>,
    /// What stands in it.
    pub body: Option<Body>,
    /// The columns of its table.
    pub columns: Vec<String>,
    /// How many words of prose it has at least.
    pub min_words: Option<usize>,
    /// The sections below it; anything may stand there if there is none.
    pub sections: Vec<Self>,
    /// Levels of rules in it.
    pub rules: BTreeMap<String, Level>,
    /// What belongs there: shown with findings and in new pages.
    pub note: Option<String>,
    /// Whether it is taken out of the template that is adapted.
    pub remove: bool,
}

/// What stands in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// A list.
    List,
    /// A numbered list whose items begin with a verb.
    Steps,
    /// A table.
    Table,
    /// A paragraph.
    Prose,
    /// A block of code.
    Code,
}

impl Slot {
    /// Whether pages must have it.
    pub fn is_required(&self) -> bool {
        !self.any && self.optional != Some(true)
    }

    /// What stands in it: named columns are those of a table.
    pub fn body(&self) -> Option<Body> {
        self.body.or((!self.columns.is_empty()).then_some(Body::Table))
    }
}

impl Template {
    /// Merges `self` over `base`.
    ///
    /// Sections of the same name are merged; a new one comes after the one listed before it.
    pub(crate) fn over(&self, base: &Self) -> Self {
        let mut rules = base.rules.clone();
        rules.extend(self.rules.clone());
        Self {
            name: self.name.clone(),
            extends: self.extends.clone(),
            chapters: self.chapters.clone(),
            parts: self.parts.clone(),
            title: self.title.clone().or_else(|| base.title.clone()),
            title_help: self.title_help.clone().or_else(|| base.title_help.clone()),
            sections: merged(&self.sections, &base.sections),
            rules,
        }
    }
}

/// Sections of `base` with the changes of `own`.
fn merged(own: &[Slot], base: &[Slot]) -> Vec<Slot> {
    let mut slots = base.to_vec();
    let mut at = 0;
    for slot in own {
        match slots.iter().position(|known| is_same(slot, known)) {
            Some(found) if slot.remove => {
                slots.remove(found);
                at = found;
            }
            Some(found) => {
                slots[found] = slot.over(&slots[found]);
                at = found + 1;
            }
            None => {
                slots.insert(at, slot.clone());
                at += 1;
            }
        }
    }
    slots
}

/// Whether two slots are for the same sections: the title of `own` is a name of `base`.
fn is_same(own: &Slot, base: &Slot) -> bool {
    let keys =
        |slot: &Slot| -> Vec<String> { slot.title.iter().chain(&slot.also).map(|name| title_key(name)).collect() };
    match &own.title {
        Some(title) => keys(base).contains(&title_key(title)),
        None => own.any && base.any,
    }
}

impl Slot {
    fn over(&self, base: &Self) -> Self {
        let other_names = base.title.iter().chain(&base.also).chain(&self.also);
        let mut also: Vec<String> = Vec::new();
        for name in other_names.filter(|name| Some(*name) != self.title.as_ref()) {
            if !also.contains(name) {
                also.push(name.clone());
            }
        }
        let mut rules = base.rules.clone();
        rules.extend(self.rules.clone());
        Self {
            title: self.title.clone().or_else(|| base.title.clone()),
            also,
            pattern: self.pattern.clone().or_else(|| base.pattern.clone()),
            any: self.any,
            optional: self.optional.or(base.optional),
            repeatable: self.repeatable.or(base.repeatable),
            first: self.first.or(base.first),
            last: self.last.or(base.last),
            level: self.level.or(base.level),
            body: self.body.or(base.body),
            columns: if self.columns.is_empty() { base.columns.clone() } else { self.columns.clone() },
            min_words: self.min_words.or(base.min_words),
            sections: merged(&self.sections, &base.sections),
            rules,
            note: self.note.clone().or_else(|| base.note.clone()),
            remove: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(title: &str) -> Slot {
        Slot { title: Some(title.to_owned()), ..Slot::default() }
    }

    fn titles(template: &Template) -> Vec<&str> {
        template.sections.iter().map(|slot| slot.title.as_deref().unwrap_or("*")).collect()
    }

    #[test]
    fn an_adaptation_renames_adds_and_removes() {
        let also = |title: &str, also: &str| Slot { also: vec![also.to_owned()], ..slot(title) };
        let any = Slot { any: true, ..Slot::default() };
        let base = Template {
            sections: vec![also("Prerequisites", "What you need"), slot("Steps"), any, slot("Next steps")],
            ..Template::default()
        };
        let own = Template {
            sections: vec![
                slot("What you need"),
                slot("Cost"),
                Slot { remove: true, ..slot("Next steps") },
                slot("Feedback"),
            ],
            ..Template::default()
        };
        let merged = own.over(&base);
        assert_eq!(titles(&merged), ["What you need", "Cost", "Steps", "*", "Feedback"]);
        assert_eq!(merged.sections[0].also, ["Prerequisites"]);
    }

    #[test]
    fn keys_that_are_not_given_are_inherited() {
        let base = Template {
            sections: vec![Slot { optional: Some(true), body: Some(Body::List), ..slot("Examples") }],
            ..Template::default()
        };
        let own =
            Template { sections: vec![Slot { optional: Some(false), ..slot("examples:") }], ..Template::default() };
        let merged = own.over(&base);
        assert!(merged.sections[0].is_required());
        assert_eq!(merged.sections[0].body(), Some(Body::List));
    }
}
