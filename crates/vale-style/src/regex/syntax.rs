//! Syntax tree of a regex.

use super::class::Class;

/// A node of the syntax tree.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// The empty regex.
    Empty,
    /// One character.
    Char { c: char, fold: bool },
    /// One character of a class, boxed since classes are large and nodes are moved often.
    Class(Box<Class>),
    /// One node after the other.
    Concat(Vec<Node>),
    /// The first alternative that leads to a match.
    Alternate(Vec<Node>),
    /// A repetition.
    Repeat { node: Box<Node>, min: u32, max: Option<u32>, greedy: bool },
    /// A capturing group.
    Capture { group: usize, node: Box<Node> },
    /// A zero-width assertion.
    Assert(Assertion),
    /// A lookaround.
    Look { behind: bool, negative: bool, node: Box<Node> },
    /// An atomic group, which is not backtracked into.
    Atomic(Box<Node>),
    /// A backreference.
    Reference { group: usize, fold: bool },
}

/// A position in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// The end of the text, or before a line break that ends it.
    EndOrFinalBreak,
    /// The start of a line.
    LineStart,
    /// The end of a line.
    LineEnd,
    /// Between a word character and another character or the end of the text.
    WordBoundary,
    /// Any position that is not a word boundary.
    NotWordBoundary,
    /// The start of the search.
    SearchStart,
}

/// Why a regex is invalid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} at character {at}")]
pub struct RegexError {
    /// The character, counted from one.
    pub at: usize,
    /// The error.
    pub message: String,
}

impl Node {
    /// A sequence: nested sequences are flattened, empty nodes removed.
    pub(super) fn concat(nodes: Vec<Self>) -> Self {
        let mut flat_nodes = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::Empty => {}
                Self::Concat(inner) => flat_nodes.extend(inner),
                other => flat_nodes.push(other),
            }
        }
        match flat_nodes.len() {
            0 => Self::Empty,
            1 => flat_nodes.swap_remove(0),
            _ => Self::Concat(flat_nodes),
        }
    }

    /// The nodes of a sequence, with those of nested sequences and of groups that match exactly once.
    pub(super) fn flat(&self) -> Vec<&Self> {
        match self {
            Self::Concat(nodes) => nodes.iter().flat_map(Self::flat).collect(),
            Self::Capture { node, .. } => node.flat(),
            other => vec![other],
        }
    }

    /// The nodes of a sequence; for any other node, itself.
    pub(super) fn parts(&self) -> &[Self] {
        match self {
            Self::Concat(nodes) => nodes,
            other => std::slice::from_ref(other),
        }
    }

    /// Whether a predicate holds for this node or one inside it.
    pub(super) fn any(&self, is: &impl Fn(&Self) -> bool) -> bool {
        is(self)
            || match self {
                Self::Concat(nodes) | Self::Alternate(nodes) => nodes.iter().any(|node| node.any(is)),
                Self::Repeat { node, .. }
                | Self::Capture { node, .. }
                | Self::Look { node, .. }
                | Self::Atomic(node) => node.any(is),
                _ => false,
            }
    }
}
