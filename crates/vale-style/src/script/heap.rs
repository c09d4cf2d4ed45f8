//! The memory of a run, with its limits.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::pattern::Patterns;
use super::value::{Handle, Text, Value};

/// Why a run ends early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// A limit on steps, memory or depth is reached.
    Limit,
    /// The script does something that is not defined.
    Fault(String),
}

/// A failure with a message.
pub(super) fn fault<T>(message: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Fault(message.into()))
}

/// The steps of a run over a short text, and those for each byte of a long one.
const STEPS: (u64, u64) = (1_000_000, 32);

/// The bytes that a run over a short text may hold, and those for each byte of a long one.
const BYTES: (usize, usize) = (32 << 20, 32);

/// The values nested in each other that are compared, copied or written.
const MAX_DEPTH: usize = 64;

/// An array: a window on a list, as in Go. Arrays share a list after slicing and appending.
#[derive(Clone, Copy, Debug)]
struct Window {
    list: usize,
    start: usize,
    len: usize,
}

/// A map by the bytes of its keys. Iteration is in the order of the keys; Tengo's is random.
pub(super) type Entries = BTreeMap<Box<[u8]>, Value>;

/// Everything that a run holds.
#[derive(Debug)]
pub(super) struct Heap {
    windows: Vec<Window>,
    lists: Vec<Vec<Value>>,
    maps: Vec<Entries>,
    cells: Vec<Value>,
    /// The compiled regexes, which runs share.
    pub(super) patterns: Arc<Patterns>,
    /// The bytes of all texts.
    texts: Rc<Cell<usize>>,
    /// The bytes of everything else, which is kept to the end of the run.
    kept: usize,
    max_bytes: usize,
    steps: u64,
}

impl Heap {
    /// An empty heap for a run over a text of `len` bytes.
    pub(super) fn new(patterns: Arc<Patterns>, len: usize) -> Self {
        Self {
            windows: Vec::new(),
            lists: Vec::new(),
            maps: Vec::new(),
            cells: Vec::new(),
            patterns,
            texts: Rc::new(Cell::new(0)),
            kept: 0,
            max_bytes: BYTES.0.saturating_add(len.saturating_mul(BYTES.1)),
            steps: STEPS.0.saturating_add((len as u64).saturating_mul(STEPS.1)),
        }
    }

    /// Takes steps from the limit.
    pub(super) fn step(&mut self, steps: usize) -> Result<(), Failure> {
        self.steps = self.steps.checked_sub(steps as u64).ok_or(Failure::Limit)?;
        Ok(())
    }

    /// Takes the steps of reading bytes.
    pub(super) fn scan(&mut self, bytes: usize) -> Result<(), Failure> {
        self.step(1 + bytes / 64)
    }

    /// Whether this many more bytes can be held.
    pub(super) fn reserve(&self, bytes: usize) -> Result<(), Failure> {
        let held = self.kept.saturating_add(self.texts.get());
        if held.saturating_add(bytes) > self.max_bytes { Err(Failure::Limit) } else { Ok(()) }
    }

    fn keep(&mut self, values: usize) -> Result<(), Failure> {
        let bytes = values.saturating_mul(size_of::<Value>()).saturating_add(32);
        self.reserve(bytes)?;
        self.kept += bytes;
        Ok(())
    }

    /// A string of these bytes.
    pub(super) fn text(&mut self, bytes: &[u8]) -> Result<Value, Failure> {
        Ok(Value::Text(self.bytes(bytes)?))
    }

    /// A string that was put together.
    pub(super) fn owned_text(&mut self, bytes: Vec<u8>) -> Result<Value, Failure> {
        self.scan(bytes.len())?;
        self.reserve(bytes.len())?;
        Ok(Value::Text(Text::new(bytes.into_boxed_slice(), &self.texts)))
    }

