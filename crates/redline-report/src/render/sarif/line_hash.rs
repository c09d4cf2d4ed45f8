//! The hash by which GitHub's code scanning tracks the lines of a file.
//!
//! Its upload action computes the hash for results without one and warns about different ones; its API accepts any. The
//! algorithm is that of the action: a rolling hash over the hundred UTF-16 code units from the start of the line,
//! without spaces and tabs, line endings as line feeds, with a mark after the last unit and then zeros.

use std::collections::HashMap;

use redline_document::source::SourceFile;

/// The number of code units covered by one hash.
const BLOCK: usize = 100;

/// The base of the rolling hash; all arithmetic is modulo 2^64.
const FACTOR: u64 = 37;

/// The mark after the last code unit.
const END: u16 = u16::MAX;

const LINE_FEED: u16 = 0x0a;
const CARRIAGE_RETURN: u16 = 0x0d;

/// The hashes of the lines of a file in order: `hash:occurrence`.
pub(super) fn line_hashes(file: &SourceFile) -> Vec<String> {
    let (units, line_starts) = significant(file.text());
    let leaving = FACTOR.wrapping_pow(u32::try_from(BLOCK).unwrap_or(0));
    let unit = |at: usize| units.get(at).copied().map_or(0, u64::from);
    let mut hash = (0..BLOCK).fold(0_u64, |hash, at| hash.wrapping_mul(FACTOR).wrapping_add(unit(at)));
    let mut at = 0;
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut hashes = Vec::with_capacity(line_starts.len());
    for start in line_starts {
        while at < start {
            let entering = unit(at + BLOCK);
            hash = hash.wrapping_mul(FACTOR).wrapping_add(entering).wrapping_sub(leaving.wrapping_mul(unit(at)));
            at += 1;
        }
        let count = seen.entry(hash).or_default();
        *count += 1;
        hashes.push(format!("{hash:x}:{count}"));
    }
    hashes
}

/// The significant code units, and the indices among them where lines start.
fn significant(text: &str) -> (Vec<u16>, Vec<usize>) {
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut line_starts = Vec::new();
    let (mut starts_line, mut after_return) = (true, false);
    for unit in text.encode_utf16().chain([END]) {
        let is_second = after_return && unit == LINE_FEED;
        if unit == u16::from(b' ') || unit == u16::from(b'\t') || is_second {
            after_return = false;
            continue;
        }
        after_return = unit == CARRIAGE_RETURN;
        if starts_line {
            line_starts.push(units.len());
        }
        starts_line = after_return || unit == LINE_FEED;
        units.push(if after_return { LINE_FEED } else { unit });
    }
    (units, line_starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<String> {
        line_hashes(&SourceFile::new("a.md", text))
    }

    /// Values from the tests of the action.
    #[test]
    fn hashes_equal_those_of_the_action() {
        assert_eq!(hashes(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            hashes(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        let ended = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"), ended);
        assert_eq!(hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"), ended);
        assert_eq!(hashes(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"), ended);
        let repeated = hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        assert_eq!(repeated[5..8], ["a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1"]);
    }
}
