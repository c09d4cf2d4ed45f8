//! One chapter, parsed once: blocks, prose, headings with mdBook's ids, sections, and what is
//! not prose.
//!
//! All facts about the source of a chapter come from its [`Document`]; no rule parses Markdown.

mod admonition;
mod attribute;
mod blocks;
mod build;
mod container;
mod delimited;
mod destination;
mod dialect;
mod elements;
mod footnote;
mod front_matter;
mod heading;
mod html;
mod html_text;
mod id;
mod inline;
mod language;
mod marks;
mod markup;
mod math;
mod nested;
mod opaque;
mod prose;
mod protect;
mod references;
mod section;
mod trailing;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::source::{Expansion, Span, mark_len};

pub use admonition::{admonition_title, is_admonition};
pub use blocks::{Block, BlockKind, BlockProse};
pub use dialect::Dialect;
pub use elements::{Comment, Emphasis, Heading, Image, Link, Protected, ProtectedKind};
pub use heading::heading_number;
pub use html::{HtmlKind, HtmlPiece, OpenTag, comment_spans, html_images, html_pieces, is_comment};
pub use html_text::is_unread_element;
pub use id::IdScheme;
pub use language::{EnglishTexts, PageLanguage};
pub use marks::UnspacedHeading;
pub use markup::{Element, MarkupTokens, Token, TokenKind};
pub use math::Delimiters;
pub use prose::Prose;
pub use redline_text::{ANNOTATION, OBJECT_REPLACEMENT};
pub use references::{FootnoteLabel, LinkKind, References, WrittenId, WrittenLink, label_key};
pub use section::Section;

/// A parsed chapter. All spans are bytes of [`Document::text`].
#[derive(Debug, Default)]
pub struct Document {
    expansion: Arc<Expansion>,
    /// Blocks in order of their start, containers before their content.
    pub blocks: Vec<Block>,
    /// Whether the text has a curly apostrophe.
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
    /// Ranges that can neither be flagged as prose nor changed, by start.
    pub protected: Vec<Protected>,
    /// Entities and escaped characters in order.
    pub escapes: Vec<Span>,
    /// The greatest end of each protected range and those before it.
    protected_reach: OnceLock<Vec<usize>>,
    language: OnceLock<PageLanguage>,
    dialect: Dialect,
    markup: OnceLock<MarkupTokens>,
    references: OnceLock<References>,
}

impl Document {
    /// Parses a chapter.
    pub fn parse(expansion: impl Into<Arc<Expansion>>, dialect: &Dialect) -> Self {
        build::build(expansion.into(), dialect)
    }

    /// Parses text without a file: for tests and single strings.
    pub fn of_text(text: &str, dialect: &Dialect) -> Self {
        let mut expansion = Expansion::default();
        expansion.fragment.push_str(text);
        Self::parse(expansion, dialect)
    }

    /// The text that was parsed, includes expanded.
    pub fn text(&self) -> &str {
        self.expansion.fragment.text()
    }

    /// The text with its map back to files, and its includes.
    pub fn expansion(&self) -> &Expansion {
        &self.expansion
    }

    /// Whether a block is outside quotes, lists and other containers.
    pub fn is_top_level(&self, block: usize) -> bool {
        self.blocks[block].parent.is_none()
    }

    /// The prose of a span of the source, or the source itself where there is no prose.
    pub fn words_at(&self, span: &Span) -> String {
        let prose_of = |block: &BlockProse| Some(block.prose.text()[block.prose.range_of_source(span)?].to_owned());
        let prose = self.prose.iter().find_map(prose_of);
        prose.unwrap_or_else(|| self.text().get(span.clone()).unwrap_or_default().to_owned())
    }

    /// The number of words of prose.
    pub fn word_count(&self) -> usize {
        self.prose.iter().map(BlockProse::word_count).sum()
    }

    /// Finds the words of all blocks ahead of their first use.
    pub fn find_words(&self) {
        for block in &self.prose {
            block.tokens();
        }
    }

    /// Its markup in the order of the source; parsed on first use, since few readers need it.
    pub fn markup(&self) -> &MarkupTokens {
        self.markup.get_or_init(|| MarkupTokens::parse(self.text(), self.dialect.options()))
    }

    /// Its links, ids and labels as they are written; read on first use.
    pub fn references(&self) -> &References {
        self.references.get_or_init(|| references::read(self.text(), &self.dialect))
    }

    /// The language of the chapter and of its parts; detected on first use.
    pub fn language(&self) -> &PageLanguage {
        self.language.get_or_init(|| PageLanguage::of(self))
    }

    /// The prose that is not in another language than English, with indexes.
    pub fn english_prose(&self) -> impl Iterator<Item = (usize, &BlockProse)> {
        let language = self.language();
        let is_english = move |index: usize| language.is_english(index, EnglishTexts::UnlessOther);
        self.prose.iter().enumerate().filter(move |(index, _)| is_english(*index))
    }

    /// Whether the text at `offset` counts as English; outside of all prose, whether the book does.
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
        // Ranges may be nested, so the last one need not reach farthest.
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

    /// The first prose of each item of each list, lists in the order of their blocks; `None` for an item that begins with
    /// something else.
    pub fn item_openings(&self) -> Vec<Vec<Option<&BlockProse>>> {
        let mut lists: BTreeMap<usize, Vec<Option<&BlockProse>>> = BTreeMap::new();
        for (index, block) in self.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Item) {
            let Some(list) = block.parent else { continue };
            let opens = |prose: &&BlockProse| prose.block == index || self.blocks[prose.block].parent == Some(index);
            lists.entry(list).or_default().push(self.prose.iter().find(opens));
        }
        lists.into_values().collect()
    }

    /// The heading that is the chapter's title: the one with all other sections below it.
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

/// The start of the Markdown: after a byte order mark and front matter.
pub fn content_start(text: &str) -> usize {
    let mark = mark_len(text);
    mark + front_matter::front_matter_len(&text[mark..])
}

/// The code blocks and code spans of a text, in which directives are opaque.
pub fn code_spans(text: &str) -> Vec<Span> {
    use pulldown_cmark::{Event, Parser, Tag};
    let options = Dialect::default().options();
    Parser::new_ext(text, options)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)))
        .map(|(_, span)| span)
        .collect()
}
