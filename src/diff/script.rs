//! The version after as pieces of the version before and new text.

use super::model::Mark;
use super::order::in_order;
use crate::source::Span;

/// How to make one version of the other, byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Script {
    pieces: Vec<Piece>,
    /// The length of the version before.
    len: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Bytes of the version before.
    Keep(Span),
    /// Bytes that are new.
    Insert(String),
}

impl Script {
    /// The script that keeps these equal bytes: spans before and after. Of spans that overlap, the first counts.
    pub(super) fn new(before: &str, after: &str, mut kept: Vec<(Span, Span)>) -> Self {
        kept.retain(|(a, b)| !a.is_empty() && before[a.clone()] == after[b.clone()]);
        kept.sort_by_key(|(_, b)| (b.start, std::cmp::Reverse(b.end)));
        kept.push((before.len()..before.len(), after.len()..after.len()));
        let mut script = Self { pieces: Vec::new(), len: before.len() };
        let mut last = (0..0, 0..0);
        for (a, b) in kept {
            if b.start < last.1.end {
                continue;
            }
            // What stands between is mostly the same, too: white space and marks of Markdown.
            let between = &after[last.1.end..b.start];
            if a.start >= last.0.end && before[last.0.end..a.start] == *between {
                last = (last.0.start..a.end, last.1.start..b.end);
                continue;
            }
            script.keep(last.0);
            script.insert(between);
            last = (a, b);
        }
        script.keep(last.0);
        script
    }

    fn keep(&mut self, span: Span) {
        if !span.is_empty() {
            self.pieces.push(Piece::Keep(span));
        }
    }

    fn insert(&mut self, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece::Insert(text.to_owned()));
        }
    }

    /// The version after; `None` if `before` is not the version before.
    pub(super) fn apply(&self, before: &str) -> Option<String> {
        if before.len() != self.len {
            return None;
        }
        let mut after = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Keep(span) => after.push_str(before.get(span.clone())?),
                Piece::Insert(text) => after.push_str(text),
            }
        }
        Some(after)
    }

    /// What stays, goes and comes, in an order that both versions share: between two things that stay at most one that goes
    /// and then one that comes. What stands elsewhere goes and comes. `None` if `before` is not the version before.
    pub(super) fn steps(&self, before: &str) -> Option<Vec<(Mark, String)>> {
        if before.len() != self.len {
            return None;
        }
        let keep = |piece: &Piece| if let Piece::Keep(span) = piece { Some(span.clone()) } else { None };
        let weighed: Vec<(usize, u64)> =
            self.pieces.iter().filter_map(keep).map(|span| (span.start, span.len() as u64)).collect();
        let mut stays = in_order(&weighed).into_iter();
        let (mut steps, mut gone, mut new) = (Vec::new(), 0, String::new());
        let change = |steps: &mut Vec<(Mark, String)>, gone: &str, new: &mut String| {
            let parts = [(Mark::Deleted, gone.to_owned()), (Mark::Inserted, std::mem::take(new))];
            steps.extend(parts.into_iter().filter(|(_, text)| !text.is_empty()));
        };
        for piece in &self.pieces {
            match piece {
                Piece::Insert(text) => new.push_str(text),
                Piece::Keep(span) if stays.next() == Some(true) && span.start >= gone => {
                    change(&mut steps, before.get(gone..span.start)?, &mut new);
                    steps.push((Mark::Equal, before.get(span.clone())?.to_owned()));
                    gone = span.end;
                }
                Piece::Keep(span) => new.push_str(before.get(span.clone())?),
            }
        }
        change(&mut steps, before.get(gone..)?, &mut new);
        Some(steps)
    }

    /// Whether the versions are the same, byte for byte.
    pub(super) fn is_identity(&self) -> bool {
        match self.pieces.as_slice() {
            [] => self.len == 0,
            [Piece::Keep(span)] => *span == (0..self.len),
            _ => false,
        }
    }

    /// How many bytes of the version after are not taken from the version before.
    pub(super) fn inserted(&self) -> usize {
        let inserted = |piece: &Piece| if let Piece::Insert(text) = piece { text.len() } else { 0 };
        self.pieces.iter().map(inserted).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_and_new_bytes_make_the_version_after() {
        let (before, after) = ("one two three\n", "three new two\n");
        let script = Script::new(before, after, vec![(4..7, 10..13), (8..13, 0..5)]);
        assert_eq!(script.apply(before).as_deref(), Some(after));
        assert_eq!(script.inserted(), " new \n".len());
        assert_eq!(script.apply("short"), None);
    }

    #[test]
    fn equal_versions_are_one_piece() {
        let script = Script::new("a *b* c", "a *b* c", vec![(0..1, 0..1), (3..4, 3..4), (6..7, 6..7)]);
        assert!(script.is_identity());
        assert!(Script::new("", "", Vec::new()).is_identity());
        assert!(!Script::new("a", "", Vec::new()).is_identity());
    }
}
