//! The imports of a Rust file, read as text: `use` declarations, and paths that begin at a module.

use std::sync::LazyLock;

use regex::Regex;

static DECLARATION: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^\s*(?:pub(?:\([^)]*\))?\s+)?use\s+([^;]+);"));
static TESTS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^#\[cfg\(test\)\]\n(?:#\[.*\]\n)*mod "));
static PATH: LazyLock<Regex> = LazyLock::new(|| regex(r"\b([a-z_][a-z0-9_]*)((?:::[A-Za-z_][A-Za-z0-9_]*)+)"));

/// One imported path. A glob ends in `*`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// The name that it has in the file.
    pub(super) name: String,
    /// Whether it was declared by `use`, so that other modules may use it under this name.
    pub(super) is_declared: bool,
}

/// The imports of a file without its tests, and paths in its code that begin at `crate`, `self`, `super`, one of the
/// `children` of the module, or an import.
pub(super) fn imports(source: &str, children: &[&str]) -> Vec<Import> {
    let code = code(source);
    let mut found = Vec::new();
    for captures in DECLARATION.captures_iter(&code) {
        expand(&captures[1].split_whitespace().collect::<Vec<_>>().join(" "), &[], &mut found);
    }
    let rest = DECLARATION.replace_all(&code, "");
    let is_module = |name: &str, found: &[Import]| {
        ["crate", "self", "super"].contains(&name)
            || children.contains(&name)
            || found.iter().any(|import| import.is_declared && import.name == name)
    };
    for captures in PATH.captures_iter(&rest) {
        let before = rest[..captures.get(0).map_or(0, |whole| whole.start())].chars().next_back();
        let is_first = !matches!(before, Some(':' | '.' | '$'));
        if is_first && is_module(&captures[1], &found) {
            let path: Vec<String> = captures[0].split("::").map(str::to_owned).collect();
            found.push(Import { name: path.last().cloned().unwrap_or_default(), path, is_declared: false });
        }
    }
    found
}

pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is valid")
}

/// The code of a file without comments and without the module of its tests, which comes last.
pub(super) fn code(source: &str) -> String {
    let source = TESTS.split(source).next().unwrap_or_default();
    let lines = source.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Adds every path of a tree of imports: `a::{b, c as d, e::*}`.
fn expand(tree: &str, prefix: &[String], found: &mut Vec<Import>) {
    let tree = tree.trim();
    if let Some((head, list)) = tree.strip_suffix('}').and_then(|tree| tree.split_once('{')) {
        let mut prefix = prefix.to_vec();
        prefix.extend(segments(head));
        split_list(list)
            .into_iter()
            .filter(|item| !item.trim().is_empty())
            .for_each(|item| expand(item, &prefix, found));
        return;
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
    let mut whole = prefix.to_vec();
    whole.extend(segments(path).filter(|segment| segment != "self" || prefix.is_empty()));
    let name = alias.or(whole.last().map(String::as_str)).unwrap_or_default().to_owned();
    found.push(Import { path: whole, name, is_declared: true });
}

fn segments(path: &str) -> impl Iterator<Item = String> {
    path.split("::").map(str::trim).filter(|segment| !segment.is_empty()).map(str::to_owned)
}

/// The items of a list, split at commas outside of inner braces.
fn split_list(list: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&list[start..]);
    items
}

#[test]
fn use_declarations_are_expanded() {
    let source = "use std::fs;\npub(crate) use super::{a::{self, B as C}, d::*};\n";
    let paths: Vec<(String, String)> =
        imports(source, &[]).into_iter().map(|import| (import.path.join("::"), import.name)).collect();
    let expected = [("std::fs", "fs"), ("super::a", "a"), ("super::a::B", "C"), ("super::d::*", "*")];
    assert_eq!(paths, expected.map(|(path, name)| (path.to_owned(), name.to_owned())));
}

#[test]
fn paths_in_code_are_imports_if_they_begin_at_a_module() {
    let source = "fn a() { crate::b::c(); child::d(); other::e(); x.child::<F>(); }\n";
    let paths: Vec<String> = imports(source, &["child"]).iter().map(|import| import.path.join("::")).collect();
    assert_eq!(paths, ["crate::b::c", "child::d"]);
}

#[test]
fn comments_and_tests_have_no_imports() {
    let source = "// use crate::a;\n/// See crate::b.\nuse crate::c;\n#[cfg(test)]\n#[rustfmt::skip]\nmod tests {\n    use crate::d;\n}\n";
    let paths: Vec<String> = imports(source, &[]).iter().map(|import| import.path.join("::")).collect();
    assert_eq!(paths, ["crate::c"]);
}
