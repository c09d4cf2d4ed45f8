//! Links, ids and labels as they are written: where in the source an editor finds their parts.
//!
//! Checks need none of this, so it is read on the first query.

use std::collections::HashMap;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::attribute::attributes;
use super::destination::{definition_parts, inline_destination, is_written_as};
use super::front_matter::front_matter_len;
use super::html::{HtmlKind, decoded, html_pieces};
use super::{Dialect, Prose, is_admonition};
use crate::source::Span;

/// Links, ids and labels as they are written. Code and comments have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Links, images and link definitions, by their start.
    pub links: Vec<WrittenLink>,
    /// Ids and anchor names in HTML, in order.
    pub html_ids: Vec<WrittenId>,
    /// Labels of footnotes, where they are defined and where they are used, in order.
    pub footnotes: Vec<FootnoteLabel>,
}

/// A link, an image, or the definition of links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenLink {
    /// The whole of it; in HTML, the tag.
    pub span: Span,
    /// How it is written.
    pub kind: LinkKind,
    /// Whether it shows an image.
    pub is_image: bool,
    /// The destination without escapes; that of its definition if it is in one.
    pub destination: String,
    /// The destination in the source, without brackets or quotation marks; `None` where the definition has it, and where
    /// its place is not certain.
    pub written: Option<Span>,
    /// The text between brackets.
    pub text: Option<Span>,
    /// The label of a definition or of a link that uses one; of some links it is their text.
    pub label: Option<Span>,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](destination)`.
    Inline,
    /// `[text][label]`.
    Reference,
    /// `[label][]`.
    Collapsed,
    /// `[label]`.
    Shortcut,
    /// `[label]: destination`.
    Definition,
    /// `<https://example.com>`.
    Autolink,
    /// An attribute `href` or `src`.
    Html,
}

/// An id in HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenId {
    /// The id, references to characters decoded.
    pub id: String,
    /// Its place without quotation marks.
    pub span: Span,
}

/// A label of a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteLabel {
    /// The label.
    pub label: String,
    /// Its place, without brackets and `^`.
    pub span: Span,
    /// Whether the footnote is defined here.
    pub is_definition: bool,
}

impl WrittenLink {
    /// The label in the form in which labels are compared.
    pub fn label_key(&self, text: &str) -> Option<String> {
        Some(label_key(&text[self.label.clone()?]))
    }
}

/// A label in the form in which labels are compared.
pub fn label_key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Reads the references of a chapter's text.
pub(super) fn read(text: &str, dialect: &Dialect) -> References {
    let base = front_matter_len(text);
    let mut markdown = Prose::default();
    markdown.push(&text[base..], base..text.len(), true);
    let mut reader = Reader { dialect, found: References::default(), definitions: HashMap::new() };
    reader.markdown(&markdown);
    let mut found = reader.found;
    found.links.sort_by_key(|link| (link.span.start, link.span.end));
    found.html_ids.sort_by_key(|id| id.span.start);
    found.footnotes.sort_by_key(|label| label.span.start);
    found
}

/// A link whose end is not reached yet.
struct OpenLink {
    index: usize,
    /// Where the last thing in it ended, in the text that is parsed.
    inner_end: usize,
}

struct Reader<'a> {
    dialect: &'a Dialect,
    found: References,
    /// The destinations of the chapter's definitions, by label: admonitions use them too.
    definitions: HashMap<String, String>,
}

/// The Markdown that is parsed, and what is open in it.
struct Part<'a> {
    markdown: &'a Prose,
    links: Vec<OpenLink>,
    html: Option<Prose>,
    admonition: Option<Prose>,
}

impl Part<'_> {
    fn text(&self) -> &str {
        self.markdown.text()
    }

    /// The place of bytes that are copied from the source one by one; `None` for others.
    fn exact(&self, span: Span) -> Option<Span> {
        self.markdown.is_verbatim(span.clone()).then(|| self.markdown.source(span))
    }
}

