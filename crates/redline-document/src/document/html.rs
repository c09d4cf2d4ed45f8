//! Parts of HTML: text, tags, comments, ids, images, and headings to which mdBook 0.4 assigns ids.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};
use regex::Regex;

use crate::source::Span;

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<h(\d)(?: id="([^"]+)")?(?: class="([^"]+)")?>(.*?)</h\d>"#).expect("the expression is constant")
});

static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<.*?>").expect("the expression is constant"));

/// A part of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlPiece {
    /// Bytes of the HTML.
    pub span: Span,
    /// The kind.
    pub kind: HtmlKind,
}

/// The kinds of parts of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlKind {
    /// Text, with references to characters as written.
    Text,
    /// A comment, with the span between its delimiters.
    Comment(Span),
    /// An opening tag.
    Open(OpenTag),
    /// A closing tag, by its name in small letters.
    Close(String),
    /// A declaration, an instruction, or what is not closed.
    Other,
}

/// An opening tag. Names are in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTag {
    /// The name of the element.
    pub name: String,
    /// Whether the tag ends with `/>`.
    pub is_self_closing: bool,
    /// The attributes with their values, in the order of their names.
    pub attributes: BTreeMap<String, String>,
}

/// The parts of `html` in order, as a browser reads it. They cover all of it.
pub fn html_pieces(html: &str) -> Vec<HtmlPiece> {
    // Most tags between words have no attributes, and need no tokenizer.
    if let Some(kind) = plain_tag(html) {
        return vec![HtmlPiece { span: 0..html.len(), kind }];
    }
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut found: Vec<HtmlPiece> = Vec::new();
    let mut done = 0;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        let Some(piece) = piece(html, token) else { continue };
        if done < piece.span.start {
            found.push(HtmlPiece { span: done..piece.span.start, kind: HtmlKind::Other });
        }
        done = piece.span.end;
        found.push(piece);
    }
    if done < html.len() {
        found.push(HtmlPiece { span: done..html.len(), kind: HtmlKind::Other });
    }
    found
}

/// The kind of HTML that is one tag without attributes and nothing else: `<b>`, `</b>`.
fn plain_tag(html: &str) -> Option<HtmlKind> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    let closed = inner.strip_prefix('/');
    let name = closed.unwrap_or(inner);
    let is_name =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|c| c.is_ascii_alphanumeric());
    let name = is_name.then(|| name.to_ascii_lowercase())?;
    Some(match closed {
        Some(_) => HtmlKind::Close(name),
        None => HtmlKind::Open(OpenTag { name, is_self_closing: false, attributes: BTreeMap::new() }),
    })
}

/// The part that a token is; `None` for an error, which is no part.
fn piece(html: &str, token: Token<usize>) -> Option<HtmlPiece> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (span, kind) = match token {
        Token::String(string) => (string.span, HtmlKind::Text),
        Token::Comment(comment) => {
            let body = comment_body(&html[comment.span.start..comment.span.end]);
            let start = comment.span.start;
            (comment.span, body.map_or(HtmlKind::Other, |body| HtmlKind::Comment(start + body.start..start + body.end)))
        }
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
            let open = OpenTag { name: text(&tag.name), is_self_closing: tag.self_closing, attributes };
            (tag.span, HtmlKind::Open(open))
        }
        Token::EndTag(tag) => (tag.span, HtmlKind::Close(text(&tag.name))),
        Token::Doctype(doctype) => (doctype.span, HtmlKind::Other),
        Token::Error(_) => return None,
    };
    Some(HtmlPiece { span: span.start..span.end, kind })
}

/// The bytes between the delimiters of a comment; `None` for one that is not closed, and for instructions.
///
/// `<!-->` and `<!--->` are whole comments without a body (HTML 13.2.5.43, `CommonMark` 6.6).
fn comment_body(comment: &str) -> Option<Span> {
    let rest = comment.strip_prefix("<!--")?;
    if matches!(rest, ">" | "->") {
        return Some(4..4);
    }
    let body = rest.strip_suffix("-->").or_else(|| rest.strip_suffix("--!>"))?;
    Some(4..4 + body.len())
}

/// The text that a browser shows for text with references to characters.
pub(super) fn decoded(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for token in Tokenizer::new(text) {
        if let Ok(Token::String(string)) = token {
            shown.push_str(&String::from_utf8_lossy(&string));
        }
    }
    shown
}

/// The comments in `html`, each with the span between its delimiters. Comments in tags, declarations and scripts are
/// left out.
pub fn comment_spans(html: &str) -> Vec<(Span, Span)> {
    let comment = |piece: HtmlPiece| match piece.kind {
        HtmlKind::Comment(body) => Some((piece.span, body)),
        _ => None,
    };
    html_pieces(html).into_iter().filter_map(comment).collect()
}

/// Whether `html` is one comment.
pub fn is_comment(html: &str) -> bool {
    matches!(&html_pieces(html)[..], [HtmlPiece { kind: HtmlKind::Comment(_), .. }])
}

/// The ids and anchor names of a tag.
pub(super) fn ids(tag: &OpenTag) -> impl Iterator<Item = &String> {
    ["id", "name"].into_iter().filter_map(|name| tag.attributes.get(name)).filter(|id| !id.is_empty())
}

