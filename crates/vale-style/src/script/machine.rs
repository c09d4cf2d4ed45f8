//! Runs a script.

use std::sync::Arc;

use super::access::{get, set};
use super::convert::is_falsy;
use super::heap::{Failure, Heap, fault};
use super::iteration::Elements;
use super::operators::binary;
use super::pattern::Patterns;
use super::syntax::{Assignment, Expression, Operator, Place, Program, Statement, StatementKind};
use super::value::{Closure, Value};

/// Limit on expressions, statements and calls in each other.
const MAX_DEPTH: usize = 400;

/// A run of a script.
pub(super) struct Machine<'p> {
    pub(super) program: &'p Program,
    pub(super) heap: Heap,
    globals: Vec<Value>,
    /// The strings of the script.
    pub(super) texts: Vec<Value>,
    /// The line of the statement or call that runs.
    pub(super) line: usize,
    depth: usize,
}

/// The variables of a call.
#[derive(Default)]
pub(super) struct Frame {
    slots: Vec<Slot>,
    /// The cells of captured variables.
    captured: Vec<u32>,
}

/// A local variable, which moves to a cell once a function captures it.
enum Slot {
    Own(Value),
    Shared(u32),
}

/// What follows a statement.
enum Flow {
    Next,
    Break,
    Continue,
    Return(Value),
}

impl<'p> Machine<'p> {
    /// A machine for one run over a text of `len` bytes.
    pub(super) fn new(program: &'p Program, patterns: &Arc<Patterns>, len: usize) -> Result<Self, Failure> {
        let mut heap = Heap::new(Arc::clone(patterns), len);
        let texts = program.texts.iter().map(|text| heap.text(text)).collect::<Result<_, _>>()?;
        let globals = vec![Value::Undefined; program.globals];
        Ok(Self { program, heap, globals, texts, line: 1, depth: 0 })
    }

    /// Runs the script with a value of a global variable.
    pub(super) fn run(&mut self, name: &str, value: Value) -> Result<(), Failure> {
        if let Some(slot) = self.global(name) {
            self.globals[slot] = value;
        }
        let program = self.program;
        self.block(&program.body, &mut Frame::default()).map(|_| ())
    }

    /// The value of a global variable that is outside of all blocks.
    pub(super) fn result(&self, name: &str) -> Value {
        self.global(name).map_or(Value::Undefined, |slot| self.globals[slot].clone())
    }

    fn global(&self, name: &str) -> Option<usize> {
        self.program.names.iter().find(|(known, _)| known == name).map(|(_, slot)| *slot)
    }

    /// Runs something that may contain itself.
    pub(super) fn nested<T>(&mut self, run: impl FnOnce(&mut Self) -> Result<T, Failure>) -> Result<T, Failure> {
        if self.depth >= MAX_DEPTH {
            return Err(Failure::Limit);
        }
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        result
    }

    fn block(&mut self, statements: &'p [Statement], frame: &mut Frame) -> Result<Flow, Failure> {
        for statement in statements {
            match self.statement(statement, frame)? {
                Flow::Next => {}
                flow => return Ok(flow),
            }
        }
        Ok(Flow::Next)
    }

    fn statement(&mut self, statement: &'p Statement, frame: &mut Frame) -> Result<Flow, Failure> {
        self.heap.step(1)?;
        self.line = statement.line;
        match &statement.kind {
            StatementKind::Expression(expression) => drop(self.value(expression, frame)?),
            StatementKind::Define(place, expression) => {
                let captures_itself = matches!(expression, Expression::Function(_));
                if captures_itself {
                    self.define(*place, Value::Undefined, frame);
                }
                let value = self.value(expression, frame)?;
                if captures_itself {
                    self.set_variable(*place, value, frame);
                } else {
                    self.define(*place, value, frame);
                }
            }
            StatementKind::Assign(assignment) => self.assign(assignment, frame)?,
            StatementKind::Return(None) => return Ok(Flow::Return(Value::Undefined)),
            StatementKind::Return(Some(expression)) => return Ok(Flow::Return(self.value(expression, frame)?)),
            StatementKind::Break => return Ok(Flow::Break),
            StatementKind::Continue => return Ok(Flow::Continue),
            StatementKind::Block(body) => return self.nested(|machine| machine.block(body, frame)),
            StatementKind::If { init, condition, then, otherwise } => {
                return self.nested(|machine| {
                    machine.optional(init.as_deref(), frame)?;
                    if machine.holds(condition, frame)? {
                        machine.block(then, frame)
                    } else {
                        machine.optional(otherwise.as_deref(), frame)
                    }
                });
            }
            StatementKind::For { init, condition, step, body } => {
                self.optional(init.as_deref(), frame)?;
                let parts = (condition.as_ref(), step.as_deref());
                return self.nested(|machine| machine.repeat(parts, body, frame));
            }
            StatementKind::ForIn { key, value, subject, body } => {
                let subject = self.value(subject, frame)?;
                return self.nested(|machine| machine.iterate(&subject, (*key, *value), body, frame));
            }
        }
        Ok(Flow::Next)
    }

    fn optional(&mut self, statement: Option<&'p Statement>, frame: &mut Frame) -> Result<Flow, Failure> {
        statement.map_or(Ok(Flow::Next), |statement| self.statement(statement, frame))
    }

    fn holds(&mut self, condition: &'p Expression, frame: &mut Frame) -> Result<bool, Failure> {
        let value = self.value(condition, frame)?;
        Ok(!is_falsy(&self.heap, &value))
    }

