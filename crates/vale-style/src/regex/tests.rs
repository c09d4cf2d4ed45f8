//! Comparison with another engine, and features that styles rely on.

use proptest::prelude::*;

use super::*;

fn find_all(source: &str, text: &str) -> Vec<String> {
    let regex = Regex::new(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let found = regex.find_all(text, &mut Scratch::default()).expect("a small text");
    found.into_iter().map(|span| text[span].to_owned()).collect()
}

#[test]
fn alternation_is_ordered_and_look_around_has_any_length() {
    assert_eq!(find_all(r"\b(?:a|a b)\b", "a b"), ["a"]);
    assert_eq!(find_all(r"(?<!:[^ ]+?):\s[A-Z]", "x: A b::c: D"), [": A"]);
    assert_eq!(find_all(r"(?<=a+)b(?=c*d)", "aabcd ab b"), ["b"]);
    assert_eq!(find_all(r"(?<=(?:ab|c)d)e", "abde cde bde"), ["e", "e"]);
    assert_eq!(find_all(r"(?i)straße|ÄPFEL", "STRAßE äpfel"), ["STRAßE", "äpfel"]);
    assert_eq!(find_all(r"(\w)\1", "aa bc dd"), ["aa", "dd"]);
    assert_eq!(find_all(r"a(?i)b|c", "aB AB C"), ["aB", "C"]);
    assert_eq!(find_all(r"(?>a+)ab|x", "aaab x"), ["x"]);
    assert_eq!(find_all(r"[a-z-[aeiou]]+", "hello"), ["h", "ll"]);
    assert_eq!(find_all(r"(?m)^b$", "a\nb\nc"), ["b"]);
    assert_eq!(find_all(r"a{2,3}?", "aaaa"), ["aa", "aa"]);
    assert_eq!(find_all(r"a{x}", "a{x}"), ["a{x}"]);
    assert_eq!(find_all(r"(?:[^,]+,){1,}\s\w+\s(?:and|or)", "a, b, c and d"), ["a, b, c and"]);
    assert_eq!(find_all(r"(?P<n>a)\k<n>", "aa"), ["aa"]);
}

#[test]
fn the_size_is_estimated_before_compilation() {
    let sources = [
        r"(?:a|b|cd|e[fg]+|h{2,5}|ij*)?",
        r"(\w+)\s\1(?=x|y)(?>z+)",
        r"(?i)(?:ab){3}(?:cd){2,}(?:ef)?",
        r"^\b.$|abc",
        r"(?:[^,]+,){1,}\s\w+",
    ];
    for source in sources {
        let parsed = parse::parse(source).expect(source);
        let (estimated, made) = (size::steps(&parsed.node), compile::compile(&parsed.node, parsed.groups).ops.len());
        assert!(estimated + 1 >= made && estimated <= 2 * made + 4, "{source}: {estimated} and {made}");
    }
    let error = Regex::new("(?:(?:(?:ab|cd){1000}){1000}){1000}").expect_err("it is large");
    assert_eq!(error.to_string(), "the expression is too large at character 1");
}

#[test]
fn a_run_in_a_loop_is_not_followed_by_what_comes_after_the_loop() {
    // Between `x` and `ab` is an empty group, and what follows the run is not `a` in every round.
    assert_eq!(find_all(r"(?:[b-d]+|x(?:)?ab){2}c", "bbc"), ["bbc"]);
    assert_eq!(find_all(r"(?:[b-d]+|x(?#none)?ab)+c", "bbc xabc"), ["bbc", "xabc"]);
}

#[test]
fn nested_shared_prefixes_have_bounded_size() {
    let nested = "(?:a|ab|abc|abcd|abcde|abcdef|abcdefg|abcdefgh|abcdefgh(?:";
    let deep = nested.repeat(90) + "x" + &"))".repeat(90);
    assert_eq!(find_all(&deep, "abcdefgh"), ["a"]);
}

#[test]
fn errors_have_positions() {
    let error = |source: &str| Regex::new(source).expect_err(source).to_string();
    assert_eq!(error("a("), "a `(` without a `)` at character 3");
    assert_eq!(error("[a"), "a `[` without a `]` at character 3");
    assert_eq!(error("*a"), "a quantifier with nothing to repeat at character 1");
    assert_eq!(error("a**"), "a quantifier after a quantifier at character 4");
    assert_eq!(error(r"\h"), "`\\h` means nothing at character 2");
    assert_eq!(error("a)"), "a `)` without a `(` at character 2");
}

#[test]
fn a_search_that_explodes_is_stopped() {
    let regex = Regex::new("(?:a+)+b$").expect("an expression");
    let text = format!("{}b c", "a".repeat(100_000));
    let mut scratch = Scratch::default();
    assert_eq!(regex.find_all(&text, &mut scratch), Err(StepLimit));
}

#[test]
fn one_long_sentence_is_not_searched_from_every_place() {
    let regex = Regex::new(r"\b(?:(?:[^,]+,){1,}\s\w+\s(?:and|or))\b").expect("an expression");
    let text = "one, ".repeat(20_000);
    assert_eq!(regex.find_all(&text, &mut Scratch::default()), Ok(vec![]));
}

#[test]
fn lists_of_words_become_literals() {
    let words = |source: &str| -> Vec<Vec<String>> {
        let alternatives = Regex::alternatives(source).expect("an expression");
        let texts = |form| match form {
            Form::Literals(literals) => literals.into_iter().map(|literal| literal.text).collect(),
            Form::Regex(..) => vec![],
        };
        alternatives.into_iter().map(|alternative| texts(alternative.form)).collect()
    };
    assert_eq!(
        words(r"(?i)(?m)\b(?:we|ours?|file ?name)\b"),
        [vec!["we"], vec!["ours", "our"], vec!["file name", "filename"]]
    );
    assert_eq!(words(r"\b(?:\w+ed|C\+\+|[abc]x)\b"), [vec![], vec![], vec!["ax", "bx", "cx"]]);
    assert_eq!(words(r"we|us"), [Vec::<String>::new(), vec![]], "no boundaries");
}

/// Regexes of the kinds used in styles.
fn regex() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(vec![
        "a",
        "b",
        "the",
        r"\w",
        r"\d",
        r"\s",
        "[a-c]",
        "[^b ]",
        ".",
        " ",
        ",",
        r"\.",
        r"\b",
        "é",
        "(?:ab|a)",
        r"[\w-]",
        "^",
        "$",
        "b!",
        "The",
        "(?i:aB)",
        r"\w+",
        r"[a-c]*\b",
        r"(\w+?)\b",
        r"\d{1,2}",
        r"(?i:tha|the|ab|aB|a)",
        "(?:)?",
        "(?i:k)",
        "[b-d]+",
        "(?>a+)",
    ]);
    let atom = atom.prop_map(str::to_owned);
    atom.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 2..7).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            // Engines differ on loops of empty rounds, so each round consumes something.
            (
                inner.clone(),
                prop::sample::select(vec!["[ab ]", r"\w", "[^a]"]),
                prop::sample::select(vec!["*", "+", "?", "{1,2}", "+?", "*?", "{2,}"])
            )
                .prop_map(|(part, more, times)| format!("(?:{part}{more}){times}")),
            (inner.clone(), prop::sample::select(vec!["(?=", "(?!", "(?:", "(", "(?i:"]))
                .prop_map(|(part, open)| format!("{open}{part})")),
            (prop::sample::select(vec!["a", "the", "[a-c]", " ", r"\w,"]), prop::bool::ANY)
                .prop_map(|(part, negative)| format!("(?<{}{part})", if negative { '!' } else { '=' })),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a", "b", "ab", "the", "The", "aé", "1", " ", " ", ",", ".", "!", "\n", "c", "B", "-", "aab", "’", "bb",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.concat())
}

