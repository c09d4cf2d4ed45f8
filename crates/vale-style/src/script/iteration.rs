//! Loops over the elements of values.

use std::collections::btree_map::IntoIter;

use super::convert::code;
use super::heap::{Failure, Heap, fault};
use super::value::{Text, Value};

/// What is left of a loop over a value.
pub(super) enum Elements {
    Array { array: Option<Value>, at: usize },
    Map(IntoIter<Box<[u8]>, Value>),
    Text { text: Text, offset: usize, at: usize },
    Bytes { bytes: Text, at: usize },
}

/// The key of an element.
pub(super) enum Key {
    Position(usize),
    Name(Box<[u8]>),
}

impl Key {
    /// The key as a value.
    pub(super) fn value(self, heap: &mut Heap) -> Result<Value, Failure> {
        match self {
            Self::Position(at) => Ok(Value::Int(i64::try_from(at).unwrap_or(i64::MAX))),
            Self::Name(name) => heap.text(&name),
        }
    }
}

impl Elements {
    /// All elements of a value. Those that are removed during the loop are gone through all the same.
    pub(super) fn of(heap: &mut Heap, subject: &Value) -> Result<Self, Failure> {
        Ok(match subject {
            Value::Undefined => Self::Array { array: None, at: 0 },
            Value::Array(array) => {
                let len = heap.elements(*array).len();
                Self::Array { array: Some(heap.part(*array, 0, len)?), at: 0 }
            }
            Value::Map(map) => {
                heap.step(heap.entries(*map).len())?;
                Self::Map(heap.entries(*map).clone().into_iter())
            }
            Value::Text(text) => Self::Text { text: text.clone(), offset: 0, at: 0 },
            Value::Bytes(bytes) => Self::Bytes { bytes: bytes.clone(), at: 0 },
            other => return fault(format!("a loop cannot go through {}", other.type_name())),
        })
    }

    /// The next element with its key.
    pub(super) fn next(&mut self, heap: &Heap) -> Option<(Key, Value)> {
        match self {
            Self::Array { array, at } => {
                let Some(Value::Array(array)) = array else { return None };
                let value = heap.elements(*array).get(*at)?.clone();
                *at += 1;
                Some((Key::Position(*at - 1), value))
            }
            Self::Map(entries) => entries.next().map(|(key, value)| (Key::Name(key), value)),
            Self::Text { text, offset, at } => {
                let rest = text.get(*offset..).filter(|rest| !rest.is_empty())?;
                let (c, len) = first(rest);
                *offset += len;
                *at += 1;
                Some((Key::Position(*at - 1), Value::Char(code(c))))
            }
            Self::Bytes { bytes, at } => {
                let byte = bytes.get(*at)?;
                *at += 1;
                Some((Key::Position(*at - 1), Value::Int(i64::from(*byte))))
            }
        }
    }
}

/// The first character and its length; that of an invalid byte is a replacement.
fn first(bytes: &[u8]) -> (char, usize) {
    let window = &bytes[..bytes.len().min(4)];
    let valid = window.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    valid.map_or((char::REPLACEMENT_CHARACTER, 1), |c| (c, c.len_utf8()))
}
