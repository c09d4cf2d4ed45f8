//! What can be said of an expression without running it: where a match can begin, what the text
//! must hold, which words it comes down to.

use super::class::Class;
use super::syntax::{Assertion, Node};

/// The bit of a [`Mask`] that stands for every character beyond ASCII.
const BEYOND_ASCII: u128 = 1 << 127;

/// The bytes with which a match can begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bytes([u64; 4]);

impl Bytes {
    const NONE: Self = Self([0; 4]);
    const ALL: Self = Self([u64::MAX; 4]);

    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }

    fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
    }

    fn of_char(c: char, fold: bool) -> Self {
        let mut bytes = Self::NONE;
        bytes.insert(first_byte(c));
        if fold {
            // Only ASCII letters are sure to have a single partner.
            if c.is_ascii() {
                bytes.insert(c.to_ascii_uppercase() as u8);
            }
            // `K` and `ſ` fold into ASCII, and other letters change their first byte.
            bytes.extend(&Self::beyond_ascii());
        }
        bytes
    }

    fn of_class(class: &Class) -> Self {
        let mut bytes = Self::NONE;
        (0..128_u8).filter(|byte| class.ascii() >> byte & 1 == 1).for_each(|byte| bytes.insert(byte));
        if class.reaches_beyond_ascii() {
            bytes.extend(&Self::beyond_ascii());
        }
        bytes
    }

    fn beyond_ascii() -> Self {
        Self([0, 0, u64::MAX, u64::MAX])
    }
}

fn first_byte(c: char) -> u8 {
    let mut buffer = [0; 4];
    c.encode_utf8(&mut buffer).as_bytes()[0]
}

/// Where a match of the node can begin; `None` if it can be empty.
pub(super) fn first(node: &Node) -> Option<Bytes> {
    match node {
        Node::Char { c, fold } => Some(Bytes::of_char(*c, *fold)),
        Node::Class(class) => Some(Bytes::of_class(class)),
        Node::Concat(nodes) => first_of_row(nodes),
        Node::Alternate(nodes) => {
            let mut all = Bytes::NONE;
            for node in nodes {
                all.extend(&first(node)?);
            }
            Some(all)
        }
        Node::Repeat { node, min, .. } => first(node).filter(|_| *min > 0),
        Node::Capture { node, .. } | Node::Atomic(node) => first(node),
        Node::Empty | Node::Assert(_) | Node::Look { .. } | Node::Reference { .. } => None,
    }
}

fn first_of_row(nodes: &[Node]) -> Option<Bytes> {
    let mut all = Bytes::NONE;
    for node in nodes {
        match node {
            // What may match nothing adds to what comes after it.
            Node::Repeat { node: inner, min: 0, .. } => all.extend(&first(inner).unwrap_or(Bytes::ALL)),
            Node::Reference { .. } => return None,
            _ => match first(node) {
                Some(bytes) => {
                    all.extend(&bytes);
                    return Some(all);
                }
                None if is_place(node) => {}
                None => return None,
            },
        }
    }
    None
}

/// Whether the node takes no text.
fn is_place(node: &Node) -> bool {
    matches!(node, Node::Empty | Node::Assert(_) | Node::Look { .. })
}

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
        let beyond = if low[2] | low[3] != 0 { BEYOND_ASCII } else { 0 };
        Self(u128::from(low[0]) | u128::from(low[1]) << 64 | beyond)
    }

    /// Whether the text holds a character of each set.
    pub(crate) fn meets(self, needs: &[u128]) -> bool {
        needs.iter().all(|need| self.0 & need != 0)
    }
}

/// Sets of characters, of each of which a match must hold one.
pub(super) fn needs(node: &Node) -> Vec<u128> {
    let mut needs = all_needs(node);
    needs.sort_by_key(|need| need.count_ones());
    needs.dedup();
    needs.truncate(4);
    needs
}

fn all_needs(node: &Node) -> Vec<u128> {
    match node {
        Node::Char { c, fold } => vec![char_mask(*c, *fold)],
        Node::Class(class) => {
            vec![class.ascii() | if class.reaches_beyond_ascii() { BEYOND_ASCII } else { 0 }]
        }
        Node::Concat(nodes) => nodes.iter().flat_map(all_needs).collect(),
        Node::Alternate(nodes) => {
            // One of the branches is taken, and of that its rarest set is met.
            let rarest = |node: &Node| all_needs(node).into_iter().min_by_key(|need| need.count_ones());
            let sets: Option<Vec<u128>> = nodes.iter().map(rarest).collect();
            sets.map(|sets| vec![sets.into_iter().fold(0, |all, set| all | set)]).unwrap_or_default()
        }
        Node::Repeat { node, min, .. } if *min > 0 => all_needs(node),
        Node::Capture { node, .. } | Node::Atomic(node) => all_needs(node),
        _ => Vec::new(),
    }
}