/// Engines differ on empty matches next to other matches.
fn not_empty(spans: Vec<Span>) -> Vec<Span> {
    spans.into_iter().filter(|span| !span.is_empty()).collect()
}

fn naive(source: &str, text: &str) -> Option<Vec<Span>> {
    let other = fancy_regex::Regex::new(source).ok()?;
    other.find_iter(text).map(|found| found.ok().map(|found| found.range())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    #[test]
    fn spans_are_those_of_another_engine(source in regex(), text in text(), with_kelvin in prop::bool::ANY) {
        // A `k` beyond ASCII, which literals do not match.
        let text = if with_kelvin { text.replace('c', "\u{212a}") } else { text };
        if let Some(expected) = naive(&source, &text) {
            let regex = Regex::new(&source).expect("the other engine reads it");
            let found = regex.find_all(&text, &mut Scratch::default()).expect("a small text");
            if !expected.is_empty() {
                let bigrams = BigramSet::of(&text);
                prop_assert!(regex.prefilter().accepts(&bigrams), "{} in {:?}", source, text);
                let lower = text.to_ascii_lowercase();
                prop_assert!(regex.prefilter().accepts_text(&text, &lower), "{} in {:?}", source, text);
            }
            prop_assert_eq!(not_empty(found), not_empty(expected), "{} in {:?}", source, text);
        }
    }

    #[test]
    fn alternatives_together_are_the_expression(source in regex(), text in text()) {
        let source = format!(r"\b(?:{source}|the|a b)\b");
        let matcher = super::super::matcher::tests::matcher(&source);
        let whole = Regex::new(&source).expect("an expression").find_all(&text, &mut Scratch::default());
        prop_assert_eq!(matcher(&text), whole.expect("a small text"), "{} in {:?}", source, text);
    }

    #[test]
    fn no_source_panics(source in r"[\\()\[\]{}|*+?^$.a-c0-9:<>=!#,-]{0,20}", text in text()) {
        if let Ok(regex) = Regex::new(&source) {
            drop(regex.find_all(&text, &mut Scratch::default()));
        }
    }
}
