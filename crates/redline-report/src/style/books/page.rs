//! The page of several books: a summary, a table of all, and a section for each.

use super::super::html::document;
use super::super::model::{TrendPoint, TrendVerdict};
use super::super::node::{
    Cell, Inline, Node, Row, TimePoint, explorer, left, or_dash, percent, right, strong, text, words,
};
use super::super::numbers::{count_of, decimal, signed_percent, thousands};
use super::super::record::date;
use super::section::section;
use super::{Books, RecordedBook};
use crate::style::date::day;

/// An HTML file with a table of books, the one with most weight first, and a section for each. Books are not compared with
/// each other, since their rules differ.
pub fn books_page(books: &[RecordedBook]) -> String {
    document("Style of the books", &page(&Books::of(books)))
}

fn page(books: &Books<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    nodes.push(Node::Paragraph(summary(books)));
    nodes.push(Node::Heading("Books"));
    let heaviest = books.ranked.first().map_or(0.0, |book| book.weight());
    let row = |(index, book): (usize, &&RecordedBook)| row(index, book, heaviest);
    let columns = [
        left("Book"),
        left("Trend").meaning(
            "Weighted findings per 1,000 words over time, interrupted where the rules changed, and the last record compared \
             with about a month before. Less than 5 % or the weight of one warning is about the same.",
        ),
        right("New").meaning("Findings that were not there about a month before."),
        right("Fixed").meaning("Findings that are no longer there."),
        right("Weight")
            .meaning("The findings, an error counting 5, a warning 2, a suggestion 0.5: how much there is to do.")
            .drawn("The bar is its share of the heaviest book."),
        right("Errors"),
        right("Findings"),
        right("Weighted").meaning("The weight per 1,000 words. Books with different rules cannot be compared by it."),
        right("Words"),
        right("Recorded").meaning("The day of the last record."),
    ];
    explorer(
        "Books, the one with most to do first",
        &columns,
        books.ranked.iter().enumerate().map(row).collect(),
        &mut nodes,
    );
    for (index, book) in books.ranked.iter().enumerate() {
        nodes.push(Node::NamedHeading(book.title.clone(), id(index)));
        section(book, &mut nodes);
    }
    nodes
}

/// What the books add up to, and where most is to be done.
fn summary(books: &Books<'_>) -> Vec<Inline> {
    let findings = count_of(books.counts.total(), "finding");
    let size = format!("{} in {}", count_of(books.words, "word"), count_of(books.chapters, "chapter"));
    let mut line = vec![
        strong(format!("{}: {findings}", count_of(books.ranked.len(), "book"))),
        text(format!(
            " ({}), {size}. Since about a month before the last record of each: ",
            count_of(books.counts.errors, "error")
        )),
        strong(format!("{} new, {} fixed", thousands(books.new), thousands(books.fixed))),
        text(format!("; {}.", books.verdicts())),
    ];
    if let Some(first) = books.ranked.first().filter(|first| first.weight() > 0.0 && books.ranked.len() > 1) {
        line.push(text(" Most is to be done in "));
        line.push(Inline::Link(first.title.clone(), format!("#{}", id(0))));
        line.push(text(format!(": {} of the weight of all findings.", percent(first.weight() / books.weight))));
    }
    line
}

/// The id of the section of a book.
fn id(index: usize) -> String {
    format!("book-{}", index + 1)
}

fn row(index: usize, book: &RecordedBook, heaviest: f64) -> Row {
    let last = &book.last;
    let step = book.change.as_ref().map(|change| change.step);
    let count = |count: Option<usize>| words(count.map_or_else(|| "–".to_owned(), thousands));
    let share = if heaviest > 0.0 { book.weight() / heaviest } else { 0.0 };
    let cells = vec![
        Cell::Inlines(vec![Inline::Link(book.title.clone(), format!("#{}", id(index)))]),
        Cell::Trend(
            vec![text(verdict(book).replace(' ', "\u{a0}"))],
            book.trend.points.iter().map(spark_point).collect(),
        ),
        count(step.map(|step| step.new)),
        count(step.map(|step| step.fixed)),
        Cell::Measured(decimal(book.weight(), 1), share),
        words(thousands(last.counts.errors)),
        words(thousands(last.counts.total())),
        words(or_dash(last.metrics.weighted_density, 2)),
        words(thousands(last.words)),
        words(date(last)),
    ];
    Row { cells, id: None, detail: None }
}

fn spark_point(point: &TrendPoint) -> TimePoint {
    TimePoint {
        day: point.date.as_deref().and_then(day),
        value: point.weighted_density,
        breaks: point.breaks,
        resized: None,
    }
}

/// The verdict with the relative change: `better, −12 %`.
pub(super) fn verdict(book: &RecordedBook) -> String {
    let Some(step) = book.change.as_ref().map(|change| change.step) else { return "nothing earlier".to_owned() };
    match step.density_change.filter(|_| step.verdict != TrendVerdict::AboutTheSame) {
        Some(change) => format!("{}, {}", step.verdict.words(), signed_percent(change)),
        None => step.verdict.words().to_owned(),
    }
}
