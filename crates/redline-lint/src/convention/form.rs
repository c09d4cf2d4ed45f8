//! Punctuation that can be written in several forms, of which a book should use one.

use rayon::prelude::*;

use super::marks::MarkedText;
use super::vote::{Verdict, Vote};
use redline_document::document::Document;
use redline_document::document::EnglishTexts;
use redline_document::source::Span;

/// Forms of which a book should use one.
pub struct Convention {
    /// Rule that enforces it.
    pub rule: &'static str,
    /// Title in a style sheet, unique among conventions.
    pub title: &'static str,
    /// Forms, as examples.
    pub forms: &'static [&'static str],
    /// Names of the forms in options.
    pub names: &'static [&'static str],
    /// Number of uses that establish a convention.
    pub minimum: usize,
    /// Finds the uses of a text: each with the index of its form and its bytes.
    pub(super) find: fn(&MarkedText<'_>) -> Vec<(usize, Span)>,
    /// Rewrites a use in another form, if that is known.
    pub rewrite: fn(&str, usize) -> Option<String>,
}

/// Use of one of the forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormUse {
    /// Index of the form.
    pub form: usize,
    /// Index of its text in [`Document::prose`].
    pub prose: usize,
    /// Bytes of that text.
    pub span: Span,
}

impl Convention {
    /// Uses of the forms in a chapter, in order.
    pub fn uses(&self, document: &Document) -> Vec<FormUse> {
        let texts = document.prose.iter().map(|block| MarkedText::new(document, block)).enumerate();
        texts.flat_map(|(index, text)| self.uses_in(index, &text)).collect()
    }

    fn uses_in(&self, prose: usize, text: &MarkedText<'_>) -> Vec<FormUse> {
        let mut found = (self.find)(text);
        found.sort_unstable_by_key(|(_, span)| span.start);
        found.into_iter().map(|(form, span)| FormUse { form, prose, span }).collect()
    }
}

/// Majority form of each convention in a book.
#[derive(Debug, Default)]
pub struct MajorityForms {
    verdicts: Vec<(&'static str, Verdict<usize>)>,
}

impl MajorityForms {
    /// Counts the forms in the chapters; of a book in English, only in its English texts.
    pub fn of(documents: &[&Document], conventions: &[&Convention], is_english: bool) -> Self {
        let forms_of_chapter = |document: &&Document| {
            let mut forms = vec![Vec::new(); conventions.len()];
            let is_counted = |text| !is_english || document.language().is_english(text, EnglishTexts::UnlessOther);
            for (index, block) in document.prose.iter().enumerate().filter(|(index, _)| is_counted(*index)) {
                let text = MarkedText::new(document, block);
                for (convention, forms) in conventions.iter().zip(&mut forms) {
                    forms.extend(convention.uses_in(index, &text).into_iter().map(|found| found.form));
                }
            }
            forms
        };
        let chapters: Vec<Vec<Vec<usize>>> = documents.par_iter().map(forms_of_chapter).collect();
        let verdict = |(index, convention): (usize, &&Convention)| {
            let mut vote = Vote::default();
            chapters.iter().flat_map(|forms| &forms[index]).for_each(|form| vote.cast(*form, ()));
            vote.verdict(convention.minimum).map(|verdict| (convention.title, verdict))
        };
        Self { verdicts: conventions.iter().enumerate().filter_map(verdict).collect() }
    }

    /// Majority form of a convention, if it is used often enough.
    pub fn verdict(&self, convention: &Convention) -> Option<&Verdict<usize>> {
        self.verdicts.iter().find(|(title, _)| *title == convention.title).map(|(_, verdict)| verdict)
    }

    /// Form that the remaining uses should have, since nearly all have it.
    pub fn settled(&self, convention: &Convention) -> Option<usize> {
        self.verdict(convention).filter(|verdict| verdict.is_settled()).map(|verdict| verdict.value)
    }
}

impl std::fmt::Debug for Convention {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Convention").field("rule", &self.rule).finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::Convention;
    use redline_document::document::{Dialect, Document};

    /// Uses of the forms in a text: form and words of each.
    pub(in super::super) fn forms(convention: &Convention, text: &str) -> Vec<(usize, String)> {
        let document = Document::of_text(text, &Dialect::default());
        let words = |found: &super::FormUse| document.prose[found.prose].prose.text()[found.span.clone()].to_owned();
        convention.uses(&document).iter().map(|found| (found.form, words(found))).collect()
    }
}
