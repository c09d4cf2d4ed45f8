//! Styles run over a chapter.

use std::collections::HashSet;
use std::path::Path;

use super::block::{Block, BlockScope, blocks, raw, summary};
use super::expression::{Mask, Scratch};
use super::fix::fix;
use super::formula;
use super::matcher::Hit;
use super::message::format;
use super::rule::{Alert, Check, Memory, Rule, View};
use super::sentence::sentences;
use super::statistics::Statistics;
use super::styles::Styles;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::{Document, Prose};
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
            memory: vec![Memory::default(); self.rules.len()],
            scratch: Scratch::default(),
            told: HashSet::new(),
            counts: vec![0; self.rules.len()],
            stopped: vec![false; self.rules.len()],
            found: Vec::new(),
            problems: Vec::new(),
        };
        run.all(path);
        (run.found, run.problems)
    }
}

/// The rules over one document.
struct Run<'a> {
    styles: &'a Styles,
    document: &'a Document,
    levels: &'a [Option<Severity>],
    memory: Vec<Memory>,
    scratch: Scratch,
    /// Rule and place of what was said: texts are looked at more than once.
    told: HashSet<(usize, usize)>,
    counts: Vec<usize>,
    stopped: Vec<bool>,
    found: Vec<Diagnostic>,
    problems: Vec<String>,
}

impl Run<'_> {
    fn all(&mut self, path: &Path) {
        let ignored = self.ignored(path);
        let blocks = blocks(self.document, &self.styles.text, &ignored);
        let mut hits = Vec::new();
        for block in &blocks {
            self.block(block, &mut hits);
        }
        if self.wants(BlockScope::Summary) {
            let summary = summary(&blocks);
            self.block(&summary, &mut hits);
            self.figures(&Statistics::of(&summary, &blocks));
        }
        if self.wants(BlockScope::Raw) {
            self.block(&raw(self.document), &mut hits);
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

    fn block(&mut self, block: &Block, hits: &mut Vec<Hit>) {
        let text = block.prose.text();
        let styles = self.styles;
        let is_split = block.scope == BlockScope::Text;
        let is_wanted = |rule: u32| {
            let rule = rule as usize;
            let compiled = &styles.rules[rule];
            let selects = compiled.selects(block.scope)
                || (is_split && (compiled.selects(BlockScope::Sentence) || compiled.selects(BlockScope::Paragraph)));
            self.is_on(rule) && selects
        };
        styles.index.hits(text, is_wanted, hits);
        let mask = Mask::of(text);
        if is_split {
            self.paragraph(&block.prose, mask, hits);
            self.sentences(&block.prose, mask, hits);
        }
        let part = Part { prose: &block.prose, range: 0..text.len(), mask };
        for &number in &styles.watchers[block.scope.index()] {
            let number = number as usize;
            let rule = &styles.rules[number];
            if self.is_on(number) && rule.may_speak(mask) {
                self.rule((number, rule), &part, own_hits(hits, number));
            }
        }
        for own in hits.chunk_by(|a, b| a.rule == b.rule) {
            let number = own[0].rule as usize;
            let rule = &styles.rules[number];
            // Those that may speak have spoken.
            if rule.selects(block.scope) && !(rule.watches() && rule.may_speak(mask)) {
                self.rule((number, rule), &part, own);
            }
        }
    }

    /// Rules for paragraphs alone: those for any text see the same words anyway.
    fn paragraph(&mut self, prose: &Prose, mask: Mask, hits: &[Hit]) {
        let styles = self.styles;
        let only = styles.of_scope(BlockScope::Paragraph).filter(|(_, rule)| !rule.selects(BlockScope::Text));
        let part = Part { prose, range: 0..prose.text().len(), mask };
        for (number, rule) in only {
            self.rule((number, rule), &part, own_hits(hits, number));
        }
    }

    /// Rules for sentences, and those for any text that may find in a sentence what they do not find
    /// in the paragraph.
    fn sentences(&mut self, prose: &Prose, mask: Mask, hits: &[Hit]) {
        let styles = self.styles;
        if !styles.has_sentences {
            return;
        }
        let has_hit = |rule: usize| hits.iter().any(|hit| hit.rule as usize == rule);
        let rules: Vec<(usize, &Rule)> = styles
            .of_scope(BlockScope::Sentence)
            .filter(|(_, rule)| !rule.selects(BlockScope::Text) || rule.minds_sentences())
            .filter(|(number, rule)| self.is_on(*number) && (rule.may_speak(mask) || has_hit(*number)))
            .collect();
        if rules.is_empty() {
            return;
        }
        for range in sentences(prose.text()) {
            let mask = Mask::of(&prose.text()[range.clone()]);
            let inside: Vec<Hit> = hits
                .iter()
                .filter(|hit| range.start <= hit.span().start && hit.span().end <= range.end)
                .map(|hit| hit.shifted(range.start))
                .collect();
            let part = Part { prose, range, mask };
            for &(number, rule) in &rules {
                self.rule((number, rule), &part, own_hits(&inside, number));
            }
        }
    }

    /// Runs a rule over a text in which these words of it were found.
    fn rule(&mut self, (number, rule): (usize, &Rule), part: &Part<'_>, hits: &[Hit]) {
        if !self.is_on(number) || (hits.is_empty() && !rule.may_speak(part.mask)) {
            return;
        }
        let text = &part.prose.text()[part.range.clone()];
        let view = View { text, mask: part.mask, hits };
        match rule.alerts(view, &mut self.memory[number], &mut self.scratch) {
            Ok(alerts) => {
                for alert in alerts {
                    self.tell((number, rule), part, alert);
                }
            }
            Err(_) => {
                self.stopped[number] = true;
                let name = &rule.definition.name;
                self.problems.push(format!("the rule `{name}` takes too long here and was stopped"));
            }
        }
    }

    fn tell(&mut self, (number, rule): (usize, &Rule), part: &Part<'_>, alert: Alert) {
        let range = part.range.start + alert.span.start..part.range.start + alert.span.end;
        let words = &part.prose.text()[range.clone()];
        let is_of_file = range.is_empty();
        // What is masked is code, and no rule is about code.
        let is_masked = !is_of_file && words.trim().chars().all(|c| c == '*');
        let span = if is_of_file { 0..0 } else { part.prose.source(range.clone()) };
        if is_masked || (span.is_empty() && !is_of_file) || !self.told.insert((number, span.start)) {
            return;
        }
        let limit = rule.definition.limit;
        self.counts[number] += 1;
        if limit > 0 && self.counts[number] > limit {
            return;
        }
        let mended = fix(self.document, part.prose, &range, &alert);
        self.push(rule, number, span, alert.message, mended);
    }

    fn push(&mut self, rule: &Rule, number: usize, span: Span, message: String, fix: Option<crate::edit::Fix>) {
        let Some(level) = self.levels[number] else { return };
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
        for (number, rule) in styles.of_scope(BlockScope::Summary).filter(|(number, _)| self.levels[*number].is_some()) {
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
                self.push(rule, number, 0..0, message, None);
            }
        }
    }
}

/// The words of one rule among those found.
fn own_hits(hits: &[Hit], rule: usize) -> &[Hit] {
    let first = hits.partition_point(|hit| (hit.rule as usize) < rule);
    let len = hits[first..].iter().take_while(|hit| hit.rule as usize == rule).count();
    &hits[first..first + len]
}

/// A part of a text that a rule is run over.
struct Part<'a> {
    prose: &'a Prose,
    range: Span,
    mask: Mask,
}
