//! Dispatch of alternations by first byte, and shared prefixes.

use super::byte_set::ByteSet;
use super::syntax::Node;

/// The branches of an alternation by first byte.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// For each byte, an index into `lists`.
    pub(super) of_byte: Box<[u16; 256]>,
    /// Lists of branch addresses, in order.
    pub(super) lists: Vec<Vec<usize>>,
}

/// Groups branches that start with the same character. A branch may only overtake others that start with other
/// characters, so that at most one of them can match.
pub(super) fn ways<'a>(branches: &[&'a [Node]]) -> Vec<Vec<&'a [Node]>> {
    let opening = |branch: &[Node]| match branch.first() {
        Some(Node::Char { c, fold }) if c.is_ascii() => Some((*c, *fold)),
        _ => None,
    };
    let mut ways: Vec<Vec<&[Node]>> = Vec::new();
    // The ways from here on start with one character each, all different.
    let mut first = 0;
    for branch in branches {
        let Some((c, fold)) = opening(branch) else {
            ways.push(vec![*branch]);
            first = ways.len();
            continue;
        };
        let is_near =
            |way: &&mut Vec<&[Node]>| opening(way[0]).is_some_and(|(other, _)| other.eq_ignore_ascii_case(&c));
        match ways[first..].iter_mut().find(is_near) {
            Some(way) if opening(way[0]) == Some((c, fold)) => way.push(branch),
            near => {
                if near.is_some() {
                    first = ways.len();
                }
                ways.push(vec![*branch]);
            }
        }
    }
    ways
}

/// The length of the prefix shared by all branches.
pub(super) fn shared_len(branches: &[&[Node]]) -> usize {
    let is_same = |a: &Node, b: &Node| match (a, b) {
        (Node::Char { c, fold }, Node::Char { c: other, fold: other_fold }) => c == other && fold == other_fold,
        _ => false,
    };
    let with_first = |branch: &&[Node]| branches[0].iter().zip(*branch).take_while(|(a, b)| is_same(a, b)).count();
    branches.iter().map(with_first).min().unwrap_or_default()
}

impl Table {
    /// Builds the table from each branch's address and first bytes, if it cannot be empty.
    pub(super) fn of(branches: &[(Option<ByteSet>, usize)]) -> Self {
        let mut table = Self { of_byte: Box::new([0; 256]), lists: vec![Vec::new()] };
        let begins_any =
            |byte: &u8| branches.iter().any(|(bytes, _)| bytes.as_ref().is_none_or(|it| it.contains(*byte)));
        for byte in (0..=u8::MAX).filter(begins_any) {
            let fits = |(bytes, at): &(Option<ByteSet>, usize)| {
                bytes.as_ref().is_none_or(|bytes| bytes.contains(byte)).then_some(*at)
            };
            let list: Vec<usize> = branches.iter().filter_map(fits).collect();
            let known = table.lists.iter().position(|known| *known == list);
            let index = known.unwrap_or_else(|| {
                table.lists.push(list);
                table.lists.len() - 1
            });
            table.of_byte[usize::from(byte)] = u16::try_from(index).unwrap_or_default();
        }
        table
    }

    /// The branches for the byte `next`. At the end of the text, branches that can be empty are in the list of any
    /// byte, and the others fail by themselves.
    pub(super) fn branches(&self, next: Option<u8>) -> (usize, &[usize]) {
        let index = usize::from(self.of_byte[usize::from(next.unwrap_or(0))]);
        (index, &self.lists[index])
    }
}
