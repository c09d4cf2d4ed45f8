//! What a text must hold for an expression to match in it.

use super::bytes::frequency;
use super::class::Class;
use super::pairs::Pairs;
use super::syntax::{Assertion, Node};

/// The bits of a [`Mask`] that stand for characters beyond ASCII: those that begin with the byte of
/// curly quotes and dashes, which prose is full of, and all others. They are control characters of
/// ASCII, which no text holds.
const PUNCTUATION: u128 = 1 << 1;
const OTHERS: u128 = 1 << 127;
const BEYOND_ASCII: u128 = PUNCTUATION | OTHERS;

/// The first byte of general punctuation in UTF-8.
const PUNCTUATION_LEAD: u8 = 0xe2;

/// Which ASCII characters a text holds, a bit each; one bit for all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mask(u128);

impl Mask {
    /// The characters of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut low = [0_u64; 4];
        for byte in text.bytes() {
            low[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        let leads = low[3];
        let punctuation = 1 << (PUNCTUATION_LEAD & 63);
        let mut beyond = 0;
        if leads & punctuation != 0 {
            beyond |= PUNCTUATION;
        }
        if leads & !punctuation != 0 {
            beyond |= OTHERS;
        }
        Self(u128::from(low[0]) | u128::from(low[1]) << 64 | beyond)
    }

    /// Whether the text holds a character of each set.
    pub(crate) fn meets(self, needs: &[u128]) -> bool {
        needs.iter().all(|need| self.0 & need != 0)
    }
}

/// Sets of characters, of each of which a match must hold one.
pub(super) fn needs(node: &Node) -> Vec<u128> {
    let mut needs = Vec::new();
    collect(node, &mut |need| needs.push(need));
    needs.sort_by_key(|need| need.weight);
    needs.dedup_by_key(|need| need.set);
    needs.iter().take(MAX_NEEDS).map(|need| need.set).collect()
}

/// How many are asked for.
pub(crate) const MAX_NEEDS: usize = 4;

/// A set of characters, of which a match holds one.
#[derive(Clone, Copy, Debug)]
struct Need {
    set: u128,
    /// How common its characters are in English.
    weight: u32,
}

impl Need {
    fn new(set: u128) -> Self {
        let (mut rest, mut weight) = (set, 0);
        while rest != 0 {
            let byte = u8::try_from(rest.trailing_zeros()).unwrap_or_default();
            weight += frequency(byte);
            rest &= rest - 1;
        }
        Self { set, weight }
    }

    /// The rarest of those of a node.
    fn rarest(node: &Node) -> Option<Self> {
        let mut rarest: Option<Self> = None;
        collect(node, &mut |need| {
            if rarest.is_none_or(|rarest| need.weight < rarest.weight) {
                rarest = Some(need);
            }
        });
        rarest
    }
}

/// Tells all needs of a node.
fn collect(node: &Node, tell: &mut dyn FnMut(Need)) {
    match node {
        Node::Char { c, fold } => tell(Need::new(char_mask(*c, *fold))),
        Node::Class(class) => tell(Need::new(class.ascii() | beyond(class))),
        Node::Concat(nodes) => nodes.iter().for_each(|node| collect(node, tell)),
        Node::Alternate(nodes) => {
            // One of the branches is taken, and of that its rarest set is met.
            let set = nodes.iter().try_fold(0, |all, node| Some(all | Need::rarest(node)?.set));
            if let Some(set) = set {
                tell(Need::new(set));
            }
        }
        Node::Repeat { node, min: 1.., .. }
        | Node::Capture { node, .. }
        | Node::Atomic(node)
        | Node::Look { negative: false, node, .. } => collect(node, tell),
        _ => {}
    }
}

/// The bits for what a class holds beyond ASCII.
fn beyond(class: &Class) -> u128 {
    if !class.reaches_beyond_ascii() {
        return 0;
    }
    let bit = |byte| if byte == PUNCTUATION_LEAD { PUNCTUATION } else { OTHERS };
    class.lead_bytes().map(bit).fold(0, |all, bit| all | bit)
}

fn char_mask(c: char, fold: bool) -> u128 {
    let bit = |c: char| if c.is_ascii() && c != '\u{7f}' { 1 << u32::from(c) } else { BEYOND_ASCII };
    if fold { bit(c) | bit(c.to_ascii_uppercase()) | BEYOND_ASCII } else { bit(c) }
}

/// A row of ASCII characters.
#[derive(Clone, Debug)]
pub(super) struct Literal {
    /// Whether case is ignored: then it is in lower case.
    fold: bool,
    text: String,
    finder: memchr::memmem::Finder<'static>,
}

impl Literal {
    fn new(text: &str, fold: bool) -> Self {
        Self { fold, text: text.to_owned(), finder: memchr::memmem::Finder::new(text).into_owned() }
    }

