//! The numbers of footnotes on the page.

/// The labels of a chapter's footnotes in the order of their first references, which numbers them.
#[derive(Debug, Default)]
pub(super) struct FootnoteNumbers(Vec<String>);

impl FootnoteNumbers {
    /// The number of the footnote that a reference with this label leads to.
    pub(super) fn number(&mut self, label: &str) -> usize {
        let known = self.0.iter().position(|known| known == label);
        known.unwrap_or_else(|| {
            self.0.push(label.to_owned());
            self.0.len() - 1
        }) + 1
    }
}
