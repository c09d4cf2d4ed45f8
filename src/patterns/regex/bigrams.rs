//! Which characters stand side by side in a text.

use super::byte_set::frequency;
use super::class::Class;

/// How many kinds of characters are told apart.
const KINDS: usize = 64;

/// The kinds of the bytes of characters beyond ASCII: those that go on with one, and those that begin one.
const CONTINUATION: u8 = 62;
const LEAD: u8 = 63;

/// The kind of each byte: letters are of one kind each, in each case; other characters share one where they do the same.
static KIND: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = kind(byte);
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

const fn kind(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => byte - b'a',
        b'A'..=b'Z' => byte - b'A' + 26,
        b'0'..=b'9' => 52,
        b'\t'..=b'\r' | b' ' => 53,
        b'.' => 54,
        b',' => 55,
        b'\'' | b'"' => 56,
        b'-' | b'/' | b'_' => 57,
        b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'<' | b'>' => 58,
        b':' | b';' => 59,
        b'!' | b'?' => 60,
        0x80..=0xbf => CONTINUATION,
        0xc0..=u8::MAX => LEAD,
        _ => 61,
    }
}

/// Roughly how many of a thousand characters of English are of each kind.
static FREQUENCY: [u32; KINDS] = {
    const BEYOND_ASCII: u32 = 5;
    let mut frequencies = [0; KINDS];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        frequencies[kind(byte) as usize] += frequency(byte);
        byte += 1;
    }
    frequencies[CONTINUATION as usize] = BEYOND_ASCII;
    frequencies[LEAD as usize] = BEYOND_ASCII;
    frequencies
};

/// A side of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Its first byte.
    Start,
    /// Its last byte.
    End,
}

/// A set of kinds, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u64);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ALL: Self = Self(u64::MAX);

    /// The kinds of the byte on this side of a character, or of either case of it.
    pub(super) fn of_char(c: char, fold: bool, side: Side) -> Self {
        let Some(byte) = u8::try_from(c).ok().filter(u8::is_ascii) else { return Self::beyond_ascii(side) };
        let cases = if fold { Self::of_byte(byte.to_ascii_uppercase()) } else { Self::NONE };
        // The Kelvin sign is a `k` too.
        let kelvin = if fold && byte == b'k' { Self::beyond_ascii(side) } else { Self::NONE };
        Self::of_byte(byte).and(cases).and(kelvin)
    }

    /// The kinds of the byte on this side of a character of the class.
    pub(super) fn of_class(class: &Class, side: Side) -> Self {
        let mut rest = class.ascii();
        let mut kinds = if class.reaches_beyond_ascii() { Self::beyond_ascii(side) } else { Self::NONE };
        while let Some(byte) = u8::try_from(rest.trailing_zeros()).ok().filter(u8::is_ascii) {
            kinds = kinds.and(Self::of_byte(byte));
            rest &= rest - 1;
        }
        kinds
    }

    fn of_byte(byte: u8) -> Self {
        Self(1 << KIND[usize::from(byte)])
    }

    fn beyond_ascii(side: Side) -> Self {
        match side {
            Side::Start => Self(1 << LEAD),
            Side::End => Self(1 << CONTINUATION),
        }
    }

    /// These and others.
    pub(super) fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Roughly how many of a thousand characters of English are of these kinds.
    pub(super) fn weight(self) -> u32 {
        self.each().map(|kind| FREQUENCY[kind]).sum()
    }

    fn each(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let kind = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(kind)
        })
    }
}

/// For each kind of character, the kinds that follow one of it somewhere in a text.
///
/// A row of characters of which some neighbours are no pair of the text is not in it, which costs far less to know than to
/// look for the row.
#[derive(Clone, Debug)]
pub(crate) struct BigramSet([u64; KINDS]);

impl BigramSet {
    /// Those of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut pairs = [0; KINDS];
        let mut kinds = text.bytes().map(|byte| KIND[usize::from(byte)]);
        let Some(mut last) = kinds.next() else { return Self(pairs) };
        for kind in kinds {
            pairs[usize::from(last)] |= 1 << kind;
            last = kind;
        }
        Self(pairs)
    }

    /// Whether one of the first kinds stands before one of the second.
    pub(super) fn hold(&self, first: Kinds, second: Kinds) -> bool {
        first.each().any(|kind| self.0[kind] & second.0 != 0)
    }

    /// Whether the text may hold a row of characters; with `fold`, in any case.
    pub(super) fn may_hold(&self, row: &str, fold: bool) -> bool {
        let kinds = |byte: u8| {
            let other = if fold { byte.to_ascii_uppercase() } else { byte };
            Kinds::of_byte(byte).and(Kinds::of_byte(other))
        };
        row.as_bytes().windows(2).all(|pair| self.hold(kinds(pair[0]), kinds(pair[1])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_text_is_never_missed() {
        let text = "It’s “so”, and é @ THE end";
        let (pairs, lower) = (BigramSet::of(text), text.to_ascii_lowercase());
        for (start, _) in text.char_indices() {
            for (end, _) in text.char_indices().filter(|(end, _)| *end > start) {
                assert!(pairs.may_hold(&text[start..end], false) && pairs.may_hold(&lower[start..end], true));
            }
        }
        assert!(!pairs.may_hold("thus", true) && !pairs.may_hold("so,", false) && !pairs.may_hold("the", false));
    }

    #[test]
    fn each_byte_is_of_a_kind_and_letters_are_of_their_own() {
        assert!(KIND.iter().all(|kind| usize::from(*kind) < KINDS));
        let kinds: std::collections::BTreeSet<u8> = (b'a'..=b'z').chain(b'A'..=b'Z').map(kind).collect();
        assert_eq!(kinds.len(), 52);
        let others = (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphabetic());
        assert!(others.map(kind).all(|kind| !kinds.contains(&kind)));
    }
}
