//! Globs of chapters.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::strict::Issue;

/// The globs of a list of chapters; `*` stops at `/`.
///
/// # Errors
/// If one is no glob.
pub(crate) fn globs(patterns: &[String]) -> Result<GlobSet, Issue> {
    let mut set = GlobSetBuilder::new();
    for (index, pattern) in patterns.iter().enumerate() {
        let place = |error: globset::Error| {
            Issue::new(format!("`{pattern}` is not a glob: {}", error.kind())).under(index.to_string())
        };
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().map_err(place)?);
    }
    set.build().map_err(|error| Issue::new(error.to_string()))
}
