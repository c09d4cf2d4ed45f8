//! Runs styles over a chapter.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::assemble::blocks;
use super::block::{Block, raw, summary};
use super::fix::fix;
use super::matcher::View;
use super::message::format;
use super::plain::plain;
use super::regex::{BigramSet, InSentences, Regex, Scratch};
use super::rule::{Alert, Rule, RuleState};
use super::scope::BlockScope;
use super::sentence::sentences;
use super::statistics::Statistics;
use super::styles::Styles;
use super::styles::TextReading;
use super::word_index::Hit;
use redline_document::diagnostic::{Diagnostic, Place, Severity};
use redline_document::document::{Document, Prose};
use redline_document::edit::Fix;
use redline_text::Span;

impl Styles {
    /// Runs the rules over a document. `levels` are the levels of the rules in this chapter, `path` is the file.
    /// Returns the diagnostics, and problems with one line each.
    pub fn check(
        &self,
        document: &Document,
        path: &Path,
        levels: &[Option<Severity>],
    ) -> (Vec<Diagnostic>, Vec<String>) {
        let mut run = Run {
            styles: self,
            document,
            levels,
            enabled: BlockScope::ALL.map(|scope| self.enabled(scope, levels)),
            state: vec![RuleState::default(); self.rules.len()],
            scratch: Scratch::default(),
            emitted: FxHashSet::default(),
            counts: vec![0; self.rules.len()],
            stopped: vec![false; self.rules.len()],
            found: Vec::new(),
            problems: Vec::new(),
        };
        run.all(path);
        (run.found, run.problems)
    }

    /// For each rule, whether it runs on texts of this scope or, if they are split, on parts of them.
    fn enabled(&self, scope: BlockScope, levels: &[Option<Severity>]) -> Vec<bool> {
        let is_split = scope == BlockScope::Text;
        let parts = [BlockScope::Sentence, BlockScope::Paragraph];
        let selects =
            |rule: &Rule| rule.selects(scope) || (is_split && parts.into_iter().any(|part| rule.selects(part)));
        self.rules.iter().zip(levels).map(|(rule, level)| level.is_some() && selects(rule)).collect()
    }
}

