//! The numbers of footnotes on the page.

use std::collections::HashMap;

/// The labels of a chapter's footnotes, numbered in the order of their first references.
#[derive(Debug, Default)]
pub(super) struct FootnoteNumbers(HashMap<String, usize>);

impl FootnoteNumbers {
    /// The number of the footnote that a reference with this label leads to.
    pub(super) fn number(&mut self, label: &str) -> usize {
        if let Some(&known) = self.0.get(label) {
            return known;
        }
        let number = self.0.len() + 1;
        self.0.insert(label.to_owned(), number);
        number
    }
}
