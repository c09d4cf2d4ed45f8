//! Titles as they are compared.

/// What two titles that mean the same section have in common: case, numbers in front, punctuation behind, and the
/// shape of apostrophes make no difference.
pub fn title_key(title: &str) -> String {
    let plain = title.replace(['\u{2019}', '\u{2018}'], "'").replace(['*', '`', '_'], "");
    let words = plain.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    // A title of digits alone has nothing else to be known by.
    let words = if words.trim().is_empty() { plain.as_str() } else { words };
    let words = words.trim().trim_end_matches([':', '.', '?', '!', '…']);
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_difference() {
        for title in ["What’s next?", "what's  Next", "3. What's next", "**What's next**", "What's next:"] {
            assert_eq!(title_key(title), "what's next", "{title}");
        }
        assert_eq!(title_key("2026"), "2026");
        assert_eq!(title_key("0.5 release"), "release");
    }
}
