//! Several books as a table in a terminal.

use std::fmt::Write;

use super::super::numbers::{count_of, decimal, or_dash, thousands};
use super::super::record::date;
use super::page::verdict;
use super::{Books, RecordedBook};

/// A summary of the books and a table with a line for each, the one with most weight first.
pub fn books_table(books: &[RecordedBook]) -> String {
    let books = Books::of(books);
    let mut out = format!(
        "{}: {} ({}), {}\nSince about a month: {} new, {} fixed; {}\n\n",
        count_of(books.ranked.len(), "book"),
        count_of(books.counts.total(), "finding"),
        count_of(books.counts.errors, "error"),
        count_of(books.words, "word"),
        thousands(books.new),
        thousands(books.fixed),
        books.verdicts(),
    );
    let head = ["Book", "Weight", "Per 1,000", "Errors", "Findings", "New", "Fixed", "Recorded", "Trend"];
    let mut lines = vec![head.map(str::to_owned)];
    lines.extend(books.ranked.iter().map(|book| cells(book)));
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 9] = std::array::from_fn(width);
    for line in &lines {
        let mut text = String::new();
        for (index, (cell, width)) in line.iter().zip(widths).enumerate() {
            // Numbers are aligned right.
            let _ = match index {
                0 => write!(text, "{cell:<width$}"),
                1..=6 => write!(text, "  {cell:>width$}"),
                _ => write!(text, "  {cell:<width$}"),
            };
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out.replace('\u{a0}', " ")
}

fn cells(book: &RecordedBook) -> [String; 9] {
    let last = &book.last;
    let count = |count: Option<usize>| count.map_or_else(|| "–".to_owned(), thousands);
    let step = book.change.as_ref().map(|change| change.step);
    [
        book.title.clone(),
        decimal(book.weight(), 1),
        or_dash(last.metrics.weighted_density, 2),
        thousands(last.counts.errors),
        thousands(last.counts.total()),
        count(step.map(|step| step.new)),
        count(step.map(|step| step.fixed)),
        date(last),
        verdict(book),
    ]
}
