//! A book's own style sheet: what it does where it could do otherwise.

use super::{Habits, HeadingCase, PUNCTUATION, Variants};
use crate::document::Document;

/// One line of a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    /// What is done.
    pub title: String,
    /// How it is done in most places.
    pub form: String,
    /// How many places do it so.
    pub count: usize,
    /// How many places there are.
    pub total: usize,
}

/// What the chapters of a book do, each with its index in the book; `case` is how they write headings, if that is known.
pub fn style_sheet(chapters: &[(usize, &Document)], case: Option<&HeadingCase>) -> Vec<Habit> {
    let documents: Vec<&Document> = chapters.iter().map(|(_, document)| *document).collect();
    let mut sheet = Vec::new();
    let counted = case.is_none().then(|| HeadingCase::of_book(chapters));
    let case = case.or(counted.as_ref());
    for level in 1..=6 {
        let Some(verdict) = case.and_then(|case| case.verdict(level)) else { continue };
        let title = format!("h{level} headings");
        let form = format!("{} case", verdict.value.as_str());
        sheet.push(Habit { title, form, count: verdict.count, total: verdict.total });
    }
    // Where levels agree, one line says it.
    if sheet.windows(2).all(|pair| (&pair[0].form, pair[0].total) == (&pair[1].form, pair[1].total)) {
        sheet.truncate(1);
        for habit in &mut sheet {
            "headings".clone_into(&mut habit.title);
        }
    }
    let habits = Habits::of(&documents, &PUNCTUATION, true);
    for convention in PUNCTUATION {
        let Some(verdict) = habits.verdict(convention) else { continue };
        let form = convention.forms[verdict.value].to_owned();
        sheet.push(Habit { title: convention.title.to_owned(), form, count: verdict.count, total: verdict.total });
    }
    let words = Variants::of(&documents);
    sheet.extend(words.chosen().map(|(word, count, total)| Habit {
        title: "word".to_owned(),
        form: word.to_owned(),
        count,
        total,
    }));
    sheet
}
