//! Capitalisation.

/// `form`, capitalised if `word` is.
pub fn cased_as(word: &str, form: &str) -> String {
    if word.starts_with(char::is_uppercase) { capitalised(form) } else { form.to_owned() }
}

/// `word` with its first letter in upper case.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
