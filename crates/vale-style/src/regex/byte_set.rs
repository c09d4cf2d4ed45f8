//! Sets of bytes.

use super::class::Class;

/// A set of bytes.
#[derive(Clone, Debug)]
pub(super) struct ByteSet([u64; 4]);

impl ByteSet {
    pub(super) const NONE: Self = Self([0; 4]);
    pub(super) const ALL: Self = Self([u64::MAX; 4]);

    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }

    fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
    }

    pub(super) fn of_char(c: char, fold: bool) -> Self {
        let mut bytes = Self::NONE;
        let mut buffer = [0; 4];
        bytes.insert(c.encode_utf8(&mut buffer).as_bytes()[0]);
        if fold {
            if c.is_ascii() {
                bytes.insert(c.to_ascii_uppercase() as u8);
            }
            // The Kelvin sign folds to ASCII, and other letters may fold to another lead byte.
            if !c.is_ascii() || c == 'k' {
                bytes.extend(&Self::beyond_ascii());
            }
        }
        bytes
    }

    /// ASCII characters given as one bit each.
    pub(super) fn of_ascii(ascii: u128) -> Self {
        let mut bytes = Self::NONE;
        (0..128_u8).filter(|byte| ascii >> byte & 1 == 1).for_each(|byte| bytes.insert(byte));
        bytes
    }

    pub(super) fn of_class(class: &Class) -> Self {
        let mut bytes = Self::of_ascii(class.ascii());
        if class.reaches_beyond_ascii() {
            class.lead_bytes().for_each(|byte| bytes.insert(byte));
        }
        bytes
    }

    /// All continuation bytes of UTF-8.
    pub(super) fn continuations() -> Self {
        let mut bytes = Self::NONE;
        (0x80..=0xbf).for_each(|byte| bytes.insert(byte));
        bytes
    }

    /// All lead bytes of UTF-8.
    fn beyond_ascii() -> Self {
        let mut bytes = Self::NONE;
        (0xc2..=0xf4).for_each(|byte| bytes.insert(byte));
        bytes
    }

    /// The place of the first byte of the set.
    pub(super) fn find(&self, text: &[u8]) -> Option<usize> {
        text.iter().position(|&byte| self.contains(byte))
    }

    /// Approximate frequency of these bytes in a thousand bytes of English.
    pub(super) fn weight(&self) -> u32 {
        (0..=u8::MAX).filter(|&byte| self.contains(byte)).map(frequency).sum()
    }
}

/// Approximate frequency of a byte in a thousand bytes of English.
pub(super) const fn frequency(byte: u8) -> u32 {
    match byte {
        b' ' => 160,
        b'e' => 100,
        b'a' | b'i' | b'n' | b'o' | b's' | b't' | b'r' => 60,
        b'c' | b'd' | b'h' | b'l' | b'u' => 30,
        b'a'..=b'z' => 15,
        b'.' | b',' | b'\n' => 10,
        _ => 2,
    }
}