fn char_mask(c: char, fold: bool) -> u128 {
    let bit = |c: char| if c.is_ascii() && c != '\u{7f}' { 1 << u32::from(c) } else { BEYOND_ASCII };
    if fold { bit(c) | bit(c.to_ascii_uppercase()) | BEYOND_ASCII } else { bit(c) }
}

/// The class of the loop that the expression begins with, if a failure at one place of a run means
/// failure at all later ones: what the loop can reach from there it could reach from before.
pub(super) fn leading_loop(node: &Node) -> Option<&Class> {
    if node.any(&|node| matches!(node, Node::Reference { .. })) {
        return None;
    }
    let is_boundary = |node: &&Node| matches!(node, Node::Assert(Assertion::WordBoundary));
    let mut node = node.parts().iter().find(|part| !is_boundary(part))?;
    loop {
        node = match node {
            Node::Capture { node, .. } => node,
            Node::Concat(nodes) => nodes.first()?,
            Node::Repeat { node, min, max, .. } if *min > 0 => match (&**node, max) {
                (Node::Class(class), None) => return Some(class),
                (inner, _) => inner,
            },
            _ => return None,
        };
    }
}

/// Whether a match could hold an end of a sentence, or look at what is around it. If not, it is
/// found in a sentence where it is found in the paragraph.
pub(super) fn minds_sentences(node: &Node) -> bool {
    node.any(&|node| match node {
        Node::Char { c, .. } => matches!(c, '.' | '?' | '!'),
        Node::Class(class) => ['.', '?', '!'].iter().any(|&c| class.contains(c)),
        Node::Look { .. } => true,
        Node::Assert(place) => *place != Assertion::WordBoundary,
        _ => false,
    })
}

/// A text that an expression comes down to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// The text; in lower case if `fold`.
    pub(crate) text: String,
    /// Whether case is ignored.
    pub(crate) fold: bool,
}

/// The texts that match the node, in the order in which they are tried, if it stands between word
/// boundaries and comes down to at most `limit` of them, each beginning and ending as a word.
pub(super) fn words(node: &Node, limit: usize) -> Option<Vec<Words>> {
    let is_boundary = |node: &Node| matches!(node, Node::Assert(Assertion::WordBoundary));
    let parts = node.parts();
    let start = parts.iter().take_while(|part| is_boundary(part)).count();
    let end = parts.len() - parts.iter().rev().take_while(|part| is_boundary(part)).count();
    if start == 0 || end <= start || end == parts.len() {
        return None;
    }
    let texts = row(&parts[start..end], limit)?;
    let is_word = |text: &Words| {
        let is_edge = |c: Option<char>| c.is_some_and(super::class::is_word);
        is_edge(text.text.chars().next()) && is_edge(text.text.chars().next_back())
    };
    texts.iter().all(is_word).then_some(texts)
}

fn row(nodes: &[Node], limit: usize) -> Option<Vec<Words>> {
    let mut texts = vec![Words { text: String::new(), fold: false }];
    for node in nodes {
        let next = finite(node, limit)?;
        if texts.len() * next.len() > limit {
            return None;
        }
        let mut joined = Vec::with_capacity(texts.len() * next.len());
        for head in &texts {
            for tail in &next {
                // Letters that mind their case cannot stand beside others that do not.
                let has_letters = |words: &Words| words.text.bytes().any(|byte| byte.is_ascii_alphabetic());
                if head.fold != tail.fold && has_letters(head) && has_letters(tail) {
                    return None;
                }
                joined.push(Words { text: format!("{}{}", head.text, tail.text), fold: head.fold || tail.fold });
            }
        }
        texts = joined;
    }
    Some(texts)
}

fn finite(node: &Node, limit: usize) -> Option<Vec<Words>> {
    match node {
        Node::Empty => Some(vec![Words { text: String::new(), fold: false }]),
        Node::Char { c, fold } => {
            // What is beyond ASCII folds in ways that a comparison of bytes does not know.
            (!*fold || c.is_ascii()).then(|| vec![Words { text: c.to_string(), fold: *fold }])
        }
        Node::Class(class) => {
            let chars = class.few_ascii()?;
            Some(chars.into_iter().map(|(c, fold)| Words { text: c.to_string(), fold }).collect())
        }
        Node::Concat(nodes) => row(nodes, limit),
        Node::Alternate(nodes) => {
            let all: Option<Vec<Vec<Words>>> = nodes.iter().map(|node| finite(node, limit)).collect();
            let all = all?.concat();
            (all.len() <= limit).then_some(all)
        }
        Node::Repeat { node, min, max: Some(max), greedy } if *max <= 3 => {
            let once = std::slice::from_ref(&**node);
            let mut counts: Vec<u32> = (*min..=*max).collect();
            if *greedy {
                counts.reverse();
            }
            let mut all = Vec::new();
            for count in counts {
                all.extend(row(&vec![once[0].clone(); count as usize], limit)?);
            }
            (all.len() <= limit).then_some(all)
        }
        Node::Capture { node, .. } => finite(node, limit),
        _ => None,
    }
}