    /// Whether the text holds it; `lower` is the text in lower case.
    fn is_in(&self, text: &str, lower: &str, pairs: &Pairs) -> bool {
        pairs.may_hold(&self.text, self.fold)
            && self.finder.find(if self.fold { lower } else { text }.as_bytes()).is_some()
    }
}

/// Sets of rows of characters, of each of which every match holds one; none if there are no good ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Literals(Vec<Vec<Literal>>);

impl Literals {
    /// The sets that tell most texts apart: those of long rows, and of few.
    pub(super) fn of(node: &Node) -> Self {
        const MIN_LEN: usize = 2;
        const MAX_ROWS: usize = 4;
        const MAX_SETS: usize = 2;
        let shortest = |rows: &[(String, bool)]| rows.iter().map(|(text, _)| text.len()).min().unwrap_or(0);
        let mut sets = rows(node);
        sets.retain(|rows| rows.len() <= MAX_ROWS && shortest(rows) >= MIN_LEN);
        sets.sort_by_key(|rows| (std::cmp::Reverse(shortest(rows)), rows.len()));
        sets.dedup();
        sets.truncate(MAX_SETS);
        let literals = |rows: Vec<(String, bool)>| rows.iter().map(|(text, fold)| Literal::new(text, *fold)).collect();
        Self(sets.into_iter().map(literals).collect())
    }

    /// Whether the text holds one of each set; `lower` is the text with its ASCII letters in lower case.
    pub(super) fn are_in(&self, text: &str, lower: &str, pairs: &Pairs) -> bool {
        self.0.iter().all(|set| set.iter().any(|literal| literal.is_in(text, lower, pairs)))
    }
}

/// Sets of rows of characters: of each, every match holds one.
fn rows(node: &Node) -> Vec<Vec<(String, bool)>> {
    let mut found = Vec::new();
    let mut row: Option<(String, bool)> = None;
    for part in node.flat() {
        match part {
            Node::Assert(_) | Node::Empty => {}
            // The Kelvin sign is a `k` that is not ASCII.
            Node::Char { c, fold } if c.is_ascii() && !(*fold && *c == 'k') => {
                let has_letter = |text: &str| text.bytes().any(|byte| byte.is_ascii_alphabetic());
                let joins = |row: &(String, bool)| row.1 == *fold || !c.is_ascii_alphabetic() || !has_letter(&row.0);
                if !row.as_ref().is_none_or(joins) {
                    found.extend(row.take().map(|row| vec![row]));
                }
                let row = row.get_or_insert((String::new(), false));
                row.0.push(*c);
                row.1 |= *fold;
            }
            other => {
                found.extend(row.take().map(|row| vec![row]));
                if let Node::Alternate(branches) = other {
                    let longest = |branch: &Node| {
                        let single = rows(branch).into_iter().filter(|rows| rows.len() == 1).flatten();
                        single.max_by_key(|(text, _)| text.len())
                    };
                    found.extend(branches.iter().map(longest).collect::<Option<Vec<_>>>());
                }
            }
        }
    }
    found.extend(row.map(|row| vec![row]));
    found
}

/// How what is found in a sentence relates to what is found in the paragraph around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum InSentences {
    /// The same.
    #[default]
    Same,
    /// More, but only where something is found in the paragraph: a match may run over the end of a
    /// sentence, and hide another one.
    MoreIfFound,
    /// Anything: the expression looks at what is around it.
    Other,
}

/// Whether no match holds white space or depends on what is around it. Sentences are parted by white space, so each has
/// those matches of its paragraph that stand in it.
pub(super) fn is_within_words(node: &Node) -> bool {
    let leaves = |node: &Node| match node {
        Node::Look { .. } | Node::Reference { .. } => true,
        Node::Assert(place) => *place != Assertion::WordBoundary,
        Node::Char { c, .. } => c.is_whitespace(),
        Node::Class(class) => ('\0'..='\u{3000}').any(|c| c.is_whitespace() && class.contains(c)),
        _ => false,
    };
    !node.any(&leaves)
}

pub(super) fn in_sentences(node: &Node) -> InSentences {
    let looks = |node: &Node| match node {
        Node::Look { .. } => true,
        Node::Assert(place) => *place != Assertion::WordBoundary,
        _ => false,
    };
    let ends = |node: &Node| match node {
        Node::Char { c, .. } => matches!(c, '.' | '?' | '!'),
        Node::Class(class) => ['.', '?', '!'].iter().any(|&c| class.contains(c)),
        _ => false,
    };
    if node.any(&looks) {
        InSentences::Other
    } else if node.any(&ends) {
        InSentences::MoreIfFound
    } else {
        InSentences::Same
    }
}
