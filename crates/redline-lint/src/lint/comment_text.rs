//! The text around a comment that is to be removed.

use redline_document::source::{Span, mark_len};

/// Whether a comment parts what would be read together without it: `<<!-- … -->b>` would become a tag.
pub fn parts_markup(text: &str, comment: &Span) -> bool {
    let (before, after) = (&text[..comment.start], &text[comment.end..]);
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    before.ends_with(['<', '&', '\\']) || (touches(before.chars().next_back()) && touches(after.chars().next()))
}

/// A comment, with its line if nothing else is on it, and with a blank line that would be left double.
pub fn comment_with_its_line(text: &str, comment: &Span) -> Span {
    let line_start = text[..comment.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[comment.end..].find('\n').map_or(text.len(), |at| comment.end + at + 1);
    let alone = text[line_start..comment.start].trim().is_empty() && text[comment.end..line_end].trim().is_empty();
    if !alone {
        let spaced = text[..comment.start].ends_with(' ') && text[comment.end..].starts_with([' ', '\n', '\r']);
        return comment.start - usize::from(spaced)..comment.end;
    }
    let before = &text[..line_start];
    if line_end == text.len() && !text.ends_with('\n') {
        // The last line has no ending, and the text is to have none either.
        let ended = before.trim_end_matches(['\n', '\r']);
        return ended.len()..line_end;
    }
    let blank_before = before.len() == mark_len(before) || before.ends_with("\n\n") || before.ends_with("\n\r\n");
    let next_line = text[line_end..].find('\n').map(|at| line_end + at + 1);
    match next_line.filter(|&end| blank_before && text[line_end..end].trim().is_empty()) {
        Some(end) => line_start..end,
        None => line_start..line_end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        let start = text.find("<!--").unwrap();
        let end = text.find("-->").unwrap() + 3;
        let span = comment_with_its_line(text, &(start..end));
        format!("{}{}", &text[..span.start], &text[span.end..])
    }

    #[test]
    fn a_comment_may_part_markup() {
        let parts = |text: &str| parts_markup(text, &(text.find("<!--").unwrap()..text.find("-->").unwrap() + 3));
        assert!(parts("<<!-- x -->b>") && parts("a<!-- x -->b") && parts("&<!-- x --> b"));
        assert!(!parts("a <!-- x -->b") && !parts("<!-- x -->b") && !parts("a<!-- x -->\n"));
    }

    #[test]
    fn a_comment_goes_with_its_line() {
        assert_eq!(without("a\n\n<!-- x -->\n\nb\n"), "a\n\nb\n");
        assert_eq!(without("a\n\n<!-- x -->\nb\n"), "a\n\nb\n");
        assert_eq!(without("<!-- x -->\r\n\r\nb"), "b");
        assert_eq!(without("a <!-- x --> b"), "a b");
        assert_eq!(without("a <!-- x -->\nb"), "a\nb");
        assert_eq!(without("a\n<!-- x -->"), "a");
        assert_eq!(without("a\r\n<!-- x -->"), "a");
    }
}
