//! Rules that may speak of a text though none of their words stands in it, told by its characters.

use std::sync::OnceLock;

use super::expression::{Characters, Expression, MAX_NEEDS, MAX_NEIGHBOURS, Neighbours};
use super::rule::Rule;
use super::scope::BlockScope;

/// For each scope, what its rules need. Every text of a book is asked for, so it stands close together, and is made when
/// the first text of the scope is read.
#[derive(Debug, Default)]
pub(super) struct Watch {
    scopes: [OnceLock<Watchers>; BlockScope::ALL.len()],
}

/// What the rules of a scope need.
#[derive(Debug, Default)]
struct Watchers {
    /// The rarest need of each, close together: most are told apart by it.
    rarest: Vec<u128>,
    all: Vec<Watcher>,
}

impl Watchers {
    fn of(rules: &[Rule], scope: BlockScope) -> Self {
        let mut all = Vec::new();
        for (rule, number) in rules.iter().zip(0..).filter(|(rule, _)| rule.selects(scope)) {
            match rule.expressions() {
                None => all.push(Watcher::always(number)),
                Some(expressions) => all.extend(expressions.into_iter().map(|it| Watcher::of(number, it))),
            }
        }
        let rarest = all.iter().map(|it| it.needs[0]).collect();
        Self { rarest, all }
    }

    /// Those that may speak of a text with these characters; some do of an empty one as well.
    fn may_speak(&self, characters: Characters<'_>) -> impl Iterator<Item = &Watcher> {
        let rarest = self.rarest.iter().zip(&self.all);
        let met = rarest.filter(move |(need, it)| characters.mask.meets(&[**need]) || it.is_always);
        met.map(|(_, it)| it).filter(move |it| it.may_speak(characters))
    }
}

/// A rule, or one of its expressions, that is not led by words.
#[derive(Debug)]
struct Watcher {
    rule: u32,
    /// Whether it needs nothing, not even a character.
    is_always: bool,
    needs: [u128; MAX_NEEDS],
    neighbours: [Neighbours; MAX_NEIGHBOURS],
}

impl Watcher {
    fn of(rule: u32, expression: &Expression) -> Self {
        let mut watcher = Self { is_always: expression.needs().is_empty(), ..Self::always(rule) };
        watcher.needs.iter_mut().zip(expression.needs()).for_each(|(need, known)| *need = *known);
        watcher.neighbours.iter_mut().zip(expression.neighbours()).for_each(|(it, known)| *it = *known);
        watcher
    }

    fn always(rule: u32) -> Self {
        Self { rule, is_always: true, needs: [u128::MAX; MAX_NEEDS], neighbours: Default::default() }
    }

    fn may_speak(&self, characters: Characters<'_>) -> bool {
        self.is_always
            || (characters.mask.meets(&self.needs) && self.neighbours.iter().all(|it| it.stand_in(characters.pairs)))
    }
}

impl Watch {
    /// The rules that may speak of a text of the scope with these characters, in order.
    pub(super) fn rules(
        &self,
        rules: &[Rule],
        scope: BlockScope,
        characters: Characters<'_>,
    ) -> impl Iterator<Item = usize> {
        let watchers = self.scopes[scope.index()].get_or_init(|| Watchers::of(rules, scope));
        let mut last = None;
        watchers.may_speak(characters).map(|it| it.rule as usize).filter(move |rule| last.replace(*rule) != Some(*rule))
    }
}
