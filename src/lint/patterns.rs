//! Rules written as patterns over chapters, run or looked up among what earlier runs said.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::{Linter, Reading, scope_of};
use crate::book::Book;
use crate::cache::{Cache, Key, Said};
use crate::config::{Scope, Settings};
use crate::diagnostic::Severity;
use crate::patterns::Styles;

/// Makes the rules of packs that are patterns ready if they must run over one of the chapters: inside of parallel work
/// one chapter would wait for another.
pub(super) fn make_ready(book: &Book, readings: &[Reading], settings: &Settings, cache: Option<&Cache>) {
    let is_known = |reading: &Reading| {
        let chapter = &book.chapters[reading.chapter];
        let of_chapter = |cache: &Cache| {
            let scope = scope_of(chapter, &reading.document, settings);
            cache.knows(pattern_key(cache, settings, scope, reading), reading.document.text())
        };
        settings.is_ignored(&chapter.path) || chapter.is_summary() || cache.is_some_and(of_chapter)
    };
    if cache.is_none() || !readings.par_iter().all(is_known) {
        settings.patterns();
    }
}

/// What the rules of packs that are patterns say of a chapter depends on this.
fn pattern_key(cache: &Cache, settings: &Settings, scope: Scope<'_>, reading: &Reading) -> Key {
    let names = settings.pattern_rules().iter().map(|rule| rule.name);
    cache.key(names.zip(settings.pattern_levels(scope)), reading.document.text())
}

impl Linter<'_> {
    /// What rules written as patterns say of a chapter: those of styles, then those of packs.
    pub(super) fn check_patterns(&self, reading: &Reading, scope: Scope<'_>) -> Said {
        let settings = self.settings;
        let styles = settings.styles.as_ref();
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        let mut add = |said: Said| {
            found.extend(said.0);
            problems.extend(said.1);
        };
        if !styles.is_empty() {
            let levels = settings.style_levels(scope, reading.file.path());
            add(run_patterns(styles, &levels, reading).unwrap_or_else(failure));
        }
        if !settings.pattern_rules().is_empty() && !self.book.chapters[reading.chapter].is_summary() {
            let run = || run_patterns(settings.patterns(), &settings.pattern_levels(scope), reading);
            add(match self.cache {
                None => run().unwrap_or_else(failure),
                Some(cache) => {
                    let key = pattern_key(cache, settings, scope, reading);
                    cache
                        .recall(key, reading.document.text())
                        .unwrap_or_else(|| run().inspect(|said| cache.keep(key, said)).unwrap_or_else(failure))
                }
            });
        }
        (found, problems)
    }
}

/// Runs rules written as patterns at their `levels`; `None` if one of them panics.
fn run_patterns(styles: &Styles, levels: &[Option<Severity>], reading: &Reading) -> Option<Said> {
    catch_unwind(AssertUnwindSafe(|| styles.check(&reading.document, reading.file.path(), levels))).ok()
}

/// What is told where rules written as patterns panicked.
fn failure() -> Said {
    (Vec::new(), vec!["the rules written as patterns failed here: this is a fault of mdbook-redline".to_owned()])
}
