//! How many syllables an English word has, by rule.
//!
//! A syllable is a group of vowel letters, corrected by what English spelling does most often: final `e` is silent, `-le`
//! is not, `-ed` and `-es` are spoken after some sounds only, and some pairs of vowels are two syllables. The rules were
//! written against the pronunciations of a dictionary and need none themselves.

/// Pairs of vowels that are two syllables, and the letters before them that make them one.
const SPLIT: &[(&[u8; 2], &[u8])] =
    &[(b"ia", b"tcs"), (b"io", b"tcsgx"), (b"iu", b""), (b"eo", b""), (b"ua", b"qg"), (b"uo", b"q"), (b"oe", b"")];

/// Beginnings of words, each a syllable more or less than its groups of vowels say.
#[derive(Default)]
struct Starts {
    more: &'static [&'static str],
    less: &'static [&'static str],
}

impl Starts {
    /// Those with this letter at their start.
    fn with(first: u8) -> Self {
        let (more, less): (&[&str], &[&str]) = match first {
            b'b' => (&["biolog"], &[]),
            b'c' => (&["coop", "coor", "coex", "creat"], &[]),
            b'e' => (&[], &["every"]),
            b'h' => (&[], &["household"]),
            b'p' => (&["preex"], &["people"]),
            b'r' => (&["reus", "react", "reali"], &[]),
            b's' => (&[], &["something", "sometime", "somewhat", "somewhere", "someone"]),
            _ => return Self::default(),
        };
        Self { more, less }
    }
}

/// Endings of words that say something of their syllables.
#[derive(Default)]
struct Endings {
    /// A pair of vowels is two syllables although it is one elsewhere.
    split: &'static [&'static str],
    /// The last consonants are a syllable.
    syllabic: &'static [&'static str],
    /// Of what is more so or most so: two vowels, two syllables.
    comparative: &'static [&'static str],
    /// An `e` before them is silent: `state-ment`.
    after_e: &'static [&'static str],
}

impl Endings {
    /// Those with this letter at their end.
    fn with(last: u8) -> Self {
        let none = Self::default();
        match last {
            b'a' => Self { split: &["idea", "area"], ..none },
            b'd' => Self { split: &["fluid"], ..none },
            b'e' => Self { split: &["ience", "uence"], after_e: &["where"], ..none },
            b'f' => Self { after_e: &["self"], ..none },
            b'l' => Self { after_e: &["ful"], ..none },
            b'm' => Self { syllabic: &["ism", "thm"], ..none },
            b'n' => Self { split: &["ruin"], ..none },
            b'r' => Self { comparative: &["ier"], ..none },
            b's' => Self {
                split: &["ideas", "areas"],
                syllabic: &["isms", "thms"],
                comparative: &["iers"],
                after_e: &["ness", "less", "ments", "times"],
            },
            b't' => Self { split: &["iet", "ient", "uent"], comparative: &["iest"], after_e: &["ment"], ..none },
            b'y' => Self { split: &["iety", "iently"], after_e: &["ly", "fully"], ..none },
            _ => none,
        }
    }
}

/// How many syllables a word is read with; at least one. Parts of a compound are counted by themselves.
pub(super) fn syllables(word: &str) -> usize {
    if !word.bytes().any(|byte| matches!(byte, b'-' | b'_')) {
        return of_part(word);
    }
    let parts = word.split(['-', '_']).filter(|part| !part.is_empty());
    parts.map(of_part).sum::<usize>().max(1)
}

fn of_part(part: &str) -> usize {
    let letters = Letters::of(part);
    let word = letters.word();
    if letters.vowels == 0 {
        // Capitals without a vowel are read letter by letter.
        return if word.len() > 1 && part.chars().all(|c| !c.is_lowercase()) { word.len() } else { 1 };
    }
    let (mut more, mut less) = letters.corrections();
    more += usize::from(
        part.ends_with("n't") && word.len() > 3 && !is_vowel(word[word.len() - 3]) && word[word.len() - 3] != b'r',
    );
    less += usize::from(is_silent_end(word));
    (letters.groups() + more).saturating_sub(less).max(1)
}

