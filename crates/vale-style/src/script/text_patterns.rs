//! The functions of the module `text` about regexes, and those of compiled regexes.

use std::sync::Arc;

use regex::bytes::Captures;

use super::arguments::{argument, count, int, text};
use super::heap::{Entries, Failure, Heap, fault};
use super::pattern::Pattern;
use super::value::{Native, Value};

/// Functions whose first argument is the source of a regex.
pub(super) static FUNCTIONS: [Native; 5] = [
    Native { name: "re_match", call: matches },
    Native { name: "re_find", call: find },
    Native { name: "re_replace", call: replace },
    Native { name: "re_split", call: split },
    Native { name: "re_compile", call: |heap, arguments| Ok(Value::Pattern(pattern(heap, arguments)?)) },
];

/// Functions of a compiled regex, which is the first argument.
static METHODS: [Native; 4] = [
    Native { name: "match", call: matches },
    Native { name: "find", call: find },
    Native { name: "replace", call: replace },
    Native { name: "split", call: split },
];

/// A function of a compiled regex.
pub(super) fn method(name: &[u8]) -> Option<&'static Native> {
    METHODS.iter().find(|native| native.name.as_bytes() == name)
}

/// The steps of compiling a regex.
const COMPILE: usize = 2_000;

/// The regex that the first argument is, or whose source it is.
fn pattern(heap: &mut Heap, arguments: &[Value]) -> Result<Arc<Pattern>, Failure> {
    if let Value::Pattern(pattern) = argument(arguments, 0)? {
        return Ok(Arc::clone(pattern));
    }
    let source = text(heap, arguments, 0)?;
    heap.scan(source.len())?;
    if let Some(known) = heap.patterns.get(&source) {
        return Ok(known);
    }
    heap.step(COMPILE + source.len())?;
    let compiled = heap.patterns.compile(&source);
    if let Ok(pattern) = &compiled {
        heap.step(COMPILE.saturating_mul(pattern.weight - 1))?;
    }
    compiled.or_else(|error| {
        fault(format!("the expression `{}` cannot be used: {error}", String::from_utf8_lossy(&source)))
    })
}

/// Takes the steps of searching this many bytes.
fn search(heap: &mut Heap, pattern: &Pattern, len: usize) -> Result<(), Failure> {
    heap.step((1 + len / 16).saturating_mul(pattern.weight))
}

fn matches(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let pattern = pattern(heap, arguments)?;
    let subject = text(heap, arguments, 1)?;
    search(heap, &pattern, subject.len())?;
    Ok(Value::Bool(pattern.regex.is_match(&subject)))
}

/// The groups of the first match, or of so many matches; undefined if there is no match.
fn find(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=3)?;
    let pattern = pattern(heap, arguments)?;
    let subject = text(heap, arguments, 1)?;
    let most = if arguments.len() == 3 { int(arguments, 2)? } else { 1 };
    search(heap, &pattern, subject.len())?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    for captures in pattern.regex.captures_iter(&subject).take(most) {
        let groups = groups(heap, &captures)?;
        found.push(groups);
    }
    if found.is_empty() { Ok(Value::Undefined) } else { heap.array(found) }
}

/// The groups of a match that took part in it, as maps.
fn groups(heap: &mut Heap, captures: &Captures<'_>) -> Result<Value, Failure> {
    let mut groups = Vec::new();
    for group in captures.iter().flatten() {
        let offset = |at: usize| Value::Int(i64::try_from(at).unwrap_or(i64::MAX));
        let text = heap.text(group.as_bytes())?;
        let fields = [("text", text), ("begin", offset(group.start())), ("end", offset(group.end()))];
        let fields: Entries = fields.into_iter().map(|(key, value)| (key.as_bytes().into(), value)).collect();
        let map = heap.map(fields)?;
        groups.push(heap.frozen(map)?);
    }
    heap.array(groups)
}

fn replace(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 3..=3)?;
    let pattern = pattern(heap, arguments)?;
    let (subject, replacement) = (text(heap, arguments, 1)?, text(heap, arguments, 2)?);
    search(heap, &pattern, subject.len())?;
    let (mut out, mut at) = (Vec::new(), 0);
    for captures in pattern.regex.captures_iter(&subject) {
        let Some(whole) = captures.get(0) else { continue };
        out.extend_from_slice(&subject[at..whole.start()]);
        captures.expand(&replacement, &mut out);
        at = whole.end();
        heap.step(1 + replacement.len() / 8)?;
        heap.reserve(out.len())?;
    }
    out.extend_from_slice(&subject[at..]);
    heap.owned_text(out)
}

fn split(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=3)?;
    let pattern = pattern(heap, arguments)?;
    let subject = text(heap, arguments, 1)?;
    let most = if arguments.len() == 3 { int(arguments, 2)? } else { -1 };
    search(heap, &pattern, subject.len())?;
    if most == 0 {
        return heap.array(Vec::new());
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let (mut parts, mut start, mut end) = (Vec::new(), 0, 0);
    // An empty match at the beginning separates nothing.
    for found in pattern.regex.find_iter(&subject).filter(|found| found.end() > 0) {
        if parts.len() + 1 >= most {
            break;
        }
        end = found.start();
        parts.push(heap.text(&subject[start..end])?);
        start = found.end();
    }
    // Nothing follows an empty match at the end.
    if end != subject.len() || parts.is_empty() {
        parts.push(heap.text(&subject[start..])?);
    }
    heap.array(parts)
}
