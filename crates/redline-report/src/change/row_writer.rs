//! Writer of the rows of one diff as HTML.

use std::collections::BTreeSet;

use prose_diff::Diff;

use super::authorship::Authorship;
use super::segments::Frames;
use super::view::{Numbers, View};
use crate::html::Writer;

/// Writer of the rows of one diff as HTML.
#[derive(Clone, Copy)]
pub(super) struct RowWriter<'a> {
    pub(super) diff: &'a Diff,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// Prefix of the ids in this report.
    pub(super) id: &'a str,
    pub(super) numbers: &'a Numbers,
    pub(super) frames: &'a Frames,
    pub(super) authorship: &'a Authorship,
    /// Whether both versions of changed blocks are also shown side by side.
    pub(super) has_sides: bool,
    /// Whether folded rows are counted only.
    pub(super) omits_unchanged: bool,
    pub(super) view: View,
}

impl RowWriter<'_> {
    /// Writes the anchor of a change.
    pub(super) fn anchor(&self, writer: &mut Writer, id: usize) {
        writer.open("span", &format!(" id=\"{}-c{id}\"", self.id)).close();
    }

    /// Writes the anchor of a change unless it has one.
    pub(super) fn anchor_once(&self, writer: &mut Writer, change: Option<usize>, anchored: &mut Anchored) {
        // The old version beside the new one may be hidden, and a link cannot lead to a hidden anchor.
        if self.view == View::Before {
            return;
        }
        if let Some(id) = change.filter(|id| anchored.insert(*id)) {
            self.anchor(writer, id);
        }
    }
}

/// The changes that have an anchor.
pub(super) type Anchored = BTreeSet<usize>;
