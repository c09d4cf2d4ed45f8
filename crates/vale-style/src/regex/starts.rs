//! Search for the start of a match.

use super::byte_set::ByteSet;
use super::class::Class;
use super::first_bytes::{first_bytes, starts};
use super::syntax::{Assertion, Node};
use redline_text::is_of_word;

/// The maximum distance of an anchor from the start of a match, in characters.
const MAX_ANCHOR: usize = 3;

/// The bytes and positions that a match can start at.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    /// The first bytes of a match; `None` if it can be empty.
    first: Option<ByteSet>,
    /// A rarer set of bytes, at this distance in characters from the start.
    anchor: Option<(usize, ByteSet)>,
    /// Whether a match starts at a word boundary.
    at_boundary: bool,
    leading_loop: Option<Class>,
}

impl Starts {
    pub(super) fn new(node: &Node) -> Self {
        let first = first_bytes(node);
        Self {
            anchor: first.as_ref().and_then(|first| anchor(node, first.weight())),
            first,
            at_boundary: matches!(node.flat()[..], [Node::Assert(Assertion::WordBoundary), ..]),
            leading_loop: leading_loop(node).cloned(),
        }
    }

    /// The first place from `at` on where a match can start.
    pub(super) fn next(&self, text: &str, mut at: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let Some(first) = &self.first else {
            while at < bytes.len() && !text.is_char_boundary(at) {
                at += 1;
            }
            return (at <= bytes.len()).then_some(at);
        };
        match &self.anchor {
            Some((offset, anchor)) => next_by_anchor(text, at, first, (*offset, anchor)),
            None => Some(at + first.find(bytes.get(at..)?)?),
        }
    }

    /// Where to continue after no match started at `start`.
    pub(super) fn after_failure(&self, text: &str, start: usize) -> usize {
        let next = start + text[start..].chars().next().map_or(1, char::len_utf8);
        let Some(class) = &self.leading_loop else { return next };
        let is_boundary = |at: usize| {
            let before = text[..at].chars().next_back().is_some_and(is_of_word);
            before != text[at..].chars().next().is_some_and(is_of_word)
        };
        if self.at_boundary && !is_boundary(start) {
            return next;
        }
        next.max(class.run(text, start, u32::MAX).0)
    }
}

/// The first place from `at` on where a match can start, by the anchor `offset` characters further on.
fn next_by_anchor(text: &str, at: usize, first: &ByteSet, (offset, anchor): (usize, &ByteSet)) -> Option<usize> {
    let bytes = text.as_bytes();
    // Characters have at least one byte.
    let mut from = at + offset;
    loop {
        let place = from + anchor.find(bytes.get(from..)?)?;
        from = place + 1;
        let before = text.get(..place).and_then(|before| before.char_indices().rev().nth(offset - 1));
        let start = before.map(|(start, _)| start).filter(|start| *start >= at && first.contains(bytes[*start]));
        if start.is_some() {
            return start;
        }
    }
}

/// The rarest bytes among those of the first characters of every match, if they are much rarer than `weight`.
fn anchor(node: &Node, weight: u32) -> Option<(usize, ByteSet)> {
    let is_place = |part: &&Node| matches!(part, Node::Empty | Node::Assert(_) | Node::Look { .. });
    let mut nodes: Vec<&Node> = node.flat().into_iter().filter(|part| !is_place(part)).collect();
    // A repeated node starts like its first round; what follows it is unknown.
    if let Some(Node::Repeat { node: inner, min: 1.., .. }) = nodes.first() {
        nodes = inner.flat();
    }
    let single = |part: &Node| match part {
        Node::Char { c, fold } => Some(ByteSet::of_char(*c, *fold)),
        Node::Class(class) => Some(ByteSet::of_class(class)),
        _ => None,
    };
    let singles = nodes.iter().map_while(|part| single(part));
    let mut found: Vec<(usize, ByteSet)> = singles.enumerate().skip(1).take(MAX_ANCHOR).collect();
    // What follows the single characters has a fixed position too.
    let next = found.len() + 1;
    if next <= MAX_ANCHOR && nodes.first().is_some_and(|part| single(part).is_some()) {
        let rest = nodes.get(next).map(|part| starts(part));
        found.extend(rest.filter(|(_, can_be_empty)| !can_be_empty).map(|(bytes, _)| (next, bytes)));
    }
    found.into_iter().min_by_key(|(_, bytes)| bytes.weight()).filter(|(_, bytes)| bytes.weight() * 2 < weight)
}

/// The class of the loop at the start of the regex, if failure at one place of a run means failure at all later ones:
/// from there the loop can only reach places that it could reach before.
fn leading_loop(node: &Node) -> Option<&Class> {
    if node.any(&|node| matches!(node, Node::Reference { .. })) {
        return None;
    }
    let is_boundary = |node: &&Node| matches!(node, Node::Assert(Assertion::WordBoundary));
    let mut node = node.flat().into_iter().find(|part| !is_boundary(part))?;
    loop {
        node = match node {
            Node::Capture { node, .. } => node,
            Node::Concat(nodes) => nodes.first()?,
            Node::Repeat { node, min, max, .. } if *min > 0 => match (&**node, max) {
                (Node::Class(class), None) => return Some(class),
                (inner, _) => inner,
            },
            _ => return None,
        };
    }
}
