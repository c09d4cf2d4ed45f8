//! Messages with arguments from the text.

/// Fills `arguments` into the placeholders of `format`, as Go's `Sprintf` does with strings, and replaces line breaks by
/// spaces.
///
/// The placeholders are those of Vale's rules: `%s`, `%[2]s`, `%d` for counts, `%%`. Arguments may be missing: the first
/// missing one is empty, the others appear as Go reports them.
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
        match arguments.get(next) {
            Some(argument) => out.push_str(argument),
            None if next > arguments.len() => out.extend(["%!", verb.encode_utf8(&mut [0; 4]), "(MISSING)"]),
            None => {}
        }
        next += 1;
    }
    out.push_str(rest);
    if out.contains('\n') { out.replace('\n', " ") } else { out }
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
        assert_eq!(format("100%% of %s", &["a\nb  c"]), "100% of a b  c");
        assert_eq!(format("no '%s' and '%s'", &["a"]), "no 'a' and ''");
        assert_eq!(format("50% done", &[]), "50% done");
        assert_eq!(format("%s, %s, %s", &["a"]), "a, , %!s(MISSING)");
        for message in [" a", "a ", "a\tb", "a\u{a0}b’s", " ", ""] {
            assert_eq!(format("%s", &[message]), message);
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