impl Reader<'_> {
    fn markdown(&mut self, markdown: &Prose) {
        let definitions = std::mem::take(&mut self.definitions);
        let defined = |link: BrokenLink<'_>| {
            let destination = definitions.get(&label_key(&link.reference))?.clone();
            Some((CowStr::from(destination), CowStr::Borrowed("")))
        };
        let options = self.dialect.options();
        let parser = Parser::new_with_broken_link_callback(markdown.text(), options, Some(defined));
        let mut events = parser.into_offset_iter();
        let own: Vec<(String, String, Span)> = events
            .reference_definitions()
            .iter()
            .map(|(label, definition)| (label_key(label), definition.dest.to_string(), definition.span.clone()))
            .collect();
        let mut all = definitions.clone();
        all.extend(own.iter().map(|(label, destination, _)| (label.clone(), destination.clone())));
        self.definitions = all;
        let mut part = Part { markdown, links: Vec::new(), html: None, admonition: None };
        for (event, span) in events.by_ref() {
            self.event(&mut part, event, span);
        }
        for (_, destination, span) in own {
            self.definition(&part, destination, span);
        }
        drop(events);
        self.definitions = definitions;
    }

    fn event(&mut self, part: &mut Part<'_>, event: Event<'_>, span: Span) {
        let is_end = matches!(event, Event::End(TagEnd::Link | TagEnd::Image));
        if let Some(link) = part.links.last_mut().filter(|_| !is_end) {
            link.inner_end = link.inner_end.max(span.end);
        }
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                self.start_link(part, (link_type, false), &dest_url, span);
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                self.start_link(part, (link_type, true), &dest_url, span);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.end_link(part, &span),
            Event::Start(Tag::HtmlBlock) => part.html = Some(Prose::default()),
            Event::Html(html) => {
                if let Some(block) = &mut part.html {
                    block.push_line(&html, span, part.markdown.text());
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(html) = part.html.take() {
                    self.html(part, &html);
                }
            }
            Event::InlineHtml(tag) => {
                let mut html = Prose::default();
                html.push(&tag, span.clone(), part.text()[span] == *tag);
                self.html(part, &html);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if self.dialect.admonish && is_admonition(&info) =>
            {
                part.admonition = Some(Prose::default());
            }
            Event::Text(line) if part.admonition.is_some() => {
                if let Some(body) = &mut part.admonition {
                    body.push_line(&line, span, part.markdown.text());
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(body) = part.admonition.take() {
                    self.markdown(&body.through(part.markdown));
                }
            }
            Event::FootnoteReference(label) => self.footnote(part, &label, span, false),
            Event::Start(Tag::FootnoteDefinition(label)) => self.footnote(part, &label, span, true),
            _ => {}
        }
    }

    fn start_link(&mut self, part: &mut Part<'_>, (kind, is_image): (LinkType, bool), destination: &str, span: Span) {
        let kind_of = match kind {
            LinkType::Inline => LinkKind::Inline,
            LinkType::Reference | LinkType::ReferenceUnknown => LinkKind::Reference,
            LinkType::Collapsed | LinkType::CollapsedUnknown => LinkKind::Collapsed,
            LinkType::Autolink | LinkType::Email => LinkKind::Autolink,
            LinkType::Shortcut | LinkType::ShortcutUnknown | LinkType::WikiLink { .. } => LinkKind::Shortcut,
        };
        let scheme = if kind == LinkType::Email { "mailto:" } else { "" };
        self.found.links.push(WrittenLink {
            span: part.markdown.source(span.clone()),
            kind: kind_of,
            is_image,
            destination: format!("{scheme}{destination}"),
            written: None,
            text: None,
            label: None,
        });
        let inner_end = span.start + 1 + usize::from(is_image);
        part.links.push(OpenLink { index: self.found.links.len() - 1, inner_end });
    }

    fn end_link(&mut self, part: &mut Part<'_>, span: &Span) {
        let Some(open) = part.links.pop() else { return };
        let link = &mut self.found.links[open.index];
        let text = part.markdown.text();
        if link.kind == LinkKind::Autolink {
            link.written = part.exact(span.start + 1..span.end - 1);
            return;
        }
        let Some(close) = text.get(open.inner_end..span.end).and_then(|tail| tail.find(']')) else { return };
        let close = open.inner_end + close;
        link.text = part.exact(span.start + 1 + usize::from(link.is_image)..close);
        match link.kind {
            LinkKind::Inline => {
                let written = inline_destination(&text[close..span.end])
                    .map(|written| close + written.start..close + written.end)
                    .filter(|written| is_written_as(&text[written.clone()], &link.destination));
                link.written = written.and_then(|written| part.exact(written));
            }
            LinkKind::Reference => link.label = part.exact((close + 2).min(span.end - 1)..span.end - 1),
            LinkKind::Collapsed => {
                link.label.clone_from(&link.text);
                // The parser leaves out the empty brackets.
                if text[span.end..].starts_with("[]") {
                    link.span = part.markdown.source(span.start..span.end + 2);
                }
            }
            LinkKind::Shortcut => link.label.clone_from(&link.text),
            LinkKind::Definition | LinkKind::Autolink | LinkKind::Html => {}
        }
    }

    fn definition(&mut self, part: &Part<'_>, destination: String, span: Span) {
        let parts = definition_parts(&part.text()[span.clone()]);
        let place = |inner: Span| span.start + inner.start..span.start + inner.end;
        let (label, written) = match parts {
            Some((label, written)) => (Some(place(label)), Some(place(written))),
            None => (None, None),
        };
        let written = written.filter(|written| is_written_as(&part.text()[written.clone()], &destination));
        self.found.links.push(WrittenLink {
            span: part.markdown.source(span),
            kind: LinkKind::Definition,
            is_image: false,
            destination,
            written: written.and_then(|written| part.exact(written)),
            text: None,
            label: label.and_then(|label| part.exact(label)),
        });
    }

    /// The links and ids in the tags of `html`.
    fn html(&mut self, part: &Part<'_>, html: &Prose) {
        let exact = |span: Span| html.is_verbatim(span.clone()).then(|| part.exact(html.source(span))).flatten();
        for piece in html_pieces(html.text()).into_iter().filter(|piece| matches!(piece.kind, HtmlKind::Open(_))) {
            let tag = &html.text()[piece.span.clone()];
            for (name, value) in attributes(tag) {
                let shown = decoded(&tag[value.clone()]);
                let place = exact(piece.span.start + value.start..piece.span.start + value.end);
                let whole = part.markdown.source(html.source(piece.span.clone()));
                match (name.as_str(), place) {
                    ("href" | "src", written) => self.found.links.push(WrittenLink {
                        span: whole,
                        kind: LinkKind::Html,
                        is_image: name == "src",
                        destination: shown,
                        written,
                        text: None,
                        label: None,
                    }),
                    ("id" | "name", Some(span)) if !shown.is_empty() => {
                        self.found.html_ids.push(WrittenId { id: shown, span });
                    }
                    _ => {}
                }
            }
        }
    }

    fn footnote(&mut self, part: &Part<'_>, label: &str, span: Span, is_definition: bool) {
        let Some(open) = part.text()[span.clone()].find("[^") else { return };
        let start = span.start + open + 2;
        let Some(len) = part.text()[start..].find(']') else { return };
        if let Some(span) = part.exact(start..start + len) {
            self.found.footnotes.push(FootnoteLabel { label: label.to_owned(), span, is_definition });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A link in short: kind, destination as written, text, label.
    type Short<'a> = (LinkKind, Option<&'a str>, Option<&'a str>, Option<&'a str>);

    fn links(text: &str) -> Vec<Short<'_>> {
        links_in(text, &Dialect::default())
    }

    fn links_in<'a>(text: &'a str, dialect: &Dialect) -> Vec<Short<'a>> {
        let part = |span: Option<Span>| span.map(|span| &text[span]);
        read(text, dialect)
            .links
            .into_iter()
            .map(|link| (link.kind, part(link.written), part(link.text), part(link.label)))
            .collect()
    }

    #[test]
    fn destinations_of_every_form_have_a_place() {
        let text = "---\nx: y\n---\n[a](b.md#c \"t\") [d](<e f.md>) ![g](h(i).png 'x') [j\nk](\n  l.md) [](m.md)\n<https://n.o>\n";
        assert_eq!(
            links(text),
            [
                (LinkKind::Inline, Some("b.md#c"), Some("a"), None),
                (LinkKind::Inline, Some("e f.md"), Some("d"), None),
                (LinkKind::Inline, Some("h(i).png"), Some("g"), None),
                (LinkKind::Inline, Some("l.md"), Some("j\nk"), None),
                (LinkKind::Inline, Some("m.md"), Some(""), None),
                (LinkKind::Autolink, Some("https://n.o"), None, None),
            ]
        );
        assert_eq!(
            links("[![a](b.png)](c.md) [`x](y`](z.md) [a\\]](d\\_e.md) [q](r&amp;s.md)"),
            [
                (LinkKind::Inline, Some("c.md"), Some("![a](b.png)"), None),
                (LinkKind::Inline, Some("b.png"), Some("a"), None),
                (LinkKind::Inline, Some("z.md"), Some("`x](y`"), None),
                (LinkKind::Inline, Some("d\\_e.md"), Some("a\\]"), None),
                (LinkKind::Inline, Some("r&amp;s.md"), Some("q"), None),
            ]
        );
    }

    #[test]
    fn links_by_label_lead_to_their_definition() {
        let text = "[a][B  c] [b c][] [B c] ![b c]\n\n[b c]: <d e.md> 'f'\n[g]:\n  h.md\n";
        let found = read(text, &Dialect::default());
        let kinds: Vec<_> = found.links.iter().map(|link| (link.kind, link.is_image, &*link.destination)).collect();
        assert_eq!(
            kinds,
            [
                (LinkKind::Reference, false, "d e.md"),
                (LinkKind::Collapsed, false, "d e.md"),
                (LinkKind::Shortcut, false, "d e.md"),
                (LinkKind::Shortcut, true, "d e.md"),
                (LinkKind::Definition, false, "d e.md"),
                (LinkKind::Definition, false, "h.md"),
            ]
        );
        assert!(found.links[..5].iter().all(|link| link.label_key(text).as_deref() == Some("b c")));
        let spans: Vec<_> = found.links[..4].iter().map(|link| &text[link.span.clone()]).collect();
        assert_eq!(spans, ["[a][B  c]", "[b c][]", "[B c]", "![b c]"]);
        let parts = links(text);
        assert_eq!(parts[0].3, Some("B  c"));
        assert_eq!((parts[4].1, parts[5].1, parts[5].3), (Some("d e.md"), Some("h.md"), Some("g")));
    }

    #[test]
    fn code_and_comments_have_no_links() {
        let text = "`[a](b.md)` <!-- <a href=\"c.md\"> [d](e.md) -->\n\n```text\n[f](g.md)\n```\n\n    [h](i.md)\n";
        assert_eq!(read(text, &Dialect::default()), References::default());
    }

    #[test]
    fn attributes_in_html_are_links_and_ids() {
        let text =
            "> <p id=x>\n> <a\n>  HREF='a.md#b&amp;c' name=\"y\">z</a></p>\n\nt <img src=d.png> <b data-id=no>\n";
        let found = read(text, &Dialect::default());
        assert_eq!(found.links.iter().map(|link| &*link.destination).collect::<Vec<_>>(), ["a.md#b&c", "d.png"]);
        assert_eq!(
            found.links.iter().map(|link| &text[link.written.clone().unwrap()]).collect::<Vec<_>>(),
            ["a.md#b&amp;c", "d.png"]
        );
        let ids: Vec<_> = found.html_ids.iter().map(|id| (&*id.id, &text[id.span.clone()])).collect();
        assert_eq!(ids, [("x", "x"), ("y", "y")]);
    }

    #[test]
    fn labels_of_footnotes_have_places() {
        let text = "a[^x] b[^x y]\n\n[^x]: c[^x y]\n\n[^x y]: d\n";
        let found = read(text, &Dialect::default()).footnotes;
        assert!(found.iter().all(|label| text[label.span.clone()] == label.label));
        let shown: Vec<_> = found.iter().map(|label| (&*label.label, label.is_definition)).collect();
        assert_eq!(shown, [("x", false), ("x y", false), ("x", true), ("x y", false), ("x y", true)]);
    }

    #[test]
    fn admonitions_use_the_definitions_of_the_chapter() {
        let text = "> ```admonish note\n> [a](b.md) [c][d]\n> <i id=e>\n> ```\n\n[d]: f.md\n";
        let config = json!({ "preprocessor": { "admonish": { "command": "true" } } });
        let dialect = Dialect::new(semver::Version::new(0, 5, 4), &config);
        let found = read(text, &dialect);
        let shown: Vec<_> = found.links.iter().map(|link| (&text[link.span.clone()], &*link.destination)).collect();
        assert_eq!(shown, [("[a](b.md)", "b.md"), ("[c][d]", "f.md"), ("[d]: f.md", "f.md")]);
        assert_eq!(links_in(text, &dialect)[0].1, Some("b.md"));
        assert_eq!(&text[found.html_ids[0].span.clone()], "e");
        assert_eq!(links(text).len(), 1);
    }
}
