//! Literals that a regex is equivalent to, or starts with.

use super::syntax::{Assertion, Node};
use redline_text::is_of_word;

/// A literal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Literal {
    /// The text, in lower case if `fold`.
    pub(crate) text: String,
    /// Whether case is ignored.
    pub(crate) fold: bool,
    /// Number of bytes before the start of the match.
    pub(crate) skip: usize,
}

impl Literal {
    /// Appends a character. Letters that are case-sensitive and others that are not cannot be mixed.
    fn push(&mut self, c: char, fold: bool) -> Option<()> {
        if self.fold != fold && c.is_ascii_alphabetic() && self.has_letters() {
            return None;
        }
        self.text.push(c);
        self.fold |= fold;
        Some(())
    }

    fn has_letters(&self) -> bool {
        self.text.bytes().any(|byte| byte.is_ascii_alphabetic())
    }

    /// Whether it starts and ends with a word character.
    fn is_whole(&self) -> bool {
        let is_edge = |c: Option<char>| c.is_some_and(is_of_word);
        is_edge(self.text.chars().next()) && is_edge(self.text.chars().next_back())
    }
}

/// The literals that the node is equivalent to, in order of preference, if it is enclosed by word boundaries, they
/// start and end with word characters, and there are at most `limit`.
pub(super) fn equivalent_literals(node: &Node, limit: usize) -> Option<Vec<Literal>> {
    let is_boundary = |node: &&Node| matches!(node, Node::Assert(Assertion::WordBoundary));
    let parts = node.flat();
    let start = parts.iter().take_while(|part| is_boundary(part)).count();
    let end = parts.len() - parts.iter().rev().take_while(|part| is_boundary(part)).count();
    if start == 0 || end <= start || end == parts.len() {
        return None;
    }
    let texts = sequence(&parts[start..end], limit)?;
    texts.iter().all(Literal::is_whole).then_some(texts)
}

/// The literals around the start of every match, if the node starts at a word boundary: a match is tried only where
/// one of them is found. Lookarounds count too; [`Literal::skip`] is where in the literal the match starts.
pub(super) fn leading_literals(node: &Node, limit: usize) -> Option<Vec<Literal>> {
    let Opening { behind, parts } = Opening::of(node)?;
    let before = behind.and_then(|node| literals_before(node, limit));
    let nothing = vec![Literal::default()];
    let openings = openings(&parts, limit);
    for before in before.iter().chain([&nothing]) {
        if let Some(joined) = openings.iter().rev().find_map(|literals| product(before, literals, limit)) {
            let times = joined.len().checked_div(before.len()).unwrap_or_default();
            let skips = before.iter().flat_map(|head| std::iter::repeat_n(head.text.len(), times));
            return Some(joined.into_iter().zip(skips).map(|(literal, skip)| Literal { skip, ..literal }).collect());
        }
    }
    None
}

/// The literals that a prefix of the parts is equivalent to, for each prefix that ends at the end of a word.
fn openings(parts: &[&Node], limit: usize) -> Vec<Vec<Literal>> {
    let mut found = Vec::new();
    let mut texts = vec![Literal::default()];
    for (index, part) in parts.iter().enumerate() {
        texts = match with_part(texts, part, limit) {
            Some(texts) if index + 1 < parts.len() => texts,
            _ => break,
        };
        if ends_word(&parts[index + 1..]) && texts.iter().all(Literal::is_whole) {
            found.push(texts.clone());
        }
    }
    found
}

/// The start of a node.
struct Opening<'a> {
    /// The lookbehind.
    behind: Option<&'a Node>,
    /// The parts, and the content of a lookahead after them.
    parts: Vec<&'a Node>,
}

impl<'a> Opening<'a> {
    /// `None` if a match can start inside a word.
    fn of(node: &'a Node) -> Option<Self> {
        let (mut behind, mut parts, mut is_at_boundary) = (None, Vec::new(), false);
        for part in node.flat() {
            match part {
                Node::Assert(Assertion::WordBoundary) if parts.is_empty() => is_at_boundary = true,
                Node::Look { behind: true, negative: false, node } if parts.is_empty() => behind = Some(&**node),
                Node::Look { behind: false, negative: false, node } => {
                    let inner = node.flat();
                    parts.extend(inner.into_iter().filter(|part| !matches!(part, Node::Look { .. })));
                    // Parts after a lookahead start where it started.
                    break;
                }
                Node::Look { .. } => {}
                other => parts.push(other),
            }
        }
        is_at_boundary.then_some(Self { behind, parts })
    }
}

