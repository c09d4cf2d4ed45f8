//! From Go's regex syntax to that of the `regex` crate: `\d`, `\w`, `\s` and `\b` are ASCII, `{` may be literal, `\Q`
//! quotes, and classes know no set operations.

use std::iter::Peekable;
use std::str::Chars;

/// Translates a regex.
///
/// # Errors
/// If it has syntax that Go has not, with the reason.
pub(super) fn translate(source: &str) -> Result<String, String> {
    let mut translator = Translator { rest: source.chars().peekable(), out: String::with_capacity(source.len() + 16) };
    while let Some(c) = translator.rest.next() {
        match c {
            '\\' => translator.escape()?,
            '[' => translator.class()?,
            '{' => translator.brace(),
            '(' => translator.group()?,
            other => translator.out.push(other),
        }
    }
    Ok(translator.out)
}

struct Translator<'a> {
    rest: Peekable<Chars<'a>>,
    out: String,
}

/// A part of a class.
enum Item {
    Char(char),
    /// A class, as the inside of brackets or as an escape.
    Class(String),
}

/// The Perl classes, as Go has them: the letter, the inside of brackets.
const PERL: [(char, &str); 3] = [('d', "0-9"), ('s', r"\t\n\x0c\r "), ('w', "0-9A-Za-z_")];

