//! The text that readers see in HTML, between and inside Markdown.

use super::build::Builder;
use super::html::{HtmlKind, HtmlPiece, OpenTag, decoded, headings_without_id, html_pieces, ids};
use super::opaque::backticked;
use super::{BlockKind, Comment, IdScheme, Prose, ProtectedKind};
use crate::source::Span;

/// Elements whose content is code, or nothing that a browser shows as text.
const UNREAD: [&str; 11] = ["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt", "var"];

/// Those of them that are part of a sentence: they end with the block that they are in.
const UNREAD_PHRASES: [&str; 5] = ["code", "kbd", "samp", "tt", "var"];

/// Elements that do not interrupt the words that they are in.
const PHRASES: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "center", "cite", "data", "del", "dfn", "em", "font", "i", "ins",
    "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "small", "span", "strike", "strong", "sub", "sup",
    "time", "u", "wbr",
];

/// An element whose content is not read.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    tag: &'static str,
    /// The number of blocks around it: it ends with the innermost of them, if it is not closed before.
    depth: usize,
}

impl Unread {
    /// Whether it cannot reach beyond a block that ended, in which `depth` blocks are open now.
    pub(super) fn ends_at(&self, depth: usize) -> bool {
        depth < self.depth
    }
}

/// The text of an HTML block between two tags that separate blocks.
#[derive(Default)]
struct HtmlText {
    prose: Prose,
    /// White space that counts if text follows, and whether it is a line break.
    space: Option<(Span, bool)>,
}

impl HtmlText {
    /// Appends text without white space at its ends.
    fn push(&mut self, text: &str, source: Span, verbatim: bool) {
        self.push_space();
        self.prose.push(text, source, verbatim);
    }

    fn push_token(&mut self, source: Span, is_code: bool) {
        self.push_space();
        if is_code { self.prose.push_token(source) } else { self.prose.push_annotation(source) }
    }

    fn push_space(&mut self) {
        if let Some((span, is_break)) = self.space.take().filter(|_| !self.prose.text().is_empty()) {
            self.prose.push(if is_break { "\n" } else { " " }, span, false);
        }
    }

    fn add_space(&mut self, span: Span, is_break: bool) {
        let is_break = is_break || self.space.as_ref().is_some_and(|(_, is_break)| *is_break);
        self.space = Some((span, is_break));
    }
}

/// What a reader sees of a part of HTML.
enum Reading {
    /// Nothing.
    Hidden,
    Text,
    Code,
    LineBreak,
    /// Raised or lowered text begins, which is read apart: `word<sup>1</sup>`, but `10<sup>th</sup>`.
    Raised,
    /// Something beside words.
    Object,
    /// The border of a block.
    Border,
}

impl Reading {
    fn of_markup(kind: &HtmlKind) -> Self {
        match kind {
            HtmlKind::Open(tag) if tag.name == "br" => Self::LineBreak,
            HtmlKind::Open(tag) if matches!(&*tag.name, "sub" | "sup") => Self::Raised,
            HtmlKind::Open(tag) if is_placed_in_text(&tag.name) => Self::Object,
            HtmlKind::Open(OpenTag { name, .. }) | HtmlKind::Close(name) if is_phrase(name) => Self::Hidden,
            HtmlKind::Open(OpenTag { name, .. }) | HtmlKind::Close(name) if is_unread_element(name) => Self::Hidden,
            HtmlKind::Open(_) | HtmlKind::Close(_) => Self::Border,
            HtmlKind::Text => Self::Text,
            HtmlKind::Comment(_) | HtmlKind::Other => Self::Hidden,
        }
    }
}

