//! Outline of a text, block by block: all that a fix could break.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use crate::suppress;
use redline_document::document::{
    Dialect, HtmlKind, HtmlPiece, admonition_title, content_start, html_pieces, is_admonition, is_unread_element,
};
use redline_document::source::Span;

/// One part of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item<'a> {
    /// Words, white space folded.
    Text(String),
    /// Start or end of emphasis, which are the same here.
    Emphasis(TagEnd),
    /// Start of a link or an image.
    Link { tag: TagEnd, link_type: LinkType, title: CowStr<'a>, destination: CowStr<'a> },
    /// Code, a tag, a footnote, a break: never changed by any fix.
    Invariant(Event<'a>),
}

/// Kind of an outline block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum BlockKind<'a> {
    /// Start of a block; of a heading, without its level and id.
    Start(Tag<'a>),
    /// End of a block that holds others, which makes nesting part of the outline.
    End(Tag<'a>),
    /// Thematic break.
    Rule,
    /// HTML block, without our comments.
    Html,
    /// Start of an admonition, with its opening line without the title.
    Admonition(String),
    /// End of an admonition.
    EndAdmonition,
}

impl BlockKind<'_> {
    pub(super) fn is_paragraph(&self) -> bool {
        matches!(self, Self::Start(Tag::Paragraph))
    }

    /// Whether a quote starts or ends here.
    pub(super) fn is_quote(&self) -> bool {
        matches!(self, Self::Start(Tag::BlockQuote(_)) | Self::End(Tag::BlockQuote(_)))
    }
}

/// Block of an outline.
#[derive(Clone, Debug)]
pub(super) struct OutlineBlock<'a> {
    pub(super) kind: BlockKind<'a>,
    /// Level of a heading.
    pub(super) level: Option<HeadingLevel>,
    /// Range in the text.
    pub(super) span: Span,
    pub(super) items: Vec<Item<'a>>,
}

impl<'a> OutlineBlock<'a> {
    /// Words of the block, white space folded.
    pub(super) fn words(&self) -> String {
        let words =
            self.items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text.as_str()) } else { None });
        words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Links, code, tags and the like.
    pub(super) fn invariants(&self) -> Vec<&Item<'a>> {
        let is_invariant = |item: &&Item<'_>| matches!(item, Item::Invariant(_) | Item::Link { .. });
        self.items.iter().filter(is_invariant).collect()
    }

    /// Everything but words: [`Self::invariants`] and emphasis.
    pub(super) fn markup(&self) -> Vec<&Item<'a>> {
        self.items.iter().filter(|item| !matches!(item, Item::Text(_))).collect()
    }

    /// Whether two blocks differ in nothing but where they are.
    pub(super) fn is_equal(&self, other: &OutlineBlock<'_>) -> bool {
        self.kind == other.kind && self.level == other.level && self.items == other.items
    }
}

/// Blocks of a text. Our own comments are left out, since readers do not see them and fixes may delete them.
pub(super) fn outline<'a>(text: &'a str, dialect: &'a Dialect) -> Vec<OutlineBlock<'a>> {
    let base = content_start(text);
    let mut builder =
        Builder { dialect, blocks: Vec::new(), words: String::new(), html: None, admonition: None, open: Vec::new() };
    for (event, span) in Parser::new_ext(&text[base..], dialect.options()).into_offset_iter() {
        builder.event(event, base + span.start..base + span.end);
    }
    builder.flush();
    builder.blocks
}

