use super::values;

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
