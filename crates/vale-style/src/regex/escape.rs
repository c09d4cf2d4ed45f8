//! Parser for escapes.

use super::class::{Item, property};
use super::parse::Parser;
use super::syntax::RegexError;

/// An escaped character or class.
pub(super) enum Escaped {
    Char(char),
    Item(Item),
}

impl Parser {
    /// Parses what follows a backslash.
    pub(super) fn escaped(&mut self) -> Result<Escaped, RegexError> {
        let Some(c) = self.peek() else { return Err(self.error("a backslash at the end")) };
        self.at += 1;
        let not = |item| Escaped::Item(Item::Not(Box::new(item)));
        Ok(match c {
            'd' => Escaped::Item(Item::digit()),
            'D' => not(Item::digit()),
            'w' => Escaped::Item(Item::Word),
            'W' => not(Item::Word),
            's' => Escaped::Item(Item::Space),
            'S' => not(Item::Space),
            'p' => Escaped::Item(self.property()?),
            'P' => not(self.property()?),
            't' => Escaped::Char('\t'),
            'n' => Escaped::Char('\n'),
            'r' => Escaped::Char('\r'),
            'f' => Escaped::Char('\u{c}'),
            'v' => Escaped::Char('\u{b}'),
            'a' => Escaped::Char('\u{7}'),
            'e' => Escaped::Char('\u{1b}'),
            '0' => Escaped::Char('\0'),
            'x' if self.peek() == Some('{') => {
                let len = self.chars[self.at..].iter().position(|&c| c == '}').unwrap_or(0);
                self.at += 1;
                let c = self.hex(len.saturating_sub(1))?;
                self.at += 1;
                Escaped::Char(c)
            }
            'x' => Escaped::Char(self.hex(2)?),
            'u' => Escaped::Char(self.hex(4)?),
            c if c.is_alphanumeric() || c == '_' => {
                self.at -= 1;
                return Err(self.error(format!("`\\{c}` means nothing")));
            }
            c => Escaped::Char(c),
        })
    }

    fn hex(&mut self, digits: usize) -> Result<char, RegexError> {
        let text: String = self.chars[self.at..].iter().take(digits).collect();
        let code = u32::from_str_radix(&text, 16).ok().filter(|_| text.chars().count() == digits);
        let c = code.and_then(char::from_u32).ok_or_else(|| self.error("a character code that is none"))?;
        self.at += digits;
        Ok(c)
    }

    fn property(&mut self) -> Result<Item, RegexError> {
        if !self.eat("{") {
            return Err(self.error("a property without its name in braces"));
        }
        let len = self.chars[self.at..].iter().position(|&c| c == '}').unwrap_or(0);
        let name: String = self.chars[self.at..self.at + len].iter().collect();
        let ranges = property(&format!(r"\p{{{name}}}"));
        let ranges = ranges.ok_or_else(|| self.error(format!("no property is called `{name}`")))?;
        self.at += len + 1;
        Ok(Item::Property(ranges))
    }
}
