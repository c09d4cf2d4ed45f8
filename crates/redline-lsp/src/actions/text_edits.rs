//! From two versions of a text to the edits between them.

use std::ops::Range;

use redline_document::edit::Edit;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Lines of a changed passage up to which its words are compared: a longer one is replaced as a whole.
const MAX_LINES: usize = 200;

/// The edits that turn `old` into `new`: ascending, disjoint, of words rather than lines where lines differ in a few words.
/// Lines that both have are not touched.
pub fn edits_between(old: &str, new: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (old_lines, new_lines) = (Pieces::of(old, lines), Pieces::of(new, lines));
    for (before, after) in old_lines.changes(&new_lines) {
        let is_short = before.len().max(after.len()) <= MAX_LINES;
        let (before, after) = (old_lines.bytes(&before), new_lines.bytes(&after));
        if before.is_empty() || after.is_empty() || !is_short {
            edits.push(Edit::replace(before, &new[after]));
            continue;
        }
        let (old_words, new_words) = (Pieces::of(&old[before.clone()], tokens), Pieces::of(&new[after], tokens));
        for (old_part, new_part) in old_words.changes(&new_words) {
            let (at, with) = (old_words.bytes(&old_part), new_words.bytes(&new_part));
            edits.push(Edit::replace(before.start + at.start..before.start + at.end, &new_words.text[with]));
        }
    }
    edits
}

/// A text in pieces.
struct Pieces<'a> {
    text: &'a str,
    parts: Vec<&'a str>,
    /// The start of each piece, and the end of the text.
    starts: Vec<usize>,
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str, split: fn(&str) -> Vec<&str>) -> Self {
        let parts = split(text);
        let mut starts = vec![0];
        starts.extend(parts.iter().scan(0, |end, part| {
            *end += part.len();
            Some(*end)
        }));
        Self { text, parts, starts }
    }

    /// The bytes of some pieces.
    fn bytes(&self, pieces: &Range<usize>) -> Range<usize> {
        self.starts[pieces.start]..self.starts[pieces.end]
    }

    /// The pieces that differ, in both texts.
    fn changes(&self, new: &Self) -> Vec<(Range<usize>, Range<usize>)> {
        let ops = capture_diff_slices(Algorithm::Myers, &self.parts, &new.parts);
        let mut changes: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
            let (before, after) = (op.old_range(), op.new_range());
            match changes.last_mut().filter(|last| last.0.end == before.start && last.1.end == after.start) {
                Some(last) => (last.0.end, last.1.end) = (before.end, after.end),
                None => changes.push((before, after)),
            }
        }
        changes
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words, runs of white space, line endings, and single marks.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // Letters, and all that may be a part of a letter or of an emoji.
        let is_word = |c: char| c.is_alphanumeric() || !c.is_ascii();
        let is_space = |c: char| matches!(c, ' ' | '\t');
        let len = if rest.starts_with("\r\n") {
            2
        } else if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if is_space(first) {
            rest.find(|c| !is_space(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, others) = rest.split_at(len);
        tokens.push(token);
        rest = others;
    }
    tokens
}
