//! Size limit for compiled regexes.

use super::compile::{class_of, is_plain, takes_nothing};
use super::syntax::{Node, RegexError};

/// Limit on the operations of a regex.
const MAX_STEPS: usize = 200_000;

/// Checks that a regex compiles to a program of bounded size.
///
/// # Errors
/// If it does not.
pub(super) fn check_size(node: &Node) -> Result<(), RegexError> {
    if steps(node) < MAX_STEPS {
        Ok(())
    } else {
        Err(RegexError { at: 1, message: "the expression is too large".into() })
    }
}

/// The approximate number of operations of a node.
pub(super) fn steps(node: &Node) -> usize {
    let sum = |nodes: &[Node]| nodes.iter().map(steps).fold(0, usize::saturating_add);
    match node {
        Node::Empty => 0,
        Node::Char { .. } | Node::Class(_) | Node::Assert(_) | Node::Reference { .. } => 1,
        Node::Concat(nodes) => nodes
            .chunk_by(|a, b| is_plain(a) && is_plain(b))
            .fold(0_usize, |all, chunk| all.saturating_add(if chunk.len() > 1 { 1 } else { sum(chunk) })),
        Node::Alternate(nodes) => sum(nodes).saturating_add(2 * nodes.len()),
        Node::Repeat { .. } if takes_nothing(node) => 0,
        Node::Repeat { node, min, max, .. } => {
            const ENDLESS: usize = 4;
            let inner = if class_of(node).is_some() { 0 } else { steps(node) };
            let times = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
            let rest = max.map_or(inner.saturating_add(ENDLESS), |max| {
                times(max.saturating_sub(*min)).saturating_mul(inner.saturating_add(1))
            });
            let all = times(*min).saturating_mul(inner).saturating_add(rest);
            if inner == 0 { 1 } else { all }
        }
        Node::Capture { node, .. } | Node::Look { node, .. } | Node::Atomic(node) => steps(node).saturating_add(2),
    }
}
