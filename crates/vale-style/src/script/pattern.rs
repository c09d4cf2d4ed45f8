//! Regexes in Go's syntax.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use regex::bytes::{Regex, RegexBuilder};

use super::pattern_syntax::translate;

/// A compiled regex.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) regex: Regex,
}

/// Limits on the sizes of a compiled regex and of its caches.
const MAX_SIZE: usize = 1 << 20;

impl Pattern {
    /// Compiles a regex.
    ///
    /// # Errors
    /// If it is invalid or too large, with the reason.
    pub(super) fn new(source: &str) -> Result<Self, String> {
        let translated = translate(source)?;
        let mut builder = RegexBuilder::new(&translated);
        let regex = builder.size_limit(MAX_SIZE).dfa_size_limit(MAX_SIZE).build();
        Ok(Self { regex: regex.map_err(|error| reason(&error))? })
    }
}

/// The reason on one line.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        error => {
            let text = error.to_string();
            text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    }
}

/// The regexes that the runs of a script have compiled.
#[derive(Debug, Default)]
pub(super) struct Patterns(Mutex<HashMap<Box<[u8]>, Arc<Pattern>>>);

/// Limit on the regexes that are kept.
const MAX_KEPT: usize = 128;

impl Patterns {
    /// A regex that is compiled already.
    pub(super) fn get(&self, source: &[u8]) -> Option<Arc<Pattern>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(source).cloned()
    }

    /// Compiles a regex and keeps it while there is room.
    ///
    /// # Errors
    /// If it is invalid or too large, with the reason.
    pub(super) fn compile(&self, source: &[u8]) -> Result<Arc<Pattern>, String> {
        let text = std::str::from_utf8(source).map_err(|_| "it is not UTF-8".to_owned())?;
        let pattern = Arc::new(Pattern::new(text)?);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MAX_KEPT {
            kept.insert(source.into(), Arc::clone(&pattern));
        }
        Ok(pattern)
    }
}
