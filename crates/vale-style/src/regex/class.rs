//! Character classes: `\w`, `[a-z]`, `\p{L}`, `.`.

use std::sync::LazyLock;

use redline_text::is_of_word;

/// A character class.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// The members among ASCII characters, one bit each.
    ascii: u128,
    items: Vec<Item>,
    negated: bool,
    fold: bool,
    minus: Option<Box<Class>>,
}

/// A part of a class.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// An inclusive range.
    Range(char, char),
    /// `\w`.
    Word,
    /// `\s`.
    Space,
    /// Sorted ranges: `\d`, `\p{…}`.
    Property(Vec<(char, char)>),
    /// The complement of another item.
    Not(Box<Item>),
}

static DIGITS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| property(r"\d").unwrap_or_default());

impl Item {
    /// `\d`.
    pub(super) fn digit() -> Self {
        Self::Property(DIGITS.clone())
    }

    /// Whether it may contain a letter in one case only.
    fn is_case_sensitive(&self) -> bool {
        match self {
            Self::Range(first, last) => !last.is_ascii() || (*first..=*last).any(|c| c.is_ascii_alphabetic()),
            Self::Property(ranges) => ranges.iter().any(|(first, last)| first.is_alphabetic() || last.is_alphabetic()),
            Self::Word | Self::Space => false,
            Self::Not(item) => item.is_case_sensitive(),
        }
    }

    /// Whether a character beyond ASCII in it can have this lead byte.
    fn has_lead(&self, byte: u8) -> bool {
        let is_prefix = |first: char, last: char| {
            lead(last) >= byte && (first.is_ascii() || lead(first) <= byte) && !last.is_ascii()
        };
        match self {
            Self::Range(first, last) => is_prefix(*first, *last),
            Self::Property(ranges) => ranges.iter().any(|(first, last)| is_prefix(*first, *last)),
            // U+0085 and U+00A0, U+1680, U+2000 to U+205F, U+3000.
            Self::Space => matches!(byte, 0xc2 | 0xe1 | 0xe2 | 0xe3),
            Self::Word | Self::Not(_) => true,
        }
    }

    /// Its ASCII characters, one bit each.
    fn ascii(&self) -> u128 {
        match self {
            Self::Range(first, last) => ascii_between(*first, *last),
            Self::Word => *WORD,
            Self::Space => *SPACE,
            Self::Property(ranges) => ranges
                .iter()
                .take_while(|(first, _)| first.is_ascii())
                .fold(0, |all, (first, last)| all | ascii_between(*first, *last)),
            Self::Not(item) => !item.ascii(),
        }
    }

    fn contains(&self, c: char) -> bool {
        match self {
            Self::Range(first, last) => (*first..=*last).contains(&c),
            Self::Word => is_of_word(c),
            Self::Space => c.is_whitespace(),
            Self::Property(ranges) => {
                let index = ranges.partition_point(|(_, last)| *last < c);
                ranges.get(index).is_some_and(|(first, _)| *first <= c)
            }
            Self::Not(item) => !item.contains(c),
        }
    }
}

impl Class {
    /// A class of the items, or of all other characters if `negated`, without those of `minus`.
    pub(super) fn new(items: Vec<Item>, negated: bool, fold: bool, minus: Option<Self>) -> Self {
        // Most classes contain both cases of their letters, and matching is faster without folding.
        let fold = fold && items.iter().any(Item::is_case_sensitive);
        let mut class = Self { ascii: 0, items, negated, fold, minus: minus.map(Box::new) };
        let held = class.items.iter().fold(0, |all, item| all | item.ascii());
        let held = if class.fold { both_cases(held) } else { held };
        let minus = class.minus.as_ref().map_or(0, |minus| minus.ascii);
        class.ascii = if negated { !held } else { held } & !minus;
        class
    }

