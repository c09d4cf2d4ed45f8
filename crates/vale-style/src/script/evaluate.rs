//! Evaluates expressions.

use std::rc::Rc;

use super::access::{get, slice};
use super::convert::{code, is_falsy};
use super::heap::{Entries, Failure, fault};
use super::machine::{Frame, Machine};
use super::operators::{binary, unary};
use super::syntax::{Call, Expression};
use super::value::{Closure, Native, Value};

impl<'p> Machine<'p> {
    /// The value of an expression.
    pub(super) fn value(&mut self, expression: &'p Expression, frame: &mut Frame) -> Result<Value, Failure> {
        self.heap.step(1)?;
        Ok(match expression {
            Expression::Undefined => Value::Undefined,
            Expression::Bool(value) => Value::Bool(*value),
            Expression::Int(number) => Value::Int(*number),
            Expression::Float(number) => Value::Float(*number),
            Expression::Char(c) => Value::Char(code(*c)),
            Expression::Text(index) => self.texts[*index].clone(),
            Expression::Variable(place) => self.variable(*place, frame),
            Expression::Native(native) => Value::Native(native),
            Expression::Module(module) => Value::Module(*module),
            compound => return self.nested(|machine| machine.compound(compound, frame)),
        })
    }

    /// The value of an expression that has parts.
    fn compound(&mut self, expression: &'p Expression, frame: &mut Frame) -> Result<Value, Failure> {
        match expression {
            Expression::Binary(operator, sides) => {
                let (a, b) = (self.value(&sides.0, frame)?, self.value(&sides.1, frame)?);
                binary(&mut self.heap, *operator, &a, &b)
            }
            Expression::And(sides) => {
                let left = self.value(&sides.0, frame)?;
                if is_falsy(&self.heap, &left) { Ok(left) } else { self.value(&sides.1, frame) }
            }
            Expression::Or(sides) => {
                let left = self.value(&sides.0, frame)?;
                if is_falsy(&self.heap, &left) { self.value(&sides.1, frame) } else { Ok(left) }
            }
            Expression::Unary(operator, inner) => {
                let inner = self.value(inner, frame)?;
                unary(*operator, &inner, is_falsy(&self.heap, &inner))
            }
            Expression::Index(parts) => {
                let (target, index) = (self.value(&parts.0, frame)?, self.value(&parts.1, frame)?);
                get(&mut self.heap, &target, &index)
            }
            Expression::Call(call) => self.call(call, frame),
            Expression::Conditional(parts) => {
                let condition = self.value(&parts.0, frame)?;
                self.value(if is_falsy(&self.heap, &condition) { &parts.2 } else { &parts.1 }, frame)
            }
            Expression::Slice(parts) => {
                let target = self.value(&parts.0, frame)?;
                let mut bound = |bound: &'p Option<Expression>| {
                    bound.as_ref().map_or(Ok(Value::Undefined), |bound| self.value(bound, frame))
                };
                let (low, high) = (bound(&parts.1)?, bound(&parts.2)?);
                slice(&mut self.heap, &target, &low, &high)
            }
            other => self.composed(other, frame),
        }
    }

    /// A new array, map, function, error or view.
    fn composed(&mut self, expression: &'p Expression, frame: &mut Frame) -> Result<Value, Failure> {
        match expression {
            Expression::Array(items) => {
                let values = items.iter().map(|item| self.value(item, frame)).collect::<Result<_, _>>()?;
                self.heap.array(values)
            }
            Expression::Map(items) => {
                let mut entries = Entries::new();
                for (key, value) in items {
                    entries.insert(key.as_slice().into(), self.value(value, frame)?);
                }
                self.heap.map(entries)
            }
            Expression::Function(index) => {
                let program = self.program;
                let captures = program.functions[*index].captures.iter();
                let cells = captures.map(|place| self.captured(*place, frame)).collect::<Result<_, _>>()?;
                Ok(Value::Function(Rc::new(Closure { function: *index, captured: cells })))
            }
            Expression::Error(inner) => {
                let value = self.value(inner, frame)?;
                self.heap.cell(value).map(Value::Error)
            }
            Expression::Immutable(inner) => {
                let value = self.value(inner, frame)?;
                self.heap.frozen(value)
            }
            _ => Ok(Value::Undefined),
        }
    }

    fn call(&mut self, call: &'p Call, frame: &mut Frame) -> Result<Value, Failure> {
        let callee = self.value(&call.callee, frame)?;
        let mut arguments = Vec::with_capacity(call.arguments.len() + 1);
        if let Value::Method(pattern, _) = &callee {
            arguments.push(Value::Pattern(pattern.clone()));
        }
        for argument in &call.arguments {
            arguments.push(self.value(argument, frame)?);
        }
        if call.spreads {
            let Some(Value::Array(array)) = arguments.pop() else { return fault("`...` follows no array") };
            self.heap.step(self.heap.elements(array).len())?;
            arguments.extend_from_slice(self.heap.elements(array));
        }
        self.line = call.line;
        match &callee {
            Value::Function(closure) => self.enter(closure, arguments),
            Value::Native(native) | Value::Method(_, native) => self.native(native, &arguments),
            other => fault(format!("{} cannot be called", other.type_name())),
        }
    }

    /// Calls a function of the interpreter, whose faults get its name.
    fn native(&mut self, native: &Native, arguments: &[Value]) -> Result<Value, Failure> {
        (native.call)(&mut self.heap, arguments).map_err(|failure| match failure {
            Failure::Fault(message) => Failure::Fault(format!("`{}`: {message}", native.name)),
            limit @ Failure::Limit => limit,
        })
    }
}
