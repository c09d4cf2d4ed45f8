//! The modules that a script can import.

use super::format::sprintf;
use super::math;
use super::text;
use super::text_patterns;
use super::value::{Module, Native, Value};

/// The module `fmt`. What a script prints is dropped.
static FMT: [Native; 4] = [
    Native { name: "print", call: |_, _| Ok(Value::Undefined) },
    Native { name: "println", call: |_, _| Ok(Value::Undefined) },
    Native { name: "printf", call: |_, _| Ok(Value::Undefined) },
    Native { name: "sprintf", call: sprintf },
];

/// A member of a module.
pub(super) fn member(module: Module, name: &[u8]) -> Option<Value> {
    let named = |natives: &'static [Native]| natives.iter().find(|native| native.name.as_bytes() == name);
    let native = match module {
        Module::Text => named(&text::FUNCTIONS).or_else(|| named(&text_patterns::FUNCTIONS)),
        Module::Fmt => named(&FMT),
        Module::Math => return math::constant(name).or_else(|| named(&math::FUNCTIONS).map(Value::Native)),
    };
    native.map(Value::Native)
}
