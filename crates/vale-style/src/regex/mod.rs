//! Backtracking regex engine for the dialect of Vale's, which is that of `.NET`.
//!
//! Public styles rely on ordered alternation with lookaround of any length on both sides, which finite automata do not
//! offer. So this is a small backtracking machine behind prefilters, with a step limit for each search.
//!
//! ```
//! use vale_style::regex::{Regex, Scratch};
//!
//! let regex = Regex::new(r"(?<=in order )to (?!the)")?;
//! let found = regex.find_all("in order to see, in order to the end", &mut Scratch::default());
//! assert_eq!(found, Ok(vec![9..12]));
//! # Ok::<(), vale_style::regex::RegexError>(())
//! ```
//!
//! 1. `syntax`, `parse`, `brackets`, `escape`, `class`: from the source to a syntax tree.
//! 2. `size`, `compile`, `dispatch`, `machine`: from the tree to a program, and its execution.
//! 3. `alternatives`, `literals`: alternatives that are lists of words, to be looked up instead of searched.
//! 4. `prefilter`, `required_bigrams`, `required_literals`, `lookbehind`: texts and places that cannot match.
//! 5. `searcher`, `starts`, `first_bytes`: places where a match can start.
//! 6. `context`: whether matches in a paragraph are those in its sentences.

mod alternatives;
mod bigrams;
mod brackets;
mod byte_set;
mod class;
mod compile;
mod context;
mod dispatch;
mod escape;
mod first_bytes;
mod literals;
mod lookbehind;
mod machine;
mod parse;
mod prefilter;
mod required_bigrams;
mod required_literals;
mod searcher;
mod size;
mod starts;
mod syntax;

use std::sync::OnceLock;

use compile::Program;
use machine::{Machine, NOWHERE};
use redline_text::Span;
use searcher::Searcher;
use syntax::Node;

pub(crate) use alternatives::{Alternative, Form};
pub(crate) use bigrams::BigramSet;
pub(crate) use context::InSentences;
pub(crate) use literals::Literal;
pub(crate) use lookbehind::Lookbehind;
pub use machine::{Scratch, StepLimit};
pub(crate) use prefilter::Prefilter;
pub(crate) use required_bigrams::RequiredBigrams;
pub use syntax::RegexError;

/// A compiled regex.
///
/// Most regexes are never searched for, since their prefilters reject every text: the program and the search are
/// compiled on first use.
#[derive(Debug)]
pub struct Regex {
    node: Node,
    groups: usize,
    prefilter: OnceLock<Prefilter>,
    searcher: OnceLock<Searcher>,
    program: OnceLock<Program>,
}

/// The spans of a match and of its groups.
pub type Captures = Vec<Option<Span>>;

impl Regex {
    /// Compiles a regex.
    ///
    /// # Errors
    /// If it is invalid.
    pub fn new(source: &str) -> Result<Self, RegexError> {
        let parsed = parse::parse(source)?;
        Self::of_node(parsed.node, parsed.groups)
    }

    fn of_node(node: Node, groups: usize) -> Result<Self, RegexError> {
        size::check_size(&node)?;
        let (prefilter, searcher, program) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Ok(Self { node, groups, prefilter, searcher, program })
    }

    fn program(&self) -> &Program {
        self.program.get_or_init(|| compile::compile(&self.node, self.groups))
    }

    fn searcher(&self) -> &Searcher {
        self.searcher.get_or_init(|| Searcher::of(&self.node))
    }

    /// The number of groups, not counting the whole match.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// What every match contains.
    pub(crate) fn prefilter(&self) -> &Prefilter {
        self.prefilter.get_or_init(|| Prefilter::of(&self.node))
    }

    /// The prefilter for the text before a match.
    pub(crate) fn lookbehind(&self) -> Lookbehind {
        Lookbehind::of(&self.node)
    }

    /// How matches in a sentence relate to matches in its paragraph.
    pub(crate) fn in_sentences(&self) -> InSentences {
        context::in_sentences(&self.node)
    }

