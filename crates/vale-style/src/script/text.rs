//! The functions of the module `text` about strings. Offsets and lengths are in bytes, as in Go.

use std::borrow::Cow;

use memchr::memmem;

use super::arguments::{argument, count, int, text, wrong};
use super::convert::{quoted, to_text};
use super::heap::{Failure, Heap, fault};
use super::text_numbers;
use super::value::{Native, Text, Value};

pub(super) static FUNCTIONS: [Native; 42] = [
    Native { name: "compare", call: |heap, list| pair(heap, list, |a, b| Value::Int(a.cmp(b) as i64)) },
    Native {
        name: "contains",
        call: |heap, list| pair(heap, list, |s, part| Value::Bool(memmem::find(s, part).is_some())),
    },
    Native { name: "contains_any", call: |heap, list| pair(heap, list, |s, set| Value::Bool(!any(s, set).is_empty())) },
    Native { name: "count", call: |heap, list| pair(heap, list, |s, part| offset(Some(occurrences(s, part)))) },
    Native { name: "equal_fold", call: |heap, list| pair(heap, list, |a, b| Value::Bool(folded(a) == folded(b))) },
    Native { name: "has_prefix", call: |heap, list| pair(heap, list, |s, part| Value::Bool(s.starts_with(part))) },
    Native { name: "has_suffix", call: |heap, list| pair(heap, list, |s, part| Value::Bool(s.ends_with(part))) },
    Native { name: "index", call: index },
    Native { name: "index_any", call: |heap, list| pair(heap, list, |s, set| offset(any(s, set).first().copied())) },
    Native { name: "last_index", call: |heap, list| pair(heap, list, |s, part| offset(memmem::rfind(s, part))) },
    Native {
        name: "last_index_any",
        call: |heap, list| pair(heap, list, |s, set| offset(any(s, set).last().copied())),
    },
    Native { name: "fields", call: fields },
    Native { name: "join", call: join },
    Native { name: "repeat", call: repeat },
    Native { name: "replace", call: replace },
    Native { name: "substr", call: substr },
    Native { name: "split", call: |heap, list| split(heap, list, (false, false)) },
    Native { name: "split_n", call: |heap, list| split(heap, list, (true, false)) },
    Native { name: "split_after", call: |heap, list| split(heap, list, (false, true)) },
    Native { name: "split_after_n", call: |heap, list| split(heap, list, (true, true)) },
    Native { name: "title", call: |heap, list| mapped(heap, list, title) },
    Native { name: "to_lower", call: |heap, list| mapped(heap, list, str::to_lowercase) },
    Native { name: "to_title", call: |heap, list| mapped(heap, list, str::to_uppercase) },
    Native { name: "to_upper", call: |heap, list| mapped(heap, list, str::to_uppercase) },
    Native { name: "pad_left", call: |heap, list| pad(heap, list, true) },
    Native { name: "pad_right", call: |heap, list| pad(heap, list, false) },
    Native { name: "trim", call: |heap, list| trim(heap, list, (true, true)) },
    Native { name: "trim_left", call: |heap, list| trim(heap, list, (true, false)) },
    Native { name: "trim_right", call: |heap, list| trim(heap, list, (false, true)) },
    Native { name: "trim_prefix", call: |heap, list| stripped(heap, list, <[u8]>::strip_prefix) },
    Native { name: "trim_suffix", call: |heap, list| stripped(heap, list, <[u8]>::strip_suffix) },
    Native { name: "trim_space", call: |heap, list| mapped(heap, list, |text| text.trim().to_owned()) },
    Native { name: "quote", call: quote },
    Native { name: "unquote", call: text_numbers::unquote },
    Native { name: "atoi", call: text_numbers::atoi },
    Native { name: "itoa", call: text_numbers::itoa },
    Native { name: "format_bool", call: text_numbers::format_bool },
    Native { name: "format_float", call: text_numbers::format_float },
    Native { name: "format_int", call: text_numbers::format_int },
    Native { name: "parse_bool", call: text_numbers::parse_bool },
    Native { name: "parse_float", call: text_numbers::parse_float },
    Native { name: "parse_int", call: text_numbers::parse_int },
];

fn offset(found: Option<usize>) -> Value {
    Value::Int(found.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1))
}

