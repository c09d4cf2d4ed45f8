//! A literal near the start of every match.

use std::ops::RangeInclusive;

use memchr::memmem;

use super::byte_set::ByteSet;
use super::class::Class;
use super::syntax::Node;

/// Where a match can start.
pub(super) type Places = RangeInclusive<usize>;

/// Minimum length of a literal.
const MIN_LEN: usize = 4;

/// A literal in every match, without a space between the start of the match and the literal.
#[derive(Clone, Debug)]
pub(super) struct RequiredLiteral {
    row: memmem::Finder<'static>,
    /// The bytes allowed between the start of a match and the literal.
    within: ByteSet,
}

impl RequiredLiteral {
    /// `None` if there is no such literal.
    pub(super) fn of(node: &Node) -> Option<Self> {
        let mut within = ByteSet::NONE;
        let parts = node.flat();
        for index in 0..parts.len() {
            let row: String = parts[index..].iter().map_while(|part| plain(part)).collect();
            if row.len() >= MIN_LEN {
                return Some(Self { row: memmem::Finder::new(&row).into_owned(), within });
            }
            take(parts[index], &mut within)?;
            if within.contains(b' ') {
                return None;
            }
        }
        None
    }

    /// The possible starts up to the next occurrence of the literal, from `at` on. `last` is the previous result, so
    /// that no text is searched twice.
    pub(super) fn next(&self, text: &[u8], at: usize, last: &mut Option<Places>) -> Option<Places> {
        if let Some(places) = last.as_ref().filter(|places| *places.end() >= at) {
            return Some(at.max(*places.start())..=*places.end());
        }
        let row = at + self.row.find(text.get(at..)?)?;
        let reach = text[at..row].iter().rev().take_while(|byte| self.within.contains(**byte)).count();
        let places = row - reach..=row;
        last.clone_from(&Some(places.clone()));
        Some(places)
    }
}

/// A case-sensitive ASCII character.
fn plain(node: &Node) -> Option<char> {
    match node {
        Node::Char { c, fold: false } if c.is_ascii() => Some(*c),
        _ => None,
    }
}

/// Adds all bytes that a node can match; `None` if they are unknown.
fn take(node: &Node, bytes: &mut ByteSet) -> Option<()> {
    match node {
        Node::Char { c, fold } => bytes.extend(&ByteSet::all_of_class(&Class::of_char(*c, *fold))),
        Node::Class(class) => bytes.extend(&ByteSet::all_of_class(class)),
        Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().try_for_each(|node| take(node, bytes))?,
        Node::Repeat { node, .. } | Node::Capture { node, .. } | Node::Atomic(node) => take(node, bytes)?,
        Node::Empty | Node::Assert(_) | Node::Look { .. } => {}
        Node::Reference { .. } => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::{Regex, Scratch};

    #[test]
    fn a_row_leads_to_the_start_of_its_match() {
        let find = |regex: &str, text: &str| -> Vec<(usize, usize)> {
            let regex = Regex::new(regex).expect("one");
            let found = regex.find_all(text, &mut Scratch::default()).expect("a small text");
            found.into_iter().map(|span| (span.start, span.end)).collect()
        };
        assert_eq!(find(r"(\b(?!so )[\w’]+|é) because", "so because it’s because, é because"), [(11, 25), (27, 37)]);
        assert_eq!(find(r"\w+ing", "ingest, running; going"), [(8, 15), (17, 22)]);
        assert_eq!(find("(?:x|y)?with", "xwith with ywith"), [(0, 5), (6, 10), (11, 16)]);
        // A megabyte of starts is searched once.
        assert!(find(r"\w{1,3}with\d", &("a".repeat(1 << 20) + "with 1")).is_empty());
        // A sentence before the literal, or a backreference, is searched in other ways.
        assert_eq!(find(r"[^,]+ because", "a, b c because"), [(2, 14)]);
        assert_eq!(find(r"(\w)\1with", "aawith abwith"), [(0, 6)]);
    }
}
