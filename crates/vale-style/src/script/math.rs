//! The module `math`.

use std::f64::consts;

use super::arguments::{count, float, int};
use super::heap::{Failure, Heap};
use super::value::{Native, Value};

/// A constant by its name.
pub(super) fn constant(name: &[u8]) -> Option<Value> {
    Some(match name {
        b"e" => Value::Float(consts::E),
        b"pi" => Value::Float(consts::PI),
        b"phi" => Value::Float(1.618_033_988_749_895),
        b"sqrt2" => Value::Float(consts::SQRT_2),
        b"ln2" => Value::Float(consts::LN_2),
        b"ln10" => Value::Float(consts::LN_10),
        b"maxFloat64" => Value::Float(f64::MAX),
        b"maxInt" | b"maxInt64" => Value::Int(i64::MAX),
        b"minInt" | b"minInt64" => Value::Int(i64::MIN),
        b"maxInt32" => Value::Int(i64::from(i32::MAX)),
        b"minInt32" => Value::Int(i64::from(i32::MIN)),
        _ => return None,
    })
}

pub(super) static FUNCTIONS: [Native; 31] = [
    Native { name: "abs", call: |_, list| one(list, f64::abs) },
    Native { name: "acos", call: |_, list| one(list, f64::acos) },
    Native { name: "asin", call: |_, list| one(list, f64::asin) },
    Native { name: "atan", call: |_, list| one(list, f64::atan) },
    Native { name: "atan2", call: |_, list| two(list, f64::atan2) },
    Native { name: "cbrt", call: |_, list| one(list, f64::cbrt) },
    Native { name: "ceil", call: |_, list| one(list, f64::ceil) },
    Native { name: "copysign", call: |_, list| two(list, f64::copysign) },
    Native { name: "cos", call: |_, list| one(list, f64::cos) },
    Native { name: "dim", call: |_, list| two(list, |x, y| (x - y).max(0.0)) },
    Native { name: "exp", call: |_, list| one(list, f64::exp) },
    Native { name: "exp2", call: |_, list| one(list, f64::exp2) },
    Native { name: "floor", call: |_, list| one(list, f64::floor) },
    Native { name: "hypot", call: |_, list| two(list, f64::hypot) },
    Native { name: "inf", call: inf },
    Native { name: "is_inf", call: is_inf },
    Native { name: "is_nan", call: |_, list| Ok(Value::Bool(float(list, 0)?.is_nan())) },
    Native { name: "log", call: |_, list| one(list, f64::ln) },
    Native { name: "log10", call: |_, list| one(list, f64::log10) },
    Native { name: "log1p", call: |_, list| one(list, f64::ln_1p) },
    Native { name: "log2", call: |_, list| one(list, f64::log2) },
    Native { name: "max", call: |_, list| two(list, f64::max) },
    Native { name: "min", call: |_, list| two(list, f64::min) },
    Native { name: "mod", call: |_, list| two(list, |x, y| x % y) },
    Native { name: "nan", call: |_, _| Ok(Value::Float(f64::NAN)) },
    Native { name: "pow", call: |_, list| two(list, f64::powf) },
    Native { name: "signbit", call: |_, list| Ok(Value::Bool(float(list, 0)?.is_sign_negative())) },
    Native { name: "sin", call: |_, list| one(list, f64::sin) },
    Native { name: "sqrt", call: |_, list| one(list, f64::sqrt) },
    Native { name: "tan", call: |_, list| one(list, f64::tan) },
    Native { name: "trunc", call: |_, list| one(list, f64::trunc) },
];

fn one(arguments: &[Value], apply: impl Fn(f64) -> f64) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    Ok(Value::Float(apply(float(arguments, 0)?)))
}

fn two(arguments: &[Value], apply: impl Fn(f64, f64) -> f64) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    Ok(Value::Float(apply(float(arguments, 0)?, float(arguments, 1)?)))
}

/// The infinity with the sign of a number.
fn inf(_: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 1..=1)?;
    Ok(Value::Float(if int(arguments, 0)? < 0 { f64::NEG_INFINITY } else { f64::INFINITY }))
}

/// Whether a number is the infinity with the sign of another; any, if that is zero.
fn is_inf(_: &mut Heap, arguments: &[Value]) -> Result<Value, Failure> {
    count(arguments, 2..=2)?;
    let (number, sign) = (float(arguments, 0)?, int(arguments, 1)?);
    Ok(Value::Bool(number.is_infinite() && (sign == 0 || (number > 0.0) == (sign > 0))))
}
