//! Words that are near others for a reason: variants of one word, names made from words, abbreviations.

use super::cost::{are_beside, is_vowel};
use super::is_common;

/// British and American spellings of the same letters.
const VARIANTS: [(&str, &str); 11] = [
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ae", "e"),
    ("oe", "e"),
    ("ogue", "og"),
    ("tre", "ter"),
    ("ence", "ense"),
];

/// What is added to a word in names, separated by spaces.
const TAILS: &str = "id ids db dbs fs ms ns us sec set sets map maps get log logs lib libs cli api apis svc url urls uri \
                     cfg ctx ptr ptrs var vars val vals key keys str int md rs js ts py go io ui os vm vms tls ssl sql json \
                     yaml toml xml cmd cmds dir dirs doc docs buf len num idx arg args env envs src dst tmp obj ref refs \
                     req res conn auth ctl ctls op ops fn fns tx rx tab tabs bar foo baz cat conf file files name names \
                     list node nodes type user pass test code data sync by to for en de fr ja zh ko es pt it ru";

/// What precedes a word in names.
const HEADS: &str = "my rw lib all no new sys net usr sub get set is has to re un de pre dev ops kube psql pg ps ns gc io \
                     non key val tmp src dst max min agg opt cmd ctx cfg env dir doc git web app hdd cpu gpu mem mac win pid \
                     uid gid tcp udp ssl tls sql url uri api ui vm os ci cd fs db id";

/// Single letters that precede a common abbreviation.
const INITIALS: &str = "vxyzkqsgpncrtueio";

/// The least number of letters in a word whose last or first letter may be wrong.
const MIN_LETTERS: usize = 9;

/// Whether both are the same word as different countries spell it.
pub fn is_variant(word: &str, other: &str) -> bool {
    // Only one of several occurrences may differ.
    let is_respelling = |word: &str, other: &str, (here, there): &(&str, &str)| {
        word.match_indices(here).any(|(at, _)| {
            other.strip_prefix(&word[..at]).and_then(|rest| rest.strip_prefix(there)) == Some(&word[at + here.len()..])
        })
    };
    VARIANTS.iter().any(|pair| is_respelling(word, other, pair) || is_respelling(other, word, pair))
}

/// Whether an unknown word in lower case is made from others as names are: `kubectls`, `mylib`, `hmmm`.
pub fn is_coined(word: &str) -> bool {
    is_compound_name(word) || has_letter_three_times(word.as_bytes())
}

/// Whether an unknown word in lower case resembles another by its making, not by a slip: `vnode`, `sizet`, `visualised`.
pub fn is_coined_from(word: &str, near: &str) -> bool {
    is_variant(word, near)
        || differs_at_the_end(word.as_bytes(), near.as_bytes())
        || differs_at_the_start(word.as_bytes(), near.as_bytes())
}

/// Whether the last letter is added, missing or another, as in `sizet` or `initializr`.
fn differs_at_the_end(word: &[u8], near: &[u8]) -> bool {
    let ([head @ .., last], [near_head @ .., near_last]) = (word, near) else { return false };
    if head == near {
        let is_slip = head.last().is_some_and(|before| are_beside(*before, *last) && word.len() > 7);
        return head.last() != Some(last) && !is_slip;
    }
    if head == near_head {
        let are_vowels = is_vowel(*last) && is_vowel(*near_last) && word.len() > 6;
        return !are_vowels && word.len() < MIN_LETTERS;
    }
    near_head == word && word.len() < 7
}

/// Whether the first letter is added, missing or another, as in `vnode`.
fn differs_at_the_start(word: &[u8], near: &[u8]) -> bool {
    let ([initial, rest @ ..], [_, near_rest @ ..]) = (word, near) else { return false };
    if rest == near {
        return rest.first() != Some(initial) || word.len() < 8;
    }
    (rest == near_rest || near_rest == word) && word.len() < MIN_LETTERS
}

/// Whether a word is one of the lexicon with what names add to it.
fn is_compound_name(word: &str) -> bool {
    let is_one_of = |list: &str, part: &str| list.split(' ').any(|one| one == part);
    let is_head = |head: &str| is_one_of(HEADS, head) || (head.len() == 1 && INITIALS.contains(head));
    (1..word.len().saturating_sub(1)).filter(|at| word.is_char_boundary(*at)).any(|at| {
        let (head, tail) = word.split_at(at);
        ((is_common(head) || is_head(head)) && is_one_of(TAILS, tail))
            || (head.len() > 1 && is_common(tail) && is_one_of(HEADS, head))
    })
}

/// Whether a word has a letter three times in a row at its start or end only, as in `aaaaresource` or `hmmm`.
fn has_letter_three_times(word: &[u8]) -> bool {
    let repeats = |word: &[u8]| word.windows(3).any(|letters| letters[0] == letters[1] && letters[1] == letters[2]);
    repeats(word) && !repeats(word.get(1..word.len().saturating_sub(1)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coinages_differ_from_slips_by_their_shape() {
        for (word, near) in [
            ("vnode", "node"),
            ("sizet", "size"),
            ("initializers", "initializer"),
            ("visualised", "visualized"),
            ("ksql", "sql"),
            ("rvalues", "values"),
            ("kubectls", "kubectl"),
            ("hmmm", "hmm"),
        ] {
            assert!(is_coined(word) || is_coined_from(word, near), "{word}");
        }
        for (word, near) in [
            ("obsevability", "observability"),
            ("libary", "library"),
            ("acccount", "account"),
            ("lengthh", "length"),
            ("toochain", "toolchain"),
        ] {
            assert!(!(is_coined(word) || is_coined_from(word, near)), "{word}");
        }
    }

    #[test]
    fn any_text_has_a_shape() {
        for word in ["", "é", "aé", "ééé", "a", "aa"] {
            is_coined(word);
            is_coined_from(word, "a");
            is_coined_from("a", word);
        }
    }
}
