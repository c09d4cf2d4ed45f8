//! Statements: from tokens to the syntax tree.

use super::lexer::Token;
use super::parser::Parser;
use super::syntax::{Assignment, Expression, Operator, Place, Result, Statement, StatementKind};

impl Parser {
    /// The statements up to `}` or the end.
    pub(super) fn statements(&mut self) -> Result<Vec<Statement>> {
        let mut found = Vec::new();
        while !self.is("}") && *self.token() != Token::End {
            if !self.eat(";") && !self.eat("\n") {
                found.push(self.statement()?);
            }
        }
        Ok(found)
    }

    /// Statements in braces, with a scope of their own.
    pub(super) fn block(&mut self) -> Result<Vec<Statement>> {
        self.nested(|parser| {
            parser.expect("{")?;
            parser.scopes.open_block();
            let statements = parser.statements()?;
            parser.scopes.close_block();
            parser.expect("}")?;
            Ok(statements)
        })
    }

    fn statement(&mut self) -> Result<Statement> {
        let line = self.line();
        let kind = match self.token() {
            Token::Keyword("if") => self.nested(Self::condition)?,
            Token::Keyword("for") => self.repetition()?,
            Token::Keyword("return") => {
                self.next();
                if !self.scopes.is_in_function() {
                    return self.fault("`return` is outside of a function");
                }
                let is_empty = self.is(";") || self.is("\n") || self.is("}");
                StatementKind::Return(if is_empty { None } else { Some(self.expression()?) })
            }
            Token::Keyword(word @ ("break" | "continue")) => {
                let kind = if *word == "break" { StatementKind::Break } else { StatementKind::Continue };
                if self.loops == 0 {
                    return self.fault(format!("`{word}` is outside of a loop"));
                }
                self.next();
                kind
            }
            _ => self.simple()?,
        };
        if !(self.eat(";") || self.eat("\n") || self.is("}") || *self.token() == Token::End) {
            return self.unexpected("the end of the statement");
        }
        Ok(Statement { line, kind })
    }

    /// An expression or an assignment.
    fn simple(&mut self) -> Result<StatementKind> {
        if let (Token::Name(name), Token::Mark(":=")) = (self.token().clone(), self.ahead(1)) {
            return self.definition(&name);
        }
        let target = self.expression()?;
        let Token::Mark(mark) = *self.token() else { return Ok(StatementKind::Expression(target)) };
        let operator = match mark {
            "=" => None,
            "++" => Some(Operator::Add),
            "--" => Some(Operator::Subtract),
            ":=" => return self.fault("only a name can be defined"),
            mark => match mark.strip_suffix('=').and_then(Operator::of) {
                Some((operator, _)) => Some(operator),
                None => return Ok(StatementKind::Expression(target)),
            },
        };
        let Some((place, path)) = variable(target) else { return self.fault("this cannot be assigned to") };
        self.next();
        let value = if mark == "++" || mark == "--" { Expression::Int(1) } else { self.expression()? };
        Ok(StatementKind::Assign(Assignment { place, path, operator, value }))
    }

    /// `name := value`. A function can use its own name.
    fn definition(&mut self, name: &str) -> Result<StatementKind> {
        self.next();
        self.next();
        if *self.token() == Token::Keyword("func") {
            let place = self.define(name)?;
            return Ok(StatementKind::Define(place, self.expression()?));
        }
        let value = self.expression()?;
        Ok(StatementKind::Define(self.define(name)?, value))
    }

    fn define(&mut self, name: &str) -> Result<Place> {
        match self.scopes.define(name) {
            Some(place) => Ok(place),
            None => self.fault(format!("`{name}` is defined twice in this block")),
        }
    }

    fn condition(&mut self) -> Result<StatementKind> {
        self.next();
        self.scopes.open_block();
        let line = self.line();
        let first = self.simple()?;
        let (init, condition) = if self.eat(";") {
            let condition = self.simple()?;
            (Some(Box::new(Statement { line, kind: first })), condition)
        } else {
            (None, first)
        };
        let StatementKind::Expression(condition) = condition else { return self.unexpected("a condition") };
        let then = self.block()?;
        let mut otherwise = None;
        if *self.token() == Token::Keyword("else") {
            self.next();
            let line = self.line();
            let is_chain = *self.token() == Token::Keyword("if");
            let kind = if is_chain { self.nested(Self::condition)? } else { StatementKind::Block(self.block()?) };
            otherwise = Some(Box::new(Statement { line, kind }));
        }
        self.scopes.close_block();
        Ok(StatementKind::If { init, condition, then, otherwise })
    }

    fn repetition(&mut self) -> Result<StatementKind> {
        self.next();
        self.scopes.open_block();
        let is_in = |at: usize| *self.ahead(at) == Token::Keyword("in");
        let is_pair = *self.ahead(1) == Token::Mark(",") && is_in(3);
        let kind = if is_in(1) || is_pair { self.iteration(is_pair)? } else { self.counted()? };
        self.scopes.close_block();
        Ok(kind)
    }

    /// `value in subject`, or `key, value in subject`.
    fn iteration(&mut self, is_pair: bool) -> Result<StatementKind> {
        let first = self.name()?;
        let second = if is_pair {
            self.next();
            Some(self.name()?)
        } else {
            None
        };
        self.next();
        let subject = self.expression()?;
        let (key, value) = second.map_or_else(|| ("_".to_owned(), first.clone()), |value| (first.clone(), value));
        let mut place = |name: &str| if name == "_" { Ok(None) } else { self.define(name).map(Some) };
        let (key, value) = (place(&key)?, place(&value)?);
        Ok(StatementKind::ForIn { key, value, subject, body: self.repeated()? })
    }

    /// Nothing, a condition, or three parts with semicolons.
    fn counted(&mut self) -> Result<StatementKind> {
        let line = self.line();
        let boxed = |kind: StatementKind| Box::new(Statement { line, kind });
        let (mut init, mut condition, mut step) = (None, None, None);
        if !self.is("{") {
            let first = if self.is(";") { None } else { Some(self.simple()?) };
            if self.eat(";") {
                init = first.map(boxed);
                condition = if self.is(";") { None } else { Some(self.simple()?) };
                self.expect(";")?;
                step = if self.is("{") { None } else { Some(boxed(self.simple()?)) };
            } else {
                condition = first;
            }
        }
        let condition = match condition {
            None => None,
            Some(StatementKind::Expression(condition)) => Some(condition),
            Some(_) => return self.unexpected("a condition"),
        };
        Ok(StatementKind::For { init, condition, step, body: self.repeated()? })
    }

    /// The body of a loop.
    fn repeated(&mut self) -> Result<Vec<Statement>> {
        self.loops += 1;
        let body = self.block()?;
        self.loops -= 1;
        Ok(body)
    }
}

/// A variable and the indices into its value, if the expression is such.
fn variable(target: Expression) -> Option<(Place, Vec<Expression>)> {
    match target {
        Expression::Variable(place) => Some((place, Vec::new())),
        Expression::Index(inner) => {
            let (target, index) = *inner;
            let (place, mut path) = variable(target)?;
            path.push(index);
            Some((place, path))
        }
        _ => None,
    }
}
