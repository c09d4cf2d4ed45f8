//! Scripts of rules: an interpreter of the part of Tengo that they use.
//!
//! A script has no access to files, the network or the clock. A run is limited in steps, memory and depth, which grow
//! with the text, and cannot panic.
//!
//! Modules in reading order:
//!
//! 1. `literal`, `lexer`: from the text of a script to tokens; `syntax`, `scopes`, `parser`, `operands`, `statements`: to a tree
//!    whose names are resolved.
//! 2. `value`, `heap`: what a run computes with, and its limits; `convert`, `operators`, `access`: what can be done
//!    with values.
//! 3. `machine`, `iteration`, `evaluate`: statements and expressions.
//! 4. `arguments`, `builtins`, `format`, `module`, `text`, `text_patterns`, `text_numbers`, `math`: the functions that
//!    scripts call; `pattern`, `pattern_syntax`: Go's regexes.

mod access;
mod arguments;
mod builtins;
mod convert;
mod evaluate;
mod format;
mod heap;
mod iteration;
mod lexer;
mod literal;
mod machine;
mod math;
mod module;
mod operands;
mod operators;
mod parser;
mod pattern;
mod pattern_syntax;
mod scopes;
mod statements;
mod syntax;
mod text;
mod text_numbers;
mod text_patterns;
mod value;

use std::fmt;
use std::sync::Arc;

use heap::{Failure, Heap, fault};
use machine::Machine;
use parser::{SCOPE, parse};
use pattern::Patterns;
use redline_text::Span;
use syntax::Program;
use value::Value;

pub(crate) use syntax::ScriptError;

/// The variable that a script leaves its matches in.
const MATCHES: &str = "matches";

/// A script that can run over texts.
#[derive(Clone)]
pub(super) struct Script {
    source: String,
    program: Arc<Program>,
    patterns: Arc<Patterns>,
}

/// Only the source, since definitions are compared by their `Debug` output.
impl fmt::Debug for Script {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.source, formatter)
    }
}

/// A match of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScriptMatch {
    /// Bytes of the text.
    pub(super) span: Span,
    /// A message in place of that of the rule.
    pub(super) message: Option<String>,
}

/// Why a run has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ScriptStop {
    /// It reached a limit.
    Limit,
    /// It failed at a line, counted from one.
    Fault(usize, String),
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// If it is not valid, with the line.
    pub(super) fn parse(source: &str) -> Result<Self, ScriptError> {
        let program = Arc::new(parse(source)?);
        Ok(Self { source: source.to_owned(), program, patterns: Arc::default() })
    }

    /// The matches in a text, in the order in which the script lists them.
    ///
    /// # Errors
    /// If the script fails, reaches a limit, or leaves something else than matches in the text.
    pub(super) fn matches(&self, text: &str) -> Result<Vec<ScriptMatch>, ScriptStop> {
        let stop = |failure, line| match failure {
            Failure::Limit => ScriptStop::Limit,
            Failure::Fault(message) => ScriptStop::Fault(line, message),
        };
        let mut machine =
            Machine::new(&self.program, &self.patterns, text.len()).map_err(|failure| stop(failure, 1))?;
        let run = machine.heap.text(text.as_bytes()).and_then(|scope| machine.run(SCOPE, scope));
        run.map_err(|failure| stop(failure, machine.line))?;
        let Value::Array(array) = machine.result(MATCHES) else { return Ok(Vec::new()) };
        let found = machine.heap.elements(array).iter().map(|value| found(&machine.heap, value, text));
        found.collect::<Result<_, _>>().map_err(|failure| stop(failure, machine.line))
    }
}

/// The match that a value describes. Bytes of characters that are in it only in part are left out.
fn found(heap: &Heap, value: &Value, text: &str) -> Result<ScriptMatch, Failure> {
    let Value::Map(map) = value else { return fault(format!("a match is not a map: {}", value.type_name())) };
    let entries = heap.entries(*map);
    let offset = |key: &str| match entries.get(key.as_bytes()) {
        Some(Value::Int(at)) => Ok(*at),
        _ => fault(format!("a match has no `{key}`")),
    };
    let (begin, end) = (offset("begin")?, offset("end")?);
    let within = |at: i64| usize::try_from(at).ok().filter(|at| *at <= text.len());
    let (Some(mut start), Some(mut stop)) = (within(begin), within(end).filter(|_| begin <= end)) else {
        return fault(format!("a match from {begin} to {end} is not in the text"));
    };
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    let message = match entries.get(&b"message"[..]) {
        Some(Value::Text(message)) => Some(String::from_utf8_lossy(message).into_owned()),
        _ => None,
    };
    Ok(ScriptMatch { span: start..stop.max(start), message })
}

#[cfg(test)]
mod tests;
