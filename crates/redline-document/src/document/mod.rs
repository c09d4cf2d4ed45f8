//! One chapter, parsed once: blocks, prose, headings with mdBook's ids, sections, and what is
//! not prose.
//!
//! Everything else asks the [`Document`]; nothing reads Markdown a second time.

mod build;
mod dialect;
mod footnote;
mod front_matter;
mod html;
mod id;
mod inline;
mod language;
mod marks;
mod markup;
mod opaque;
mod prose;
mod section;
mod trailing;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use redline_text::detect::Tally;
use redline_text::{Word, find_words, word_count};

use crate::source::{Expansion, Span, mark_len};

pub use dialect::Dialect;
pub use html::{comment_at_start, comment_spans, images as html_images};
pub use id::IdScheme;
pub use language::{EnglishTexts, PageLanguage};
pub use marks::UnspacedHeading;
pub use markup::{Element, MarkupTokens, Token, TokenKind};
pub use prose::Prose;
pub use redline_text::OBJECT_REPLACEMENT;
pub use section::Section;

/// A chapter's text with what one parse says of it. All spans are bytes of [`Document::text`].
#[derive(Debug, Default)]
pub struct Document {
    expansion: Arc<Expansion>,
    /// Blocks in order of their start, containers before what they hold.
    pub blocks: Vec<Block>,
    /// Whether some apostrophe in it is curly.
    pub has_curly_marks: bool,
    /// The prose of each block that has any, in order.
    pub prose: Vec<BlockProse>,
    /// Markdown headings in order, nested ones included.
    pub headings: Vec<Heading>,
    /// The tree of sections that headings outside quotes and lists open, in order.
    pub sections: Vec<Section>,
    /// Links in order.
    pub links: Vec<Link>,
    /// Images in order.
    pub images: Vec<Image>,
    /// Emphasised stretches in order, outer before inner.
    pub emphasis: Vec<Emphasis>,
    /// HTML comments in order.
    pub comments: Vec<Comment>,
    /// Ids and anchor names written in HTML.
    pub html_ids: Vec<String>,
    /// What can neither be flagged as prose nor changed, by start.
    pub protected: Vec<Protected>,
    /// Entities and escaped characters, in order: spelled with several bytes, and read as one.
    pub escapes: Vec<Span>,
    /// How far each of these reaches, or one before it.
    protected_reach: OnceLock<Vec<usize>>,
    language: OnceLock<PageLanguage>,
    dialect: Dialect,
    markup: OnceLock<MarkupTokens>,
}

/// A block of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its source, without a final line ending.
    pub span: Span,
    /// The block it stands in.
    pub parent: Option<usize>,
}

/// The kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Markdown's own")]
pub enum BlockKind {
    Paragraph,
    Heading,
    Quote,
    Alert,
    Code,
    Html,
    List { ordered: bool },
    Item,
    Footnote,
    Definitions,
    DefinitionTerm,
    DefinitionText,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Break,
}

/// The prose of one block.
#[derive(Clone, Debug)]
pub struct BlockProse {
    /// The index of the block.
    pub block: usize,
    /// Its words.
    pub prose: Prose,
    /// The words, which many rules ask for.
    words: OnceLock<Vec<Word>>,
}

impl BlockProse {
    /// The prose of a block.
    pub fn new(block: usize, prose: Prose) -> Self {
        Self { block, prose, words: OnceLock::new() }
    }

    /// The words of the text and where they stand, as [`words`](redline_text::words) tells them.
    pub fn words(&self) -> impl Iterator<Item = (Span, &str)> {
        let text = self.prose.text();
        self.tokens().iter().map(|word| (word.span.clone(), &text[word.span.clone()]))
    }

    /// The same with all that is known of them.
    pub fn tokens(&self) -> &[Word] {
        self.words.get_or_init(|| find_words(self.prose.text()))
    }

    /// What shows its language.
    pub fn tally(&self) -> Tally {
        Tally::of(self.prose.text(), self.tokens())
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// One to six.
    pub level: u8,
    /// From the first hash to the end of the line; for setext, to the end of the underline.
    pub span: Span,
    /// The inline content: no hashes, no attributes.
    pub content: Span,
    /// The content as it reads: markup left out, code kept, on one line.
    pub title: String,
    /// The id that mdBook gives it; `None` where mdBook gives none.
    pub id: Option<String>,
    /// Whether the id is written out: `{#id}`.
    pub has_own_id: bool,
    /// The index of its block.
    pub block: usize,
    /// The index of its prose, if it has any.
    pub prose: Option<usize>,
}

/// A link written in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole link.
    pub span: Span,
    /// Where it leads, as resolved: reference links have the definition's destination.
    pub destination: String,
    /// What shows when the pointer rests on it; often empty.
    pub title: String,
}

/// An image written in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The whole image.
    pub span: Span,
    /// Where it lies, as resolved.
    pub source: String,
    /// What shows when the pointer rests on it; often empty.
    pub title: String,
}

/// Words that are emphasised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emphasis {
    /// With the marks around them.
    pub span: Span,
    /// Whether they are strong: bold.
    pub strong: bool,
}

/// An HTML comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `<!--` to `-->`.
    pub span: Span,
    /// What stands between, trimmed.
    pub body: Span,
}

/// Why a range is not prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say what the range is")]
pub enum ProtectedKind {
    FrontMatter,
    Code,
    Html,
    Directive,
    Destination,
    Label,
    Definition,
    Image,
    Url,
    Math,
    AlertMarker,
    Attributes,
    Shortcode,
}

/// A range that can neither be flagged as prose nor changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// The range.
    pub span: Span,
    /// Why.
    pub kind: ProtectedKind,
}

