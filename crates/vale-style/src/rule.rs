//! Compiled rules, and the alerts of one rule on one text.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::action::replacements;
use super::capitalization::Capitalization;
use super::definition::Definition;
use super::exception::Exceptions;
use super::matcher::{Match, Matcher, View};
use super::message::{either, format};
use super::regex::{BigramSet, InSentences, Regex, Scratch, StepLimit};
use super::rule_stop::RuleStop;
use super::scope::BlockScope;
use super::script::{Script, ScriptMatch};
use super::sequence::{Found, Sequence};
use super::spelling::Spelling;
use super::swap::Swap;
use redline_text::Span;

/// A compiled rule.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) definition: Definition,
    pub(super) check: Check,
    pub(super) exceptions: Exceptions,
    /// For each scope, whether the rule runs on it.
    pub(super) selects: [bool; BlockScope::ALL.len()],
}

/// The check of a rule.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there are some hundred of them, and none is moved")]
pub(super) enum Check {
    Existence(Matcher),
    Substitution(Matcher, Vec<Swap>),
    Occurrence {
        token: Regex,
        min: usize,
        max: usize,
    },
    Repetition {
        token: Regex,
        max: usize,
        alpha: bool,
        ignore_case: bool,
        /// Whether the tokens of a sentence are those of its paragraph that lie in it.
        in_words: bool,
    },
    /// The variants of each pair, one after the other.
    Consistency(Matcher),
    Conditional {
        first: Regex,
        second: Regex,
        /// How matches of the first regex in a sentence relate to those in its paragraph.
        in_sentences: InSentences,
    },
    Capitalization(Box<Capitalization>),
    Spelling(Arc<Spelling>),
    Sequence(Sequence),
    Script(Script),
    Metric {
        formula: String,
        condition: String,
    },
    Readability {
        metrics: Vec<String>,
        grade: f64,
    },
}

/// A match that a rule reports.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Alert {
    /// Bytes of the text.
    pub(super) span: Span,
    pub(super) message: String,
    /// The possible replacements.
    pub(super) options: Vec<String>,
}

/// State of a rule across the texts of one file.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleState {
    /// Terms defined so far, for conditional rules, and keys seen so far, for consistency rules.
    defined: HashSet<String>,
    seen: HashSet<usize>,
    /// Words that were looked up, for spelling rules, and whether they are known.
    words: FxHashMap<Box<str>, bool>,
}

impl Rule {
    /// Whether it runs on texts of this scope.
    pub(super) fn selects(&self, scope: BlockScope) -> bool {
        self.selects[scope.index()]
    }

    /// Its regexes that can match without a hit of the word index; `None` if it can report any text.
    pub(super) fn regexes(&self) -> Option<Vec<&Regex>> {
        match &self.check {
            Check::Existence(matcher) | Check::Substitution(matcher, _) | Check::Consistency(matcher) => {
                Some(matcher.without_prefix().collect())
            }
            Check::Conditional { first, second, .. } => Some(vec![first, second]),
            _ => None,
        }
    }

    /// Whether it can report a text with these bigrams and without hits of the word index.
    pub(super) fn may_match(&self, bigrams: &BigramSet) -> bool {
        match &self.check {
            Check::Existence(matcher) | Check::Substitution(matcher, _) | Check::Consistency(matcher) => {
                matcher.may_match(bigrams)
            }
            Check::Conditional { first, second, .. } => {
                first.prefilter().accepts(bigrams) || second.prefilter().accepts(bigrams)
            }
            Check::Sequence(sequence) => sequence.may_match(bigrams),
            _ => true,
        }
    }

    /// How its alerts on a sentence relate to those on the paragraph.
    pub(super) fn in_sentences(&self) -> InSentences {
        match &self.check {
            Check::Existence(matcher) | Check::Substitution(matcher, _) => matcher.in_sentences,
            Check::Conditional { in_sentences, .. } => *in_sentences,
            // The pairs of a sentence are pairs of its paragraph.
            Check::Repetition { in_words: true, .. } if !self.exceptions.have_phrases() => InSentences::MoreIfFound,
            _ => InSentences::Other,
        }
    }

    /// Whether its alerts depend on earlier texts of the file.
    pub(super) fn has_state(&self) -> bool {
        matches!(self.check, Check::Conditional { .. } | Check::Consistency(_))
    }

