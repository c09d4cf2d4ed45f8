//! Operands: from tokens to the syntax tree.

use super::builtins::builtin;
use super::lexer::Token;
use super::parser::Parser;
use super::syntax::{Expression, Function, Result};
use super::value::Module;

impl Parser {
    /// A string of the script.
    pub(super) fn text(&mut self, bytes: Vec<u8>) -> Expression {
        let next = self.texts.len();
        let index = *self.known_texts.entry(bytes).or_insert_with_key(|bytes| {
            self.texts.push(bytes.clone());
            next
        });
        Expression::Text(index)
    }

    /// A value without operators.
    pub(super) fn operand(&mut self) -> Result<Expression> {
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
