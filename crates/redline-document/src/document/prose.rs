//! The text of a block as a reader reads it, with a map of each byte to the source.

use redline_text::{ANNOTATION, OBJECT_REPLACEMENT};

use crate::source::Span;

/// A part of prose with a contiguous source.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it begins in the prose.
    start: usize,
    /// Where it begins in the source.
    source: usize,
    /// Bytes of source.
    len: usize,
    /// The source holds the same bytes.
    verbatim: bool,
}

/// The merged text of one block: markup left out, line breaks as `\n`, everything that is
/// not prose one [`OBJECT_REPLACEMENT`].
///
/// Invariant: runs cover the text without gaps and ascend in the source.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    runs: Vec<Run>,
}

impl Prose {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The source of a range of the text: from the first byte's place to the last byte's.
    pub fn source(&self, range: Span) -> Span {
        let first = self.index_at(range.start);
        let Some(run) = self.runs.get(first) else { return 0..0 };
        let start = run.place(range.start);
        if range.is_empty() {
            return start..start;
        }
        let last = range.end - 1;
        // Most ranges end in the run in which they begin.
        let is_one = self.runs.get(first + 1).is_none_or(|next| last < next.start);
        let run = if is_one { run } else { &self.runs[self.index_at(last)] };
        start..run.place_after(last).max(start)
    }

    /// Whether the source holds exactly the bytes of this range, so that an edit may touch them.
    pub fn is_verbatim(&self, range: Span) -> bool {
        let first = self.index_at(range.start);
        let last = self.index_at(range.end.saturating_sub(1).max(range.start));
        let runs = &self.runs[first.min(self.runs.len())..(last + 1).min(self.runs.len())];
        runs.iter().all(|run| run.verbatim)
            && runs.windows(2).all(|pair| pair[0].source + pair[0].len == pair[1].source)
    }

    /// Appends `text`, which comes from `source`.
    pub fn push(&mut self, text: &str, source: Span, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        match self.runs.last_mut() {
            Some(last) if verbatim && last.verbatim && last.source + last.len == source.start => {
                last.len += source.len();
            }
            _ => self.runs.push(Run { start, source: source.start, len: source.len(), verbatim }),
        }
    }

    /// Appends a line of a document, whose ending may be spelled differently in its `source`.
    pub(super) fn push_line(&mut self, line: &str, span: Span, source: &str) {
        let written = &source[span.clone()];
        if let (Some(inner), Some(same)) = (line.strip_suffix('\n'), written.strip_suffix("\r\n"))
            && inner == same
        {
            let end = span.start + inner.len();
            self.push(inner, span.start..end, true);
            self.push("\n", end..span.end, false);
        } else {
            self.push(line, span, written == line);
        }
    }

