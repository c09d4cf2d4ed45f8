//! Conversions of values, as Tengo converts them.

use super::heap::{Failure, Heap};
use super::value::{Text, Value};

/// Limit on values in each other that are written.
const MAX_DEPTH: usize = 64;

/// Whether a condition with this value does not hold.
pub(super) fn is_falsy(heap: &Heap, value: &Value) -> bool {
    match value {
        Value::Undefined | Value::Error(_) => true,
        Value::Bool(value) => !value,
        Value::Int(value) => *value == 0,
        Value::Float(value) => value.is_nan(),
        Value::Char(value) => *value == 0,
        Value::Text(text) | Value::Bytes(text) => text.is_empty(),
        Value::Array(array) => heap.elements(*array).is_empty(),
        Value::Map(map) => heap.entries(*map).is_empty(),
        _ => false,
    }
}

/// The character of a code point.
pub(super) fn character(code: i32) -> char {
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The code point of a character.
pub(super) fn code(c: char) -> i32 {
    i32::try_from(u32::from(c)).unwrap_or_default()
}

/// A value as a string; `None` for undefined.
pub(super) fn to_text(heap: &mut Heap, value: &Value) -> Result<Option<Text>, Failure> {
    match value {
        Value::Undefined => Ok(None),
        Value::Text(text) | Value::Bytes(text) => Ok(Some(text.clone())),
        other => {
            let written = display(heap, other)?;
            heap.bytes(&written).map(Some)
        }
    }
}

/// A value as an integer, if it can be one.
pub(super) fn to_int(value: &Value) -> Option<i64> {
    match value {
        Value::Int(value) => Some(*value),
        #[expect(clippy::cast_possible_truncation, reason = "as in Tengo")]
        Value::Float(value) => Some(*value as i64),
        Value::Char(value) => Some(i64::from(*value)),
        Value::Bool(value) => Some(i64::from(*value)),
        Value::Text(text) => std::str::from_utf8(text).ok()?.parse().ok(),
        _ => None,
    }
}

/// A value as a floating-point number, if it can be one.
pub(super) fn to_float(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "as in Tengo")]
        Value::Int(value) => Some(*value as f64),
        Value::Float(value) => Some(*value),
        Value::Text(text) => std::str::from_utf8(text).ok()?.parse().ok(),
        _ => None,
    }
}

/// A floating-point number, as Go writes it without an exponent.
pub(super) fn float(value: f64) -> String {
    if value.is_infinite() {
        if value > 0.0 { "+Inf".to_owned() } else { "-Inf".to_owned() }
    } else {
        value.to_string()
    }
}

/// A string in quotes, as Go writes it.
pub(super) fn quoted(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\x07' => out.push_str("\\a"),
                '\x08' => out.push_str("\\b"),
                '\x0b' => out.push_str("\\v"),
                '\x0c' => out.push_str("\\f"),
                c if c.is_ascii_control() => out.extend(format!("\\x{:02x}", u32::from(c)).chars()),
                c if c.is_control() => out.extend(format!("\\u{:04x}", u32::from(c)).chars()),
                c => out.push(c),
            }
        }
        out.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    out.push('"');
    out
}

/// A value as `print` shows it; strings are in quotes.
pub(super) fn display(heap: &mut Heap, value: &Value) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    write(heap, value, &mut out, 0)?;
    Ok(out)
}

fn write(heap: &mut Heap, value: &Value, out: &mut Vec<u8>, depth: usize) -> Result<(), Failure> {
    heap.step(1)?;
    heap.reserve(out.len())?;
    if depth > MAX_DEPTH {
        return Err(Failure::Limit);
    }
    match value {
        Value::Undefined => out.extend_from_slice(b"<undefined>"),
        Value::Bool(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Value::Int(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Value::Float(value) => out.extend_from_slice(float(*value).as_bytes()),
        Value::Char(value) => out.extend_from_slice(character(*value).encode_utf8(&mut [0; 4]).as_bytes()),
        Value::Text(text) => {
            heap.scan(text.len())?;
            out.extend_from_slice(quoted(text).as_bytes());
        }
        Value::Bytes(bytes) => {
            heap.scan(bytes.len())?;
            out.extend_from_slice(bytes);
        }
        Value::Array(array) => {
            out.push(b'[');
            for at in 0..heap.elements(*array).len() {
                out.extend_from_slice(if at > 0 { b", " } else { b"" });
                let element = heap.elements(*array)[at].clone();
                write(heap, &element, out, depth + 1)?;
            }
            out.push(b']');
        }
        Value::Map(map) => {
            heap.step(heap.entries(*map).len())?;
            out.push(b'{');
            for (at, (key, value)) in heap.entries(*map).clone().into_iter().enumerate() {
                out.extend_from_slice(if at > 0 { b", " } else { b"" });
                out.extend_from_slice(&key);
                out.extend_from_slice(b": ");
                write(heap, &value, out, depth + 1)?;
            }
            out.push(b'}');
        }
        Value::Error(cell) => {
            out.extend_from_slice(b"error: ");
            let inner = heap.in_cell(*cell).clone();
            write(heap, &inner, out, depth + 1)?;
        }
        other => out.extend_from_slice(format!("<{}>", other.type_name()).as_bytes()),
    }
    Ok(())
}
