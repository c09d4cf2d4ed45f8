//! Bytes of characters, and where they stand.

use super::class::Class;

/// A set of bytes: those with which characters can begin, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bytes([u64; 4]);

impl Bytes {
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
            // The Kelvin sign folds into ASCII, and other letters change their first byte.
            if !c.is_ascii() || c == 'k' {
                bytes.extend(&Self::beyond_ascii());
            }
        }
        bytes
    }

    /// ASCII characters, a bit each.
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

    /// The bytes that follow the first of a character of several.
    pub(super) fn continuations() -> Self {
        let mut bytes = Self::NONE;
        (0x80..=0xbf).for_each(|byte| bytes.insert(byte));
        bytes
    }

    /// The bytes that begin a character of several.
    fn beyond_ascii() -> Self {
        let mut bytes = Self::NONE;
        (0xc2..=0xf4).for_each(|byte| bytes.insert(byte));
        bytes
    }

    /// Roughly how many of a thousand characters of English are among these.
    pub(super) fn weight(&self) -> u32 {
        (0..=u8::MAX).filter(|&byte| self.contains(byte)).map(frequency).sum()
    }

    /// The first and the last, if all between them are among these.
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

    /// Up to three bytes, if there are no more.
    fn few(&self) -> Option<Vec<u8>> {
        let bytes: Vec<u8> = (0..=u8::MAX).filter(|&byte| self.contains(byte)).take(4).collect();
        (bytes.len() <= 3).then_some(bytes)
    }
}

/// How often a byte stands in a thousand of English prose.
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

/// Bytes to look for, quickly where they are few or in a row.
#[derive(Clone, Debug)]
pub(super) struct ByteFinder {
    pub(super) bytes: Bytes,
    way: Way,
}

/// How bytes are looked for.
#[derive(Clone, Debug)]
enum Way {
    /// Up to three.
    Few(Vec<u8>),
    /// All from one to another: digits, capitals.
    Range { from: u8, to: u8 },
    /// Any others.
    Set,
}

impl ByteFinder {
    pub(super) fn new(bytes: Bytes) -> Self {
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

/// The first byte from one to another. A row of bytes without one is left behind in few steps.
fn find_in_range(text: &[u8], from: u8, to: u8) -> Option<usize> {
    let is_in = |byte: u8| byte.wrapping_sub(from) <= to - from;
    let (rows, rest) = text.as_chunks::<32>();
    let row = rows.iter().position(|row| row.iter().fold(false, |found, &byte| found | is_in(byte)));
    let (start, last) = row.map_or((text.len() - rest.len(), rest), |row| (row * 32, &rows[row][..]));
    last.iter().position(|&byte| is_in(byte)).map(|at| start + at)
}
