//! Search for the start of a match.

use super::byte_set::{ByteSearcher, ByteSet};
use super::class::Class;
use super::first_bytes::{first_bytes, sequence_starts, starts};
use super::required_literal::{Places, RequiredLiteral};
use super::syntax::{Assertion, Node};
use redline_text::is_of_word;

/// The maximum distance of an anchor from the start of a match, in characters.
const MAX_ANCHOR: usize = 3;

/// The bytes and positions that a match can start at.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    /// The first bytes of a match; `None` if it can be empty.
    first: Option<ByteSearcher>,
    /// A rarer set of bytes, at this distance in characters from the start.
    anchor: Option<(usize, ByteSearcher)>,
    /// The run of a class at the start of every match, and the bytes after it, which are not of the class.
    run: Option<(Class, ByteSearcher)>,
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
        let first = first_bytes(node);
        let anchor = first.as_ref().and_then(|first| anchor(node, first.weight()));
        Self {
            first: first.map(ByteSearcher::new),
            anchor: anchor.map(|(offset, bytes)| (offset, ByteSearcher::new(bytes))),
            run: leading_run(node).map(|(class, bytes)| (class, ByteSearcher::new(bytes))),
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
            return self.next_in_window(text, at, (first, literal), last);
        }
        if let Some((class, after)) = &self.run {
            return next_run(text, at, class, after);
        }
        if let Some((offset, anchor)) = &self.anchor {
            return self.next_by(text, at, (first, *offset, anchor));
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
    fn next_in_window(
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

    /// The first place from `at` on where a match can start, by the anchor `offset` characters further on.
    fn next_by(
        &self,
        text: &str,
        at: usize,
        (first, offset, anchor): (&ByteSearcher, usize, &ByteSearcher),
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        // Characters have at least one byte.
        let mut from = at + offset;
        loop {
            let place = from + anchor.find(bytes.get(from..)?)?;
            from = place + 1;
            let before = text.get(..place).and_then(|before| before.char_indices().rev().nth(offset - 1));
            let start = before.map(|(start, _)| start).filter(|start| *start >= at);
            let start =
                start.filter(|start| first.bytes.contains(bytes[*start]) && !self.is_inside_a_word(bytes, *start));
            if start.is_some() {
                return start;
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

/// The next place where a run of the class starts that one of the bytes follows.
fn next_run(text: &str, at: usize, class: &Class, after: &ByteSearcher) -> Option<usize> {
    let mut from = at;
    loop {
        let end = from + after.find(text.as_bytes().get(from..)?)?;
        let run = text[at..end].chars().rev().take_while(|&c| class.contains(c)).map(char::len_utf8).sum::<usize>();
        if run > 0 {
            return Some(end - run);
        }
        from = end + 1;
    }
}

/// The run at the start of every match, and the bytes after it, if they are rare.
fn leading_run(node: &Node) -> Option<(Class, ByteSet)> {
    const MAX_WEIGHT: u32 = 100;
    let row = node.flat();
    let [Node::Repeat { node: inner, min: 1.., max: None, .. }, rest @ ..] = &row[..] else { return None };
    let Node::Class(class) = &**inner else { return None };
    let (bytes, can_be_empty) = sequence_starts(rest.iter().copied());
    let is_apart = !can_be_empty && (0..128_u8).all(|byte| !(bytes.contains(byte) && class.ascii() >> byte & 1 == 1));
    let is_ascii = (0x80..=u8::MAX).all(|byte| !bytes.contains(byte));
    (is_apart && is_ascii && bytes.weight() <= MAX_WEIGHT).then(|| ((**class).clone(), bytes))
}

/// The rarest bytes among those of the first characters of every match, if they are much rarer than `weight`.
fn anchor(node: &Node, weight: u32) -> Option<(usize, ByteSet)> {
    let is_place = |part: &&Node| matches!(part, Node::Empty | Node::Assert(_) | Node::Look { .. });
    let mut row: Vec<&Node> = node.flat().into_iter().filter(|part| !is_place(part)).collect();
    // A repeated node starts like its first round; what follows it is unknown.
    if let Some(Node::Repeat { node: inner, min: 1.., .. }) = row.first() {
        row = inner.flat();
    }
    let single = |part: &Node| match part {
        Node::Char { c, fold } => Some(ByteSet::of_char(*c, *fold)),
        Node::Class(class) => Some(ByteSet::of_class(class)),
        _ => None,
    };
    let singles = row.iter().map_while(|part| single(part));
    let mut found: Vec<(usize, ByteSet)> = singles.enumerate().skip(1).take(MAX_ANCHOR).collect();
    // What follows the single characters has a fixed position too.
    let next = found.len() + 1;
    if next <= MAX_ANCHOR && row.first().is_some_and(|part| single(part).is_some()) {
        let rest = row.get(next).map(|part| starts(part));
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
