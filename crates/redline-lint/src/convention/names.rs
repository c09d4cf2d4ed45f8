//! List of names: products, languages, days.

use std::collections::HashSet;
use std::sync::LazyLock;

static NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("names.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether `word` is a name that keeps its case everywhere.
pub(super) fn is_name(word: &str) -> bool {
    NAMES.contains(word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
}
