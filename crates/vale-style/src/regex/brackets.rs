//! Parser for classes in brackets.

use super::class::{Class, Item, property};
use super::escape::Escaped;
use super::parse::Parser;
use super::syntax::RegexError;

impl Parser {
    /// A class, after its opening bracket.
    pub(super) fn class(&mut self, fold: bool) -> Result<Class, RegexError> {
        self.enter()?;
        let negated = self.eat("^");
        let mut items = Vec::new();
        let mut minus = None;
        let mut is_first = true;
        loop {
            let Some(c) = self.peek() else { return Err(self.error("a `[` without a `]`")) };
            if c == ']' && !is_first {
                self.at += 1;
                self.leave();
                return Ok(Class::new(items, negated, fold, minus));
            }
            is_first = false;
            if self.eat("[:") {
                items.push(self.posix()?);
            } else if self.eat("-[") {
                minus = Some(self.class(fold)?);
            } else {
                let item = self.item()?;
                items.push(item);
            }
        }
    }

    fn item(&mut self) -> Result<Item, RegexError> {
        let first = match self.member()? {
            Escaped::Item(item) => return Ok(item),
            Escaped::Char(c) => c,
        };
        let makes_range =
            self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|&next| next != ']' && next != '[');
        if !makes_range {
            return Ok(Item::Range(first, first));
        }
        let dash = self.at;
        self.at += 1;
        match self.member()? {
            Escaped::Char(last) if first <= last => Ok(Item::Range(first, last)),
            Escaped::Char(_) => Err(self.error("a range that goes down")),
            Escaped::Item(_) => {
                // `[a-\w]`: the hyphen is literal.
                self.at = dash;
                Ok(Item::Range(first, first))
            }
        }
    }

    fn member(&mut self) -> Result<Escaped, RegexError> {
        let Some(c) = self.peek() else { return Err(self.error("a `[` without a `]`")) };
        self.at += 1;
        match c {
            '\\' if self.eat("b") => Ok(Escaped::Char('\u{8}')),
            '\\' => self.escaped(),
            c => Ok(Escaped::Char(c)),
        }
    }

    /// `[:alpha:]`, after its opening.
    fn posix(&mut self) -> Result<Item, RegexError> {
        let rest: String = self.chars[self.at..].iter().collect();
        let name = rest.split_once(":]").map(|(name, _)| name.to_owned()).unwrap_or_default();
        let ranges = property(&format!("[[:{name}:]]"));
        let ranges = ranges.ok_or_else(|| self.error(format!("no class is called `[:{name}:]`")))?;
        self.at += name.chars().count() + 2;
        Ok(Item::Property(ranges))
    }
}
