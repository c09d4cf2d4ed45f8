//! The tokens of a script.

use super::literal;
use super::syntax::{Result, ScriptError};

/// A token. A line break that ends a statement is the mark `\n`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Keyword(&'static str),
    Mark(&'static str),
    Int(i64),
    Float(f64),
    Char(char),
    Text(Vec<u8>),
    End,
}

const KEYWORDS: [&str; 15] = [
    "break",
    "continue",
    "else",
    "error",
    "export",
    "false",
    "for",
    "func",
    "if",
    "immutable",
    "import",
    "in",
    "return",
    "true",
    "undefined",
];

/// The marks, longer ones first.
const MARKS: [&str; 47] = [
    "...", "&^=", "<<=", ">>=", ":=", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=",
    "&=", "|=", "^=", "&^", "<<", ">>", "+", "-", "*", "/", "%", "&", "|", "^", "<", ">", "=", "!", "(", ")", "[", "]",
    "{", "}", ",", ".", ":", ";", "?",
];

/// Reads the tokens of a script, each with its line from one. The last one is the end.
pub(super) fn tokens(source: &str) -> Result<Vec<(Token, usize)>> {
    let mut lexer = Lexer { rest: source.trim_start_matches('\u{feff}'), line: 1, tokens: Vec::new() };
    while !lexer.rest.is_empty() {
        lexer.token()?;
    }
    lexer.line_break();
    lexer.push(Token::End);
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<(Token, usize)>,
}

impl Lexer<'_> {
    fn fault<T>(&self, message: impl Into<String>) -> Result<T> {
        Err(ScriptError { line: self.line, message: message.into() })
    }

    fn push(&mut self, token: Token) {
        self.tokens.push((token, self.line));
    }

    /// Ends the statement if the last token can be its end, as in Go.
    fn line_break(&mut self) {
        let ends = match self.tokens.last() {
            Some((Token::Keyword(word), _)) => {
                ["break", "continue", "return", "export", "true", "false", "undefined"].contains(word)
            }
            Some((Token::Mark(mark), _)) => [")", "]", "}", "++", "--"].contains(mark),
            Some((Token::End, _)) | None => false,
            Some(_) => true,
        };
        if ends {
            self.push(Token::Mark("\n"));
        }
    }

    fn skip(&mut self, len: usize) {
        self.line += memchr::memchr_iter(b'\n', &self.rest.as_bytes()[..len]).count();
        self.rest = &self.rest[len..];
    }

    fn token(&mut self) -> Result<()> {
        let Some(first) = self.rest.chars().next() else { return Ok(()) };
        match first {
            '\n' => {
                self.line_break();
                self.skip(1);
            }
            ' ' | '\t' | '\r' => self.skip(1),
            '/' if self.rest.starts_with("//") => self.skip(self.rest.find('\n').unwrap_or(self.rest.len())),
            '/' if self.rest.starts_with("/*") => self.comment()?,
            '"' | '\'' | '`' => self.quoted(first)?,
            c if c.is_ascii_digit() => self.number()?,
            '.' if self.rest[1..].starts_with(|c: char| c.is_ascii_digit()) => self.number()?,
            c if c == '_' || c.is_alphabetic() => self.word(),
            c => match MARKS.iter().find(|mark| self.rest.starts_with(**mark)) {
                Some(mark) => {
                    self.push(Token::Mark(mark));
                    self.skip(mark.len());
                }
                None => return self.fault(format!("`{}` has no meaning here", c.escape_default())),
            },
        }
        Ok(())
    }

    /// A comment between `/*` and `*/`; one over several lines ends the statement.
    fn comment(&mut self) -> Result<()> {
        let Some(end) = self.rest.find("*/") else { return self.fault("a comment has no end") };
        if self.rest[..end].contains('\n') {
            self.line_break();
        }
        self.skip(end + 2);
        Ok(())
    }

    fn word(&mut self) {
        let end = self.rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(self.rest.len());
        let word = &self.rest[..end];
        let keyword = KEYWORDS.iter().find(|keyword| **keyword == word);
        self.push(keyword.map_or_else(|| Token::Name(word.to_owned()), |keyword| Token::Keyword(keyword)));
        self.skip(end);
    }

    fn number(&mut self) -> Result<()> {
        let len = literal::number_length(self.rest);
        let digits = self.rest[..len].replace('_', "");
        match literal::integer(&digits).map(Token::Int).or_else(|| literal::float(&digits).map(Token::Float)) {
            Some(number) => self.push(number),
            None => return self.fault(format!("`{digits}` is not a number")),
        }
        self.skip(len);
        Ok(())
    }

    /// A string or a character.
    fn quoted(&mut self, quote: char) -> Result<()> {
        let Some(end) = literal::quoted_length(self.rest, quote) else {
            return self.fault(if quote == '\'' { "a character has no end" } else { "a string has no end" });
        };
        let inside = &self.rest[1..end - 1];
        let token = match quote {
            '`' => Some(Token::Text(inside.replace('\r', "").into_bytes())),
            '"' => literal::unescaped(inside, quote).map(Token::Text),
            _ => {
                let text = literal::unescaped(inside, quote).and_then(|bytes| String::from_utf8(bytes).ok());
                let mut chars = text.iter().flat_map(|text| text.chars());
                chars.next().filter(|_| chars.next().is_none()).map(Token::Char)
            }
        };
        match token {
            Some(token) => self.push(token),
            None if quote == '\'' => return self.fault(format!("`{}` is not a character", &self.rest[..end])),
            None => return self.fault("a string has an unknown escape sequence"),
        }
        self.skip(end);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexed(source: &str) -> Vec<Token> {
        tokens(source).expect("tokens").into_iter().map(|(token, _)| token).collect()
    }

    #[test]
    fn line_breaks_end_statements_where_they_can() {
        let name = |name: &str| Token::Name(name.to_owned());
        assert_eq!(
            lexed("a := [\n1,\n] // end\nb &&\nc /* x\n */ d"),
            [
                name("a"),
                Token::Mark(":="),
                Token::Mark("["),
                Token::Int(1),
                Token::Mark(","),
                Token::Mark("]"),
                Token::Mark("\n"),
                name("b"),
                Token::Mark("&&"),
                name("c"),
                Token::Mark("\n"),
                name("d"),
                Token::Mark("\n"),
                Token::End
            ]
        );
    }

    #[test]
    fn literals_are_those_of_go() {
        let text = |text: &str| Token::Text(text.as_bytes().to_vec());
        let literals = lexed("\"a\\n\\x41\\u00e9\" `\\d` 'é' '\\'' 0x1F 0b11 1_000 .5 1e3");
        let expected = [
            text("a\nAé"),
            text("\\d"),
            Token::Char('é'),
            Token::Char('\''),
            Token::Int(31),
            Token::Int(3),
            Token::Int(1000),
            Token::Float(0.5),
            Token::Float(1000.0),
        ];
        assert_eq!(literals[..9], expected);
        for (wrong, line) in
            [("\n\"a", 2), ("'ab'", 1), ("\"\\q\"", 1), ("a\n@", 2), ("/* \n", 1), ("99999999999999999999", 1)]
        {
            let error = tokens(wrong).map(|found| found.len()).expect_err(wrong);
            assert_eq!(error.line, line, "{wrong}: {}", error.message);
        }
    }
}
