//! The functions of the module `text` about numbers and literals.

use super::arguments::{argument, count, int, text, wrong};
use super::convert::float;
use super::format::{based, exponential, fixed, general};
use super::heap::{Failure, Heap, fault};
use super::literal::{integer, quoted_length, unescaped};
use super::value::Value;

/// An error as a value, which the script can test.
fn error(heap: &mut Heap, message: &str) -> Result<Value, Failure> {
    let text = heap.text(message.as_bytes())?;
    heap.cell(text).map(Value::Error)
}

/// A value, or an error about the text that it was read from.
fn parsed(heap: &mut Heap, read: Option<Value>, text: &[u8]) -> Result<Value, Failure> {
    match read {
        Some(value) => Ok(value),
        None => error(heap, &format!("invalid syntax: {}", String::from_utf8_lossy(text))),
    }
}

pub(super) fn atoi(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    let text = text(heap, arguments, 0)?;
    let number = std::str::from_utf8(&text).ok().and_then(|text| text.parse().ok());
    parsed(heap, number.map(Value::Int), &text)
}

pub(super) fn itoa(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    heap.text(int(arguments, 0)?.to_string().as_bytes())
}

pub(super) fn format_bool(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    let Value::Bool(value) = argument(arguments, 0)? else { return wrong(arguments, 0, "a bool") };
    heap.text(value.to_string().as_bytes())
}

/// Limit on decimals.
const MAX_DECIMALS: i64 = 1_000;

pub(super) fn format_float(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 4..=4)?;
    let Value::Float(number) = argument(arguments, 0)? else { return wrong(arguments, 0, "a float") };
    let verb = text(heap, arguments, 1)?.first().copied().map_or('f', char::from);
    let precision = usize::try_from(int(arguments, 2)?.min(MAX_DECIMALS)).ok();
    let written = match (verb, precision) {
        ('e' | 'E', precision) => exponential(*number, precision, verb),
        ('g' | 'G', precision) => general(*number, precision),
        (_, Some(precision)) => fixed(*number, precision),
        (_, None) => float(*number),
    };
    heap.text(written.as_bytes())
}

/// A base that Go knows.
fn base(arguments: &[Value], at: usize) -> Result<u32, Failure> {
    let base = u32::try_from(int(arguments, at)?).ok().filter(|base| (2..=36).contains(base));
    base.map_or_else(|| wrong(arguments, at, "a base from 2 to 36"), Ok)
}

pub(super) fn format_int(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let Value::Int(number) = argument(arguments, 0)? else { return wrong(arguments, 0, "an int") };
    let written = based(*number, base(arguments, 1)?);
    heap.text(written.as_bytes())
}

pub(super) fn parse_bool(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    let text = text(heap, arguments, 0)?;
    let value = match &text[..] {
        b"1" | b"t" | b"T" | b"true" | b"True" | b"TRUE" => Some(true),
        b"0" | b"f" | b"F" | b"false" | b"False" | b"FALSE" => Some(false),
        _ => None,
    };
    parsed(heap, value.map(Value::Bool), &text)
}

pub(super) fn parse_float(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let text = text(heap, arguments, 0)?;
    let number = std::str::from_utf8(&text).ok().and_then(|text| text.parse().ok());
    parsed(heap, number.map(Value::Float), &text)
}

/// An integer in a base, or in that of its prefix for zero, of so many bits.
pub(super) fn parse_int(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 3..=3)?;
    let text = text(heap, arguments, 0)?;
    let is_by_prefix = int(arguments, 1)? == 0;
    let base = if is_by_prefix { 10 } else { base(arguments, 1)? };
    let bits = int(arguments, 2)?;
    if !(0..=64).contains(&bits) {
        return fault("the number of bits is not one from 0 to 64");
    }
    let digits = std::str::from_utf8(&text).unwrap_or_default();
    let number = if is_by_prefix { integer(&digits.replace('_', "")) } else { i64::from_str_radix(digits, base).ok() };
    let limit = if bits == 0 || bits == 64 { i64::MAX } else { (1 << (bits - 1)) - 1 };
    let number = number.filter(|number| (-limit - 1..=limit).contains(number));
    parsed(heap, number.map(Value::Int), &text)
}

/// The value of a literal in quotes.
pub(super) fn unquote(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    let text = text(heap, arguments, 0)?;
    let literal = std::str::from_utf8(&text).unwrap_or_default();
    let quote = literal.chars().next().filter(|quote| ['"', '\'', '`'].contains(quote));
    let inside = quote.filter(|quote| quoted_length(literal, *quote) == Some(literal.len()));
    let bytes = inside.and_then(|quote| {
        let inside = &literal[1..literal.len() - 1];
        if quote == '`' { Some(inside.as_bytes().to_vec()) } else { unescaped(inside, quote) }
    });
    match bytes {
        Some(bytes) => heap.owned_text(bytes),
        None => parsed(heap, None, &text),
    }
}
