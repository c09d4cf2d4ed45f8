//! The words that an expression comes down to, or begins with.

use super::syntax::{Assertion, Node};
use crate::language::is_of_word;

/// A text that an expression comes down to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// The text; in lower case if `fold`.
    pub(crate) text: String,
    /// Whether case is ignored.
    pub(crate) fold: bool,
    /// Bytes of it that stand before the match.
    pub(crate) skip: usize,
}

impl Words {
    /// Appends a character, if its letters go with those of the text: those that mind their case cannot
    /// stand beside others that do not.
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

    /// Whether it begins and ends as a word.
    fn is_whole(&self) -> bool {
        let is_edge = |c: Option<char>| c.is_some_and(is_of_word);
        is_edge(self.text.chars().next()) && is_edge(self.text.chars().next_back())
    }
}

/// The texts that match the node, in the order in which they are tried, if it stands between word
/// boundaries and comes down to at most `limit` of them, each beginning and ending as a word.
pub(super) fn words(node: &Node, limit: usize) -> Option<Vec<Words>> {
    let is_boundary = |node: &&Node| matches!(node, Node::Assert(Assertion::WordBoundary));
    let parts = node.flat();
    let start = parts.iter().take_while(|part| is_boundary(part)).count();
    let end = parts.len() - parts.iter().rev().take_while(|part| is_boundary(part)).count();
    if start == 0 || end <= start || end == parts.len() {
        return None;
    }
    let texts = row(&parts[start..end], limit)?;
    texts.iter().all(Words::is_whole).then_some(texts)
}

/// The words that stand around the beginning of every match of the node, if it begins at a word
/// boundary: a match is looked for only where one of them is found. What is looked at before and behind
/// the match counts too, and [`Words::skip`] tells where in the words the match begins.
pub(super) fn leading_words(node: &Node, limit: usize) -> Option<Vec<Words>> {
    let Opening { behind, parts } = Opening::of(node)?;
    let before = behind.and_then(|node| words_before(node, limit));
    let nothing = vec![Words::default()];
    let openings = openings(&parts, limit);
    for before in before.iter().chain([&nothing]) {
        if let Some(joined) = openings.iter().rev().find_map(|words| product(before, words, limit)) {
            let times = joined.len().checked_div(before.len()).unwrap_or_default();
            let skips = before.iter().flat_map(|head| std::iter::repeat_n(head.text.len(), times));
            return Some(joined.into_iter().zip(skips).map(|(words, skip)| Words { skip, ..words }).collect());
        }
    }
    None
}

/// The whole words that the first of some parts come down to, as many parts as do, for each place between them where
/// words end.
fn openings(parts: &[&Node], limit: usize) -> Vec<Vec<Words>> {
    let mut found = Vec::new();
    let mut texts = vec![Words::default()];
    for (index, part) in parts.iter().enumerate() {
        texts = match with_part(texts, part, limit) {
            Some(texts) if index + 1 < parts.len() => texts,
            _ => break,
        };
        if ends_word(&parts[index + 1..]) && texts.iter().all(Words::is_whole) {
            found.push(texts.clone());
        }
    }
    found
}

/// How a node begins.
struct Opening<'a> {
    /// What must stand before it.
    behind: Option<&'a Node>,
    /// What it takes and, after that, what must follow.
    parts: Vec<&'a Node>,
}

impl<'a> Opening<'a> {
    /// `None` if it may begin inside a word.
    fn of(node: &'a Node) -> Option<Self> {
        let (mut behind, mut parts, mut is_at_boundary) = (None, Vec::new(), false);
        for part in node.flat() {
            match part {
                Node::Assert(Assertion::WordBoundary) if parts.is_empty() => is_at_boundary = true,
                Node::Look { behind: true, negative: false, node } if parts.is_empty() => behind = Some(&**node),
                Node::Look { behind: false, negative: false, node } => {
                    let inner = node.flat();
                    parts.extend(inner.into_iter().filter(|part| !matches!(part, Node::Look { .. })));
                    // What comes later begins where this began.
                    break;
                }
                Node::Look { .. } => {}
                other => parts.push(other),
            }
        }
        is_at_boundary.then_some(Self { behind, parts })
    }
}

/// The words that a look behind asks for, if it asks for whole words and a space or the like after them.
fn words_before(node: &Node, limit: usize) -> Option<Vec<Words>> {
    let mut parts = node.flat();
    parts.retain(|part| !matches!(part, Node::Look { .. }));
    let [Node::Assert(Assertion::WordBoundary), rest @ ..] = &parts[..] else { return None };
    let words = row(rest, limit)?;
    let fits = |words: &Words| {
        let mut chars = words.text.chars();
        chars.next().is_some_and(is_of_word) && chars.next_back().is_some_and(|c| !is_of_word(c))
    };
    words.iter().all(fits).then_some(words)
}

/// Whether a word ends before these.
fn ends_word(nodes: &[&Node]) -> bool {
    match nodes.first() {
        Some(Node::Assert(Assertion::WordBoundary)) => true,
        Some(Node::Class(class)) => {
            !('a'..='z').any(|c| class.contains(c)) && !class.contains('0') && !class.contains('é')
        }
        Some(Node::Char { c, .. }) => !is_of_word(*c),
        Some(_) => super::starts::begins_outside_words(nodes),
        None => false,
    }
}

/// Each of some texts with each of others behind it.
fn product(heads: &[Words], tails: &[Words], limit: usize) -> Option<Vec<Words>> {
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
            joined.push(Words { text, fold: head.fold || tail.fold, skip: 0 });
        }
    }
    Some(joined)
}

fn row(nodes: &[&Node], limit: usize) -> Option<Vec<Words>> {
    nodes.iter().try_fold(vec![Words::default()], |texts, node| with_part(texts, node, limit))
}

/// Some texts with what a part comes down to behind each.
fn with_part(mut texts: Vec<Words>, part: &Node, limit: usize) -> Option<Vec<Words>> {
    match part {
        Node::Char { c, fold } if is_plain(*c, *fold) => {
            for words in &mut texts {
                words.push(*c, *fold)?;
            }
            Some(texts)
        }
        _ => product(&texts, &finite(part, limit)?, limit),
    }
}

/// Whether a character is told by a comparison of bytes: what is beyond ASCII folds in other ways.
fn is_plain(c: char, fold: bool) -> bool {
    !fold || c.is_ascii() || !c.is_alphabetic()
}

fn finite(node: &Node, limit: usize) -> Option<Vec<Words>> {
    match node {
        Node::Empty => Some(vec![Words::default()]),
        Node::Char { c, fold } => {
            is_plain(*c, *fold).then(|| vec![Words { text: c.to_string(), fold: *fold, skip: 0 }])
        }
        Node::Class(class) => {
            let chars = class.few_ascii()?;
            Some(chars.into_iter().map(|(c, fold)| Words { text: c.to_string(), fold, skip: 0 }).collect())
        }
        Node::Concat(nodes) => row(&nodes.iter().collect::<Vec<_>>(), limit),
        Node::Alternate(nodes) => {
            let all: Option<Vec<Vec<Words>>> = nodes.iter().map(|node| finite(node, limit)).collect();
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
                all.extend(row(&vec![&**node; count as usize], limit)?);
            }
            (all.len() <= limit).then_some(all)
        }
        Node::Capture { node, .. } => finite(node, limit),
        _ => None,
    }
}
