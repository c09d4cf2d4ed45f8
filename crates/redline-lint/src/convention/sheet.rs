//! Style sheet of a book: its majority form wherever there are several.

use super::{HeadingCase, MajorityForms, PUNCTUATION, Variants};
use redline_document::document::Document;

/// Entry of a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleSheetEntry {
    /// Subject of the convention.
    pub title: String,
    /// Majority form.
    pub form: String,
    /// Number of uses in that form.
    pub count: usize,
    /// Number of all uses.
    pub total: usize,
}

/// Style sheet of the chapters, each given with its index in the book. `case` is computed unless it is given.
pub fn style_sheet(chapters: &[(usize, &Document)], case: Option<&HeadingCase>) -> Vec<StyleSheetEntry> {
    let documents: Vec<&Document> = chapters.iter().map(|(_, document)| *document).collect();
    let mut sheet = Vec::new();
    let counted = case.is_none().then(|| HeadingCase::of_book(chapters));
    let case = case.or(counted.as_ref());
    for (level, verdict) in case.into_iter().flat_map(HeadingCase::verdicts) {
        let title = match level {
            Some(level) => format!("h{level} headings"),
            None => "headings".to_owned(),
        };
        let form = format!("{} case", verdict.value.as_str());
        sheet.push(StyleSheetEntry { title, form, count: verdict.count, total: verdict.total });
    }
    let majority = MajorityForms::of(&documents, &PUNCTUATION, true);
    for convention in PUNCTUATION {
        let Some(verdict) = majority.verdict(convention) else { continue };
        let form = convention.forms[verdict.value].to_owned();
        sheet.push(StyleSheetEntry {
            title: convention.title.to_owned(),
            form,
            count: verdict.count,
            total: verdict.total,
        });
    }
    let words = Variants::of(&documents);
    sheet.extend(words.chosen().map(|(word, count, total)| StyleSheetEntry {
        title: "word".to_owned(),
        form: word.to_owned(),
        count,
        total,
    }));
    sheet
}
