//! What must stand directly before a match.

use super::class::Class;
use super::starts::Bytes;
use super::syntax::{Assertion, Node};

/// How many bytes before a match are looked at.
const MAX_BYTES: usize = 4;

/// What must stand directly before a match, as far as single bytes tell it: one of these ways, if there are some.
///
/// A place where none of them fits is no match; one where one does may be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Behind(Box<[Before]>);

/// One way to stand before a match.
#[derive(Clone, Debug, Default)]
struct Before {
    /// What the last byte may be, the one before it, and so on.
    bytes: Vec<Bytes>,
    /// Whether a line begins before these.
    opens_line: bool,
}

impl Behind {
    /// What the look behind that an expression begins with asks for.
    pub(super) fn of(node: &Node) -> Self {
        let is_place = |part: &&Node| matches!(part, Node::Assert(_) | Node::Empty);
        match node.flat().into_iter().find(|part| !is_place(part)) {
            Some(Node::Look { behind: true, negative: false, node }) => {
                let ways = Before::ways(node);
                let says_nothing = ways.iter().any(|way| way.bytes.is_empty() && !way.opens_line);
                Self(if says_nothing { Box::default() } else { ways.into() })
            }
            _ => Self::default(),
        }
    }

    /// Whether a match may begin after `text`.
    pub(crate) fn fits(&self, text: &[u8]) -> bool {
        self.0.is_empty() || self.0.iter().any(|way| way.fits(text))
    }
}

impl Before {
    /// Each way to end as the node does.
    fn ways(node: &Node) -> Vec<Self> {
        match node {
            Node::Alternate(nodes) => nodes.iter().flat_map(Self::ways).collect(),
            _ => vec![Self::of_row(&node.flat())],
        }
    }

    fn of_row(row: &[&Node]) -> Self {
        let mut way = Self::default();
        for part in row.iter().rev() {
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
            // Before a character that may be of several bytes, or of a run, nothing is known.
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

/// The bytes that a character of the class can end with, and whether each such character is one byte.
fn last_bytes(class: &Class) -> (Bytes, bool) {
    let mut bytes = Bytes::of_ascii(class.ascii());
    let is_ascii = !class.reaches_beyond_ascii();
    if !is_ascii {
        bytes.extend(&Bytes::continuations());
    }
    (bytes, is_ascii)
}

#[cfg(test)]
mod tests {
    use super::super::Expression;

    #[test]
    fn what_stands_before_is_told_by_its_last_bytes() {
        let fits =
            |expression: &str, text: &str| Expression::new(expression).expect("one").behind().fits(text.as_bytes());
        let sentence = r"(?m)\b(?<=^|[.!?] )We";
        assert!(fits(sentence, "") && fits(sentence, "a\n") && fits(sentence, "So. "));
        assert!(!fits(sentence, "so ") && !fits(sentence, ".") && !fits(sentence, "a. x"));
        let run = r"(?<=(?:^|[ (])[a-z]{4,14}[.!?] )the";
        assert!(fits(run, "more. ") && !fits(run, "1. ") && !fits(run, "more, "));
        assert!(fits("(?<=so )so on", "so ") && !fits("(?<=so )so on", "to "));
        // The curly quote has several bytes, of which the last is told; the Kelvin sign is a `k`.
        assert!(fits("(?<=[a’])s", "it’") && fits("(?i)(?<=k)s", "\u{212a}") && !fits("(?<=[a’])s", "it"));
        // Nothing is known: no look behind, one that may be empty, or one that must not fit.
        assert!(fits("so", "x") && fits("(?<=a?)so", "x") && fits("(?<!x)so", "x") && fits("(?<=|a)so", "x"));
    }
}
