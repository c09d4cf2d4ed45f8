//! Two versions of a chapter compared as a reader reads them: sections, blocks, sentences, words.
//!
//! This is not a diff of lines. Both texts are parsed once, as mdBook reads them, and what is compared is what the page
//! says: to wrap a paragraph anew, or to put each sentence on its own line, is no change. Sections are recognised under new titles and in
//! new places, a paragraph that became a list is one change, and words in bold or a link that leads elsewhere are told
//! apart from words that were replaced.
//!
//! ```
//! use mdbook_redline::diff::{ChangeKind, Diff, Mark, Options};
//!
//! let before = "# Tokens\n\nWhen calling the API, you need to\nsupply a token. It expires.\n";
//! let after = "# Tokens\n\nWhen you call the API, supply a token.\nIt **expires**.\n";
//! let diff = Diff::new(before, after, &Options::default());
//!
//! let told: Vec<_> = diff.changes.iter().map(|change| (change.deleted.as_str(), change.inserted.as_str())).collect();
//! assert_eq!(told, [("calling", "you call"), ("you need to", ""), ("expires", "expires")]);
//! assert_eq!(diff.changes[0].section_after.as_deref(), Some(&["Tokens".to_owned()][..]));
//! assert!(matches!(diff.changes[2].kind, ChangeKind::Formatting { .. }));
//!
//! // Rows are all there is to show, unchanged blocks included.
//! let unchanged = diff.rows.iter().filter(|row| row.changes.is_empty()).count();
//! assert_eq!((diff.rows.len(), unchanged), (2, 1));
//! let deleted = diff.runs().filter(|run| run.mark == Mark::Deleted).map(|run| run.text.as_str());
//! assert_eq!(deleted.collect::<Vec<_>>(), ["calling", "you need to"]);
//!
//! assert_eq!(diff.statistics.words.deleted, 4);
//! assert_eq!(diff.apply(before).as_deref(), Some(after));
//! ```
//!
//! How much is done is bounded by [`Limits`], never by a clock, so that the same texts give the same diff everywhere.
//! Where a limit is met, less is compared, and [`Diff::fallbacks`] says so. Exchanging the versions exchanges the marks
//! and nothing else.

mod align;
mod aligner;
mod assemble;
mod band;
mod body;
mod cells;
mod change;
mod chunk;
mod cleanup;
mod compare;
mod describe;
mod draft;
mod flatten;
mod inline;
mod intern;
mod leaves;
mod ledger;
mod likeness;
mod lines;
mod model;
mod order;
mod outline;
mod pairing;
mod runs;
mod script;
mod sections;
mod sentence;
mod side;
mod statistics;
mod styles;
mod table;
mod token;
mod words;

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::document::{Dialect, Document};
use crate::source::Expansion;
use assemble::Assembly;
use compare::Comparison;
use flatten::Version;
use intern::Interner;
use ledger::Ledger;
use pairing::Pair;
use script::Script;
use sections::Sections;

pub use change::{Change, ChangeKind, Fallback, ImageSide};
pub use model::{
    Block, BlockKind, Body, Cells, Diff, Line, Mark, Place, Relation, Row, Run, Section, SectionSide, TableRow,
};
pub use statistics::{Statistics, Words};
pub use styles::Styles;

/// How two versions are compared.
#[derive(Clone, Debug)]
pub struct Options {
    /// The Markdown that both are written in.
    pub dialect: Dialect,
    /// Straight and curly quotes are the same, and so are dashes and ellipses and what is typed for them.
    pub fold_punctuation: bool,
    /// How much is done at most.
    pub limits: Limits,
}

impl Options {
    /// The options for a book in this dialect: punctuation is folded if mdBook typesets it.
    pub fn new(dialect: Dialect) -> Self {
        Self { fold_punctuation: dialect.smart_punctuation, dialect, limits: Limits::default() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new(Dialect::default())
    }
}

/// How much is done at most. Past a limit less is compared, and a [`Fallback`] says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The bytes of a version; past it words are not compared.
    pub bytes: usize,
    /// The words of a version; past it words are not compared.
    pub words: usize,
    /// The words of a block times the words of its counterpart, where they differ; past it the block is replaced as a
    /// whole.
    pub word_product: usize,
    /// The blocks of a version without counterpart that are looked for elsewhere, if they are not there unchanged.
    pub move_candidates: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 * 1024, words: 40_000, word_product: 4_000_000, move_candidates: 100 }
    }
}

impl Diff {
    /// Compares two versions of a chapter.
    pub fn new(before: &str, after: &str, options: &Options) -> Self {
        let [before, after] = parsed(before, after, &options.dialect);
        Self::of_documents(&before, &after, options)
    }

