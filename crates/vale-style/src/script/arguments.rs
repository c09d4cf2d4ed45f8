//! The arguments of functions of the interpreter.

use std::ops::RangeInclusive;

use super::convert::{to_float, to_int, to_text};
use super::heap::{Failure, Heap, fault};
use super::value::{Text, Value};

/// Checks the number of arguments.
pub(super) fn count(arguments: &[Value], allowed: RangeInclusive<usize>) -> Result<(), Failure> {
    if allowed.contains(&arguments.len()) {
        return Ok(());
    }
    let (least, most) = (allowed.start(), allowed.end());
    let wanted = if least == most { least.to_string() } else { format!("{least} or more") };
    fault(format!("takes {wanted} arguments, not {}", arguments.len()))
}

/// An argument as a string.
pub(super) fn text(heap: &mut Heap, arguments: &[Value], at: usize) -> Result<Text, Failure> {
    match to_text(heap, argument(arguments, at)?)? {
        Some(text) => Ok(text),
        None => wrong(arguments, at, "a string"),
    }
}

/// An argument as an integer.
pub(super) fn int(arguments: &[Value], at: usize) -> Result<i64, Failure> {
    to_int(argument(arguments, at)?).map_or_else(|| wrong(arguments, at, "an integer"), Ok)
}

/// An argument as a floating-point number.
pub(super) fn float(arguments: &[Value], at: usize) -> Result<f64, Failure> {
    to_float(argument(arguments, at)?).map_or_else(|| wrong(arguments, at, "a number"), Ok)
}

/// An argument.
pub(super) fn argument(arguments: &[Value], at: usize) -> Result<&Value, Failure> {
    arguments.get(at).map_or_else(|| fault(format!("argument {} is missing", at + 1)), Ok)
}

/// The fault of an argument of another type than `wanted`.
pub(super) fn wrong<T>(arguments: &[Value], at: usize, wanted: &str) -> Result<T, Failure> {
    let found = arguments.get(at).map_or("missing", Value::type_name);
    fault(format!("argument {} is not {wanted}: {found}", at + 1))
}
