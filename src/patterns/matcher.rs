//! All places where the alternatives of a rule match, found together with those of all other rules.
//!
//! Most of what styles hold are lists of words. Those of all rules are looked up at once, by the
//! first word of each, as a text is read (`word_index`); the rest are expressions, which are run only over texts
//! that hold the characters that they need.

use super::expression::{
    Alternative, Behind, Characters, Expression, ExpressionError, InSentences, Scratch, StepLimit, Way, after,
};
use super::word_index::{Entry, Hit};
use crate::source::Span;

/// A match of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Bytes of the text.
    pub(super) span: Span,
    /// Which key of the rule matched.
    pub(super) key: usize,
}

/// The alternatives of one rule that are not in the [word index](super::word_index::WordIndex).
#[derive(Debug, Default)]
pub(super) struct Matcher {
    expressions: Vec<Ordered>,
    /// How what is found in a sentence relates to what is found in the paragraph.
    pub(super) in_sentences: InSentences,
}

/// An expression with its place among the alternatives: at one place of a text, the lowest wins.
#[derive(Debug)]
struct Ordered {
    order: u32,
    key: usize,
    expression: Box<Expression>,
    /// Whether it is tried only where words of the index begin.
    is_led: bool,
}

impl Matcher {
    /// The matcher of rule number `rule`, whose words go into `index`.
    ///
    /// # Errors
    /// If `source` is not an expression.
    pub(super) fn new(source: &str, rule: u32, index: &mut Vec<Entry>) -> Result<Self, ExpressionError> {
        let mut matcher = Self::default();
        let mut order = 0;
        for Alternative { group, way } in Expression::alternatives(source)? {
            let key = group.map_or(0, |group| group - 1);
            match way {
                Way::Words(words) => {
                    for words in words {
                        index.push(Entry { rule, order, key, leads: false, words, behind: Behind::default() });
                        order += 1;
                    }
                }
                Way::Expression(expression, leading) => {
                    matcher.in_sentences = matcher.in_sentences.max(expression.in_sentences());
                    let is_led = !leading.is_empty();
                    let behind = expression.behind();
                    index.extend(leading.into_iter().map(|words| {
                        // Words that begin before the match hold what is behind it.
                        let behind = if words.skip == 0 { behind.clone() } else { Behind::default() };
                        Entry { rule, order, key, leads: true, words, behind }
                    }));
                    matcher.expressions.push(Ordered { order, key, expression, is_led });
                    order += 1;
                }
            }
        }
        Ok(matcher)
    }

    /// The expressions that are tried without a word of the index.
    pub(super) fn unled(&self) -> impl Iterator<Item = &Expression> {
        self.expressions.iter().filter(|ordered| !ordered.is_led).map(|ordered| &*ordered.expression)
    }

    /// Whether an expression could match in a text with these characters.
    pub(super) fn may_match(&self, characters: Characters<'_>) -> bool {
        self.unled().any(|expression| expression.may_match(characters))
    }

    /// The matches in a text, from left to right, none inside another.
    ///
    /// # Errors
    /// If an expression takes too many steps.
    pub(super) fn matches(&self, view: View<'_>, scratch: &mut Scratch) -> Result<Vec<Match>, StepLimit> {
        let View { text, lower, characters, hits } = view;
        scratch.begin(text.len());
        let mut live = Vec::new();
        let may_match = |ordered: &&Ordered| {
            let expression = &ordered.expression;
            !ordered.is_led && expression.may_match(characters) && expression.holds_literals(text, lower, characters)
        };
        for ordered in self.expressions.iter().filter(may_match) {
            if let Some(span) = ordered.expression.find(text, 0, scratch)? {
                live.push((ordered, span));
            }
        }
        let mut found: Vec<Match> = Vec::new();
        let mut hits = hits.iter().peekable();
        let mut from = 0;
        loop {
            while hits.next_if(|hit| hit.start < from).is_some() {}
            for index in (0..live.len()).rev() {
                if live[index].1.start < from {
                    match live[index].0.expression.find(text, from, scratch)? {
                        Some(span) => live[index].1 = span,
                        None => drop(live.remove(index)),
                    }
                }
            }
            let best = live.iter().map(|(ordered, span)| (span.start, ordered.order, span.end, ordered.key)).min();
            let hit = hits.peek().filter(|hit| best.is_none_or(|best| (hit.start, hit.order) < (best.0, best.1)));
            let (start, end, key) = match (hit, best) {
                (Some(hit), _) if hit.leads => {
                    let Some(span) = self.led(hit, view, scratch)? else {
                        hits.next();
                        continue;
                    };
                    (span.start, span.end, hit.key)
                }
                (Some(hit), _) => (hit.start, hit.end, hit.key),
                (None, Some((start, _, end, key))) => (start, end, key),
                (None, None) => return Ok(found),
            };
            from = after(text, &(start..end));
            found.push(Match { span: start..end, key });
            if from > text.len() {
                return Ok(found);
            }
        }
    }
}

impl Matcher {
    /// The match of the expression that goes on from a word.
    fn led(&self, hit: &Hit, view: View<'_>, scratch: &mut Scratch) -> Result<Option<Span>, StepLimit> {
        let Ok(index) = self.expressions.binary_search_by_key(&hit.order, |ordered| ordered.order) else {
            return Ok(None);
        };
        let expression = &self.expressions[index].expression;
        if !expression.holds_literals(view.text, view.lower, view.characters) {
            return Ok(None);
        }
        expression.match_at(view.text, hit.start, scratch)
    }
}

/// A text with what is known of it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    /// The text with its ASCII letters in lower case.
    pub(super) lower: &'a str,
    pub(super) characters: Characters<'a>,
    /// Words of the rule that were found in it, by place and order.
    pub(super) hits: &'a [Hit],
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::expression::{Mask, Pairs};
    use super::super::word_index::WordIndex;
    use super::*;

    /// What a rule with this expression finds.
    pub(in crate::patterns) fn matcher(source: &str) -> impl Fn(&str) -> Vec<Span> + use<> {
        let mut entries = Vec::new();
        let matcher = Matcher::new(source, 0, &mut entries).expect("an expression");
        let index = WordIndex::new(entries, false);
        move |text| {
            let mut hits = Vec::new();
            let lower = &text.to_ascii_lowercase();
            index.hits((text, lower), &[], |_| true, &mut hits);
            let characters = Characters { mask: Mask::of(text), pairs: &Pairs::of(text) };
            let view = View { text, lower, characters, hits: &hits };
            let found = matcher.matches(view, &mut Scratch::default());
            found.expect("a small text").into_iter().map(|found| found.span).collect()
        }
    }

    #[test]
    fn words_and_expressions_of_one_rule_keep_their_order() {
        let find = matcher(r"(?i)(?m)\b(?:a few|\w+ly|a|few of)\b");
        assert_eq!(find("A few of us, really a"), [0..5, 13..19, 20..21]);
        assert!(find("few off").is_empty());
    }

    #[test]
    fn what_stands_before_words_is_looked_up_with_them() {
        let find = matcher(r"(?m)\b(?:(?<=[a-z]: )we(?= )|(?<=so )so on\b(?= \w))");
        assert_eq!(find("note: we do; W: we go, 1: we go, or: we go, and: we"), [6..8, 37..39]);
        assert_eq!(find("so so on it, so on it; so so on x"), [3..8, 26..31]);
    }
}
