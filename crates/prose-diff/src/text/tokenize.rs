//! Rendered text to tokens.

use unicode_segmentation::UnicodeSegmentation;

use super::chunk::joined;
use super::intern::Interner;
use super::token::{Text, Token, TokenKind};
use crate::model::Styles;
use redline_text::Span;

/// A piece of text from one place of the source.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: Span,
    pub(crate) source: Span,
    /// Whether the source has the same bytes.
    pub(crate) verbatim: bool,
    pub(crate) styles: Styles,
    pub(crate) link: Option<usize>,
    /// Kind and id of an indivisible piece.
    pub(crate) atom: Option<(TokenKind, u32)>,
}

/// The rendered text of a block, cell or description, and the source of its pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct FlatText {
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
}

impl FlatText {
    /// Text without markup.
    pub(crate) fn plain(text: &str) -> Self {
        let whole = 0..text.len();
        let styles = Styles::default();
        let piece = Piece { text: whole.clone(), source: whole, verbatim: true, styles, link: None, atom: None };
        Self { text: text.to_owned(), pieces: vec![piece] }
    }

    /// The text with its tokens. White space separates them and is otherwise left out.
    pub(crate) fn tokenize(self, interner: &mut Interner) -> Text {
        let tokens = self.tokens(interner);
        Text { text: self.text, tokens }
    }

    fn tokens(&self, interner: &mut Interner) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(self.text.len() / 5);
        let mut first = 0;
        while first < self.pieces.len() {
            let piece = &self.pieces[first];
            if let Some((kind, id)) = piece.atom {
                let spaced = self.text[..piece.text.start].ends_with(char::is_whitespace);
                tokens.push(Token {
                    kind,
                    id,
                    folded: interner.folded(id),
                    span: piece.source.clone(),
                    text: piece.text.clone(),
                    spaced,
                    styles: piece.styles,
                    link: piece.link,
                    is_word: false,
                });
                first += 1;
                continue;
            }
            // A word ends where code begins or ends.
            let is_code = |piece: &Piece| piece.styles.contains(Styles::CODE);
            let is_other = |&at: &usize| {
                let other = &self.pieces[at];
                other.atom.is_some() || is_code(other) != is_code(piece)
            };
            let end = (first..self.pieces.len()).find(is_other);
            let end = end.unwrap_or(self.pieces.len());
            let text = self.pieces[first].text.start..self.pieces[end - 1].text.end;
            let mut tokenizer = Tokenizer { flat: self, piece: first, tokens: &mut tokens, interner };
            tokenizer.split_at_spaces(text);
            first = end;
        }
        tokens
    }
}

/// Tokenizer of the text between two indivisible pieces.
struct Tokenizer<'a> {
    flat: &'a FlatText,
    /// Index of the current piece.
    piece: usize,
    tokens: &'a mut Vec<Token>,
    interner: &'a mut Interner,
}

