//! The functions that a script has without an import.

use super::arguments::{argument, count, wrong};
use super::convert::{is_falsy, to_float, to_int, to_text};
use super::format::sprintf;
use super::heap::{Failure, Heap, fault};
use super::value::{Handle, Native, Value};

/// A function by its name.
pub(super) fn builtin(name: &str) -> Option<&'static Native> {
    BUILTINS.iter().find(|native| native.name == name)
}

static BUILTINS: [Native; 31] = [
    Native { name: "len", call: len },
    Native { name: "copy", call: |heap, arguments| heap.copied(argument(arguments, 0)?) },
    Native { name: "freeze", call: |heap, arguments| heap.frozen_copy(argument(arguments, 0)?) },
    Native { name: "append", call: append },
    Native { name: "delete", call: delete },
    Native { name: "splice", call: splice },
    Native { name: "range", call: range },
    Native { name: "format", call: sprintf },
    Native { name: "string", call: string },
    Native { name: "int", call: |_, arguments| converted(arguments, |value| to_int(value).map(Value::Int)) },
    Native { name: "float", call: |_, arguments| converted(arguments, |value| to_float(value).map(Value::Float)) },
    Native { name: "char", call: |_, arguments| converted(arguments, to_char) },
    Native { name: "bool", call: |heap, arguments| Ok(Value::Bool(!is_falsy(heap, argument(arguments, 0)?))) },
    Native { name: "bytes", call: bytes },
    Native { name: "type_name", call: |heap, arguments| heap.text(argument(arguments, 0)?.type_name().as_bytes()) },
    Native { name: "is_int", call: |_, arguments| is(arguments, |value| matches!(value, Value::Int(_))) },
    Native { name: "is_float", call: |_, arguments| is(arguments, |value| matches!(value, Value::Float(_))) },
    Native { name: "is_string", call: |_, arguments| is(arguments, |value| matches!(value, Value::Text(_))) },
    Native { name: "is_bool", call: |_, arguments| is(arguments, |value| matches!(value, Value::Bool(_))) },
    Native { name: "is_char", call: |_, arguments| is(arguments, |value| matches!(value, Value::Char(_))) },
    Native { name: "is_bytes", call: |_, arguments| is(arguments, |value| matches!(value, Value::Bytes(_))) },
    Native { name: "is_array", call: |_, arguments| is(arguments, |value| value.type_name() == "array") },
    Native {
        name: "is_immutable_array",
        call: |_, arguments| is(arguments, |value| value.type_name() == "immutable-array"),
    },
    Native { name: "is_map", call: |_, arguments| is(arguments, |value| value.type_name() == "map") },
    Native {
        name: "is_immutable_map",
        call: |_, arguments| is(arguments, |value| value.type_name() == "immutable-map"),
    },
    Native { name: "is_iterable", call: |_, arguments| is(arguments, is_iterable) },
    Native { name: "is_time", call: |_, arguments| is(arguments, |_| false) },
    Native { name: "is_error", call: |_, arguments| is(arguments, |value| matches!(value, Value::Error(_))) },
    Native { name: "is_undefined", call: |_, arguments| is(arguments, |value| matches!(value, Value::Undefined)) },
    Native { name: "is_function", call: |_, arguments| is(arguments, |value| matches!(value, Value::Function(_))) },
    Native { name: "is_callable", call: |_, arguments| is(arguments, is_callable) },
];

fn is(arguments: &[Value], check: impl Fn(&Value) -> bool) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    Ok(Value::Bool(check(argument(arguments, 0)?)))
}

fn is_iterable(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Map(_) | Value::Text(_) | Value::Bytes(_) | Value::Undefined)
}

fn is_callable(value: &Value) -> bool {
    matches!(value, Value::Function(_) | Value::Native(_) | Value::Method(..))
}

/// A conversion, or the second argument where it fails.
fn converted(arguments: &[Value], convert: impl Fn(&Value) -> Option<Value>) -> Result<Value, Failure> {
    count(arguments, 1..=2)?;
    let converted = convert(argument(arguments, 0)?);
    Ok(converted.or_else(|| arguments.get(1).cloned()).unwrap_or(Value::Undefined))
}

