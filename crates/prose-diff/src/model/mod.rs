//! What a diff consists of: blocks, sections, rows, runs, changes and statistics. All of it is data that can be
//! serialized.

mod block;
mod change;
mod fallback;
mod row;
mod run;
mod section;
mod statistics;
mod styles;

pub use block::{Block, BlockKind};
pub use change::{Change, ChangeKind, ImageSide};
pub use fallback::Fallback;
pub use row::{Body, Cells, Line, Relation, Row, TableRow};
pub use run::{Mark, Run, RunSide};
pub use section::{Section, SectionSide};
pub use statistics::{Statistics, WordCounts};
pub use styles::Styles;
