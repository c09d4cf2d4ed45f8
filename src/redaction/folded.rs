//! A text as a reader sees it, letter by letter, each with its place in the source.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::source::Span;

/// A letter and the bytes that it was written with.
#[derive(Clone, Debug)]
struct Unit {
    letter: char,
    span: Span,
}

/// A text decoded and folded.
pub(super) struct Folded {
    units: Vec<Unit>,
}

/// How many signs that are no white space and no markup may part two words of a name.
const SIGNS: usize = 8;

/// How many letters a tag or the address of a link has at most that may stand in a name.
const MARKUP: usize = 300;

/// Whether a letter takes no room and shows nothing: the default ignorable code points of Unicode, and the marks of
/// direction.
fn is_ignorable(letter: char) -> bool {
    matches!(
        letter,
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
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// How often encodings may be put in each other.
const DEPTH: usize = 2;

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let mut units: Vec<Unit> =
            text.char_indices().map(|(at, letter)| Unit { letter, span: at..at + letter.len_utf8() }).collect();
        for _ in 0..DEPTH {
            units = decoded(&units);
        }
        let is_shown = |unit: &Unit| !is_ignorable(unit.letter);
        let fold = |unit: Unit| -> Vec<Unit> {
            if unit.letter.is_ascii() {
                return vec![Unit { letter: unit.letter.to_ascii_lowercase(), ..unit }];
            }
            // Accents are left out: a letter may be written with its own or with one that stands behind it.
            let letters =
                std::iter::once(unit.letter).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            letters.map(|letter| Unit { letter, span: unit.span.clone() }).collect()
        };
        Self { units: units.into_iter().filter(is_shown).flat_map(fold).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// The bytes of the source between two letters.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.units[from].span.start..self.units[to - 1].span.end
    }

    /// The end of a name that begins at a letter. Markup may stand in its words, and anything that parts words between them.
    pub(super) fn matched(&self, words: &[Vec<char>], from: usize, whole: bool) -> Option<usize> {
        let letter = |at: usize| self.units.get(at).map(|unit| unit.letter);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if letter(from) != words.first()?.first().copied() || (whole && from > 0 && is_word(letter(from - 1))) {
            return None;
        }
        let mut at = from;
        let mut end = from;
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                at = self.next_word(at);
            }
            for (place, wanted) in word.iter().enumerate() {
                if place > 0 {
                    at = self.behind_markup(at);
                }
                if letter(at) != Some(*wanted) {
                    return None;
                }
                at += 1;
            }
            end = at;
        }
        (!whole || !is_word(letter(end))).then_some(end)
    }

    /// The next letter or digit behind what may part two words: white space, markup, and a few other signs.
    fn next_word(&self, mut at: usize) -> usize {
        let mut signs = 0;
        while let Some(unit) = self.units.get(at) {
            match unit.letter {
                c if c.is_alphanumeric() => break,
                c if c.is_whitespace() => at += 1,
                '<' => at = self.behind('>', at).unwrap_or(at + 1),
                ']' if self.units.get(at + 1).is_some_and(|next| next.letter == '(') => {
                    at = self.behind(')', at).unwrap_or(at + 1);
                }
                _ if signs == SIGNS => break,
                _ => {
                    signs += 1;
                    at += 1;
                }
            }
        }
        at
    }

    /// The place behind the next `end`, if it is near enough to end a tag or the address of a link.
    fn behind(&self, end: char, at: usize) -> Option<usize> {
        self.units[at..].iter().take(MARKUP).position(|unit| unit.letter == end).map(|found| at + found + 1)
    }

    /// The next letter behind markup that may stand in a word: emphasis, a tag, the ends of a link.
    fn behind_markup(&self, mut at: usize) -> usize {
        loop {
            match self.units.get(at).map(|unit| unit.letter) {
                Some('*' | '_' | '`' | '~' | '\\' | '[') => at += 1,
                Some('<') => match self.behind('>', at) {
                    Some(end) => at = end,
                    None => return at,
                },
                Some(']') if self.units.get(at + 1).is_some_and(|next| next.letter == '(') => {
                    match self.behind(')', at) {
                        Some(end) => at = end,
                        None => return at,
                    }
                }
                _ => return at,
            }
        }
    }
}

/// The letters and digits of each word of a name, folded.
pub(super) fn words(name: &str) -> Vec<Vec<char>> {
    let folded: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().collect())
        .collect()
}

/// Percent-encoding, entities and escapes of scripts, decoded once. Sequences of bytes that are one letter become one.
fn decoded(units: &[Unit]) -> Vec<Unit> {
    let mut out = Vec::with_capacity(units.len());
    let mut at = 0;
    while at < units.len() {
        let rest = &units[at..];
        let found = percent(rest).or_else(|| entity(rest)).or_else(|| escape(rest));
        let (letter, count) = found.unwrap_or((rest[0].letter, 1));
        out.push(Unit { letter, span: rest[0].span.start..rest[count - 1].span.end });
        at += count;
    }
    out
}

/// `%41`, and several of them that are one letter.
fn percent(units: &[Unit]) -> Option<(char, usize)> {
    let byte = |at: usize| -> Option<u8> {
        (units.get(at)?.letter == '%').then_some(())?;
        let digit = |at: usize| units.get(at)?.letter.to_digit(16);
        u8::try_from(digit(at + 1)? * 16 + digit(at + 2)?).ok()
    };
    let mut bytes = vec![byte(0)?];
    for length in 1..=4 {
        if let Ok(text) = std::str::from_utf8(&bytes) {
            return Some((text.chars().next()?, 3 * length));
        }
        bytes.push(byte(3 * length)?);
    }
    None
}

/// The longest name of an entity, with its semicolon.
const MAX_ENTITY: usize = 33;

/// `&#65;`, `&#x41;`, `&eacute;`.
fn entity(units: &[Unit]) -> Option<(char, usize)> {
    (units.first()?.letter == '&').then_some(())?;
    let end = units.iter().take(MAX_ENTITY).position(|unit| unit.letter == ';')?;
    let name: String = units[1..end].iter().map(|unit| unit.letter).collect();
    let letter = match name.as_str() {
        "nbsp" => ' ',
        "shy" => '\u{ad}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        name => match name.strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)?
            }
            None => named_letter(name)?,
        },
    };
    Some((letter, end + 1))
}

/// The letter that an entity names. The list of them is that of the Markdown parser.
fn named_letter(name: &str) -> Option<char> {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(())?;
    let source = format!("&{name};");
    let mut texts = pulldown_cmark::Parser::new(&source).filter_map(|event| match event {
        pulldown_cmark::Event::Text(text) => Some(text),
        _ => None,
    });
    let text = texts.next()?;
    let mut letters = text.chars();
    letters.next().filter(|letter| *letter != '&' && letters.next().is_none() && texts.next().is_none())
}

/// `\u0041`, as scripts and JSON have it.
fn escape(units: &[Unit]) -> Option<(char, usize)> {
    let is = |at: usize, letter: char| units.get(at).is_some_and(|unit| unit.letter == letter);
    (is(0, '\\') && is(1, 'u')).then_some(())?;
    let digits: Option<String> = units.get(2..6).map(|digits| digits.iter().map(|unit| unit.letter).collect());
    Some((char::from_u32(u32::from_str_radix(&digits?, 16).ok()?)?, 6))
}
