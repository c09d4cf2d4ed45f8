//! Corresponding sections and blocks of two versions.

mod best_first;
mod blocks;
mod sections;

pub(crate) use blocks::{Pair, pair_blocks};
pub(crate) use sections::{SectionPair, Sections, pair_sections};
