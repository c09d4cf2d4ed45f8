use super::*;

/// The value that a script leaves in `r`, as `print` would show it, or what stops it.
fn result(source: &str) -> String {
    let program = match parse(source) {
        Ok(program) => program,
        Err(error) => return format!("{}: {}", error.line, error.message),
    };
    let mut machine = Machine::new(&program, &Arc::default(), 0).expect("a small script");
    let run = machine.heap.text(b"a text").and_then(|scope| machine.run(SCOPE, scope));
    match run {
        Ok(()) => {
            let value = machine.result("r");
            String::from_utf8(convert::display(&mut machine.heap, &value).expect("a small value")).expect("UTF-8")
        }
        Err(Failure::Limit) => "limit".to_owned(),
        Err(Failure::Fault(message)) => format!("{}: {message}", machine.line),
    }
}

/// Checks the values of expressions.
fn values(cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        let source =
            format!("text := import(\"text\"); fmt := import(\"fmt\"); math := import(\"math\"); r := {expression}");
        assert_eq!(result(&source), *expected, "{expression}");
    }
}

/// Checks the result of scripts.
fn scripts(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(result(source), *expected, "{source}");
    }
}

#[test]
fn operators_follow_their_precedence_and_types() {
    values(&[
        ("1 + 2 * 3 - 7 / 2 % 2", "6"),
        ("(1 + 2) * -3", "-9"),
        ("6 & 3 | 8 ^ 1 &^ 1 << 2 >> 1", "10"),
        ("1 << 64 | -1 >> 70 | ^0", "-1"),
        ("1 + 0.5 == 1.5 && 2 == 2.0 && 'a' < 'b' && \"a\" < \"b\"", "true"),
        ("'a' + 1", "b"),
        ("\"<\" + 1 + true + [1, \"x\"] + undefined", "\"<1true[1, \\\"x\\\"]<undefined>\""),
        ("[1] + [2, [3]]", "[1, 2, [3]]"),
        ("[1, {a: \"x\"}] == [1, {a: \"x\"}]", "true"),
        ("{a: 1} == {b: 1} || [1] == [1, 2] || 1 == \"1\"", "false"),
        ("0 || \"\" || [] || {} || undefined || 5", "5"),
        ("0.0 && \"yes\"", "\"yes\""),
        ("!1 ? 1 : !0 ? 2 : 3", "2"),
        ("9223372036854775807 + 1", "-9223372036854775808"),
        ("-9223372036854775807 - 1 == (-9223372036854775807 - 1) / -1", "true"),
        ("1 / 0", "1: a number is divided by zero"),
        ("undefined > 1", "1: `>` cannot be applied to undefined and int"),
        ("-\"a\"", "1: `-` cannot be applied to string"),
    ]);
}

#[test]
fn elements_and_parts_are_those_of_go() {
    values(&[
        ("[1, 2, 3][-1]", "<undefined>"),
        ("undefined.a[1].b", "<undefined>"),
        ("{a: {\"b c\": [7]}}.a[\"b c\"][0]", "7"),
        ("\"aé☃\"[1]", "é"),
        ("len(\"aé☃\")", "6"),
        ("\"aé☃\"[1:3] + \"aé☃\"[3:]", "\"é☃\""),
        ("[1, 2, 3][:len([1, 2, 3]) - 1]", "[1, 2]"),
        ("[1, 2, 3][-5:50]", "[1, 2, 3]"),
        ("\"é\"[:1]", "\"\\xc3\""),
        ("error(\"x\").value", "\"x\""),
        ("[1][2:1]", "1: the part from 2 to 1 is empty"),
        ("1[0]", "1: int has no elements"),
        ("text.nothing", "1: there is no function `nothing`"),
    ]);
    scripts(&[
        ("a := {}; a.b = {c: [1]}; a.b.c[0] += 4; a.d = 1; r := a", "{b: {c: [5]}, d: 1}"),
        ("a := [1]; b := a; b[0] = 2; c := copy(a); c[0] = 3; r := [a, c]", "[[2], [3]]"),
        ("a := [1, 2]; b := append(a[:1], 9); r := [a, b]", "[[1, 2], [1, 9]]"),
        ("a := [1]; b := append(a, 2); c := append(a, 3); r := [a, b, c]", "[[1], [1, 2], [1, 3]]"),
        ("a := immutable([1]); a[0] = 2", "1: the elements of immutable-array cannot be set"),
        ("a := freeze({b: [1]}); a.b[0] = 2", "1: the elements of immutable-array cannot be set"),
        ("a := [1]; a[1] = 2", "1: an index is outside of the array"),
        ("a := \"b\"; a[0] = 'c'", "1: the elements of string cannot be set"),
        ("\na := undefined\na.b = 1", "3: the elements of undefined cannot be set"),
    ]);
}

