//! Several books on one page, each by its last record.

use serde::Serialize;

use super::html::document;
use super::model::Record;
use super::node::{Cell, Node, left, or_dash, percent, right, short_commit, table, text, words};
use super::record::weighted;

/// A book known by its records.
#[derive(Clone, Debug, Serialize)]
pub struct RecordedBook {
    /// The title, or the name of the file if there is none.
    pub title: String,
    /// Its records, by date; never empty.
    pub records: Vec<Record>,
}

/// An HTML file with a table of books, the one with the highest weighted number of findings first. Books are not
/// compared with each other, since their rules differ.
pub fn books_page(books: &[RecordedBook]) -> String {
    document("Style of the books", &page(books))
}

fn page(books: &[RecordedBook]) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut ranked: Vec<(&RecordedBook, &Record)> =
        books.iter().filter_map(|book| Some((book, book.records.last()?))).collect();
    ranked.sort_by(|(_, one), (_, other)| weighted(other.counts).total_cmp(&weighted(one.counts)));
    nodes.push(Node::Paragraph(vec![text(
        "Each book as its last record has it; the one with most to be done first. Books with different rules cannot be \
         compared with each other.",
    )]));
    let columns = [
        left("Book"),
        left("Day"),
        left("Commit"),
        right("Chapters"),
        right("Words"),
        right("E"),
        right("W"),
        right("S"),
        right("Debt"),
        right("Weighted per 1,000"),
        right("Before"),
        right("Grade"),
        right("Terms"),
        right("Structure"),
    ];
    table("Books", &columns, ranked.iter().map(|(book, last)| row(book, last)).collect(), &mut nodes);
    nodes.push(Node::Paragraph(vec![text(
        "E errors, W warnings, S suggestions; debt is findings in the baseline; weighted counts an error 5, a warning 2, a \
         suggestion 0.5; before is the record before that, if it has the same rules; grade is LIX where a book is not \
         English; terms and structure are shares of places that are right.",
    )]));
    nodes
}

fn row(book: &RecordedBook, last: &Record) -> Vec<Cell> {
    let before = book.records.iter().rev().nth(1).filter(|before| before.rule_set == last.rule_set);
    let metrics = &last.metrics;
    let share = |share: Option<f64>| words(share.map_or_else(|| "–".to_owned(), percent));
    vec![
        words(book.title.as_str()),
        words(last.commit_date.split('T').next().unwrap_or_default()),
        Cell::Inlines(vec![short_commit(&last.commit)]),
        words(last.chapters.len().to_string()),
        words(last.words.to_string()),
        words(last.counts.errors.to_string()),
        words(last.counts.warnings.to_string()),
        words(last.counts.suggestions.to_string()),
        words(last.known.to_string()),
        words(or_dash(metrics.weighted_density, 2)),
        words(or_dash(before.and_then(|before| before.metrics.weighted_density), 2)),
        words(or_dash(metrics.grade, 1)),
        share(metrics.term_consistency),
        share(metrics.structure),
    ]
}
