//! Rules that may speak of a text though none of their words stands in it, told by its characters.

use std::sync::OnceLock;

use super::expression::Mask;
use super::rule::Rule;
use super::scope::BlockScope;

/// How many sets of characters are asked for, of each of which a text must hold one.
const MAX_NEEDS: usize = 4;

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
}

impl Watch {
    /// The rules that may speak of a text of the scope with these characters, in order.
    pub(super) fn rules(&self, rules: &[Rule], scope: BlockScope, mask: Mask) -> impl Iterator<Item = usize> {
        let watchers = self.scopes[scope.index()].get_or_init(|| watchers(rules, scope));
        let mut last = None;
        let may_speak = watchers.iter().filter(move |it| it.is_always || mask.meets(&it.needs));
        may_speak.map(|it| it.rule as usize).filter(move |rule| last.replace(*rule) != Some(*rule))
    }
}

fn watchers(rules: &[Rule], scope: BlockScope) -> Vec<Watcher> {
    let mut found = Vec::new();
    for (rule, number) in rules.iter().zip(0..).filter(|(rule, _)| rule.selects(scope)) {
        match rule.needs() {
            None => found.push(Watcher { rule: number, is_always: true, needs: [0; MAX_NEEDS] }),
            Some(needs) => found.extend(needs.into_iter().map(|known| {
                let mut needs = [u128::MAX; MAX_NEEDS];
                needs.iter_mut().zip(known).for_each(|(need, known)| *need = *known);
                Watcher { rule: number, is_always: known.is_empty(), needs }
            })),
        }
    }
    found
}
