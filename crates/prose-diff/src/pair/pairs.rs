//! Pairs of blocks, and the blocks that are still without one.

use std::mem::discriminant;
use std::ops::Range;

use super::rarity::Rarity;
use crate::align::{Class, Unit};
use crate::flatten::{Leaf, Version};
use crate::model::BlockKind;

/// Corresponding blocks: one or more of each version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) before: Range<usize>,
    pub(crate) after: Range<usize>,
    /// Whether it moved by itself, not along with its section.
    pub(crate) moved: bool,
    /// Whether it is out of order, by itself or along with its section.
    pub(crate) out_of_order: bool,
}

impl Pair {
    /// Whether another pair that moved by itself follows this one in both versions.
    pub(crate) fn is_followed_by(&self, next: &Self) -> bool {
        self.moved && next.moved && self.before.end == next.before.start && self.after.end == next.after.start
    }
}

/// The blocks of both versions, and those that are paired so far.
pub(super) struct Blocks<'a> {
    pub(super) before: &'a Version<'a>,
    pub(super) after: &'a Version<'a>,
    pub(super) rarity: Rarity<'a>,
    pub(super) partner_before: Vec<bool>,
    pub(super) partner_after: Vec<bool>,
    pub(super) pairs: Vec<(Range<usize>, Range<usize>)>,
}

impl Blocks<'_> {
    pub(super) fn link(&mut self, before: Range<usize>, after: Range<usize>) {
        self.partner_before[before.clone()].fill(true);
        self.partner_after[after.clone()].fill(true);
        self.pairs.push((before, after));
    }
}

/// Blocks as texts to be aligned, counted from `first`; those that are taken match nothing.
pub(super) fn units<'a>(leaves: &'a [Leaf], is_taken: &[bool], first: usize) -> Vec<Unit<'a>> {
    let unit = |(at, (leaf, &is_taken)): (usize, (&'a Leaf, &bool))| {
        let (key, class) = if is_taken {
            // No other block has such a key: those of the texts are counted from zero.
            (u32::MAX - u32::try_from(first + at).unwrap_or(0), Class::Taken)
        } else {
            (leaf.key, class(leaf))
        };
        Unit { key, class, bag: &leaf.bag }
    };
    leaves.iter().zip(is_taken).enumerate().map(unit).collect()
}

/// Which blocks a block may become.
pub(super) fn class(leaf: &Leaf) -> Class {
    match leaf.kind {
        BlockKind::Item { .. } => Class::Item,
        BlockKind::Image => Class::Image,
        BlockKind::FrontMatter | BlockKind::Table | BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule => {
            Class::Other(Some(discriminant(&leaf.kind)))
        }
        _ => Class::Prose(Some(discriminant(&leaf.kind))),
    }
}
