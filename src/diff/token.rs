//! Words of a text as a diff compares them.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

use super::chunk::joined;
use super::intern::Interner;
use super::styles::Styles;
use crate::source::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Punctuation,
    Code,
    Math,
    Html,
    /// By its index among the images of the document.
    Image(usize),
    Footnote,
    Directive,
    /// A line break on the page.
    Break,
    /// White space, of code alone.
    Space,
}

/// The least that is compared.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// Equal tokens have equal ids.
    pub(super) id: u32,
    /// The same for words that differ in case alone.
    pub(super) folded: u32,
    /// Its bytes in the source.
    pub(super) span: Span,
    /// Its bytes in the text of its block.
    pub(super) text: Span,
    pub(super) spaced: bool,
    pub(super) styles: Styles,
    /// By its index among the links of the document.
    pub(super) link: Option<usize>,
    /// Whether the statistics count it: words and code with a letter or digit.
    pub(super) is_word: bool,
}

/// A piece of text that cannot be divided, or that has to be.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: Span,
    pub(super) source: Span,
    /// The source has the same bytes.
    pub(super) verbatim: bool,
    pub(super) styles: Styles,
    pub(super) link: Option<usize>,
    /// What it is and its id, if it cannot be divided.
    pub(super) whole: Option<(TokenKind, u32)>,
}

/// The text of a block as it reads, and where its pieces come from.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
}

impl Flat {
    /// The tokens. White space separates them and is otherwise left out.
    pub(super) fn tokens(&self, interner: &mut Interner) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(self.text.len() / 5);
        let mut first = 0;
        while first < self.pieces.len() {
            let piece = &self.pieces[first];
            if let Some((kind, id)) = piece.whole {
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
                    is_word: kind == TokenKind::Code && self.text[piece.text.clone()].contains(char::is_alphanumeric),
                });
                first += 1;
                continue;
            }
            let end = (first..self.pieces.len()).find(|&at| self.pieces[at].whole.is_some());
            let end = end.unwrap_or(self.pieces.len());
            let text = self.pieces[first].text.start..self.pieces[end - 1].text.end;
            let mut reader = Stretch { flat: self, piece: first, tokens: &mut tokens, interner };
            reader.read(text);
            first = end;
        }
        tokens
    }
}

/// A stretch of text between what cannot be divided.
struct Stretch<'a> {
    flat: &'a Flat,
    /// The piece that holds what is read.
    piece: usize,
    tokens: &'a mut Vec<Token>,
    interner: &'a mut Interner,
}

impl Stretch<'_> {
    fn read(&mut self, range: Span) {
        let text = &self.flat.text;
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let lead = rest.len() - rest.trim_start().len();
            if lead > 0 {
                at += lead;
                continue;
            }
            let end = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
            self.read_chunk(at..end);
            at = end;
        }
    }

    /// Reads what stands between white space.
    fn read_chunk(&mut self, chunk: Span) {
        let text = &self.flat.text[chunk.clone()];
        if let Some(joined) = joined(text) {
            self.split(chunk.start..chunk.start + joined.start);
            self.push(chunk.start + joined.start..chunk.start + joined.end);
            self.split(chunk.start + joined.end..chunk.end);
        } else {
            self.split(chunk);
        }
    }

    fn split(&mut self, range: Span) {
        // Nearly all words are letters and perhaps a mark behind them; no need to look up what divides them.
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
        let mut pending: Option<Span> = None;
        for (at, word) in text.split_word_bound_indices() {
            let word_range = range.start + at..range.start + at + word.len();
            match &mut pending {
                // A dash may be written as hyphens, and an ellipsis as dots.
                Some(last) if matches!(word, "-" | ".") && self.flat.text[last.clone()].ends_with(word) => {
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

    fn push(&mut self, range: Span) {
        let pieces = &self.flat.pieces;
        while pieces[self.piece].text.end <= range.start {
            self.piece += 1;
        }
        let first = &pieces[self.piece];
        let mut last = self.piece;
        let mut styles = first.styles;
        while pieces[last].text.end < range.end {
            last += 1;
            if pieces[last].styles != first.styles {
                styles.0 |= pieces[last].styles.0 | Styles::PARTIAL.0;
            }
        }
        let link = pieces[self.piece..=last].iter().find_map(|piece| piece.link);
        let span = first.place(range.start)..pieces[last].place_after(range.end);
        let word = &self.flat.text[range.clone()];
        let kind = if word.contains(char::is_alphanumeric) { TokenKind::Word } else { TokenKind::Punctuation };
        let (id, folded) = self.interner.word(word);
        let spaced = self.flat.text[..range.start].ends_with(char::is_whitespace);
        let is_word = kind == TokenKind::Word;
        self.tokens.push(Token { kind, id, folded, span, text: range, spaced, styles, link, is_word });
    }
}

impl Piece {
    fn place(&self, at: usize) -> usize {
        if self.verbatim { self.source.start + at - self.text.start } else { self.source.start }
    }

    fn place_after(&self, at: usize) -> usize {
        if self.verbatim { self.source.start + at - self.text.start } else { self.source.end }
    }
}

/// The text in the form that is compared: composed, and if `fold` says so, marks of typography as they are typed.
pub(super) fn normalized(text: &str, fold: bool) -> String {
    let mut composed = String::with_capacity(text.len());
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => composed.push_str(text),
        _ => composed.extend(text.nfc()),
    }
    if !fold || composed.is_ascii() {
        return composed;
    }
    composed
        .replace(['‘', '’'], "'")
        .replace(['“', '”'], "\"")
        .replace('—', "---")
        .replace('–', "--")
        .replace('…', "...")
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let piece = Piece {
            text: 0..text.len(),
            source: 0..text.len(),
            verbatim: true,
            styles: Styles::default(),
            link: None,
            whole: None,
        };
        let flat = Flat { text: text.to_owned(), pieces: vec![piece] };
        let tokens = flat.tokens(&mut Interner::new(false, FxHashSet::default()));
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
    fn a_masked_name_is_one_word() {
        assert_eq!(
            words("([VENDOR-1]'s) [VENDOR]-made [x] [ok]"),
            ["(", "[VENDOR-1]'s", ")", "[VENDOR]", "-", "made", "[", "x", "]", "[", "ok", "]"]
        );
    }

    #[test]
    fn typography_is_folded_on_request() {
        assert_eq!(normalized("“it’s”—…", true), "\"it's\"---...");
        assert_eq!(normalized("“it’s”", false), "“it’s”");
        assert_eq!(normalized("e\u{301}", false), "é");
    }
}