fn to_char(value: &Value) -> Option<Value> {
    match value {
        Value::Char(_) => Some(value.clone()),
        Value::Int(code) => i32::try_from(*code).ok().map(Value::Char),
        _ => None,
    }
}

fn string(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    let text = to_text(heap, argument(arguments, 0)?)?;
    converted(arguments, |_| text.clone().map(Value::Text))
}

/// Bytes of a string, or as many zeros as a number states.
fn bytes(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    if let Value::Int(len) = argument(arguments, 0)? {
        let Ok(len) = usize::try_from(*len) else { return fault("the number of bytes is negative") };
        heap.reserve(len)?;
        return heap.bytes(&vec![0; len]).map(Value::Bytes);
    }
    converted(arguments, |value| match value {
        Value::Text(text) | Value::Bytes(text) => Some(Value::Bytes(text.clone())),
        _ => None,
    })
}

fn len(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    let len = match argument(arguments, 0)? {
        Value::Array(array) => heap.elements(*array).len(),
        Value::Map(map) => heap.entries(*map).len(),
        Value::Text(text) | Value::Bytes(text) => text.len(),
        _ => return wrong(arguments, 0, "a string, an array or a map"),
    };
    Ok(Value::Int(i64::try_from(len).unwrap_or(i64::MAX)))
}

fn array(arguments: &[Value], at: usize) -> Result<Handle, Failure> {
    match argument(arguments, at)? {
        Value::Array(array) => Ok(*array),
        _ => wrong(arguments, at, "an array"),
    }
}

fn append(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=usize::MAX)?;
    heap.appended(array(arguments, 0)?, &arguments[1..])
}

fn delete(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    match (argument(arguments, 0)?, argument(arguments, 1)?) {
        (Value::Map(map), Value::Text(key)) if !map.is_frozen => {
            heap.remove_entry(*map, key);
            Ok(Value::Undefined)
        }
        (Value::Map(Handle { is_frozen: false, .. }), _) => wrong(arguments, 1, "a string"),
        _ => wrong(arguments, 0, "a map"),
    }
}

/// Replaces a part of an array by the other arguments, and returns the part.
fn splice(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=usize::MAX)?;
    let array = array(arguments, 0)?;
    if array.is_frozen {
        return wrong(arguments, 0, "an array");
    }
    let len = heap.elements(array).len();
    let number = |at: usize, default: usize| match arguments.get(at) {
        None => Ok(default),
        Some(Value::Int(number)) => match usize::try_from(*number) {
            Ok(number) => Ok(number),
            Err(_) => fault("an index is negative"),
        },
        Some(_) => wrong(arguments, at, "an integer"),
    };
    let start = number(1, 0)?;
    if start > len {
        return fault("an index is outside of the array");
    }
    let end = start.saturating_add(number(2, len)?).min(len);
    heap.step(1 + len / 8)?;
    let mut values = heap.elements(array).to_vec();
    let removed = values.splice(start..end, arguments.iter().skip(3).cloned()).collect();
    heap.set_elements(array, values)?;
    heap.array(removed)
}

/// The integers from the first argument to the second one, which is left out.
fn range(heap: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=3)?;
    let number = |at: usize| match arguments.get(at) {
        None => Ok(1),
        Some(Value::Int(number)) => Ok(*number),
        Some(_) => wrong(arguments, at, "an integer"),
    };
    let (start, end, step) = (number(0)?, number(1)?, number(2)?);
    if step <= 0 {
        return fault("the step is not positive");
    }
    let len = usize::try_from(start.abs_diff(end).div_ceil(step.unsigned_abs())).unwrap_or(usize::MAX);
    heap.step(len)?;
    heap.reserve(len.saturating_mul(size_of::<Value>()))?;
    let signed = if start <= end { step } else { -step };
    let values = std::iter::successors(Some(start), |at| at.checked_add(signed)).take(len).map(Value::Int);
    heap.array(values.collect())
}