/// One run over one document.
struct Run<'a> {
    styles: &'a Styles,
    document: &'a Document,
    levels: &'a [Option<Severity>],
    /// For each scope, the rules whose literals are looked up.
    enabled: [Vec<bool>; BlockScope::ALL.len()],
    state: Vec<RuleState>,
    scratch: Scratch,
    /// Rule and place of each emitted alert, since texts are checked more than once.
    emitted: FxHashSet<(usize, usize)>,
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
        let mut buffers = Buffers::default();
        for block in &blocks {
            self.block(block, &mut buffers);
        }
        if self.has_rules_for(BlockScope::Summary) {
            let summary = summary(&blocks);
            self.block(&summary, &mut buffers);
            self.metrics(&Statistics::of(&summary, &blocks));
        }
        if self.has_rules_for(BlockScope::Raw) {
            self.block(&raw(self.document), &mut buffers);
        }
    }

    /// The spans that a Vale configuration ignores.
    fn ignored(&mut self, path: &Path) -> Vec<Span> {
        let text = self.document.text();
        let mut found = Vec::new();
        let delimiters = self.styles.comment_delimiters(path);
        if !delimiters.is_empty() {
            found.extend(self.document.comments_in(&delimiters).into_iter().map(|comment| comment.span));
        }
        for regex in self.styles.ignores(path) {
            let spans = regex.find_all(text, &mut self.scratch).unwrap_or_else(|_| self.find_by_line(regex));
            found.extend(spans.into_iter().filter(|span| !span.is_empty()));
        }
        found
    }

    /// The matches of an ignore pattern that takes too long on the whole text: `(.*)x` tries each start of a long page.
    /// A line on which it still does is not ignored.
    fn find_by_line(&mut self, regex: &Regex) -> Vec<Span> {
        let mut found = Vec::new();
        let mut start = 0;
        for line in self.document.text().split_inclusive('\n') {
            let spans = regex.find_all(line, &mut self.scratch).unwrap_or_default();
            found.extend(spans.into_iter().map(|span| start + span.start..start + span.end));
            start += line.len();
        }
        found
    }

    fn is_on(&self, rule: usize) -> bool {
        self.levels[rule].is_some() && !self.stopped[rule]
    }

    fn has_rules_for(&self, scope: BlockScope) -> bool {
        self.styles.of_scope(scope).any(|(rule, _)| self.levels[rule].is_some())
    }

    fn block(&mut self, block: &Block, Buffers { lower, hits }: &mut Buffers) {
        let text = block.prose.text();
        let styles = self.styles;
        let is_split = block.scope == BlockScope::Text;
        let enabled = &self.enabled[block.scope.index()];
        let bigrams = &BigramSet::of(text);
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        styles.index.hits((text, lower), |rule| enabled[rule as usize], hits);
        let part = Part { prose: &block.prose, seams: &block.seams, lower, range: 0..text.len(), bigrams };
        if !is_split {
            for (number, own) in self.candidates(block.scope, bigrams, hits) {
                self.rule(number, &part, own);
            }
            return;
        }
        // Vale checks the sentences first. The alerts on the paragraph decide whether a rule needs to run on its
        // sentences, so they are collected before and emitted after.
        let mut found: Vec<(usize, Vec<Alert>)> = Vec::new();
        let mut later: Vec<(usize, &[Hit])> = Vec::new();
        for (number, own) in self.candidates(block.scope, bigrams, hits) {
            if styles.rules[number].has_state() {
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
                self.emit(number, &part, alert);
            }
        }
        for (number, own) in later {
            self.rule(number, &part, own);
        }
    }

    /// The rules that can report a text, with their hits.
    fn candidates<'h>(&self, scope: BlockScope, bigrams: &BigramSet, hits: &'h [Hit]) -> Vec<(usize, &'h [Hit])> {
        let styles = self.styles;
        let prefiltered = styles.prefilter.rules(&styles.rules, scope, bigrams).filter(|&number| self.is_on(number));
        let mut candidates: Vec<_> = prefiltered.map(|number| (number, own_hits(hits, number))).collect();
        let prefiltered = candidates.len();
        for own in hits.chunk_by(|a, b| a.rule == b.rule) {
            let number = own[0].rule as usize;
            let is_known = candidates[..prefiltered].binary_search_by_key(&number, |(number, _)| *number).is_ok();
            if !is_known && styles.rules[number].selects(scope) {
                candidates.push((number, own));
            }
        }
        candidates
    }

    /// Runs the rules for paragraphs alone.
    fn paragraph(&mut self, part: &Part<'_>, hits: &[Hit]) {
        let styles = self.styles;
        for &number in &styles.of_paragraphs {
            self.rule(number, part, own_hits(hits, number));
        }
    }

    /// Runs the rules for sentences, and those for any text that can report in a sentence what they do not report in
    /// the paragraph. `found` are the alerts on the paragraph.
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
            .filter(|(number, rule)| rule.may_match(paragraph.bigrams) || has_hit(*number))
            .collect();
        if rules.is_empty() {
            return;
        }
        let text = paragraph.prose.text();
        for range in sentences(text) {
            let part = Part { range: range.clone(), ..*paragraph };
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

    /// Runs a rule with these hits over a text and emits its alerts.
    fn rule(&mut self, number: usize, part: &Part<'_>, hits: &[Hit]) {
        for alert in self.alerts(number, part, hits) {
            self.emit(number, part, alert);
        }
    }

    /// The alerts of a rule with these hits on a text.
    fn alerts(&mut self, number: usize, part: &Part<'_>, hits: &[Hit]) -> Vec<Alert> {
        let rule = &self.styles.rules[number];
        if !self.is_on(number) || (hits.is_empty() && !rule.may_match(part.bigrams)) {
            return Vec::new();
        }
        let text = &part.prose.text()[part.range.clone()];
        let lower = &part.lower[part.range.clone()];
        let view = View { text, lower, bigrams: part.bigrams, hits };
        rule.alerts(view, &mut self.state[number], &mut self.scratch).unwrap_or_else(|stop| {
            self.stopped[number] = true;
            self.problems.push(stop.problem(&rule.definition.name));
            Vec::new()
        })
    }

    fn emit(&mut self, number: usize, part: &Part<'_>, alert: Alert) {
        let rule = &self.styles.rules[number];
        let range = part.range.start + alert.span.start..part.range.start + alert.span.end;
        let words = &part.prose.text()[range.clone()];
        let is_of_file = range.is_empty();
        let span = if is_of_file { 0..0 } else { part.prose.source(range.clone()) };
        // Masked text is code, which is never reported; literal asterisks are not masked.
        let is_masked = words.contains('*')
            && words.chars().all(|c| c == '*' || c.is_whitespace())
            && self.document.text()[span.clone()] != *words;
        if is_masked
            || part.is_fused(&range)
            || (span.is_empty() && !is_of_file)
            || !self.emitted.insert((number, span.start))
        {
            return;
        }
        let limit = rule.definition.limit;
        self.counts[number] += 1;
        if limit > 0 && self.counts[number] > limit {
            return;
        }
        let fix = (!is_of_file)
            .then(|| fix(self.document, part.prose, &range, &alert, rule.definition.applicability))
            .flatten();
        self.push(number, span, alert.message, fix);
    }

    fn push(&mut self, number: usize, span: Span, message: String, fix: Option<Fix>) {
        let rule = &self.styles.rules[number];
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

    /// Rules about the statistics of the whole file.
    fn metrics(&mut self, statistics: &Statistics) {
        let styles = self.styles;
        if statistics.is_empty() {
            return;
        }
        for (number, rule) in styles.of_scope(BlockScope::Summary).filter(|(number, _)| self.levels[*number].is_some())
        {
            match rule.check.metric(statistics) {
                Ok(None) => {}
                Ok(Some(value)) => {
                    let message = format(&rule.definition.message, &[&format!("{value:.2}")]);
                    self.push(number, 0..0, message, None);
                }
                Err(error) => self.problems.push(format!("{}: {error}", rule.definition.name)),
            }
        }
    }
}

/// Buffers reused for each text.
#[derive(Default)]
struct Buffers {
    /// The text in ASCII lower case.
    lower: String,
    /// The hits of all rules.
    hits: Vec<Hit>,
}

/// The hits of one rule.
fn own_hits(hits: &[Hit], rule: usize) -> &[Hit] {
    let first = hits.partition_point(|hit| (hit.rule as usize) < rule);
    let len = hits[first..].partition_point(|hit| hit.rule as usize == rule);
    &hits[first..first + len]
}

/// A stretch of a text that a rule runs on.
struct Part<'a> {
    prose: &'a Prose,
    /// The seams of the whole text, see [`Block::seams`].
    seams: &'a [usize],
    /// The whole text in ASCII lower case.
    lower: &'a str,
    range: Span,
    /// The bigrams of the whole text.
    bigrams: &'a BigramSet,
}

impl Part<'_> {
    /// Whether a range of the whole text reaches across a seam.
    fn is_fused(&self, range: &Span) -> bool {
        let first = self.seams.partition_point(|&seam| seam <= range.start);
        self.seams.get(first).is_some_and(|&seam| seam < range.end)
    }
}
