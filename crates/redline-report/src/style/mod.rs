//! The style report: one page with the state of a book and the most worthwhile next steps.
//!
//! 1. `model`: the report as data, which `report --json` prints. `assemble` builds it from the `input`, with
//!    `finding_rows`, `layout_rows`, `ranking` and `book`; `figures` holds what depends on one chapter alone, with `layout`.
//! 2. `method`: the formula of each figure; words and sentences are counted in [`readability`](super::readability).
//! 3. `place`, `source_link`: locations on the pages and in the repository.
//! 4. `record`, `record_file`, `comparison`, `trend`: the figures of earlier commits, and the trend over them.
//! 5. `books`: several books on one page, by their records.
//! 6. `page`: the content of the page as `node`s, with `quotation`s of the book and `numbers` in one form; `html`, with its
//!    tables and charts, and `markdown` write them; `terminal` is the short form.

mod assemble;
mod book;
mod books;
mod chart;
mod comparison;
mod date;
mod figures;
mod finding_rows;
mod html;
mod html_table;
mod input;
mod layout;
mod layout_rows;
mod markdown;
mod method;
mod model;
mod node;
mod numbers;
mod page;
mod place;
mod quotation;
mod quoted;
mod ranking;
mod record;
mod record_file;
mod run;
mod source_link;
mod terminal;
mod time_chart;
mod trend;

pub use assemble::{possible_rule_sets, style_report};
pub use books::{RecordedBook, books_page, books_table};
pub use date::is_date;
pub use figures::BookFigures;
pub use html::{page as html_page, standalone};
pub use input::ReportInput;
pub use markdown::page as markdown_page;
pub use method::{METHOD, Method};
pub use model::{
    AcronymFigures, AcronymRow, BookLinks, Change, ChapterChange, ChapterRow, ConventionRow, FindingRow, FixRow,
    LayoutRow, LevelCounts, LongSentence, Marks, Metrics, PlaceRow, Quote, Readability, Record, RecordedChapter,
    RuleChange, RuleRow, Step, StyleReport, SuppressionFigures, Task, TemplateRow, TermRow, Trend, TrendPoint,
    TrendVerdict, Unchecked, Verdict,
};
pub use record_file::{RecordError, RecordFile, Records, SkippedLine, notes_on_skipped, read_records, records_of};
pub use run::{book_links, records_file, report_book};
pub use source_link::SourceLinks;
pub use terminal::Terminal;
