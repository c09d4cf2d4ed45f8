//! The style report: one page that says how a book stands and where to spend the next hour.
//!
//! 1. `model`: the report as data, which `report --json` prints. `survey` makes it from what a run found, with
//!    `finding_rows`, `ranking` and `whole`; `figures` is what it needs of each chapter by itself, `layout` among it.
//! 2. `method`: how each figure is made; what is counted in the text is in [`readability`](super::readability).
//! 3. `place`, `source_link`: where things are, on the pages and in the repository.
//! 4. `record`, `trend`: how the book stood at its commits, and whether it is getting better.
//! 5. `merged`: several books on one page, by their records.
//! 6. `outline`: what the page says, in its order, made of `part`s; `html`, with its `chart`s, and `markdown` write that.

mod chart;
mod date;
mod figures;
mod finding_rows;
mod html;
mod layout;
mod markdown;
mod merged;
mod method;
mod model;
mod outline;
mod part;
mod place;
mod ranking;
mod record;
mod source_link;
mod survey;
mod trend;
mod whole;

pub use date::is_date;
pub use figures::BookFigures;
pub use html::{page as html_page, standalone};
pub use markdown::page as markdown_page;
pub use merged::{RecordedBook, books_page};
pub use method::{METHOD, Method};
pub use model::{
    AcronymFigures, AcronymRow, ChapterRow, ConventionRow, FindingRow, FixRow, LayoutRow, LevelCounts, LongSentence,
    PlaceRow, Quote, Readability, RuleRow, StyleReport, SuppressionFigures, Task, TemplateRow, TermRow, Unchecked,
    Verdict,
};
pub use record::{Metrics, Record, RecordError, RecordedChapter, append_record, read_records, records_of};
pub use source_link::SourceLinks;
pub use survey::{Survey, style_report};
pub use trend::{Change, RuleChange, Trend, TrendPoint};