impl Document {
    /// Parses a chapter.
    pub fn parse(expansion: impl Into<Arc<Expansion>>, dialect: &Dialect) -> Self {
        build::build(expansion.into(), dialect)
    }

    /// Parses text that came from no file: for tests and single strings.
    pub fn of_text(text: &str, dialect: &Dialect) -> Self {
        let mut expansion = Expansion::default();
        expansion.fragment.push_str(text);
        Self::parse(expansion, dialect)
    }

    /// The text that was parsed, includes expanded.
    pub fn text(&self) -> &str {
        self.expansion.fragment.text()
    }

    /// The text's way back to files, and its includes.
    pub fn expansion(&self) -> &Expansion {
        &self.expansion
    }

    /// Whether a heading, paragraph or other block stands outside quotes, lists and the like.
    pub fn is_top_level(&self, block: usize) -> bool {
        self.blocks[block].parent.is_none()
    }

    /// What a stretch of the source says: its prose, or the source itself where it is no prose.
    pub fn words_at(&self, span: &Span) -> String {
        let said = |block: &BlockProse| Some(block.prose.text()[block.prose.range_of_source(span)?].to_owned());
        let prose = self.prose.iter().find_map(said);
        prose.unwrap_or_else(|| self.text().get(span.clone()).unwrap_or_default().to_owned())
    }

    /// The number of words of prose.
    pub fn word_count(&self) -> usize {
        self.prose.iter().map(|block| word_count(block.prose.text())).sum()
    }

    /// Finds the words of all blocks, so that [`BlockProse::words`] only hands them out.
    pub fn find_words(&self) {
        for block in &self.prose {
            block.tokens();
        }
    }

    /// Its markup in the order of the source; parsed on first use, since few readers need it.
    pub fn markup(&self) -> &MarkupTokens {
        self.markup.get_or_init(|| MarkupTokens::parse(self.text(), self.dialect.options()))
    }

    /// Its language, and what in it is in another; computed on first use.
    pub fn language(&self) -> &PageLanguage {
        self.language.get_or_init(|| PageLanguage::of(self))
    }

    /// The texts that are not in another language than English, with their indexes.
    pub fn english_prose(&self) -> impl Iterator<Item = (usize, &BlockProse)> {
        let language = self.language();
        let is_english = move |index: usize| language.is_english(index, EnglishTexts::UnlessOther);
        self.prose.iter().enumerate().filter(move |(index, _)| is_english(*index))
    }

    /// Whether a place is taken for English; one outside of all prose goes with the book.
    pub fn is_english_at(&self, offset: usize, english: EnglishTexts) -> bool {
        let language = self.language();
        // The innermost block around a place is the last that begins before it and reaches beyond it.
        let holds = |block: &BlockProse| self.blocks[block.block].span.contains(&offset);
        match self.prose.iter().rposition(holds) {
            Some(text) => language.is_english(text, english) && !language.is_in_foreign_piece(offset),
            None => english == EnglishTexts::UnlessOther,
        }
    }

    /// Whether `span` touches anything protected.
    pub fn touches_protected(&self, span: &Span) -> bool {
        let later = self.protected.partition_point(|protected| protected.span.start < span.end);
        // They may lie in one another, so the last of them does not tell.
        let reach = self.protected_reach.get_or_init(|| {
            let farther = |reach: &mut usize, protected: &Protected| {
                *reach = protected.span.end.max(*reach);
                Some(*reach)
            };
            self.protected.iter().scan(0, farther).collect()
        });
        later > 0 && span.start < reach[later - 1]
    }

    /// Every id that a link can lead to on the rendered page.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let headings = self.headings.iter().filter_map(|heading| heading.id.as_deref());
        headings.chain(self.html_ids.iter().map(String::as_str))
    }

    /// The words that each item of each list opens with, lists in the order of their blocks; `None` for an item that opens
    /// without words.
    pub fn item_openings(&self) -> Vec<Vec<Option<&BlockProse>>> {
        let mut lists: BTreeMap<usize, Vec<Option<&BlockProse>>> = BTreeMap::new();
        for (index, block) in self.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Item) {
            let Some(list) = block.parent else { continue };
            let opens = |prose: &&BlockProse| prose.block == index || self.blocks[prose.block].parent == Some(index);
            lists.entry(list).or_default().push(self.prose.iter().find(opens));
        }
        lists.into_values().collect()
    }

    /// The heading that is the chapter's title: the one that all other sections stand under.
    pub fn title(&self) -> Option<&Heading> {
        let first = self.sections.first()?;
        // A section ends where the next one beside it begins, so the first reaches to the end if it is alone.
        (first.span.end == self.text().len()).then(|| &self.headings[first.heading])
    }

    /// The titles of the sections around `offset`, outermost first, without the chapter's title.
    pub fn section_path(&self, offset: usize) -> Vec<&str> {
        let title = self.title();
        let mut path = Vec::new();
        let mut current = self.sections.partition_point(|section| section.span.start <= offset).checked_sub(1);
        while let Some(index) = current {
            let section = &self.sections[index];
            let heading = &self.headings[section.heading];
            if section.span.contains(&offset) && !title.is_some_and(|title| std::ptr::eq(title, heading)) {
                path.push(heading.title.as_str());
            }
            current = section.parent;
        }
        path.reverse();
        path
    }
}

/// Where Markdown begins: after a byte order mark and front matter.
pub fn content_start(text: &str) -> usize {
    let mark = mark_len(text);
    mark + front_matter::front_matter_len(&text[mark..])
}

/// The code in a text, blocks and spans: where directives are opaque.
pub fn code_spans(text: &str) -> Vec<Span> {
    use pulldown_cmark::{Event, Parser, Tag};
    let options = Dialect::default().options();
    Parser::new_ext(text, options)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)))
        .map(|(_, span)| span)
        .collect()
}
