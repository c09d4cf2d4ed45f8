//! The keys and values of a TOML text with their places. The text may be incomplete: it is being typed.

use redline_document::source::Span;

/// The depth of arrays and inline tables beyond which nothing is read.
const MAX_DEPTH: usize = 32;

/// A key or a value of a TOML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TomlToken {
    /// The keys that lead to it from the top; of a key, with the key itself.
    pub(super) path: Vec<String>,
    /// The role.
    pub(super) role: TomlRole,
    /// The bytes, without quotes.
    pub(super) span: Span,
    /// Whether it is in quotes.
    pub(super) is_quoted: bool,
    /// The number of the table that holds it: each header and each inline table begins one.
    pub(super) table: usize,
}

/// The role of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TomlRole {
    /// A part of the name of a table in brackets.
    Header,
    /// A key before an equals sign.
    Key,
    /// A string, a number or another plain value.
    Value,
}

/// The keys and plain values of `text` in order.
pub(super) fn toml_tokens(text: &str) -> Vec<TomlToken> {
    let mut scanner = Scanner { text, at: 0, table: 0, tables: 0, depth: 0, found: Vec::new() };
    scanner.document();
    scanner.found
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    table: usize,
    tables: usize,
    depth: usize,
    found: Vec<TomlToken>,
}

impl Scanner<'_> {
    fn document(&mut self) {
        let mut path: Vec<String> = Vec::new();
        loop {
            self.skip_blank_lines();
            match self.next() {
                None => return,
                Some('[') => {
                    self.at += self.text[self.at..].len() - self.text[self.at..].trim_start_matches('[').len();
                    self.begin_table();
                    path = self.keys(&[], TomlRole::Header);
                }
                Some(_) => self.entry(&path),
            }
            self.skip_line();
        }
    }

    fn next(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Steps over `sign` if it comes next.
    fn eat(&mut self, sign: char) -> bool {
        let is_next = self.next() == Some(sign);
        self.at += if is_next { sign.len_utf8() } else { 0 };
        is_next
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !is_skipped(c)).unwrap_or(rest.len());
    }

    fn skip_spaces(&mut self) {
        self.skip(|c| matches!(c, ' ' | '\t'));
    }

    fn skip_line(&mut self) {
        self.skip(|c| c != '\n');
    }

    /// Skips white space and comments.
    fn skip_blank_lines(&mut self) {
        loop {
            self.skip(char::is_whitespace);
            if self.next() != Some('#') {
                return;
            }
            self.skip_line();
        }
    }

    fn begin_table(&mut self) {
        self.tables += 1;
        self.table = self.tables;
    }

    /// A key with its value in the table at `path`.
    fn entry(&mut self, path: &[String]) {
        let path = self.keys(path, TomlRole::Key);
        if self.eat('=') {
            self.skip_spaces();
            self.value(&path);
        }
    }

    /// Keys that dots join. Returns the path to the last one.
    fn keys(&mut self, path: &[String], role: TomlRole) -> Vec<String> {
        let mut path = path.to_vec();
        loop {
            self.skip_spaces();
            let (span, is_quoted) = match self.next() {
                Some(quote @ ('"' | '\'')) => (self.string(quote), true),
                _ => (self.bare(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | MARKER)), false),
            };
            path.push(self.text[span.clone()].to_owned());
            let table = self.table;
            self.found.push(TomlToken { path: path.clone(), role, span, is_quoted, table });
            self.skip_spaces();
            if !self.eat('.') {
                return path;
            }
        }
    }

    fn value(&mut self, path: &[String]) {
        match self.next() {
            Some('[') => self.nested(']', |scanner| scanner.value(path)),
            Some('{') => {
                let outer = self.table;
                self.begin_table();
                self.nested('}', |scanner| scanner.entry(path));
                self.table = outer;
            }
            Some(quote @ ('"' | '\'')) => {
                let span = self.string(quote);
                self.push_value(path, span, true);
            }
            _ => {
                let span = self.bare(|c| !c.is_whitespace() && !matches!(c, ',' | ']' | '}' | '#' | '='));
                self.push_value(path, span, false);
            }
        }
    }

    fn push_value(&mut self, path: &[String], span: Span, is_quoted: bool) {
        let table = self.table;
        self.found.push(TomlToken { path: path.to_vec(), role: TomlRole::Value, span, is_quoted, table });
    }

    /// What an array or an inline table holds, up to the bracket that closes it.
    fn nested(&mut self, close: char, item: impl Fn(&mut Self)) {
        self.at += 1;
        self.depth += 1;
        loop {
            self.skip_blank_lines();
            if self.depth > MAX_DEPTH || self.next().is_none() || self.eat(close) {
                break;
            }
            let start = self.at;
            if !self.eat(',') {
                item(self);
            }
            // A sign that begins nothing.
            self.at += if self.at == start { self.next().map_or(0, char::len_utf8) } else { 0 };
        }
        self.depth -= 1;
    }

    fn bare(&mut self, is_part: impl Fn(char) -> bool) -> Span {
        let start = self.at;
        self.skip(is_part);
        start..self.at
    }

    /// The content of a string. One on a single line that is not closed ends with the line.
    fn string(&mut self, quote: char) -> Span {
        let triple = String::from_iter([quote; 3]);
        if self.text[self.at..].starts_with(&triple) {
            let start = self.at + 3;
            let end = self.text[start..].find(&triple).map(|len| start + len);
            self.at = end.map_or(self.text.len(), |end| end + 3);
            return start..end.unwrap_or(self.text.len());
        }
        let start = self.at + 1;
        let mut is_escaped = false;
        let ends = |c: char| {
            let is_end = !is_escaped && c == quote || c == '\n';
            is_escaped = quote == '"' && c == '\\' && !is_escaped;
            is_end
        };
        let end = self.text[start..].find(ends).map_or(self.text.len(), |len| start + len);
        self.at = end;
        self.eat(quote);
        start..end
    }
}

