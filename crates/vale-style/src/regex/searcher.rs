//! Search for the places where a regex may match.

use super::Regex;
use super::byte_set::ByteSet;
use super::class::Class;
use super::first_bytes::first_bytes;
use super::lookbehind::Lookbehind;
use super::starts::Starts;
use super::syntax::Node;
use redline_text::Span;

/// Search for the places where a regex may match.
#[derive(Debug)]
pub(super) enum Searcher {
    /// The whole regex is a run of one class.
    Run(Run),
    /// A match is tried wherever one can start.
    Starts(Box<Search>),
}

impl Searcher {
    /// The searcher of a regex with `groups` groups.
    pub(super) fn of(node: &Node, groups: usize) -> Self {
        Run::of(node).map_or_else(|| Self::Starts(Box::new(Search::of(node, groups))), Self::Run)
    }
}

/// Prefilters for the start of each match.
#[derive(Debug)]
pub(super) struct Search {
    /// Where a match can start.
    pub(super) starts: Starts,
    /// What is required before a match.
    pub(super) behind: Lookbehind,
    /// The end of every match, if it is rarer than its start: without it there is no match.
    pub(super) tail: Option<Box<Regex>>,
}

impl Search {
    fn of(node: &Node, groups: usize) -> Self {
        // Groups keep their numbers.
        let tail = tail(node).map(|tail| Box::new(Regex::of_checked(tail, groups)));
        Self { starts: Starts::new(node), behind: Lookbehind::of(node), tail }
    }
}

/// The end of a regex that can start anywhere, from the first punctuation mark that every match contains.
fn tail(node: &Node) -> Option<Node> {
    // In a thousand bytes of English.
    const COMMON: u32 = 400;
    const RARE: u32 = 10;
    let can_begin_anywhere = first_bytes(node).is_some_and(|bytes| bytes.weight() >= COMMON);
    if !can_begin_anywhere || node.any(&|node| matches!(node, Node::Reference { .. })) {
        return None;
    }
    let is_mark = |node: &&Node| matches!(node, Node::Char { c, fold } if ByteSet::of_char(*c, *fold).weight() <= RARE);
    let parts = node.flat();
    let mark = parts.iter().enumerate().find_map(|(index, part)| {
        let last = match part {
            Node::Repeat { node, min: 1.., .. } => node.flat().pop(),
            other => Some(*other),
        };
        last.filter(is_mark).map(|mark| (index, mark))
    });
    let (index, mark) = mark?;
    let rest = &parts[index + 1..];
    let row = std::iter::once(mark).chain(rest.iter().copied()).cloned().collect();
    (!rest.is_empty()).then(|| Node::concat(row))
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

#[cfg(test)]
mod tests {
    use super::super::Scratch;
    use super::*;

    #[test]
    fn what_a_match_ends_with_is_asked_for_first() {
        let tail = |regex: &str| {
            let regex = Regex::new(regex).expect("one");
            let Searcher::Starts(search) = regex.searcher() else { return None };
            search.tail.as_ref().map(|tail| tail.is_match("a, b and c", &mut Scratch::default()))
        };
        assert_eq!(tail(r"\b(?:[^,]+,){1,}\s\w+\s(?:and|or)"), Some(true));
        assert_eq!(tail(r"\w+, \w+ or"), Some(false));
        // It uses no steps of the search itself, however often it is tried.
        let text = format!("X. .X e, ( because, {}", ", ".repeat(20_000));
        let regex = Regex::new(r"\w+ because,[^.]*\.X").expect("one");
        assert_eq!(regex.find_all(&text, &mut Scratch::default()), Ok(Vec::new()));
        assert_eq!(tail(r"[^,]+, (\w) (?:(x)|and)+ c"), Some(true), "groups are in it");
        // It starts with something rare, has no punctuation or nothing after it, or has a backreference.
        for other in [r"[A-Z]\w+, b", r"\w+ and", r"[^,]+,", r"(\w+), \1"] {
            assert_eq!(tail(other), None, "{other}");
        }
    }
}
