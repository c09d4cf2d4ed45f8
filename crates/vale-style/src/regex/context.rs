//! How matches in a sentence relate to matches in its paragraph.

use super::syntax::{Assertion, Node};

/// How matches in a sentence relate to matches in its paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum InSentences {
    /// They are the same.
    #[default]
    Same,
    /// There may be more, but only if the paragraph has matches: one may extend over the end of a sentence and hide
    /// another.
    MoreIfFound,
    /// Unrelated: the regex looks at the surroundings of a match.
    Other,
}

/// Whether no match contains white space or depends on its surroundings. Then the matches in a sentence are those of its
/// paragraph, since sentences are split at white space.
pub(super) fn is_within_words(node: &Node) -> bool {
    let leaves = |node: &Node| match node {
        Node::Look { .. } | Node::Reference { .. } => true,
        Node::Assert(place) => *place != Assertion::WordBoundary,
        Node::Char { c, .. } => c.is_whitespace(),
        Node::Class(class) => ('\0'..='\u{3000}').any(|c| c.is_whitespace() && class.contains(c)),
        _ => false,
    };
    !node.any(&leaves)
}

pub(super) fn in_sentences(node: &Node) -> InSentences {
    let looks = |node: &Node| match node {
        Node::Look { .. } => true,
        Node::Assert(place) => *place != Assertion::WordBoundary,
        _ => false,
    };
    let ends = |node: &Node| match node {
        Node::Char { c, .. } => matches!(c, '.' | '?' | '!'),
        Node::Class(class) => ['.', '?', '!'].iter().any(|&c| class.contains(c)),
        _ => false,
    };
    if node.any(&looks) {
        InSentences::Other
    } else if node.any(&ends) {
        InSentences::MoreIfFound
    } else {
        InSentences::Same
    }
}