    /// One character, in both cases if `fold`.
    pub(super) fn of_char(c: char, fold: bool) -> Self {
        let fold = fold && c.is_alphabetic();
        let bit = |c: char| if c.is_ascii() { 1 << u32::from(c) } else { 0 };
        let cases = if fold { bit(c.to_ascii_lowercase()) | bit(c.to_ascii_uppercase()) } else { 0 };
        Self { ascii: bit(c) | cases, items: vec![Item::Range(c, c)], negated: false, fold, minus: None }
    }

    /// `.`: any character, line breaks only if `line_breaks`.
    pub(super) fn any(line_breaks: bool) -> Self {
        let items = if line_breaks { Vec::new() } else { vec![Item::Range('\n', '\n')] };
        Self::new(items, true, false, None)
    }

    /// The longest run from `at` with at most `max` characters: its end and its length in characters.
    pub(super) fn run(&self, text: &str, at: usize, max: u32) -> (usize, u32) {
        let bytes = text.as_bytes();
        let (mut end, mut count) = (at, 0);
        // Shifting 64 bits is cheaper than shifting 128.
        let half = |shift: u32| u64::try_from(self.ascii >> shift & u128::from(u64::MAX)).unwrap_or_default();
        let halves = [half(0), half(64)];
        while count < max {
            match bytes.get(end) {
                Some(&byte) if byte.is_ascii() => {
                    if halves[usize::from(byte >> 6)] >> (byte & 63) & 1 == 0 {
                        break;
                    }
                    end += 1;
                }
                Some(_) => {
                    let c = text[end..].chars().next().filter(|c| self.decide(*c));
                    let Some(c) = c else { break };
                    end += c.len_utf8();
                }
                None => break,
            }
            count += 1;
        }
        (end, count)
    }

    pub(super) fn contains(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> u32::from(c) & 1 == 1 } else { self.decide(c) }
    }

    /// The ASCII characters of the class, one bit each.
    pub(super) fn ascii(&self) -> u128 {
        self.ascii
    }

    /// Whether it may contain characters beyond ASCII. Conservative.
    pub(super) fn reaches_beyond_ascii(&self) -> bool {
        let ascii_only = |item: &Item| matches!(item, Item::Range(_, last) if last.is_ascii());
        self.negated || self.fold || !self.items.iter().all(ascii_only)
    }

    /// The lead bytes of its characters beyond ASCII. Conservative: all of them if the class is negated or folded.
    pub(super) fn lead_bytes(&self) -> impl Iterator<Item = u8> + '_ {
        let is_known = !self.negated && !self.fold;
        let holds = move |byte: u8| !is_known || self.items.iter().any(|item| item.has_lead(byte));
        (0xc2..=0xf4).filter(move |byte| holds(*byte))
    }

    /// Whether all its characters are word characters. Conservative: `false` if unknown.
    pub(super) fn is_of_words(&self) -> bool {
        let is_of_words = |item: &Item| match item {
            Item::Word => true,
            Item::Range(first, last) => last.is_ascii() && (*first..=*last).all(is_of_word),
            Item::Property(ranges) => *ranges == *DIGITS,
            Item::Space | Item::Not(_) => false,
        };
        !self.negated && self.items.iter().all(is_of_words)
    }

    /// Whether no character is in both. Conservative: `false` if unknown.
    pub(super) fn is_apart_from(&self, other: &Self) -> bool {
        if self.ascii & other.ascii != 0 {
            return false;
        }
        let is_word = |class: &Self| !class.negated && class.minus.is_none() && matches!(class.items[..], [Item::Word]);
        let is_space = |class: &Self| !class.negated && matches!(class.items[..], [Item::Space]);
        let few = |class: &Self| match class.items[..] {
            [Item::Range(first, last)] if !class.negated && first == last && !class.fold => Some(first),
            _ => None,
        };
        match (few(self), few(other)) {
            (_, Some(c)) => !self.contains(c),
            (Some(c), _) => !other.contains(c),
            _ => {
                !self.reaches_beyond_ascii()
                    || !other.reaches_beyond_ascii()
                    || (is_word(self) && is_space(other))
                    || (is_space(self) && is_word(other))
            }
        }
    }

    /// The characters of a small ASCII class, each with whether its case is ignored; those are in lower case.
    pub(super) fn few_ascii(&self) -> Option<Vec<(char, bool)>> {
        const MAX_CHARS: usize = 6;
        let ascii_only = |item: &Item| matches!(item, Item::Range(_, last) if last.is_ascii());
        if self.negated || !self.items.iter().all(ascii_only) {
            return None;
        }
        let chars = (0..128_u8).map(char::from).filter(|c| self.contains(*c));
        let chars: Vec<_> = chars
            .filter(|c| !self.fold || !c.is_ascii_uppercase())
            .map(|c| (c, self.fold && c.is_ascii_alphabetic()))
            .collect();
        (1..=MAX_CHARS).contains(&chars.len()).then_some(chars)
    }

    fn decide(&self, c: char) -> bool {
        let holds = |c: char| self.items.iter().any(|item| item.contains(c));
        let found = holds(c) || (self.fold && (holds(lower(c)) || holds(upper(c))));
        found != self.negated && !self.minus.as_ref().is_some_and(|minus| minus.contains(c))
    }
}

