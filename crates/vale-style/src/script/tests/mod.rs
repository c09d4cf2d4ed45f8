mod functions;
mod language;
mod limits;
mod properties;

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
