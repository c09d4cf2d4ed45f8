//! A version of a chapter as rendered HTML, for a panel of a report.
//!
//! Headings have no ids and the source of raw HTML is shown, so a panel neither takes an anchor from the chapter nor
//! brings a script into it. Footnotes have numbers of their own.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Parser, Tag, TagEnd};
use redline_document::document::{Dialect, content_start};
use redline_text::escape::html as escaped;

use super::tags::{InlineTag, is_comment};
use crate::html::{Writer, is_safe};

/// The version as HTML on one line.
pub(super) fn rendered(text: &str, dialect: &Dialect) -> String {
    let mut options = dialect.options();
    options.set(pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION, dialect.smart_punctuation);
    let text = &text[content_start(text)..];
    let mut page = Page { writer: Writer::default(), notes: BTreeMap::new(), ..Page::default() };
    for event in Parser::new_ext(text, options) {
        page.event(event);
    }
    page.writer.finish()
}

#[derive(Default)]
struct Page {
    writer: Writer,
    /// Numbers of footnotes by label.
    notes: BTreeMap<String, usize>,
    /// HTML of the current block of HTML.
    html: Option<String>,
    /// Elements that inline tags opened, each with the number of elements open then.
    inline_tags: Vec<(&'static str, usize)>,
    /// Source and description of the current image.
    image: Option<(String, String)>,
    /// Number of open images inside that description.
    inner_images: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Page {
    fn event(&mut self, event: Event<'_>) {
        if let Some((_, description)) = &mut self.image {
            match event {
                Event::Text(text) | Event::Code(text) => description.push_str(&text),
                Event::SoftBreak | Event::HardBreak => description.push(' '),
                Event::Start(Tag::Image { .. }) => self.inner_images += 1,
                Event::End(TagEnd::Image) if self.inner_images > 0 => self.inner_images -= 1,
                Event::End(TagEnd::Image) => self.end_image(),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => drop(self.writer.text(&text)),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.writer.element("code", "", &text);
            }
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::InlineHtml(html) => self.inline_html(&html),
            Event::SoftBreak => drop(self.writer.text(" ")),
            Event::HardBreak => drop(self.writer.void("br", "")),
            Event::Rule => drop(self.writer.void("hr", "")),
            Event::FootnoteReference(label) => {
                let number = self.note(&label).to_string();
                self.writer.element("sup", "", &number);
            }
            Event::TaskListMarker(done) => drop(self.writer.text(if done { "☑ " } else { "☐ " })),
        }
    }

    /// Writes an inline tag, or its source.
    fn inline_html(&mut self, html: &str) {
        match InlineTag::parse(html) {
            InlineTag::Open(tag) => {
                self.open(tag, "");
                self.inline_tags.push((tag, self.writer.depth()));
            }
            InlineTag::Close(tag) if self.inline_tags.last() == Some(&(tag, self.writer.depth())) => {
                self.inline_tags.pop();
                self.writer.close();
            }
            InlineTag::Break => drop(self.writer.void("br", "")),
            InlineTag::Invisible => {}
            InlineTag::Close(_) | InlineTag::Shown => drop(self.writer.element("code", " class=\"nohighlight\"", html)),
        }
    }

    /// Writes the source of a block of HTML, unless it is a comment.
    fn end_html(&mut self) {
        let Some(html) = self.html.take().filter(|html| !is_comment(html)) else { return };
        self.writer.open("div", " class=\"redline-html\"");
        self.writer.element("code", " class=\"nohighlight\"", html.trim_end()).close();
    }

    fn note(&mut self, label: &str) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(label.to_owned()).or_insert(next)
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open("p", ""),
            Tag::Heading { level, .. } => self.open("p", &format!(" class=\"redline-h redline-h{}\"", level as u8)),
            Tag::BlockQuote(kind) => {
                let kind = kind.map(|kind| format!(" redline-{kind:?}").to_lowercase()).unwrap_or_default();
                self.open("blockquote", &format!(" class=\"redline-quote{kind}\""));
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(Some(start)) => self.open("ol", &format!(" start=\"{start}\"")),
            Tag::List(None) => self.open("ul", ""),
            Tag::Item => self.open("li", ""),
            Tag::FootnoteDefinition(label) => {
                let number = self.note(&label);
                self.open("div", " class=\"redline-note\"");
                self.writer.element("sup", "", &number.to_string());
            }
            Tag::DefinitionList => self.open("dl", ""),
            Tag::DefinitionListTitle => self.open("dt", ""),
            Tag::DefinitionListDefinition => self.open("dd", ""),
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => self.start_table(tag),
            Tag::Emphasis => self.open("em", ""),
            Tag::Strong => self.open("strong", ""),
            Tag::Strikethrough => self.open("s", ""),
            Tag::Superscript => self.open("sup", ""),
            Tag::Subscript => self.open("sub", ""),
            Tag::Link { dest_url, .. } if is_safe(&dest_url) => {
                self.open("a", &format!(" href=\"{}\"", escaped(&dest_url)));
            }
            Tag::Link { .. } => self.open("span", ""),
            Tag::Image { dest_url, .. } => self.image = Some((dest_url.to_string(), String::new())),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::MetadataBlock(_) => self.open("div", " hidden"),
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        // Another class would turn it into a playground, or hide lines. It may scroll, so the keyboard must reach it.
        self.open("pre", " tabindex=\"0\"");
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([',', ' ']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let label =
            if language.is_empty() { String::new() } else { format!(" data-language=\"{}\"", escaped(language)) };
        self.open("code", &format!(" class=\"nohighlight\"{label}"));
    }

    fn start_table(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.open("div", " class=\"redline-wide\" tabindex=\"0\"");
                self.open("table", "");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.open("tr", "");
            }
            Tag::TableRow => {
                self.column = 0;
                self.open("tr", "");
            }
            Tag::TableCell => {
                let align = match self.alignments.get(self.column) {
                    Some(Alignment::Center) => " style=\"text-align:center\"",
                    Some(Alignment::Right) => " style=\"text-align:right\"",
                    _ => "",
                };
                self.column += 1;
                if self.in_head { self.open("th", &format!(" scope=\"col\"{align}")) } else { self.open("td", align) }
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &'static str, attributes: &str) {
        self.writer.open(tag, attributes);
    }

    fn end(&mut self, tag: TagEnd) {
        // Elements that inline tags left open end with the enclosing element.
        while self.inline_tags.pop_if(|(_, depth)| *depth == self.writer.depth()).is_some() {
            self.writer.close();
        }
        match tag {
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::CodeBlock | TagEnd::Table => drop(self.writer.close().close()),
            TagEnd::TableHead => {
                self.in_head = false;
                self.writer.close();
            }
            _ => drop(self.writer.close()),
        }
    }

    fn end_image(&mut self) {
        let Some((source, description)) = self.image.take() else { return };
        if is_safe(&source) {
            self.writer.void("img", &format!(" src=\"{}\" alt=\"{}\"", escaped(&source), escaped(&description)));
        } else {
            self.writer.text(&description);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        rendered(text, &Dialect::default())
    }

    #[test]
    fn a_panel_has_no_ids_and_no_scripts() {
        assert_eq!(
            html("## Set up {#x}\n\nIt's *so*.\n"),
            "<p class=\"redline-h redline-h2\">Set up</p><p>It’s <em>so</em>.</p>"
        );
        assert_eq!(
            html("```rust\nlet x = 1;\n\n# hidden\n```\n"),
            "<pre tabindex=\"0\"><code class=\"nohighlight\" data-language=\"rust\">let x = 1;&#10;&#10;# hidden&#10;</code></pre>"
        );
        assert_eq!(
            html("<script>alert(1)</script>\n\n</details>\n"),
            "<div class=\"redline-html\"><code class=\"nohighlight\">&lt;script&gt;alert(1)&lt;/script&gt;</code></div>\
             <div class=\"redline-html\"><code class=\"nohighlight\">&lt;/details&gt;</code></div>"
        );
        assert_eq!(html("[a](javascript:x) ![b](data:x)"), "<p><span>a</span> b</p>");
        assert_eq!(
            html("a[^n]\n\n[^n]: b\n"),
            "<p>a<sup>1</sup></p><div class=\"redline-note\"><sup>1</sup><p>b</p></div>"
        );
        assert_eq!(
            html("2<sup>n</sup> <!-- x --> <b>a *b</b>* </i>\n\n<!--\nc\n-->\n\nd\n"),
            "<p>2<sup>n</sup>  <b>a <em>b<code class=\"nohighlight\">&lt;/b&gt;</code></em> \
             <code class=\"nohighlight\">&lt;/i&gt;</code></b></p><p>d</p>"
        );
        assert_eq!(
            html("<div>\n<p>x</p>\n"),
            "<div class=\"redline-html\"><code class=\"nohighlight\">&lt;div&gt;&#10;&lt;p&gt;x&lt;/p&gt;</code></div>"
        );
        assert!(!html("a\n\n{{#include x}}\n\n```\n\n\nb\n").contains('\n'));
    }
}