/// The ASCII characters of a range, one bit each.
fn ascii_between(first: char, last: char) -> u128 {
    if !first.is_ascii() {
        return 0;
    }
    let up_to_last = if last < '\u{7f}' { (1 << (u32::from(last) + 1)) - 1 } else { u128::MAX };
    up_to_last & (u128::MAX << u32::from(first))
}

/// ASCII characters with both cases of each letter.
fn both_cases(ascii: u128) -> u128 {
    const CASE: u32 = 'a' as u32 - 'A' as u32;
    let upper = ascii_between('A', 'Z');
    ascii | (ascii & upper) << CASE | (ascii >> CASE) & upper
}

/// The ASCII characters of `\w` and of `\s`.
static WORD: LazyLock<u128> = LazyLock::new(|| ascii_of(is_of_word));
static SPACE: LazyLock<u128> = LazyLock::new(|| ascii_of(char::is_whitespace));

fn ascii_of(holds: impl Fn(char) -> bool) -> u128 {
    (0..128_u8).filter(|byte| holds(char::from(*byte))).fold(0, |all, byte| all | 1 << byte)
}

/// The lead byte of a character.
fn lead(c: char) -> u8 {
    c.encode_utf8(&mut [0; 4]).as_bytes()[0]
}

/// The character in lower case; unchanged if that is not a single character.
pub(super) fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { one(c, c.to_lowercase()) }
}

fn upper(c: char) -> char {
    if c.is_ascii() { c.to_ascii_uppercase() } else { one(c, c.to_uppercase()) }
}

fn one(c: char, mut mapped: impl Iterator<Item = char>) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

/// The ranges of a class that `regex-syntax` knows; `None` if it is unknown.
pub(super) fn property(class: &str) -> Option<Vec<(char, char)>> {
    use regex_syntax::hir::{Class, HirKind};
    let hir = regex_syntax::parse(class).ok()?;
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            Some(class.ranges().iter().map(|range| (range.start(), range.end())).collect())
        }
        // A class of one character is parsed as a literal.
        HirKind::Literal(literal) => {
            let c = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
            Some(vec![(c, c)])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_of_a_class_are_what_it_holds() {
        let items = [
            vec![Item::Range('b', 'y'), Item::Range('é', 'ü')],
            vec![Item::Range('Z', '\u{7f}')],
            vec![Item::Range('\0', 'ÿ')],
            vec![Item::Word],
            vec![Item::Space, Item::Range('k', 'k')],
            vec![Item::digit(), Item::Not(Box::new(Item::Word))],
            Vec::new(),
        ];
        for items in items {
            for (negated, fold) in [(false, false), (false, true), (true, false), (true, true)] {
                let minus = Class::new(vec![Item::Range('m', 'n')], false, fold, None);
                let class = Class::new(items.clone(), negated, fold, Some(minus));
                for c in (0..128_u8).map(char::from) {
                    assert_eq!(class.contains(c), class.decide(c), "{c:?} in {class:?}");
                }
            }
        }
    }
}
