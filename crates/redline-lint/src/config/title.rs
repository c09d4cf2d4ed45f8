//! Comparison of titles.

/// Normalized title, by which titles of the same section are equal: without case, leading numbers, trailing punctuation
/// and the form of apostrophes.
pub fn title_key(title: &str) -> String {
    let plain = title.replace(['\u{2019}', '\u{2018}'], "'").replace(['*', '`', '_'], "");
    let words = plain.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    // A title of digits alone has no other words.
    let words = if words.trim().is_empty() { plain.as_str() } else { words };
    let words = words.trim().trim_end_matches([':', '.', '?', '!', '…']);
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equivalent_titles_have_one_key() {
        for title in ["What’s next?", "what's  Next", "3. What's next", "**What's next**", "What's next:"] {
            assert_eq!(title_key(title), "what's next", "{title}");
        }
        assert_eq!(title_key("2026"), "2026");
        assert_eq!(title_key("0.5 release"), "release");
    }
}
