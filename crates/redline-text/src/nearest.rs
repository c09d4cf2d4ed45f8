//! Suggestions for misspelled names.

/// The name of `known` that is most similar to `name`, if one is similar.
pub fn nearest(name: &str, known: impl IntoIterator<Item = impl AsRef<str>>) -> Option<String> {
    let name = name.to_lowercase();
    let max_distance = |known: &str| 1 + known.len() / 4;
    // The distance is at least the difference of the lengths, which is much faster to compute.
    let is_possible = |known: &str| name.chars().count().abs_diff(known.chars().count()) <= max_distance(known);
    known
        .into_iter()
        .filter(|known| is_possible(known.as_ref()))
        .map(|known| (strsim::damerau_levenshtein(&name, &known.as_ref().to_lowercase()), known))
        .filter(|(distance, known)| *distance <= max_distance(known.as_ref()))
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
