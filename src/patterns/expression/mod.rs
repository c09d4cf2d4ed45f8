//! Expressions as Vale's engine reads them: `.NET`'s dialect, tried one way after the other.
//!
//! Public styles rely on what a finite automaton cannot give: ordered alternation with
//! look-around on both sides, of any length. So this is a backtracking matcher, kept small, with
//! three ways to not run it: the bytes a match can begin with, the characters the text must hold,
//! and lists of words, which are looked up (see [`Expression::words`]). Every search counts its
//! steps, so that no expression can hold up a build.

mod analyse;
mod class;
mod compile;
mod machine;
mod parse;
mod set;
mod syntax;

use crate::source::Span;
use analyse::Bytes;
use class::Class;
use compile::Program;
use machine::{Machine, NOWHERE};
use syntax::{Assertion, Node};

pub(crate) use analyse::{Mask, Words};
pub(crate) use class::is_word;
pub(crate) use machine::{Scratch, StepLimit};
pub use syntax::ExpressionError;

/// To how many texts a list of words may come down.
const MAX_WORDS: usize = 256;

/// An expression, ready to search.
#[derive(Debug)]
pub(crate) struct Expression {
    program: Program,
    /// The bytes that a match can begin with; `None` if it can be empty.
    first: Option<Bytes>,
    /// Whether a match begins at a word boundary, with the byte that `first` says.
    starts_at_boundary: bool,
    leading_loop: Option<Class>,
    needs: Vec<u128>,
    minds_sentences: bool,
    groups: usize,
}

/// The places of a match and of its groups.
pub(crate) type Captures = Vec<Option<Span>>;

impl Expression {
    /// Compiles an expression.
    ///
    /// # Errors
    /// If it is not one.
    pub(crate) fn new(source: &str) -> Result<Self, ExpressionError> {
        let parsed = parse::parse(source)?;
        Self::of_node(&parsed.node, parsed.groups)
    }

    /// The alternatives of an expression, in order, each an expression or, where it comes down to
    /// words between word boundaries, these words.
    ///
    /// # Errors
    /// If it is not an expression.
    pub(crate) fn alternatives(source: &str) -> Result<Vec<Alternative>, ExpressionError> {
        let parsed = parse::parse(source)?;
        let groups = parsed.groups;
        branches(parsed.node)
            .into_iter()
            .map(|node| {
                let group = node.parts().iter().find_map(|part| match part {
                    Node::Capture { group, .. } => Some(*group),
                    _ => None,
                });
                let way = match analyse::words(&node, MAX_WORDS) {
                    Some(words) => Way::Words(words),
                    None => Way::Expression(Box::new(Self::of_node(&node, groups)?)),
                };
                Ok(Alternative { group, way })
            })
            .collect()
    }

    fn of_node(node: &Node, groups: usize) -> Result<Self, ExpressionError> {
        let starts_at_boundary = matches!(node.parts(), [Node::Assert(Assertion::WordBoundary), ..]);
        Ok(Self {
            program: compile::compile(node, groups)?,
            first: analyse::first(node),
            starts_at_boundary,
            leading_loop: analyse::leading_loop(node).cloned(),
            needs: analyse::needs(node),
            minds_sentences: analyse::minds_sentences(node),
            groups,
        })
    }

    /// How many groups it has, the whole match left out.
    pub(crate) fn groups(&self) -> usize {
        self.groups
    }

    /// Whether a text with these characters can match at all.
    pub(crate) fn may_match(&self, mask: Mask) -> bool {
        mask.meets(&self.needs)
    }

    /// Whether a match in a paragraph may be none in a sentence of it, or the other way around.
    pub(crate) fn minds_sentences(&self) -> bool {
        self.minds_sentences
    }

    /// The first match that begins at `from` or later.
    ///
    /// # Errors
    /// If it takes too many steps.
    pub(crate) fn find(&self, text: &str, from: usize, scratch: &mut Scratch) -> Result<Option<Span>, StepLimit> {
        let mut machine = Machine { program: &self.program, text, scratch, from };
        machine.begin();
        let mut at = from;
        while let Some(start) = self.next_start(text, at) {
            if let Some(end) = machine.run_at(start)? {
                return Ok(Some(start..end));
            }
            at = self.after_failure(text, start);
        }
        Ok(None)
    }

