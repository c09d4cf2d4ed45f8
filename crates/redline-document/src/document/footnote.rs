//! The numbers of footnotes on the page.

use std::collections::HashMap;

use super::IdScheme;
use crate::source::Span;

/// The labels of a chapter's footnotes, numbered in the order of their first references.
#[derive(Debug, Default)]
pub(super) struct FootnoteNumbers {
    numbers: HashMap<String, usize>,
    /// End of the last reference.
    last_end: usize,
}

impl FootnoteNumbers {
    /// What mdBook shows of a reference at `span` of the text, as far as it counts for ids.
    pub(super) fn shown(&mut self, label: &str, text: &str, span: &Span, scheme: IdScheme) -> String {
        let follows_another = self.last_end == span.start;
        self.last_end = span.end;
        match scheme {
            // A label before another one is text.
            IdScheme::V04 if is_label(&text[span.end..]) => text[span.clone()].to_owned(),
            IdScheme::V05 if follows_another => format!(" {}", self.number(label)),
            _ => self.number(label).to_string(),
        }
    }

    /// The number of the footnote that a reference with this label leads to.
    pub(super) fn number(&mut self, label: &str) -> usize {
        if let Some(&known) = self.numbers.get(label) {
            return known;
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(label.to_owned(), number);
        number
    }
}

/// Whether a text begins with the label of a footnote, which need not be defined.
fn is_label(text: &str) -> bool {
    let Some(label) = text.strip_prefix("[^") else { return false };
    let end = label.find(['[', ']', '\n', '\r']).filter(|&end| label[end..].starts_with(']'));
    end.is_some_and(|end| !label[..end].trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_label_makes_text_of_the_label_before_it() {
        for text in ["[^a]", "[^a b] c", "[^gone]("] {
            assert!(is_label(text), "{text}");
        }
        for text in ["", "[a]", "[^]", "[^ ]", "[^a\n]", "[^a[b]]", "[^a", " [^a]"] {
            assert!(!is_label(text), "{text}");
        }
    }
}
