//! Alignment of two sequences of texts: which text became which, in order.
//!
//! Equal texts are anchors. The texts between two anchors are aligned by dynamic programming over matches of one text
//! to one, one to several, several to one, and several to several whose borders moved: Gale and Church's alignment of
//! sentences (1993), with likeness in place of length.

mod band;
mod gap;
mod unit;
mod wide;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use gap::Gap;

pub(crate) use unit::{Class, Indices, Match, Narrowed, Unit, VERY_ALIKE};

/// The matches of two sequences, in order. A text in none of them has no counterpart.
pub(crate) fn align(before: &[Unit<'_>], after: &[Unit<'_>], narrowed: &mut Vec<Narrowed>) -> Vec<Match> {
    let keys = |units: &[Unit<'_>]| units.iter().map(|unit| unit.key).collect::<Vec<_>>();
    let mut matches = Vec::new();
    let (mut from, mut to) = (0, 0);
    for op in capture_diff_slices(Algorithm::Patience, &keys(before), &keys(after)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let gap = Gap { before: &before[from..old_index], after: &after[to..new_index] };
            gap.align(from, to, &mut matches, narrowed);
            matches.extend((0..len).map(|at| Match {
                before: old_index + at..old_index + at + 1,
                after: new_index + at..new_index + at + 1,
            }));
            (from, to) = (old_index + len, new_index + len);
        }
    }
    Gap { before: &before[from..], after: &after[to..] }.align(from, to, &mut matches, narrowed);
    matches
}

/// The matches of two sequences and the gaps between them, in order. A gap has no matched texts, a match at least one
/// of each sequence.
pub(crate) fn with_gaps(before: &[Unit<'_>], after: &[Unit<'_>]) -> Vec<(Match, bool)> {
    let mut matches = align(before, after, &mut Vec::new());
    matches.push(Match { before: before.len()..before.len(), after: after.len()..after.len() });
    let mut segments = Vec::new();
    let (mut from, mut to) = (0, 0);
    for matched in matches {
        let gap = Match { before: from..matched.before.start, after: to..matched.after.start };
        (from, to) = (matched.before.end, matched.after.end);
        let both = [(gap, false), (matched, true)].into_iter();
        segments.extend(both.filter(|(segment, _)| !segment.before.is_empty() || !segment.after.is_empty()));
    }
    segments
}

/// Indices of two sequences whose units match one to one: matched units together, and between them those of the old
/// version before those of the new one.
pub(crate) fn paired(before: &[Unit<'_>], after: &[Unit<'_>]) -> Vec<Indices> {
    let mut found = Vec::new();
    for (Match { before, after }, is_match) in with_gaps(before, after) {
        if is_match {
            found.push((Some(before.start), Some(after.start)));
        } else {
            found.extend(before.map(|index| (Some(index), None)));
            found.extend(after.map(|index| (None, Some(index))));
        }
    }
    found
}
