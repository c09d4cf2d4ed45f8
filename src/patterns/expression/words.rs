//! The words that an expression comes down to, or begins with.

use super::syntax::{Assertion, Node};

/// A text that an expression comes down to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// The text; in lower case if `fold`.
    pub(crate) text: String,
    /// Whether case is ignored.
    pub(crate) fold: bool,
}

impl Words {
    /// Whether it begins and ends as a word.
    fn is_whole(&self) -> bool {
        let is_edge = |c: Option<char>| c.is_some_and(super::is_word);
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

/// The words that every match of the node begins with, if it stands at a word boundary and goes on
/// after them: a match is looked for only where one of them is found.
pub(super) fn leading_words(node: &Node, limit: usize) -> Option<Vec<Words>> {
    // What is looked at around the words only narrows where they match.
    let mut parts = node.flat();
    parts.retain(|part| !matches!(part, Node::Look { .. }));
    let [Node::Assert(Assertion::WordBoundary), head @ .., _] = &parts[..] else { return None };
    for len in (1..=head.len()).rev() {
        let next = parts[1 + len];
        let ends_word = match next {
            Node::Assert(Assertion::WordBoundary) => true,
            Node::Class(class) => {
                !('a'..='z').any(|c| class.contains(c)) && !class.contains('0') && !class.contains('é')
            }
            Node::Char { c, .. } => !super::is_word(*c),
            _ => super::starts::begins_outside_words(&parts[1 + len..]),
        };
        let words = if ends_word { row(&head[..len], limit) } else { None };
        if let Some(words) = words.filter(|words| words.iter().all(Words::is_whole)) {
            return Some(words);
        }
    }
    None
}

fn row(nodes: &[&Node], limit: usize) -> Option<Vec<Words>> {
    let mut texts = vec![Words { text: String::new(), fold: false }];
    for node in nodes {
        let next = finite(node, limit)?;
        if texts.len() * next.len() > limit {
            return None;
        }
        let mut joined = Vec::with_capacity(texts.len() * next.len());
        for head in &texts {
            for tail in &next {
                // Letters that mind their case cannot stand beside others that do not.
                let has_letters = |words: &Words| words.text.bytes().any(|byte| byte.is_ascii_alphabetic());
                if head.fold != tail.fold && has_letters(head) && has_letters(tail) {
                    return None;
                }
                joined.push(Words { text: format!("{}{}", head.text, tail.text), fold: head.fold || tail.fold });
            }
        }
        texts = joined;
    }
    Some(texts)
}

fn finite(node: &Node, limit: usize) -> Option<Vec<Words>> {
    match node {
        Node::Empty => Some(vec![Words { text: String::new(), fold: false }]),
        Node::Char { c, fold } => {
            // What is beyond ASCII folds in ways that a comparison of bytes does not know.
            (!*fold || c.is_ascii()).then(|| vec![Words { text: c.to_string(), fold: *fold }])
        }
        Node::Class(class) => {
            let chars = class.few_ascii()?;
            Some(chars.into_iter().map(|(c, fold)| Words { text: c.to_string(), fold }).collect())
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