#[test]
fn statements_branch_and_repeat() {
    scripts(&[
        ("r := 0; for i := 0; i < 10; i++ { if i == 2 { continue } else if i == 5 { break }; r += i }", "8"),
        ("r := 3\nfor r > 1 { r-- }", "1"),
        ("r := 0\nfor {\n  r++\n  if r > 4 { break }\n}", "5"),
        (
            "r := []; for x in [1, 2] { for k, v in \"é!\" { r = append(r, [x, k, v]) } }",
            "[[1, 0, é], [1, 1, !], [2, 0, é], [2, 1, !]]",
        ),
        ("r := \"\"; for k, v in {b: 1, a: 2} { r += k + v }", "\"a2b1\""),
        ("r := []; for _, v in undefined { r = [v] }", "[]"),
        ("r := []; a := [1, 2]; for x in a { a = append(a, x); splice(a, 0, 1); r = append(r, x) }", "[1, 2]"),
        ("r := 1; if x := 5; x > 4 { r = x }", "5"),
        ("x := 1; if true { x := 2; x++ }; r := x", "1"),
        ("for x in 5 {}", "1: a loop cannot go through int"),
    ]);
}

#[test]
fn functions_capture_variables() {
    scripts(&[
        (
            "f := func(a, ...b) { return [a, b] }; r := [f(1), f(1, 2, 3), f([4, 5]...)]",
            "[[1, []], [1, [2, 3]], [4, [5]]]",
        ),
        ("add := func(a) { return func(b) { a += b; return a } }; f := add(1); f(2); r := [f(3), add(5)(1)]", "[6, 6]"),
        ("f := func() { g := func(n) { return n < 2 ? 1 : n * g(n - 1) }; return g(5) }; r := f()", "120"),
        (
            "f := func() { fs := []; for i in [1, 2] { j := i; fs = append(fs, func() { j *= 10; return j }) }; return [fs[0](), fs[0](), fs[1]()] }; r := f()",
            "[10, 100, 20]",
        ),
        ("r := 0; f := func() { for x in [1, 2, 3] { if x == 2 { return x } } }; r = f()", "2"),
        ("m := {f: func() { return 4 }}; r := m.f()", "4"),
        ("r := func() {}()", "<undefined>"),
        ("f := func(a) {}\nf()", "2: a function takes 1 arguments, not 0"),
        ("\nr := undefined()", "2: undefined cannot be called"),
    ]);
}

#[test]
fn builtins_convert_and_change() {
    values(&[
        ("[int(\"12\"), int(\"x\"), int(\"x\", 3), int(2.9), int('a'), int(true)]", "[12, <undefined>, 3, 2, 97, 1]"),
        ("[float(\"1.5\"), float(2), string(1.0), string(1.5), string(undefined, 0)]", "[1.5, 2, \"1\", \"1.5\", 0]"),
        (
            "[char(97), bool(0), bool(\"a\"), type_name(1), type_name('a'), type_name([])]",
            "[a, false, true, \"int\", \"char\", \"array\"]",
        ),
        (
            "[is_string(\"\"), is_undefined(1), is_error(error(1)), is_callable(len), is_array(immutable([]))]",
            "[true, false, true, true, false]",
        ),
        ("[range(0, 3), range(5, 0, 2)]", "[[0, 1, 2], [5, 3, 1]]"),
        ("func() { a := [1, 2, 3]; b := splice(a, 1, 1, 8, 9); return [a, b] }()", "[[1, 8, 9, 3], [2]]"),
        ("func() { a := {b: 1, c: 2}; delete(a, \"b\"); return [a, len(a)] }()", "[{c: 2}, 1]"),
        ("bytes(\"é\")[1]", "169"),
        ("len(1)", "1: `len`: argument 1 is not a string, an array or a map: int"),
        ("append(1, 2)", "1: `append`: argument 1 is not an array: int"),
    ]);
}

