//! Prefilter for rules without a literal: which rules can match a text, decided by its bytes and bigrams.

use std::sync::OnceLock;

use super::regex::{ByteSet, MAX_BIGRAMS, MAX_BYTE_SETS, Regex, RequiredBigram, TextProfile};
use super::rule::Rule;
use super::scope::BlockScope;

/// The prefilters of all rules, by scope. They are checked for every text of a book, so they lie close together; those
/// of a scope are built when its first text is read.
#[derive(Debug, Default)]
pub(super) struct RulePrefilter {
    scopes: [OnceLock<ScopePrefilter>; BlockScope::ALL.len()],
}

/// The prefilters of the rules of one scope.
#[derive(Debug, Default)]
struct ScopePrefilter {
    /// The rarest required byte set of each candidate, close together: it rules out most of them.
    rarest: Vec<ByteSet>,
    all: Vec<Candidate>,
}

impl ScopePrefilter {
    fn of(rules: &[Rule], scope: BlockScope) -> Self {
        let mut all = Vec::new();
        for (rule, number) in rules.iter().zip(0..).filter(|(rule, _)| rule.selects(scope)) {
            match rule.regexes() {
                None => all.push(Candidate::always(number)),
                Some(regexes) => all.extend(regexes.into_iter().map(|it| Candidate::of(number, it))),
            }
        }
        let rarest = all.iter().map(|it| it.required_bytes[0]).collect();
        Self { rarest, all }
    }

    /// The candidates that can match a text with this profile, which may be that of an empty text.
    fn may_match(&self, profile: TextProfile<'_>) -> impl Iterator<Item = &Candidate> {
        let rarest = self.rarest.iter().zip(&self.all);
        let possible = rarest.filter(move |(set, it)| profile.bytes.meets(&[**set]) || it.is_always);
        possible.map(|(_, it)| it).filter(move |it| it.may_match(profile))
    }
}

/// A rule, or one of its regexes, that is not started by a literal.
#[derive(Debug)]
struct Candidate {
    rule: u32,
    /// Whether it has no requirement, not even a byte.
    is_always: bool,
    required_bytes: [ByteSet; MAX_BYTE_SETS],
    required_bigrams: [RequiredBigram; MAX_BIGRAMS],
}

impl Candidate {
    fn of(rule: u32, regex: &Regex) -> Self {
        let mut candidate = Self { is_always: regex.required_bytes().is_empty(), ..Self::always(rule) };
        candidate.required_bytes.iter_mut().zip(regex.required_bytes()).for_each(|(set, known)| *set = *known);
        candidate.required_bigrams.iter_mut().zip(regex.required_bigrams()).for_each(|(it, known)| *it = *known);
        candidate
    }

    fn always(rule: u32) -> Self {
        Self {
            rule,
            is_always: true,
            required_bytes: [ByteSet::ALL; MAX_BYTE_SETS],
            required_bigrams: Default::default(),
        }
    }

    fn may_match(&self, profile: TextProfile<'_>) -> bool {
        self.is_always
            || (profile.bytes.meets(&self.required_bytes)
                && self.required_bigrams.iter().all(|it| it.occurs_in(profile.bigrams)))
    }
}

impl RulePrefilter {
    /// The rules that can match a text of the scope with this profile, in order.
    pub(super) fn rules(
        &self,
        rules: &[Rule],
        scope: BlockScope,
        profile: TextProfile<'_>,
    ) -> impl Iterator<Item = usize> {
        let candidates = self.scopes[scope.index()].get_or_init(|| ScopePrefilter::of(rules, scope));
        let mut last = None;
        candidates.may_match(profile).map(|it| it.rule as usize).filter(move |rule| last.replace(*rule) != Some(*rule))
    }
}
