//! Rules that may speak of a text though none of their words stands in it, told by its characters.

use std::sync::OnceLock;

use super::expression::{Characters, Expression, MAX_NEEDS, MAX_NEIGHBOURS, Neighbours};
use super::rule::Rule;
use super::scope::BlockScope;

/// For each scope, what its rules need. Every text of a book is asked for, so it stands in a row, and is made when the
/// first text of the scope is read.
#[derive(Debug, Default)]
pub(super) struct Watch {
    scopes: [OnceLock<Vec<Watcher>>; BlockScope::ALL.len()],
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
        watcher.needs = [u128::MAX; MAX_NEEDS];
        watcher.needs.iter_mut().zip(expression.needs()).for_each(|(need, known)| *need = *known);
        watcher.neighbours.iter_mut().zip(expression.neighbours()).for_each(|(it, known)| *it = *known);
        watcher
    }

    fn always(rule: u32) -> Self {
        Self { rule, is_always: true, needs: [0; MAX_NEEDS], neighbours: Default::default() }
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
        let watchers = self.scopes[scope.index()].get_or_init(|| watchers(rules, scope));
        let mut last = None;
        let may_speak = watchers.iter().filter(move |it| it.may_speak(characters));
        may_speak.map(|it| it.rule as usize).filter(move |rule| last.replace(*rule) != Some(*rule))
    }
}

fn watchers(rules: &[Rule], scope: BlockScope) -> Vec<Watcher> {
    let mut found = Vec::new();
    for (rule, number) in rules.iter().zip(0..).filter(|(rule, _)| rule.selects(scope)) {
        match rule.expressions() {
            None => found.push(Watcher::always(number)),
            Some(expressions) => found.extend(expressions.into_iter().map(|it| Watcher::of(number, it))),
        }
    }
    found
}
