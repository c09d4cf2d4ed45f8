//! Parts of HTML: comments, ids, images, and headings to which mdBook 0.4 assigns ids.

use std::sync::LazyLock;

use regex::Regex;

use super::Comment;
use crate::source::Span;
use redline_text::is_of_word;

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<h(\d)(?: id="([^"]+)")?(?: class="([^"]+)")?>(.*?)</h\d>"#).expect("the expression is constant")
});

static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<.*?>").expect("the expression is constant"));

/// The white space of HTML.
const SPACES: [char; 5] = ['\t', '\n', '\u{c}', '\r', ' '];

/// The comments in `html`, which starts at `offset` of the text. Comments in tags, declarations and
/// scripts are left out.
pub(super) fn comments(html: &str, offset: usize) -> Vec<Comment> {
    let comment = |(span, inner): (Span, Span)| {
        let body = &html[inner.clone()];
        let start = offset + inner.start + body.len() - body.trim_start().len();
        Comment { span: offset + span.start..offset + span.end, body: start..start + body.trim().len() }
    };
    comment_spans(html).into_iter().map(comment).collect()
}

/// The comments in `html`, each with the span between its delimiters.
pub fn comment_spans(html: &str) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|next| at + next) {
        let rest = &html[start..];
        let len = if rest.starts_with("<!--") {
            let Some((inner, len)) = comment_at_start(rest) else { break };
            found.push((start..start + len, start + inner.start..start + inner.end));
            len
        } else {
            markup_len(rest)
        };
        at = start + len;
    }
    found
}

/// The tags in `html`, each with its name, which has a slash in front if it closes an element. Tags in comments, values,
/// scripts and styles are left out.
pub(super) fn tags(html: &str) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|next| at + next) {
        let rest = &html[start..];
        let len = comment_at_start(rest).map_or_else(|| markup_len(rest), |(_, len)| len);
        let name = &rest[1..len];
        let name_len = name.find(|c: char| c.is_whitespace() || matches!(c, '>')).unwrap_or(name.len());
        if name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
            found.push((start..start + len, name[..name_len].trim_end_matches('/')));
        }
        at = start + len;
    }
    found
}

/// The length of the tag, declaration, instruction or script at the start of `html`, which begins with `<`; one for
/// anything else.
fn markup_len(html: &str) -> usize {
    let to = |end: &str| html.find(end).map_or(html.len(), |at| at + end.len());
    if html.starts_with("<?") {
        return to("?>");
    }
    if html.starts_with("<![CDATA[") {
        return to("]]>");
    }
    if html[1..].starts_with('!') {
        return to(">");
    }
    let name = html[1..].strip_prefix('/').unwrap_or(&html[1..]);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 1;
    }
    let Some(len) = tag_len(html) else { return 1 };
    let raw = ["script", "style"].into_iter().find(|raw| {
        let is_named = html.get(1..=raw.len()).is_some_and(|name| name.eq_ignore_ascii_case(raw));
        is_named && html[raw.len() + 1..].starts_with(|c: char| !c.is_ascii_alphanumeric() && c != '-')
    });
    raw.map_or(len, |raw| {
        let is_end =
            |at: &usize| html.get(at + 2..at + 2 + raw.len()).is_some_and(|name| name.eq_ignore_ascii_case(raw));
        html[len..].match_indices("</").map(|(at, _)| len + at).find(is_end).unwrap_or(html.len())
    })
}

/// The length of the tag at the start of `html`; `None` if it is not closed.
fn tag_len(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(mark), _) if mark == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The comment at the start of `html`: the bytes between its delimiters, and its length. `None` if it is not closed.
///
/// `<!-->` and `<!--->` are whole comments without a body (HTML 13.2.5.43, `CommonMark` 6.6).
pub fn comment_at_start(html: &str) -> Option<(Span, usize)> {
    let rest = html.strip_prefix("<!--")?;
    if let Some(short) = ["-->", "->", ">"].into_iter().find(|end| rest.starts_with(end)) {
        return Some((4..4, 4 + short.len()));
    }
    let end = 4 + rest.find("-->")?;
    Some((4..end, end + 3))
}

