//! From the parser's events to a [`Document`].

use std::collections::HashSet;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::footnote::FootnoteNumbers;
use super::front_matter::front_matter_len;
use super::heading::OpenHeading;
use super::html_text::Unread;
use super::id::IdCounter;
use super::section::sections;
use super::{
    Block, BlockKind, Dialect, Document, Emphasis, Image, Link, Prose, Protected, ProtectedKind, is_admonition,
};
use crate::source::{Expansion, Span};

/// Parses `expansion`.
pub(super) fn build(expansion: Arc<Expansion>, dialect: &Dialect) -> Document {
    let text = expansion.fragment.text();
    let has_curly_marks = memchr::memmem::find(text.as_bytes(), "’".as_bytes()).is_some();
    let mut document = Document { has_curly_marks, dialect: dialect.clone(), ..Document::default() };
    let base = front_matter_len(text);
    let mut builder = Builder::new(text, base, dialect, &mut document);
    builder.protect_what_is_not_markdown(base);
    builder.protect_included_front_matter(&expansion);
    let mut events = Parser::new_ext(&text[base..], dialect.options()).into_offset_iter();
    if dialect.admonish {
        builder.labels = events.reference_definitions().iter().map(|(label, _)| label.to_lowercase()).collect();
    }
    for (event, span) in events.by_ref() {
        builder.event(event, base + span.start..base + span.end);
    }
    for (_, definition) in events.reference_definitions().iter() {
        builder.protect(base + definition.span.start..base + definition.span.end, ProtectedKind::Definition);
    }
    builder.finish();
    document.expansion = expansion;
    document
}

/// A link that is being read.
pub(super) struct OpenLink {
    pub(super) kind: LinkType,
    pub(super) destination: String,
    /// Where the last thing in it ended.
    pub(super) inner_end: usize,
}

pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    pub(super) dialect: &'a Dialect,
    pub(super) document: &'a mut Document,
    /// Directives and formulas, in order: prose leaves them out.
    pub(super) opaque: Vec<Span>,
    pub(super) open: Vec<usize>,
    pub(super) prose: Option<(usize, Prose)>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) links: Vec<OpenLink>,
    pub(super) images: usize,
    /// The element without prose that is open in HTML.
    pub(super) unread: Option<Unread>,
    /// The HTML block that is being read, without the marks of containers.
    pub(super) html: Option<Prose>,
    /// The Markdown in the admonition that is being read, without the marks of containers.
    pub(super) admonition: Option<Prose>,
    /// The labels of link definitions, in small letters.
    pub(super) labels: HashSet<String>,
    /// Whether the last event was a comment: white space after it counts once.
    pub(super) skips_space: bool,
    /// First and last byte of the inline content read in the current block.
    pub(super) inline: Option<Span>,
    pub(super) ids: IdCounter,
    pub(super) footnotes: FootnoteNumbers,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, base: usize, dialect: &'a Dialect, document: &'a mut Document) -> Self {
        if base > 0 {
            document.protected.push(Protected { span: 0..base, kind: ProtectedKind::FrontMatter });
        }
        Self {
            text,
            dialect,
            document,
            opaque: Vec::new(),
            open: Vec::new(),
            prose: None,
            heading: None,
            links: Vec::new(),
            images: 0,
            unread: None,
            html: None,
            admonition: None,
            labels: HashSet::new(),
            skips_space: false,
            inline: None,
            ids: IdCounter::new(dialect.id_scheme(), dialect.names_empty_ids()),
            footnotes: FootnoteNumbers::default(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Html(text) => {
                if let Some(html) = &mut self.html {
                    html.push_line(&text, span, self.text);
                }
            }
            Event::Text(text) if self.admonition.is_some() => {
                if let Some(body) = &mut self.admonition {
                    body.push_line(&text, span, self.text);
                }
            }
            Event::Rule => {
                self.close_prose();
                self.push_block(BlockKind::Break, span);
            }
            inline => self.inline(&inline, span),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Link { link_type, dest_url, title, .. } => {
                self.grow_inline(&span);
                self.document.links.push(Link {
                    span: span.clone(),
                    destination: dest_url.to_string(),
                    title: title.into_string(),
                });
                self.links.push(OpenLink {
                    kind: link_type,
                    destination: dest_url.into_string(),
                    inner_end: span.start,
                });
            }
            Tag::Image { dest_url, title, .. } => {
                let (source, title) = (dest_url.into_string(), title.into_string());
                self.document.images.push(Image { span: span.clone(), source, title });
                if self.images == 0 {
                    self.protect(span.clone(), ProtectedKind::Image);
                    self.push_annotation(span);
                }
                self.images += 1;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                self.document.emphasis.push(Emphasis { span: span.clone(), strong: tag == Tag::Strong });
                self.grow_inline(&span);
            }
            block => self.start_block(&block, span),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>, span: Span) {
        self.close_prose();
        let Some(mut kind) = block_kind(tag) else { return };
        match tag {
            Tag::Heading { level, id, attrs, .. } => {
                self.heading = Some(OpenHeading {
                    level: *level as u8,
                    own_id: id.as_ref().map(ToString::to_string),
                    has_values: !attrs.is_empty(),
                    ..OpenHeading::default()
                });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if self.dialect.admonish && is_admonition(info) => {
                kind = BlockKind::Admonition;
                self.admonition = Some(Prose::default());
            }
            Tag::CodeBlock(_) => self.protect(span.clone(), ProtectedKind::Code),
            Tag::HtmlBlock => self.html = Some(Prose::default()),
            Tag::BlockQuote(Some(
                BlockQuoteKind::Note
                | BlockQuoteKind::Tip
                | BlockQuoteKind::Important
                | BlockQuoteKind::Warning
                | BlockQuoteKind::Caution,
            )) => {
                let line = self.text[span.clone()].find('\n').unwrap_or(span.len());
                self.protect(span.start..span.start + line, ProtectedKind::AlertMarker);
            }
            Tag::FootnoteDefinition(_) => {
                let label = self.text[span.clone()].find("]:").map_or(0, |at| at + 2);
                self.protect(span.start..span.start + label, ProtectedKind::Label);
            }
            Tag::DefinitionListTitle => self.start_term(),
            _ => {}
        }
        let index = self.push_block(kind, span);
        self.open.push(index);
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Link => self.end_link(&span),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Heading(_) => {
                self.end_heading(span);
                self.end_block();
            }
            TagEnd::DefinitionListTitle => {
                self.end_term();
                self.end_block();
            }
            TagEnd::CodeBlock => {
                if let Some(body) = self.admonition.take() {
                    self.end_admonition(&body, &span);
                }
                self.end_block();
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.end_html_block(&html);
                }
                self.end_block();
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
            _ => self.end_block(),
        }
    }

    fn end_block(&mut self) {
        self.close_prose();
        self.open.pop();
        let depth = self.open.len();
        self.unread = self.unread.take().filter(|unread| !unread.ends_at(depth));
    }

    pub(super) fn push_block(&mut self, kind: BlockKind, mut span: Span) -> usize {
        // The span of a definition before an indented list may begin within a character.
        while !self.text.is_char_boundary(span.start) {
            span.start -= 1;
        }
        let trimmed = self.text[span.clone()].trim_end_matches(['\n', '\r']).len();
        let parent = self.open.last().copied();
        self.document.blocks.push(Block { kind, span: span.start..span.start + trimmed, parent });
        self.document.blocks.len() - 1
    }

    fn finish(mut self) {
        self.close_prose();
        let document = self.document;
        document.protected.sort_by_key(|protected| (protected.span.start, protected.span.end, protected.kind));
        document.protected.dedup();
        document.comments.sort_by_key(|comment| comment.span.start);
        document.sections = sections(&document.headings, &document.blocks, self.text.len());
    }
}

fn block_kind(tag: &Tag<'_>) -> Option<BlockKind> {
    Some(match tag {
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::Heading { .. } => BlockKind::Heading,
        Tag::BlockQuote(None) => BlockKind::Quote,
        Tag::BlockQuote(Some(_)) => BlockKind::Alert,
        Tag::CodeBlock(_) => BlockKind::Code,
        Tag::HtmlBlock => BlockKind::Html,
        Tag::List(start) => BlockKind::List { ordered: start.is_some() },
        Tag::Item => BlockKind::Item,
        Tag::FootnoteDefinition(_) => BlockKind::Footnote,
        Tag::DefinitionList => BlockKind::Definitions,
        Tag::DefinitionListTitle => BlockKind::DefinitionTerm,
        Tag::DefinitionListDefinition => BlockKind::DefinitionText,
        Tag::Table(_) => BlockKind::Table,
        Tag::TableHead => BlockKind::TableHead,
        Tag::TableRow => BlockKind::TableRow,
        Tag::TableCell => BlockKind::TableCell,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockProse;
    use serde_json::json;

    fn parse(text: &str) -> Document {
        Document::of_text(text, &Dialect::default())
    }

    fn prose(text: &str) -> Vec<String> {
        prose_of(&parse(text))
    }

    /// The texts: `@` for what may be a part of a word, `^` for what is beside words.
    fn prose_of(document: &Document) -> Vec<String> {
        let shown = |block: &BlockProse| {
            block
                .prose
                .text()
                .replace(crate::document::OBJECT_REPLACEMENT, "@")
                .replace(crate::document::ANNOTATION, "^")
        };
        document.prose.iter().map(shown).collect()
    }

    fn protected(text: &str, kind: ProtectedKind) -> Vec<&str> {
        let document = parse(text);
        document.protected.iter().filter(|range| range.kind == kind).map(|range| &text[range.span.clone()]).collect()
    }

    #[test]
    fn a_block_is_one_merged_text() {
        assert_eq!(prose("One *two* **three**\nfour &amp; `code` \\*five\n"), ["One two three\nfour & @ *five"]);
        assert_eq!(
            prose("- tight [link](x.md)\n  - nested\n\n| a | b |\n|---|---|\n| c | d |\n"),
            ["tight link", "nested", "a", "b", "c", "d"]
        );
        assert_eq!(prose("> quoted\n> more\n\nTerm\n: meaning\n"), ["quoted\nmore", "Term", "meaning"]);
    }

    #[test]
    fn what_is_not_prose_is_a_token() {
        assert_eq!(prose("see https://a.b/c_d_e, <https://x.y> and ![alt](i.png)[^n]"), ["see @, @ and ^@"]);
        assert_eq!(prose("a {{#include x.rs}} b \\{{#include y}} c {{#tpl d}}"), ["a @ b @ c @"]);
        assert_eq!(prose("a {% embed youtube id=1 %} b {x} {% c"), ["a @ b {x} {% c"]);
        assert_eq!(prose("[label] and [text][label]\n\n[label]: x.md\n"), ["@ and text"]);
        assert_eq!(prose("> [!NOTE]\n> text"), ["text"]);
        assert_eq!(prose("---\ntitle: x\n---\nbody"), ["body"]);
    }

    #[test]
    fn markup_in_sentences_is_no_part_of_words() {
        assert_eq!(prose("a <b>c</b> <!-- d --> e<!-- f -->g\nh <!-- i -->\nj"), ["a c eg\nh j"]);
        assert_eq!(prose("*a*[^n], ![i](i.png)b<br>c <x>d\n\n[^n]: n\n"), ["a^, ^b\nc ^d", "n"]);
        assert_eq!(prose("a<sup>1</sup> 10<sup>th</sup>"), ["a^1 10th"]);
        assert_eq!(prose("a <code>b</code>s <kbd>c</kbd> <svg><text>d</text></svg>e"), ["a @s @ @e"]);
    }

    #[test]
    fn text_in_html_is_prose() {
        let table = "<table>\n  <tr><td>a\n  b</td><td>c &amp; <b>d</b></td></tr>\n</table>\n";
        assert_eq!(prose(table), ["a\nb", "c & d"]);
        assert_eq!(prose("<details><summary>a</summary>\n\nb\n\n</details>\n"), ["a", "b"]);
        assert_eq!(prose("<!-- a --> b `c`\n\n<p>d <code>e</code>\n<img src=x>f<br>g"), ["b @", "d @\n^f\ng"]);
        assert_eq!(prose("> <p>a\n> b</p>\n"), ["a\nb"]);
        for unread in ["<pre>a\n\nb</pre>\n", "<script>a</script>\n", "<div>\n<pre>\n\na\n\n</pre>\n</div>\n"] {
            assert!(prose(unread).iter().all(|text| !text.contains(char::is_alphabetic)), "{unread}");
        }
        assert_eq!(prose("<p><code>a</p>\n\nb\n"), ["@", "b"]);
    }

    #[test]
    fn places_in_html_are_exact() {
        let text = "> <p>\n>   a <b>b</b>\n>   c &eacute;</p>\n";
        let document = parse(text);
        let prose = &document.prose[0].prose;
        assert_eq!(prose.text(), "a b\nc é");
        for (at, c) in prose.text().char_indices().filter(|(_, c)| c.is_ascii_alphabetic()) {
            assert_eq!(&text[prose.source(at..at + 1)], c.to_string());
        }
        assert_eq!(&text[prose.source(6..8)], "&eacute;");
        assert_eq!(document.blocks[document.prose[0].block].kind, BlockKind::HtmlText);
    }

    #[test]
    fn admonitions_hold_markdown_where_they_are_configured() {
        let text =
            "- x\n\n  ```admonish note title=\"A *b*\", id=\"c\"\n  d *e* [f][g] [h][i]\n\n  # j\n  ```\n\n[g]: k\n";
        let config = json!({ "preprocessor": { "admonish": { "command": "true" } } });
        let dialect = Dialect::new(semver::Version::new(0, 5, 4), &config);
        let document = Document::of_text(text, &dialect);
        assert_eq!(prose_of(&document), ["x", "A b", "d e f [h][i]", "j"]);
        assert_eq!(document.headings[0].id.as_deref(), Some("j"));
        let start = text.find("*e*").unwrap() + 1;
        assert_eq!(document.prose[2].prose.source(2..3), start..start + 1);
        assert!(document.touches_protected(&(text.find("id=").unwrap()..text.find("\"c\"").unwrap())));
        assert_eq!(prose(text), ["x"]);
        let dos = "```admonish\r\n<!-- a --> b\r\nc\r\n```\r\n";
        let document = Document::of_text(dos, &dialect);
        assert_eq!(prose_of(&document), ["b", "c"]);
        assert_eq!(&dos[document.prose[0].prose.source(0..1)], "b");
    }

    #[test]
    fn formulas_stay_in_their_block_and_out_of_code() {
        let config = json!({ "preprocessor": { "katex": {} } });
        let dialect = Dialect::new(semver::Version::new(0, 5, 4), &config);
        let of = |text: &str| prose_of(&Document::of_text(text, &dialect));
        assert_eq!(of("a `$b` c `$d` e $f$ g\n"), ["a @ c @ e @ g"]);
        assert_eq!(of("- a $b\n- c$ d\n"), ["a $b", "c$ d"]);
        assert_eq!(of("a $$ b\r\n\r\nc $$ d\r\n"), ["a $$ b", "c $$ d"]);
        assert!(of("$$\n- a\n\n+ b\n$$\n").iter().all(|text| !text.contains(char::is_alphabetic)));
    }

    #[test]
    fn old_alerts_and_formulas_are_tokens_where_they_are_read() {
        let old =
            Dialect::new(semver::Version::new(0, 4, 52), &json!({ "output": { "html": { "mathjax-support": true } } }));
        let document = Document::of_text("> [!NOTE]\n> a \\\\( x_1 \\\\) b $$y$$", &old);
        assert_eq!(document.prose[0].prose.text().replace(crate::document::OBJECT_REPLACEMENT, "@"), "@\na @ b @");
    }

    #[test]
    fn protected_ranges_are_exact() {
        let text = "# Title {#own .class}\n\n[a](b.md \"t\") `c` [d][e] <br>\n\n[e]: f.md\n\n```rust\n# hidden\n```\n";
        assert_eq!(protected(text, ProtectedKind::Attributes), ["{#own .class}"]);
        assert_eq!(protected(text, ProtectedKind::Destination), ["](b.md \"t\")"]);
        assert_eq!(protected(text, ProtectedKind::Label), ["][e]"]);
        assert_eq!(protected(text, ProtectedKind::Definition), ["[e]: f.md"]);
        assert_eq!(protected(text, ProtectedKind::Code), ["`c`", "```rust\n# hidden\n```"]);
        assert_eq!(protected(text, ProtectedKind::Html), ["<br>"]);
    }

    #[test]
    fn headings_know_their_parts() {
        let text = "## A *b* `c` ## \n\nSet\next\n===\n\n> ### Q {#own}\n";
        let document = parse(text);
        let parts: Vec<_> = document
            .headings
            .iter()
            .map(|heading| {
                (
                    heading.level,
                    &text[heading.span.clone()],
                    &text[heading.content.clone()],
                    heading.title.as_str(),
                    heading.id.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            parts,
            [
                (2, "## A *b* `c` ##", "A *b* `c`", "A b c", Some("a-b-c")),
                (1, "Set\next\n===", "Set\next", "Set ext", Some("set-ext")),
                (3, "### Q {#own}", "Q", "Q", Some("own")),
            ]
        );
    }

    #[test]
    fn every_byte_of_prose_knows_its_place() {
        let text = "# Ünï &mdash; *x*\r\n\r\n> a\r\n> b `c`\r\n\r\n1. d\r\n   e\\_f\r\n";
        let document = parse(text);
        for block in &document.prose {
            for (at, c) in block.prose.text().char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                let source = &text[block.prose.source(at..at + c.len_utf8())];
                assert_eq!(source, c.to_string());
            }
        }
        assert_eq!(document.prose.len(), 3);
    }
}
