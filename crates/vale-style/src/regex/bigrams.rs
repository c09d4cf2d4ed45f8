//! The set of bigrams of a text.

use super::byte_set::frequency;
use super::class::Class;

/// Number of byte kinds.
const KINDS: usize = 64;

/// The kinds of continuation and lead bytes of characters beyond ASCII.
const CONTINUATION: u8 = 62;
const LEAD: u8 = 63;

/// The kind of each byte: every letter has its own, in each case; other characters share kinds.
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

/// Approximate frequency of each kind in a thousand bytes of English.
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

/// A set of kinds, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u64);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ALL: Self = Self(u64::MAX);

    /// The kinds of the byte on this side of a character, in both cases if `fold`.
    pub(super) fn of_char(c: char, fold: bool, side: Side) -> Self {
        let Some(byte) = u8::try_from(c).ok().filter(u8::is_ascii) else { return Self::beyond_ascii(side) };
        let cases = if fold { Self::of_byte(byte.to_ascii_uppercase()) } else { Self::NONE };
        // The Kelvin sign folds to `k`.
        let kelvin = if fold && byte == b'k' { Self::beyond_ascii(side) } else { Self::NONE };
        Self::of_byte(byte).and(cases).and(kelvin)
    }

    /// The kinds of the byte on this side of the characters of a class.
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

    /// The union of both sets.
    pub(super) fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Approximate frequency of these kinds in a thousand bytes of English.
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

/// For each kind of byte, the kinds that follow it somewhere in a text.
#[derive(Clone, Debug)]
pub(crate) struct BigramSet([u64; KINDS]);

impl BigramSet {
    /// The bigrams of a text.
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

    /// Whether a byte of the first kinds is followed by one of the second.
    pub(super) fn hold(&self, first: Kinds, second: Kinds) -> bool {
        first.each().any(|kind| self.0[kind] & second.0 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_kinds_of_their_own() {
        assert!(KIND.iter().all(|kind| usize::from(*kind) < KINDS));
        let kinds: std::collections::BTreeSet<u8> = (b'a'..=b'z').chain(b'A'..=b'Z').map(kind).collect();
        assert_eq!(kinds.len(), 52);
        let others = (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphabetic());
        assert!(others.map(kind).all(|kind| !kinds.contains(&kind)));
    }
}
