//! What it costs to write one word where another was meant: the less, the more usual the slip.
//!
//! The walk over the lexicon prunes by the cost of each edit, so the costs of single edits are functions of their own.

/// The cost of two adjacent letters that are exchanged.
const SWAP: f64 = 0.6;
/// The same at the start of a word.
const SWAP_AT_START: f64 = SWAP + 0.3;
/// A doubled letter that is missing or added.
pub(super) const DOUBLED: f64 = 0.5;
/// A vowel for another.
const VOWEL: f64 = 0.7;
const MISSING_VOWEL: f64 = 0.8;
const MISSING_CONSONANT: f64 = 0.9;
/// A letter for another that is beside it on the keyboard or sounds alike.
const ALIKE: f64 = 0.9;
const EXTRA: f64 = 1.1;
/// An additional letter that is beside its neighbour on the keyboard.
const EXTRA_BESIDE: f64 = 0.85;
const OTHER: f64 = 1.5;
/// The addition for the first letter, which is seldom wrong.
const FIRST: f64 = 0.8;
/// The addition for a letter that is missing or added at the end, as it may be an ending.
const LAST: f64 = 0.3;

/// Pairs of letters that sound alike, each pair in alphabetical order.
const SOUNDS: [[u8; 2]; 14] =
    [*b"ck", *b"cs", *b"sz", *b"fv", *b"mn", *b"iy", *b"gj", *b"dt", *b"bp", *b"kq", *b"sx", *b"ct", *b"lr", *b"uw"];

/// The rows of a keyboard.
const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];

/// The place of each row in quarters of a key.
const OFFSETS: [usize; 3] = [0, 1, 3];

/// Whether a letter is a vowel, `y` included.
pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The row of a key and its place in quarters of a key.
const fn key(letter: u8) -> (usize, usize) {
    let mut row = 0;
    while row < ROWS.len() {
        let mut at = 0;
        while at < ROWS[row].len() {
            if ROWS[row][at] == letter {
                return (row, 4 * at + OFFSETS[row]);
            }
            at += 1;
        }
        row += 1;
    }
    (usize::MAX / 2, 0)
}

/// The neighbours of each letter on the keyboard, a bit each.
static NEIGHBOURS: [u32; 26] = {
    let mut neighbours = [0; 26];
    let mut a = 0;
    while a < 26 {
        let mut b = 0;
        while b < 26 {
            let (from, to) = (key(b'a' + a), key(b'a' + b));
            if a != b && from.0.abs_diff(to.0) <= 1 && from.1.abs_diff(to.1) <= 4 {
                neighbours[a as usize] |= 1 << b;
            }
            b += 1;
        }
        a += 1;
    }
    neighbours
};

/// Whether two letters are beside each other on the keyboard.
pub(super) fn are_beside(a: u8, b: u8) -> bool {
    let index = |letter: u8| letter.checked_sub(b'a').filter(|index| *index < 26);
    match (index(a), index(b)) {
        (Some(a), Some(b)) => NEIGHBOURS[usize::from(a)] >> b & 1 == 1,
        _ => false,
    }
}

/// The cost of a letter written for another.
pub(super) fn substitution(written: u8, meant: u8, is_first: bool) -> f64 {
    let cost = if is_vowel(written) && is_vowel(meant) {
        VOWEL
    } else if SOUNDS.contains(&[written.min(meant), written.max(meant)]) || are_beside(written, meant) {
        ALIKE
    } else {
        OTHER
    };
    cost + first(is_first)
}

/// The cost of the additional letter at a place of a word.
pub(super) fn extra(word: &[u8], at: usize, is_first: bool) -> f64 {
    let is_next_to = |test: fn(u8, u8) -> bool| {
        let before = at.checked_sub(1).and_then(|before| word.get(before));
        [before, word.get(at + 1)].into_iter().flatten().any(|other| test(word[at], *other))
    };
    if is_next_to(|a, b| a == b) {
        return DOUBLED;
    }
    let cost = if is_next_to(are_beside) { EXTRA_BESIDE } else { EXTRA };
    cost + first(is_first) + if at + 1 == word.len() { LAST } else { 0.0 }
}

/// The cost of a letter that is missing and not doubled, without that of its place.
pub(super) fn missing(meant: u8) -> f64 {
    if is_vowel(meant) { MISSING_VOWEL } else { MISSING_CONSONANT }
}

/// The cost of two letters that are exchanged.
pub(super) fn swap(at: usize) -> f64 {
    if at == 0 { SWAP_AT_START } else { SWAP }
}

pub(super) fn first(is_first: bool) -> f64 {
    if is_first { FIRST } else { 0.0 }
}

/// The cost of writing one word in lower case where the other was meant.
pub fn cost(written: &str, meant: &str) -> f64 {
    let (written, meant) = (written.as_bytes(), meant.as_bytes());
    let width = meant.len() + 1;
    let mut costs = vec![f64::INFINITY; width * (written.len() + 1)];
    costs[0] = 0.0;
    for i in 0..=written.len() {
        for j in 0..width {
            let so_far = costs[i * width + j];
            let is_first = i == 0 || j == 0;
            let (rest, meant_rest) = (&written[i..], &meant[j..]);
            let mut reach = |i: usize, j: usize, cost: f64| {
                let place = &mut costs[i * width + j];
                *place = place.min(so_far + cost);
            };
            if let ([a, ..], [b, ..]) = (rest, meant_rest) {
                reach(i + 1, j + 1, if a == b { 0.0 } else { substitution(*a, *b, is_first) });
            }
            if !rest.is_empty() {
                reach(i + 1, j, extra(written, i, is_first));
            }
            if let [b, ..] = meant_rest {
                let is_doubled = meant_rest.get(1) == Some(b) || (j > 0 && meant[j - 1] == *b);
                let at_end = if meant_rest.len() == 1 { LAST } else { 0.0 };
                reach(i, j + 1, if is_doubled { DOUBLED } else { missing(*b) + first(is_first) + at_end });
            }
            if let ([a, b, ..], [c, d, ..]) = (rest, meant_rest)
                && (a, b) == (d, c)
                && a != b
            {
                reach(i + 2, j + 2, swap(i));
            }
        }
    }
    costs.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_slips_cost_less() {
        for (written, meant, expected) in [
            ("teh", "the", 0.6),
            ("ahve", "have", 0.9),
            ("commiter", "committer", 0.5),
            ("acccount", "account", 0.5),
            ("seperate", "separate", 0.7),
            ("libary", "library", 0.9),
            ("acess", "access", 0.5),
            ("valu", "value", 1.1),
            ("tbe", "the", 0.9),
            ("tpe", "the", 1.5),
            ("bata", "data", 2.3),
            ("the", "the", 0.0),
        ] {
            let found = cost(written, meant);
            assert!((found - expected).abs() < 1e-9, "{written}: {found}");
        }
    }

    #[test]
    fn keys_have_neighbours() {
        for (a, b, expected) in [(b'q', b'w', true), (b'g', b'b', true), (b'a', b'z', true), (b'q', b'p', false)] {
            assert_eq!(are_beside(a, b), expected, "{} {}", char::from(a), char::from(b));
            assert_eq!(are_beside(b, a), expected);
        }
        assert!(!are_beside(b'a', b'a') && !are_beside(b'-', b'a'));
    }
}