struct Builder<'a> {
    dialect: &'a Dialect,
    blocks: Vec<OutlineBlock<'a>>,
    words: String,
    html: Option<(String, Span)>,
    /// The Markdown of the admonition that is being read.
    admonition: Option<String>,
    /// Indices of the open blocks.
    open: Vec<usize>,
}

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Text(text) if self.admonition.is_some() => self.admonition.get_or_insert_default().push_str(&text),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if self.dialect.admonish && is_admonition(&info) =>
            {
                self.start_admonition(&info, span);
            }
            Event::End(TagEnd::CodeBlock) if self.admonition.is_some() => self.end_admonition(),
            Event::Text(text) => self.words.push_str(&text),
            Event::SoftBreak => self.words.push(' '),
            Event::Start(Tag::HtmlBlock) => self.html = Some((String::new(), span)),
            Event::Html(html) => self.html.get_or_insert_with(|| (String::new(), span)).0.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            Event::InlineHtml(tag) if is_our_comments(&tag) => {}
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Rule => self.push_block(BlockKind::Rule, None, span),
            other => self.push(Item::Invariant(other)),
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        let end = tag.to_end();
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.push(Item::Emphasis(end)),
            Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. } => {
                self.push(Item::Link { tag: end, link_type, title, destination: dest_url });
            }
            // Ids are compared as mdBook computes them, and a fix may declare that it changes the level.
            Tag::Heading { level, classes, attrs, .. } => {
                let tag = Tag::Heading { level: HeadingLevel::H1, id: None, classes, attrs };
                self.open_block(tag, Some(level), span);
            }
            block => self.open_block(block, None, span),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.push(Item::Emphasis(tag)),
            TagEnd::Link | TagEnd::Image => self.push(Item::Invariant(Event::End(tag))),
            _ => {
                self.flush();
                let Some(opened) = self.open.pop().and_then(|index| self.blocks.get(index)) else { return };
                let span = opened.span.clone();
                match &opened.kind {
                    BlockKind::Start(start) if !matches!(tag, TagEnd::Heading(_) | TagEnd::Paragraph) => {
                        self.push_block(BlockKind::End(start.clone()), None, span);
                    }
                    BlockKind::Admonition(_) => self.push_block(BlockKind::EndAdmonition, None, span),
                    _ => {}
                }
            }
        }
    }

    fn start_admonition(&mut self, info: &str, span: Span) {
        let title = admonition_title(info).unwrap_or(info.len()..info.len());
        let rest = format!("{}{}", &info[..title.start], &info[title.end..]);
        self.push_block(BlockKind::Admonition(rest), None, span);
        self.open.push(self.blocks.len() - 1);
        self.words.push_str(&info[title]);
        self.admonition = Some(String::new());
    }

    /// The blocks of an admonition. Their spans are that of the whole.
    fn end_admonition(&mut self) {
        let markdown = self.admonition.take().unwrap_or_default();
        let Some(span) = self.open.last().map(|&index| self.blocks[index].span.clone()) else { return };
        for event in Parser::new_ext(&markdown, self.dialect.options()) {
            self.event(event.into_static(), span.clone());
        }
        self.end(TagEnd::CodeBlock);
    }

    /// The words of an HTML block, with its tags and code between them.
    fn end_html(&mut self) {
        let Some((html, span)) = self.html.take().filter(|(html, _)| !is_our_comments(html)) else { return };
        self.push_block(BlockKind::Html, None, span);
        let mut unread: Option<String> = None;
        for piece in html_pieces(&html) {
            let source = &html[piece.span.clone()];
            match &piece.kind {
                HtmlKind::Text if unread.is_none() => {
                    self.words.push_str(source);
                    continue;
                }
                HtmlKind::Comment(_) if is_our_comment(&html, &piece) => continue,
                HtmlKind::Open(tag) if unread.is_none() && is_unread_element(&tag.name) => {
                    unread = Some(tag.name.clone());
                }
                HtmlKind::Close(name) if unread.as_ref() == Some(name) => unread = None,
                _ => {}
            }
            self.push(Item::Invariant(Event::Html(source.to_owned().into())));
        }
    }

    fn open_block(&mut self, tag: Tag<'a>, level: Option<HeadingLevel>, span: Span) {
        self.push_block(BlockKind::Start(tag), level, span);
        self.open.push(self.blocks.len() - 1);
    }

    fn push_block(&mut self, kind: BlockKind<'a>, level: Option<HeadingLevel>, span: Span) {
        self.flush();
        self.blocks.push(OutlineBlock { kind, level, span, items: Vec::new() });
    }

    fn push(&mut self, item: Item<'a>) {
        self.flush();
        if let Some(block) = self.blocks.last_mut() {
            block.items.push(item);
        }
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let Some(block) = self.blocks.last_mut() else { return };
        if matches!(block.kind, BlockKind::Start(Tag::CodeBlock(_))) {
            block.items.push(Item::Invariant(Event::Text(words.into())));
        } else if words.trim().is_empty() {
            // Space between inline markup belongs to the markup.
        } else if let Some(Item::Text(text)) = block.items.last_mut() {
            // Deleting a comment between words leaves one space where there were two.
            *text = format!("{text} {}", fold(&words));
        } else {
            block.items.push(Item::Text(fold(&words)));
        }
    }
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a part of HTML is one of our comments.
fn is_our_comment(html: &str, piece: &HtmlPiece) -> bool {
    matches!(&piece.kind, HtmlKind::Comment(body) if suppress::is_ours(html[body.clone()].trim()))
}

/// Whether HTML is our comments and nothing else.
fn is_our_comments(html: &str) -> bool {
    let is_silent = |piece: HtmlPiece| is_our_comment(html, &piece) || html[piece.span].trim().is_empty();
    html_pieces(html).into_iter().all(is_silent)
}
