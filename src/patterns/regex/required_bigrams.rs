//! Which characters stand side by side in every match of a regex.

use super::bigrams::{BigramSet, Kinds, Side};
use super::syntax::Node;

/// How many are asked for.
pub(crate) const MAX_BIGRAMS: usize = 4;

/// Two characters side by side in every match, each of some kinds; without kinds, nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RequiredBigram {
    first: Kinds,
    second: Kinds,
}

impl RequiredBigram {
    /// Whether a text with these pairs can match.
    pub(crate) fn occurs_in(self, pairs: &BigramSet) -> bool {
        self.first == Kinds::NONE || pairs.hold(self.first, self.second)
    }

    /// How often they stand in a million pairs of English, if letters did not mind each other.
    fn weight(self) -> u32 {
        self.first.weight() * self.second.weight()
    }
}

/// Those of every match of the node that are rare enough to tell texts apart, the rarest first.
pub(super) fn required_bigrams(node: &Node) -> Vec<RequiredBigram> {
    const MAX_WEIGHT: u32 = 30_000;
    let mut found = Vec::new();
    collect(node, &mut |required_bigrams: RequiredBigram| {
        if required_bigrams.weight() <= MAX_WEIGHT && !found.contains(&required_bigrams) {
            found.push(required_bigrams);
        }
    });
    found.sort_by_key(|required_bigrams| required_bigrams.weight());
    found.truncate(MAX_BIGRAMS);
    found
}

/// Tells all that are known of a node.
fn collect(node: &Node, emit: &mut dyn FnMut(RequiredBigram)) {
    match node {
        Node::Concat(nodes) => {
            for cut in 0..nodes.len() {
                collect(&nodes[cut], emit);
                beside(&nodes[..cut], &nodes[cut..]).into_iter().for_each(&mut *emit);
            }
        }
        Node::Alternate(nodes) => {
            // One of the branches is taken, and the rarest of that stand in it.
            let both = |all: RequiredBigram, node: &Node| {
                let RequiredBigram { first, second } = rarest(node)?;
                Some(RequiredBigram { first: all.first.and(first), second: all.second.and(second) })
            };
            nodes.iter().try_fold(RequiredBigram::default(), both).into_iter().for_each(emit);
        }
        Node::Repeat { node, min: min @ 1.., .. } => {
            collect(node, emit);
            if *min > 1 {
                let node = std::slice::from_ref(&**node);
                beside(node, node).into_iter().for_each(emit);
            }
        }
        Node::Capture { node, .. } | Node::Atomic(node) | Node::Look { negative: false, node, .. } => {
            collect(node, emit);
        }
        _ => {}
    }
}

fn rarest(node: &Node) -> Option<RequiredBigram> {
    let mut rarest: Option<RequiredBigram> = None;
    collect(node, &mut |found| {
        if rarest.is_none_or(|rarest| found.weight() < rarest.weight()) {
            rarest = Some(found);
        }
    });
    rarest
}

/// Where two rows meet.
fn beside(before: &[Node], after: &[Node]) -> Option<RequiredBigram> {
    let (first, is_open) = edge_of_row(before, Side::End);
    if is_open {
        return None;
    }
    let (second, is_open) = edge_of_row(after, Side::Start);
    (!is_open).then_some(RequiredBigram { first, second })
}

/// What stands directly inside of the edge of a row, and whether what is on its other side may stand there too, since
/// the row can take nothing.
fn edge_of_row(nodes: &[Node], side: Side) -> (Kinds, bool) {
    // Of a row of more that may be left out nothing is told.
    const MAX_OPEN: usize = 64;
    let mut all = Kinds::NONE;
    for index in 0..nodes.len().min(MAX_OPEN) {
        let node = if side == Side::Start { &nodes[index] } else { &nodes[nodes.len() - 1 - index] };
        let (kinds, is_open) = edge(node, side);
        all = all.and(kinds);
        if !is_open {
            return (all, false);
        }
    }
    (all, true)
}

fn edge(node: &Node, side: Side) -> (Kinds, bool) {
    match node {
        Node::Char { c, fold } => (Kinds::of_char(*c, *fold, side), false),
        Node::Class(class) => (Kinds::of_class(class, side), false),
        Node::Concat(nodes) => edge_of_row(nodes, side),
        Node::Alternate(nodes) => {
            let both = |(all, any): (Kinds, bool), (kinds, is_open)| (all.and(kinds), any || is_open);
            nodes.iter().map(|node| edge(node, side)).fold((Kinds::NONE, false), both)
        }
        Node::Repeat { node, min, .. } => {
            let (kinds, is_open) = edge(node, side);
            (kinds, is_open || *min == 0)
        }
        Node::Capture { node, .. } | Node::Atomic(node) => edge(node, side),
        // What must stand ahead is what comes next, and what must stand behind is what came last.
        Node::Look { behind, negative: false, node } if *behind == (side == Side::End) => edge(node, side),
        Node::Reference { .. } => (Kinds::ALL, true),
        Node::Empty | Node::Assert(_) | Node::Look { .. } => (Kinds::NONE, true),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BigramSet, Regex};

    #[test]
    fn what_stands_side_by_side_in_each_match_is_told() {
        let may = |regex: &str, text: &str| {
            let regex = Regex::new(regex).expect("one");
            regex.required_bigrams().iter().all(|required_bigrams| required_bigrams.occurs_in(&BigramSet::of(text)))
        };
        // Before and after what may be left out, and inside of what is taken twice.
        assert!(may(r"\d+(?:\.\d)?(?:ms|KB)", "1.5ms") && !may(r"\d+(?:\.\d)?(?:ms|KB)", "1.5 ms"));
        assert!(may(r"[A-Z]{3,5}", "ABC") && !may(r"[A-Z]{3,5}", "An Api") && !may("[A-Z]{2}", "A a"));
        // What is looked at counts, and places do not.
        assert!(may("i(?=['’]m| am)", "i’m") && !may("i(?=['’]m| am)", "it is his, in"));
        assert!(may(r"(?<=; )\bthen", "a; then") && !may(r"(?<=; )\bthen", "a, then"));
        assert!(may("(?<=^|[.!] )So", "So") && may("(?i)k\\s", "\u{212a} x") && !may("(?i)k\\s", "kx"));
        // What must not stand there, and what is referred to, tell nothing.
        assert!(may("a(?!b)", "ab") && may(r"(x)a\1", "xab") && may("(?<!x)b", "xb"));
        // Each branch, and each case.
        assert!(may("(?i)(?:tq|z)x", "Tqx") && may("(?:tq|z)x", "zx") && !may("(?:tq|z)x", "tx"));
        assert!(may("é!", "é!") && !may("é!", "é ë!"[..3].trim()) && may("[^,]!", "”!"));
    }
}
