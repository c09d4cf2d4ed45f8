//! What is one word to a reader: words and inline code with nothing between them but what joins.

use crate::document::{Document, Prose, TOKEN};
use crate::language::Word;
use crate::source::Span;

/// One word: `well-known`, `42`, `Vec`s with its code.
pub(super) struct Unit {
    /// Bytes of the prose; of one with code in it, only some.
    pub(super) span: Span,
    /// The same for the same words.
    pub(super) key: u32,
    /// Whether code is part of it.
    pub(super) has_code: bool,
    /// Whether something stands before it that parts clauses.
    pub(super) follows_pause: bool,
}

/// What of a text is left to be read.
pub(super) struct Units<'a> {
    document: &'a Document,
    prose: &'a Prose,
    words: &'a [Word],
    at: usize,
    /// Where the sentence ends.
    end: usize,
    /// The source of the code that was read last. It is no part of a unit, for few have code, and units are many.
    code: Span,
}

impl<'a> Units<'a> {
    /// Those of a text with these words.
    pub(super) fn new(document: &'a Document, prose: &'a Prose, words: &'a [Word]) -> Self {
        Self { document, prose, words, at: 0, end: 0, code: 0..0 }
    }

    /// Goes on to a sentence after those that were read.
    pub(super) fn enter(&mut self, sentence: &Span) {
        (self.at, self.end) = (sentence.start, sentence.end);
    }

    /// The next unit of the sentence.
    #[inline]
    pub(super) fn read(&mut self) -> Option<Unit> {
        let bytes = self.prose.text().as_bytes();
        let word = self.word();
        let gap_end = word.map_or(self.end, |word| word.span.start);
        let (mut follows_pause, mut has_code) = (false, false);
        if self.at + 1 == gap_end && matches!(bytes[self.at], b' ' | b'\n') {
            self.at = gap_end;
        } else {
            (follows_pause, has_code) = self.gap(gap_end);
        }
        let start = self.at;
        let mut key = 0;
        let mut is_alone = false;
        if !has_code {
            let word = word?;
            self.take(word);
            key = key_of(word);
            // Most words, told without a look at what may join.
            let next = bytes.get(self.at);
            is_alone = matches!(next, Some(b' ' | b'\n' | b',' | b'.' | b':' | b';' | b')' | b'!' | b'?') | None);
        }
        if !is_alone {
            has_code |= self.join(&mut key);
        }
        Some(Unit { span: start..self.at, key, has_code, follows_pause })
    }

    /// The last code in the unit that was read last; what it is says nothing if that has none.
    pub(super) fn code(&self) -> &'a str {
        &self.document.text()[self.code.clone()]
    }

    /// The next word, if it begins before the sentence ends.
    #[inline]
    fn word(&self) -> Option<&'a Word> {
        self.words.first().filter(|word| word.span.start < self.end)
    }

    #[inline]
    fn take(&mut self, word: &Word) {
        self.words = &self.words[1..];
        self.at = word.span.end;
    }

    /// Reads what stands before a unit, and the code that it begins with. Whether it parts clauses, and whether there is
    /// code.
    fn gap(&mut self, end: usize) -> (bool, bool) {
        let (mut is_pause, mut has_code) = (false, false);
        while self.at < end
            && !has_code
            && let Some(c) = self.character()
        {
            has_code = c == TOKEN && self.is_code();
            is_pause |= matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—');
            self.at += c.len_utf8();
        }
        (is_pause, has_code)
    }

    /// Reads what goes on with a unit to its end; `key` is that of what was read. Whether there is code.
    fn join(&mut self, key: &mut u32) -> bool {
        let mut has_code = false;
        loop {
            if let Some(word) = self.word().filter(|word| word.span.start == self.at) {
                *key = key.rotate_left(5) ^ key_of(word);
                self.take(word);
                continue;
            }
            match self.character() {
                Some(joint @ ('\'' | '’' | '-' | '_')) => self.at += joint.len_utf8(),
                Some(TOKEN) if self.is_code() => {
                    has_code = true;
                    self.at += TOKEN.len_utf8();
                }
                _ => return has_code,
            }
        }
    }

    /// The character here, if the sentence goes on.
    #[inline]
    fn character(&self) -> Option<char> {
        match *self.prose.text().as_bytes().get(self.at..self.end)?.first()? {
            // Nearly everything is ASCII.
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.prose.text()[self.at..].chars().next(),
        }
    }

    /// Whether the [`TOKEN`] here stands for inline code; if so, it is that which was read last.
    fn is_code(&mut self) -> bool {
        let source = self.prose.source(self.at..self.at + TOKEN.len_utf8());
        let is_code = self.document.text()[source.clone()].starts_with('`');
        if is_code {
            self.code = source;
        }
        is_code
    }
}

/// The same for the same word. With capitals it has another, so that those that begin sentences and the others do not drive
/// each other out of one place.
#[inline]
fn key_of(word: &Word) -> u32 {
    word.key.number() ^ u32::from(word.shape.has_upper())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    /// The units of the first text as one sentence: their words, or their code, behind `|` if a pause stands before them.
    fn units(markdown: &str) -> Vec<String> {
        let document = Document::of_text(markdown, &Dialect::default());
        let block = &document.prose[0];
        let text = block.prose.text();
        let mut units = Units::new(&document, &block.prose, block.keyed_words());
        units.enter(&(0..text.len()));
        let mut found = Vec::new();
        while let Some(unit) = units.read() {
            let words = if unit.has_code { units.code() } else { &text[unit.span] };
            found.push(format!("{}{words}", if unit.follows_pause { "|" } else { "" }));
        }
        found
    }

    #[test]
    fn what_is_joined_is_one_word() {
        assert_eq!(
            units("A well-known don’t_do, 3.5 either/or."),
            ["A", "well-known", "don’t_do", "|3", "5", "either", "or"]
        );
        assert_eq!(units("`Vec`s, pre-`x` and `a`-`b`: `c`"), ["`Vec`", "|`x`", "and", "`b`", "|`c`"]);
        assert_eq!(units("The users' (and “users’”) a- -b"), ["The", "users'", "|and", "users’", "|a-", "b"]);
        assert_eq!(units("One <br>two<br>three ![x](y) four"), ["One", "two", "three", "four"]);
        assert_eq!(units("... ! –"), Vec::<String>::new());
    }

    #[test]
    fn the_same_words_have_the_same_key_but_for_capitals() {
        let keys = |markdown: &str| {
            let document = Document::of_text(markdown, &Dialect::default());
            let block = &document.prose[0];
            let mut units = Units::new(&document, &block.prose, block.keyed_words());
            units.enter(&(0..block.prose.text().len()));
            std::iter::from_fn(|| units.read()).map(|unit| unit.key).collect::<Vec<_>>()
        };
        let [word, again, capital, joined, joined_again] = keys("word word/Word a-b a-b.")[..] else { panic!() };
        assert_eq!((word, joined), (again, joined_again));
        assert_ne!(word, capital);
    }
}
