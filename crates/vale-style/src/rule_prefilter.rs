//! Prefilter for rules without a literal: which of them can report a text, by its bigrams.

use std::sync::OnceLock;

use super::regex::{BigramSet, RequiredBigrams};
use super::rule::Rule;
use super::scope::BlockScope;

/// The prefilters of all rules, by scope. They are checked for every text of a book, so they lie close together; those
/// of a scope are built when its first text is read.
#[derive(Debug, Default)]
pub(super) struct RulePrefilter {
    scopes: [OnceLock<Vec<Candidate>>; BlockScope::ALL.len()],
}

/// A rule, or one of its regexes, that is searched without a hit of the word index.
#[derive(Debug)]
struct Candidate {
    rule: usize,
    bigrams: RequiredBigrams,
}

impl RulePrefilter {
    /// The rules that can report a text of the scope with these bigrams, in order.
    pub(super) fn rules(&self, rules: &[Rule], scope: BlockScope, bigrams: &BigramSet) -> impl Iterator<Item = usize> {
        let candidates = self.scopes[scope.index()].get_or_init(|| candidates(rules, scope));
        let mut last = None;
        let possible = candidates.iter().filter(|it| it.bigrams.occur_in(bigrams)).map(|it| it.rule);
        possible.filter(move |rule| last.replace(*rule) != Some(*rule))
    }
}

fn candidates(rules: &[Rule], scope: BlockScope) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (number, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.selects(scope)) {
        match rule.regexes() {
            None => found.push(Candidate { rule: number, bigrams: RequiredBigrams::default() }),
            Some(regexes) => found.extend(
                regexes.into_iter().map(|regex| Candidate { rule: number, bigrams: regex.prefilter().bigrams() }),
            ),
        }
    }
    found
}