    /// Compares two versions that were [parsed with their markup](Document::parse_with_markup).
    pub fn of_documents(before: &Document, after: &Document, options: &Options) -> Self {
        // Where one alignment is as good as another, which is found depends on the order of the sides. Comparing in an
        // order of the texts' own makes the diff of exchanged sides the exchanged diff.
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
        let outline = outline::Outline::new(before, after, &alignment.sections, &alignment.pairs);
        let mut ledger = Ledger::new(before, after, &outline.sections, &outline.of_before);
        let assembly = Assembly {
            before,
            after,
            sections: &alignment.sections,
            pairs: &alignment.pairs,
            comparisons: alignment.comparisons,
            interner: &mut interner,
            ledger: &mut ledger,
            fallbacks: &mut fallbacks,
        };
        let rows = assembly.rows();
        let count = |version: &Version<'_>| version.leaves.iter().map(|leaf| leaf.words).sum();
        let words = Words { before: count(before), after: count(after), ..ledger.words };
        let script = Script::new(before.text(), after.text(), std::mem::take(&mut ledger.kept));
        let statistics = Statistics {
            sentences_before: before.sentences(),
            sentences_after: after.sentences(),
            ..Statistics::new(words, ledger.lines, &outline.sections, &ledger.changes)
        };
        let changes = ledger.changes;
        Self {
            before: outline::blocks(before, |section| outline.of_before[section]),
            after: outline::blocks(after, |section| section),
            sections: outline.sections,
            rows,
            changes,
            statistics,
            fallbacks,
            script,
        }
    }

    /// The version after, made of `before` and the text that is new; `None` if `before` is not the version before.
    pub fn apply(&self, before: &str) -> Option<String> {
        self.script.apply(before)
    }

    /// The source of both versions as what stays, goes and comes; what moved goes and comes. What is not new makes the version
    /// before, and what is not gone the version after, byte for byte. `None` if `before` is not the version before.
    pub fn steps(&self, before: &str) -> Option<Vec<(Mark, String)>> {
        self.script.steps(before)
    }

    /// How many bytes of the version after are not taken from the version before.
    pub fn inserted_bytes(&self) -> usize {
        self.script.inserted()
    }

    /// Whether the versions are the same, byte for byte. A diff without changes may still be between texts that are
    /// wrapped differently.
    pub fn is_identity(&self) -> bool {
        self.script.is_identity()
    }

    /// The rows that may be folded: two or more unchanged ones in a row, without the `context` rows next to a change.
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

impl Body {
    /// Its runs in order.
    pub fn runs(&self) -> Box<dyn Iterator<Item = &Run> + '_> {
        match self {
            Self::Text { runs } => Box::new(runs.iter()),
            Self::Lines { lines } => Box::new(lines.iter().flat_map(|line| &line.runs)),
            Self::Table { rows, .. } => Box::new(rows.iter().flat_map(|row| row.cells.iter().flatten())),
            Self::Empty => Box::new(std::iter::empty()),
        }
    }
}

/// What belongs together, and what is the same in it.
struct Alignment {
    sections: Sections,
    pairs: Vec<Pair>,
    /// One for each pair.
    comparisons: Vec<Comparison>,
}

impl Alignment {
    fn new(
        before: &Version<'_>,
        after: &Version<'_>,
        interner: &mut Interner,
        options: &Options,
        fallbacks: &mut Vec<Fallback>,
    ) -> Self {
        let limits = &options.limits;
        let bytes = before.text().len().max(after.text().len());
        let count = |version: &Version<'_>| version.leaves.iter().map(|leaf| leaf.words).sum::<usize>();
        let words = count(before).max(count(after));
        let is_too_large = bytes > limits.bytes || words > limits.words;
        if is_too_large {
            fallbacks.push(Fallback::TooLarge { bytes, words });
        }
        let product = if is_too_large { 0 } else { limits.word_product };
        let sections = sections::pair(before, after, options.fold_punctuation, fallbacks);
        let pairs = pairing::pair(before, after, &sections, limits, fallbacks);
        let comparisons = pairs.iter().map(|pair| {
            let (before, after) = (&before.leaves[pair.before.clone()], &after.leaves[pair.after.clone()]);
            compare::compare(before, after, interner, product)
        });
        Self { comparisons: comparisons.collect(), sections, pairs }
    }

    /// The same with the sides exchanged.
    fn swapped(self) -> Self {
        let mut pairs: Vec<(Pair, Comparison)> = self
            .pairs
            .into_iter()
            .zip(self.comparisons)
            .map(|(pair, comparison)| (Pair { before: pair.after, after: pair.before, ..pair }, comparison.swapped()))
            .collect();
        pairs.sort_by_key(|(pair, _)| pair.after.start);
        let (pairs, comparisons) = pairs.into_iter().unzip();
        Self { sections: self.sections.swapped(), pairs, comparisons }
    }
}

/// Two versions, parsed with their markup.
pub fn parsed(before: &str, after: &str, dialect: &Dialect) -> [Document; 2] {
    let parse = |text: &str| {
        let mut expansion = Expansion::default();
        expansion.fragment.push_str(text);
        Document::parse_with_markup(expansion, dialect)
    };
    let (before, after) = rayon::join(|| parse(before), || parse(after));
    [before, after]
}

/// The places of images that both versions show.
fn shared_images(before: &Document, after: &Document) -> FxHashSet<String> {
    let known: FxHashSet<&str> = before.images.iter().map(|image| image.source.as_str()).collect();
    let shared = after.images.iter().filter(|image| known.contains(image.source.as_str()));
    shared.map(|image| image.source.clone()).collect()
}
