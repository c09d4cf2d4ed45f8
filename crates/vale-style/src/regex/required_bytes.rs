//! Bytes that every match of a regex contains.

use super::byte_set::ByteSet;
use super::syntax::Node;

/// How many sets of a regex are used.
pub(crate) const MAX_BYTE_SETS: usize = 4;

/// Sets of which every match contains a byte each, the rarest first.
pub(super) fn required_bytes(node: &Node) -> Vec<ByteSet> {
    let mut sets = Vec::new();
    collect(node, &mut |set| sets.push(set));
    sets.sort_by_key(ByteSet::weight);
    sets.dedup();
    sets.truncate(MAX_BYTE_SETS);
    sets
}

/// Emits all required sets of a node.
fn collect(node: &Node, emit: &mut dyn FnMut(ByteSet)) {
    match node {
        Node::Char { c, fold } => emit(ByteSet::of_char(*c, *fold)),
        Node::Class(class) => emit(ByteSet::of_class(class)),
        Node::Concat(nodes) => nodes.iter().for_each(|node| collect(node, emit)),
        Node::Alternate(nodes) => {
            // A match takes one of the branches, and contains a byte of that branch's rarest set.
            let set = nodes.iter().try_fold(ByteSet::NONE, |all, node| Some(all.union(rarest(node)?)));
            set.into_iter().for_each(emit);
        }
        Node::Repeat { node, min: 1.., .. }
        | Node::Capture { node, .. }
        | Node::Atomic(node)
        | Node::Look { negative: false, node, .. } => collect(node, emit),
        _ => {}
    }
}

fn rarest(node: &Node) -> Option<ByteSet> {
    let mut sets = Vec::new();
    collect(node, &mut |set| sets.push(set));
    sets.into_iter().min_by_key(ByteSet::weight)
}
