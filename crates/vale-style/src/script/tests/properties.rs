use proptest::prelude::*;

use super::*;
use crate::script::pattern_syntax::translate;

/// Pieces of scripts, so that many combinations are valid.
const PIECES: [&str; 64] = [
    "a",
    "b",
    "scope",
    "matches",
    "text",
    ":=",
    "=",
    "+=",
    "++",
    "--",
    "==",
    "<",
    "+",
    "-",
    "*",
    "/",
    "%",
    "&&",
    "||",
    "!",
    "^",
    "<<",
    ">>",
    "&^",
    "?",
    ":",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    ";",
    "\n",
    "...",
    "0",
    "1",
    "-1",
    "2.5",
    "'é'",
    "\"é\"",
    "`\\d`",
    "undefined",
    "true",
    "if",
    "else",
    "for",
    "in",
    "func",
    "return",
    "break",
    "continue",
    "import(\"text\")",
    "len",
    "append",
    "splice",
    "format",
    ".index",
    ".re_find",
    "begin",
    "end",
    "immutable",
];

/// Statements that can follow each other.
const STATEMENTS: [&str; 16] = [
    "a := 1; b := []; text := import(\"text\")",
    "a = b",
    "b = append(b, a, scope)",
    "b = [b, a]",
    "a = scope[2:5]",
    "a = string(b) + a",
    "for k, v in a { b = v; if k == 3 { break } }",
    "b = {begin: 1, end: a, c: b}",
    "b.c = b",
    "a = a == b",
    "splice(b, 1, 2, a, b)",
    "a = text.re_find(\"(.)(x)?\", scope, -1)",
    "a = text.split(a, \"\")",
    "b = copy(a)",
    "a = func(x) { b = [x, a]; return b }(a)",
    "matches := [{begin: 1, end: 3}, b]",
];

proptest! {
    #[test]
    fn no_script_panics(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        if let Ok(script) = Script::parse(&pieces.join(" ")) {
            drop(script.matches("a é text"));
        }
    }

    #[test]
    fn no_run_panics(lines in prop::collection::vec(prop::sample::select(&STATEMENTS[1..]), 0..20)) {
        let script = Script::parse(&format!("{}\n{}", STATEMENTS[0], lines.join("\n")));
        for found in script.iter().flat_map(|script| script.matches("a é text")).flatten() {
            prop_assert!("a é text".get(found.span).is_some());
        }
    }

    #[test]
    fn no_expression_panics(pattern in r"([\[\](){}\\^\-:?*+|,.P<>&~Qpxbdw0-9a-cé]|\[:){0,24}") {
        if let Ok(translated) = translate(&pattern) {
            drop(regex::bytes::RegexBuilder::new(&translated).size_limit(1 << 16).build());
        }
    }
}