    /// The bytes as a text.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<Text, Failure> {
        self.scan(bytes.len())?;
        self.reserve(bytes.len())?;
        Ok(Text::new(bytes.into(), &self.texts))
    }

    /// A new array.
    pub(super) fn array(&mut self, values: Vec<Value>) -> Result<Value, Failure> {
        self.step(1 + values.len() / 8)?;
        self.keep(values.len())?;
        let window = Window { list: self.lists.len(), start: 0, len: values.len() };
        self.lists.push(values);
        self.window(window)
    }

    fn window(&mut self, window: Window) -> Result<Value, Failure> {
        self.keep(1)?;
        let index = u32::try_from(self.windows.len()).map_err(|_| Failure::Limit)?;
        self.windows.push(window);
        Ok(Value::Array(Handle { index, is_frozen: false }))
    }

    /// The elements of an array.
    pub(super) fn elements(&self, array: Handle) -> &[Value] {
        let Window { list, start, len } = self.windows[array.index as usize];
        &self.lists[list][start..start + len]
    }

    /// A part of an array, which shares its elements.
    pub(super) fn part(&mut self, array: Handle, start: usize, end: usize) -> Result<Value, Failure> {
        let window = self.windows[array.index as usize];
        self.window(Window { start: window.start + start, len: end - start, ..window })
    }

    /// Another view of an array or a map that cannot be changed through it.
    pub(super) fn frozen(&mut self, value: Value) -> Result<Value, Failure> {
        match value {
            Value::Array(array) => {
                let len = self.elements(array).len();
                match self.part(array, 0, len)? {
                    Value::Array(part) => Ok(Value::Array(Handle { is_frozen: true, ..part })),
                    other => Ok(other),
                }
            }
            Value::Map(map) => Ok(Value::Map(Handle { is_frozen: true, ..map })),
            other => Ok(other),
        }
    }

    /// The array with more elements. The list is copied unless the array reaches its end.
    pub(super) fn appended(&mut self, array: Handle, more: &[Value]) -> Result<Value, Failure> {
        let window = self.windows[array.index as usize];
        if window.start + window.len != self.lists[window.list].len() {
            self.step(window.len / 8)?;
            let values = self.elements(array).iter().chain(more).cloned().collect();
            return self.array(values);
        }
        self.step(1 + more.len() / 8)?;
        self.keep(more.len())?;
        self.lists[window.list].extend_from_slice(more);
        self.window(Window { len: window.len + more.len(), ..window })
    }

    /// Sets an element of an array.
    pub(super) fn set_element(&mut self, array: Handle, at: usize, value: Value) {
        let Window { list, start, len } = self.windows[array.index as usize];
        if at < len {
            self.lists[list][start + at] = value;
        }
    }

    /// Replaces all elements of an array.
    pub(super) fn set_elements(&mut self, array: Handle, values: Vec<Value>) -> Result<(), Failure> {
        self.step(1 + values.len() / 8)?;
        self.keep(values.len())?;
        self.windows[array.index as usize] = Window { list: self.lists.len(), start: 0, len: values.len() };
        self.lists.push(values);
        Ok(())
    }

    /// A new map.
    pub(super) fn map(&mut self, entries: Entries) -> Result<Value, Failure> {
        let keys: usize = entries.keys().map(|key| key.len()).sum();
        self.step(1 + entries.len())?;
        // The smallest node of a tree has room for eleven entries.
        self.keep(24 + entries.len() * 2 + keys / size_of::<Value>())?;
        let index = u32::try_from(self.maps.len()).map_err(|_| Failure::Limit)?;
        self.maps.push(entries);
        Ok(Value::Map(Handle { index, is_frozen: false }))
    }

    /// The entries of a map.
    pub(super) fn entries(&self, map: Handle) -> &Entries {
        &self.maps[map.index as usize]
    }

    /// Sets an entry of a map.
    pub(super) fn set_entry(&mut self, map: Handle, key: &[u8], value: Value) -> Result<(), Failure> {
        self.scan(key.len())?;
        self.keep(2 + key.len() / size_of::<Value>())?;
        self.maps[map.index as usize].insert(key.into(), value);
        Ok(())
    }

    /// Removes an entry of a map.
    pub(super) fn remove_entry(&mut self, map: Handle, key: &[u8]) {
        self.maps[map.index as usize].remove(key);
    }

    /// A new cell for a captured variable or the value of an error.
    pub(super) fn cell(&mut self, value: Value) -> Result<u32, Failure> {
        self.keep(1)?;
        let index = u32::try_from(self.cells.len()).map_err(|_| Failure::Limit)?;
        self.cells.push(value);
        Ok(index)
    }

    /// The value of a cell.
    pub(super) fn in_cell(&self, cell: u32) -> &Value {
        &self.cells[cell as usize]
    }

    /// Sets the value of a cell.
    pub(super) fn set_cell(&mut self, cell: u32, value: Value) {
        self.cells[cell as usize] = value;
    }

    /// Whether two values are equal.
    pub(super) fn equal(&mut self, a: &Value, b: &Value) -> Result<bool, Failure> {
        self.equal_at(a, b, 0)
    }

    fn equal_at(&mut self, a: &Value, b: &Value, depth: usize) -> Result<bool, Failure> {
        self.step(1)?;
        if depth > MAX_DEPTH {
            return Err(Failure::Limit);
        }
        #[expect(clippy::float_cmp, clippy::cast_precision_loss, reason = "as in Tengo")]
        Ok(match (a, b) {
            (Value::Undefined, Value::Undefined) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a == b,
            (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => *a as f64 == *b,
            (Value::Char(a), Value::Char(b)) => a == b,
            (Value::Text(a), Value::Text(b)) | (Value::Bytes(a), Value::Bytes(b)) => {
                self.scan(a.len().min(b.len()))?;
                a[..] == b[..]
            }
            (Value::Error(a), Value::Error(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => {
                let len = self.elements(*a).len();
                if len != self.elements(*b).len() {
                    return Ok(false);
                }
                for at in 0..len {
                    let (a, b) = (self.elements(*a)[at].clone(), self.elements(*b)[at].clone());
                    if !self.equal_at(&a, &b, depth + 1)? {
                        return Ok(false);
                    }
                }
                true
            }
            (Value::Map(a), Value::Map(b)) => {
                self.step(self.entries(*a).len() + self.entries(*b).len())?;
                let (a, b) = (self.entries(*a).clone(), self.entries(*b).clone());
                if !a.keys().eq(b.keys()) {
                    return Ok(false);
                }
                for (a, b) in a.values().zip(b.values()) {
                    if !self.equal_at(a, b, depth + 1)? {
                        return Ok(false);
                    }
                }
                true
            }
            _ => false,
        })
    }

    /// A deep copy that can be changed.
    pub(super) fn copied(&mut self, value: &Value) -> Result<Value, Failure> {
        self.copied_at(value, (false, 0))
    }

    /// A deep copy that cannot be changed.
    pub(super) fn frozen_copy(&mut self, value: &Value) -> Result<Value, Failure> {
        self.copied_at(value, (true, 0))
    }

    fn copied_at(&mut self, value: &Value, (is_frozen, depth): (bool, usize)) -> Result<Value, Failure> {
        if depth > MAX_DEPTH {
            return Err(Failure::Limit);
        }
        let inner = (is_frozen, depth + 1);
        let copy = match value {
            Value::Array(array) => {
                self.step(self.elements(*array).len())?;
                let values = self.elements(*array).to_vec();
                let values = values.iter().map(|value| self.copied_at(value, inner)).collect::<Result<_, _>>()?;
                self.array(values)?
            }
            Value::Map(map) => {
                self.step(self.entries(*map).len())?;
                let entries = self.entries(*map).clone();
                let entries = entries.into_iter().map(|(key, value)| Ok((key, self.copied_at(&value, inner)?)));
                let entries = entries.collect::<Result<_, _>>()?;
                self.map(entries)?
            }
            other => other.clone(),
        };
        if is_frozen { self.frozen(copy) } else { Ok(copy) }
    }
}
