//! Things that a book can do in several ways, each way a form: counted in all chapters, so that the rest
//! can follow the most.

use rayon::prelude::*;

use super::marks::Marks;
use super::{Verdict, Vote};
use crate::document::Document;
use crate::language::EnglishTexts;
use crate::source::Span;

/// One thing that is done in several forms.
pub struct Convention {
    /// The rule that asks for it.
    pub rule: &'static str,
    /// Its title in a style sheet, which no other has.
    pub title: &'static str,
    /// The forms, as examples.
    pub forms: &'static [&'static str],
    /// Their names in options, as many.
    pub names: &'static [&'static str],
    /// How many places show that there is a habit.
    pub minimum: usize,
    /// Finds the places of a chapter by its punctuation marks.
    pub(super) find: fn(&Marks<'_>) -> Vec<FormUse>,
    /// The words of a place in another form, if that can be told.
    pub rewrite: fn(&str, usize) -> Option<String>,
}

/// A place that uses one of the forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormUse {
    /// Which of the forms.
    pub form: usize,
    /// The index of its text in [`Document::prose`].
    pub prose: usize,
    /// Bytes of that text.
    pub span: Span,
}

impl Convention {
    /// The places of a chapter that use one of the forms, in order.
    pub fn uses(&self, document: &Document) -> Vec<FormUse> {
        (self.find)(&Marks::of(document))
    }
}

/// What a book does, convention by convention.
#[derive(Debug, Default)]
pub struct Habits {
    votes: Vec<(&'static str, Verdict<usize>)>,
}

impl Habits {
    /// Counts what the chapters do; those of a book in English, in their texts in English.
    pub fn of(documents: &[&Document], conventions: &[&Convention], is_english: bool) -> Self {
        // One pass over a chapter finds the marks of all conventions.
        let forms_of_chapter = |document: &&Document| {
            let marks = Marks::of(document);
            let is_counted = |text| !is_english || document.language().is_english(text, EnglishTexts::UnlessOther);
            let forms = |convention: &&Convention| {
                let uses = (convention.find)(&marks).into_iter().filter(|found| is_counted(found.prose));
                uses.map(|found| found.form).collect::<Vec<_>>()
            };
            conventions.iter().map(forms).collect::<Vec<_>>()
        };
        let chapters: Vec<Vec<Vec<usize>>> = documents.par_iter().map(forms_of_chapter).collect();
        let verdict = |(index, convention): (usize, &&Convention)| {
            let mut vote = Vote::default();
            chapters.iter().flat_map(|forms| &forms[index]).for_each(|form| vote.cast(*form, ()));
            vote.verdict(convention.minimum).map(|verdict| (convention.title, verdict))
        };
        Self { votes: conventions.iter().enumerate().filter_map(verdict).collect() }
    }

    /// What most places do, if enough of them show it.
    pub fn verdict(&self, convention: &Convention) -> Option<&Verdict<usize>> {
        self.votes.iter().find(|(title, _)| *title == convention.title).map(|(_, verdict)| verdict)
    }

    /// The form that the rest should follow: nearly all places have it.
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
    use crate::document::{Dialect, Document};

    /// The forms that a text shows, and the words that show them.
    pub(in super::super) fn forms(convention: &Convention, text: &str) -> Vec<(usize, String)> {
        let document = Document::of_text(text, &Dialect::default());
        let words = |found: &super::FormUse| document.prose[found.prose].prose.text()[found.span.clone()].to_owned();
        convention.uses(&document).iter().map(|found| (found.form, words(found))).collect()
    }
}