/// The literals of a lookbehind that starts at a word boundary and ends outside a word.
fn literals_before(node: &Node, limit: usize) -> Option<Vec<Literal>> {
    let mut parts = node.flat();
    parts.retain(|part| !matches!(part, Node::Look { .. }));
    let [Node::Assert(Assertion::WordBoundary), rest @ ..] = &parts[..] else { return None };
    let literals = sequence(rest, limit)?;
    let fits = |literal: &Literal| {
        let mut chars = literal.text.chars();
        chars.next().is_some_and(is_of_word) && chars.next_back().is_some_and(|c| !is_of_word(c))
    };
    literals.iter().all(fits).then_some(literals)
}

/// Whether a word ends before these nodes.
fn ends_word(nodes: &[&Node]) -> bool {
    match nodes.first() {
        Some(Node::Assert(Assertion::WordBoundary)) => true,
        Some(Node::Class(class)) => {
            !('a'..='z').any(|c| class.contains(c)) && !class.contains('0') && !class.contains('é')
        }
        Some(Node::Char { c, .. }) => !is_of_word(*c),
        Some(_) => super::first_bytes::starts_outside_words(nodes),
        None => false,
    }
}

/// The concatenations of each head with each tail.
fn product(heads: &[Literal], tails: &[Literal], limit: usize) -> Option<Vec<Literal>> {
    if heads.len() * tails.len() > limit {
        return None;
    }
    let mut joined = Vec::with_capacity(heads.len() * tails.len());
    for head in heads {
        for tail in tails {
            if head.fold != tail.fold && head.has_letters() && tail.has_letters() {
                return None;
            }
            let text = [head.text.as_str(), &tail.text].concat();
            joined.push(Literal { text, fold: head.fold || tail.fold, skip: 0 });
        }
    }
    Some(joined)
}

fn sequence(nodes: &[&Node], limit: usize) -> Option<Vec<Literal>> {
    nodes.iter().try_fold(vec![Literal::default()], |texts, node| with_part(texts, node, limit))
}

/// Each of the literals followed by those of a part.
fn with_part(mut texts: Vec<Literal>, part: &Node, limit: usize) -> Option<Vec<Literal>> {
    match part {
        Node::Char { c, fold } if is_plain(*c, *fold) => {
            for literal in &mut texts {
                literal.push(*c, *fold)?;
            }
            Some(texts)
        }
        _ => product(&texts, &finite(part, limit)?, limit),
    }
}

/// Whether a character can be compared bytewise: folding beyond ASCII cannot.
fn is_plain(c: char, fold: bool) -> bool {
    !fold || c.is_ascii() || !c.is_alphabetic()
}

fn finite(node: &Node, limit: usize) -> Option<Vec<Literal>> {
    match node {
        Node::Empty => Some(vec![Literal::default()]),
        Node::Char { c, fold } => {
            is_plain(*c, *fold).then(|| vec![Literal { text: c.to_string(), fold: *fold, skip: 0 }])
        }
        Node::Class(class) => {
            let chars = class.few_ascii()?;
            Some(chars.into_iter().map(|(c, fold)| Literal { text: c.to_string(), fold, skip: 0 }).collect())
        }
        Node::Concat(nodes) => sequence(&nodes.iter().collect::<Vec<_>>(), limit),
        Node::Alternate(nodes) => {
            let all: Option<Vec<Vec<Literal>>> = nodes.iter().map(|node| finite(node, limit)).collect();
            let all = all?.concat();
            (all.len() <= limit).then_some(all)
        }
        Node::Repeat { node, min, max: Some(max), greedy } if *max <= 3 => {
            let mut counts: Vec<u32> = (*min..=*max).collect();
            if *greedy {
                counts.reverse();
            }
            let mut all = Vec::new();
            for count in counts {
                all.extend(sequence(&vec![&**node; count as usize], limit)?);
            }
            (all.len() <= limit).then_some(all)
        }
        Node::Capture { node, .. } => finite(node, limit),
        _ => None,
    }
}
