//! A small HTML scanner: tags, comments, and the text between them.

use redline_text::Span;

/// A piece of HTML. Names are as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// An opening tag with its classes.
    Open(&'a str, &'a str),
    /// A closing tag.
    Close(&'a str),
    /// A tag that closes itself.
    Empty,
    /// A comment, a declaration.
    Comment,
    /// Text.
    Text(Span),
}

/// The pieces of some HTML, in order.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let Some((piece, end)) = tag(html, open) else {
            // Not a tag: the `<` is text.
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

fn push_text(found: &mut Vec<Piece<'_>>, span: Span) {
    if !span.is_empty() {
        found.push(Piece::Text(span));
    }
}

fn tag(html: &str, open: usize) -> Option<(Piece<'_>, usize)> {
    let rest = &html[open..];
    let end_of = |mark: &str| rest.find(mark).map(|at| open + at + mark.len());
    if rest.starts_with("<!--") {
        return Some((Piece::Comment, end_of("-->").unwrap_or(html.len())));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        let end = rest.bytes().take(MAX_TAG).position(|byte| byte == b'>')?;
        return Some((Piece::Comment, open + end + 1));
    }
    let closes = rest.starts_with("</");
    let inside = &rest[if closes { 2 } else { 1 }..];
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let len = end_of_tag(inside)?;
    let name = inside.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    let end = open + rest.len() - inside.len() + len;
    let piece = match (closes, inside[..len - 1].ends_with('/')) {
        (true, _) => Piece::Close(name),
        (false, true) => Piece::Empty,
        (false, false) => Piece::Open(name, classes(&inside[..len])),
    };
    Some((piece, end))
}

/// The value of the `class` attribute of a tag.
fn classes(tag: &str) -> &str {
    let Some((_, rest)) = tag.split_once(" class=") else { return "" };
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or_default(),
        _ => rest.split([' ', '>', '/']).next().unwrap_or_default(),
    }
}

/// Length limit of a tag: anything longer is text, which bounds the cost of an unclosed `<`.
const MAX_TAG: usize = 8192;

/// The end of a tag; quoted attributes may contain `>`.
fn end_of_tag(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inside.bytes().take(MAX_TAG).enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}
