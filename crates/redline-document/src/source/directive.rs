//! The directives of mdBook's `links` preprocessor: `{{#include file.md:anchor}}` and its kin.
//!
//! The grammar is mdBook's own (0.4.52 and 0.5.4 agree): one expression that knows nothing of
//! Markdown, so a directive in a code block or a comment is a directive too.

use super::{Selection, Span};

/// A directive in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// From the first brace, or the backslash of an escaped one, to the last brace.
    pub span: Span,
    /// The kind.
    pub kind: DirectiveKind,
    /// The first word of its argument, which names the file and its part; empty for an escaped one.
    pub target: Span,
}

/// The kinds of directives. Paths are as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// `\{{#…}}`: mdBook drops the backslash and expands nothing.
    Escaped,
    /// `{{#include path:selection}}`.
    Include {
        /// The file, relative to the including file.
        path: String,
        /// The part of it.
        selection: Selection,
    },
    /// `{{#rustdoc_include path:selection}}`: the rest of the file becomes hidden lines.
    RustdocInclude {
        /// The file, relative to the including file.
        path: String,
        /// The part that is shown.
        selection: Selection,
    },
    /// `{{#playground path attributes}}`: the file as a fenced block of Rust.
    Playground {
        /// The file, relative to the including file.
        path: String,
        /// Words for the fence's info string.
        attributes: Vec<String>,
    },
    /// `{{#title text}}`: the page's title; nothing is left in the text.
    Title,
    /// Another kind, left alone by mdBook: some other preprocessor's business.
    Other,
}

impl DirectiveKind {
    /// The included file, as written.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Include { path, .. } | Self::RustdocInclude { path, .. } | Self::Playground { path, .. } => {
                Some(path)
            }
            Self::Escaped | Self::Title | Self::Other => None,
        }
    }
}

/// The directives of `text` in order.
///
/// mdBook finds them with one expression, which this follows by hand, as it runs over every byte
/// of a book: `\\\{\{\#.*\}\}|\{\{\s*\#([a-zA-Z0-9_]+)\s+([^}]+)\}\}`.
pub fn find_directives(text: &str) -> Vec<Directive> {
    let mut search = Search { text, next_close: 0, line: 0..0, line_close: None };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&text.as_bytes()[from..], b"{{").map(|at| from + at) {
        let escaped = at > from && text.as_bytes()[at - 1] == b'\\';
        let directive = escaped.then(|| search.escape_at(at - 1)).flatten().or_else(|| search.directive_at(at));
        from = directive.as_ref().map_or(at + 1, |directive| directive.span.end);
        found.extend(directive);
    }
    found
}

/// A search that remembers where closing braces are, so that text full of opening ones costs no
/// more than its length.
struct Search<'a> {
    text: &'a str,
    /// The first closing brace at or after the last queried offset.
    next_close: usize,
    /// The last queried line and its last pair of closing braces.
    line: Span,
    line_close: Option<usize>,
}

impl Search<'_> {
    /// The escape with its backslash at `start`, up to the last braces of the line.
    fn escape_at(&mut self, start: usize) -> Option<Directive> {
        if !self.text[start..].starts_with("\\{{#") {
            return None;
        }
        if !self.line.contains(&start) {
            let end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
            self.line = start..end;
            self.line_close = self.text[start..end].rfind("}}").map(|at| start + at);
        }
        let close = self.line_close.filter(|&close| close >= start + 4)?;
        Some(Directive { span: start..close + 2, kind: DirectiveKind::Escaped, target: start..start })
    }

    /// The directive with its first brace at `start`.
    fn directive_at(&mut self, start: usize) -> Option<Directive> {
        let rest = self.text[start + 2..].trim_start().strip_prefix('#')?;
        let name_len = rest.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'_').count();
        let (name, rest) = rest.split_at(name_len);
        if name.is_empty() || !rest.starts_with(char::is_whitespace) {
            return None;
        }
        let argument_start = self.text.len() - rest.len();
        let close = self.close_from(argument_start)?;
        let argument = &self.text[argument_start..close];
        if argument.chars().nth(1).is_none() || !self.text[close..].starts_with("}}") {
            return None;
        }
        let target = argument_start + argument.len() - argument.trim_start().len();
        let len = argument.split_whitespace().next().map_or(0, str::len);
        Some(Directive { span: start..close + 2, kind: parse(name, argument), target: target..target + len })
    }

    fn close_from(&mut self, from: usize) -> Option<usize> {
        if self.next_close < from {
            self.next_close = self.text[from..].find('}').map_or(self.text.len(), |at| from + at);
        }
        Some(self.next_close).filter(|&close| close < self.text.len())
    }
}