    /// The alerts on a text.
    ///
    /// # Errors
    /// If a regex or a script exceeds its steps, or a script fails.
    pub(super) fn alerts(
        &self,
        view: View<'_>,
        state: &mut RuleState,
        scratch: &mut Scratch,
    ) -> Result<Vec<Alert>, RuleStop> {
        let View { text, bigrams, .. } = view;
        match &self.check {
            Check::Existence(matcher) => {
                let found = matcher.matches(view, scratch)?;
                let spans = found.into_iter().map(|found| found.span).collect();
                Ok(self.found(text, spans, scratch))
            }
            Check::Substitution(matcher, swaps) => {
                let found = matcher.matches(view, scratch)?;
                let phrases = self.phrases(text, &found, scratch);
                let mut swapped =
                    |found: Match| self.swapped(text, &found.span, (&swaps[found.key], &phrases), scratch);
                Ok(found.into_iter().filter_map(&mut swapped).collect())
            }
            Check::Occurrence { token, min, max } => {
                let found = token.find_all(text, scratch)?;
                Ok(self.counted(text, &found, *min, *max).into_iter().collect())
            }
            Check::Repetition { token, .. } => {
                let found = token.find_all(text, scratch)?;
                Ok(self.repeated(text, &found, scratch))
            }
            Check::Consistency(matcher) => {
                let found = matcher.matches(view, scratch)?;
                Ok(self.inconsistent(text, &found, state))
            }
            Check::Conditional { first, second, .. } => {
                Ok(self.undefined((text, bigrams), (first, second), state, scratch)?)
            }
            Check::Capitalization(check) => {
                let alert = check.fault(text, scratch).map(|expected| Alert {
                    span: 0..text.len(),
                    message: format(&self.definition.message, &[text, &expected]),
                    options: Vec::new(),
                });
                Ok(alert.into_iter().collect())
            }
            Check::Spelling(spelling) => {
                Ok(spelling.unknown(text, &mut state.words).into_iter().map(|span| self.alert(text, span)).collect())
            }
            Check::Sequence(sequence) => {
                let found = sequence.find_all(text, scratch)?;
                Ok(found.into_iter().map(|found| self.sequence_alert(found)).collect())
            }
            Check::Script(script) => {
                let found = script.matches(text)?;
                Ok(found.into_iter().map(|found| self.script_alert(text, found)).collect())
            }
            // These check the whole file, see the engine.
            Check::Metric { .. } | Check::Readability { .. } => Ok(Vec::new()),
        }
    }

    /// The exempting phrases in a text, if there is a match at all.
    fn phrases<T>(&self, text: &str, found: &[T], scratch: &mut Scratch) -> Vec<Span> {
        if found.is_empty() { Vec::new() } else { self.exceptions.phrases_in(text, scratch) }
    }

    /// Alerts for the matches that are not exempt.
    fn found(&self, text: &str, spans: Vec<Span>, scratch: &mut Scratch) -> Vec<Alert> {
        let phrases = self.phrases(text, &spans, scratch);
        // An empty match, as of a rule without tokens, is reported once for the file.
        let is_fault =
            |span: &Span| span.is_empty() || !self.exceptions.excepts(&text[span.clone()], span, &phrases, scratch);
        spans.into_iter().filter(is_fault).map(|span| self.alert(text, span)).collect()
    }

    fn alert(&self, text: &str, span: Span) -> Alert {
        let matched = &text[span.clone()];
        let options = self.definition.action.as_ref().map(|action| replacements(action, matched)).unwrap_or_default();
        let message = format(&self.definition.message, &[matched, &either(&options)]);
        Alert { span, message, options }
    }

    /// An alert for a sequence, whose message may refer to each word.
    fn sequence_alert(&self, found: Found<'_>) -> Alert {
        let options = self.definition.action.as_ref().map(|action| replacements(action, &found.text));
        Alert {
            span: found.span,
            message: format(&self.definition.message, &found.words),
            options: options.unwrap_or_default(),
        }
    }

    /// An alert for a match of a script, which may have a message of its own.
    fn script_alert(&self, text: &str, ScriptMatch { span, message }: ScriptMatch) -> Alert {
        let message = format(message.as_ref().unwrap_or(&self.definition.message), &[&text[span.clone()]]);
        Alert { span, message, options: Vec::new() }
    }

