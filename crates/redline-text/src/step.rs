//! Eight bytes of a text looked at at once, as one number.

/// How many bytes are looked at at once.
pub const STEP: usize = size_of::<u64>();

/// One in each byte.
pub const EACH: u64 = 0x0101_0101_0101_0101;

/// The high bit of each byte. Sums of a byte of ASCII and one of up to 128 stay in the byte.
pub const HIGH: u64 = 0x80 * EACH;
