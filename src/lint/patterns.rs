//! Rules written as patterns over chapters, run or looked up among what earlier runs said.

use super::said::PatternsSaid;
use super::{Linter, Reading};
use crate::config::Scope;
use crate::diagnostic::Severity;
use crate::isolation::{Fault, isolate};
use crate::patterns::Styles;

impl Linter<'_> {
    /// What rules written as patterns say of a chapter: those of styles, then those of packs.
    pub(super) fn check_patterns(&self, reading: &Reading, scope: Scope<'_>) -> PatternsSaid {
        let settings = self.settings;
        let styles = settings.styles.as_ref();
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        let mut add = |said: PatternsSaid| {
            found.extend(said.0);
            problems.extend(said.1);
        };
        if !styles.is_empty() {
            let levels = settings.style_levels(scope, reading.file.path());
            add(run_patterns(styles, &levels, reading).unwrap_or_else(|fault| failure(&fault)));
        }
        let is_summary = self.book.chapters[reading.chapter].is_summary();
        // All of them know English alone.
        if !settings.pattern_rules().is_empty() && !is_summary && self.reads_english(reading) {
            let run = || run_patterns(settings.patterns(), &settings.pattern_levels(scope), reading);
            let said = match &self.memory {
                Some(memory) => memory.patterns(scope, reading, run),
                None => run(),
            };
            add(said.unwrap_or_else(|fault| failure(&fault)));
        }
        (found, problems)
    }
}

/// Runs rules written as patterns at their `levels`; the fault if one of them panics.
fn run_patterns(styles: &Styles, levels: &[Option<Severity>], reading: &Reading) -> Result<PatternsSaid, Fault> {
    isolate(|| styles.check(reading.document(), reading.file.path(), levels))
}

/// The problem to report where rules written as patterns panicked.
fn failure(fault: &Fault) -> PatternsSaid {
    (Vec::new(), vec![fault.describe("the rules written as patterns")])
}