impl Tokenizer<'_> {
    fn split_at_spaces(&mut self, range: Span) {
        let mut at = range.start;
        for part in self.flat.text[range].split_inclusive(char::is_whitespace) {
            let chunk = part.trim_end();
            if !chunk.is_empty() {
                self.split_chunk(at..at + chunk.len());
            }
            at += part.len();
        }
    }

    /// Splits a chunk without white space.
    fn split_chunk(&mut self, chunk: Span) {
        let text = &self.flat.text[chunk.clone()];
        if let Some(joined) = joined(text) {
            self.split_words(chunk.start..chunk.start + joined.start);
            self.push(chunk.start + joined.start..chunk.start + joined.end);
            self.split_words(chunk.start + joined.end..chunk.end);
        } else {
            self.split_words(chunk);
        }
    }

    fn split_words(&mut self, range: Span) {
        if range.is_empty() {
            return;
        }
        // Nearly all words are letters and at most one punctuation mark: no need to look up Unicode's word boundaries.
        let bytes = self.flat.text[range.clone()].as_bytes();
        let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        match &bytes[letters..] {
            [] if letters > 0 => return self.push(range),
            [mark] if letters > 0 && mark.is_ascii_punctuation() && *mark != b'_' => {
                self.push(range.start..range.end - 1);
                return self.push(range.end - 1..range.end);
            }
            _ => {}
        }
        let text = &self.flat.text[range.clone()];
        let is_code = self.piece_at(range.start).styles.contains(Styles::CODE);
        let mut pending: Option<Span> = None;
        for (at, word) in text.split_word_bound_indices() {
            let word_range = range.start + at..range.start + at + word.len();
            match &mut pending {
                // Hyphens may stand for a dash, and dots for an ellipsis.
                Some(last) if matches!(word, "-" | ".") && self.flat.text[last.clone()].ends_with(word) => {
                    last.end = word_range.end;
                }
                // In code several signs may be one operator.
                Some(last) if is_code && is_operator(word) && is_operator(&self.flat.text[last.clone()]) => {
                    last.end = word_range.end;
                }
                _ => {
                    if let Some(last) = pending.replace(word_range) {
                        self.push(last);
                    }
                }
            }
        }
        if let Some(last) = pending {
            self.push(last);
        }
    }

    /// The piece with the byte `at` of the text, which is not before the last one that was requested.
    fn piece_at(&mut self, at: usize) -> &Piece {
        while self.flat.pieces[self.piece].text.end <= at {
            self.piece += 1;
        }
        &self.flat.pieces[self.piece]
    }

    fn push(&mut self, range: Span) {
        self.piece_at(range.start);
        let pieces = &self.flat.pieces;
        let first = &pieces[self.piece];
        let mut last = self.piece;
        let mut styles = first.styles;
        while pieces[last].text.end < range.end {
            last += 1;
            if pieces[last].styles != first.styles {
                styles |= pieces[last].styles | Styles::PARTIAL;
            }
        }
        let link = pieces[self.piece..=last].iter().find_map(|piece| piece.link);
        let span = first.source_start(range.start)..pieces[last].source_end(range.end);
        let word = &self.flat.text[range.clone()];
        let kind = if word.contains(char::is_alphanumeric) { TokenKind::Word } else { TokenKind::Punctuation };
        let (id, folded) = if styles.contains(Styles::CODE) {
            let id = self.interner.exact(word);
            (id, self.interner.folded(id))
        } else {
            self.interner.word(word)
        };
        let spaced = self.flat.text[..range.start].ends_with(char::is_whitespace);
        let is_word = kind == TokenKind::Word;
        self.tokens.push(Token { kind, id, folded, span, text: range, spaced, styles, link, is_word });
    }
}

/// Whether a text consists of signs that operators are made of.
fn is_operator(text: &str) -> bool {
    text.bytes().all(|byte| b"-=|&<>:+*/.!%^~?".contains(&byte))
}

impl Piece {
    fn source_start(&self, at: usize) -> usize {
        if self.verbatim { self.source.start + at - self.text.start } else { self.source.start }
    }

    fn source_end(&self, at: usize) -> usize {
        if self.verbatim { self.source.start + at - self.text.start } else { self.source.end }
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = FlatText::plain(text).tokens(&mut Interner::new(false, FxHashSet::default()));
        tokens.iter().map(|token| text[token.span.clone()].to_owned()).collect()
    }

    #[test]
    fn words_and_marks_are_tokens() {
        assert_eq!(
            words("It’s a long-term plan, (yes)."),
            ["It’s", "a", "long", "-", "term", "plan", ",", "(", "yes", ")", "."]
        );
        assert_eq!(words("wait... a -- b"), ["wait", "...", "a", "--", "b"]);
    }

    #[test]
    fn numbers_versions_paths_and_addresses_are_not_divided() {
        assert_eq!(
            words("1,000.5 at v1.2.3-beta.1, (2.0)."),
            ["1,000.5", "at", "v1.2.3-beta.1", ",", "(", "2.0", ")", "."]
        );
        assert_eq!(words("(see https://a.b/c-d?e=f#g)."), ["(", "see", "https://a.b/c-d?e=f#g", ")", "."]);
        assert_eq!(
            words("`src/main.rs`: std::vec::Vec, a@b.c; ~/x"),
            ["`", "src/main.rs", "`", ":", "std::vec::Vec", ",", "a@b.c", ";", "~/x"]
        );
    }

    #[test]
    fn a_masked_name_is_one_token() {
        assert_eq!(
            words("([VENDOR-1]'s) [VENDOR]-made [x] [ok]"),
            ["(", "[VENDOR-1]'s", ")", "[VENDOR]", "-", "made", "[", "x", "]", "[", "ok", "]"]
        );
    }
}
