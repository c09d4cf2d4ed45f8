//! Parser for `.NET` regex syntax, as far as styles use it.

use super::class::Class;
use super::escape::Escaped;
use super::syntax::{Assertion, Node, RegexError};

/// Named groups are numbered after the others, so while parsing they count from here.
const NAMED: usize = 1 << 20;

/// Limit on nesting, which bounds the use of the stack.
const MAX_DEPTH: usize = 200;

/// Limit on repetition counts.
const MAX_REPEAT: u32 = 1000;

/// A parsed regex.
pub(super) struct Parsed {
    pub(super) node: Node,
    /// The number of groups, not counting the whole match.
    pub(super) groups: usize,
}

/// Flags that hold until the end of their group.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the grammar's own")]
struct Flags {
    fold: bool,
    multi_line: bool,
    dot_all: bool,
    extended: bool,
}

pub(super) struct Parser {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    flags: Flags,
    depth: usize,
    groups: usize,
    names: Vec<String>,
}

/// Parses a regex.
pub(super) fn parse(source: &str) -> Result<Parsed, RegexError> {
    let mut parser = Parser {
        chars: source.chars().collect(),
        at: 0,
        flags: Flags::default(),
        depth: 0,
        groups: 0,
        names: Vec::new(),
    };
    let mut node = parser.alternation()?;
    if parser.at < parser.chars.len() {
        return Err(parser.error("a `)` without a `(`"));
    }
    renumber(&mut node, parser.groups);
    Ok(Parsed { node, groups: parser.groups + parser.names.len() })
}

fn renumber(node: &mut Node, unnamed: usize) {
    let number = |group: &mut usize| {
        if *group >= NAMED {
            *group = *group - NAMED + unnamed + 1;
        }
    };
    match node {
        Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter_mut().for_each(|node| renumber(node, unnamed)),
        Node::Repeat { node, .. } | Node::Look { node, .. } | Node::Atomic(node) => renumber(node, unnamed),
        Node::Capture { group, node } => {
            number(group);
            renumber(node, unnamed);
        }
        Node::Reference { group, .. } => number(group),
        _ => {}
    }
}

