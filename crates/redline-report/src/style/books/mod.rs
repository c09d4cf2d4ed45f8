//! Several books, each by its records: the page and the table of a team.

mod page;
mod section;
mod terminal;

use serde::Serialize;

use super::model::{Change, LevelCounts, Record, Trend, TrendVerdict};
use super::record::weighted;
use super::trend::trend_of;

pub use page::books_page;
pub use terminal::books_table;

/// A book known by its records.
#[derive(Clone, Debug, Serialize)]
pub struct RecordedBook {
    /// The title; the name of the file if the record has no title.
    pub title: String,
    /// The comparison of the last record with about a month before.
    pub change: Option<Change>,
    /// The comparison of the last record with the one before it.
    pub latest: Option<Change>,
    /// Its records, by date; never empty.
    pub records: Vec<Record>,
    #[serde(skip)]
    trend: Trend,
    /// The last record.
    #[serde(skip)]
    last: Record,
}

impl RecordedBook {
    /// A book with its records by date; `None` if there are none.
    pub fn new(title: String, records: Vec<Record>) -> Option<Self> {
        let last = records.last()?.clone();
        let trend = trend_of(&records, &last);
        Some(Self { title, change: trend.change.clone(), latest: trend.latest.clone(), records, trend, last })
    }

    fn weight(&self) -> f64 {
        weighted(self.last.counts)
    }
}

/// Several books, the one with most weight first, and what they add up to.
struct Books<'a> {
    ranked: Vec<&'a RecordedBook>,
    words: usize,
    chapters: usize,
    counts: LevelCounts,
    weight: f64,
    new: usize,
    fixed: usize,
}

impl<'a> Books<'a> {
    fn of(books: &'a [RecordedBook]) -> Self {
        let mut ranked: Vec<&RecordedBook> = books.iter().collect();
        ranked.sort_by(|one, other| other.weight().total_cmp(&one.weight()));
        let mut all =
            Self { ranked, words: 0, chapters: 0, counts: LevelCounts::default(), weight: 0.0, new: 0, fixed: 0 };
        for book in books {
            let last = &book.last;
            all.words += last.words;
            all.chapters += last.chapters.len();
            all.counts.errors += last.counts.errors;
            all.counts.warnings += last.counts.warnings;
            all.counts.suggestions += last.counts.suggestions;
            all.weight += book.weight();
            if let Some(change) = &book.change {
                all.new += change.step.new;
                all.fixed += change.step.fixed;
            }
        }
        all
    }

    /// How many books became better, stayed about the same, became worse and have nothing to be compared with.
    fn verdicts(&self) -> String {
        let count = |wanted: Option<TrendVerdict>| {
            self.ranked.iter().filter(|book| book.change.as_ref().map(|change| change.step.verdict) == wanted).count()
        };
        let [better, same, worse] = [TrendVerdict::Better, TrendVerdict::AboutTheSame, TrendVerdict::Worse];
        let counted = [
            (count(Some(better)), "better"),
            (count(Some(same)), "about the same"),
            (count(Some(worse)), "worse"),
            (count(None), "without an earlier record"),
        ];
        let named = counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        named.collect::<Vec<_>>().join(", ")
    }
}
