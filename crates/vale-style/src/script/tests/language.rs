use super::{scripts, values};

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
