//! Bodies of rows.

use super::change_log::Location;
use super::code::{lines, same_lines, single_lines};
use super::runs::RunContext;
use super::table::{single_table, table};
use super::text::BodyWriter;
use crate::compare::Comparison;
use crate::flatten::{Content, Leaf};
use crate::model::{Body, Fallback, Mark};
use crate::words::Op;

/// The body of corresponding blocks. The ids of its changes are added to `changes`.
pub(super) fn shared_body(
    writer: &mut BodyWriter<'_>,
    location: &Location,
    comparison: Comparison,
    context: RunContext,
    changes: &mut Vec<usize>,
) -> Body {
    match comparison {
        Comparison::Words(ops) => writer.text(location, &ops, context, changes),
        Comparison::Replaced(too_large) => {
            let fallback = too_large.map(|it| Fallback::WordProduct { row: location.row, product: it.product });
            writer.fallbacks.extend(fallback);
            let count = |leaves: &[Leaf]| leaves.iter().map(|leaf| leaf.tokens().len()).sum();
            let before = count(&writer.before.leaves[location.before.clone()]);
            let after = count(&writer.after.leaves[location.after.clone()]);
            writer.text(location, &[Op::replace_all(before, after)], context, changes)
        }
        Comparison::Lines(ops) => Body::Lines { lines: lines(writer, location, ops, changes) },
        Comparison::Table(ops) => table(writer, location, &ops, context.moved, changes),
        Comparison::SameLines => Body::Lines { lines: same_lines(writer, location) },
        Comparison::Nothing => {
            let before = &writer.before.leaves[location.before.start];
            let after = &writer.after.leaves[location.after.start];
            writer.log.equal.push((before.span.clone(), after.span.clone()));
            Body::Empty
        }
    }
}

/// The body of a block of one version, all of it one change except the sentences that are in another block of the other
/// version. The ids of their changes are added to `changes`.
pub(super) fn single_body(
    writer: &mut BodyWriter<'_>,
    location: &Location,
    mark: Mark,
    id: usize,
    changes: &mut Vec<usize>,
) -> Body {
    let is_deleted = mark == Mark::Deleted;
    let leaf = if is_deleted {
        &writer.before.leaves[location.before.start]
    } else {
        &writer.after.leaves[location.after.start]
    };
    match &leaf.content {
        Content::Nothing => Body::Empty,
        Content::Text(text) => {
            let count = text.tokens.len();
            let op = if is_deleted { Op::replace_all(count, 0) } else { Op::replace_all(0, count) };
            writer.text(location, &[op], RunContext { enclosing: Some(id), moved: false }, changes)
        }
        Content::Lines(lines) => Body::Lines { lines: single_lines(writer, lines, mark, id) },
        Content::Table(rows) => single_table(writer, rows, location, is_deleted, id),
    }
}
