//! Bigrams that every match of a regex contains.

use super::bigrams::{BigramSet, Kinds, Side};
use super::syntax::Node;

/// How many bigrams of a regex are used.
const MAX_BIGRAMS: usize = 4;

/// Bigrams that every match of a regex contains, the rarest first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RequiredBigrams([RequiredBigram; MAX_BIGRAMS]);

/// Two adjacent bytes of every match, each of some kinds; without kinds, nothing is required.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct RequiredBigram {
    first: Kinds,
    second: Kinds,
}

impl RequiredBigrams {
    /// The rarest bigrams of every match of the node, as far as they are selective.
    pub(super) fn of(node: &Node) -> Self {
        const MAX_WEIGHT: u32 = 30_000;
        let mut found = Vec::new();
        collect(node, &mut |bigram: RequiredBigram| {
            if bigram.weight() <= MAX_WEIGHT && !found.contains(&bigram) {
                found.push(bigram);
            }
        });
        found.sort_by_key(|bigram| bigram.weight());
        let mut bigrams = Self::default();
        bigrams.0.iter_mut().zip(found).for_each(|(bigram, known)| *bigram = known);
        bigrams
    }

    /// Whether a text with these bigrams can match.
    pub(crate) fn occur_in(&self, bigrams: &BigramSet) -> bool {
        self.0.iter().all(|it| it.first == Kinds::NONE || bigrams.hold(it.first, it.second))
    }
}

impl RequiredBigram {
    /// Approximate frequency in a million bigrams of English.
    fn weight(self) -> u32 {
        self.first.weight() * self.second.weight()
    }
}

/// Emits all required bigrams of a node.
fn collect(node: &Node, emit: &mut dyn FnMut(RequiredBigram)) {
    match node {
        Node::Concat(nodes) => {
            for cut in 0..nodes.len() {
                collect(&nodes[cut], emit);
                beside(&nodes[..cut], &nodes[cut..]).into_iter().for_each(&mut *emit);
            }
        }
        Node::Alternate(nodes) => {
            // A match takes one of the branches, and contains that branch's rarest bigram.
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

/// The bigram at the border of two sequences.
fn beside(before: &[Node], after: &[Node]) -> Option<RequiredBigram> {
    let (first, is_open) = edge_of_sequence(before, Side::End);
    if is_open {
        return None;
    }
    let (second, is_open) = edge_of_sequence(after, Side::Start);
    (!is_open).then_some(RequiredBigram { first, second })
}

/// The kinds of bytes just inside of the edge of a sequence, and whether the byte beyond its other edge may be there
/// too, since the sequence can be empty.
fn edge_of_sequence(nodes: &[Node], side: Side) -> (Kinds, bool) {
    // Limit on optional nodes.
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
        Node::Concat(nodes) => edge_of_sequence(nodes, side),
        Node::Alternate(nodes) => {
            let both = |(all, any): (Kinds, bool), (kinds, is_open)| (all.and(kinds), any || is_open);
            nodes.iter().map(|node| edge(node, side)).fold((Kinds::NONE, false), both)
        }
        Node::Repeat { node, min, .. } => {
            let (kinds, is_open) = edge(node, side);
            (kinds, is_open || *min == 0)
        }
        Node::Capture { node, .. } | Node::Atomic(node) => edge(node, side),
        // A lookahead at the start and a lookbehind at the end apply to the adjacent bytes.
        Node::Look { behind, negative: false, node } if *behind == (side == Side::End) => edge(node, side),
        Node::Reference { .. } => (Kinds::ALL, true),
        Node::Empty | Node::Assert(_) | Node::Look { .. } => (Kinds::NONE, true),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BigramSet, Regex};

    #[test]
    fn bigrams_of_every_match_are_found() {
        let may = |regex: &str, text: &str| {
            let regex = Regex::new(regex).expect("one");
            regex.prefilter().accepts(&BigramSet::of(text))
        };
        // Before and after optional nodes, and between two rounds of a repetition.
        assert!(may(r"\d+(?:\.\d)?(?:ms|KB)", "1.5ms") && !may(r"\d+(?:\.\d)?(?:ms|KB)", "1.5 ms"));
        assert!(may(r"[A-Z]{3,5}", "ABC") && !may(r"[A-Z]{3,5}", "An Api") && !may("[A-Z]{2}", "A a"));
        // Lookarounds count, assertions do not.
        assert!(may("i(?=['’]m| am)", "i’m") && !may("i(?=['’]m| am)", "it is his, in"));
        assert!(may(r"(?<=; )\bthen", "a; then") && !may(r"(?<=; )\bthen", "a, then"));
        assert!(may("(?<=^|[.!] )So", "So") && may("(?i)k\\s", "\u{212a} x") && !may("(?i)k\\s", "kx"));
        // Negative lookarounds and backreferences require nothing.
        assert!(may("a(?!b)", "ab") && may(r"(x)a\1", "xab") && may("(?<!x)b", "xb"));
        // In each branch, and in each case.
        assert!(may("(?i)(?:tq|z)x", "Tqx") && may("(?:tq|z)x", "zx") && !may("(?:tq|z)x", "tx"));
        assert!(may("é!", "é!") && !may("é!", "é ë!"[..3].trim()) && may("[^,]!", "”!"));
    }
}
