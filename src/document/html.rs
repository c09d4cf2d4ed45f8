//! The little that is read of HTML: comments, ids, and headings that mdBook 0.4 gives ids to.

use std::sync::LazyLock;

use regex::Regex;

use super::Comment;
use crate::source::Span;

static ID: LazyLock<Regex> = LazyLock::new(|| {
    let expression = r#"(?i)\b(?:id|name)[\t\n\x0c\r ]*=[\t\n\x0c\r ]*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#;
    Regex::new(expression).expect("the expression is constant")
});

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<h(\d)(?: id="([^"]+)")?(?: class="([^"]+)")?>(.*?)</h\d>"#).expect("the expression is constant")
});

static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<.*?>").expect("the expression is constant"));

/// The comments in `html`, which stands at `offset` of the text.
pub(super) fn comments(html: &str, offset: usize) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = html[from..].find("<!--").map(|at| from + at) {
        let Some(end) = html[start + 4..].find("-->").map(|at| start + 4 + at) else { break };
        let body = &html[start + 4..end];
        let lead = body.len() - body.trim_start().len();
        let body_start = offset + start + 4 + lead;
        found
            .push(Comment { span: offset + start..offset + end + 3, body: body_start..body_start + body.trim().len() });
        from = end + 3;
    }
    found
}

/// The ids and anchor names in `html`, comments left out.
pub(super) fn ids(html: &str) -> Vec<String> {
    if !may_hold_ids(html.as_bytes()) {
        return Vec::new();
    }
    let hidden: Vec<Span> = comments(html, 0).into_iter().map(|comment| comment.span).collect();
    ID.captures_iter(html)
        .filter(|found| !hidden.iter().any(|comment| comment.contains(&found.get_match().start())))
        .filter_map(|found| found.iter().skip(1).flatten().next())
        .map(|id| id.as_str().to_owned())
        .collect()
}

/// Whether [`ID`] may match: most tags have attributes, and few have these.
fn may_hold_ids(html: &[u8]) -> bool {
    memchr::memchr_iter(b'=', html).any(|equals| {
        let name = html[..equals].trim_ascii_end();
        let ends_with = |ending: &[u8]| {
            name.len().checked_sub(ending.len()).is_some_and(|start| name[start..].eq_ignore_ascii_case(ending))
        };
        ends_with(b"id") || ends_with(b"name")
    })
}

/// The texts of the headings in `html` that mdBook 0.4 gives an id to: one line each, no id yet.
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
    fn comments_are_found_with_their_text() {
        let html = "<div>\n<!-- a -->x<!--b--><!-- open";
        let bodies: Vec<_> = comments(html, 0).into_iter().map(|comment| &html[comment.body]).collect();
        assert_eq!(bodies, ["a", "b"]);
    }

    #[test]
    fn ids_in_comments_do_not_count() {
        assert_eq!(ids(r#"<a name='x'></a><p id=y ID="z"><!-- id="no" -->"#), ["x", "y", "z"]);
    }

    #[test]
    fn ids_stand_behind_their_names_alone() {
        assert_eq!(ids("<a NAME\n= 'x'><p\tid =\ty><b Id=\"é\">"), ["x", "y", "é"]);
        for html in ["<p =id>", "<p class=\"filename\">", "<p id\u{b}=x>", "<p grid=x>", "<p éid=x>", "id", "="] {
            assert_eq!(ids(html), Vec::<String>::new(), "{html}");
        }
    }

    #[test]
    fn raw_headings_are_seen_as_mdbook_sees_them() {
        assert_eq!(headings_without_id("<h2>A <b>b</b></h2>\n<h3 id=\"x\">C</h3>\n<h4>\nD</h4>"), ["A b"]);
    }
}
