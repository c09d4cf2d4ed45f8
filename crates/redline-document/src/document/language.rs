//! The language of a page, and its parts in other languages.

use redline_text::detect::{Detected, Tally};

use super::{BlockProse, Document};
use crate::source::Span;

/// The texts of a book that count as English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EnglishTexts {
    /// Those not in another language: the book is in English.
    #[default]
    UnlessOther,
    /// Those detected as English: the book is not in English, but is not declared to be in another language either.
    WhereShown,
    /// None: the book is declared to be in another language.
    Nowhere,
}

/// The language of a page and of its blocks.
#[derive(Debug, Default)]
pub struct PageLanguage {
    /// The counts of the page.
    pub tally: Tally,
    /// The language of each text: its own, that of its container or that of the page.
    texts: Vec<Detected>,
    /// Quotations and titles in another language inside of texts in English, as bytes of the document.
    pieces: Vec<Span>,
}

impl PageLanguage {
    /// Detects the languages of a page.
    pub fn of(document: &Document) -> Self {
        let tallies: Vec<Tally> = document.prose.iter().map(BlockProse::tally).collect();
        let tally = sum(&tallies);
        let page = tally.detect_page();
        let mut texts = Vec::with_capacity(tallies.len());
        // Short items, cells and paragraphs of a quotation follow their container, and that follows the page.
        let outermost: Vec<usize> = document.prose.iter().map(|block| outermost(document, block.block)).collect();
        let mut start = 0;
        for group in outermost.chunk_by(|a, b| a == b) {
            let blocks = &tallies[start..start + group.len()];
            start += group.len();
            let around = if blocks.len() > 1 { sum(blocks).detect_paragraph().or(page) } else { page };
            texts.extend(blocks.iter().map(|block| block.detect_paragraph().or(around)));
        }
        let mut pieces = Vec::new();
        for (block, _) in document.prose.iter().zip(&texts).filter(|(_, text)| !text.is_other()) {
            pieces.extend(foreign_pieces(document, block));
        }
        Self { tally, texts, pieces }
    }

    /// Whether all of the page counts as English.
    pub fn is_all_english(&self, english: EnglishTexts) -> bool {
        self.pieces.is_empty() && (0..self.texts.len()).all(|text| self.is_english(text, english))
    }

    /// Whether some of the page counts as English; for a page without texts, whether the book does.
    pub fn has_english(&self, english: EnglishTexts) -> bool {
        match self.texts.len() {
            0 => english == EnglishTexts::UnlessOther,
            texts => (0..texts).any(|text| self.is_english(text, english)),
        }
    }

    /// Whether a text, by its index in [`Document::prose`], counts as English.
    pub fn is_english(&self, text: usize, english: EnglishTexts) -> bool {
        let detected = self.texts.get(text).copied().unwrap_or_default();
        match english {
            EnglishTexts::UnlessOther => !detected.is_other(),
            EnglishTexts::WhereShown => detected == Detected::English,
            EnglishTexts::Nowhere => false,
        }
    }

    /// Whether a place of the document is in a quotation or a title in another language than English.
    pub fn is_in_foreign_piece(&self, offset: usize) -> bool {
        self.pieces.iter().any(|piece| piece.contains(&offset))
    }
}

fn sum(tallies: &[Tally]) -> Tally {
    let mut sum = Tally::default();
    for tally in tallies {
        sum.add(tally);
    }
    sum
}

/// Quoted, emphasised or linked parts of a text in another language than English.
fn foreign_pieces(document: &Document, block: &BlockProse) -> Vec<Span> {
    let prose = &block.prose;
    let whole = document.blocks[block.block].span.clone();
    let emphasised = within(&document.emphasis, |emphasis| &emphasis.span, &whole);
    let linked = within(&document.links, |link| &link.span, &whole);
    let mut ranges: Vec<Span> = emphasised.chain(linked).filter_map(|span| prose.range_of_source(span)).collect();
    ranges.extend(quotations(prose.text()));
    let words = block.tokens();
    let is_foreign = |range: &Span| {
        let first = words.partition_point(|word| word.span.start < range.start);
        let last = words.partition_point(|word| word.span.end <= range.end);
        let tally = Tally::of(prose.text(), words.get(first..last).unwrap_or_default());
        matches!(tally.detect_paragraph(), Detected::Other(_))
    };
    ranges.into_iter().filter(is_foreign).map(|range| prose.source(range)).collect()
}