    fn swapped(
        &self,
        text: &str,
        span: &Span,
        (swap, phrases): (&Swap, &[Span]),
        scratch: &mut Scratch,
    ) -> Option<Alert> {
        // White space that a key matches counts, except for exceptions.
        let matched = &text[span.clone()];
        let expected = swap.expected(text, span, scratch);
        if span.is_empty()
            || expected.is_right(matched, scratch)
            || self.exceptions.excepts(matched.trim(), span, phrases, scratch)
        {
            return None;
        }
        let options = match &self.definition.action {
            Some(action) if !swap.replaces => replacements(action, matched),
            _ => expected.options(matched),
        };
        let message = format(&swap.message(&self.definition.message), &[&expected.shown(matched), matched]);
        Some(Alert { span: span.clone(), message, options })
    }

    fn counted(&self, text: &str, found: &[Span], min: usize, max: usize) -> Option<Alert> {
        let count = found.len();
        if !((max > 0 && count > max) || (min > 0 && count < min)) {
            return None;
        }
        let is_seen = |span: &&Span| {
            !text[(*span).clone()].trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '@').is_empty()
        };
        let span = if count == 0 { 0..0 } else { found.iter().find(is_seen)?.clone() };
        let message = format(&self.definition.message, &[&count.to_string()]);
        Some(Alert { span, message, options: Vec::new() })
    }

    fn repeated(&self, text: &str, found: &[Span], scratch: &mut Scratch) -> Vec<Alert> {
        let Check::Repetition { max, alpha, ignore_case, .. } = &self.check else { return Vec::new() };
        let mut alerts = Vec::new();
        let phrases = self.phrases(text, found, scratch);
        let mut count = 0;
        let bytes = text.as_bytes();
        let begins_alike = |pair: &&[Span]| {
            let first = |span: &Span| bytes.get(span.start).copied().unwrap_or(0);
            let (a, b) = (first(&pair[0]), first(&pair[1]));
            a.eq_ignore_ascii_case(&b) || !a.is_ascii_graphic() || !b.is_ascii_graphic()
        };
        for pair in found.windows(2).filter(begins_alike) {
            let (first, second) = (text[pair[0].clone()].trim(), text[pair[1].clone()].trim());
            let is_same = if *ignore_case { first.to_lowercase() == second.to_lowercase() } else { first == second };
            if !is_same || second.is_empty() || (*alpha && !second.chars().all(char::is_alphabetic)) {
                continue;
            }
            count += 1;
            let span = pair[0].start..pair[1].end;
            let is_one_sentence = super::sentence::sentences(&text[span.clone()]).len() == 1;
            if count > *max
                && is_one_sentence
                && !self.exceptions.excepts(&text[span.clone()], &span, &phrases, scratch)
            {
                let action = self.definition.action.as_ref();
                let options = action.map(|action| replacements(action, &text[span.clone()])).unwrap_or_default();
                let message = format(&self.definition.message, &[second]);
                alerts.push(Alert { span, message, options });
                count = 0;
            }
        }
        alerts
    }

    /// Alerts for pairs of which the file has used both variants, at the last match in the text.
    fn inconsistent(&self, text: &str, found: &[Match], state: &mut RuleState) -> Vec<Alert> {
        let mut last: BTreeMap<usize, &Span> = BTreeMap::new();
        for found in found {
            state.seen.insert(found.key);
            last.insert(found.key / 2, &found.span);
        }
        let both = |pair: usize| state.seen.contains(&(2 * pair)) && state.seen.contains(&(2 * pair + 1));
        last.into_iter().filter(|(pair, _)| both(*pair)).map(|(_, span)| self.alert(text, span.clone())).collect()
    }

    /// Alerts for what the first regex matches and the second has not defined.
    fn undefined(
        &self,
        (text, bigrams): (&str, &BigramSet),
        (first, second): (&Regex, &Regex),
        state: &mut RuleState,
        scratch: &mut Scratch,
    ) -> Result<Vec<Alert>, StepLimit> {
        scratch.begin(text.len());
        let (mut at, mut is_defined) = (0, false);
        let may_define = second.prefilter().accepts(bigrams);
        while let Some(captures) = if may_define { second.captures(text, at, scratch)? } else { None } {
            is_defined = true;
            let groups = captures.iter().skip(1).flatten().filter(|group| !group.is_empty());
            state.defined.extend(groups.map(|group| text[group.clone()].to_owned()));
            let Some(whole) = &captures[0] else { break };
            at = super::regex::after(text, whole);
            if at > text.len() {
                break;
            }
        }
        if second.groups() == 0 && is_defined {
            return Ok(Vec::new());
        }
        let found = first.find_all(text, scratch)?;
        let is_unknown = |span: &Span| !state.defined.contains(&text[span.clone()]);
        let unknown = found.into_iter().filter(is_unknown).collect();
        Ok(self.found(text, unknown, scratch))
    }
}