    /// The first match that begins at `from` or later, with its groups: the whole match first.
    ///
    /// # Errors
    /// If it takes too many steps.
    pub(crate) fn captures(
        &self,
        text: &str,
        from: usize,
        scratch: &mut Scratch,
    ) -> Result<Option<Captures>, StepLimit> {
        let Some(whole) = self.find(text, from, scratch)? else { return Ok(None) };
        let place = |group: usize| {
            let (start, end) = (scratch.slots[2 * group], scratch.slots[2 * group + 1]);
            (start != NOWHERE && end != NOWHERE).then_some(start..end)
        };
        let groups = (1..=self.groups).map(place);
        Ok(Some(std::iter::once(Some(whole)).chain(groups).collect()))
    }

    /// All matches, one after the other, none inside another.
    ///
    /// # Errors
    /// If it takes too many steps.
    pub(crate) fn find_all(&self, text: &str, scratch: &mut Scratch) -> Result<Vec<Span>, StepLimit> {
        scratch.begin(text.len());
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(span) = self.find(text, at, scratch)? {
            at = after(text, &span);
            found.push(span);
            if at > text.len() {
                break;
            }
        }
        Ok(found)
    }

    /// Whether the text matches somewhere; a search that takes too long found nothing.
    pub(crate) fn is_match(&self, text: &str, scratch: &mut Scratch) -> bool {
        scratch.begin(text.len());
        self.may_match(Mask::of(text)) && matches!(self.find(text, 0, scratch), Ok(Some(_)))
    }

    /// The first place from `at` on where a match can begin.
    fn next_start(&self, text: &str, mut at: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let Some(first) = &self.first else {
            while at < bytes.len() && !text.is_char_boundary(at) {
                at += 1;
            }
            return (at <= bytes.len()).then_some(at);
        };
        loop {
            at += bytes.get(at..)?.iter().position(|&byte| first.contains(byte))?;
            // Within a word no word begins; only ASCII is judged here, the rest is left to the machine.
            let inside = self.starts_at_boundary
                && at > 0
                && bytes[at].is_ascii()
                && bytes[at - 1].is_ascii()
                && is_word(char::from(bytes[at])) == is_word(char::from(bytes[at - 1]));
            if !inside && text.is_char_boundary(at) {
                return Some(at);
            }
            at += 1;
        }
    }

    /// Where to look on after nothing was found at `start`.
    fn after_failure(&self, text: &str, start: usize) -> usize {
        let next = start + text[start..].chars().next().map_or(1, char::len_utf8);
        let Some(class) = &self.leading_loop else { return next };
        let is_boundary = |at: usize| {
            let before = text[..at].chars().next_back().is_some_and(is_word);
            before != text[at..].chars().next().is_some_and(is_word)
        };
        if self.starts_at_boundary && !is_boundary(start) {
            return next;
        }
        let run: usize = text[start..].chars().take_while(|&c| class.contains(c)).map(char::len_utf8).sum();
        next.max(start + run)
    }
}

/// Where the next search begins after a match: past it, and past a character if it was empty.
pub(crate) fn after(text: &str, span: &Span) -> usize {
    if span.is_empty() { span.end + text[span.end..].chars().next().map_or(1, char::len_utf8) } else { span.end }
}

/// One of the alternatives of an expression.
#[derive(Debug)]
pub(crate) struct Alternative {
    /// The first group in it, which tells the alternatives apart.
    pub(crate) group: Option<usize>,
    /// How it is found.
    pub(crate) way: Way,
}

/// How an alternative is found.
#[derive(Debug)]
pub(crate) enum Way {
    /// Any of these texts between word boundaries; the earlier is preferred.
    Words(Vec<Words>),
    /// An expression.
    Expression(Box<Expression>),
}

/// The alternatives of a node: those of an alternation that stands alone, or alone between word
/// boundaries.
fn branches(node: Node) -> Vec<Node> {
    let parts = match node {
        Node::Alternate(nodes) => return nodes.into_iter().flat_map(branches).collect(),
        Node::Concat(parts) => parts,
        other => return vec![other],
    };
    let is_edge = |node: &Node| matches!(node, Node::Assert(Assertion::WordBoundary) | Node::Empty);
    let middle: Vec<usize> = (0..parts.len()).filter(|&index| !is_edge(&parts[index])).collect();
    let [index] = middle[..] else { return vec![Node::Concat(parts)] };
    let Node::Alternate(nodes) = &parts[index] else { return vec![Node::Concat(parts)] };
    let around = |inner: &Node| {
        let mut row = parts[..index].to_vec();
        row.extend(inner.parts().iter().cloned());
        row.extend(parts[index + 1..].iter().cloned());
        Node::concat(row.into_iter().filter(|node| !matches!(node, Node::Empty)).collect())
    };
    nodes.iter().flat_map(|inner| branches(around(inner))).collect()
}

#[cfg(test)]
mod tests;