/// The character that [`token_at`] puts at the caret, so that there is always a token.
const MARKER: char = '\u{1}';

/// The token that a caret at `offset` of `text` is in or at, which is empty where nothing is written yet; and all tokens.
/// Spans are those of `text`.
pub(super) fn token_at(text: &str, offset: usize) -> Option<(TomlToken, Vec<TomlToken>)> {
    let (before, after) = text.split_at_checked(offset)?;
    let mut tokens = toml_tokens(&format!("{before}{MARKER}{after}"));
    for token in &mut tokens {
        let moved = |at: usize| if at > offset { at - MARKER.len_utf8() } else { at };
        token.span = moved(token.span.start)..moved(token.span.end);
        token.path.iter_mut().for_each(|key| key.retain(|c| c != MARKER));
    }
    let touches = |token: &&TomlToken| token.span.start <= offset && offset <= token.span.end;
    let token = tokens.iter().rev().find(touches)?.clone();
    Some((token, tokens))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(text: &str) -> Vec<String> {
        let shown = |token: TomlToken| {
            let value = if token.role == TomlRole::Value { &text[token.span] } else { "" };
            format!("{}:{}={value}", token.table, token.path.join("/"))
        };
        toml_tokens(text).into_iter().map(shown).collect()
    }

    #[test]
    fn keys_and_values_have_their_paths() {
        let text = "# x\na = 1 # b = 2\n[t.\"u.v\"]\nc.d = \"e\\\"f\" \n[[l]]\nm = [ 'x', # y\n  { n = true, o = [2] } ]\np = 3\n";
        assert_eq!(
            described(text),
            [
                "0:a=",
                "0:a=1",
                "1:t=",
                "1:t/u.v=",
                "1:t/u.v/c=",
                "1:t/u.v/c/d=",
                "1:t/u.v/c/d=e\\\"f",
                "2:l=",
                "2:l/m=",
                "2:l/m=x",
                "3:l/m/n=",
                "3:l/m/n=true",
                "3:l/m/o=",
                "3:l/m/o=2",
                "2:l/p=",
                "2:l/p=3"
            ]
        );
    }

    #[test]
    fn a_caret_is_always_in_a_token() {
        let at = |text: &str| {
            let offset = text.find('|').unwrap();
            let (token, _) = token_at(&text.replace('|', ""), offset).unwrap();
            (token.role, token.path.join("/"), token.span, token.is_quoted)
        };
        assert_eq!(at("[a]\n|\n"), (TomlRole::Key, "a/".into(), 4..4, false));
        assert_eq!(at("[a]\nb|c"), (TomlRole::Key, "a/bc".into(), 4..6, false));
        assert_eq!(at("[a.|"), (TomlRole::Header, "a/".into(), 3..3, false));
        assert_eq!(at("a = |"), (TomlRole::Value, "a".into(), 4..4, false));
        assert_eq!(at("a = \"b|\nc = 1"), (TomlRole::Value, "a".into(), 5..6, true));
        assert_eq!(at("a = [\"b\", \"|\"]"), (TomlRole::Value, "a".into(), 11..11, true));
        assert_eq!(at("a = { b = 1, | }"), (TomlRole::Key, "a/".into(), 13..13, false));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "([\\[\\]{}=,.#'\"\\\\ \n\u{e9}ab]|'''|\"\"\"){0,40}") {
            for token in toml_tokens(&text) {
                proptest::prop_assert!(text.get(token.span).is_some());
            }
            for (offset, _) in text.char_indices() {
                token_at(&text, offset);
            }
        }
    }
}
