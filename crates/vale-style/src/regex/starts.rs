//! Search for the start of a match.

use super::byte_set::ByteSet;
use super::class::Class;
use super::first_bytes::first_bytes;
use super::syntax::{Assertion, Node};
use redline_text::is_of_word;

/// The bytes and positions that a match can start at.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    /// The first bytes of a match; `None` if it can be empty.
    first: Option<ByteSet>,
    /// Whether a match starts at a word boundary.
    at_boundary: bool,
    leading_loop: Option<Class>,
}

impl Starts {
    pub(super) fn new(node: &Node) -> Self {
        Self {
            first: first_bytes(node),
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
        Some(at + first.find(bytes.get(at..)?)?)
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
