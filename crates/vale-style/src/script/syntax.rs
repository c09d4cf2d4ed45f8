//! The syntax tree of a script, with variables resolved.

use super::value::{Module, Native};

/// Why a script cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScriptError {
    /// The line in the script, from one.
    pub(crate) line: usize,
    /// The error.
    pub(crate) message: String,
}

pub(super) type Result<T> = std::result::Result<T, ScriptError>;

/// A script.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) body: Vec<Statement>,
    pub(super) functions: Vec<Function>,
    /// The strings of the script.
    pub(super) texts: Vec<Vec<u8>>,
    /// The number of global variables.
    pub(super) globals: usize,
    /// The global variables that are defined outside of all blocks, by name.
    pub(super) names: Vec<(String, usize)>,
}

/// The code of a function.
#[derive(Debug)]
pub(super) struct Function {
    /// The number of parameters, which are the first slots.
    pub(super) parameters: usize,
    /// Whether the last parameter takes all further arguments.
    pub(super) is_variadic: bool,
    /// The number of local variables, parameters included.
    pub(super) slots: usize,
    /// The variables of the function around it that it uses.
    pub(super) captures: Vec<Place>,
    pub(super) body: Vec<Statement>,
}

/// Where a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Global(usize),
    Local(usize),
    Captured(usize),
}

/// A statement and its line.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) line: usize,
    pub(super) kind: StatementKind,
}

#[derive(Debug)]
pub(super) enum StatementKind {
    Expression(Expression),
    Define(Place, Expression),
    Assign(Assignment),
    Block(Vec<Statement>),
    If {
        init: Option<Box<Statement>>,
        condition: Expression,
        then: Vec<Statement>,
        otherwise: Option<Box<Statement>>,
    },
    For {
        init: Option<Box<Statement>>,
        condition: Option<Expression>,
        step: Option<Box<Statement>>,
        body: Vec<Statement>,
    },
    ForIn {
        key: Option<Place>,
        value: Option<Place>,
        subject: Expression,
        body: Vec<Statement>,
    },
    Return(Option<Expression>),
    Break,
    Continue,
}

/// An assignment to a variable, or to an element of the value of a variable.
#[derive(Debug)]
pub(super) struct Assignment {
    pub(super) place: Place,
    /// The indices from the variable to the element.
    pub(super) path: Vec<Expression>,
    /// The operator of a compound assignment.
    pub(super) operator: Option<Operator>,
    pub(super) value: Expression,
}

#[derive(Debug)]
pub(super) enum Expression {
    Undefined,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    /// An index into the strings of the script.
    Text(usize),
    Array(Vec<Expression>),
    Map(Vec<(Vec<u8>, Expression)>),
    Variable(Place),
    Native(&'static Native),
    Module(Module),
    /// An index into the functions of the script.
    Function(usize),
    Error(Box<Expression>),
    Immutable(Box<Expression>),
    Unary(Unary, Box<Expression>),
    Binary(Operator, Box<(Expression, Expression)>),
    And(Box<(Expression, Expression)>),
    Or(Box<(Expression, Expression)>),
    Conditional(Box<(Expression, Expression, Expression)>),
    Index(Box<(Expression, Expression)>),
    Slice(Box<(Expression, Option<Expression>, Option<Expression>)>),
    Call(Box<Call>),
}

#[derive(Debug)]
pub(super) struct Call {
    pub(super) line: usize,
    pub(super) callee: Expression,
    pub(super) arguments: Vec<Expression>,
    /// Whether the last argument is an array of arguments.
    pub(super) spreads: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unary {
    Plus,
    Minus,
    Not,
    Complement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    BitAnd,
    BitOr,
    BitXor,
    BitClear,
    ShiftLeft,
    ShiftRight,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Operator {
    /// The operator of a mark, with its precedence.
    pub(super) fn of(mark: &str) -> Option<(Self, u8)> {
        Some(match mark {
            "*" => (Self::Multiply, 5),
            "/" => (Self::Divide, 5),
            "%" => (Self::Remainder, 5),
            "<<" => (Self::ShiftLeft, 5),
            ">>" => (Self::ShiftRight, 5),
            "&" => (Self::BitAnd, 5),
            "&^" => (Self::BitClear, 5),
            "+" => (Self::Add, 4),
            "-" => (Self::Subtract, 4),
            "|" => (Self::BitOr, 4),
            "^" => (Self::BitXor, 4),
            "==" => (Self::Equal, 3),
            "!=" => (Self::NotEqual, 3),
            "<" => (Self::Less, 3),
            "<=" => (Self::LessOrEqual, 3),
            ">" => (Self::Greater, 3),
            ">=" => (Self::GreaterOrEqual, 3),
            _ => return None,
        })
    }
}
