//! Corresponding sections and blocks of two versions, compared.

use crate::compare::{Comparison, compare};
use crate::flatten::Version;
use crate::model::Fallback;
use crate::options::Options;
use crate::pair::{Pair, Sections, pair_blocks, pair_sections};
use crate::text::Interner;

/// Corresponding sections and blocks of two versions, compared.
pub(crate) struct Alignment {
    pub(crate) sections: Sections,
    /// In the order of the new version.
    pub(crate) pairs: Vec<Pair>,
    /// One for each pair.
    pub(crate) comparisons: Vec<Comparison>,
}

impl Alignment {
    pub(crate) fn new(
        before: &Version<'_>,
        after: &Version<'_>,
        interner: &mut Interner,
        options: &Options,
        fallbacks: &mut Vec<Fallback>,
    ) -> Self {
        let limits = &options.limits;
        let bytes = before.text().len().max(after.text().len());
        let words = before.words().max(after.words());
        let is_too_large = bytes > limits.bytes || words > limits.words;
        if is_too_large {
            fallbacks.push(Fallback::TooLarge { bytes, words });
        }
        let product = if is_too_large { 0 } else { limits.word_product };
        let mut sections = pair_sections(before, after, options.fold_punctuation, fallbacks);
        let known = fallbacks.len();
        let mut pairs = pair_blocks(before, after, &sections, limits.move_candidates, fallbacks);
        // Blocks may show that sections correspond, and these that more blocks do.
        if let Some(more) = sections.with_same_blocks(before, after, &pairs) {
            fallbacks.truncate(known);
            pairs = pair_blocks(before, after, &more, limits.move_candidates, fallbacks);
            sections = more;
        }
        let comparisons = pairs.iter().map(|pair| {
            let (before, after) = (&before.leaves[pair.before.clone()], &after.leaves[pair.after.clone()]);
            compare(before, after, interner, product)
        });
        Self { comparisons: comparisons.collect(), sections, pairs }
    }

    /// The same alignment with the versions exchanged.
    pub(crate) fn swapped(self) -> Self {
        let swap = |pair: Pair| Pair { before: pair.after, after: pair.before, ..pair };
        let pairs = self.pairs.into_iter().map(swap);
        let mut pairs: Vec<_> = pairs.zip(self.comparisons.into_iter().map(Comparison::swapped)).collect();
        pairs.sort_by_key(|(pair, _)| pair.after.start);
        let (pairs, comparisons) = pairs.into_iter().unzip();
        Self { sections: self.sections.swapped(), pairs, comparisons }
    }
}
