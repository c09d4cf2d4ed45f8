//! What an expression says, before it is compiled.

use super::class::Class;

/// A part of an expression.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Nothing: matches everywhere.
    Empty,
    /// One character.
    Char { c: char, fold: bool },
    /// One character of a class. Classes are large and rare, and nodes are moved often.
    Class(Box<Class>),
    /// One part after the other.
    Concat(Vec<Node>),
    /// The first of these that leads to a match.
    Alternate(Vec<Node>),
    /// A part again and again.
    Repeat { node: Box<Node>, min: u32, max: Option<u32>, greedy: bool },
    /// A part whose text is kept.
    Capture { group: usize, node: Box<Node> },
    /// A place.
    Assert(Assertion),
    /// What follows or precedes.
    Look { behind: bool, negative: bool, node: Box<Node> },
    /// A part that is not tried another way once it has matched.
    Atomic(Box<Node>),
    /// The text of a group again.
    Reference { group: usize, fold: bool },
}

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// The end of the text, or a line break that ends it.
    EndOrFinalBreak,
    /// The start of a line.
    LineStart,
    /// The end of a line.
    LineEnd,
    /// Between a word character and another one.
    WordBoundary,
    /// Anywhere else.
    NotWordBoundary,
    /// Where the search began.
    SearchStart,
}

/// Why an expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} at character {at}")]
pub struct ExpressionError {
    /// The character, counted from one.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
}

impl Node {
    /// Parts in a row: those of rows among them, and nothing of what is empty.
    pub(super) fn concat(nodes: Vec<Self>) -> Self {
        let mut row = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::Empty => {}
                Self::Concat(inner) => row.extend(inner),
                other => row.push(other),
            }
        }
        match row.len() {
            0 => Self::Empty,
            1 => row.swap_remove(0),
            _ => Self::Concat(row),
        }
    }

    /// The parts of a row, those of groups that are taken exactly once among them.
    pub(super) fn flat(&self) -> Vec<&Self> {
        match self {
            Self::Concat(nodes) => nodes.iter().flat_map(Self::flat).collect(),
            Self::Capture { node, .. } => node.flat(),
            other => vec![other],
        }
    }

    /// The parts of a row; of anything else, itself.
    pub(super) fn parts(&self) -> &[Self] {
        match self {
            Self::Concat(nodes) => nodes,
            other => std::slice::from_ref(other),
        }
    }

    /// Whether this or anything in it is so.
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