#[test]
fn texts_are_searched_and_changed() {
    values(&[
        (
            "[text.index(\"aéb\", \"b\"), text.index(\"a\", \"b\"), text.last_index(\"abab\", \"b\"), text.count(\"aaa\", \"a\")]",
            "[3, -1, 3, 3]",
        ),
        (
            "text.split(\"a,b,\", \",\") + text.split_n(\"a,b,c\", \",\", 2) + text.split(\"\", \",\") + text.split(\"é!\", \"\")",
            r#"["a", "b", "", "a", "b,c", "", "é", "!"]"#,
        ),
        (
            "[text.split_after(\"a,b\", \",\"), text.fields(\" a\\t b \"), text.join([1, \"b\"], \"-\")]",
            r#"[["a,", "b"], ["a", "b"], "1-b"]"#,
        ),
        (
            "[text.trim_space(\" a\\n\"), text.trim(\"xxaxy\", \"xy\"), text.trim_left(\"xax\", \"x\"), text.trim_prefix(\"abc\", \"ab\"), text.trim_suffix(\"abc\", \"b\")]",
            r#"["a", "a", "ax", "c", "abc"]"#,
        ),
        (
            "[text.to_lower(\"ÉA\"), text.to_upper(\"é\"), text.title(\"the é-b c_d\"), text.repeat(\"ab\", 2)]",
            r#"["éa", "É", "The É-B C_d", "abab"]"#,
        ),
        (
            "[text.replace(\"aaa\", \"a\", \"b\", 2), text.replace(\"ab\", \"\", \".\", -1), text.substr(\"abc\", 1), text.substr(\"abc\", -1, 2)]",
            r#"["bba", ".a.b.", "bc", "ab"]"#,
        ),
        (
            "[text.pad_left(\"7\", 3, \"0\"), text.pad_right(\"a\", 3), text.contains(\"abc\", \"bc\"), text.equal_fold(\"É\", \"é\")]",
            r#"["007", "a  ", true, true]"#,
        ),
        (
            "[text.atoi(\"12\"), is_error(text.atoi(\"x\")), text.itoa(5), text.parse_int(\"ff\", 16, 64), text.parse_bool(\"T\")]",
            r#"[12, true, "5", 255, true]"#,
        ),
        (
            "[text.quote(\"a\\n\"), text.unquote(\"\\\"b\\\"\"), text.format_int(255, 16), text.format_float(1.5, \"f\", 2, 64)]",
            r#"["\"a\\n\"", "b", "ff", "1.50"]"#,
        ),
        ("text.contains(undefined, \"a\")", "1: `contains`: argument 1 is not a string: undefined"),
        ("text.split(\"a\")", "1: `split`: takes 2 arguments, not 1"),
    ]);
}

