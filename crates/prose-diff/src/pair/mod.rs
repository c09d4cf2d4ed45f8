//! Corresponding sections and blocks of two versions.

mod best_first;
mod blocks;
mod crossing;
mod gaps;
mod leftover;
mod moved;
mod pairs;
mod rarity;
mod renamed;
mod section_index;
mod sections;
mod size;

pub(crate) use blocks::pair_blocks;
pub(crate) use pairs::Pair;
pub(crate) use sections::{SectionPair, Sections, pair_sections};
