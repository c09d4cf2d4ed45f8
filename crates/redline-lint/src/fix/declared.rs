//! Changes that fixes declare, looked up by block.

use redline_document::edit::{Change, Fix};
use redline_document::source::Span;

/// Changes that the edits of some fixes declare. Each lookup takes logarithmic time.
pub(super) struct DeclaredChanges {
    /// Spans of the edits of each change, ascending and disjoint.
    edits: Vec<(Change, Vec<Span>)>,
    /// Length of the text that the fixes edit.
    text_len: usize,
}

impl DeclaredChanges {
    /// Indexes the edits of `fixes`, which are disjoint, in a text of this length.
    pub(super) fn new(fixes: &[&Fix], text_len: usize) -> Self {
        let mut edits: Vec<(Change, Vec<Span>)> = Vec::new();
        for fix in fixes {
            let index = edits.iter().position(|(change, _)| *change == fix.change).unwrap_or_else(|| {
                edits.push((fix.change, Vec::new()));
                edits.len() - 1
            });
            edits[index].1.extend(fix.edits().iter().map(|edit| edit.span.clone()));
        }
        for (_, spans) in &mut edits {
            spans.sort_unstable_by_key(|span| (span.start, span.end));
        }
        Self { edits, text_len }
    }

    /// Changes declared by the edits that touch a block.
    pub(super) fn of_block(&self, block: &Span) -> Vec<Change> {
        // What is inserted at the very end belongs to the last block.
        let end = block.end + usize::from(block.end == self.text_len);
        let ends_before = |edit: &Span| edit.end <= block.start && (!edit.is_empty() || edit.start < block.start);
        let touches = |edits: &[Span]| edits.get(edits.partition_point(ends_before)).is_some_and(|it| it.start < end);
        self.edits.iter().filter(|(_, edits)| touches(edits)).map(|(change, _)| *change).collect()
    }
}

/// Items of the old text, each with its position there, in the order that they have once the sections of `fixes` are
/// moved.
pub(super) fn in_new_order<T>(fixes: &[&Fix], items: Vec<T>, at: impl Fn(&T) -> usize) -> Vec<T> {
    let mut moves: Vec<(Span, usize)> = fixes.iter().filter_map(|fix| moved_section(fix)).collect();
    if moves.is_empty() {
        return items;
    }
    moves.sort_unstable_by_key(|(from, _)| from.start);
    // The end of a container is at the position of its start, but follows what is in it.
    let mut farthest = 0;
    let mut placed: Vec<((usize, bool), T)> = Vec::with_capacity(items.len());
    for item in items {
        let at = at(&item);
        farthest = farthest.max(at);
        let last = moves.partition_point(|(from, _)| from.start <= at).checked_sub(1);
        let target = last.map(|last| &moves[last]).filter(|(from, _)| from.contains(&at)).map(|(_, to)| *to);
        // A moved section comes before what is at its new place.
        placed.push((target.map_or((farthest, true), |to| (to, false)), item));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, item)| item).collect()
}

/// The section that a fix moves, and the position to which it is moved.
fn moved_section(fix: &Fix) -> Option<(Span, usize)> {
    let edits = fix.edits().iter().filter(|_| fix.change == Change::Order);
    let from = edits.clone().find(|edit| edit.text.is_empty())?;
    let to = edits.clone().find(|edit| edit.span.is_empty())?;
    Some((from.span.clone(), to.span.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::edit::{Applicability, Edit};

    fn fix(change: Change, edits: &[(Span, &str)]) -> Fix {
        let edits: Vec<Edit> = edits.iter().map(|(span, text)| Edit::replace(span.clone(), *text)).collect();
        Fix::new("fix", Applicability::Safe, change, edits)
    }

    #[test]
    fn a_block_is_touched_by_edits_in_it_and_by_insertions_at_its_start() {
        let fixes = [
            fix(Change::Text, &[(0..3, ""), (8..9, "x")]),
            fix(Change::Comment, &[(5..5, "x")]),
            fix(Change::Level, &[(12..12, "x")]),
        ];
        let declared = DeclaredChanges::new(&fixes.iter().collect::<Vec<_>>(), 12);
        assert_eq!(declared.of_block(&(0..5)), [Change::Text]);
        assert_eq!(declared.of_block(&(3..5)), []);
        assert_eq!(declared.of_block(&(5..8)), [Change::Comment]);
        assert_eq!(declared.of_block(&(0..12)), [Change::Text, Change::Comment, Change::Level]);
        assert_eq!(declared.of_block(&(9..11)), []);
    }

    #[test]
    fn sections_move_with_all_that_is_in_them() {
        let fixes = [fix(Change::Order, &[(1..1, "…"), (3..5, "")]), fix(Change::Order, &[(5..6, ""), (8..8, "…")])];
        let fixes: Vec<&Fix> = fixes.iter().collect();
        // The second 3 is the end of a container.
        let items =
            vec![(0, 'a'), (1, 'b'), (3, 'c'), (4, 'd'), (3, 'e'), (5, 'f'), (6, 'g'), (7, 'h'), (6, 'i'), (8, 'j')];
        let moved: String = in_new_order(&fixes, items, |(at, _)| *at).into_iter().map(|(_, name)| name).collect();
        assert_eq!(moved, "acdebghifj");
    }
}
