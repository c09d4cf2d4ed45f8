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
mod section_pairs;
mod sections;
mod size;

pub(crate) use blocks::pair_blocks;
pub(crate) use pairs::Pair;
pub(crate) use section_pairs::{SectionPair, Sections};
pub(crate) use sections::pair_sections;
