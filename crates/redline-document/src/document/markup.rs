//! The markup of a chapter as tokens, for readers with another idea of a block than ours: Vale's styles are written for
//! text as Vale puts it together, and a comparison of two versions for text as a reader reads it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::footnote::FootnoteNumbers;
use super::front_matter::front_matter_len;
use crate::source::Span;

/// A piece of markup or text.
#[derive(Clone, Debug)]
pub struct Token {
    /// The kind.
    pub kind: TokenKind,
    /// The source: of an opening or closing, the whole element.
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// An element begins.
    Open(Element),
    /// An element ends.
    Close(Element),
    /// Text; its value if the source is spelled differently.
    Text(Option<Box<str>>),
    /// A code span.
    Code,
    /// A line break in the source.
    SoftBreak,
    /// A line break on the page.
    HardBreak,
    /// A tag or a comment between words.
    Html,
    /// A reference to a footnote, with the number on the page.
    Footnote(usize),
    /// The box of a task.
    Task,
}

/// The kinds of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Markdown's own")]
pub enum Element {
    Paragraph,
    Heading(u8),
    Quote,
    List,
    Item,
    FootnoteText,
    Definition,
    Table,
    Row,
    HeaderCell,
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    /// By its index in [`Document::links`](super::Document::links).
    Link(usize),
    Image,
    /// Code, and anything else without words.
    Opaque,
    Html,
}

/// The tokens of a chapter's markup in the order of the source.
#[derive(Debug)]
pub struct MarkupTokens(Vec<Token>);

impl MarkupTokens {
    pub(super) fn parse(text: &str, options: Options) -> Self {
        // About one token for so many bytes of prose.
        const BYTES_PER_TOKEN: usize = 24;
        let base = front_matter_len(text);
        let mut tokens = Vec::with_capacity(text.len() / BYTES_PER_TOKEN);
        let mut tokenizer =
            Tokenizer { text, heading_level: 0, in_table_head: false, links: 0, footnotes: FootnoteNumbers::default() };
        for (event, span) in Parser::new_ext(&text[base..], options).into_offset_iter() {
            tokens.extend(tokenizer.token(&event, base + span.start..base + span.end));
        }
        Self(tokens)
    }

    /// The tokens in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Token> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a MarkupTokens {
    type Item = &'a Token;
    type IntoIter = std::slice::Iter<'a, Token>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Turns the parser's events into tokens.
struct Tokenizer<'a> {
    text: &'a str,
    heading_level: u8,
    in_table_head: bool,
    links: usize,
    footnotes: FootnoteNumbers,
}

impl Tokenizer<'_> {
    /// The token of one event; `None` for an event that a reader of markup has no use for.
    fn token(&mut self, event: &Event<'_>, span: Span) -> Option<Token> {
        let kind = match event {
            Event::Start(tag) => TokenKind::Open(self.element(tag)),
            Event::End(end) => TokenKind::Close(self.closed(*end)),
            Event::Text(text) if self.text[span.clone()] == **text => TokenKind::Text(None),
            Event::Text(text) => TokenKind::Text(Some(text.to_string().into())),
            Event::Code(_) => TokenKind::Code,
            Event::SoftBreak => TokenKind::SoftBreak,
            Event::HardBreak => TokenKind::HardBreak,
            Event::InlineHtml(_) => TokenKind::Html,
            Event::FootnoteReference(label) => TokenKind::Footnote(self.footnotes.number(label)),
            Event::TaskListMarker(_) => TokenKind::Task,
            Event::Html(_) | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => return None,
        };
        Some(Token { kind, span })
    }

    fn element(&mut self, tag: &Tag<'_>) -> Element {
        match tag {
            Tag::Paragraph => Element::Paragraph,
            Tag::Heading { level, .. } => {
                self.heading_level = *level as u8;
                Element::Heading(self.heading_level)
            }
            Tag::BlockQuote(_) => Element::Quote,
            Tag::List(_) => Element::List,
            Tag::Item => Element::Item,
            Tag::FootnoteDefinition(_) => Element::FootnoteText,
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => Element::Definition,
            Tag::Table(_) => Element::Table,
            Tag::TableHead => {
                self.in_table_head = true;
                Element::Row
            }
            Tag::TableRow => Element::Row,
            Tag::TableCell => self.cell(),
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Strikethrough,
            Tag::Link { .. } => {
                self.links += 1;
                Element::Link(self.links - 1)
            }
            Tag::Image { .. } => Element::Image,
            Tag::HtmlBlock => Element::Html,
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => Element::Opaque,
        }
    }

    fn closed(&mut self, end: TagEnd) -> Element {
        match end {
            TagEnd::Paragraph => Element::Paragraph,
            TagEnd::Heading(_) => Element::Heading(self.heading_level),
            TagEnd::BlockQuote(_) => Element::Quote,
            TagEnd::List(_) => Element::List,
            TagEnd::Item => Element::Item,
            TagEnd::FootnoteDefinition => Element::FootnoteText,
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                Element::Definition
            }
            TagEnd::Table => Element::Table,
            TagEnd::TableHead => {
                self.in_table_head = false;
                Element::Row
            }
            TagEnd::TableRow => Element::Row,
            TagEnd::TableCell => self.cell(),
            TagEnd::Emphasis => Element::Emphasis,
            TagEnd::Strong => Element::Strong,
            TagEnd::Strikethrough => Element::Strikethrough,
            TagEnd::Link => Element::Link(self.links),
            TagEnd::Image => Element::Image,
            TagEnd::HtmlBlock => Element::Html,
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Superscript | TagEnd::Subscript => Element::Opaque,
        }
    }

    fn cell(&self) -> Element {
        if self.in_table_head { Element::HeaderCell } else { Element::Cell }
    }
}