fn parse(kind: &str, argument: &str) -> DirectiveKind {
    if kind == "title" {
        return DirectiveKind::Title;
    }
    let mut words = argument.split_whitespace();
    let Some(target) = words.next() else {
        return DirectiveKind::Other;
    };
    let (path, rest) = target.split_once(':').map_or((target, None), |(path, rest)| (path, Some(rest)));
    match kind {
        "include" => DirectiveKind::Include { path: path.into(), selection: Selection::parse(rest) },
        "rustdoc_include" => DirectiveKind::RustdocInclude { path: path.into(), selection: Selection::parse(rest) },
        "playground" | "playpen" => {
            DirectiveKind::Playground { path: target.into(), attributes: words.map(str::to_owned).collect() }
        }
        _ => DirectiveKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<DirectiveKind> {
        find_directives(text).into_iter().map(|directive| directive.kind).collect()
    }

    fn include(path: &str, rest: Option<&str>) -> DirectiveKind {
        DirectiveKind::Include { path: path.into(), selection: Selection::parse(rest) }
    }

    #[test]
    fn an_escape_reaches_to_the_last_braces_of_the_line() {
        assert_eq!(kinds(r"\{{#include a}} and {{#include b}}"), [DirectiveKind::Escaped]);
        assert_eq!(kinds("\\{{#include a}}\n{{#include b}}"), [DirectiveKind::Escaped, include("b", None)]);
    }

    #[test]
    fn spaces_and_line_breaks_are_allowed_where_mdbook_allows_them() {
        assert_eq!(kinds("{{ #include x }}"), [include("x", None)]);
        assert_eq!(kinds("{{#include\nx:1 junk}}"), [include("x", Some("1"))]);
        assert_eq!(kinds("{{# include x}} {{#include}} {{#INCLUDE}}"), []);
    }

    #[test]
    fn the_target_of_a_directive_has_a_place() {
        let text = "{{#include\n  a.md:b junk}} \\{{#include c}}\n{{ #playground d.rs editable }}";
        let targets: Vec<_> = find_directives(text).into_iter().map(|directive| &text[directive.target]).collect();
        assert_eq!(targets, ["a.md:b", "", "d.rs"]);
    }

    #[test]
    fn braces_without_a_directive_are_skipped() {
        assert_eq!(kinds("{{{#include x}}"), [include("x", None)]);
        assert_eq!(kinds("{{a}} {{#include x} {{#include y}}"), [include("y", None)]);
        assert_eq!(kinds("\\{{#include x\n}}"), [include("x", None)]);
        assert_eq!(kinds("\\{{#include\nx}}"), [include("x", None)]);
        assert_eq!(kinds("{{#include }} {{"), []);
    }

    #[test]
    fn kinds_are_distinguished() {
        assert_eq!(kinds("{{#template a.md b=c}}"), [DirectiveKind::Other]);
        assert_eq!(kinds("{{#title A: b}}"), [DirectiveKind::Title]);
        assert_eq!(
            kinds("{{#playground a.rs editable ignore}}"),
            [DirectiveKind::Playground { path: "a.rs".into(), attributes: vec!["editable".into(), "ignore".into()] }]
        );
        assert_eq!(
            kinds("{{#rustdoc_include a.rs:zz:2}}"),
            [DirectiveKind::RustdocInclude { path: "a.rs".into(), selection: Selection::Anchor("zz".into()) }]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_hand_written_search_agrees_with_the_expression(text in r"([\\{}#: \n\u{a0}]|\{\{#|\}\}|include|title|a_1|b\.md){0,24}") {
            let expression = regex::Regex::new(r"\\\{\{\#.*\}\}|\{\{\s*\#([a-zA-Z0-9_]+)\s+([^}]+)\}\}").unwrap();
            let expected: Vec<Span> = expression.find_iter(&text).map(|found| found.range()).collect();
            let found: Vec<Span> = find_directives(&text).into_iter().map(|directive| directive.span).collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
