//! Attributes of HTML tags with the places of their values.

use crate::source::Span;

/// The attributes of a tag that have a value, in order: names in small letters, values without quotation marks. As in
/// browsers, the first attribute of a name counts.
pub(super) fn attributes(tag: &str) -> Vec<(String, Span)> {
    let mut found: Vec<(String, Span)> = Vec::new();
    let is_end_of_name = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '>');
    let mut at = skip(tag, 0, |c| !is_end_of_name(c));
    loop {
        at = skip(tag, at, |c| c.is_ascii_whitespace() || c == '/');
        let name_end = skip(tag, at, |c| !is_end_of_name(c));
        if name_end == at {
            return found;
        }
        let name = tag[at..name_end].to_ascii_lowercase();
        at = skip(tag, name_end, |c| c.is_ascii_whitespace());
        let Some(rest) = tag[at..].strip_prefix('=') else { continue };
        at = skip(tag, tag.len() - rest.len(), |c| c.is_ascii_whitespace());
        let value = match tag[at..].chars().next() {
            Some(quote @ ('"' | '\'')) => at + 1..skip(tag, at + 1, |c| c != quote),
            _ => at..skip(tag, at, |c| !c.is_ascii_whitespace() && c != '>'),
        };
        let is_quoted = value.start > at;
        at = (value.end + usize::from(is_quoted)).min(tag.len());
        if found.iter().all(|(known, _)| *known != name) {
            found.push((name, value));
        }
    }
}

/// The end of the characters from `at` on for which `matches` holds.
fn skip(text: &str, at: usize, matches: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !matches(c)).map_or(text.len(), |len| at + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_places() {
        let shown = |tag: &'static str| {
            attributes(tag).into_iter().map(|(name, value)| (name, &tag[value])).collect::<Vec<_>>()
        };
        let of = |name: &str, value: &'static str| (name.to_owned(), value);
        assert_eq!(shown("<a HREF = \"x y\" b id='é>' c=d/e>"), [of("href", "x y"), of("id", "é>"), of("c", "d/e")]);
        assert_eq!(shown("<br/>"), []);
        assert_eq!(shown("<img src=a src=b/>"), [of("src", "a")]);
        for odd in ["<", "<a", "<a b=", "<a b='c", "<a =x>", ""] {
            let _ = attributes(odd);
        }
        assert_eq!(shown("<a b='c"), [of("b", "c")]);
    }
}
