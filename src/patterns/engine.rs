//! Styles run over a chapter.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::block::{Block, blocks, raw, summary};
use super::expression::{Characters, InSentences, Mask, Pairs, Scratch};
use super::fix::fix;
use super::formula;
use super::matcher::View;
use super::message::format;
use super::plain::plain;
use super::rule::{Alert, Check, Memory, Rule};
use super::scope::BlockScope;
use super::sentence::sentences;
use super::statistics::Statistics;
use super::styles::Styles;
use super::styles::TextReading;
use super::word_index::Hit;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::{Document, Prose};
use crate::edit::Fix;
use crate::source::Span;

impl Styles {
    /// What the rules say of a document. `levels` are those of the rules in this chapter, `path` is
    /// the file. Also what could not be checked, one line each.
    pub(crate) fn check(
        &self,
        document: &Document,
        path: &Path,
        levels: &[Option<Severity>],
    ) -> (Vec<Diagnostic>, Vec<String>) {
        let mut run = Run {
            styles: self,
            document,
            levels,
            wanted: BlockScope::ALL.map(|scope| self.wanted(scope, levels)),
            memory: vec![Memory::default(); self.rules.len()],
            scratch: Scratch::default(),
            told: FxHashSet::default(),
            counts: vec![0; self.rules.len()],
            stopped: vec![false; self.rules.len()],
            found: Vec::new(),
            problems: Vec::new(),
        };
        run.all(path);
        (run.found, run.problems)
    }

    /// Whether each rule looks at texts of this scope or, if they are split, at parts of them.
    fn wanted(&self, scope: BlockScope, levels: &[Option<Severity>]) -> Vec<bool> {
        let is_split = scope == BlockScope::Text;
        let parts = [BlockScope::Sentence, BlockScope::Paragraph];
        let selects =
            |rule: &Rule| rule.selects(scope) || (is_split && parts.into_iter().any(|part| rule.selects(part)));
        self.rules.iter().zip(levels).map(|(rule, level)| level.is_some() && selects(rule)).collect()
    }
}

/// The rules over one document.
struct Run<'a> {
    styles: &'a Styles,
    document: &'a Document,
    levels: &'a [Option<Severity>],
    /// For each scope, the rules whose words are looked for in a text of it.
    wanted: [Vec<bool>; BlockScope::ALL.len()],
    memory: Vec<Memory>,
    scratch: Scratch,
    /// Rule and place of what was said: texts are looked at more than once.
    told: FxHashSet<(usize, usize)>,
    counts: Vec<usize>,
    stopped: Vec<bool>,
    found: Vec<Diagnostic>,
    problems: Vec<String>,
}

