//! Expressions: from tokens to the syntax tree.

use std::collections::HashMap;

use super::builtins::builtin;
use super::lexer::{Token, tokens};
use super::scopes::Scopes;
use super::syntax::{Call, Expression, Function, Operator, Program, Result, ScriptError, Unary};
use super::value::Module;

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
    at: usize,
    depth: usize,
    links: usize,
    /// The loops around the current place, in the current function.
    pub(super) loops: usize,
    pub(super) scopes: Scopes,
    functions: Vec<Function>,
    texts: Vec<Vec<u8>>,
    known_texts: HashMap<Vec<u8>, usize>,
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
    fn list<T>(&mut self, close: &str, mut item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
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

    fn text(&mut self, bytes: Vec<u8>) -> Expression {
        let next = self.texts.len();
        let index = *self.known_texts.entry(bytes).or_insert_with_key(|bytes| {
            self.texts.push(bytes.clone());
            next
        });
        Expression::Text(index)
    }

    fn operand(&mut self) -> Result<Expression> {
        let found = match self.token().clone() {
            Token::Name(name) => {
                let variable = self.scopes.resolve(&name).map(Expression::Variable);
                match variable.or_else(|| builtin(&name).map(Expression::Native)) {
                    Some(found) => found,
                    None => return self.fault(format!("`{name}` is not defined")),
                }
            }
            Token::Int(number) => Expression::Int(number),
            Token::Float(number) => Expression::Float(number),
            Token::Char(c) => Expression::Char(c),
            Token::Text(bytes) => self.text(bytes),
            Token::Keyword("true") => Expression::Bool(true),
            Token::Keyword("false") => Expression::Bool(false),
            Token::Keyword("undefined") => Expression::Undefined,
            Token::Mark("(") => {
                self.at += 1;
                let inner = self.expression()?;
                self.expect(")")?;
                return Ok(inner);
            }
            Token::Mark("[") => {
                self.at += 1;
                return Ok(Expression::Array(self.list("]", Self::expression)?));
            }
            Token::Mark("{") => {
                self.at += 1;
                return Ok(Expression::Map(self.list("}", Self::entry)?));
            }
            Token::Keyword(keyword) => {
                self.at += 1;
                return self.keyword(keyword);
            }
            _ => return self.unexpected("a value"),
        };
        self.at += 1;
        Ok(found)
    }

    fn entry(&mut self) -> Result<(Vec<u8>, Expression)> {
        let key = match self.token().clone() {
            Token::Name(name) => name.into_bytes(),
            Token::Text(bytes) => bytes,
            _ => return self.unexpected("a key"),
        };
        self.at += 1;
        self.expect(":")?;
        Ok((key, self.expression()?))
    }

    /// An operand that begins with a keyword.
    fn keyword(&mut self, keyword: &str) -> Result<Expression> {
        if keyword == "func" {
            return self.nested(Self::function);
        }
        if !["error", "immutable", "import"].contains(&keyword) {
            self.at -= 1;
            return self.unexpected("a value");
        }
        self.expect("(")?;
        let inner = if keyword == "import" { self.module()? } else { self.expression()? };
        self.expect(")")?;
        Ok(match keyword {
            "error" => Expression::Error(Box::new(inner)),
            "immutable" => Expression::Immutable(Box::new(inner)),
            _ => inner,
        })
    }

    fn module(&mut self) -> Result<Expression> {
        let Token::Text(name) = self.token().clone() else { return self.unexpected("the name of a module") };
        let module = match name.as_slice() {
            b"text" => Module::Text,
            b"fmt" => Module::Fmt,
            b"math" => Module::Math,
            _ => {
                let name = String::from_utf8_lossy(&name).into_owned();
                return self.fault(format!("there is no module `{name}`: scripts have `text`, `fmt` and `math`"));
            }
        };
        self.at += 1;
        Ok(Expression::Module(module))
    }

    /// A function after `func`.
    fn function(&mut self) -> Result<Expression> {
        self.scopes.open_function();
        self.expect("(")?;
        let mut is_variadic = false;
        let parameters = self.list(")", |parser| {
            if is_variadic {
                return parser.fault("only the last parameter takes several arguments");
            }
            is_variadic = parser.eat("...");
            let name = parser.name()?;
            match parser.scopes.define(&name) {
                Some(_) => Ok(()),
                None => parser.fault(format!("two parameters are called `{name}`")),
            }
        })?;
        let loops = std::mem::take(&mut self.loops);
        let body = self.block()?;
        self.loops = loops;
        let scope = self.scopes.close_function();
        let (slots, captures) = (scope.slots, scope.captures);
        self.functions.push(Function { parameters: parameters.len(), is_variadic, slots, captures, body });
        Ok(Expression::Function(self.functions.len() - 1))
    }
}
