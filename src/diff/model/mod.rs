//! What a diff consists of: blocks, sections, rows, runs, changes and statistics. All of it is data that can be
//! serialized.

pub(crate) mod block;
pub(crate) mod change;
pub(crate) mod fallback;
pub(crate) mod row;
pub(crate) mod run;
pub(crate) mod section;
pub(crate) mod statistics;
pub(crate) mod styles;