    /// The same text with the places that its source has in `outer`, of whose text it is a part.
    pub(super) fn through(&self, outer: &Self) -> Self {
        let mut through = Self::default();
        for (index, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.start);
            let source = run.source..run.source + run.len;
            let verbatim = run.verbatim && outer.is_verbatim(source.clone());
            through.push(&self.text[run.start..end], outer.source(source), verbatim);
        }
        through
    }

    /// Clears the text and keeps its capacity.
    pub fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
    }

    /// Appends another text.
    pub fn append(&mut self, other: &Self) {
        self.push_part(other, 0..other.text.len());
    }

    /// The same text with spaces for line breaks.
    #[must_use]
    pub fn on_one_line(&self) -> Self {
        // One byte of ASCII for another leaves the text what it is.
        let on_one_line = |byte: u8| if byte == b'\n' { b' ' } else { byte };
        let text = String::from_utf8(self.text.bytes().map(on_one_line).collect());
        Self { text: text.unwrap_or_default(), runs: self.runs.clone() }
    }

    /// Replaces every byte of a range but line breaks by an asterisk.
    pub fn blank(&mut self, range: Span) {
        let blanked: String =
            self.text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { '*' }).collect();
        self.text.replace_range(range, &blanked);
    }

    /// The text without white space at its start.
    #[must_use]
    pub fn trimmed_start(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        if start == 0 {
            return self;
        }
        let mut trimmed = Self::default();
        trimmed.push_part(&self, start..self.text.len());
        trimmed
    }

    /// Appends an object replacement character for `source`.
    pub(super) fn push_token(&mut self, source: Span) {
        self.push(OBJECT_REPLACEMENT.encode_utf8(&mut [0; 3]), source, false);
    }

    /// Appends an [`ANNOTATION`] for `source`.
    pub(super) fn push_annotation(&mut self, source: Span) {
        self.push(ANNOTATION.encode_utf8(&mut [0; 3]), source, false);
    }

    /// Replaces each of `ranges` (of the text, ascending, disjoint) by one object replacement character.
    pub(super) fn mask(&mut self, ranges: &[Span]) {
        if ranges.is_empty() {
            return;
        }
        let old = std::mem::take(self);
        let mut done = 0;
        for range in ranges {
            self.push_part(&old, done..range.start);
            self.push_token(old.source(range.clone()));
            done = range.end;
        }
        self.push_part(&old, done..old.text.len());
    }

    /// The part of the text that comes from `source`, if there is any.
    pub fn range_of_source(&self, source: &Span) -> Option<Span> {
        let mut found: Option<Span> = None;
        let first = self.runs.partition_point(|run| run.source + run.len <= source.start);
        for (index, run) in self.runs.iter().enumerate().skip(first) {
            if run.source >= source.end {
                break;
            }
            let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.start);
            let part = if run.verbatim {
                let from = source.start.saturating_sub(run.source).min(run.len);
                let to = (source.end - run.source).min(run.len);
                run.start + from..run.start + to
            } else {
                run.start..end
            };
            found = Some(found.map_or(part.clone(), |found| found.start..part.end));
        }
        found
    }

    /// Appends a part of another text.
    pub fn push_part(&mut self, old: &Self, range: Span) {
        let first = old.index_at(range.start);
        for (index, run) in old.runs.iter().enumerate().skip(first) {
            let run_end = old.runs.get(index + 1).map_or(old.text.len(), |next| next.start);
            let part = run.start.max(range.start)..run_end.min(range.end);
            if part.is_empty() {
                break;
            }
            let source = run.place(part.start)..run.place_after(part.end - 1);
            self.push(&old.text[part], source, run.verbatim);
        }
    }

    fn index_at(&self, offset: usize) -> usize {
        self.runs.partition_point(|run| run.start <= offset).saturating_sub(1)
    }
}

impl Run {
    /// Where the byte `offset` of the prose begins in the source.
    fn place(&self, offset: usize) -> usize {
        if self.verbatim { self.source + offset - self.start } else { self.source }
    }

    /// Where the source continues after the byte `offset` of the prose.
    fn place_after(&self, offset: usize) -> usize {
        if self.verbatim { self.source + offset + 1 - self.start } else { self.source + self.len }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The prose of `a **b&amp;c** d`.
    fn sample() -> Prose {
        let mut prose = Prose::default();
        prose.push("a ", 0..2, true);
        prose.push("b", 4..5, true);
        prose.push("&", 5..10, false);
        prose.push("c", 10..11, true);
        prose.push(" d", 13..15, true);
        prose
    }

    #[test]
    fn ranges_map_to_their_source() {
        let prose = sample();
        assert_eq!(prose.text(), "a b&c d");
        assert_eq!(prose.source(0..1), 0..1);
        assert_eq!(prose.source(2..5), 4..11);
        assert_eq!(prose.source(3..4), 5..10);
        assert_eq!(prose.source(4..7), 10..15);
        assert_eq!(prose.source(7..7), 15..15);
    }

    #[test]
    fn only_untouched_bytes_are_verbatim() {
        let prose = sample();
        assert!(prose.is_verbatim(0..2));
        assert!(!prose.is_verbatim(0..3));
        assert!(!prose.is_verbatim(3..4));
    }

    #[test]
    fn masking_leaves_one_token() {
        let mut prose = sample();
        prose.mask(std::slice::from_ref(&(2..4)));
        assert_eq!(prose.text(), "a \u{fffc}c d");
        assert_eq!(prose.source(2..5), 4..10);
        assert_eq!(prose.source(5..6), 10..11);
    }
}