/// The spans of those of `all`, which are in order, that begin in `whole`.
fn within<'a, T>(all: &'a [T], span: fn(&T) -> &Span, whole: &Span) -> impl Iterator<Item = &'a Span> {
    let first = all.partition_point(|it| span(it).start < whole.start);
    let end = whole.end;
    all[first..].iter().map(span).take_while(move |span| span.start < end)
}

/// The text between quotation marks.
fn quotations(text: &str) -> Vec<Span> {
    // The first bytes of the marks; few texts have one.
    if memchr::memchr3(b'"', 0xe2, 0xc2, text.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, open)) = text[from..].char_indices().find(|(_, c)| matches!(c, '“' | '«' | '„' | '"')) {
        let start = from + at + open.len_utf8();
        let closing: &[char] = match open {
            '“' => &['”'],
            '«' => &['»'],
            '„' => &['“', '”'],
            _ => &['"'],
        };
        let Some((end, close)) = text[start..].char_indices().find(|(_, c)| closing.contains(c)) else { break };
        found.push(start..start + end);
        from = start + end + close.len_utf8();
    }
    found
}

/// The outermost block that contains a block.
fn outermost(document: &Document, mut block: usize) -> usize {
    while let Some(parent) = document.blocks[block].parent {
        block = parent;
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    const ENGLISH: &str =
        "We look at what the compiler does with it, and at how the types of a program are found by it.";
    const FRENCH: &str =
        "Ce langage est un projet dont les exemples marchent bien, et une fonction par chapitre suffit.";

    fn others(text: &str) -> Vec<bool> {
        let document = Document::of_text(text, &Dialect::default());
        (0..document.prose.len()).map(|text| !document.language().is_english(text, EnglishTexts::UnlessOther)).collect()
    }

    #[test]
    fn short_texts_follow_their_container() {
        let text = format!("# Title\n\n{ENGLISH}\n\n{ENGLISH}\n\n> {FRENCH}\n>\n> Et voilà.\n\nSome more.\n");
        assert_eq!(others(&text), [false, false, false, true, true, false]);
        let french = format!("{FRENCH}\n\n").repeat(12);
        assert_eq!(others(&format!("# Titre\n\n{french}{ENGLISH}\n"))[..2], [true, true]);
        assert_eq!(others(&format!("# Titre\n\n{french}{ENGLISH}\n")).last(), Some(&false));
        let items =
            "- la fonction est dans le chapitre\n- les exemples marchent avec une boucle\n- et la suite pour vous\n";
        assert_eq!(others(&format!("{ENGLISH}\n\n{ENGLISH}\n\n{items}")), [false, false, true, true, true]);
    }

    #[test]
    fn quotations_and_titles_are_detected_by_themselves() {
        let quoted = "ce langage est un projet pour vous et nous";
        let text = format!("{ENGLISH} As “{quoted}” says.\n\n{ENGLISH} It *is so*.\n");
        let document = Document::of_text(&text, &Dialect::default());
        let is_english = |words: &str| document.is_english_at(text.find(words).unwrap(), EnglishTexts::UnlessOther);
        assert!(!document.language().is_all_english(EnglishTexts::UnlessOther) && !is_english("projet"));
        assert!(is_english("says") && is_english("is so") && is_english("compiler"));
    }

    #[test]
    fn a_book_that_is_not_english_has_english_where_detected() {
        let document = Document::of_text(&format!("Vec, HashMap.\n\n{ENGLISH}\n"), &Dialect::default());
        let language = document.language();
        let all = |english| [0, 1].map(|text| language.is_english(text, english));
        assert_eq!(all(EnglishTexts::UnlessOther), [true, true]);
        assert_eq!(all(EnglishTexts::Nowhere), [false, false]);
        assert!(language.is_all_english(EnglishTexts::UnlessOther) && language.has_english(EnglishTexts::WhereShown));
        let names = Document::of_text("Vec, HashMap.\n", &Dialect::default());
        assert!(!names.language().has_english(EnglishTexts::WhereShown));
    }
}
