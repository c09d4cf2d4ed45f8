//! Elements and parts of values.

use super::convert::{code, to_int, to_text};
use super::heap::{Failure, Heap, fault};
use super::module::member;
use super::text_patterns::method;
use super::value::Value;

/// The element of a value at an index.
pub(super) fn get(heap: &mut Heap, target: &Value, index: &Value) -> Result<Value, Failure> {
    let found = match (target, index) {
        (Value::Undefined, _) => Some(Value::Undefined),
        (Value::Array(array), Value::Int(at)) => position(*at).and_then(|at| heap.elements(*array).get(at)).cloned(),
        (Value::Bytes(bytes), Value::Int(at)) => {
            position(*at).and_then(|at| bytes.get(at)).map(|byte| Value::Int(i64::from(*byte)))
        }
        (Value::Text(text), Value::Int(at)) => {
            heap.scan(text.len())?;
            position(*at).and_then(|at| character_at(text, at)).map(Value::Char)
        }
        (Value::Map(map), index) => {
            let Some(key) = to_text(heap, index)? else { return fault("a key is undefined") };
            heap.entries(*map).get(&key[..]).cloned()
        }
        (Value::Module(module), Value::Text(name)) => {
            return member(*module, name).map_or_else(|| missing(name), Ok);
        }
        (Value::Pattern(pattern), Value::Text(name)) => {
            return method(name).map_or_else(|| missing(name), |native| Ok(Value::Method(pattern.clone(), native)));
        }
        (Value::Error(cell), Value::Text(name)) if name[..] == *b"value" => Some(heap.in_cell(*cell).clone()),
        (Value::Array(_) | Value::Bytes(_) | Value::Text(_), index) => {
            return fault(format!("an index is not an integer: {}", index.type_name()));
        }
        (target, _) => return fault(format!("{} has no elements", target.type_name())),
    };
    Ok(found.unwrap_or(Value::Undefined))
}

fn missing(name: &[u8]) -> Result<Value, Failure> {
    fault(format!("there is no function `{}`", String::from_utf8_lossy(name)))
}

fn position(at: i64) -> Option<usize> {
    usize::try_from(at).ok()
}

/// The character of a string with this number.
fn character_at(bytes: &[u8], number: usize) -> Option<i32> {
    if bytes.is_ascii() {
        return bytes.get(number).map(|byte| i32::from(*byte));
    }
    String::from_utf8_lossy(bytes).chars().nth(number).map(code)
}

/// Sets the element of a value at an index.
pub(super) fn set(heap: &mut Heap, target: &Value, index: &Value, value: Value) -> Result<(), Failure> {
    match target {
        Value::Array(array) if !array.is_frozen => {
            let Some(at) = to_int(index) else { return fault("an index is not an integer") };
            let Some(at) = position(at).filter(|at| *at < heap.elements(*array).len()) else {
                return fault("an index is outside of the array");
            };
            heap.set_element(*array, at, value);
            Ok(())
        }
        Value::Map(map) if !map.is_frozen => {
            let Some(key) = to_text(heap, index)? else { return fault("a key is undefined") };
            heap.set_entry(*map, &key, value)
        }
        other => fault(format!("the elements of {} cannot be set", other.type_name())),
    }
}

/// The part of a value between two indices. Those outside of the value are moved to its ends.
pub(super) fn slice(heap: &mut Heap, target: &Value, low: &Value, high: &Value) -> Result<Value, Failure> {
    let len = match target {
        Value::Array(array) => heap.elements(*array).len(),
        Value::Text(text) | Value::Bytes(text) => text.len(),
        other => return fault(format!("{} has no parts", other.type_name())),
    };
    let bound = |value: &Value, default: i64| match value {
        Value::Undefined => Ok(default),
        Value::Int(at) => Ok(*at),
        other => fault(format!("an index is not an integer: {}", other.type_name())),
    };
    let (low, high) = (bound(low, 0)?, bound(high, i64::try_from(len).unwrap_or(i64::MAX))?);
    if low > high {
        return fault(format!("the part from {low} to {high} is empty"));
    }
    let clamp = |at: i64| usize::try_from(at.max(0)).unwrap_or(len).min(len);
    let (low, high) = (clamp(low), clamp(high));
    match target {
        Value::Array(array) => heap.part(*array, low, high),
        Value::Bytes(bytes) => heap.bytes(&bytes[low..high]).map(Value::Bytes),
        Value::Text(text) => heap.text(&text[low..high]),
        _ => Ok(Value::Undefined),
    }
}
