//! Prefilter for the text directly before a match.

use super::byte_set::ByteSet;
use super::class::Class;
use super::syntax::{Assertion, Node};

/// How many bytes before a match are checked.
const MAX_BYTES: usize = 4;

/// What a lookbehind at the start of a regex requires of the bytes before a match.
///
/// A place that it rejects is no match; one that it accepts may be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lookbehind {
    /// Required endings of the text, of which one must fit, if there are any.
    ways: Box<[Before]>,
    /// ASCII characters that must not be directly before the match, one bit each.
    barred: u128,
}

/// A required ending of the text before a match.
#[derive(Clone, Debug, Default)]
struct Before {
    /// The allowed last bytes, from the last one backwards.
    bytes: Vec<ByteSet>,
    /// Whether a line must start before these.
    opens_line: bool,
}

impl Lookbehind {
    /// The requirements of the lookbehinds at the start of a regex.
    pub(super) fn of(node: &Node) -> Self {
        let mut found = Self::default();
        for part in node.flat() {
            match part {
                Node::Assert(_) | Node::Empty => {}
                Node::Look { behind: true, negative: false, node } => {
                    let ways = Before::ways(node);
                    if ways.iter().all(|way| !way.bytes.is_empty() || way.opens_line) {
                        found.ways = ways.into();
                    }
                }
                Node::Look { behind: true, negative: true, node } => match &**node {
                    Node::Class(class) => found.barred |= class.ascii(),
                    Node::Char { c, fold } => found.barred |= Class::of_char(*c, *fold).ascii(),
                    _ => {}
                },
                _ => break,
            }
        }
        found
    }

    /// Whether a match may start after `text` or, if `text` is split into sentences, at the start of one.
    pub(crate) fn may_fit(&self, text: &str, is_split: bool) -> bool {
        self.fits(text.as_bytes()) || (is_split && text.ends_with(char::is_whitespace) && self.fits(b""))
    }

    /// Whether a match may start after `text`.
    pub(crate) fn fits(&self, text: &[u8]) -> bool {
        let is_barred = |byte: u8| byte.is_ascii() && self.barred >> byte & 1 == 1;
        !text.last().is_some_and(|byte| is_barred(*byte))
            && (self.ways.is_empty() || self.ways.iter().any(|way| way.fits(text)))
    }
}

impl Before {
    /// The endings that a lookbehind accepts.
    fn ways(node: &Node) -> Vec<Self> {
        match node {
            Node::Alternate(nodes) => nodes.iter().flat_map(Self::ways).collect(),
            _ => vec![Self::of_sequence(&node.flat())],
        }
    }

    fn of_sequence(sequence: &[&Node]) -> Self {
        let mut way = Self::default();
        for part in sequence.iter().rev() {
            if way.bytes.len() == MAX_BYTES {
                break;
            }
            let (bytes, is_single) = match part {
                Node::Empty | Node::Assert(Assertion::WordBoundary) => continue,
                Node::Assert(Assertion::LineStart) => {
                    way.opens_line = true;
                    break;
                }
                Node::Char { c, fold } => last_bytes(&Class::of_char(*c, *fold)),
                Node::Class(class) => last_bytes(class),
                Node::Repeat { node, min: 1.., .. } => match &**node {
                    Node::Class(class) => (last_bytes(class).0, false),
                    _ => break,
                },
                _ => break,
            };
            way.bytes.push(bytes);
            // The characters before a multibyte character or a run are unknown.
            if !is_single {
                break;
            }
        }
        way
    }

    fn fits(&self, text: &[u8]) -> bool {
        let Some(rest) = text.len().checked_sub(self.bytes.len()) else { return false };
        self.bytes.iter().zip(text.iter().rev()).all(|(bytes, byte)| bytes.contains(*byte))
            && (!self.opens_line || rest == 0 || text[rest - 1] == b'\n')
    }
}

/// The last bytes of the characters of a class, and whether all of them are single bytes.
fn last_bytes(class: &Class) -> (ByteSet, bool) {
    let mut bytes = ByteSet::of_ascii(class.ascii());
    let is_ascii = !class.reaches_beyond_ascii();
    if !is_ascii {
        bytes.extend(&ByteSet::continuations());
    }
    (bytes, is_ascii)
}

#[cfg(test)]
mod tests {
    use super::super::Regex;

    #[test]
    fn the_last_bytes_before_a_match_are_checked() {
        let fits = |regex: &str, text: &str| Regex::new(regex).expect("one").lookbehind().fits(text.as_bytes());
        let sentence = r"(?m)\b(?<=^|[.!?] )We";
        assert!(fits(sentence, "") && fits(sentence, "a\n") && fits(sentence, "So. "));
        assert!(!fits(sentence, "so ") && !fits(sentence, ".") && !fits(sentence, "a. x"));
        let run = r"(?<=(?:^|[ (])[a-z]{4,14}[.!?] )the";
        assert!(fits(run, "more. ") && !fits(run, "1. ") && !fits(run, "more, "));
        assert!(fits("(?<=so )so on", "so ") && !fits("(?<=so )so on", "to "));
        // Of the multibyte quote the last byte is checked; the Kelvin sign folds to `k`.
        assert!(fits("(?<=[a’])s", "it’") && fits("(?i)(?<=k)s", "\u{212a}") && !fits("(?<=[a’])s", "it"));
        let barred = r"(?<!x)\b(?<![\w’])(?<!ab)so";
        assert!(
            !fits(barred, "x") && !fits(barred, "1") && fits(barred, "so ") && fits(barred, "") && fits(barred, "’")
        );
        // Nothing is required: no lookbehind, one that may be empty, or a negative one of several characters.
        assert!(fits("so", "x") && fits("(?<=a?)so", "x") && fits("(?<!xx)so", "xx") && fits("(?<=|a)so", "x"));
    }
}