/// The ids and anchor names in `html`, comments left out.
pub(super) fn ids(html: &str) -> Vec<String> {
    let mut found: Vec<(usize, Span)> = Vec::new();
    for equals in memchr::memchr_iter(b'=', html.as_bytes()) {
        let Some(name) = ["id", "name"].into_iter().find_map(|name| attribute(&html[..equals], name)) else { continue };
        // Text in the value of an id is not an attribute.
        if found.last().is_none_or(|(_, value)| value.end <= name) {
            found.extend(value_after(html, equals).map(|value| (name, value)));
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let hidden = comments(html, 0);
    let is_hidden = |name: usize| {
        let next = hidden.partition_point(|comment| comment.span.end <= name);
        hidden.get(next).is_some_and(|comment| comment.span.contains(&name))
    };
    found.into_iter().filter(|(name, _)| !is_hidden(*name)).map(|(_, value)| html[value].to_owned()).collect()
}

/// The start of the attribute `name` if the text before its `=` ends with it: in any case, not as part of another name,
/// white space ignored.
fn attribute(before: &str, name: &str) -> Option<usize> {
    let before = before.trim_end_matches(SPACES);
    let start = before.len().checked_sub(name.len()).filter(|&start| before.is_char_boundary(start))?;
    let continues = |c: char| is_of_word(c) || c == '-';
    (before[start..].eq_ignore_ascii_case(name) && !before[..start].ends_with(continues)).then_some(start)
}

/// The value of an attribute after its `=`: the text between quotation marks, or up to white space, a quotation mark or the
/// end of the tag; `None` if it is empty, or a mark is not closed.
fn value_after(html: &str, equals: usize) -> Option<Span> {
    let rest = html[equals + 1..].trim_start_matches(SPACES);
    let start = html.len() - rest.len();
    if let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '"' | '\'')) {
        return rest[1..].find(mark).map(|len| start + 1..start + 1 + len);
    }
    let len = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>')).unwrap_or(rest.len());
    (len > 0).then_some(start..start + len)
}

/// The images in `html`, and whether each has an `alt` attribute.
pub fn images(html: &str) -> Vec<(Span, bool)> {
    let mut found: Vec<(Span, bool)> = Vec::new();
    for start in memchr::memchr_iter(b'<', html.as_bytes()) {
        let is_image = |tag: &[u8]| tag.eq_ignore_ascii_case(b"img");
        let name = start + 1..start + 4;
        let continues = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        if found.last().is_some_and(|(last, _)| start < last.end)
            || !html.as_bytes().get(name.clone()).is_some_and(is_image)
            || html.as_bytes().get(name.end).is_none_or(continues)
        {
            continue;
        }
        let Some(end) = html[name.end..].find('>').map(|at| name.end + at + 1) else { break };
        let tag = &html[start..end];
        let is_described = memchr::memchr_iter(b'=', tag.as_bytes())
            .any(|equals| attribute(&tag[..equals], "alt").is_some_and(|name| tag[..name].ends_with(SPACES)));
        found.push((start..end, is_described));
    }
    found
}

