//! Numbers of applied fixes by aspect.

use serde::Serialize;

use redline_document::edit::{Aspect, Fix};

/// Numbers of fixes applied to a text, by aspect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FixCounts {
    /// Fixes of headings and sections.
    pub structure: usize,
    /// Fixes of the book's own terms.
    pub terms: usize,
    /// Fixes of wording.
    pub wording: usize,
}

impl FixCounts {
    /// Counts of some fixes.
    pub(super) fn of(fixes: &[&Fix]) -> Self {
        let count = |aspect: Aspect| fixes.iter().filter(|fix| fix.aspect == aspect).count();
        Self { structure: count(Aspect::Structure), terms: count(Aspect::Terms), wording: count(Aspect::Wording) }
    }

    /// Sum of the counts.
    pub(super) fn total(&self) -> usize {
        self.structure + self.terms + self.wording
    }

    /// Adds other counts to these.
    pub(super) fn add(&mut self, other: Self) {
        self.structure += other.structure;
        self.terms += other.terms;
        self.wording += other.wording;
    }

    /// `normalised by redline: 3 fixes of headings and sections, 1 of terms, 2 of wording`; `None` if there are no fixes.
    pub fn line(&self) -> Option<String> {
        let parts = [(self.structure, "headings and sections"), (self.terms, "terms"), (self.wording, "wording")];
        let counts = parts.into_iter().filter(|(count, _)| *count > 0).enumerate().map(|(index, (count, what))| {
            let noun = match (index, count) {
                (0, 1) => " fix",
                (0, _) => " fixes",
                _ => "",
            };
            format!("{count}{noun} of {what}")
        });
        let counts: Vec<String> = counts.collect();
        (!counts.is_empty()).then(|| format!("normalised by redline: {}", counts.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_lists_each_aspect() {
        let line = |structure, terms, wording| FixCounts { structure, terms, wording }.line();
        assert_eq!(line(0, 0, 0), None);
        assert_eq!(line(0, 1, 0).as_deref(), Some("normalised by redline: 1 fix of terms"));
        assert_eq!(
            line(3, 1, 2).as_deref(),
            Some("normalised by redline: 3 fixes of headings and sections, 1 of terms, 2 of wording")
        );
    }
}
