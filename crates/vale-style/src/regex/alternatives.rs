//! Top-level alternatives of a regex, and the literals among them.

use super::Regex;
use super::literals::{Literal, equivalent_literals, leading_literals};
use super::parse;
use super::syntax::{Assertion, Node, RegexError};

/// How many branches at the start of a regex are searched one by one.
const MAX_LEADING: usize = 4;

/// Limit on the literals that an alternative is equivalent to.
const MAX_LITERALS: usize = 256;

/// An alternative of a regex.
#[derive(Debug)]
pub(crate) struct Alternative {
    /// The first group in it, which identifies the alternative.
    pub(crate) group: Option<usize>,
    pub(crate) form: Form,
}

/// How an alternative can be searched.
#[derive(Debug)]
pub(crate) enum Form {
    /// As any of these literals between word boundaries, in order of preference.
    Literals(Vec<Literal>),
    /// As a regex, with the literals around the start of every match, if known.
    Regex(Box<Regex>, Vec<Literal>),
}

impl Regex {
    /// The alternatives of a regex, in order: literals between word boundaries where possible, else regexes.
    ///
    /// # Errors
    /// If the regex is invalid.
    pub(crate) fn alternatives(source: &str) -> Result<Vec<Alternative>, RegexError> {
        let parsed = parse::parse(source)?;
        let groups = parsed.groups;
        branches(parsed.node)
            .into_iter()
            .map(|node| {
                let group = node.parts().iter().find_map(|part| match part {
                    Node::Capture { group, .. } => Some(*group),
                    _ => None,
                });
                let form = if let Some(literals) = equivalent_literals(&node, MAX_LITERALS) {
                    Form::Literals(literals)
                } else {
                    let leading = leading_literals(&node, MAX_LITERALS).unwrap_or_default();
                    Form::Regex(Box::new(Self::of_node(node, groups)?), leading)
                };
                Ok(Alternative { group, form })
            })
            .collect()
    }
}

/// The alternatives of a node: those of an alternation that is alone, alone between word boundaries, or a short one at
/// the start.
fn branches(node: Node) -> Vec<Node> {
    let mut parts = match node {
        Node::Alternate(nodes) => return nodes.into_iter().flat_map(branches).collect(),
        Node::Concat(parts) => parts,
        other => return vec![other],
    };
    let is_edge = |node: &Node| matches!(node, Node::Assert(Assertion::WordBoundary) | Node::Empty);
    let middle: Vec<usize> = (0..parts.len()).filter(|&index| !is_edge(&parts[index])).collect();
    // `(?:^|\s)I` is searched faster as two alternatives.
    let is_leading = matches!(&parts[0], Node::Alternate(nodes) if nodes.len() <= MAX_LEADING);
    let index = match middle[..] {
        [index] => index,
        [index, ..] if index == 0 && is_leading => index,
        _ => return vec![Node::Concat(parts)],
    };
    let nodes = match &mut parts[index] {
        Node::Alternate(nodes) => std::mem::take(nodes),
        _ => return vec![Node::Concat(parts)],
    };
    let (before, after) = (&parts[..index], &parts[index + 1..]);
    let around = |inner| Node::concat(before.iter().cloned().chain([inner]).chain(after.iter().cloned()).collect());
    nodes.into_iter().flat_map(|inner| branches(around(inner))).collect()
}
