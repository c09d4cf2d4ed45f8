//! Splits a sentence into words as a reader counts them.

use redline_document::document::{Document, OBJECT_REPLACEMENT, Prose};
use redline_document::source::Span;
use redline_text::is_letter;

/// One word: letters, digits and inline code with nothing but hyphens, underscores and apostrophes between them, such
/// as `well-known`, `42`, or inline code with a plural `s`.
pub(super) struct Unit<'a> {
    pub(super) content: Content<'a>,
    /// Whether punctuation that separates clauses precedes it.
    pub(super) follows_pause: bool,
}

pub(super) enum Content<'a> {
    Word(&'a str),
    /// The source of the last inline code in the unit.
    Code(&'a str),
}

/// The units of a sentence.
pub(super) struct Units<'a> {
    document: &'a Document,
    prose: &'a Prose,
    /// The text up to the end of the sentence.
    text: &'a str,
    at: usize,
}

impl<'a> Units<'a> {
    pub(super) fn new(document: &'a Document, prose: &'a Prose, sentence: &Span) -> Self {
        Self { document, prose, text: &prose.text()[..sentence.end], at: sentence.start }
    }

    /// The inline code at the current [`OBJECT_REPLACEMENT`], if it stands for code.
    fn code(&self) -> Option<&'a str> {
        let source = self.prose.source(self.at..self.at + OBJECT_REPLACEMENT.len_utf8());
        Some(&self.document.text()[source]).filter(|source| source.starts_with('`'))
    }
}

impl<'a> Iterator for Units<'a> {
    type Item = Unit<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut start, mut code, mut follows_pause) = (None, None, false);
        while let Some(c) = self.text[self.at..].chars().next() {
            let found = if c == OBJECT_REPLACEMENT { self.code() } else { None };
            if found.is_some() || is_letter(c) {
                start.get_or_insert(self.at);
                code = found.or(code);
            } else if start.is_some() && !matches!(c, '\'' | '’' | '-' | '_') {
                break;
            } else {
                follows_pause |= start.is_none() && matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—');
            }
            self.at += c.len_utf8();
        }
        let content = code.map_or(Content::Word(&self.text[start?..self.at]), Content::Code);
        Some(Unit { content, follows_pause })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    /// The units of the first block as one sentence, with `|` before those that follow a pause.
    fn units(markdown: &str) -> Vec<String> {
        let document = Document::of_text(markdown, &Dialect::default());
        let prose = &document.prose[0].prose;
        let shown = |Unit { content, follows_pause }| {
            let (Content::Word(text) | Content::Code(text)) = content;
            format!("{}{text}", if follows_pause { "|" } else { "" })
        };
        Units::new(&document, prose, &(0..prose.text().len())).map(shown).collect()
    }

    #[test]
    fn joined_words_are_one_unit() {
        assert_eq!(
            units("A well-known don’t_do, 3.5 either/or."),
            ["A", "well-known", "don’t_do", "|3", "5", "either", "or"]
        );
        assert_eq!(units("`Vec`s, pre-`x` and `a`-`b`: `c`"), ["`Vec`", "|`x`", "and", "`b`", "|`c`"]);
        assert_eq!(units("The users' (and “users’”) a- -b"), ["The", "users'", "|and", "users’", "|a-", "b"]);
        assert_eq!(units("One <br>two<br>three ![x](y) four"), ["One", "two", "three", "four"]);
        assert_eq!(units("... ! –"), Vec::<String>::new());
    }
}
