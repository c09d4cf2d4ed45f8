//! Case-folded text without accents and invisible characters, with the source span of each letter.

use redline_document::source::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::decode::Character;
use super::letters::{Shape, is_ignorable, tail};

/// A letter or symbol and its source bytes.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) shape: Shape,
    span: Span,
}

/// A folded text.
pub(super) struct Folded {
    units: Vec<Unit>,
}

/// The separator between the letters of a name that is spelled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Separator {
    sign: Option<char>,
    /// Whether whitespace follows.
    pub(super) has_space: bool,
}

/// The most symbols, other than whitespace and markup, between two words of a name.
const MAX_SYMBOLS: usize = 8;

/// The longest tag or link address inside a name.
const MAX_MARKUP: usize = 300;

/// Whether only whitespace is left of a line.
fn ends_line(rest: &[Character]) -> bool {
    let mut blanks = rest.iter().map(|c| c.value).skip_while(|c| matches!(c, ' ' | '\t' | '\r'));
    blanks.next() == Some('\n')
}

impl Folded {
    pub(super) fn new(characters: &[Character]) -> Self {
        let mut units: Vec<Unit> = Vec::with_capacity(characters.len());
        for (index, Character { value, span }) in characters.iter().enumerate() {
            // A soft hyphen is visible at the end of a line.
            let value = if *value == '\u{ad}' && ends_line(&characters[index + 1..]) { '-' } else { *value };
            // Trademark signs are not part of the names before them.
            if is_ignorable(value) || matches!(value, '™' | '℠') {
                continue;
            }
            if value.is_ascii() {
                units.extend(Shape::of(value).map(|shape| Unit { shape, span: span.clone() }));
                continue;
            }
            // Accents may be precomposed or combining.
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

    /// The letter or symbol at an index.
    pub(super) fn get(&self, at: usize) -> Option<&Shape> {
        self.units.get(at).map(|unit| &unit.shape)
    }

    /// The letter or symbol before an index.
    pub(super) fn before(&self, at: usize) -> Option<&Shape> {
        self.get(at.checked_sub(1)?)
    }

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// The source bytes of a range of letters.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.units[from].span.start..self.units[to - 1].span.end
    }

    /// The letter or symbol in lower case.
    pub(super) fn letter(&self, at: usize) -> Option<char> {
        self.get(at).map(|shape| shape.letter)
    }

    /// The next letter or digit after a separator of words: whitespace, markup, and a few symbols.
    pub(super) fn next_word(&self, mut at: usize) -> usize {
        let mut symbols = 0;
        while let Some(letter) = self.letter(at) {
            match letter {
                c if c.is_alphanumeric() => break,
                c if c.is_whitespace() => at += 1,
                '<' | ']' => at = self.after_tag_or_link(at).unwrap_or(at + 1),
                _ if symbols == MAX_SYMBOLS => break,
                _ => {
                    symbols += 1;
                    at += 1;
                }
            }
        }
        at
    }

    /// The next letter at a word boundary without a separator, as in `AcmeCloud`: the text may have a separator there.
    pub(super) fn next_part(&self, at: usize) -> usize {
        let next = self.next_letter(at);
        match self.letter(next) {
            Some('-' | '\u{2010}' | '.' | '+' | '/') => self.next_letter(next + 1),
            Some(c) if c.is_whitespace() => {
                let word = self.after_markup(self.after_space(next));
                // Two lower-case words are rarely one name.
                if self.get(word).is_some_and(|shape| shape.is_upper) { word } else { next }
            }
            _ => next,
        }
    }

    /// The next letter of a word, after markup and hyphenation.
    pub(super) fn next_letter(&self, at: usize) -> usize {
        let next = self.after_markup(at);
        self.after_hyphenation(next).map_or(next, |next| self.after_markup(next))
    }

    /// The index after a hyphen at the end of a line and the prefix of the next line.
    fn after_hyphenation(&self, at: usize) -> Option<usize> {
        matches!(self.letter(at)?, '-' | '\u{2010}').then_some(())?;
        let is_blank = |at: usize| matches!(self.letter(at), Some(' ' | '\t' | '\r' | '\u{a0}' | '\\'));
        let mut at = at + 1;
        while is_blank(at) {
            at += 1;
        }
        at = match self.letter(at)? {
            '\n' => at + 1,
            '<' if self.letter(at + 1) == Some('b') && self.letter(at + 2) == Some('r') => {
                let end = self.after_tag_or_link(at)?;
                end + usize::from(self.letter(end) == Some('\n'))
            }
            _ => return None,
        };
        // The line may continue a block quote or a comment in code.
        while is_blank(at) || matches!(self.letter(at), Some('>' | '/' | '#')) {
            at += 1;
        }
        Some(at)
    }

    /// The separator between two letters of a name that is spelled out, and the index of the second.
    pub(super) fn separator(&self, at: usize) -> Option<(Separator, usize)> {
        let start = self.after_markup(at);
        let sign = self.letter(start).filter(|c| matches!(c, '.' | '-' | '\u{2010}' | '·' | '•' | '/'));
        let after_sign = start + usize::from(sign.is_some());
        let end = self.after_space(after_sign);
        let has_space = end > after_sign;
        (sign.is_some() || has_space).then_some((Separator { sign, has_space }, self.after_markup(end)))
    }

    /// The index after whitespace with at most one line break.
    fn after_space(&self, mut at: usize) -> usize {
        let start = at;
        let mut lines = 0;
        while let Some(c) = self.letter(at).filter(|c| c.is_whitespace()) {
            lines += usize::from(c == '\n');
            at += 1;
        }
        if lines < 2 { at } else { start }
    }

    /// The index after the next `end` within the limit of markup.
    fn after(&self, end: &str, at: usize) -> Option<usize> {
        let length = end.len();
        let is_end = |at: &usize| end.chars().enumerate().all(|(index, c)| self.letter(at + index) == Some(c));
        (at..self.len().min(at + MAX_MARKUP)).find(is_end).map(|found| found + length)
    }

    /// The index after a tag, a comment, or the end of a link.
    fn after_tag_or_link(&self, at: usize) -> Option<usize> {
        match (self.letter(at)?, self.letter(at + 1)) {
            ('<', Some('!')) => self.after("-->", at),
            ('<', _) => self.after(">", at),
            (']', Some('(')) => self.after(")", at),
            (']', Some('[')) => self.after("]", at + 1),
            (']', _) => Some(at + 1),
            _ => None,
        }
    }

    /// The next letter after markup that may occur in a word: emphasis, tags, the delimiters of a link.
    fn after_markup(&self, mut at: usize) -> usize {
        loop {
            match self.letter(at) {
                Some('*' | '_' | '`' | '~' | '\\' | '[') => at += 1,
                Some('<' | ']') => match self.after_tag_or_link(at) {
                    Some(end) => at = end,
                    None => return at,
                },
                _ => return at,
            }
        }
    }
}
