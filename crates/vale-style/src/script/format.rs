//! Formatted strings, as those of Go.

use super::arguments::{argument, wrong};
use super::convert::{character, float, quoted, to_text};
use super::heap::{Failure, Heap};
use super::value::Value;

/// Limit on widths and precisions.
const MAX_WIDTH: usize = 10_000;

/// A string with the other arguments in its places.
pub(super) fn sprintf(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    let Value::Text(format) = argument(arguments, 0)? else { return wrong(arguments, 0, "a string") };
    if arguments.len() == 1 {
        return Ok(Value::Text(format.clone()));
    }
    let mut out = Vec::new();
    let mut rest = &format[..];
    let mut values = arguments[1..].iter();
    while let Some(at) = memchr::memchr(b'%', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let spec = Spec::read(&mut rest, &mut values);
        match spec.verb {
            '%' => out.push(b'%'),
            verb => match values.next() {
                Some(value) => spec.write(heap, value, &mut out)?,
                None => out.extend_from_slice(format!("%!{verb}(MISSING)").as_bytes()),
            },
        }
        heap.step(1)?;
        heap.reserve(out.len())?;
    }
    out.extend_from_slice(rest);
    heap.owned_text(out)
}

/// How a value is written.
#[derive(Default)]
struct Spec {
    plus: bool,
    minus: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    verb: char,
}

impl Spec {
    /// Reads what follows `%`. A `*` takes its number from the values.
    fn read<'v>(rest: &mut &[u8], values: &mut impl Iterator<Item = &'v Value>) -> Self {
        let mut spec = Self { verb: '!', ..Self::default() };
        while let Some((&byte, after)) = rest.split_first() {
            match byte {
                b'+' => spec.plus = true,
                b'-' => spec.minus = true,
                b'0' => spec.zero = true,
                b' ' | b'#' => {}
                _ => break,
            }
            *rest = after;
        }
        spec.width = number(rest, values).unwrap_or(0);
        if let Some(after) = rest.strip_prefix(b".") {
            *rest = after;
            spec.precision = Some(number(rest, values).unwrap_or(0));
        }
        if let Some((&byte, after)) = rest.split_first() {
            spec.verb = char::from(byte);
            *rest = after;
        }
        spec
    }

    fn write(&self, heap: &mut Heap, value: &Value, out: &mut Vec<u8>) -> Result<(), Failure> {
        let written = match self.written(value) {
            Some(written) => written.into_bytes(),
            None if matches!(self.verb, 'v' | 's') => {
                let text = to_text(heap, value)?;
                let bytes = text.as_deref().unwrap_or(b"<undefined>");
                self.precision.filter(|_| matches!(value, Value::Text(_))).map_or_else(
                    || bytes.to_vec(),
                    |precision| String::from_utf8_lossy(bytes).chars().take(precision).collect::<String>().into_bytes(),
                )
            }
            None => {
                let text = to_text(heap, value)?;
                let shown = String::from_utf8_lossy(text.as_deref().unwrap_or_default()).into_owned();
                format!("%!{}({}={shown})", self.verb, value.type_name()).into_bytes()
            }
        };
        heap.scan(written.len())?;
        let width = String::from_utf8_lossy(&written).chars().count();
        let pad = self.width.saturating_sub(width);
        let is_number = matches!(value, Value::Int(_) | Value::Float(_));
        if self.minus {
            out.extend_from_slice(&written);
            out.resize(out.len() + pad, b' ');
        } else if self.zero && is_number {
            let sign = written.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
            out.extend_from_slice(&written[..sign]);
            out.resize(out.len() + pad, b'0');
            out.extend_from_slice(&written[sign..]);
        } else {
            out.resize(out.len() + pad, b' ');
            out.extend_from_slice(&written);
        }
        Ok(())
    }

    /// The value by a verb for its type; `None` for verbs of any type.
    fn written(&self, value: &Value) -> Option<String> {
        let signed = |text: String| if self.plus && !text.starts_with(['-', '+']) { format!("+{text}") } else { text };
        Some(match (self.verb, value) {
            ('T', value) => value.type_name().to_owned(),
            ('t', Value::Bool(value)) => value.to_string(),
            ('d' | 'v', Value::Int(number)) => signed(number.to_string()),
            ('b', Value::Int(number)) => signed(based(*number, 2)),
            ('o', Value::Int(number)) => signed(based(*number, 8)),
            ('x', Value::Int(number)) => signed(based(*number, 16)),
            ('X', Value::Int(number)) => signed(based(*number, 16).to_uppercase()),
            ('U', Value::Int(number)) => format!("U+{number:04X}"),
            ('c', Value::Int(number)) => character(i32::try_from(*number).unwrap_or(-1)).to_string(),
            ('c' | 'v' | 's', Value::Char(code)) => character(*code).to_string(),
            ('d', Value::Char(code)) => signed(code.to_string()),
            ('q', Value::Char(code)) => format!("'{}'", character(*code)),
            ('f' | 'F', Value::Float(number)) => signed(fixed(*number, self.precision.unwrap_or(6))),
            ('e' | 'E', Value::Float(number)) => signed(exponential(*number, self.precision, self.verb)),
            ('g' | 'G' | 'v', Value::Float(number)) => signed(general(*number, self.precision)),
            ('q', Value::Text(text)) => quoted(text),
            ('x', Value::Text(text) | Value::Bytes(text)) => hexadecimal(text),
            ('X', Value::Text(text) | Value::Bytes(text)) => hexadecimal(text).to_uppercase(),
            _ => return None,
        })
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// A decimal number, or the next value for `*`.
fn number<'v>(rest: &mut &[u8], values: &mut impl Iterator<Item = &'v Value>) -> Option<usize> {
    if let Some(after) = rest.strip_prefix(b"*") {
        *rest = after;
        let Some(Value::Int(number)) = values.next() else { return None };
        return usize::try_from(*number).ok().map(|number| number.min(MAX_WIDTH));
    }
    let len = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, after) = rest.split_at(len);
    *rest = after;
    let number = digits.iter().fold(0, |number: usize, digit| (number * 10 + usize::from(digit - b'0')).min(MAX_WIDTH));
    (len > 0).then_some(number)
}