/// The images in `html`, and whether each has an `alt` attribute.
pub fn html_images(html: &str) -> Vec<(Span, bool)> {
    let image = |piece: HtmlPiece| match piece.kind {
        HtmlKind::Open(tag) if tag.name == "img" => Some((piece.span, tag.attributes.contains_key("alt"))),
        _ => None,
    };
    html_pieces(html).into_iter().filter_map(image).collect()
}

/// The alternative text of the image that is `tag`; `None` if it has none.
pub(super) fn alternative_text(tag: &str) -> Option<String> {
    html_pieces(tag).into_iter().find_map(|piece| match piece.kind {
        HtmlKind::Open(mut tag) if tag.name == "img" => tag.attributes.remove("alt").filter(|alt| !alt.is_empty()),
        _ => None,
    })
}

/// The texts of the headings in `html` to which mdBook 0.4 assigns an id: one line each, without an id.
pub(super) fn headings_without_id(html: &str) -> Vec<String> {
    if !html.contains("</h") {
        return Vec::new();
    }
    let own_text = |text: &str| TAG.replace_all(text, "").into_owned();
    HEADING
        .captures_iter(html)
        .filter(|found| found.get(2).is_none())
        .filter_map(|found| found.get(4).map(|text| own_text(text.as_str())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts in short: text as it is, names of tags, bodies of comments in braces, the rest as `?`.
    fn parts(html: &str) -> Vec<String> {
        let short = |piece: HtmlPiece| match piece.kind {
            HtmlKind::Text => html[piece.span].to_owned(),
            HtmlKind::Comment(body) => format!("{{{}}}", &html[body]),
            HtmlKind::Open(tag) => format!("<{}>", tag.name),
            HtmlKind::Close(name) => format!("</{name}>"),
            HtmlKind::Other => "?".to_owned(),
        };
        html_pieces(html).into_iter().map(short).collect()
    }

    #[test]
    fn parts_are_those_of_a_browser() {
        assert_eq!(parts("<DIV a='>'>é &amp; 1 < 2<br/></div >"), ["<div>", "é &amp; 1 < 2", "<br>", "</div>"]);
        assert_eq!(parts("a<!-- b -->c<!-- open"), ["a", "{ b }", "c", "?"]);
        assert_eq!(parts("<g c=\"<!-- a -->\"><!-- b --></g>"), ["<g>", "{ b }", "</g>"]);
        assert_eq!(parts("<!DOCTYPE <!-- b --><? x ?>y"), ["?", "?", "y"]);
        assert_eq!(
            parts("<script>\"<!-- a -->\"</SCRIPT><!-- b -->"),
            ["<script>", "\"<!-- a -->\"", "</script>", "{ b }"]
        );
        assert_eq!(parts("x <a title='y"), ["x ", "?"]);
    }

    #[test]
    fn plain_tags_are_read_like_others() {
        assert_eq!(parts("<B>"), ["<b>"]);
        assert_eq!(parts("</h1>"), ["</h1>"]);
        assert_eq!(parts("<b ></b >"), ["<b>", "</b>"]);
        assert_eq!(
            (parts("<1>"), parts("<>"), parts("</>")),
            (vec!["<1>".to_owned()], vec!["<>".to_owned()], vec!["?".to_owned()])
        );
    }

    #[test]
    fn the_shortest_comments_have_no_body() {
        for html in ["<!-->", "<!--->", "<!---->"] {
            assert_eq!(comment_spans(&format!("é{html}x")), [(2..2 + html.len(), 6..6)], "{html}");
            assert!(is_comment(html));
        }
        assert!(!is_comment("<!--") && !is_comment("<!--é->") && !is_comment("<!-- a --> b"));
    }

    #[test]
    fn ids_are_those_of_tags() {
        let ids = |html: &str| {
            let of_piece = |piece: HtmlPiece| match piece.kind {
                HtmlKind::Open(tag) => ids(&tag).cloned().collect(),
                _ => Vec::new(),
            };
            html_pieces(html).into_iter().flat_map(of_piece).collect::<Vec<_>>()
        };
        assert_eq!(ids(r#"<a name='x'></a><p id=y ID="z"><!-- <i id="no"> -->"#), ["x", "y"]);
        assert_eq!(ids("<a NAME\n= 'x'><p\tid =\ty><b Id=\"é&amp;\">"), ["x", "y", "é&"]);
        assert_eq!(ids("<p class=id data-id=x grid=x id><a id=''>id=y"), Vec::<String>::new());
    }

    #[test]
    fn images_are_found_with_their_descriptions() {
        let images = html_images("<img src=a alt=''> <IMG\nALT =\"x\"/> <imgx alt=y><img data-alt=z>");
        assert_eq!(images, [(0..18, true), (19..34, true), (47..63, false)]);
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(decoded("a &amp; &#233;&nbsp;b &no"), "a & é\u{a0}b &no");
    }

    #[test]
    fn raw_headings_are_those_of_mdbook() {
        assert_eq!(headings_without_id("<h2>A <b>b</b></h2>\n<h3 id=\"x\">C</h3>\n<h4>\nD</h4>"), ["A b"]);
    }
}
