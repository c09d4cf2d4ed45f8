//! The new version as pieces of the old version and inserted text.

use crate::model::Mark;
use crate::order::heaviest_ascending;
use redline_text::Span;

/// Pieces that make up the new version, byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct EditScript {
    pieces: Vec<Piece>,
    /// Length of the old version.
    len: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Bytes of the old version.
    Copy(Span),
    /// New bytes.
    Insert(String),
}

impl EditScript {
    /// The script that copies these equal bytes, given as spans of both versions. Of overlapping spans the first
    /// counts.
    pub(crate) fn new(before: &str, after: &str, mut equal: Vec<(Span, Span)>) -> Self {
        equal.retain(|(a, b)| !a.is_empty() && before[a.clone()] == after[b.clone()]);
        equal.sort_by_key(|(_, b)| (b.start, std::cmp::Reverse(b.end)));
        equal.push((before.len()..before.len(), after.len()..after.len()));
        let mut script = Self { pieces: Vec::new(), len: before.len() };
        let mut last = (0..0, 0..0);
        for (a, b) in equal {
            if b.start < last.1.end {
                continue;
            }
            // The bytes between are mostly equal, too: white space and markup.
            let between = &after[last.1.end..b.start];
            if a.start >= last.0.end && before[last.0.end..a.start] == *between {
                last = (last.0.start..a.end, last.1.start..b.end);
                continue;
            }
            script.copy(last.0);
            script.insert(between);
            last = (a, b);
        }
        script.copy(last.0);
        script
    }

    fn copy(&mut self, span: Span) {
        if !span.is_empty() {
            self.pieces.push(Piece::Copy(span));
        }
    }

    fn insert(&mut self, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece::Insert(text.to_owned()));
        }
    }

    /// The new version; `None` if `before` is not the old version.
    pub(crate) fn apply(&self, before: &str) -> Option<String> {
        if before.len() != self.len {
            return None;
        }
        let mut after = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Copy(span) => after.push_str(before.get(span.clone())?),
                Piece::Insert(text) => after.push_str(text),
            }
        }
        Some(after)
    }

    /// Equal, deleted and inserted pieces in an order that both versions share: between two equal pieces at most one
    /// deletion and then one insertion. Moved text is deleted and inserted. `None` if `before` is not the old version.
    pub(crate) fn steps(&self, before: &str) -> Option<Vec<(Mark, String)>> {
        if before.len() != self.len {
            return None;
        }
        let copied =
            |piece: &Piece| if let Piece::Copy(span) = piece { Some((span.start, span.len() as u64)) } else { None };
        let weighed: Vec<(usize, u64)> = self.pieces.iter().filter_map(copied).collect();
        let mut in_place = heaviest_ascending(&weighed).into_iter();
        let (mut steps, mut at, mut inserted) = (Vec::new(), 0, String::new());
        let change = |steps: &mut Vec<(Mark, String)>, deleted: &str, inserted: &mut String| {
            let parts = [(Mark::Deleted, deleted.to_owned()), (Mark::Inserted, std::mem::take(inserted))];
            steps.extend(parts.into_iter().filter(|(_, text)| !text.is_empty()));
        };
        for piece in &self.pieces {
            match piece {
                Piece::Insert(text) => inserted.push_str(text),
                Piece::Copy(span) if in_place.next() == Some(true) && span.start >= at => {
                    change(&mut steps, before.get(at..span.start)?, &mut inserted);
                    steps.push((Mark::Equal, before.get(span.clone())?.to_owned()));
                    at = span.end;
                }
                Piece::Copy(span) => inserted.push_str(before.get(span.clone())?),
            }
        }
        change(&mut steps, before.get(at..)?, &mut inserted);
        Some(steps)
    }

    /// Whether the versions are equal byte for byte.
    pub(crate) fn is_identity(&self) -> bool {
        match self.pieces.as_slice() {
            [] => self.len == 0,
            [Piece::Copy(span)] => *span == (0..self.len),
            _ => false,
        }
    }

    /// Number of inserted bytes.
    pub(crate) fn inserted(&self) -> usize {
        let inserted = |piece: &Piece| if let Piece::Insert(text) = piece { text.len() } else { 0 };
        self.pieces.iter().map(inserted).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_and_inserted_bytes_make_the_new_version() {
        let (before, after) = ("one two three\n", "three new two\n");
        let script = EditScript::new(before, after, vec![(4..7, 10..13), (8..13, 0..5)]);
        assert_eq!(script.apply(before).as_deref(), Some(after));
        assert_eq!(script.inserted(), " new \n".len());
        assert_eq!(script.apply("short"), None);
    }

    #[test]
    fn equal_versions_are_one_piece() {
        let script = EditScript::new("a *b* c", "a *b* c", vec![(0..1, 0..1), (3..4, 3..4), (6..7, 6..7)]);
        assert!(script.is_identity());
        assert!(EditScript::new("", "", Vec::new()).is_identity());
        assert!(!EditScript::new("a", "", Vec::new()).is_identity());
    }
    #[test]
    fn spans_that_differ_or_are_empty_are_not_copied() {
        let script = EditScript::new("ab", "xb", vec![(0..1, 0..1), (1..1, 1..1), (1..2, 1..2)]);
        assert_eq!(script.pieces, [Piece::Insert("x".into()), Piece::Copy(1..2)]);
        assert_eq!(script.apply("ab").as_deref(), Some("xb"));
    }

    #[test]
    fn steps_have_one_deletion_and_one_insertion_between_equal_pieces() {
        let steps = |before: &str, after: &str, equal| -> Vec<(Mark, String)> {
            EditScript::new(before, after, equal).steps(before).expect("it is the old version")
        };
        let step = |mark, text: &str| (mark, text.to_owned());
        let replaced = steps("one two three", "one 2 three", vec![(0..4, 0..4), (7..13, 5..11)]);
        let [equal, deleted, inserted] = [Mark::Equal, Mark::Deleted, Mark::Inserted];
        assert_eq!(replaced, [step(equal, "one "), step(deleted, "two"), step(inserted, "2"), step(equal, " three")]);
        // The longer piece stays in place; the shorter one is deleted and inserted.
        let moved = steps("ab longer", " longerab", vec![(2..9, 0..7), (0..2, 7..9)]);
        assert_eq!(moved, [step(deleted, "ab"), step(equal, " longer"), step(inserted, "ab")]);
        let overlapping = steps("abcdef", "abcdcdef", vec![(0..4, 0..4), (2..6, 4..8)]);
        assert_eq!(overlapping, [step(equal, "abcd"), step(deleted, "ef"), step(inserted, "cdef")]);
        assert_eq!(EditScript::new("a", "b", Vec::new()).steps("other"), None);
    }
}
