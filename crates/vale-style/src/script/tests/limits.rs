use super::result;

#[test]
fn runs_are_limited() {
    let text = "text := import(\"text\"); ";
    for (source, what) in [
        ("for {}", "steps"),
        ("f := func() { return f() + 1 }; f()", "depth of calls"),
        ("r := \"x\"; for { r += r }", "a text"),
        ("r := []; for { r = append(r, [1, 2, 3]) }", "arrays"),
        ("r := {}; for i := 0; true; i++ { r[\"k\" + i] = {} }", "maps"),
        ("r := [1]; for { r += r }", "a doubled array"),
        ("r := []; for { r = [r, r]; copy(r) }", "nested copies"),
        ("r := []; for i in range(0, 100) { r = [r] }; r = \"\" + r", "a deep value"),
        ("r := []; r = append(r, r); r[0] = r; r = r == copy(r)", "a circle"),
        ("r := {}; r.r = r; r = string(r)", "a circle of maps"),
        ("range(0, 9000000000000000000)", "a range"),
        ("bytes(9000000000000000000)", "bytes"),
        ("format(\"%9999999999999d\", 1); for { format(\"%9999d\", 1) }", "a width"),
    ] {
        assert_eq!(result(source), "limit", "{what}");
    }
    for (source, what) in [
        ("text.repeat(\"ab\", 9000000000000000000)", "copies"),
        ("text.pad_left(\"\", 9000000000000000000)", "padding"),
        (
            "r := text.repeat(\"a\", 1000000); for { text.re_replace(\"a\", r, \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\") }",
            "replacements",
        ),
        ("for i := 0; true; i++ { text.re_match(\"a\" + i, \"a\") }", "compiled expressions"),
        ("r := text.repeat(\"a\", 1000000); for { text.index(r, \"b\") }", "searches"),
    ] {
        assert_eq!(result(&format!("{text}{source}")), "limit", "{what}");
    }
}

#[test]
fn memory_is_freed_while_a_script_runs() {
    let source =
        "text := import(\"text\"); r := 0; for i in range(0, 40) { a := text.repeat(\"a\", 1000000); r = len(a) }";
    assert_eq!(result(source), "1000000");
}

#[test]
fn deep_scripts_do_not_overflow_the_stack() {
    let deep = |open: &str, close: &str, count: usize| format!("r := {}1{}", open.repeat(count), close.repeat(count));
    assert_eq!(result(&deep("(", ")", 90)), "1");
    for source in [
        deep("(", ")", 5_000),
        deep("- ", "", 5_000),
        deep("[", "]", 5_000),
        deep("func() { return ", " }()", 5_000),
        format!("r := 1{}", " + 1".repeat(5_000)),
        format!("r := len{}", "(1)".repeat(5_000)),
        "if 1 {\n".repeat(5_000),
        format!("if 0 {{}}{}", " else if 0 {}".repeat(5_000)),
    ] {
        let found = result(&source);
        assert!(found.contains("the script nests too deep") || found.contains("the script is too long"), "{found}");
    }
    assert_eq!(result(&format!("r := 1{}", " + 1".repeat(350))), "351");
    assert_eq!(result(&format!("r := 1{}", " + 1".repeat(3_900))), "limit");
    assert_eq!(result("f := func(n) { if n > 0 { return f(n - 1) + 1 }; return 0 }; r := f(60)"), "60");
}
