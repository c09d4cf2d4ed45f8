//! Literals in Go's syntax.

/// The length of the number at the beginning of a text.
pub(super) fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_based = matches!(bytes, [b'0', b'x' | b'X' | b'b' | b'B' | b'o' | b'O', ..]);
    let mut at = if is_based { 2 } else { 0 };
    while let Some(&byte) = bytes.get(at) {
        let is_sign_of_exponent =
            !is_based && matches!(byte, b'+' | b'-') && matches!(bytes.get(at.wrapping_sub(1)), Some(b'e' | b'E'));
        let is_point = byte == b'.' && !is_based;
        if !(byte.is_ascii_alphanumeric() || byte == b'_' || is_point || is_sign_of_exponent) {
            break;
        }
        at += 1;
    }
    at
}

/// An integer in base 10, or in the base of its prefix.
pub(super) fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (base, digits) = match digits.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => (16, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        _ if digits.len() > 1 && digits.starts_with('0') => (8, &digits[1..]),
        _ => (10, digits),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    i64::from_str_radix(&format!("{sign}{digits}"), base).ok()
}

/// A number with a point or an exponent.
pub(super) fn float(text: &str) -> Option<f64> {
    text.parse().ok().filter(|_| text.contains(['.', 'e', 'E']))
}

/// The length of a quoted literal at the beginning of a text, both quotes included.
pub(super) fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if quote != '`' => is_escaped = true,
            '\n' if quote != '`' => return None,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The inside of a quoted literal with its escape sequences replaced; `None` if one is unknown.
pub(super) fn unescaped(inside: &str, quote: char) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let c = rest[at + 1..].chars().next()?;
        rest = &rest[at + 1 + c.len_utf8()..];
        let mut code = |digits: usize, base: u32, prefix: &str| {
            let (head, tail) = (rest.get(..digits)?, rest.get(digits..)?);
            rest = tail;
            u32::from_str_radix(&format!("{prefix}{head}"), base).ok().filter(|_| !head.starts_with('+'))
        };
        match c {
            'a' => out.push(0x07),
            'b' => out.push(0x08),
            'f' => out.push(0x0c),
            'n' => out.push(b'\n'),
            'r' => out.push(b'\r'),
            't' => out.push(b'\t'),
            'v' => out.push(0x0b),
            '\\' => out.push(b'\\'),
            c if c == quote => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            'x' => out.push(u8::try_from(code(2, 16, "")?).ok()?),
            '0'..='7' => out.push(u8::try_from(code(2, 8, c.encode_utf8(&mut [0; 4]))?).ok()?),
            'u' | 'U' => {
                let c = char::from_u32(code(if c == 'u' { 4 } else { 8 }, 16, "")?)?;
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            _ => return None,
        }
    }
    out.extend_from_slice(rest.as_bytes());
    Some(out)
}
