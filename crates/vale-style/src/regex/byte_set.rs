//! Sets of bytes, and search for them.

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

    /// All bytes of the characters of a class.
    pub(super) fn all_of_class(class: &Class) -> Self {
        let mut bytes = Self::of_ascii(class.ascii());
        if class.reaches_beyond_ascii() {
            bytes.extend(&Self::continuations());
            bytes.extend(&Self::beyond_ascii());
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

    /// Approximate frequency of these bytes in a thousand bytes of English.
    pub(super) fn weight(&self) -> u32 {
        (0..=u8::MAX).filter(|&byte| self.contains(byte)).map(frequency).sum()
    }

    /// The first and the last byte, if all between them are in the set.
    fn range(&self) -> Option<(u8, u8)> {
        let mut all = (0..=u8::MAX).filter(|&byte| self.contains(byte));
        let from = all.next()?;
        let (mut to, mut count) = (from, 1);
        for byte in all {
            to = byte;
            count += 1;
        }
        (count == u32::from(to - from) + 1).then_some((from, to))
    }

    /// The bytes, if there are at most three.
    fn few(&self) -> Option<Vec<u8>> {
        let bytes: Vec<u8> = (0..=u8::MAX).filter(|&byte| self.contains(byte)).take(4).collect();
        (bytes.len() <= 3).then_some(bytes)
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

/// A search for the first byte of a set.
#[derive(Clone, Debug)]
pub(super) struct ByteSearcher {
    pub(super) bytes: ByteSet,
    way: Way,
}

/// How a set is searched.
#[derive(Clone, Debug)]
enum Way {
    /// At most three bytes.
    Few(Vec<u8>),
    /// A range: digits, capitals.
    Range { from: u8, to: u8 },
    /// Any other set.
    Set,
}

impl ByteSearcher {
    pub(super) fn new(bytes: ByteSet) -> Self {
        let way = match (bytes.few(), bytes.range()) {
            (Some(few), _) => Way::Few(few),
            (_, Some((from, to))) => Way::Range { from, to },
            _ => Way::Set,
        };
        Self { bytes, way }
    }

    pub(super) fn find(&self, text: &[u8]) -> Option<usize> {
        match &self.way {
            Way::Few(few) => match few[..] {
                [a] => memchr::memchr(a, text),
                [a, b] => memchr::memchr2(a, b, text),
                [a, b, c, ..] => memchr::memchr3(a, b, c, text),
                [] => None,
            },
            Way::Range { from, to } => find_in_range(text, *from, *to),
            Way::Set => text.iter().position(|&byte| self.bytes.contains(byte)),
        }
    }
}

/// The first byte of a range, found in blocks that the compiler vectorises.
fn find_in_range(text: &[u8], from: u8, to: u8) -> Option<usize> {
    let is_in = |byte: u8| byte.wrapping_sub(from) <= to - from;
    let (rows, rest) = text.as_chunks::<32>();
    let row = rows.iter().position(|row| row.iter().fold(false, |found, &byte| found | is_in(byte)));
    let (start, last) = row.map_or((text.len() - rest.len(), rest), |row| (row * 32, &rows[row][..]));
    last.iter().position(|&byte| is_in(byte)).map(|at| start + at)
}