    /// Whether the matches in a sentence are those of its paragraph that lie in it.
    pub(crate) fn is_within_words(&self) -> bool {
        context::is_within_words(&self.node)
    }

    /// The first match that starts at `from` or later. Its steps are granted by [`Scratch::begin`].
    ///
    /// # Errors
    /// If the step limit is exceeded.
    pub fn find(&self, text: &str, from: usize, scratch: &mut Scratch) -> Result<Option<Span>, StepLimit> {
        let starts = match self.searcher() {
            Searcher::Run(run) => return Ok(run.find(text, from)),
            Searcher::Starts(starts) => starts,
        };
        let mut machine = Machine { program: self.program(), text, scratch, from };
        machine.begin();
        let mut at = from;
        while let Some(start) = starts.next(text, at) {
            if let Some(end) = machine.run_at(start)? {
                return Ok(Some(start..end));
            }
            at = starts.after_failure(text, start);
        }
        Ok(None)
    }

    /// The first match that starts at `from` or later, with its groups: the whole match first. Its steps are granted by
    /// [`Scratch::begin`].
    ///
    /// # Errors
    /// If the step limit is exceeded.
    pub fn captures(&self, text: &str, from: usize, scratch: &mut Scratch) -> Result<Option<Captures>, StepLimit> {
        let whole = self.find(text, from, scratch)?;
        Ok(whole.map(|whole| self.with_groups(whole, scratch)))
    }

    /// The match that starts at `at`, if one does, with its groups.
    ///
    /// # Errors
    /// If the step limit is exceeded.
    pub(crate) fn captures_at(
        &self,
        text: &str,
        at: usize,
        scratch: &mut Scratch,
    ) -> Result<Option<Captures>, StepLimit> {
        let whole = self.match_at(text, at, scratch)?;
        Ok(whole.map(|whole| self.with_groups(whole, scratch)))
    }

    /// The groups of the match that was just found.
    fn with_groups(&self, whole: Span, scratch: &Scratch) -> Captures {
        let place = |group: usize| {
            let (start, end) = (scratch.slots[2 * group], scratch.slots[2 * group + 1]);
            (start != NOWHERE && end != NOWHERE).then_some(start..end)
        };
        std::iter::once(Some(whole)).chain((1..=self.groups).map(place)).collect()
    }

    /// The match that starts at `at`, if one does.
    ///
    /// # Errors
    /// If the step limit is exceeded.
    pub(crate) fn match_at(&self, text: &str, at: usize, scratch: &mut Scratch) -> Result<Option<Span>, StepLimit> {
        let mut machine = Machine { program: self.program(), text, scratch, from: at };
        machine.begin();
        Ok(machine.run_at(at)?.map(|end| at..end))
    }

    /// All matches from left to right, not overlapping.
    ///
    /// # Errors
    /// If the step limit is exceeded.
    pub fn find_all(&self, text: &str, scratch: &mut Scratch) -> Result<Vec<Span>, StepLimit> {
        if let Searcher::Run(run) = self.searcher() {
            return Ok(run.find_all(text));
        }
        scratch.begin(text.len());
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(span) = self.find(text, at, scratch)? {
            at = after(text, &span);
            found.push(span);
            if at > text.len() {
                break;
            }
        }
        Ok(found)
    }

    /// Whether the text contains a match. A search that exceeds the step limit finds none.
    pub fn is_match(&self, text: &str, scratch: &mut Scratch) -> bool {
        scratch.begin(text.len());
        matches!(self.find(text, 0, scratch), Ok(Some(_)))
    }
}

/// Where the next search starts after a match: at its end, or one character further if it was empty.
pub(crate) fn after(text: &str, span: &Span) -> usize {
    if span.is_empty() { span.end + text[span.end..].chars().next().map_or(1, char::len_utf8) } else { span.end }
}

#[cfg(test)]
mod tests;
