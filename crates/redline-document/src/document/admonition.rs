//! Fenced blocks of the `admonish` preprocessor, which hold Markdown.

use crate::source::Span;

/// Whether the text after a fence opens an admonition: `admonish`, alone or before a space.
pub fn is_admonition(info: &str) -> bool {
    info.strip_prefix("admonish").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The title in the opening line of an admonition: the value of `title`, or, as in older versions, a text alone between
/// quotation marks.
pub fn admonition_title(line: &str) -> Option<Span> {
    let mut from = 0;
    while let Some((open, mark)) = line[from..].char_indices().find(|(_, c)| matches!(c, '"' | '\'')) {
        let open = from + open;
        let start = open + 1;
        let end = start + value_len(&line[start..], mark)?;
        let before = line[..open].trim_end();
        let key = before.strip_suffix('=').map(str::trim_end);
        if key.is_none_or(|key| key.ends_with("title")) {
            return (start < end).then_some(start..end);
        }
        from = end + 1;
    }
    None
}

/// The length of a TOML string up to its closing mark. Only basic strings have escapes.
fn value_len(value: &str, mark: char) -> Option<usize> {
    let mut is_escaped = false;
    value.char_indices().find_map(|(at, c)| {
        if c == mark && !is_escaped {
            return Some(at);
        }
        is_escaped = c == '\\' && mark == '"' && !is_escaped;
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admonitions_are_named() {
        for (info, expected) in [("admonish", true), ("admonish note", true), ("admonish_x", false), ("rust", false)] {
            assert_eq!(is_admonition(info), expected, "{info}");
        }
    }

    #[test]
    fn titles_are_values() {
        let found = |line: &'static str| admonition_title(line).map(|span| &line[span]);
        assert_eq!(found("```admonish note title=\"A \\\"b\\\" c\", id='x'"), Some("A \\\"b\\\" c"));
        assert_eq!(found("```admonish id=\"x\", title = 'é'"), Some("é"));
        assert_eq!(found("```admonish note \"Old\""), Some("Old"));
        for line in ["```admonish note", "```admonish title=\"\"", "```admonish title=\"open", "```admonish id=\"x\""] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
