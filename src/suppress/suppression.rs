//! One rule silenced by one comment, and where it speaks again.

use std::cell::Cell;

use super::RuleName;
use crate::source::Span;

/// One rule silenced by one comment.
#[derive(Debug)]
pub struct Entry {
    /// The comment that silences it, as an index into [`Suppressions::comments`](super::Suppressions::comments).
    pub comment: usize,
    /// The rule's name and where it is written; `None` for all rules.
    pub rule: Option<(String, Span)>,
    pub(super) which: Which,
    pub(super) reach: Reach,
    /// Where later comments switch rules on again.
    holes: Vec<Hole>,
    used: Cell<bool>,
}

/// Where rules that a suppression silences speak again.
#[derive(Clone, Debug)]
struct Hole {
    /// The rule or style; `None` for all of them.
    rule: Option<String>,
    span: Span,
}

impl Hole {
    fn covers(&self, rule: &str, offset: usize) -> bool {
        self.span.contains(&offset) && self.rule.as_ref().is_none_or(|name| covers(name, rule))
    }
}

/// Which findings of its rules a suppression covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Which {
    All,
    /// Those of exactly these words.
    Words(String),
    /// Those of styles that are not among these.
    OtherStyles(Vec<String>),
}

impl Which {
    fn covers(&self, rule: &str, words: impl FnOnce() -> String) -> bool {
        match self {
            Self::All => true,
            Self::Words(these) => *these == words(),
            Self::OtherStyles(kept) => {
                rule.split_once('.').is_some_and(|(style, _)| !kept.iter().any(|kept| kept == style))
            }
        }
    }
}

/// Where a suppression reaches.
#[derive(Clone, Debug)]
pub(super) enum Reach {
    /// Findings that start in these bytes of the text.
    Text(Span),
    /// Findings in the file that holds the comment, at this byte of the text.
    File(usize),
}

impl Entry {
    /// Whether a finding was silenced by it.
    pub fn is_used(&self) -> bool {
        self.used.get()
    }

    pub(super) fn new(comment: usize, rule: Option<(String, Span)>, which: Which, reach: Reach) -> Self {
        Self { comment, rule, which, reach, holes: Vec::new(), used: Cell::new(false) }
    }

    /// The same for the rule that was meant, or for all, if the rule named does not exist.
    pub(super) fn corrected(&self, check: impl Fn(&str) -> RuleName) -> Option<Self> {
        let (name, span) = self.rule.as_ref()?;
        let rule = match check(name) {
            RuleName::Known => return None,
            RuleName::Meant(name) => Some((name, span.clone())),
            RuleName::Unknown => None,
        };
        let Self { comment, which, reach, holes, .. } = self;
        let (which, reach, holes) = (which.clone(), reach.clone(), holes.clone());
        Some(Self { comment: *comment, rule, which, reach, holes, used: Cell::new(false) })
    }

    /// Whether it names just this rule or style.
    pub(super) fn is_of(&self, name: &str) -> bool {
        self.rule.as_ref().is_some_and(|(rule, _)| rule == name)
    }

    /// Whether it names a rule; of some words, a rule is named alone and not by its style.
    fn names(&self, rule: &str) -> bool {
        let is_named = |name: &str| match self.which {
            Which::Words(_) => name == rule,
            Which::All | Which::OtherStyles(_) => covers(name, rule) || name == crate::NAME,
        };
        self.rule.as_ref().is_none_or(|(name, _)| is_named(name))
    }

    /// Whether it covers a finding of `rule` at byte `offset` of the text; see [`Suppressions::silence`](super::Suppressions::silence).
    pub(super) fn covers(
        &self,
        rule: &str,
        words: impl FnOnce() -> String,
        offset: usize,
        same_file: impl FnOnce(usize) -> bool,
    ) -> bool {
        let reaches = || match &self.reach {
            Reach::Text(span) => span.contains(&offset),
            Reach::File(comment) => same_file(*comment),
        };
        let is_in_hole = || self.holes.iter().any(|hole| hole.covers(rule, offset));
        self.names(rule) && reaches() && !is_in_hole() && self.which.covers(rule, words)
    }

    pub(super) fn mark_used(&self) {
        self.used.set(true);
    }

    /// Speaks again where `span` is, for a rule or style or for all; whether it was silent there. What comments of other
    /// files say ends with them.
    pub(super) fn open(&mut self, rule: Option<&str>, span: &Span) -> bool {
        let Reach::Text(reach) = &self.reach else { return false };
        let is_open =
            |hole: &Hole| hole.span.contains(&span.start) && (hole.rule.is_none() || hole.rule.as_deref() == rule);
        if !reach.contains(&span.start) || self.holes.iter().any(is_open) {
            return false;
        }
        self.holes.push(Hole { rule: rule.map(str::to_owned), span: span.clone() });
        true
    }
}

/// Whether a name in a comment covers a rule: its own, or that of its style.
pub fn covers(name: &str, rule: &str) -> bool {
    rule.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
