//! The change report of a chapter: problem statement, old version, new version, changes.
//!
//! Panels are closed until they are opened, need no script, and are one line of HTML together; other renderers get the
//! same as plain Markdown.

mod authorship;
mod code;
mod comments;
mod context;
mod critic;
mod earlier;
mod entries;
mod figures;
mod headline;
mod html;
mod inline;
mod labels;
mod list;
mod markdown;
mod notes;
mod overview;
mod page;
mod placement;
mod report;
mod row_writer;
mod rows;
mod segments;
mod standalone;
mod table;
mod tags;
mod versions;
mod view;

pub use comments::{SuppliedTexts, without_comments};
pub use critic::critic_markup;
pub use earlier::{EarlierError, EarlierVersion, EarlierVersions, RemovedChapter};
pub use figures::ReadingFigures;
pub use overview::{ChangedChapter, Presence, overview};
pub use placement::{placed, without_marker};
pub use report::ChangeReport;
pub use standalone::standalone;
pub use versions::{ComparedTexts, Comparison, source_lines};
