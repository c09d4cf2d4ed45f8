//! The language of a page, and what on it is in another.

use super::{Detected, Tally};
use crate::document::{BlockProse, Document};
use crate::source::Span;

/// The language of a page and of its blocks.
#[derive(Debug, Default)]
pub(crate) struct PageLanguage {
    /// What was counted on the page.
    pub(crate) tally: Tally,
    /// For each text of the page whether it is in another language than English; empty if none is.
    foreign: Vec<bool>,
    /// What is in another language inside of texts in English, as bytes of the document: quotations, titles.
    pieces: Vec<Span>,
}

impl PageLanguage {
    /// Looks at a page.
    pub(crate) fn of(document: &Document) -> Self {
        let tallies: Vec<Tally> = document.prose.iter().map(BlockProse::tally).collect();
        let mut tally = Tally::default();
        tallies.iter().for_each(|block| tally.add(block));
        let detected = tally.detect_page();
        let is_other = |detected: Detected| matches!(detected, Detected::Other(_));
        let mut foreign = Vec::with_capacity(tallies.len());
        // Short items, cells and paragraphs of a quotation go with what they stand in, and that with the page.
        let outermost: Vec<usize> = document.prose.iter().map(|block| outermost(document, block.block)).collect();
        let mut start = 0;
        for group in outermost.chunk_by(|a, b| a == b) {
            let blocks = &tallies[start..start + group.len()];
            start += group.len();
            let mut whole = Tally::default();
            blocks.iter().for_each(|block| whole.add(block));
            let around = or(whole.detect_paragraph(), detected);
            foreign.extend(blocks.iter().map(|block| is_other(or(block.detect_paragraph(), around))));
        }
        let mut pieces = Vec::new();
        for (block, is_foreign) in document.prose.iter().zip(&foreign) {
            if !is_foreign {
                pieces.extend(foreign_pieces(document, block));
            }
        }
        if !foreign.contains(&true) {
            foreign.clear();
        }
        Self { tally, foreign, pieces }
    }

    /// Whether some text of the page is in another language than English.
    pub(crate) fn has_foreign(&self) -> bool {
        !self.foreign.is_empty() || !self.pieces.is_empty()
    }

    /// Whether a place of the document is in a quotation or a title in another language than English.
    pub(crate) fn is_in_foreign_piece(&self, offset: usize) -> bool {
        self.pieces.iter().any(|piece| piece.contains(&offset))
    }

    /// Whether a text, by its index in [`Document::prose`], is in another language than English: by itself, by what it
    /// stands in or by the page. One of which nothing shows goes with the book.
    pub(crate) fn is_foreign(&self, prose: usize) -> bool {
        self.foreign.get(prose).copied().unwrap_or_default()
    }
}

/// What is quoted or emphasised in a text, or the text of a link, and in another language than English.
fn foreign_pieces(document: &Document, block: &BlockProse) -> Vec<Span> {
    let prose = &block.prose;
    let whole = document.blocks[block.block].span.clone();
    let emphasised = within(&document.emphasis, |emphasis| &emphasis.span, &whole);
    let linked = within(&document.links, |link| &link.span, &whole);
    let mut ranges: Vec<Span> = emphasised.chain(linked).filter_map(|span| prose.range_of_source(span)).collect();
    ranges.extend(quotations(prose.text()));
    let words = block.keyed_words();
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

/// What stands between quotation marks.
fn quotations(text: &str) -> Vec<Span> {
    const PAIRS: [(char, &[char]); 4] = [('“', &['”']), ('«', &['»']), ('„', &['“', '”']), ('"', &['"'])];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, open)) = text[from..].char_indices().find(|(_, c)| matches!(c, '“' | '«' | '„' | '"')) {
        let start = from + at + open.len_utf8();
        let closing = PAIRS.iter().find(|(known, _)| *known == open).map_or(&[][..], |(_, closing)| *closing);
        let Some(end) = text[start..].find(closing) else { break };
        found.push(start..start + end);
        from = start + end + text[start + end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// What a text shows, or else what is around it.
fn or(detected: Detected, around: Detected) -> Detected {
    if detected == Detected::Undecided { around } else { detected }
}

/// The block outside of all others in which a block stands.
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

    const ENGLISH: &str = "We look at what the compiler does with it, and at how the types of a program are found by it.";
    const FRENCH: &str = "Ce langage est un projet dont les exemples marchent bien, et une fonction par chapitre suffit.";

    fn foreign(text: &str) -> Vec<bool> {
        let document = Document::of_text(text, &Dialect::default());
        (0..document.prose.len()).map(|prose| document.language().is_foreign(prose)).collect()
    }

    #[test]
    fn what_is_short_goes_with_what_it_stands_in() {
        let text = format!("# Title\n\n{ENGLISH}\n\n{ENGLISH}\n\n> {FRENCH}\n>\n> Et voilà.\n\nSome more.\n");
        assert_eq!(foreign(&text), [false, false, false, true, true, false]);
        assert_eq!(foreign(&format!("# Titre\n\n{FRENCH}\n\n{FRENCH}\n\n{ENGLISH}\n")), [true, true, true, false]);
        let items = "- la fonction est dans le chapitre\n- les exemples marchent avec une boucle\n- et la suite pour vous\n";
        assert_eq!(foreign(&format!("{ENGLISH}\n\n{ENGLISH}\n\n{items}")), [false, false, true, true, true]);
    }

    #[test]
    fn quotations_and_titles_are_looked_at_by_themselves() {
        let text = format!("{ENGLISH} As “je pense, donc je suis, et vous aussi” says.\n\n{ENGLISH} It *is so*.\n");
        let document = Document::of_text(&text, &Dialect::default());
        let language = document.language();
        let at = |words: &str| text.find(words).unwrap();
        assert!(language.has_foreign() && !language.is_foreign(0) && document.is_foreign_at(at("donc")));
        assert!(!document.is_foreign_at(at("says")) && !document.is_foreign_at(at("is so")));
    }

    #[test]
    fn a_page_of_one_language_names_no_block() {
        let document = Document::of_text(ENGLISH, &Dialect::default());
        assert!(!document.language().has_foreign() && document.language().tally.detect_page() == Detected::English);
    }
}