/// The letters of a word in lower case, without accents.
struct Letters {
    row: [u8; u32::BITS as usize],
    len: usize,
    /// A bit for each letter that is a vowel.
    vowels: u32,
}

/// A letter beyond ASCII in lower case without its accent.
fn plain(c: char) -> u8 {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Ä' => b'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' => b'e',
        'í' | 'ì' | 'î' | 'ï' => b'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'Ö' => b'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ü' => b'u',
        c => u8::try_from(c).unwrap_or(b'x'),
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = Self { row: [0; u32::BITS as usize], len: 0, vowels: 0 };
        if word.is_ascii() {
            let lower = word.bytes().filter(u8::is_ascii_alphabetic).map(|byte| byte.to_ascii_lowercase());
            letters.fill(lower);
        } else {
            let lower = |c: char| if c.is_ascii() { c.to_ascii_lowercase() as u8 } else { plain(c) };
            letters.fill(word.chars().filter(|c| c.is_alphabetic()).map(lower));
        }
        letters
    }

    /// Takes the first letters, as many as there is room for.
    fn fill(&mut self, lower: impl Iterator<Item = u8>) {
        for (place, letter) in self.row.iter_mut().zip(lower) {
            *place = letter;
            self.vowels |= u32::from(is_vowel(letter)) << self.len;
            self.len += 1;
        }
    }

    fn word(&self) -> &[u8] {
        &self.row[..self.len]
    }

    /// Groups of vowels; a `y` before a vowel at the start or between two vowels is a consonant.
    fn groups(&self) -> usize {
        let vowels = self.vowels;
        let is_y = |at: u32| self.row[at as usize] == b'y';
        let glides = bits(vowels & (vowels << 1 | 1) & vowels >> 1).filter(|&at| is_y(at));
        let spoken = glides.fold(vowels, |spoken, glide| spoken & !(1 << glide));
        (spoken & !(spoken << 1)).count_ones() as usize
    }

    /// Syllables that the groups do not show, and groups that are no syllables.
    fn corrections(&self) -> (usize, usize) {
        let word = self.word();
        let [first, .., last] = *word else { return (0, 0) };
        let len = word.len();
        let starts = |start: &&str| word.starts_with(start.as_bytes());
        let ends = |ending: &&&str| word.ends_with(ending.as_bytes());
        let before = |ending: &str| len.checked_sub(ending.len() + 1).map(|before| word[before]);
        let (beginnings, endings) = (Starts::with(first), Endings::with(last));

        let mut more = usize::from(beginnings.more.iter().any(starts));
        let mut less = usize::from(beginnings.less.iter().any(starts));
        for at in bits(self.vowels & self.vowels >> 1) {
            let pair = &word[at as usize..at as usize + 2];
            let split = SPLIT.iter().find(|(known, _)| known.as_slice() == pair);
            let before = at.checked_sub(1).map(|before| word[before as usize]);
            more += usize::from(split.is_some_and(|(_, fused)| !before.is_some_and(|before| fused.contains(&before))));
        }
        let is_split = |ending: &&str| before(ending).is_none_or(|letter| !matches!(letter, b'c' | b't' | b'q'));
        more += usize::from(endings.split.iter().find(ends).is_some_and(is_split));
        // `trying`, `seeing`; between vowels a `y` has parted them already.
        let glide = len > 4 && word[len - 4] == b'y' && is_vowel(word[len - 5]);
        more += usize::from(word.ends_with(b"ing") && before("ing").is_some_and(is_vowel) && !glide);
        more += usize::from(endings.syllabic.iter().any(|ending| ends(&ending)));
        more += usize::from(endings.comparative.iter().any(|ending| ends(&ending) && len > ending.len() + 2));
        let is_silent = |ending: &&str| ends(&ending) && is_silent_e(&word[..len - ending.len()]);
        let is_element = word.ends_with(b"element") || word.ends_with(b"elements");
        less += usize::from(!is_element && endings.after_e.iter().any(is_silent));
        (more, less)
    }
}

/// The places of the bits that are set, in order.
fn bits(mut of: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let at = (of != 0).then(|| of.trailing_zeros())?;
        of &= of - 1;
        Some(at)
    })
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
