//! Regexes in Go's syntax.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use regex::bytes::{Regex, RegexBuilder};

use super::pattern_syntax::translate;

/// A compiled regex.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) regex: Regex,
    /// How much longer than usual a search can take.
    pub(super) weight: usize,
}

/// The bytes of a compiled regex that is searched in the usual time, and of the largest one.
const SIZES: (usize, usize) = (1 << 17, 1 << 23);

impl Pattern {
    /// Compiles a regex.
    ///
    /// # Errors
    /// If it is invalid or too large, with the reason.
    pub(super) fn new(source: &str) -> Result<Self, String> {
        let translated = translate(source)?;
        let build = |size| RegexBuilder::new(&translated).size_limit(size).dfa_size_limit(1 << 20).build();
        match build(SIZES.0) {
            Ok(regex) => Ok(Self { regex, weight: 1 }),
            Err(regex::Error::CompiledTooBig(_)) => {
                let regex = build(SIZES.1).map_err(|error| reason(&error))?;
                Ok(Self { regex, weight: SIZES.1 / SIZES.0 })
            }
            Err(error) => Err(reason(&error)),
        }
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
pub(super) struct Patterns(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    patterns: HashMap<Box<[u8]>, Arc<Pattern>>,
    /// The sum of their weights.
    weight: usize,
}

/// Limit on the weight of the regexes that are kept.
const MAX_KEPT: usize = 256;

impl Patterns {
    /// A regex that is compiled already.
    pub(super) fn get(&self, source: &[u8]) -> Option<Arc<Pattern>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).patterns.get(source).cloned()
    }

    /// Compiles a regex and keeps it while there is room.
    ///
    /// # Errors
    /// If it is invalid or too large, with the reason.
    pub(super) fn compile(&self, source: &[u8]) -> Result<Arc<Pattern>, String> {
        let text = std::str::from_utf8(source).map_err(|_| "it is not UTF-8".to_owned())?;
        let pattern = Arc::new(Pattern::new(text)?);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.weight + pattern.weight <= MAX_KEPT {
            let is_new = kept.patterns.insert(source.into(), Arc::clone(&pattern)).is_none();
            kept.weight += if is_new { pattern.weight } else { 0 };
        }
        Ok(pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_expressions_weigh_more_and_larger_ones_are_rejected() {
        assert_eq!(Pattern::new(r"^\[(?:\w+|[^\]]*)\]$").map(|pattern| pattern.weight), Ok(1));
        assert_eq!(Pattern::new(r"\pL{50}").map(|pattern| pattern.weight), Ok(64));
        assert_eq!(Pattern::new(r"(?:\pL{100}){100}").map(|pattern| pattern.weight), Err("it is too large".to_owned()));
    }

    #[test]
    fn compiled_expressions_are_kept_while_there_is_room() {
        let patterns = Patterns::default();
        for number in 0..MAX_KEPT + 10 {
            patterns.compile(format!("a{number}").as_bytes()).expect("an expression");
        }
        assert!(patterns.get(b"a0").is_some() && patterns.get(format!("a{}", MAX_KEPT + 1).as_bytes()).is_none());
        assert!(patterns.compile(b"\xff").is_err() && patterns.compile(b"(").is_err());
    }
}