impl Run<'_> {
    fn all(&mut self, path: &Path) {
        let ignored = self.ignored(path);
        let blocks = match &self.styles.reading {
            TextReading::AsVale(options) => blocks(self.document, options, &ignored),
            TextReading::AsProse => plain(self.document),
        };
        let mut room = Room::default();
        for block in &blocks {
            self.block(block, &mut room);
        }
        if self.wants(BlockScope::Summary) {
            let summary = summary(&blocks);
            self.block(&summary, &mut room);
            self.figures(&Statistics::of(&summary, &blocks));
        }
        if self.wants(BlockScope::Raw) {
            self.block(&raw(self.document), &mut room);
        }
    }

    /// What a Vale configuration takes out of the text.
    fn ignored(&mut self, path: &Path) -> Vec<Span> {
        let text = self.document.text();
        let mut found = Vec::new();
        for expression in self.styles.ignores(path) {
            match expression.find_all(text, &mut self.scratch) {
                Ok(spans) => found.extend(spans.into_iter().filter(|span| !span.is_empty())),
                Err(_) => self.problems.push("an ignore pattern takes too long here and was stopped".to_owned()),
            }
        }
        found
    }

    fn is_on(&self, rule: usize) -> bool {
        self.levels[rule].is_some() && !self.stopped[rule]
    }

    fn wants(&self, scope: BlockScope) -> bool {
        self.styles.of_scope(scope).any(|(rule, _)| self.levels[rule].is_some())
    }

    fn block(&mut self, block: &Block<'_>, Room { lower, hits }: &mut Room) {
        let text = block.prose.text();
        let styles = self.styles;
        let is_split = block.scope == BlockScope::Text;
        let wanted = &self.wanted[block.scope.index()];
        let characters = Characters { mask: Mask::of(text), pairs: &Pairs::of(text) };
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        styles.index.hits((text, lower), block.words, |rule| wanted[rule as usize], hits);
        let part = Part { prose: &block.prose, lower, range: 0..text.len(), characters };
        if !is_split {
            for (number, own) in self.speakers(block.scope, characters, hits) {
                self.rule(number, &part, own);
            }
            return;
        }
        // Vale looks at the sentences first. What a rule finds in the paragraph says whether it needs to
        // be run over them, so it is looked for before, and told after.
        let mut found: Vec<(usize, Vec<Alert>)> = Vec::new();
        let mut later: Vec<(usize, &[Hit])> = Vec::new();
        for (number, own) in self.speakers(block.scope, characters, hits) {
            if styles.rules[number].remembers() {
                later.push((number, own));
            } else {
                let alerts = self.alerts(number, &part, own);
                found.push((number, alerts));
            }
        }
        self.paragraph(&part, hits);
        self.sentences(&part, hits, &found);
        for (number, alerts) in found {
            for alert in alerts {
                self.tell(number, &part, alert);
            }
        }
        for (number, own) in later {
            self.rule(number, &part, own);
        }
    }

    /// The rules that may have something to say of a text, with their words that were found in it.
    fn speakers<'h>(&self, scope: BlockScope, characters: Characters<'_>, hits: &'h [Hit]) -> Vec<(usize, &'h [Hit])> {
        let styles = self.styles;
        let watching = styles.watch.rules(&styles.rules, scope, characters).filter(|&number| self.is_on(number));
        let mut speakers: Vec<_> = watching.map(|number| (number, own_hits(hits, number))).collect();
        let watching = speakers.len();
        for own in hits.chunk_by(|a, b| a.rule == b.rule) {
            let number = own[0].rule as usize;
            let is_known = speakers[..watching].binary_search_by_key(&number, |(number, _)| *number).is_ok();
            if !is_known && styles.rules[number].selects(scope) {
                speakers.push((number, own));
            }
        }
        speakers
    }

    /// Rules for paragraphs alone.
    fn paragraph(&mut self, part: &Part<'_>, hits: &[Hit]) {
        let styles = self.styles;
        for &number in &styles.of_paragraphs {
            self.rule(number, part, own_hits(hits, number));
        }
    }

    /// Rules for sentences, and those for any text that may find in a sentence what they do not find
    /// in the paragraph. `found` is what they found there.
    fn sentences(&mut self, paragraph: &Part<'_>, hits: &[Hit], found: &[(usize, Vec<Alert>)]) {
        let styles = self.styles;
        if !styles.has_sentences {
            return;
        }
        let has_hit = |rule: usize| hits.iter().any(|hit| hit.rule as usize == rule);
        let has_found = |rule: usize| found.iter().any(|(number, alerts)| *number == rule && !alerts.is_empty());
        let needs_run = |number: usize, rule: &Rule| match rule.in_sentences() {
            _ if !rule.selects(BlockScope::Text) => true,
            InSentences::Same => false,
            InSentences::MoreIfFound => has_found(number),
            InSentences::Other => true,
        };
        let rules: Vec<(usize, &Rule)> = styles
            .of_scope(BlockScope::Sentence)
            .filter(|(number, rule)| self.is_on(*number) && needs_run(*number, rule))
            .filter(|(number, rule)| rule.may_speak(paragraph.characters) || has_hit(*number))
            .collect();
        if rules.is_empty() {
            return;
        }
        let text = paragraph.prose.text();
        for range in sentences(text) {
            let characters = Characters { mask: Mask::of(&text[range.clone()]), ..paragraph.characters };
            let part = Part { range: range.clone(), characters, ..*paragraph };
            for (number, _) in &rules {
                let own = own_hits(hits, *number);
                let first = own.partition_point(|hit| hit.span().start < range.start);
                let inside = own[first..].iter().take_while(|hit| hit.span().start < range.end);
                let inside = inside.filter(|hit| hit.span().end <= range.end);
                let inside: Vec<Hit> = inside.map(|hit| hit.shifted(range.start)).collect();
                self.rule(*number, &part, &inside);
            }
        }
    }

    /// Runs a rule over a text in which these words of it were found, and tells what it says.
    fn rule(&mut self, number: usize, part: &Part<'_>, hits: &[Hit]) {
        for alert in self.alerts(number, part, hits) {
            self.tell(number, part, alert);
        }
    }

    /// What a rule says of a text in which these words of it were found.
    fn alerts(&mut self, number: usize, part: &Part<'_>, hits: &[Hit]) -> Vec<Alert> {
        let rule = &self.styles.rules[number];
        if !self.is_on(number) || (hits.is_empty() && !rule.may_speak(part.characters)) {
            return Vec::new();
        }
        let text = &part.prose.text()[part.range.clone()];
        let lower = &part.lower[part.range.clone()];
        let view = View { text, lower, characters: part.characters, hits };
        rule.alerts(view, &mut self.memory[number], &mut self.scratch).unwrap_or_else(|_| {
            self.stopped[number] = true;
            let name = &rule.definition.name;
            self.problems.push(format!("the rule `{name}` takes too long here and was stopped"));
            Vec::new()
        })
    }

    fn tell(&mut self, number: usize, part: &Part<'_>, alert: Alert) {
        let rule = &self.styles.rules[number];
        let range = part.range.start + alert.span.start..part.range.start + alert.span.end;
        let words = &part.prose.text()[range.clone()];
        let is_of_file = range.is_empty();
        let span = if is_of_file { 0..0 } else { part.prose.source(range.clone()) };
        // What is masked is code, and no rule is about code; asterisks in the source are not masked.
        let is_masked = words.contains('*')
            && words.chars().all(|c| c == '*' || c.is_whitespace())
            && self.document.text()[span.clone()] != *words;
        if is_masked || (span.is_empty() && !is_of_file) || !self.told.insert((number, span.start)) {
            return;
        }
        let limit = rule.definition.limit;
        self.counts[number] += 1;
        if limit > 0 && self.counts[number] > limit {
            return;
        }
        let fix = fix(self.document, part.prose, &range, &alert, rule.definition.applicability);
        self.push(number, Said { span, message: alert.message, fix });
    }

    fn push(&mut self, number: usize, said: Said) {
        let rule = &self.styles.rules[number];
        let Some(level) = self.levels[number] else { return };
        let Said { span, message, fix } = said;
        self.found.push(Diagnostic {
            rule: rule.definition.name.clone().into(),
            level,
            place: Place::Text(span),
            message,
            help: rule.definition.description.clone(),
            link: rule.definition.link.clone(),
            related: None,
            fix,
        });
    }

    /// Rules that judge the figures of the whole file.
    fn figures(&mut self, statistics: &Statistics) {
        let styles = self.styles;
        if statistics.is_empty() {
            return;
        }
        for (number, rule) in styles.of_scope(BlockScope::Summary).filter(|(number, _)| self.levels[*number].is_some())
        {
            let value = match &rule.check {
                Check::Metric { formula, condition } => {
                    let value = formula::evaluate(formula, &|name| statistics.variable(name));
                    match value.and_then(|value| Ok(formula::meets(value, condition)?.then_some(value))) {
                        Ok(value) => value,
                        Err(error) => {
                            self.problems.push(format!("{}: {error}", rule.definition.name));
                            None
                        }
                    }
                }
                Check::Readability { metrics, grade } => {
                    let grades: Vec<f64> = metrics.iter().filter_map(|metric| statistics.grade(metric)).collect();
                    #[expect(clippy::cast_precision_loss, reason = "there are five")]
                    let mean = grades.iter().sum::<f64>() / grades.len().max(1) as f64;
                    (mean > *grade).then_some(mean)
                }
                _ => None,
            };
            if let Some(value) = value {
                let message = format(&rule.definition.message, &[&format!("{value:.2}")]);
                self.push(number, Said { span: 0..0, message, fix: None });
            }
        }
    }
}

/// Room that one text after the other is worked on in.
#[derive(Default)]
struct Room {
    /// The text with its ASCII letters in lower case.
    lower: String,
    /// Words of rules that were found in it.
    hits: Vec<Hit>,
}

/// What is said of a place of the document.
struct Said {
    span: Span,
    message: String,
    fix: Option<Fix>,
}

/// The words of one rule among those found.
fn own_hits(hits: &[Hit], rule: usize) -> &[Hit] {
    let first = hits.partition_point(|hit| (hit.rule as usize) < rule);
    let len = hits[first..].partition_point(|hit| hit.rule as usize == rule);
    &hits[first..first + len]
}

/// A part of a text that a rule is run over.
struct Part<'a> {
    prose: &'a Prose,
    /// The whole text with its ASCII letters in lower case.
    lower: &'a str,
    range: Span,
    characters: Characters<'a>,
}
