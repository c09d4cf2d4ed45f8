//! Rules written as patterns, run over chapters.

use super::Linter;
use crate::chapter::ParsedChapter;
use crate::isolation::isolate;
use crate::settings::RuleScope;
use redline_document::diagnostic::{Diagnostic, Place, Severity};
use vale_style::Styles;

impl Linter<'_> {
    /// Diagnostics of rules written as patterns, those of styles before those of packs, and messages about failures.
    pub(super) fn check_patterns(
        &self,
        parsed: &ParsedChapter,
        scope: RuleScope<'_>,
    ) -> (Vec<Diagnostic>, Vec<String>) {
        let settings = self.settings;
        let styles = settings.styles.as_ref();
        let (mut found, mut messages) = (Vec::new(), Vec::new());
        if !styles.is_empty() {
            run_patterns(
                styles,
                &settings.style_levels(scope, parsed.file.path()),
                parsed,
                (&mut found, &mut messages),
            );
        }
        let is_summary = self.book.chapters[parsed.index].is_summary();
        // All patterns of packs are about English.
        if !settings.pattern_rules().is_empty() && !is_summary && self.reads_english(parsed) {
            let mut own = Vec::new();
            run_patterns(settings.patterns(), &settings.pattern_levels(scope), parsed, (&mut own, &mut messages));
            found.extend(own.into_iter().filter(|diagnostic| !self.is_habit(parsed, diagnostic)));
        }
        (found, messages)
    }

    /// Whether a rule of a pack reports a form that the book has settled on.
    fn is_habit(&self, parsed: &ParsedChapter, diagnostic: &Diagnostic) -> bool {
        let Place::Text(span) = &diagnostic.place else { return false };
        parsed.document().text().get(span.clone()).is_some_and(|words| self.index.habits.allow(&diagnostic.rule, words))
    }
}

/// Runs rules written as patterns at their `levels`. A panic costs the findings of these rules alone.
fn run_patterns(
    styles: &Styles,
    levels: &[Option<Severity>],
    parsed: &ParsedChapter,
    (found, messages): (&mut Vec<Diagnostic>, &mut Vec<String>),
) {
    match isolate(|| styles.check(parsed.document(), parsed.file.path(), levels)) {
        Ok((diagnostics, problems)) => {
            found.extend(diagnostics);
            messages.extend(problems);
        }
        Err(fault) => messages.push(fault.describe("the rules written as patterns")),
    }
}
