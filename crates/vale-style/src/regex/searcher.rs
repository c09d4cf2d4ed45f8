//! Search for the places where a regex may match.

use super::class::Class;
use super::starts::Starts;
use super::syntax::Node;
use redline_text::Span;

/// Search for the places where a regex may match.
#[derive(Debug)]
pub(super) enum Searcher {
    /// The whole regex is a run of one class.
    Run(Run),
    /// A match is tried wherever one can start.
    Starts(Box<Starts>),
}

impl Searcher {
    pub(super) fn of(node: &Node) -> Self {
        Run::of(node).map_or_else(|| Self::Starts(Box::new(Starts::new(node))), Self::Run)
    }
}

/// A regex that is a run of one class: `[^\s]+`.
#[derive(Debug)]
pub(super) struct Run {
    class: Class,
    min: u32,
    max: u32,
}

impl Run {
    fn of(node: &Node) -> Option<Self> {
        let Node::Repeat { node, min: min @ 1.., max, greedy: true } = node else { return None };
        let Node::Class(class) = &**node else { return None };
        Some(Self { class: (**class).clone(), min: *min, max: max.unwrap_or(u32::MAX) })
    }

    pub(super) fn find(&self, text: &str, from: usize) -> Option<Span> {
        let mut at = from;
        while at < text.len() {
            let (end, count) = self.class.run(text, at, self.max);
            if count >= self.min {
                return Some(at..end);
            }
            at = end + text[end..].chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    pub(super) fn find_all(&self, text: &str) -> Vec<Span> {
        // A word and a space.
        const BYTES_PER_MATCH: usize = 6;
        let mut found = Vec::with_capacity(text.len() / BYTES_PER_MATCH);
        while let Some(span) = self.find(text, found.last().map_or(0, |last: &Span| last.end)) {
            found.push(span);
        }
        found
    }
}
