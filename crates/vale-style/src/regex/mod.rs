//! Backtracking regex engine for the dialect of Vale's, which is that of `.NET`.
//!
//! Public styles rely on ordered alternation with lookaround of any length on both sides, which finite automata do not
//! offer. So this is a small backtracking machine behind prefilters: lists of words are looked up
//! ([`Form::Literals`]), a text must contain what every match contains, and a match is tried only where one can start.
//! A step limit bounds each search.

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
mod required_bigrams;
mod required_bytes;
mod required_literal;
mod required_literals;
mod searcher;
mod size;
mod starts;
mod syntax;

use std::sync::OnceLock;

use compile::Program;
use machine::{Machine, NOWHERE};
use redline_text::Span;
use searcher::{Search, Searcher};
use syntax::Node;

pub(crate) use alternatives::{Alternative, Form};
pub(crate) use bigrams::BigramSet;
pub(crate) use byte_set::ByteSet;
pub(crate) use context::InSentences;
pub(crate) use literals::Literal;
pub(crate) use lookbehind::Lookbehind;
pub(crate) use machine::{Scratch, StepLimit};
pub(crate) use required_bigrams::{MAX_BIGRAMS, RequiredBigram};
pub(crate) use required_bytes::MAX_BYTE_SETS;
use required_literals::Literals;
pub use syntax::RegexError;

/// A compiled regex.
///
/// Most regexes are never searched for, since their prefilters reject every text: the program and the search are
/// compiled on first use.
#[derive(Debug)]
pub(crate) struct Regex {
    node: Node,
    groups: usize,
    required_bytes: OnceLock<Vec<ByteSet>>,
    required_bigrams: OnceLock<Vec<RequiredBigram>>,
    literals: OnceLock<Literals>,
    searcher: OnceLock<Searcher>,
    program: OnceLock<Program>,
}

/// Facts about a text, or about a text that contains it, for prefilters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextProfile<'a> {
    pub(crate) bytes: ByteSet,
    pub(crate) bigrams: &'a BigramSet,
}

/// The spans of a match and of its groups.
pub(crate) type Captures = Vec<Option<Span>>;

impl Regex {
    /// Compiles a regex.
    ///
    /// # Errors
    /// If it is invalid.
    pub(crate) fn new(source: &str) -> Result<Self, RegexError> {
        let parsed = parse::parse(source)?;
        Self::of_node(parsed.node, parsed.groups)
    }

    fn of_node(node: Node, groups: usize) -> Result<Self, RegexError> {
        size::check_size(&node)?;
        Ok(Self::of_checked(node, groups))
    }

    /// Compiles a node whose size was checked.
    fn of_checked(node: Node, groups: usize) -> Self {
        Self {
            node,
            groups,
            required_bytes: OnceLock::new(),
            required_bigrams: OnceLock::new(),
            literals: OnceLock::new(),
            searcher: OnceLock::new(),
            program: OnceLock::new(),
        }
    }

    fn program(&self) -> &Program {
        self.program.get_or_init(|| compile::compile(&self.node, self.groups))
    }

    fn searcher(&self) -> &Searcher {
        self.searcher.get_or_init(|| Searcher::of(&self.node, self.groups))
    }

    /// The number of groups, not counting the whole match.
    pub(crate) fn groups(&self) -> usize {
        self.groups
    }

    /// Byte sets, of each of which a text must contain a byte to match.
    pub(crate) fn required_bytes(&self) -> &[ByteSet] {
        self.required_bytes.get_or_init(|| required_bytes::required_bytes(&self.node))
    }

    /// Bigrams that every match contains, the rarest first.
    pub(crate) fn required_bigrams(&self) -> &[RequiredBigram] {
        self.required_bigrams.get_or_init(|| required_bigrams::required_bigrams(&self.node))
    }

    /// Whether a text with this profile can match.
    pub(crate) fn may_match(&self, profile: TextProfile<'_>) -> bool {
        profile.bytes.meets(self.required_bytes())
            && self.required_bigrams().iter().all(|it| it.occurs_in(profile.bigrams))
    }

    /// Whether the text contains the literals that every match contains. `lower` is the text in ASCII lower case.
    pub(crate) fn holds_literals(&self, text: &str, lower: &str, profile: TextProfile<'_>) -> bool {
        self.literals.get_or_init(|| Literals::of(&self.node)).occur_in(text, lower, profile.bigrams)
    }

    /// The prefilter for the text before a match.
    pub(crate) fn behind(&self) -> Lookbehind {
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

    /// The first match that starts at `from` or later.
    ///
    /// # Errors
    /// If the step limit is exceeded.
    pub(crate) fn find(&self, text: &str, from: usize, scratch: &mut Scratch) -> Result<Option<Span>, StepLimit> {
        let Search { starts, behind, tail } = match self.searcher() {
            Searcher::Run(run) => return Ok(run.find(text, from)),
            Searcher::Starts(search) => &**search,
        };
        if let Some(tail) = tail
            && !tail.may_stand_in(text, from, scratch)
        {
            return Ok(None);
        }
        let mut machine = Machine { program: self.program(), text, scratch, from };
        machine.begin();
        let mut at = from;
        let mut last = None;
        while let Some(start) = starts.next(text, at, &mut last) {
            if behind.fits(&text.as_bytes()[..start])
                && let Some(end) = machine.run_at(start)?
            {
                return Ok(Some(start..end));
            }
            at = starts.after_failure(text, start);
        }
        Ok(None)
    }

    /// Whether a match may start at `from` or later, decided in a few steps that are not counted.
    fn may_stand_in(&self, text: &str, from: usize, scratch: &mut Scratch) -> bool {
        let found = scratch.with_few_steps(text.len().saturating_sub(from), |scratch| self.find(text, from, scratch));
        !matches!(found, Ok(None))
    }

    /// The first match that starts at `from` or later, with its groups: the whole match first.
    ///
    /// # Errors
    /// If the step limit is exceeded.
    pub(crate) fn captures(
        &self,
        text: &str,
        from: usize,
        scratch: &mut Scratch,
    ) -> Result<Option<Captures>, StepLimit> {
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
    pub(crate) fn find_all(&self, text: &str, scratch: &mut Scratch) -> Result<Vec<Span>, StepLimit> {
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
    pub(crate) fn is_match(&self, text: &str, scratch: &mut Scratch) -> bool {
        self.is_match_with(text, ByteSet::of_text(text), scratch)
    }

    /// The same for a text whose bytes are known.
    pub(crate) fn is_match_with(&self, text: &str, bytes: ByteSet, scratch: &mut Scratch) -> bool {
        scratch.begin(text.len());
        bytes.meets(self.required_bytes()) && matches!(self.find(text, 0, scratch), Ok(Some(_)))
    }
}

/// Where the next search starts after a match: at its end, or one character further if it was empty.
pub(crate) fn after(text: &str, span: &Span) -> usize {
    if span.is_empty() { span.end + text[span.end..].chars().next().map_or(1, char::len_utf8) } else { span.end }
}

#[cfg(test)]
mod tests;