impl Parser {
    pub(super) fn error(&self, message: impl Into<String>) -> RegexError {
        RegexError { at: self.at + 1, message: message.into() }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(index, c)| self.chars.get(self.at + index) == Some(&c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn alternation(&mut self) -> Result<Node, RegexError> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.swap_remove(0) } else { Node::Alternate(branches) })
    }

    fn sequence(&mut self) -> Result<Node, RegexError> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            if self.flags.extended && (c.is_whitespace() || c == '#') {
                self.skip_remark(c);
                continue;
            }
            let node = self.atom()?;
            nodes.push(self.quantified(node)?);
        }
        Ok(Node::concat(nodes))
    }

    fn skip_remark(&mut self, c: char) {
        self.at += 1;
        while c == '#' && self.peek().is_some_and(|c| c != '\n') {
            self.at += 1;
        }
    }

    fn quantified(&mut self, node: Node) -> Result<Node, RegexError> {
        let Some((min, max)) = self.quantifier()? else { return Ok(node) };
        if let Node::Assert(_) | Node::Look { .. } = node {
            // A repeated assertion is the same assertion.
            self.eat("?");
            return Ok(if min == 0 { Node::Empty } else { node });
        }
        let greedy = !self.eat("?");
        if self.quantifier()?.is_some() {
            return Err(self.error("a quantifier after a quantifier"));
        }
        Ok(Node::Repeat { node: Box::new(node), min, max, greedy })
    }

    /// `*`, `+`, `?`, `{2}`, `{2,}`, `{2,3}`; other braces are literal.
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, RegexError> {
        let simple = match self.peek() {
            Some('*') => Some((0, None)),
            Some('+') => Some((1, None)),
            Some('?') => Some((0, Some(1))),
            Some('{') => return self.counted(),
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(simple)
    }

    fn counted(&mut self) -> Result<Option<(u32, Option<u32>)>, RegexError> {
        let Some(len) = self.chars[self.at..].iter().position(|&c| c == '}') else { return Ok(None) };
        let inside: String = self.chars[self.at + 1..self.at + len].iter().collect();
        let (min, max) = inside.split_once(',').map_or((inside.as_str(), None), |(min, max)| (min, Some(max)));
        let number = |text: &str| {
            (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().unwrap_or(u32::MAX))
        };
        let (Some(least), most) = (number(min), max.map(|max| (max.is_empty(), number(max)))) else { return Ok(None) };
        let most = match most {
            None => Some(least),
            Some((true, _)) => None,
            Some((false, Some(most))) => Some(most),
            Some((false, None)) => return Ok(None),
        };
        if least > MAX_REPEAT || most.is_some_and(|most| most > MAX_REPEAT) {
            return Err(self.error(format!("more than {MAX_REPEAT} repetitions")));
        }
        if most.is_some_and(|most| most < least) {
            return Err(self.error("a range of repetitions that goes down"));
        }
        self.at += len + 1;
        Ok(Some((least, most)))
    }

    fn atom(&mut self) -> Result<Node, RegexError> {
        let Some(c) = self.peek() else { return Ok(Node::Empty) };
        if matches!(c, '*' | '+' | '?') {
            return Err(self.error("a quantifier with nothing to repeat"));
        }
        self.at += 1;
        Ok(match c {
            '(' => return self.group(),
            '[' => Node::Class(Box::new(self.class(self.flags.fold)?)),
            '.' => Node::Class(Box::new(Class::any(self.flags.dot_all))),
            '^' if self.flags.multi_line => Node::Assert(Assertion::LineStart),
            '^' => Node::Assert(Assertion::Start),
            '$' if self.flags.multi_line => Node::Assert(Assertion::LineEnd),
            '$' => Node::Assert(Assertion::End),
            '\\' => return self.escape(),
            c => self.literal(c),
        })
    }

    fn literal(&self, c: char) -> Node {
        let fold = self.flags.fold && (c.is_lowercase() || c.is_uppercase());
        Node::Char { c: if fold { super::class::lower(c) } else { c }, fold }
    }

    fn group(&mut self) -> Result<Node, RegexError> {
        self.enter()?;
        let outer = self.flags;
        let node = self.group_inside()?;
        self.leave();
        // Flags alone, `(?i)`, apply to the rest of the enclosing group.
        if let Some(node) = node {
            self.flags = outer;
            return Ok(node);
        }
        Ok(Node::Empty)
    }

    /// Enters a nested group.
    pub(super) fn enter(&mut self) -> Result<(), RegexError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(self.error("groups too deep")) } else { Ok(()) }
    }

    /// Leaves a nested group.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    fn group_inside(&mut self) -> Result<Option<Node>, RegexError> {
        if !self.eat("?") {
            self.groups += 1;
            let group = self.groups;
            return Ok(Some(Node::Capture { group, node: Box::new(self.closed()?) }));
        }
        for (open, behind, negative) in
            [("=", false, false), ("!", false, true), ("<=", true, false), ("<!", true, true)]
        {
            if self.eat(open) {
                return Ok(Some(Node::Look { behind, negative, node: Box::new(self.closed()?) }));
            }
        }
        if self.eat(">") {
            return Ok(Some(Node::Atomic(Box::new(self.closed()?))));
        }
        if self.eat("#") {
            while self.peek().is_some_and(|c| c != ')') {
                self.at += 1;
            }
            return if self.eat(")") { Ok(Some(Node::Empty)) } else { Err(self.error("a remark is not closed")) };
        }
        if self.eat("P<") || self.eat("<") {
            return self.named('>').map(Some);
        }
        if self.eat("'") {
            return self.named('\'').map(Some);
        }
        self.switches()
    }

    fn named(&mut self, close: char) -> Result<Node, RegexError> {
        let name = self.name(close)?;
        let known = self.names.iter().position(|known| *known == name);
        let index = known.unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        Ok(Node::Capture { group: NAMED + index, node: Box::new(self.closed()?) })
    }

    fn name(&mut self, close: char) -> Result<String, RegexError> {
        let len = self.chars[self.at..].iter().position(|&c| c == close);
        let name: String = self.chars[self.at..].iter().take(len.unwrap_or(0)).collect();
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Err(self.error("a group without a name"));
        }
        self.at += name.chars().count() + 1;
        Ok(name)
    }

    /// `(?i)`, `(?i-m)`, `(?i:…)`, `(?:…)`.
    fn switches(&mut self) -> Result<Option<Node>, RegexError> {
        let mut on = true;
        loop {
            let c = self.peek();
            self.at += 1;
            match c {
                Some('-') => on = false,
                Some('i') => self.flags.fold = on,
                Some('m') => self.flags.multi_line = on,
                Some('s') => self.flags.dot_all = on,
                Some('x') => self.flags.extended = on,
                Some(':') => return self.closed().map(Some),
                Some(')') => return Ok(None),
                Some(c) => {
                    self.at -= 1;
                    return Err(self.error(format!("`(?{c}` is no group that can be used here")));
                }
                None => return Err(self.error("a `(` without a `)`")),
            }
        }
    }

    /// The content of a group up to its closing parenthesis.
    fn closed(&mut self) -> Result<Node, RegexError> {
        let node = self.alternation()?;
        if self.eat(")") { Ok(node) } else { Err(self.error("a `(` without a `)`")) }
    }

    fn escape(&mut self) -> Result<Node, RegexError> {
        if let Some(digit) = self.peek().and_then(|c| c.to_digit(10)).filter(|&digit| digit > 0) {
            self.at += 1;
            return Ok(Node::Reference { group: digit as usize, fold: self.flags.fold });
        }
        if self.eat("k<") {
            let name = self.name('>')?;
            let group = if let Ok(number) = name.parse() {
                number
            } else {
                let known = self.names.iter().position(|known| *known == name);
                NAMED + known.ok_or_else(|| self.error(format!("no group is called `{name}`")))?
            };
            return Ok(Node::Reference { group, fold: self.flags.fold });
        }
        let place = match self.peek() {
            Some('b') => Some(Assertion::WordBoundary),
            Some('B') => Some(Assertion::NotWordBoundary),
            Some('A') => Some(Assertion::Start),
            Some('z') => Some(Assertion::End),
            Some('Z') => Some(Assertion::EndOrFinalBreak),
            Some('G') => Some(Assertion::SearchStart),
            _ => None,
        };
        if let Some(place) = place {
            self.at += 1;
            return Ok(Node::Assert(place));
        }
        Ok(match self.escaped()? {
            Escaped::Char(c) => self.literal(c),
            Escaped::Item(item) => Node::Class(Box::new(Class::new(vec![item], false, self.flags.fold, None))),
        })
    }
}
