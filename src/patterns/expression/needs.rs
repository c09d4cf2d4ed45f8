//! What a text must hold for an expression to match in it.

use super::starts::frequency;
use super::syntax::{Assertion, Node};

/// The bit of a [`Mask`] that stands for every character beyond ASCII.
const BEYOND_ASCII: u128 = 1 << 127;

/// Which ASCII characters a text holds, a bit each; one bit for all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mask(u128);

impl Mask {
    /// The characters of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut low = [0_u64; 4];
        for byte in text.bytes() {
            low[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        let beyond = if low[2] | low[3] != 0 { BEYOND_ASCII } else { 0 };
        Self(u128::from(low[0]) | u128::from(low[1]) << 64 | beyond)
    }

    /// Whether the text holds a character of each set.
    pub(crate) fn meets(self, needs: &[u128]) -> bool {
        needs.iter().all(|need| self.0 & need != 0)
    }
}

/// Sets of characters, of each of which a match must hold one.
pub(super) fn needs(node: &Node) -> Vec<u128> {
    let mut needs = all_needs(node);
    needs.sort_by_key(|need| weight(*need));
    needs.dedup();
    needs.truncate(4);
    needs
}

/// How common the characters of a set are in English.
fn weight(need: u128) -> u32 {
    (0..128_u8).filter(|byte| need >> byte & 1 == 1).map(frequency).sum()
}

fn all_needs(node: &Node) -> Vec<u128> {
    match node {
        Node::Char { c, fold } => vec![char_mask(*c, *fold)],
        Node::Class(class) => {
            vec![class.ascii() | if class.reaches_beyond_ascii() { BEYOND_ASCII } else { 0 }]
        }
        Node::Concat(nodes) => nodes.iter().flat_map(all_needs).collect(),
        Node::Alternate(nodes) => {
            // One of the branches is taken, and of that its rarest set is met.
            let rarest = |node: &Node| all_needs(node).into_iter().min_by_key(|need| weight(*need));
            let sets: Option<Vec<u128>> = nodes.iter().map(rarest).collect();
            sets.map(|sets| vec![sets.into_iter().fold(0, |all, set| all | set)]).unwrap_or_default()
        }
        Node::Repeat { node, min, .. } if *min > 0 => all_needs(node),
        Node::Capture { node, .. } | Node::Atomic(node) => all_needs(node),
        _ => Vec::new(),
    }
}

fn char_mask(c: char, fold: bool) -> u128 {
    let bit = |c: char| if c.is_ascii() && c != '\u{7f}' { 1 << u32::from(c) } else { BEYOND_ASCII };
    if fold { bit(c) | bit(c.to_ascii_uppercase()) | BEYOND_ASCII } else { bit(c) }
}

/// A row of ASCII characters that every match holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// In lower case if `fold`.
    text: String,
    fold: bool,
}

impl Literal {
    /// Whether the text holds it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let wanted = self.text.as_bytes();
        if !self.fold {
            return memchr::memmem::find(text.as_bytes(), wanted).is_some();
        }
        let rarest = (0..wanted.len()).min_by_key(|&index| frequency(wanted[index])).unwrap_or(0);
        let (low, high) = (wanted[rarest], wanted[rarest].to_ascii_uppercase());
        memchr::memchr2_iter(low, high, text.as_bytes()).any(|at| {
            let start = at.checked_sub(rarest);
            let found = start.and_then(|start| text.as_bytes().get(start..start + wanted.len()));
            found.is_some_and(|found| found.eq_ignore_ascii_case(wanted))
        })
    }
}

/// The longest row of characters that every match holds, of at least two.
pub(super) fn literal(node: &Node) -> Option<Literal> {
    let mut best: Option<Literal> = None;
    let mut row: Option<Literal> = None;
    let mut keep = |row: Option<Literal>| {
        let len = |literal: &Option<Literal>| literal.as_ref().map_or(1, |literal| literal.text.len());
        if len(&row) > len(&best) {
            best = row;
        }
    };
    for part in node.flat() {
        match part {
            Node::Assert(_) => {}
            // The Kelvin sign is a `k` that is not ASCII.
            Node::Char { c, fold } if c.is_ascii() && !(*fold && *c == 'k') => {
                let has_letter = |text: &str| text.bytes().any(|byte| byte.is_ascii_alphabetic());
                let joins = row.as_ref().is_none_or(|row| {
                    row.fold == *fold || !c.is_ascii_alphabetic() || !has_letter(&row.text)
                });
                if !joins {
                    keep(row.take());
                }
                let row = row.get_or_insert(Literal { text: String::new(), fold: false });
                row.text.push(*c);
                row.fold |= *fold;
            }
            _ => keep(row.take()),
        }
    }
    keep(row);
    best
}

/// Whether a match could hold an end of a sentence, or look at what is around it. If not, it is
/// found in a sentence where it is found in the paragraph.
pub(super) fn minds_sentences(node: &Node) -> bool {
    node.any(&|node| match node {
        Node::Char { c, .. } => matches!(c, '.' | '?' | '!'),
        Node::Class(class) => ['.', '?', '!'].iter().any(|&c| class.contains(c)),
        Node::Look { .. } => true,
        Node::Assert(place) => *place != Assertion::WordBoundary,
        _ => false,
    })
}
