//! Expressions with operators: from tokens to the syntax tree.

use std::collections::HashMap;

use super::lexer::{Token, tokens};
use super::scopes::Scopes;
use super::syntax::{Call, Expression, Function, Operator, Program, Result, ScriptError, Unary};

/// Limit on expressions and blocks in each other.
const MAX_DEPTH: usize = 100;

/// Limit on operators, calls and indices, which nest at their left sides.
const MAX_LINKS: usize = 4_000;

/// The variable that holds the text.
pub(super) const SCOPE: &str = "scope";

/// Reads a script.
///
/// # Errors
/// If it is not valid, with the line.
pub(super) fn parse(source: &str) -> Result<Program> {
    let mut parser = Parser {
        tokens: tokens(source)?,
        at: 0,
        depth: 0,
        links: 0,
        loops: 0,
        scopes: Scopes::new(),
        functions: Vec::new(),
        texts: Vec::new(),
        known_texts: HashMap::new(),
    };
    parser.scopes.define(SCOPE);
    let body = parser.statements()?;
    if *parser.token() != Token::End {
        return parser.unexpected("a statement");
    }
    let (globals, names) = parser.scopes.globals();
    Ok(Program { body, functions: parser.functions, texts: parser.texts, globals, names })
}

/// The state of reading a script.
pub(super) struct Parser {
    tokens: Vec<(Token, usize)>,
    pub(super) at: usize,
    depth: usize,
    links: usize,
    /// The loops around the current place, in the current function.
    pub(super) loops: usize,
    pub(super) scopes: Scopes,
    pub(super) functions: Vec<Function>,
    pub(super) texts: Vec<Vec<u8>>,
    /// The indices of the texts.
    pub(super) known_texts: HashMap<Vec<u8>, usize>,
}

impl Parser {
    pub(super) fn token(&self) -> &Token {
        self.ahead(0)
    }

    /// The token after `count` more.
    pub(super) fn ahead(&self, count: usize) -> &Token {
        self.tokens.get(self.at + count).map_or(&Token::End, |(token, _)| token)
    }

    pub(super) fn line(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(1, |(_, line)| *line)
    }

    /// Takes the token.
    pub(super) fn next(&mut self) -> Token {
        let token = self.token().clone();
        self.at += 1;
        token
    }

    pub(super) fn is(&self, mark: &str) -> bool {
        matches!(self.token(), Token::Mark(found) if *found == mark)
    }

    /// Takes the mark if it is next.
    pub(super) fn eat(&mut self, mark: &str) -> bool {
        let found = self.is(mark);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, mark: &str) -> Result<()> {
        if self.eat(mark) { Ok(()) } else { self.unexpected(&format!("`{mark}`")) }
    }

    pub(super) fn fault<T>(&self, message: impl Into<String>) -> Result<T> {
        Err(ScriptError { line: self.line(), message: message.into() })
    }

    /// The error for a token that is not what is expected.
    pub(super) fn unexpected<T>(&self, expected: &str) -> Result<T> {
        let found = match self.token() {
            Token::End => "the end".to_owned(),
            Token::Mark("\n") => "the end of the line".to_owned(),
            Token::Mark(text) | Token::Keyword(text) => format!("`{text}`"),
            Token::Name(name) => format!("`{name}`"),
            Token::Int(_) | Token::Float(_) => "a number".to_owned(),
            Token::Char(_) => "a character".to_owned(),
            Token::Text(_) => "a string".to_owned(),
        };
        self.fault(format!("expected {expected}, found {found}"))
    }

    pub(super) fn name(&mut self) -> Result<String> {
        match self.token().clone() {
            Token::Name(name) => {
                self.at += 1;
                Ok(name)
            }
            _ => self.unexpected("a name"),
        }
    }

    /// Reads something that may contain itself.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.fault("the script nests too deep");
        }
        let found = read(self)?;
        self.depth -= 1;
        Ok(found)
    }

    fn link(&mut self) -> Result<()> {
        self.links += 1;
        if self.links > MAX_LINKS { self.fault("the script is too long") } else { Ok(()) }
    }

    pub(super) fn expression(&mut self) -> Result<Expression> {
        self.nested(|parser| {
            let condition = parser.binary(1)?;
            if !parser.eat("?") {
                return Ok(condition);
            }
            let yes = parser.expression()?;
            parser.expect(":")?;
            let no = parser.expression()?;
            Ok(Expression::Conditional(Box::new((condition, yes, no))))
        })
    }

    /// Operations of this precedence or a higher one.
    fn binary(&mut self, least: u8) -> Result<Expression> {
        let mut left = self.unary()?;
        while let Token::Mark(mark) = *self.token() {
            let precedence = match mark {
                "||" => 1,
                "&&" => 2,
                mark => Operator::of(mark).map_or(0, |(_, precedence)| precedence),
            };
            if precedence < least {
                break;
            }
            self.link()?;
            self.at += 1;
            let sides = Box::new((left, self.binary(precedence + 1)?));
            left = match Operator::of(mark) {
                Some((operator, _)) => Expression::Binary(operator, sides),
                None if mark == "||" => Expression::Or(sides),
                None => Expression::And(sides),
            };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression> {
        let operator = match self.token() {
            Token::Mark("+") => Unary::Plus,
            Token::Mark("-") => Unary::Minus,
            Token::Mark("!") => Unary::Not,
            Token::Mark("^") => Unary::Complement,
            _ => return self.primary(),
        };
        self.at += 1;
        let inner = self.nested(Self::unary)?;
        Ok(Expression::Unary(operator, Box::new(inner)))
    }

    /// An operand with the selectors, indices and calls after it.
    fn primary(&mut self) -> Result<Expression> {
        let mut found = self.operand()?;
        loop {
            let line = self.line();
            if self.eat(".") {
                let name = self.name()?;
                let index = self.text(name.into_bytes());
                found = Expression::Index(Box::new((found, index)));
            } else if self.eat("[") {
                found = self.index(found)?;
            } else if self.eat("(") {
                let mut spreads = false;
                let arguments = self.list(")", |parser| {
                    let argument = parser.expression()?;
                    spreads = parser.eat("...");
                    Ok(argument)
                })?;
                found = Expression::Call(Box::new(Call { line, callee: found, arguments, spreads }));
            } else {
                return Ok(found);
            }
            self.link()?;
        }
    }

    /// What follows `[` after an operand.
    fn index(&mut self, target: Expression) -> Result<Expression> {
        let low = if self.is(":") { None } else { Some(self.expression()?) };
        if !self.eat(":") {
            self.expect("]")?;
            let Some(index) = low else { return self.unexpected("an index") };
            return Ok(Expression::Index(Box::new((target, index))));
        }
        let high = if self.is("]") { None } else { Some(self.expression()?) };
        self.expect("]")?;
        Ok(Expression::Slice(Box::new((target, low, high))))
    }

    /// A list with commas up to `close`.
    pub(super) fn list<T>(&mut self, close: &str, mut item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut items = Vec::new();
        while !self.is(close) {
            items.push(item(self)?);
            if !self.eat(",") {
                self.eat("\n");
                break;
            }
        }
        self.expect(close)?;
        Ok(items)
    }
}
