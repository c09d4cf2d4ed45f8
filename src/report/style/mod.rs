//! The style report: one page that says how a book stands and where to spend the next hour.
//!
//! 1. `model`: the report as data, which `report --json` prints. `survey` makes it from what a run found, with
//!    `finding_rows`, `ranking` and `whole`.
//! 2. `prose`, `syllable`, `formula`: what is counted in the text, and the formulas.
//! 3. `place`, `source_link`: where things are, on the pages and in the repository.
//! 4. `outline`: what the page says, in its order, made of `part`s; `html` and `markdown` write that.

mod finding_rows;
mod formula;
mod html;
mod markdown;
mod model;
mod outline;
mod part;
mod place;
mod prose;
mod ranking;
mod source_link;
mod survey;
mod syllable;
mod whole;

pub use formula::{Counts, METHOD, Method, Scores, SentenceLengths};
pub use html::{page as html_page, standalone};
pub use markdown::page as markdown_page;
pub use model::{
    ChapterRow, ConventionRow, FindingRow, FixRow, LevelCounts, LongSentence, PlaceRow, Quote, Readability, RuleRow,
    StyleReport, SuppressionFigures, Task, TemplateRow, TermRow, Unchecked, Verdict,
};
pub use source_link::SourceLinks;
pub use survey::{Survey, style_report};
