//! Search for the start of a match.

use super::byte_set::ByteSearcher;
use super::class::Class;
use super::first_bytes::first_bytes;
use super::required_literal::{Places, RequiredLiteral};
use super::syntax::{Assertion, Node};
use redline_text::is_of_word;

/// The bytes and positions that a match can start at.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    /// The first bytes of a match; `None` if it can be empty.
    first: Option<ByteSearcher>,
    /// A literal near the start of every match.
    literal: Option<RequiredLiteral>,
    /// Whether a match starts at a word boundary.
    at_boundary: bool,
    /// Whether a match starts at the start of a line.
    at_line_start: bool,
    leading_loop: Option<Class>,
}

impl Starts {
    pub(super) fn new(node: &Node) -> Self {
        Self {
            first: first_bytes(node).map(ByteSearcher::new),
            literal: RequiredLiteral::of(node),
            at_boundary: matches!(node.flat()[..], [Node::Assert(Assertion::WordBoundary), ..]),
            at_line_start: matches!(node.flat()[..], [Node::Assert(Assertion::Start | Assertion::LineStart), ..]),
            leading_loop: leading_loop(node).cloned(),
        }
    }

    /// The first place from `at` on where a match can start.
    ///
    /// `last` is state of a search with a literal.
    pub(super) fn next(&self, text: &str, mut at: usize, last: &mut Option<Places>) -> Option<usize> {
        let bytes = text.as_bytes();
        let Some(first) = &self.first else {
            while at < bytes.len() && !text.is_char_boundary(at) {
                at += 1;
            }
            return (at <= bytes.len()).then_some(at);
        };
        if self.at_line_start {
            loop {
                let start = next_line_start(bytes, at)?;
                if first.bytes.contains(bytes[start]) {
                    return Some(start);
                }
                at = start + 1;
            }
        }
        if let Some(literal) = &self.literal {
            return self.next_by_literal(text, at, (first, literal), last);
        }
        loop {
            let start = at + first.find(bytes.get(at..)?)?;
            if !self.is_inside_a_word(bytes, start) {
                return Some(start);
            }
            at = start + 1;
        }
    }

    /// The first place from `at` on where a match can start, by a literal near it.
    fn next_by_literal(
        &self,
        text: &str,
        at: usize,
        (first, literal): (&ByteSearcher, &RequiredLiteral),
        last: &mut Option<Places>,
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut from = at;
        loop {
            let mut places = literal.next(bytes, from, last)?;
            from = places.end() + 1;
            let can_begin = |start: &usize| {
                text.is_char_boundary(*start)
                    && first.bytes.contains(bytes[*start])
                    && !self.is_inside_a_word(bytes, *start)
            };
            if let Some(start) = places.find(can_begin) {
                return Some(start);
            }
        }
    }

    /// Whether two ASCII characters are both inside or both outside a word; the machine checks all others.
    fn is_inside_a_word(&self, bytes: &[u8], at: usize) -> bool {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        self.at_boundary
            && at > 0
            && bytes[at].is_ascii()
            && bytes[at - 1].is_ascii()
            && is_word(bytes[at]) == is_word(bytes[at - 1])
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

/// The next start of a line.
fn next_line_start(bytes: &[u8], at: usize) -> Option<usize> {
    if at == 0 || bytes.get(at - 1) == Some(&b'\n') {
        return (at < bytes.len()).then_some(at);
    }
    let next = at + memchr::memchr(b'\n', bytes.get(at..)?)? + 1;
    (next < bytes.len()).then_some(next)
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