/// The alternative text of an image's tag; `None` if it has none.
pub(super) fn alternative_text(tag: &str) -> Option<String> {
    let is_alt = |equals: &usize| attribute(&tag[..*equals], "alt").is_some_and(|name| tag[..name].ends_with(SPACES));
    let equals = memchr::memchr_iter(b'=', tag.as_bytes()).find(is_alt)?;
    value_after(tag, equals).map(|value| tag[value].to_owned())
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

    #[test]
    fn comments_are_found_with_their_bodies() {
        let html = "<div>\n<!-- a -->x<!--b--><!-- open";
        let bodies: Vec<_> = comments(html, 0).into_iter().map(|comment| &html[comment.body]).collect();
        assert_eq!(bodies, ["a", "b"]);
    }

    #[test]
    fn comments_in_tags_and_scripts_are_left_out() {
        let bodies = |html: &'static str| -> Vec<&str> {
            comments(html, 0).into_iter().map(|comment| &html[comment.body]).collect()
        };
        assert_eq!(bodies("<g c=\"<!-- a -->\"><!-- b --></g>"), ["b"]);
        assert_eq!(bodies("<?<!-- a --> ?><!DOCTYPE <!-- b --><![CDATA[<!-- c -->]]><!-- d -->"), ["d"]);
        assert_eq!(bodies("<script>\"<!-- a -->\"</SCRIPT><scripts><!-- b --><a < b><!-- c --><!-- d"), ["b", "c"]);
        assert_eq!(bodies("1 < 2 <!-- a --> <a title='<!-- c -->"), ["a", "c"]);
    }

    #[test]
    fn the_shortest_comments_have_no_body() {
        for html in ["<!-->", "<!--->", "<!---->"] {
            let found = comments(&format!("é{html}-->"), 0);
            assert_eq!(found, [Comment { span: 2..2 + html.len(), body: 6..6 }], "{html}");
        }
        assert_eq!(comments("<!--", 0), []);
        assert_eq!(comments("<!--é->", 0), []);
    }

    #[test]
    fn ids_in_comments_are_left_out() {
        assert_eq!(ids(r#"<a name='x'></a><p id=y ID="z"><!-- id="no" -->"#), ["x", "y", "z"]);
    }

    #[test]
    fn ids_follow_their_attribute_names() {
        assert_eq!(ids("<a NAME\n= 'x'><p\tid =\ty><b Id=\"é\">"), ["x", "y", "é"]);
        for html in [
            "<p =id>",
            "<p class=\"filename\">",
            "<p id\u{b}=x>",
            "<p grid=x>",
            "<p éid=x>",
            "<p data-id=x>",
            "id",
            "=",
        ] {
            assert_eq!(ids(html), Vec::<String>::new(), "{html}");
        }
    }

    #[test]
    fn values_end_as_in_html() {
        assert_eq!(ids("<a id=\"x id=y\" name=z>é</a><p id=\"open>"), ["x id=y", "z"]);
        assert_eq!(ids("<a id=x>y<b ID= 'a\"b'id=c"), ["x", "a\"b", "c"]);
        assert_eq!(ids("<a id=><a id='' name=\"\">=éname=x"), ["", ""]);
        // A name that ends a value, a value that is a comment, and names that begin within a character or behind one.
        assert_eq!(ids("<p id=name =y><a name=user.name = \"x\">"), ["name", "user.name"]);
        assert_eq!(ids("<a id=\"<!-- x -->\"><!-- <i id=a> --><i id=b><!--c--><i id=d>"), ["<!-- x -->", "b", "d"]);
        assert_eq!(ids("<p éd=x><p e\u{301}id=x><p x-id=x><p :id=y>"), ["y"]);
    }

    #[test]
    fn images_are_found_with_their_descriptions() {
        let found_images =
            |html: &str| images(html).into_iter().map(|(span, is)| (html[span].to_owned(), is)).collect::<Vec<_>>();
        let found =
            found_images("<img src=a alt=''> <IMG\nALT =\"x\"/> <imgx alt=y><img data-alt=z><img alt>é<img alt=");
        let expected = [
            ("<img src=a alt=''>", true),
            ("<IMG\nALT =\"x\"/>", true),
            ("<img data-alt=z>", false),
            ("<img alt>", false),
        ];
        assert_eq!(found, expected.map(|(tag, is)| (tag.to_owned(), is)));
        assert_eq!(
            found_images("<img <img alt=x>, <imgé xalé=y><img_ alt=x> <img"),
            [("<img <img alt=x>".to_owned(), true), ("<imgé xalé=y>".to_owned(), false),]
        );
    }

    #[test]
    fn raw_headings_are_those_of_mdbook() {
        assert_eq!(headings_without_id("<h2>A <b>b</b></h2>\n<h3 id=\"x\">C</h3>\n<h4>\nD</h4>"), ["A b"]);
    }
}
