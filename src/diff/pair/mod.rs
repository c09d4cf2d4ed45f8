//! Corresponding sections and blocks of two versions.

mod best_first;
pub(crate) mod blocks;
pub(crate) mod sections;