impl Translator<'_> {
    /// Writes a character without a meaning.
    fn literal(&mut self, c: char) {
        self.out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
    }

    fn escape(&mut self) -> Result<(), String> {
        match self.rest.peek() {
            Some('b') => self.boundary(r"(?-u:\b)"),
            Some('B') => self.boundary(r"(?-u:\B)"),
            Some('A') => self.boundary(r"\A"),
            Some('z') => self.boundary(r"\z"),
            Some('Q') => {
                self.rest.next();
                while let Some(c) = self.rest.next() {
                    if c == '\\' && self.rest.peek() == Some(&'E') {
                        self.rest.next();
                        break;
                    }
                    self.literal(c);
                }
            }
            _ => match self.escaped()? {
                Item::Char(c) => self.literal(c),
                Item::Class(class) => self.out.push_str(&class),
            },
        }
        Ok(())
    }

    fn boundary(&mut self, translated: &str) {
        self.rest.next();
        self.out.push_str(translated);
    }

    /// What follows a backslash, inside or outside of brackets.
    fn escaped(&mut self) -> Result<Item, String> {
        let Some(c) = self.rest.next() else { return Err("it ends in a backslash".to_owned()) };
        if let Some((_, inside)) = PERL.iter().find(|(letter, _)| *letter == c.to_ascii_lowercase()) {
            let negation = if c.is_ascii_uppercase() { "^" } else { "" };
            return Ok(Item::Class(format!("[{negation}{inside}]")));
        }
        Ok(Item::Char(match c {
            'p' | 'P' => return self.unicode(c == 'P').map(Item::Class),
            'a' => '\x07',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            'x' => self.hexadecimal()?,
            '0'..='7' => self.octal(c)?,
            c if c.is_ascii_punctuation() => c,
            other => return Err(format!("`\\{other}` has no meaning")),
        }))
    }

    /// The name of a class after `\p`.
    fn unicode(&mut self, is_negated: bool) -> Result<String, String> {
        let name = match self.rest.next() {
            Some('{') => self.rest.by_ref().take_while(|&c| c != '}').collect(),
            Some(letter) => letter.to_string(),
            None => String::new(),
        };
        let (is_inverted, name) = name.strip_prefix('^').map_or((false, name.as_str()), |name| (true, name));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err("`\\p` needs the name of a class".to_owned());
        }
        Ok(format!("\\{}{{{name}}}", if is_negated == is_inverted { 'p' } else { 'P' }))
    }

    fn hexadecimal(&mut self) -> Result<char, String> {
        let digits: String = match self.rest.next() {
            Some('{') => self.rest.by_ref().take_while(|&c| c != '}').collect(),
            first => first.into_iter().chain(self.rest.next()).collect(),
        };
        let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
        code.ok_or_else(|| format!("`\\x{digits}` is not a character"))
    }

    /// Up to three octal digits; a single one other than zero would refer to a group.
    fn octal(&mut self, first: char) -> Result<char, String> {
        let mut code = first.to_digit(8).unwrap_or(0);
        let mut count = 1;
        while let Some(digit) = self.rest.peek().and_then(|c| c.to_digit(8)).filter(|_| count < 3) {
            code = code * 8 + digit;
            count += 1;
            self.rest.next();
        }
        if first != '0' && count == 1 {
            return Err(format!("`\\{first}` has no meaning"));
        }
        char::from_u32(code).ok_or_else(|| "an octal escape is not a character".to_owned())
    }

    /// `{`, which is literal unless it begins a repetition.
    fn brace(&mut self) {
        let rest: String = self.rest.clone().take_while(|&c| c != '}').take(12).collect();
        let is_closed = self.rest.clone().nth(rest.chars().count()) == Some('}');
        let (least, most) = rest.split_once(',').unwrap_or((&rest, ""));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_closed && is_number(least) && (most.is_empty() || is_number(most)) {
            self.out.push('{');
        } else {
            self.literal('{');
        }
    }

    /// `(` and the flags or the name after it.
    fn group(&mut self) -> Result<(), String> {
        self.out.push('(');
        if self.rest.peek() != Some(&'?') {
            return Ok(());
        }
        self.out.push('?');
        self.rest.next();
        if matches!(self.rest.peek(), Some('P' | '<')) {
            return Ok(());
        }
        for c in self.rest.by_ref() {
            self.out.push(c);
            match c {
                'i' | 'm' | 's' | 'U' | '-' => {}
                ':' | ')' => return Ok(()),
                other => return Err(format!("`(?{other}` has no meaning")),
            }
        }
        Ok(())
    }

    /// A class in brackets.
    fn class(&mut self) -> Result<(), String> {
        let unclosed = || "a bracket is not closed".to_owned();
        self.out.push('[');
        if self.rest.peek() == Some(&'^') {
            self.rest.next();
            self.out.push('^');
        }
        let mut is_first = true;
        loop {
            match self.rest.next().ok_or_else(unclosed)? {
                ']' if !is_first => break,
                first => {
                    let low = match self.item(first)? {
                        Item::Class(class) => {
                            self.out.push_str(&class);
                            is_first = false;
                            continue;
                        }
                        Item::Char(c) => c,
                    };
                    self.literal(low);
                    self.range(low)?;
                }
            }
            is_first = false;
        }
        self.out.push(']');
        Ok(())
    }

    /// The end of a range, if `-` and a character follow.
    fn range(&mut self, low: char) -> Result<(), String> {
        let mut ahead = self.rest.clone();
        if ahead.next() != Some('-') || matches!(ahead.peek(), None | Some(']')) {
            return Ok(());
        }
        self.rest.next();
        let next = self.rest.next().unwrap_or('-');
        match self.item(next)? {
            Item::Char(high) if high >= low => {
                self.out.push('-');
                self.literal(high);
                Ok(())
            }
            _ => Err("a range in brackets has no end".to_owned()),
        }
    }

    /// A part of a class that begins with `first`.
    fn item(&mut self, first: char) -> Result<Item, String> {
        match first {
            '\\' => self.escaped(),
            '[' if self.rest.peek() == Some(&':') => {
                let name: String = self.rest.clone().take_while(|&c| c != ']').take(16).collect();
                if !name.ends_with(':') || name.len() < 3 {
                    return Ok(Item::Char('['));
                }
                self.rest.nth(name.chars().count());
                Ok(Item::Class(format!("[{name}]")))
            }
            other => Ok(Item::Char(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_match(pattern: &str, text: &str) -> bool {
        let translated = translate(pattern).expect("Go's syntax");
        regex::bytes::Regex::new(&translated).expect("the syntax of the crate").is_match(text.as_bytes())
    }

    #[test]
    fn perl_classes_and_boundaries_are_ascii() {
        assert!(is_match(r"^\w+$", "word_1") && !is_match(r"^\w+$", "wörd") && !is_match(r"\d", "١"));
        assert!(is_match(r"\bx", "éx") && !is_match(r"^\s$", "\u{b}") && is_match(r"^[^\s]\S$", "é\u{b}"));
        assert!(is_match("(?i)É", "é") && is_match("^.$", "é"));
    }

    #[test]
    fn braces_are_literal_unless_they_repeat() {
        assert!(is_match(r"^a{2}$", "aa") && is_match(r"^a{2,}b{0,1}$", "aaab"));
        assert!(is_match("^{x}$", "{x}") && is_match("^a{,2}$", "a{,2}") && is_match("^{$", "{"));
    }

    #[test]
    fn classes_have_no_set_operations() {
        assert!(is_match(r"^[\w-_]+$", "a-_") && is_match("^[a-c&&b]+$", "a&c") && is_match("^[[a]+$", "[a"));
        assert!(is_match(r"^[\*-.]+$", "*+,-.") && is_match("^[]a^]+$", "]a^") && is_match("^[^]]$", "a"));
        assert!(is_match("^[[:alpha:]-]+$", "a-b") && is_match(r"^[\p{Greek}\x22]+$", "λ\""));
        assert!(is_match("^[a~~-]+$", "a~-"));
    }

    #[test]
    fn quotes_and_escapes_are_go_s() {
        assert!(is_match(r"^\Qa.b\E.$", "a.bc") && !is_match(r"^\Qa.b\E.$", "axbc") && is_match(r"^\<\>$", "<>"));
        assert!(is_match(r"^\x{41}\101\pL$", "AAé") && is_match(r"(?s:^.$)", "\n"));
        for wrong in [r"\y", r"\1", "(?x)a", "(?=a)", "[a", r"\", "[z-a]", r"\p{}"] {
            assert!(translate(wrong).is_err(), "{wrong}");
        }
        assert!(is_match("^[[:alpha:]a]$", "b") && !is_match(r"^\P{^L}$", "1"));
    }
}
