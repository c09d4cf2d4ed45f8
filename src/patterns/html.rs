//! The little that is read of HTML: tags, comments, and the text between.

use crate::source::Span;

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An opening tag.
    Open(&'static str),
    /// A closing tag.
    Close(&'static str),
    /// A tag that closes itself.
    Empty,
    /// A comment, a declaration.
    Comment,
    /// Text.
    Text(Span),
}

/// Names that mean something to a reader of text; all others are alike.
const NAMES: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "blockquote", "br", "caption", "cite", "code", "del", "dfn", "em", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "i", "iframe", "img", "kbd", "li", "noscript", "ol", "p", "pre",
    "script", "small", "span", "strong", "style", "sub", "sup", "td", "th", "tt", "ul",
];

/// The pieces of some HTML, in order.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let Some((piece, end)) = tag(html, open) else {
            // No tag: the sign is text.
            push_text(&mut found, at..open + 1);
            at = open + 1;
            continue;
        };
        push_text(&mut found, at..open);
        found.push(piece);
        at = end;
    }
    push_text(&mut found, at..html.len());
    found
}

fn push_text(found: &mut Vec<Piece>, span: Span) {
    if !span.is_empty() {
        found.push(Piece::Text(span));
    }
}

fn tag(html: &str, open: usize) -> Option<(Piece, usize)> {
    let rest = &html[open..];
    let end_of = |mark: &str| rest.find(mark).map(|at| open + at + mark.len());
    if rest.starts_with("<!--") {
        return Some((Piece::Comment, end_of("-->").unwrap_or(html.len())));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return Some((Piece::Comment, end_of(">")?));
    }
    let closes = rest.starts_with("</");
    let inside = &rest[if closes { 2 } else { 1 }..];
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let len = end_of_tag(inside)?;
    let name = inside.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let name = NAMES.iter().find(|known| **known == name).copied().unwrap_or("div");
    let end = open + rest.len() - inside.len() + len;
    let piece = match (closes, inside[..len - 1].ends_with('/')) {
        (true, _) => Piece::Close(name),
        (false, true) => Piece::Empty,
        (false, false) => Piece::Open(name),
    };
    Some((piece, end))
}

/// Where the tag ends, quoted attributes left alone.
fn end_of_tag(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}
