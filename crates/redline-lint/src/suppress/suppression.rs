//! Rule suppressed by a comment.

use std::cell::Cell;

use super::RuleName;
use redline_document::source::Span;

/// Rule suppressed by a comment.
#[derive(Debug)]
pub struct Suppression {
    /// Index of the comment in [`Suppressions::comments`](super::Suppressions::comments).
    pub comment: usize,
    /// Name of the rule or style, and its position in the text; `None` for all rules.
    pub rule: Option<(String, Span)>,
    pub(super) filter: Filter,
    pub(super) reach: Reach,
    /// Ranges in which later comments enable rules again.
    reenabled: Vec<ReenabledRange>,
    used: Cell<bool>,
}

/// Range in which rules are enabled again.
#[derive(Clone, Debug)]
struct ReenabledRange {
    /// Name of the rule or style; `None` for all of them.
    rule: Option<String>,
    span: Span,
}

impl ReenabledRange {
    fn covers(&self, rule: &str, offset: usize) -> bool {
        self.span.contains(&offset) && self.rule.as_ref().is_none_or(|name| covers(name, rule))
    }
}

/// Findings of its rules that a suppression covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    All,
    /// Findings of exactly these words.
    Words(String),
    /// Findings of styles that are not among these.
    OtherStyles(Vec<String>),
}

impl Filter {
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

/// Range of a suppression.
#[derive(Clone, Debug)]
pub(super) enum Reach {
    /// Findings that start in these bytes of the text.
    Text(Span),
    /// Findings in the file of the comment at this byte of the text.
    File(usize),
}

impl Suppression {
    /// Whether it suppressed a finding.
    pub fn is_used(&self) -> bool {
        self.used.get()
    }

    pub(super) fn new(comment: usize, rule: Option<(String, Span)>, filter: Filter, reach: Reach) -> Self {
        Self { comment, rule, filter, reach, reenabled: Vec::new(), used: Cell::new(false) }
    }

    /// The same suppression for the correction of an unknown rule, or for all rules.
    pub(super) fn corrected(&self, check: impl FnOnce(&str) -> RuleName) -> Option<Self> {
        let (name, span) = self.rule.as_ref()?;
        let rule = match check(name) {
            RuleName::Known => return None,
            RuleName::Misspelled(name) => Some((name, span.clone())),
            RuleName::Unknown => None,
        };
        let Self { comment, filter, reach, reenabled, .. } = self;
        let (filter, reach, reenabled) = (filter.clone(), reach.clone(), reenabled.clone());
        Some(Self { comment: *comment, rule, filter, reach, reenabled, used: Cell::new(false) })
    }

    /// Whether it names exactly this rule or style.
    pub(super) fn is_of(&self, name: &str) -> bool {
        self.rule.as_ref().is_some_and(|(rule, _)| rule == name)
    }

    /// Whether it names a rule. A style does not name its rules if the filter has words.
    fn names(&self, rule: &str) -> bool {
        let is_named = |name: &str| match self.filter {
            Filter::Words(_) => name == rule,
            Filter::All | Filter::OtherStyles(_) => covers(name, rule) || name == crate::NAME,
        };
        self.rule.as_ref().is_none_or(|(name, _)| is_named(name))
    }

    /// Whether it covers a finding; see [`Suppressions::suppress`](super::Suppressions::suppress).
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
        let is_reenabled = || self.reenabled.iter().any(|range| range.covers(rule, offset));
        self.names(rule) && reaches() && !is_reenabled() && self.filter.covers(rule, words)
    }

    pub(super) fn mark_used(&self) {
        self.used.set(true);
    }

    /// Bytes of the text in which it may cover findings.
    pub(super) fn bounds(&self) -> Span {
        match &self.reach {
            Reach::Text(span) => span.clone(),
            Reach::File(_) => 0..usize::MAX,
        }
    }

    /// Bytes of a text of this length in which it covers findings of some rule.
    pub fn covered(&self, len: usize) -> Vec<Span> {
        let bounds = self.bounds();
        let mut covered = Vec::new();
        let mut start = bounds.start;
        // Ranges in which rules are enabled again are in order, since comments are read in order.
        for range in self.reenabled.iter().filter(|range| range.rule.is_none()) {
            covered.push(start..range.span.start);
            start = start.max(range.span.end);
        }
        covered.push(start..bounds.end.min(len));
        covered.retain(|span| span.start < span.end);
        covered
    }

    /// Enables a rule or style, or all, in `span`, unless they are enabled there. Returns whether they were not.
    pub(super) fn enable(&mut self, rule: Option<&str>, span: &Span) -> bool {
        let Reach::Text(reach) = &mut self.reach else { return false };
        let is_enabled = |range: &ReenabledRange| {
            range.span.contains(&span.start) && (range.rule.is_none() || range.rule.as_deref() == rule)
        };
        if !reach.contains(&span.start) || self.reenabled.iter().any(is_enabled) {
            return false;
        }
        if rule.is_none() && span.end >= reach.end {
            reach.end = span.start;
            return true;
        }
        self.reenabled.push(ReenabledRange { rule: rule.map(str::to_owned), span: span.clone() });
        true
    }
}

/// Whether a name in a comment is that of a rule or of its style.
pub fn covers(name: &str, rule: &str) -> bool {
    rule.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
