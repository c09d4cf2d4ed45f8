//! Text for the parser that is not prose: addresses, directives, labels.

use redline_text::is_replacement;

use super::OBJECT_REPLACEMENT;
use crate::source::Span;

/// The parts of a directive in double braces: all of it, except for an escape, which reaches to the last braces of its
/// line: the text between them is prose.
pub(super) fn braces(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        let end = text[start..].find("}}").map_or(text.len(), |at| start + at + 2);
        found.push(start..end);
        from = end;
    }
    found
}

/// Liquid tags, `{% embed youtube %}`, each on one line.
pub(super) fn liquid_tags(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{%").map(|at| from + at) {
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let close = text[start + 2..line_end].find("%}").map(|at| start + 2 + at + 2);
        found.extend(close.map(|end| start..end));
        from = close.unwrap_or(line_end);
    }
    found
}

/// A `[!NOTE]` that the dialect does not parse as an alert.
pub(super) fn alert_marker(prose: &str) -> Option<Span> {
    let line = prose.lines().next()?;
    let name = line.strip_prefix("[!")?.trim_end().strip_suffix(']')?;
    let known = ["note", "tip", "important", "warning", "caution"];
    known.iter().any(|known| name.eq_ignore_ascii_case(known)).then_some(0..line.len())
}

/// The marker of a quote of the `callouts` preprocessor, before its title: `[!name]`, and whether it is folded.
pub(super) fn callout_marker(prose: &str) -> Option<Span> {
    let name = prose.strip_prefix("[!")?;
    let len = name
        .find(']')
        .filter(|&len| len > 0 && name[..len].chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c)))?;
    let end = len + "[!]".len();
    Some(0..end + usize::from(prose[end..].starts_with(['+', '-'])))
}

/// Bare addresses: a scheme, `://`, and what follows up to white space or punctuation.
pub(super) fn urls(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"://") {
        let head = text[..at]
            .bytes()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
            .count();
        let stop = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`') || is_replacement(c);
        let tail = text[at..].find(stop).unwrap_or(text.len() - at);
        let url = text[at - head..at + tail]
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’', '”', ']', '*', '_']);
        let span = at - head..at - head + url.len();
        if head > 0 && url.len() > head + 3 && found.last().is_none_or(|last| last.end <= span.start) {
            found.push(span);
        }
    }
    found
}

/// Shortcodes of emoji and icons, `:warning:`: a name between colons, next to no word or other colon.
pub(super) fn shortcodes(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for open in memchr::memchr_iter(b':', text.as_bytes()) {
        let rest = &text[open + 1..];
        let is_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(byte);
        let len = rest.bytes().take_while(|byte| is_name(byte)).count();
        let touches = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '/' | OBJECT_REPLACEMENT);
        let is_shortcode = rest.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '+' | '-'))
            && rest[..len].bytes().any(|byte| byte.is_ascii_alphanumeric())
            && rest[len..].starts_with(':')
            && !rest[len + 1..].starts_with(touches)
            && !text[..open].ends_with(touches);
        if is_shortcode && found.last().is_none_or(|last| last.end <= open) {
            found.push(open..open + len + 2);
        }
    }
    found
}

/// References to footnotes that are not defined, which the parser takes for text: `[^label]`.
pub(super) fn footnote_labels(text: &str) -> Vec<Span> {
    let label = |start: usize| {
        let len = text[start + 2..].find(']')?;
        let label = &text[start + 2..start + 2 + len];
        (!label.is_empty() && !label.contains(['[', '\n'])).then_some(start..start + len + 3)
    };
    memchr::memmem::find_iter(text.as_bytes(), b"[^").filter_map(label).collect()
}

/// Text between backticks that is no Markdown.
pub(super) fn backticked(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('`').map(|at| from + at) {
        let Some(len) = text[start + 1..].find('`') else { break };
        let end = start + len + 2;
        found.push(start..end);
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_callouts_end_before_their_title() {
        let found = |prose: &'static str| callout_marker(prose).map(|span| &prose[span]);
        assert_eq!(found("[!my note]- A title\nText"), Some("[!my note]-"));
        for prose in ["[!] A", "[x] A", "[!a.b] A", "A [!note]"] {
            assert_eq!(found(prose), None, "{prose}");
        }
    }

    #[test]
    fn labels_of_footnotes_are_found() {
        assert_eq!(footnote_labels("a[^b-c] [^d e], [^] [^open [^f]"), [1..7, 8..14, 27..31]);
    }

    #[test]
    fn shortcodes_are_names_between_colons() {
        let found = |text: &str| shortcodes(text).into_iter().map(|span| text[span].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            found(":warning: Danger :rotating_light:, :+1: é:x: (:y:)"),
            [":warning:", ":rotating_light:", ":+1:", ":y:"]
        );
        for text in ["10:30:45", "std::io::Error", "a:b:c", "http://x:80:", "note: this: that", "::", ":-:", "one:two:"]
        {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
