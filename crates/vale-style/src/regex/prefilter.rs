//! Rejection of texts without a search.

use super::bigrams::BigramSet;
use super::required_bigrams::RequiredBigrams;
use super::required_literals::RequiredLiterals;
use super::syntax::Node;

/// What every match of a regex contains. Most texts are rejected by it, and the regex is never compiled.
///
/// Bigrams are checked first: those of a text are collected once for all rules, in 512 bytes, so that a check costs a
/// few instructions. The literals are then searched in the text. A text that is accepted need not match.
#[derive(Clone, Debug)]
pub(crate) struct Prefilter {
    bigrams: RequiredBigrams,
    literals: RequiredLiterals,
}

impl Prefilter {
    pub(super) fn of(node: &Node) -> Self {
        Self { bigrams: RequiredBigrams::of(node), literals: RequiredLiterals::of(node) }
    }

    /// The bigrams that every match contains.
    pub(crate) fn bigrams(&self) -> RequiredBigrams {
        self.bigrams
    }

    /// Whether a text with these bigrams can match, or a part of it.
    pub(crate) fn accepts(&self, bigrams: &BigramSet) -> bool {
        self.bigrams.occur_in(bigrams)
    }

    /// Whether the text contains the required literals; `lower` is the text in ASCII lower case.
    pub(crate) fn accepts_text(&self, text: &str, lower: &str) -> bool {
        self.literals.occur_in(text, lower)
    }
}
