//! Tokens that Unicode's word boundaries would divide: addresses, paths, versions, masked names.

use redline_text::Span;

/// The part of a chunk without white space that is one token: an address, a path, a version.
pub(crate) fn joined(chunk: &str) -> Option<Span> {
    if let Some(mask) = mask(chunk) {
        return Some(mask);
    }
    let is_candidate = |byte: u8| matches!(byte, b'/' | b'\\' | b':' | b'@') || byte.is_ascii_digit();
    if !chunk.bytes().any(is_candidate) {
        return None;
    }
    let opens = |c: char| !(c.is_alphanumeric() || matches!(c, '/' | '~' | '.' | '_' | '@' | '\\'));
    let closes = |c: char| !(c.is_alphanumeric() || matches!(c, '/' | '_' | '=' | '&' | '#' | '\\' | '+'));
    let start = chunk.len() - chunk.trim_start_matches(opens).len();
    let end = chunk.trim_end_matches(closes).len();
    let inner = chunk.get(start..end).filter(|inner| !inner.is_empty())?;
    // The arguments of a call are not part of its name; an address may have brackets.
    let call = inner.find('(').filter(|_| !inner.contains("://"));
    let (inner, end) = call.map_or((inner, end), |open| (&inner[..open], start + open));
    let between = |mark: &str| {
        inner.match_indices(mark).any(|(at, _)| {
            inner[..at].ends_with(char::is_alphanumeric)
                && inner[at + mark.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '<' | '.'))
        })
    };
    let is_path = between("/") || between("\\") || (inner.starts_with(['/', '~', '\\']) && inner.len() > 1);
    let is_joined = is_path || inner.contains("://") || between("::") || between("@") || is_version(inner);
    is_joined.then_some(start..end)
}

/// A masked name such as `[VENDOR-1]`, with a possessive ending.
fn mask(chunk: &str) -> Option<Span> {
    let start = chunk.find('[')?;
    let inner = chunk[start + 1..].split_once(']')?.0;
    let is_mask = inner.starts_with(|c: char| c.is_ascii_uppercase())
        && inner.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
    let mut end = start + inner.len() + 2;
    for possessive in ["'s", "’s"] {
        if chunk[end..].starts_with(possessive) {
            end += possessive.len();
        }
    }
    (is_mask && inner.len() > 1).then_some(start..end)
}

/// A version such as `1.2.3`, `v2.0`, `1.2.3-beta.1+5`: digits, a dot, digits, and no character that versions lack.
fn is_version(word: &str) -> bool {
    let word = word.strip_prefix(['v', 'V']).unwrap_or(word);
    let mut parts = word.split('.');
    let is_number =
        |part: Option<&str>| part.is_some_and(|part| part.bytes().next().is_some_and(|b| b.is_ascii_digit()));
    is_number(parts.next())
        && is_number(parts.next())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn addresses_paths_versions_and_masks_are_one_token() {
        for (chunk, token) in [
            ("(https://a.b/c?d=e).", "https://a.b/c?d=e"),
            ("`src/main.rs`,", "src/main.rs"),
            ("/etc", "/etc"),
            ("~/x", "~/x"),
            ("\\x", "\\x"),
            ("a\\b", "a\\b"),
            ("std::vec::Vec", "std::vec::Vec"),
            ("a@b.c;", "a@b.c"),
            ("a/_b", "a/_b"),
            ("a::<b", "a::<b"),
            ("a::b(c/d)", "a::b"),
            ("https://a.b/c_(d)e", "https://a.b/c_(d)e"),
            ("v1.2,", "v1.2"),
            ("V2.0", "V2.0"),
            ("(1.2.3-beta.1+5)", "1.2.3-beta.1+5"),
            ("[VENDOR-1]'s", "[VENDOR-1]'s"),
            ("[VENDOR]’s,", "[VENDOR]’s"),
            ("x[A_1]", "[A_1]"),
        ] {
            assert_eq!(joined(chunk).map(|span| &chunk[span]), Some(token), "{chunk}");
        }
    }

    #[test]
    fn other_words_are_divided_as_usual() {
        for chunk in [
            "word",
            "long-term",
            "/",
            "a/",
            "/)",
            "1,000",
            "1.",
            "v1",
            "1.x",
            "x.1",
            "1.2é",
            "note:",
            "@x",
            "[ok]",
            "[A]",
            "[1A]",
            "[A b",
        ] {
            assert_eq!(joined(chunk), None, "{chunk}");
        }
    }
}