/// An integer in a base from 2 to 36.
pub(super) fn based(number: i64, base: u32) -> String {
    let mut rest = number.unsigned_abs();
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(rest % u64::from(base)).unwrap_or(0);
        digits.push(char::from_digit(digit, base).unwrap_or('0'));
        rest /= u64::from(base);
        if rest == 0 {
            break;
        }
    }
    let sign = if number < 0 { "-" } else { "" };
    sign.chars().chain(digits.into_iter().rev()).collect()
}

/// A number with this many decimals.
pub(super) fn fixed(number: f64, decimals: usize) -> String {
    if number.is_finite() { format!("{number:.decimals$}") } else { float(number) }
}

/// A number with an exponent of at least two digits.
pub(super) fn exponential(number: f64, precision: Option<usize>, verb: char) -> String {
    if !number.is_finite() {
        return float(number);
    }
    let written = precision.map_or_else(|| format!("{number:.6e}"), |decimals| format!("{number:.decimals$e}"));
    with_exponent(&written, verb)
}

fn with_exponent(written: &str, verb: char) -> String {
    let Some((digits, exponent)) = written.split_once('e') else { return written.to_owned() };
    let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |exponent| ('-', exponent));
    format!("{digits}{verb}{sign}{exponent:0>2}")
}

/// A number in the shorter of both forms, as Go's `%g`.
pub(super) fn general(number: f64, precision: Option<usize>) -> String {
    if !number.is_finite() || number == 0.0 {
        return float(number);
    }
    let digits = precision.map(|precision| precision.max(1));
    let written = digits.map_or_else(|| format!("{number:e}"), |digits| format!("{number:.0$e}", digits - 1));
    let Some((mantissa, exponent)) = written.split_once('e') else { return written };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mantissa = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    let limit = digits.map_or(21, |digits| i32::try_from(digits).unwrap_or(i32::MAX));
    if exponent < -4 || exponent >= limit {
        return with_exponent(&format!("{mantissa}e{exponent}"), 'e');
    }
    format!("{mantissa}e{exponent}").parse::<f64>().map_or_else(|_| written.clone(), float)
}
