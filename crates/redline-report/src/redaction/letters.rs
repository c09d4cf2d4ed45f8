//! Letters without case and accents, with their look-alikes and transcriptions.

use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

/// The recognisable features of one letter or symbol.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// The letter in lower case without accents.
    pub(super) letter: char,
    /// The ASCII letters it looks like, in lower case.
    pub(super) looks: [Option<char>; 2],
    /// The second letter of its transcription: the `e` of `ue` for `ü`.
    pub(super) tail: Option<char>,
    /// Whether it is upper case.
    pub(super) is_upper: bool,
}

impl Shape {
    /// The shapes of a character other than a combining mark.
    pub(super) fn of(c: char) -> impl Iterator<Item = Self> {
        let (plain, tail) = transcribed(c).map_or((None, None), |(letter, tail)| (Some(letter), tail));
        let is_upper = c.is_uppercase();
        let looks = if c.is_ascii() || plain.is_some() { [None; 2] } else { looks(c) };
        let lower = plain.is_none().then(|| c.to_lowercase().filter(|c| !is_combining_mark(*c)));
        let letters = plain.into_iter().chain(lower.into_iter().flatten());
        letters.map(move |letter| Self { letter, looks, tail, is_upper })
    }

    /// Whether it is a letter or a digit.
    pub(super) fn is_alphanumeric(&self) -> bool {
        self.letter.is_alphanumeric()
    }

    /// Whether it is a letter of a script with case.
    pub(super) fn is_cased(&self) -> bool {
        self.is_upper || !self.letter.to_uppercase().eq(std::iter::once(self.letter))
    }
}

/// The base letter and the second letter of the transcription of letters without a Unicode decomposition.
fn transcribed(c: char) -> Option<(char, Option<char>)> {
    Some(match c {
        'ß' | 'ẞ' => ('s', Some('s')),
        'æ' | 'Æ' => ('a', Some('e')),
        'œ' | 'Œ' | 'ø' | 'Ø' => ('o', Some('e')),
        'þ' | 'Þ' => ('t', Some('h')),
        'ð' | 'Ð' => ('d', Some('h')),
        'đ' | 'Đ' => ('d', None),
        'ħ' | 'Ħ' => ('h', None),
        'ł' | 'Ł' => ('l', None),
        'ı' => ('i', None),
        _ => return None,
    })
}

/// The letter that transcribes a combining mark.
pub(super) fn tail(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('a' | 'o' | 'u', '\u{308}') => Some('e'),
        ('a', '\u{30a}') => Some('a'),
        _ => None,
    }
}

/// Small capitals, in the order of the alphabet; *x* has no small capital.
const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ";

/// The ASCII letters that another letter looks like.
pub(super) fn looks(c: char) -> [Option<char>; 2] {
    let of_alphabet = |at: u32| char::from_digit(at + 10, 36);
    let enclosed = match c {
        '\u{1f150}'..='\u{1f169}' => of_alphabet(u32::from(c) - 0x1f150),
        '\u{1f170}'..='\u{1f189}' => of_alphabet(u32::from(c) - 0x1f170),
        _ => SMALL_CAPITALS.chars().zip('a'..='z').find(|(small, _)| *small == c).map(|(_, letter)| letter),
    };
    let prototype = |c: char| {
        let text = c.to_string();
        let mut letters = skeleton(&text).filter(|c| !is_combining_mark(*c));
        letters.next().filter(|first| first.is_ascii_alphanumeric() && letters.next().is_none())
    };
    // Lower-case letters of Cyrillic and Greek may look like an ASCII letter only as capitals.
    let of_capital = || c.to_uppercase().next().filter(|upper| *upper != c).and_then(prototype);
    match enclosed.or_else(|| prototype(c)).or_else(of_capital) {
        // Unicode maps a capital I to a lower-case L.
        Some('l') => [Some('l'), Some('i')],
        found => [found.map(|letter| letter.to_ascii_lowercase()), None],
    }
}

/// Whether a character is invisible: the default ignorable code points of Unicode, directional marks, and control
/// characters other than whitespace.
pub(super) fn is_ignorable(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}
