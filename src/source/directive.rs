//! The directives of mdBook's `links` preprocessor: `{{#include file.md:anchor}}` and its kin.
//!
//! The grammar is mdBook's own (0.4.52 and 0.5.4 agree): one expression that knows nothing of
//! Markdown, so a directive in a code block or a comment is a directive too.

use std::sync::LazyLock;

use regex::Regex;

use super::{Selection, Span};

/// One directive as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// From the first brace, or the backslash of an escaped one, to the last brace.
    pub span: Span,
    /// What it asks for.
    pub kind: DirectiveKind,
}

/// What a directive asks for. Paths are as written.
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
    /// The file asked for, as written.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Include { path, .. } | Self::RustdocInclude { path, .. } | Self::Playground { path, .. } => Some(path),
            Self::Escaped | Self::Title | Self::Other => None,
        }
    }
}

static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\\\{\{\#.*\}\}|\{\{\s*\#([a-zA-Z0-9_]+)\s+([^}]+)\}\}").expect("the expression is constant")
});

/// The directives of `text` in order.
pub fn find_directives(text: &str) -> Vec<Directive> {
    if memchr::memmem::find(text.as_bytes(), b"{{").is_none() {
        return Vec::new();
    }
    DIRECTIVE
        .captures_iter(text)
        .map(|captures| {
            let span = captures.get_match().range();
            let kind = match (captures.get(1), captures.get(2)) {
                (Some(kind), Some(argument)) => parse(kind.as_str(), argument.as_str()),
                _ => DirectiveKind::Escaped,
            };
            Directive { span, kind }
        })
        .collect()
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
    fn other_kinds_are_told_apart() {
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
}