/// A function of two strings.
fn pair(heap: &mut Heap, arguments: &[Value], apply: impl Fn(&[u8], &[u8]) -> Value) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let (a, b) = (text(heap, arguments, 0)?, text(heap, arguments, 1)?);
    heap.scan(a.len() + b.len())?;
    Ok(apply(&a, &b))
}

/// A function from a string to a string.
fn mapped(heap: &mut Heap, arguments: &[Value], map: impl Fn(&str) -> String) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    let text = text(heap, arguments, 0)?;
    heap.scan(text.len())?;
    heap.owned_text(map(&String::from_utf8_lossy(&text)).into_bytes())
}

/// The offsets of all characters of a string that are in a set.
fn any(text: &[u8], set: &[u8]) -> Vec<usize> {
    let (text, set) = (String::from_utf8_lossy(text), String::from_utf8_lossy(set));
    text.char_indices().filter(|(_, c)| set.contains(*c)).map(|(at, _)| at).collect()
}

/// How often a part occurs; an empty one occurs around every character.
fn occurrences(text: &[u8], part: &[u8]) -> usize {
    if part.is_empty() {
        return String::from_utf8_lossy(text).chars().count() + 1;
    }
    memmem::find_iter(text, part).count()
}

fn folded(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_uppercase().to_lowercase()
}

/// Scripts look up every line in the whole text, so that only the bytes before the part count.
fn index(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let (text, part) = (text(heap, arguments, 0)?, text(heap, arguments, 1)?);
    let found = memmem::find(&text, &part);
    heap.step(1 + found.unwrap_or(text.len()) / 1024)?;
    Ok(offset(found))
}

fn fields(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    let text = text(heap, arguments, 0)?;
    let text = String::from_utf8_lossy(&text);
    texts(heap, text.split_whitespace().map(str::as_bytes))
}

/// An array of strings.
fn texts<'t>(heap: &mut Heap, parts: impl Iterator<Item = &'t [u8]>) -> Result<Value, Failure> {
    let mut values = Vec::new();
    for part in parts {
        values.push(heap.text(part)?);
    }
    heap.array(values)
}

fn join(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let Value::Array(array) = argument(arguments, 0)? else { return wrong(arguments, 0, "an array") };
    let separator = text(heap, arguments, 1)?;
    let mut joined = Vec::new();
    for at in 0..heap.elements(*array).len() {
        let element = heap.elements(*array)[at].clone();
        let Some(text) = to_text(heap, &element)? else { return fault("an element is undefined") };
        joined.extend_from_slice(if at > 0 { &separator } else { b"" });
        joined.extend_from_slice(&text);
        heap.scan(separator.len() + text.len())?;
        heap.reserve(joined.len())?;
    }
    heap.owned_text(joined)
}

fn repeat(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let text = text(heap, arguments, 0)?;
    let Ok(times) = usize::try_from(int(arguments, 1)?) else { return fault("the number of copies is negative") };
    repeated(heap, &text, times).and_then(|bytes| heap.owned_text(bytes))
}

fn repeated(heap: &mut Heap, text: &[u8], times: usize) -> Result<Vec<u8>, Failure> {
    let len = text.len().saturating_mul(times);
    heap.reserve(len)?;
    Ok(text.repeat(if text.is_empty() { 0 } else { times }))
}

/// Replaces the first occurrences of a string, or all of them if the number is negative.
fn replace(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 4..=4)?;
    let (subject, old, new) = (text(heap, arguments, 0)?, text(heap, arguments, 1)?, text(heap, arguments, 2)?);
    let most = usize::try_from(int(arguments, 3)?).unwrap_or(usize::MAX);
    heap.scan(subject.len())?;
    let found: Vec<usize> = if old.is_empty() {
        let text = String::from_utf8_lossy(&subject);
        text.char_indices().map(|(at, _)| at).chain([subject.len()]).take(most).collect()
    } else {
        memmem::find_iter(&subject, &old[..]).take(most).collect()
    };
    let len = subject.len().saturating_add(new.len().saturating_mul(found.len()));
    heap.reserve(len)?;
    heap.scan(len)?;
    let (mut out, mut at) = (Vec::new(), 0);
    for start in found {
        out.extend_from_slice(subject.get(at..start).unwrap_or_default());
        out.extend_from_slice(&new);
        at = start + old.len();
    }
    out.extend_from_slice(subject.get(at..).unwrap_or_default());
    heap.owned_text(out)
}

