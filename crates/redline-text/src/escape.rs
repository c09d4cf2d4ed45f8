//! Text of a book inside generated HTML and Markdown: shown verbatim, never markup, a directive or a formula.

/// HTML that shows `text`, in content and in attributes, on one line: line feeds are written as references, which end no
/// block.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Other preprocessors and formulas begin with these.
            '{' => out.push_str("&#123;"),
            '$' => out.push_str("&#36;"),
            '\\' => out.push_str("&#92;"),
            '`' => out.push_str("&#96;"),
            '\n' => out.push_str("&#10;"),
            '\r' => {}
            '\t' => out.push('\t'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Markdown that shows `text`, on one line.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '{' => out.push_str("&#123;"),
            '$' => out.push_str("&#36;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '>' | '~' | '!' | '^' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A path inside a link: characters that would end it, or that other preprocessors interpret, are percent-encoded.
pub fn path(text: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    utf8_percent_encode(text, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_shows_text() {
        let hostile = "</details><script>alert('x')</script>\n\n{{#include a.md}} `$x$` \\(y\\) & \"q\"";
        let shown = html(hostile);
        for sign in ["<", "{", "$", "\\", "`", "\n", "\"", "'"] {
            assert!(!shown.contains(sign), "{sign} in {shown}");
        }
        assert!(shown.starts_with("&lt;/details&gt;&lt;script&gt;"));
    }

    #[test]
    fn markdown_shows_text() {
        let hostile = "</details> {{#include a.md}} [x](y) `code` a|b *c* _d_ $e$ # f";
        let parsed: String = pulldown_cmark::Parser::new_ext(&markdown(hostile), pulldown_cmark::Options::all())
            .map(|event| match event {
                pulldown_cmark::Event::Text(text) => text.to_string(),
                pulldown_cmark::Event::Start(pulldown_cmark::Tag::Paragraph)
                | pulldown_cmark::Event::End(pulldown_cmark::TagEnd::Paragraph) => String::new(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(parsed, hostile);
        assert!(!markdown(hostile).contains("{{"));
    }
}
