//! The difference between two versions of a text.

use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::alignment::Alignment;
use crate::assemble::{self, Assembled};
use crate::edit_script::EditScript;
use crate::flatten::Version;
use crate::model::{Block, Change, Fallback, Mark, Row, Run, Section, Statistics};
use crate::options::Options;
use crate::text::Interner;
use redline_document::document::{Dialect, Document};

/// The difference between two versions of a text.
///
/// [`rows`](Self::rows) is everything there is to show, in reading order, unchanged blocks included.
/// [`changes`](Self::changes) is the same as a numbered list. Spans are byte ranges of the version they belong to.
#[derive(Clone, Debug, Serialize)]
pub struct Diff {
    /// Blocks of the old version, in order.
    pub before: Vec<Block>,
    /// Blocks of the new version, in order.
    pub after: Vec<Block>,
    /// Sections of both versions: those of the new version in order, then the removed ones. The first is the text
    /// before the first heading.
    pub sections: Vec<Section>,
    /// Every block of both versions, in the order of the new version; a removed block is where it was.
    pub rows: Vec<Row>,
    /// Changes in the order of the rows.
    pub changes: Vec<Change>,
    /// How much changed.
    pub statistics: Statistics,
    /// Where a limit reduced the comparison.
    pub fallbacks: Vec<Fallback>,
    #[serde(skip)]
    script: EditScript,
}

impl Diff {
    /// Compares two versions of a Markdown text.
    pub fn new(before: &str, after: &str, options: &Options) -> Self {
        let [before, after] = parse_both(before, after, &options.dialect);
        Self::of_documents(&before, &after, options)
    }

    /// Compares two parsed versions.
    pub fn of_documents(before: &Document, after: &Document, options: &Options) -> Self {
        // Among equally good alignments the order of the sides decides which one is found. Comparing in an order of the
        // texts' own makes the diff of exchanged versions the exchanged diff.
        let swapped = before.text() > after.text();
        let (first, second) = if swapped { (after, before) } else { (before, after) };
        let mut fallbacks = Vec::new();
        let mut interner = Interner::new(options.fold_punctuation, shared_images(first, second));
        let first = Version::new(first, &mut interner);
        let second = Version::new(second, &mut interner);
        let alignment = Alignment::new(&first, &second, &mut interner, options, &mut fallbacks);
        if swapped {
            Self::assemble(&second, &first, alignment.swapped(), interner, fallbacks)
        } else {
            Self::assemble(&first, &second, alignment, interner, fallbacks)
        }
    }

    fn assemble(
        before: &Version<'_>,
        after: &Version<'_>,
        alignment: Alignment,
        mut interner: Interner,
        mut fallbacks: Vec<Fallback>,
    ) -> Self {
        let assembled = assemble::assemble(before, after, alignment, &mut interner, &mut fallbacks);
        let Assembled { words, lines, equal, sections, changes, .. } = assembled;
        let statistics = Statistics {
            sentences_before: before.sentences(),
            sentences_after: after.sentences(),
            lines_before: before.lines(),
            lines_after: after.lines(),
            ..Statistics::new(words, lines, &sections, &changes)
        };
        Self {
            before: assembled.before,
            after: assembled.after,
            sections,
            rows: assembled.rows,
            changes,
            statistics,
            fallbacks,
            script: EditScript::new(before.text(), after.text(), equal),
        }
    }

    /// The new version, made of `before` and the inserted text; `None` if `before` is not the old version.
    pub fn apply(&self, before: &str) -> Option<String> {
        self.script.apply(before)
    }

    /// The source of both versions as equal, deleted and inserted pieces; moved text is deleted and inserted. The
    /// pieces that are not inserted make up the old version, those that are not deleted the new one, byte for byte.
    /// `None` if `before` is not the old version.
    pub fn steps(&self, before: &str) -> Option<Vec<(Mark, String)>> {
        self.script.steps(before)
    }

    /// Number of bytes of the new version that are not taken from the old one.
    pub fn inserted_bytes(&self) -> usize {
        self.script.inserted()
    }

    /// Whether the versions are equal byte for byte. Versions that are only wrapped differently are not, although there
    /// are no changes.
    pub fn is_identity(&self) -> bool {
        self.script.is_identity()
    }

    /// Ranges of rows that may be folded: two or more consecutive unchanged rows, except the `context` rows next to a
    /// change.
    pub fn foldable(&self, context: usize) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        for group in self.rows.chunk_by(|a, b| a.changes.is_empty() == b.changes.is_empty()) {
            let end = start + group.len();
            let from = if start == 0 { start } else { start + context };
            let to = if end == self.rows.len() { end } else { end.saturating_sub(context) };
            if group[0].changes.is_empty() && from + 1 < to {
                found.push(from..to);
            }
            start = end;
        }
        found
    }

    /// All runs in order, those of lines and cells included.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.rows.iter().flat_map(|row| row.body.runs())
    }
}

/// Parses two versions.
pub fn parse_both(before: &str, after: &str, dialect: &Dialect) -> [Document; 2] {
    let parse = |text: &str| {
        let document = Document::of_text(text, dialect);
        // Parsed on first use, so it has to be used here to be parsed in parallel.
        document.markup();
        document
    };
    let (before, after) = rayon::join(|| parse(before), || parse(after));
    [before, after]
}

/// Sources of the images that both versions show.
fn shared_images(before: &Document, after: &Document) -> FxHashSet<String> {
    let known: FxHashSet<&str> = before.images.iter().map(|image| image.source.as_str()).collect();
    let shared = after.images.iter().filter(|image| known.contains(image.source.as_str()));
    shared.map(|image| image.source.clone()).collect()
}