fn substr(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=3)?;
    let text = text(heap, arguments, 0)?;
    let len = i64::try_from(text.len()).unwrap_or(i64::MAX);
    let low = int(arguments, 1)?;
    let high = if arguments.len() == 3 { int(arguments, 2)? } else { len };
    if low > high {
        return fault("the end is before the beginning");
    }
    let clamp = |at: i64| usize::try_from(at.clamp(0, len)).unwrap_or(0);
    heap.text(&text[clamp(low)..clamp(high)])
}

/// Splits a string at a separator, which the parts keep or not, into all parts or at most as many as requested.
fn split(heap: &mut Heap, arguments: &[Value], (is_limited, keeps): (bool, bool)) -> Result<Value, Failure> {
    let number = if is_limited { 3 } else { 2 };
    count(arguments, number..=number)?;
    let (text, separator) = (text(heap, arguments, 0)?, text(heap, arguments, 1)?);
    let most = if is_limited { int(arguments, 2)? } else { -1 };
    if most == 0 {
        return heap.array(Vec::new());
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    heap.scan(text.len())?;
    if separator.is_empty() {
        return split_characters(heap, &text, most);
    }
    let mut ends = memmem::find_iter(&text, &separator[..]).take(most - 1);
    let mut start = 0;
    let parts = std::iter::from_fn(|| {
        if start > text.len() {
            return None;
        }
        let found = ends.next();
        let (end, next) = found.map_or((text.len(), text.len() + 1), |at| (at, at + separator.len()));
        let part = start..if keeps && found.is_some() { next } else { end };
        start = next;
        Some(&text[part])
    });
    texts(heap, parts)
}

fn split_characters(heap: &mut Heap, text: &[u8], most: usize) -> Result<Value, Failure> {
    let text = String::from_utf8_lossy(text);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).take(most).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    texts(heap, starts.iter().zip(ends).map(|(&start, end)| &text.as_bytes()[start..end]))
}

/// Letters at the beginning of words in upper case; `_` and digits are parts of words.
fn title(text: &str) -> String {
    let mut is_inside = false;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_inside {
            out.push(c);
        } else {
            out.extend(c.to_uppercase());
        }
        is_inside = c.is_alphanumeric() || c == '_' || !(c.is_ascii() || c.is_whitespace());
    }
    out
}

fn pad(heap: &mut Heap, arguments: &[Value], is_left: bool) -> Result<Value, Failure> {
    count(arguments, 2..=3)?;
    let subject = text(heap, arguments, 0)?;
    let width = usize::try_from(int(arguments, 1)?).unwrap_or(0);
    let filling = if arguments.len() == 3 { text(heap, arguments, 2)?.to_vec() } else { vec![b' '] };
    let missing = width.saturating_sub(subject.len());
    if missing == 0 || filling.is_empty() {
        return Ok(Value::Text(subject));
    }
    let padding = repeated(heap, &filling, missing.div_ceil(filling.len()))?;
    heap.owned_text(if is_left {
        [&padding[padding.len() - missing..], &subject[..]].concat()
    } else {
        [&subject[..], &padding[..missing]].concat()
    })
}

/// Removes the characters of a set from the ends.
fn trim(heap: &mut Heap, arguments: &[Value], (left, right): (bool, bool)) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let (subject, set) = (text(heap, arguments, 0)?, text(heap, arguments, 1)?);
    heap.scan(subject.len())?;
    let (subject, set): (Cow<'_, str>, _) = (String::from_utf8_lossy(&subject), String::from_utf8_lossy(&set));
    let is_removed = |c: char| set.contains(c);
    let text = if left { subject.trim_start_matches(is_removed) } else { &subject };
    heap.text(if right { text.trim_end_matches(is_removed) } else { text }.as_bytes())
}

/// Removes a string from one end, if it is there.
fn stripped(
    heap: &mut Heap,
    arguments: &[Value],
    strip: impl for<'t> Fn(&'t [u8], &[u8]) -> Option<&'t [u8]>,
) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let (subject, part): (Text, Text) = (text(heap, arguments, 0)?, text(heap, arguments, 1)?);
    match strip(&subject, &part) {
        Some(rest) => heap.text(rest),
        None => Ok(Value::Text(subject)),
    }
}

fn quote(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    let text = text(heap, arguments, 0)?;
    heap.scan(text.len())?;
    heap.owned_text(quoted(&text).into_bytes())
}