#[test]
fn regexes_find_replace_and_split() {
    values(&[
        ("text.re_match(`^\\d+$`, \"12\")", "true"),
        ("text.re_find(\"(b)(x)?\", \"ab\")", r#"[[{begin: 1, end: 2, text: "b"}, {begin: 1, end: 2, text: "b"}]]"#),
        ("text.re_find(\"é\", \"éaé\", -1)[1][0].begin", "3"),
        (
            "[text.re_find(\"x\", \"a\"), text.re_find(\"x\", \"a\", 5), len(text.re_find(\"a\", \"aaa\", 2))]",
            "[<undefined>, <undefined>, 2]",
        ),
        ("text.re_replace(\"(a)(b)?\", \"abac\", \"<$1${2}$3>\")", "\"<ab><a>c\""),
        (
            "text.re_split(\",+\", \"a,,b,c\", 2) + text.re_split(\"\", \"abc\") + text.re_split(\",\", \"a,\")",
            r#"["a", "b,c", "a", "b", "c", "a", ""]"#,
        ),
        (
            "func() { p := text.re_compile(\"b+\"); return [p.match(\"abb\"), p.find(\"abb\", -1)[0][0].text, p.replace(\"abb\", \"-\"), p.split(\"abbc\")] }()",
            r#"[true, "bb", "a-", ["a", "c"]]"#,
        ),
        ("text.re_match(\"(\", \"\")", "1: `re_match`: the expression `(` cannot be used: unclosed group"),
        ("text.re_compile(\"(?=a)\")", "1: `re_compile`: the expression `(?=a)` cannot be used: `(?=` has no meaning"),
    ]);
}

#[test]
fn values_are_formatted_as_in_go() {
    values(&[
        (
            "format(\"%s|%v|%d|%5d|%-4d|%03d|%x\", \"a\", [1, \"b\"], 7, 7, 7, -7, 255)",
            "\"a|[1, \\\"b\\\"]|7|    7|7   |-07|ff\"",
        ),
        (
            "fmt.sprintf(\"%.2f %g %e %v %q %t %c %%\", 3.14159, 0.5, 1234.5, 1e21, \"a\", true, 97)",
            "\"3.14 0.5 1.234500e+03 1e+21 \\\"a\\\" true a %\"",
        ),
        ("format(\"%d\", \"x\") + format(\"%d\", 1)", "\"%!d(string=x)1\""),
        (
            "[math.floor(2.7), math.max(1, 2.5), math.abs(-3), math.pow(2, 10), int(math.ceil(1.2)), math.pi > 3]",
            "[2, 2.5, 3, 1024, 2, true]",
        ),
        ("fmt.println(\"not shown\")", "<undefined>"),
    ]);
}

#[test]
fn invalid_scripts_are_rejected_with_their_line() {
    scripts(&[
        ("a := 1\nb = 2", "2: `b` is not defined"),
        ("a := 1\n\na := 2", "3: `a` is defined twice in this block"),
        ("scope := 1", "1: `scope` is defined twice in this block"),
        ("import(\"os\")", "1: there is no module `os`: scripts have `text`, `fmt` and `math`"),
        ("break", "1: `break` is outside of a loop"),
        ("for { func() { continue }() }", "1: `continue` is outside of a loop"),
        ("return 1", "1: `return` is outside of a function"),
        ("1 = 2", "1: this cannot be assigned to"),
        ("a := [1,\n2", "2: expected `]`, found the end"),
        ("if x := 1 { }", "1: expected a condition, found `{`"),
        ("a := 1 2", "1: expected the end of the statement, found a number"),
        ("a := func(...b, c) {}", "1: only the last parameter takes several arguments"),
        ("}", "1: expected a statement, found `}`"),
        ("len = 1", "1: this cannot be assigned to"),
    ]);
}

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

#[test]
fn matches_are_checked() {
    let script = |source: &str| Script::parse(source).expect("a script");
    let found = |source: &str| script(source).matches("a é b");
    let span = |span: Span| Ok(vec![ScriptMatch { span, message: None }]);
    assert_eq!(found("matches := [{begin: 5, end: 6}]"), span(5..6));
    assert_eq!(found("matches := [{begin: 0, end: 0}]"), span(0..0));
    assert_eq!(found("matches := [{begin: 1, end: 3}]"), span(1..2), "half of a character is left out");
    assert_eq!(found("matches := [{begin: 3, end: 3}]"), span(4..4));
    assert_eq!(
        found("matches := immutable([immutable({begin: 0, end: 1, message: \"own\"})])"),
        Ok(vec![ScriptMatch { span: 0..1, message: Some("own".to_owned()) }])
    );
    for nothing in ["", "matches := undefined", "matches := {}", "if true { matches := [{begin: 0, end: 1}] }"] {
        assert_eq!(found(nothing), Ok(Vec::new()), "{nothing}");
    }
    for wrong in
        ["{begin: 0, end: 7}", "{begin: 3, end: 2}", "{begin: -1, end: 2}", "{begin: 0}", "{begin: 0, end: 1.0}", "1"]
    {
        assert!(matches!(found(&format!("matches := [{wrong}]")), Err(ScriptStop::Fault(1, _))), "{wrong}");
    }
}