    fn repeat(
        &mut self,
        (condition, step): (Option<&'p Expression>, Option<&'p Statement>),
        body: &'p [Statement],
        frame: &mut Frame,
    ) -> Result<Flow, Failure> {
        loop {
            self.heap.step(1)?;
            if let Some(condition) = condition
                && !self.holds(condition, frame)?
            {
                return Ok(Flow::Next);
            }
            match self.block(body, frame)? {
                Flow::Next | Flow::Continue => {}
                Flow::Break => return Ok(Flow::Next),
                flow @ Flow::Return(_) => return Ok(flow),
            }
            self.optional(step, frame)?;
        }
    }

    /// Runs the body for each element of a value.
    fn iterate(
        &mut self,
        subject: &Value,
        places: (Option<Place>, Option<Place>),
        body: &'p [Statement],
        frame: &mut Frame,
    ) -> Result<Flow, Failure> {
        let mut elements = Elements::of(&mut self.heap, subject)?;
        while let Some((key, value)) = elements.next(&self.heap) {
            self.heap.step(1)?;
            if let Some(place) = places.0 {
                let key = key.value(&mut self.heap)?;
                self.define(place, key, frame);
            }
            if let Some(place) = places.1 {
                self.define(place, value, frame);
            }
            match self.block(body, frame)? {
                Flow::Next | Flow::Continue => {}
                Flow::Break => break,
                flow @ Flow::Return(_) => return Ok(flow),
            }
        }
        Ok(Flow::Next)
    }

    fn assign(&mut self, assignment: &'p Assignment, frame: &mut Frame) -> Result<(), Failure> {
        let Assignment { place, path, operator, value } = assignment;
        let Some((last, path)) = path.split_last() else {
            let old = operator.map(|operator| (operator, self.variable(*place, frame)));
            let value = self.value(value, frame)?;
            let value = self.combined(old, value)?;
            self.set_variable(*place, value, frame);
            return Ok(());
        };
        let mut target = self.variable(*place, frame);
        for index in path {
            let index = self.value(index, frame)?;
            target = get(&mut self.heap, &target, &index)?;
        }
        let index = self.value(last, frame)?;
        let old = match operator {
            Some(operator) => Some((*operator, get(&mut self.heap, &target, &index)?)),
            None => None,
        };
        let value = self.value(value, frame)?;
        let value = self.combined(old, value)?;
        set(&mut self.heap, &target, &index, value)
    }

    /// The new value of an assignment that may have an operator.
    fn combined(&mut self, old: Option<(Operator, Value)>, value: Value) -> Result<Value, Failure> {
        match old {
            Some((operator, old)) => binary(&mut self.heap, operator, &old, &value),
            None => Ok(value),
        }
    }

    pub(super) fn variable(&self, place: Place, frame: &Frame) -> Value {
        match place {
            Place::Global(slot) => self.globals[slot].clone(),
            Place::Local(slot) => match &frame.slots[slot] {
                Slot::Own(value) => value.clone(),
                Slot::Shared(cell) => self.heap.in_cell(*cell).clone(),
            },
            Place::Captured(index) => self.heap.in_cell(frame.captured[index]).clone(),
        }
    }

    fn set_variable(&mut self, place: Place, value: Value, frame: &mut Frame) {
        match place {
            Place::Global(slot) => self.globals[slot] = value,
            Place::Local(slot) => match &mut frame.slots[slot] {
                Slot::Own(old) => *old = value,
                Slot::Shared(cell) => self.heap.set_cell(*cell, value),
            },
            Place::Captured(index) => self.heap.set_cell(frame.captured[index], value),
        }
    }

    /// Sets a variable that begins here: functions that captured it before keep their own.
    fn define(&mut self, place: Place, value: Value, frame: &mut Frame) {
        match place {
            Place::Local(slot) => frame.slots[slot] = Slot::Own(value),
            place => self.set_variable(place, value, frame),
        }
    }

    /// The cell of a variable that a function captures.
    pub(super) fn captured(&mut self, place: Place, frame: &mut Frame) -> Result<u32, Failure> {
        match place {
            Place::Captured(index) => Ok(frame.captured[index]),
            Place::Local(slot) => match &frame.slots[slot] {
                Slot::Shared(cell) => Ok(*cell),
                Slot::Own(value) => {
                    let cell = self.heap.cell(value.clone())?;
                    frame.slots[slot] = Slot::Shared(cell);
                    Ok(cell)
                }
            },
            Place::Global(_) => fault("a global variable is captured"),
        }
    }

    /// Calls a function of the script.
    pub(super) fn enter(&mut self, closure: &Closure, mut arguments: Vec<Value>) -> Result<Value, Failure> {
        let function = &self.program.functions[closure.function];
        let least = function.parameters - usize::from(function.is_variadic);
        if arguments.len() < least || (!function.is_variadic && arguments.len() > least) {
            return fault(format!("a function takes {least} arguments, not {}", arguments.len()));
        }
        if function.is_variadic {
            let rest = arguments.split_off(least);
            arguments.push(self.heap.array(rest)?);
        }
        self.heap.step(1 + function.slots)?;
        let mut slots: Vec<Slot> = arguments.into_iter().map(Slot::Own).collect();
        slots.resize_with(function.slots, || Slot::Own(Value::Undefined));
        let mut frame = Frame { slots, captured: closure.captured.clone() };
        let line = self.line;
        let flow = self.nested(|machine| machine.block(&function.body, &mut frame))?;
        self.line = line;
        Ok(match flow {
            Flow::Return(value) => value,
            _ => Value::Undefined,
        })
    }
}
