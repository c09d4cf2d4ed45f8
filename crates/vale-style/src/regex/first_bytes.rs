//! Bytes that a match can start with.

use super::byte_set::ByteSet;
use super::syntax::Node;

/// Whether what these nodes match starts with a character outside words.
pub(super) fn starts_outside_words(nodes: &[&Node]) -> bool {
    let (bytes, can_be_empty) = sequence_starts(nodes.iter().copied());
    let is_of_words = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    !can_be_empty && (0..=u8::MAX).all(|byte| !bytes.contains(byte) || !is_of_words(byte))
}

/// The bytes that a match of the node can start with; `None` if it can be empty.
pub(super) fn first_bytes(node: &Node) -> Option<ByteSet> {
    let (bytes, can_be_empty) = starts(node);
    (!can_be_empty).then_some(bytes)
}

/// The bytes that a match of the sequence can start with; `None` if it can be empty.
pub(super) fn first_bytes_of_sequence(nodes: &[Node]) -> Option<ByteSet> {
    let (bytes, can_be_empty) = sequence_starts(nodes);
    (!can_be_empty).then_some(bytes)
}

/// The bytes that a match of the sequence can start with, and whether it can be empty.
pub(super) fn sequence_starts<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> (ByteSet, bool) {
    let mut all = ByteSet::NONE;
    for node in nodes {
        let (bytes, can_be_empty) = starts(node);
        all.extend(&bytes);
        if !can_be_empty {
            return (all, false);
        }
    }
    (all, true)
}

/// The bytes that a match of the node can start with, and whether it can be empty.
pub(super) fn starts(node: &Node) -> (ByteSet, bool) {
    match node {
        Node::Char { c, fold } => (ByteSet::of_char(*c, *fold), false),
        Node::Class(class) => (ByteSet::of_class(class), false),
        Node::Concat(nodes) => sequence_starts(nodes),
        Node::Alternate(nodes) => {
            let mut all = (ByteSet::NONE, false);
            for (bytes, can_be_empty) in nodes.iter().map(starts) {
                all.0.extend(&bytes);
                all.1 |= can_be_empty;
            }
            all
        }
        Node::Repeat { node, min, .. } => {
            let (bytes, can_be_empty) = starts(node);
            (bytes, can_be_empty || *min == 0)
        }
        Node::Capture { node, .. } | Node::Atomic(node) => starts(node),
        Node::Empty | Node::Assert(_) | Node::Look { .. } => (ByteSet::NONE, true),
        Node::Reference { .. } => (ByteSet::ALL, true),
    }
}
