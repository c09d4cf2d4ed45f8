//! What a text says, block by block: all that a fix could break.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::document::{Dialect, comment_spans, content_start};
use crate::source::Span;
use crate::suppress;

/// One thing in a block that is not a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Words, white space folded.
    Text(String),
    /// Emphasis begins or ends.
    Markup(String),
    /// A link or an image: its kind and title, and where it leads.
    Link { kind: String, destination: String },
    /// Code, a tag, a footnote, a break: never changed by any fix.
    Fixed(String),
}

/// A block, or the end of one that holds others.
#[derive(Clone, Debug)]
pub(super) struct OutlineBlock {
    /// What it is; of a heading, without its level.
    pub(super) kind: String,
    /// The level of a heading.
    pub(super) level: Option<u8>,
    /// Where it stands.
    pub(super) span: Span,
    /// What is in it.
    pub(super) items: Vec<Item>,
}

impl OutlineBlock {
    /// The words alone.
    pub(super) fn words(&self) -> String {
        let words =
            self.items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text.as_str()) } else { None });
        words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is in it, words left out, and emphasis too if `markup` is false.
    pub(super) fn fixed(&self, markup: bool) -> Vec<&Item> {
        self.items
            .iter()
            .filter(|item| match item {
                Item::Fixed(_) | Item::Link { .. } => true,
                Item::Markup(_) => markup,
                Item::Text(_) => false,
            })
            .collect()
    }
}

/// The blocks of a text. Our own comments are left out: no reader sees them, and what they do is
/// not what is proved.
pub(super) fn outline(text: &str, dialect: &Dialect) -> Vec<OutlineBlock> {
    let base = content_start(text);
    let mut builder = Builder { blocks: Vec::new(), words: String::new(), html: None, open: Vec::new() };
    for (event, span) in Parser::new_ext(&text[base..], dialect.options()).into_offset_iter() {
        builder.event(event, base + span.start..base + span.end);
    }
    builder.flush();
    builder.blocks
}

struct Builder {
    blocks: Vec<OutlineBlock>,
    words: String,
    html: Option<(String, Span)>,
    /// Blocks that are open, so that words after a nested block go to the right one.
    open: Vec<usize>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Text(text) => self.words.push_str(&text),
            Event::SoftBreak => self.words.push(' '),
            Event::Start(Tag::HtmlBlock) => self.html = Some((String::new(), span)),
            Event::Html(html) => self.html.get_or_insert_with(|| (String::new(), span)).0.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            Event::InlineHtml(tag) => {
                if !without_our_comments(&tag).trim().is_empty() {
                    self.push(Item::Fixed(tag.into_string()));
                }
            }
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Rule => self.push_block("rule".to_owned(), None, span),
            other => self.push(Item::Fixed(format!("{other:?}"))),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.push(Item::Markup(format!("{tag:?}"))),
            Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. } => {
                let kind = format!("{:?} {link_type:?} {title:?}", tag.to_end());
                self.push(Item::Link { kind, destination: dest_url.to_string() });
            }
            // Ids are compared as mdBook gives them; classes and the like stand here.
            Tag::Heading { level, classes, attrs, .. } => {
                self.push_block(format!("heading {classes:?} {attrs:?}"), Some(*level as u8), span);
                self.open.push(self.blocks.len() - 1);
            }
            block => {
                self.push_block(format!("{block:?}"), None, span);
                self.open.push(self.blocks.len() - 1);
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.push(Item::Markup(format!("{tag:?}"))),
            TagEnd::Link | TagEnd::Image => self.push(Item::Fixed(format!("{tag:?}"))),
            _ => {
                self.flush();
                if let Some(block) = self.open.pop() {
                    // The order of ends is the nesting; a heading's level may be declared to change.
                    let (kind, span) = (format!("end of {}", self.blocks[block].kind), self.blocks[block].span.clone());
                    if !matches!(tag, TagEnd::Heading(_) | TagEnd::Paragraph) {
                        self.push_block(kind, None, span);
                    }
                }
            }
        }
    }

    fn end_html(&mut self) {
        let Some((html, span)) = self.html.take() else { return };
        let html = without_our_comments(&html);
        if !html.trim().is_empty() {
            self.push_block(format!("html {html}"), None, span);
        }
    }

    fn push_block(&mut self, kind: String, level: Option<u8>, span: Span) {
        self.flush();
        self.blocks.push(OutlineBlock { kind, level, span, items: Vec::new() });
    }

    fn push(&mut self, item: Item) {
        self.flush();
        if let Some(block) = self.blocks.last_mut() {
            block.items.push(item);
        }
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let Some(block) = self.blocks.last_mut() else { return };
        if block.kind.starts_with("CodeBlock") {
            block.items.push(Item::Fixed(words));
        } else if words.trim().is_empty() {
            // Space between marks is the marks' affair.
        } else if let Some(Item::Text(text)) = block.items.last_mut() {
            // A comment taken out between words leaves one space where there were two.
            *text = format!("{text} {}", fold(&words));
        } else {
            block.items.push(Item::Text(fold(&words)));
        }
    }
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_our_comments(html: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (comment, body) in comment_spans(html) {
        out.push_str(&html[at..comment.start]);
        if !suppress::is_ours(html[body].trim()) {
            out.push_str(&html[comment.clone()]);
        }
        at = comment.end;
    }
    out.push_str(&html[at..]);
    out
}
