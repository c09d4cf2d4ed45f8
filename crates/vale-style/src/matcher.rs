//! Matches of the alternatives of one rule, merged in order.
//!
//! Most alternatives in public styles are lists of words. Those of all rules are looked up at once by their first
//! words (`word_index`); the rest are regexes, which run only on texts that pass their prefilters.

use super::regex::{
    Alternative, BigramSet, Form, InSentences, Lookbehind, Regex, RegexError, Scratch, StepLimit, after,
};
use super::word_index::{Entry, Hit};
use redline_text::Span;

/// A match of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Bytes of the text.
    pub(super) span: Span,
    /// The index of the key that matched.
    pub(super) key: usize,
}

/// The alternatives of one rule that are not in the [word index](super::word_index::WordIndex).
#[derive(Debug, Default)]
pub(super) struct Matcher {
    regexes: Vec<Ordered>,
    /// How matches in a sentence relate to matches in its paragraph.
    pub(super) in_sentences: InSentences,
}

/// A regex with its rank among the alternatives: of matches that start at the same place, the lowest wins.
#[derive(Debug)]
struct Ordered {
    order: u32,
    key: usize,
    regex: Box<Regex>,
    /// Whether it is tried only at hits of the word index.
    has_prefix: bool,
}

impl Matcher {
    /// The matcher of rule number `rule`. Its literals are added to `index`.
    ///
    /// # Errors
    /// If `source` is not a valid regex.
    pub(super) fn new(source: &str, rule: u32, index: &mut Vec<Entry>) -> Result<Self, RegexError> {
        let mut matcher = Self::default();
        let mut order = 0;
        for Alternative { group, form } in Regex::alternatives(source)? {
            let key = group.map_or(0, |group| group - 1);
            match form {
                Form::Literals(literals) => {
                    for literal in literals {
                        index.push(Entry {
                            rule,
                            order,
                            key,
                            is_prefix: false,
                            literal,
                            lookbehind: Lookbehind::default(),
                        });
                        order += 1;
                    }
                }
                Form::Regex(regex, leading) => {
                    matcher.in_sentences = matcher.in_sentences.max(regex.in_sentences());
                    let has_prefix = !leading.is_empty();
                    let lookbehind = regex.lookbehind();
                    index.extend(leading.into_iter().map(|literal| {
                        // A literal that starts before the match includes the lookbehind.
                        let lookbehind = if literal.skip == 0 { lookbehind.clone() } else { Lookbehind::default() };
                        Entry { rule, order, key, is_prefix: true, literal, lookbehind }
                    }));
                    matcher.regexes.push(Ordered { order, key, regex, has_prefix });
                    order += 1;
                }
            }
        }
        Ok(matcher)
    }

    /// The regexes that are searched without a hit of the word index.
    pub(super) fn without_prefix(&self) -> impl Iterator<Item = &Regex> {
        self.regexes.iter().filter(|ordered| !ordered.has_prefix).map(|ordered| &*ordered.regex)
    }

    /// Whether a regex can match a text with these bigrams.
    pub(super) fn may_match(&self, bigrams: &BigramSet) -> bool {
        self.without_prefix().any(|regex| regex.prefilter().accepts(bigrams))
    }

    /// The matches in a text, from left to right, not overlapping.
    ///
    /// # Errors
    /// If a regex exceeds the step limit.
    pub(super) fn matches(&self, view: View<'_>, scratch: &mut Scratch) -> Result<Vec<Match>, StepLimit> {
        let View { text, lower, bigrams, hits } = view;
        scratch.begin(text.len());
        let mut live = Vec::new();
        let may_match = |ordered: &&Ordered| {
            let prefilter = ordered.regex.prefilter();
            !ordered.has_prefix && prefilter.accepts(bigrams) && prefilter.accepts_text(text, lower)
        };
        for ordered in self.regexes.iter().filter(may_match) {
            if let Some(span) = ordered.regex.find(text, 0, scratch)? {
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
                    match live[index].0.regex.find(text, from, scratch)? {
                        Some(span) => live[index].1 = span,
                        None => drop(live.remove(index)),
                    }
                }
            }
            let best = live.iter().map(|(ordered, span)| (span.start, ordered.order, span.end, ordered.key)).min();
            let hit = hits.peek().filter(|hit| best.is_none_or(|best| (hit.start, hit.order) < (best.0, best.1)));
            let (start, end, key) = match (hit, best) {
                (Some(hit), _) if hit.is_prefix => {
                    let Some(span) = self.match_at_hit(hit, view, scratch)? else {
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
    /// The match of the regex that starts at a hit.
    fn match_at_hit(&self, hit: &Hit, view: View<'_>, scratch: &mut Scratch) -> Result<Option<Span>, StepLimit> {
        let Ok(index) = self.regexes.binary_search_by_key(&hit.order, |ordered| ordered.order) else {
            return Ok(None);
        };
        let regex = &self.regexes[index].regex;
        if !regex.prefilter().accepts_text(view.text, view.lower) {
            return Ok(None);
        }
        regex.match_at(view.text, hit.start, scratch)
    }
}

/// A text with precomputed facts.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    /// The text in ASCII lower case.
    pub(super) lower: &'a str,
    /// The bigrams of the text, or of one that contains it.
    pub(super) bigrams: &'a BigramSet,
    /// Hits of the rule in the text, by place and rank.
    pub(super) hits: &'a [Hit],
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::word_index::WordIndex;
    use super::*;

    /// The matches of a rule with this regex.
    pub(crate) fn matcher(source: &str) -> impl Fn(&str) -> Vec<Span> + use<> {
        let mut entries = Vec::new();
        let matcher = Matcher::new(source, 0, &mut entries).expect("an expression");
        let index = WordIndex::new(entries, false);
        move |text| {
            let mut hits = Vec::new();
            let lower = &text.to_ascii_lowercase();
            index.hits((text, lower), |_| true, &mut hits);
            let view = View { text, lower, bigrams: &BigramSet::of(text), hits: &hits };
            let found = matcher.matches(view, &mut Scratch::default());
            found.expect("a small text").into_iter().map(|found| found.span).collect()
        }
    }

    #[test]
    fn literals_and_regexes_of_a_rule_keep_their_order() {
        let find = matcher(r"(?i)(?m)\b(?:a few|\w+ly|a|few of)\b");
        assert_eq!(find("A few of us, really a"), [0..5, 13..19, 20..21]);
        assert!(find("few off").is_empty());
    }

    #[test]
    fn a_lookbehind_before_literals_is_part_of_the_lookup() {
        let find = matcher(r"(?m)\b(?:(?<=[a-z]: )we(?= )|(?<=so )so on\b(?= \w))");
        assert_eq!(find("note: we do; W: we go, 1: we go, or: we go, and: we"), [6..8, 37..39]);
        assert_eq!(find("so so on it, so on it; so so on x"), [3..8, 26..31]);
    }
}