impl Builder<'_> {
    /// Reads the HTML block that ends: `html` is its text without the marks of containers.
    pub(super) fn end_html_block(&mut self, html: &Prose) {
        self.headings_in_html(html.text());
        let mut text = HtmlText::default();
        for piece in html_pieces(html.text()) {
            let source = html.source(piece.span.clone());
            let place = |span| html.source(span);
            match self.reading(&piece, &source, place) {
                Reading::Hidden => {}
                Reading::Code if html.text()[piece.span.clone()].trim().is_empty() => {}
                Reading::Code => text.push_token(source, true),
                Reading::Text => self.push_html_text(&mut text, html, piece.span.clone()),
                Reading::LineBreak => text.add_space(source, true),
                Reading::Raised if ends_with_digit(&text.prose) => {}
                Reading::Raised | Reading::Object => text.push_token(source, false),
                Reading::Border => self.close_html_text(&mut text),
            }
        }
        self.close_html_text(&mut text);
        // Of code that is not closed, browsers disagree where it ends.
        self.unread = self.unread.take().filter(|unread| !UNREAD_PHRASES.contains(&unread.tag));
    }

    /// Reads a tag or a comment between words.
    pub(super) fn inline_html(&mut self, html: &str, span: &Span) {
        self.headings_in_html(html);
        for piece in html_pieces(html) {
            let place = |part: Span| span.start + part.start..span.start + part.end;
            let source = place(piece.span.clone());
            let is_comment = matches!(piece.kind, HtmlKind::Comment(_));
            match self.reading(&piece, &source, place) {
                Reading::Hidden => self.skips_space |= is_comment,
                Reading::Code => self.push_token(source),
                Reading::LineBreak => self.push_prose("\n", source, false),
                Reading::Raised if self.prose.as_ref().is_some_and(|(_, prose)| ends_with_digit(prose)) => {}
                Reading::Text | Reading::Raised | Reading::Object | Reading::Border => self.push_annotation(source),
            }
        }
    }

    /// What a reader sees of a part, which is protected if it is no text.
    fn reading(&mut self, piece: &HtmlPiece, source: &Span, place: impl Fn(Span) -> Span) -> Reading {
        let is_unread = self.unread.is_some();
        match &piece.kind {
            HtmlKind::Text if is_unread => {
                self.protect(source.clone(), ProtectedKind::Code);
                return Reading::Code;
            }
            HtmlKind::Text => return Reading::Text,
            HtmlKind::Close(name) if self.unread.as_ref().is_some_and(|unread| unread.tag == name) => {
                self.unread = None;
            }
            HtmlKind::Open(tag) => {
                self.document.html_ids.extend(ids(tag).cloned());
                self.start_unread(tag);
            }
            HtmlKind::Comment(body) => {
                let body = trimmed(self.text, place(body.clone()));
                self.document.comments.push(Comment { span: source.clone(), body });
            }
            HtmlKind::Close(_) | HtmlKind::Other => {}
        }
        self.protect(source.clone(), ProtectedKind::Html);
        if is_unread { Reading::Hidden } else { Reading::of_markup(&piece.kind) }
    }

    fn start_unread(&mut self, tag: &OpenTag) {
        let unread = UNREAD.into_iter().find(|unread| *unread == tag.name && !tag.is_self_closing);
        if self.unread.is_none() {
            let in_html = self.open.last().is_some_and(|&last| self.document.blocks[last].kind == BlockKind::Html);
            let depth = self.open.len() - usize::from(in_html);
            self.unread = unread.map(|tag| Unread { tag, depth });
        }
    }

    /// mdBook 0.4 assigns ids to headings in HTML.
    fn headings_in_html(&mut self, html: &str) {
        if self.dialect.id_scheme() == IdScheme::V04 {
            for text in headings_without_id(html) {
                let id = self.ids.next(&text);
                self.document.html_ids.push(id);
            }
        }
    }

    /// Appends text of an HTML block: white space folded, references to characters decoded.
    fn push_html_text(&mut self, text: &mut HtmlText, html: &Prose, span: Span) {
        let whole = &html.text()[span.clone()];
        let mut at = span.start;
        for part in whole.split_inclusive('\n') {
            let (start, line) = (at, part.trim_matches(HTML_SPACES));
            at += part.len();
            let lead = part.len() - part.trim_start_matches(HTML_SPACES).len();
            if lead > 0 {
                text.add_space(html.source(start..start + lead), part[..lead].contains('\n'));
            }
            if !line.is_empty() {
                self.push_html_line(text, html, start + lead..start + lead + line.len());
                let rest = start + lead + line.len()..at;
                if !rest.is_empty() {
                    text.add_space(html.source(rest), part.ends_with('\n'));
                }
            }
        }
    }

    fn push_html_line(&mut self, text: &mut HtmlText, html: &Prose, span: Span) {
        let line = &html.text()[span.clone()];
        let mut done = 0;
        for (at, _) in line.match_indices('&') {
            let Some(len) = line[at..].find(';').map(|len| len + 1).filter(|_| done <= at) else { continue };
            let shown = decoded(&line[at..at + len]);
            if shown == line[at..at + len] {
                continue;
            }
            text.push(&line[done..at], html.source(span.start + done..span.start + at), true);
            let reference = html.source(span.start + at..span.start + at + len);
            self.document.escapes.push(reference.clone());
            text.push(&shown, reference, false);
            done = at + len;
        }
        text.push(&line[done..], html.source(span.start + done..span.end), true);
    }

    /// Ends a text of an HTML block, which is a block of its own.
    fn close_html_text(&mut self, text: &mut HtmlText) {
        let HtmlText { mut prose, .. } = std::mem::take(text);
        if prose.text().is_empty() {
            return;
        }
        // Authors write backticks in HTML too, where they are no Markdown.
        let code = backticked(prose.text());
        for span in &code {
            self.protect(prose.source(span.clone()), ProtectedKind::Code);
        }
        prose.mask(&code);
        let index = self.push_block(BlockKind::HtmlText, prose.source(0..prose.text().len()));
        self.prose = Some((index, prose));
        self.close_prose();
    }
}

fn ends_with_digit(prose: &Prose) -> bool {
    prose.text().ends_with(|c: char| c.is_ascii_digit())
}

/// The white space of HTML.
const HTML_SPACES: [char; 5] = ['\t', '\n', '\u{c}', '\r', ' '];

fn is_phrase(name: &str) -> bool {
    PHRASES.binary_search(&name).is_ok()
}

/// Whether the content of an element is code, or nothing that a browser shows as text. Names are in small letters.
pub fn is_unread_element(name: &str) -> bool {
    UNREAD.binary_search(&name).is_ok()
}

/// The part of a span of `text` without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = &text[span.clone()];
    let start = span.start + inner.len() - inner.trim_start().len();
    start..start + inner.trim().len()
}

/// Whether an element without text is placed among words.
fn is_placed_in_text(name: &str) -> bool {
    matches!(name, "audio" | "canvas" | "embed" | "img" | "input" | "meter" | "progress" | "video")
}
