//! Messages with arguments from the text.

/// Fills `arguments` into the placeholders of `format` and collapses white space.
///
/// The placeholders are those of Vale: `%s`, `%[2]s`, `%d`, `%%`. A placeholder without an argument becomes empty.
pub(super) fn format(format: &str, arguments: &[&str]) -> String {
    let mut out = String::with_capacity(format.len() + arguments.iter().map(|it| it.len()).sum::<usize>());
    let mut rest = format;
    let mut next = 0;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            out.push('%');
            rest = after;
            continue;
        }
        if let Some((number, after)) = explicit(rest) {
            next = number;
            rest = after;
        }
        let Some(verb) = rest.chars().next().filter(|c| matches!(c, 's' | 'd' | 'v' | 'q')) else {
            out.push('%');
            continue;
        };
        rest = &rest[verb.len_utf8()..];
        out.push_str(arguments.get(next).copied().unwrap_or_default());
        next += 1;
    }
    out.push_str(rest);
    if is_tidy(&out) { out } else { out.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Whether a text is ASCII words with single spaces between them, as most messages are. Other texts are split, since
/// Unicode has many kinds of white space.
fn is_tidy(text: &str) -> bool {
    let mut after_space = true;
    for byte in text.bytes() {
        let is_space = byte == b' ';
        if (is_space && after_space) || byte < b' ' || !byte.is_ascii() {
            return false;
        }
        after_space = is_space;
    }
    !after_space || text.is_empty()
}

/// `[2]`, as an index.
fn explicit(text: &str) -> Option<(usize, &str)> {
    let (number, after) = text.strip_prefix('[')?.split_once(']')?;
    Some((number.parse::<usize>().ok()?.checked_sub(1)?, after))
}

/// `'a', 'b', or 'c'`; a single option is not quoted.
pub(super) fn either(options: &[String]) -> String {
    let quoted: Vec<String> = options.iter().map(|option| format!("'{option}'")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [_] => options[0].clone(),
        [first, second] => format!("{first} or {second}"),
        [start @ .., last] => format!("{}, or {last}", start.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_fill_placeholders() {
        assert_eq!(format("Use '%s' instead of '%s'.", &["a", "b"]), "Use 'a' instead of 'b'.");
        assert_eq!(format("%[2]s before %[1]s", &["a", "b"]), "b before a");
        assert_eq!(format("100%% of %s", &["a\nb  c"]), "100% of a b c");
        assert_eq!(format("no '%s' and '%s'", &["a"]), "no 'a' and ''");
        assert_eq!(format("50% done", &[]), "50% done");
        for (message, shown) in
            [(" a", "a"), ("a ", "a"), ("a\tb", "a b"), ("a\u{a0}b’s", "a b’s"), (" ", ""), ("", "")]
        {
            assert_eq!(format("%s", &[message]), shown);
        }
    }

    #[test]
    fn options_are_listed() {
        let list = |options: &[&str]| either(&options.iter().map(|&option| option.to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "'a' or 'b'");
        assert_eq!(list(&["a", "b", "c"]), "'a', 'b', or 'c'");
    }
}
