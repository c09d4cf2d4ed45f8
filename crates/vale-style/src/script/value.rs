//! The values of a script.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use super::heap::{Failure, Heap};
use super::pattern::Pattern;

/// A value. Arrays, maps, errors and captured variables are in the [`Heap`], so that no value owns
/// another: values may refer to each other in circles and at any depth, and are freed with the run.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Undefined,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// A code point, which may be none of Unicode after arithmetic.
    Char(i32),
    Text(Text),
    Bytes(Text),
    Array(Handle),
    Map(Handle),
    /// An error with the index of its cell.
    Error(u32),
    Function(Rc<Closure>),
    Native(&'static Native),
    Module(Module),
    Pattern(Arc<Pattern>),
    /// A function of a compiled regex.
    Method(Arc<Pattern>, &'static Native),
}

/// A module of the standard library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Module {
    Text,
    Fmt,
    Math,
}

/// A function of the interpreter.
#[derive(Debug)]
pub(super) struct Native {
    pub(super) name: &'static str,
    pub(super) call: fn(&mut Heap, &[Value]) -> Result<Value, Failure>,
}

/// A reference to an array or a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handle {
    pub(super) index: u32,
    /// Whether it cannot be changed through this reference.
    pub(super) is_frozen: bool,
}

/// A function with the variables that it captured.
#[derive(Debug)]
pub(super) struct Closure {
    /// The index of its code.
    pub(super) function: usize,
    /// The cells of the captured variables.
    pub(super) captured: Vec<u32>,
}

/// The bytes of a string, which need not be UTF-8 after slicing. Their number is part of the memory that a run holds.
#[derive(Clone, Debug)]
pub(super) struct Text(Rc<Held>);

#[derive(Debug)]
struct Held {
    bytes: Box<[u8]>,
    meter: Rc<Cell<usize>>,
}

impl Text {
    /// A text that is counted by `meter` until it is dropped.
    pub(super) fn new(bytes: Box<[u8]>, meter: &Rc<Cell<usize>>) -> Self {
        meter.set(meter.get() + bytes.len() + OVERHEAD);
        Self(Rc::new(Held { bytes, meter: Rc::clone(meter) }))
    }
}

/// What a text takes besides its bytes.
const OVERHEAD: usize = 48;

impl Deref for Text {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0.bytes
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.meter.set(self.meter.get().saturating_sub(self.bytes.len() + OVERHEAD));
    }
}

impl Value {
    /// The name of its type.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Char(_) => "char",
            Self::Text(_) => "string",
            Self::Bytes(_) => "bytes",
            Self::Array(Handle { is_frozen: false, .. }) => "array",
            Self::Array(_) => "immutable-array",
            Self::Map(Handle { is_frozen: false, .. }) => "map",
            Self::Map(_) | Self::Module(_) | Self::Pattern(_) => "immutable-map",
            Self::Error(_) => "error",
            Self::Function(_) => "compiled-function",
            Self::Native(_) | Self::Method(..) => "builtin-function",
        }
    }
}
