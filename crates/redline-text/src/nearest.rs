//! Suggestions for misspelled names.

/// The name of `known` that is most similar to `name`, if one is similar.
pub fn nearest(name: &str, known: impl IntoIterator<Item = impl AsRef<str>>) -> Option<String> {
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(&name, &known.as_ref().to_lowercase()), known))
        .filter(|(distance, known)| *distance <= 1 + known.as_ref().len() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known.as_ref().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_near_name_is_suggested() {
        assert_eq!(
            nearest("heading-incremnt", ["heading-increment", "empty-section"]).as_deref(),
            Some("heading-increment")
        );
        assert_eq!(nearest("fail_on", ["fail-on", "packs"]).as_deref(), Some("fail-on"));
        assert_eq!(nearest("colour", ["fail-on", "packs"]), None);
    }
}
