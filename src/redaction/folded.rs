//! A text as a reader sees it, letter by letter, each with its place in the source.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::decode::Character;
use super::letters::{Shape, is_ignorable, tail};
use crate::source::Span;

/// A letter or sign and the bytes that it was written with.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) shape: Shape,
    span: Span,
}

/// A text folded.
pub(super) struct Folded {
    units: Vec<Unit>,
}

/// What parts the letters of a name that is spelled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Separator {
    sign: Option<char>,
    /// Whether white space follows.
    pub(super) has_space: bool,
}

/// How many signs that are no white space and no markup may part two words of a name.
const SIGNS: usize = 8;

/// How many letters a tag or the address of a link has at most that may stand in a name.
const MARKUP: usize = 300;

/// Whether nothing but white space is left of a line.
fn ends_line(rest: &[Character]) -> bool {
    let mut blanks = rest.iter().map(|c| c.value).skip_while(|c| matches!(c, ' ' | '\t' | '\r'));
    blanks.next() == Some('\n')
}

impl Folded {
    pub(super) fn new(characters: &[Character]) -> Self {
        let mut units: Vec<Unit> = Vec::with_capacity(characters.len());
        for (index, Character { value, span }) in characters.iter().enumerate() {
            // A soft hyphen is seen where its line ends.
            let value = if *value == '\u{ad}' && ends_line(&characters[index + 1..]) { '-' } else { *value };
            // Marks of brands are no letters of the names before them.
            if is_ignorable(value) || matches!(value, '™' | '℠') {
                continue;
            }
            if value.is_ascii() {
                units.extend(Shape::of(value).map(|shape| Unit { shape, span: span.clone() }));
                continue;
            }
            // A letter may be written with its accent or with one that follows it.
            for part in std::iter::once(value).nfkd().filter(|c| !is_ignorable(*c)) {
                if !is_combining_mark(part) {
                    units.extend(Shape::of(part).map(|shape| Unit { shape, span: span.clone() }));
                } else if let Some(Unit { shape, span: before }) = units.last_mut() {
                    shape.tail = shape.tail.or(tail(shape.letter, part));
                    before.end = span.end;
                }
            }
        }
        Self { units }
    }

    /// The letter or sign at a place.
    pub(super) fn get(&self, at: usize) -> Option<&Shape> {
        self.units.get(at).map(|unit| &unit.shape)
    }

    /// The one before a place.
    pub(super) fn before(&self, at: usize) -> Option<&Shape> {
        self.get(at.checked_sub(1)?)
    }

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// The bytes of the source between two letters.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.units[from].span.start..self.units[to - 1].span.end
    }

    /// The letter or sign itself, in lower case.
    pub(super) fn letter(&self, at: usize) -> Option<char> {
        self.get(at).map(|shape| shape.letter)
    }

    /// The next letter or digit behind what may part two words: white space, markup, and a few other signs.
    pub(super) fn next_word(&self, mut at: usize) -> usize {
        let mut signs = 0;
        while let Some(letter) = self.letter(at) {
            match letter {
                c if c.is_alphanumeric() => break,
                c if c.is_whitespace() => at += 1,
                '<' | ']' => at = self.behind_tag_or_link(at).unwrap_or(at + 1),
                _ if signs == SIGNS => break,
                _ => {
                    signs += 1;
                    at += 1;
                }
            }
        }
        at
    }

    /// The next letter where a name has two words without anything between them, as in `AcmeCloud`: they may be apart.
    pub(super) fn next_part(&self, at: usize) -> usize {
        let next = self.next_letter(at);
        match self.letter(next) {
            Some('-' | '\u{2010}' | '.' | '+' | '/') => self.next_letter(next + 1),
            Some(c) if c.is_whitespace() => {
                let word = self.behind_markup(self.behind_space(next));
                // Two words in lower case are most often only neighbours.
                if self.get(word).is_some_and(|shape| shape.is_upper) { word } else { next }
            }
            _ => next,
        }
    }

    /// The next letter of a word, behind markup and the end of a line that parts it.
    pub(super) fn next_letter(&self, at: usize) -> usize {
        let next = self.behind_markup(at);
        self.behind_hyphenation(next).map_or(next, |next| self.behind_markup(next))
    }

    /// The place behind a hyphen at the end of a line, and what the next line begins with.
    fn behind_hyphenation(&self, at: usize) -> Option<usize> {
        matches!(self.letter(at)?, '-' | '\u{2010}').then_some(())?;
        let is_blank = |at: usize| matches!(self.letter(at), Some(' ' | '\t' | '\r' | '\u{a0}' | '\\'));
        let mut at = at + 1;
        while is_blank(at) {
            at += 1;
        }
        at = match self.letter(at)? {
            '\n' => at + 1,
            '<' if self.letter(at + 1) == Some('b') && self.letter(at + 2) == Some('r') => {
                let end = self.behind_tag_or_link(at)?;
                end + usize::from(self.letter(end) == Some('\n'))
            }
            _ => return None,
        };
        // The line may be that of a quotation or of a comment in code.
        while is_blank(at) || matches!(self.letter(at), Some('>' | '/' | '#')) {
            at += 1;
        }
        Some(at)
    }

    /// What parts two letters of a name that is spelled out, and the place of the second.
    pub(super) fn separator(&self, at: usize) -> Option<(Separator, usize)> {
        let start = self.behind_markup(at);
        let sign = self.letter(start).filter(|c| matches!(c, '.' | '-' | '\u{2010}' | '·' | '•' | '/'));
        let behind_sign = start + usize::from(sign.is_some());
        let end = self.behind_space(behind_sign);
        let has_space = end > behind_sign;
        (sign.is_some() || has_space).then_some((Separator { sign, has_space }, self.behind_markup(end)))
    }

    /// The place behind white space that ends at most one line.
    fn behind_space(&self, mut at: usize) -> usize {
        let start = at;
        let mut lines = 0;
        while let Some(c) = self.letter(at).filter(|c| c.is_whitespace()) {
            lines += usize::from(c == '\n');
            at += 1;
        }
        if lines < 2 { at } else { start }
    }

    /// The place behind the next `end`, if it is near enough to end a tag or the address of a link.
    fn behind(&self, end: &str, at: usize) -> Option<usize> {
        let length = end.len();
        let is_end = |at: &usize| end.chars().enumerate().all(|(index, c)| self.letter(at + index) == Some(c));
        (at..self.len().min(at + MARKUP)).find(is_end).map(|found| found + length)
    }

    /// The place behind a tag, a comment, or the end of a link.
    fn behind_tag_or_link(&self, at: usize) -> Option<usize> {
        match (self.letter(at)?, self.letter(at + 1)) {
            ('<', Some('!')) => self.behind("-->", at),
            ('<', _) => self.behind(">", at),
            (']', Some('(')) => self.behind(")", at),
            (']', Some('[')) => self.behind("]", at + 1),
            (']', _) => Some(at + 1),
            _ => None,
        }
    }

    /// The next letter behind markup that may stand in a word: emphasis, a tag, the ends of a link.
    fn behind_markup(&self, mut at: usize) -> usize {
        loop {
            match self.letter(at) {
                Some('*' | '_' | '`' | '~' | '\\' | '[') => at += 1,
                Some('<' | ']') => match self.behind_tag_or_link(at) {
                    Some(end) => at = end,
                    None => return at,
                },
                _ => return at,
            }
        }
    }
}
