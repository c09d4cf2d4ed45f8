//! Operators on values.

use super::convert::display;
use super::heap::{Failure, Heap, fault};
use super::syntax::{Operator, Unary};
use super::value::Value;

/// The result of an operator with two sides.
pub(super) fn binary(heap: &mut Heap, operator: Operator, a: &Value, b: &Value) -> Result<Value, Failure> {
    match operator {
        Operator::Equal => return heap.equal(a, b).map(Value::Bool),
        Operator::NotEqual => return heap.equal(a, b).map(|equal| Value::Bool(!equal)),
        _ => {}
    }
    #[expect(clippy::cast_precision_loss, reason = "as in Tengo")]
    let result = match (a, b) {
        (Value::Int(a), Value::Int(b)) => return integers(operator, *a, *b),
        (Value::Float(a), Value::Float(b)) => floats(operator, *a, *b),
        (Value::Int(a), Value::Float(b)) => floats(operator, *a as f64, *b),
        (Value::Float(a), Value::Int(b)) => floats(operator, *a, *b as f64),
        (Value::Char(a), Value::Char(b)) => characters(operator, i64::from(*a), i64::from(*b)),
        (Value::Char(a), Value::Int(b)) => characters(operator, i64::from(*a), *b),
        (Value::Int(a), Value::Char(b)) => characters(operator, *a, i64::from(*b)),
        (Value::Text(a), Value::Text(b)) if operator != Operator::Add => {
            heap.scan(a.len().min(b.len()))?;
            compared::<[u8]>(operator, a, b)
        }
        (Value::Text(a), b) if operator == Operator::Add => {
            let mut bytes = a.to_vec();
            match b {
                Value::Text(b) => bytes.extend_from_slice(b),
                other => bytes.extend(display(heap, other)?),
            }
            return heap.owned_text(bytes);
        }
        (Value::Bytes(a), Value::Bytes(b)) if operator == Operator::Add => {
            return heap.bytes(&[&a[..], &b[..]].concat()).map(Value::Bytes);
        }
        (Value::Array(a), Value::Array(b)) if operator == Operator::Add && a.is_frozen == b.is_frozen => {
            heap.step(heap.elements(*b).len())?;
            let more = heap.elements(*b).to_vec();
            return heap.appended(*a, &more);
        }
        _ => None,
    };
    let names = (a.type_name(), b.type_name());
    result.map_or_else(|| fault(format!("{} cannot be applied to {} and {}", name(operator), names.0, names.1)), Ok)
}

fn integers(operator: Operator, a: i64, b: i64) -> Result<Value, Failure> {
    if b == 0 && matches!(operator, Operator::Divide | Operator::Remainder) {
        return fault("a number is divided by zero");
    }
    // A count that is negative is a large one in Go.
    let shift = u32::try_from(b).ok().filter(|&count| count < i64::BITS);
    Ok(Value::Int(match operator {
        Operator::Add => a.wrapping_add(b),
        Operator::Subtract => a.wrapping_sub(b),
        Operator::Multiply => a.wrapping_mul(b),
        Operator::Divide => a.wrapping_div(b),
        Operator::Remainder => a.wrapping_rem(b),
        Operator::BitAnd => a & b,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::BitClear => a & !b,
        Operator::ShiftLeft => shift.map_or(0, |count| a << count),
        Operator::ShiftRight => shift.map_or(a >> (i64::BITS - 1), |count| a >> count),
        _ => return Ok(compared(operator, &a, &b).unwrap_or(Value::Undefined)),
    }))
}

fn floats(operator: Operator, a: f64, b: f64) -> Option<Value> {
    Some(Value::Float(match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide => a / b,
        _ => return compared(operator, &a, &b),
    }))
}

fn characters(operator: Operator, a: i64, b: i64) -> Option<Value> {
    #[expect(clippy::cast_possible_truncation, reason = "as in Go")]
    match operator {
        Operator::Add => Some(Value::Char(a.wrapping_add(b) as i32)),
        Operator::Subtract => Some(Value::Char(a.wrapping_sub(b) as i32)),
        _ => compared(operator, &a, &b),
    }
}

fn compared<T: PartialOrd + ?Sized>(operator: Operator, a: &T, b: &T) -> Option<Value> {
    Some(Value::Bool(match operator {
        Operator::Less => a < b,
        Operator::LessOrEqual => a <= b,
        Operator::Greater => a > b,
        Operator::GreaterOrEqual => a >= b,
        _ => return None,
    }))
}

/// The result of an operator with one side.
pub(super) fn unary(operator: Unary, value: &Value, is_falsy: bool) -> Result<Value, Failure> {
    match (operator, value) {
        (Unary::Not, _) => Ok(Value::Bool(is_falsy)),
        (Unary::Plus, value) => Ok(value.clone()),
        (Unary::Minus, Value::Int(number)) => Ok(Value::Int(number.wrapping_neg())),
        (Unary::Minus, Value::Float(number)) => Ok(Value::Float(-number)),
        (Unary::Complement, Value::Int(number)) => Ok(Value::Int(!number)),
        (Unary::Minus, other) => fault(format!("`-` cannot be applied to {}", other.type_name())),
        (Unary::Complement, other) => fault(format!("`^` cannot be applied to {}", other.type_name())),
    }
}

/// The operator as it is written.
fn name(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "`+`",
        Operator::Subtract => "`-`",
        Operator::Multiply => "`*`",
        Operator::Divide => "`/`",
        Operator::Remainder => "`%`",
        Operator::BitAnd => "`&`",
        Operator::BitOr => "`|`",
        Operator::BitXor => "`^`",
        Operator::BitClear => "`&^`",
        Operator::ShiftLeft => "`<<`",
        Operator::ShiftRight => "`>>`",
        Operator::Equal => "`==`",
        Operator::NotEqual => "`!=`",
        Operator::Less => "`<`",
        Operator::LessOrEqual => "`<=`",
        Operator::Greater => "`>`",
        Operator::GreaterOrEqual => "`>=`",
    }
}
