//! Decoding of entities, percent-encoding and escapes, with the source span of each character.

use redline_document::source::Span;

/// A decoded character and its source bytes.
#[derive(Clone, Debug)]
pub(super) struct Character {
    pub(super) value: char,
    pub(super) span: Span,
}

/// The maximum nesting of encodings.
const DEPTH: usize = 2;

/// The characters of a text with entities decoded.
pub(super) fn characters(text: &str) -> Vec<Character> {
    let mut all: Vec<Character> =
        text.char_indices().map(|(at, value)| Character { value, span: at..at + value.len_utf8() }).collect();
    for _ in 0..DEPTH {
        let Some(next) = decoded(&all, entity) else { break };
        all = next;
    }
    all
}

/// The characters with percent-encoding and script escapes decoded as well; `None` if there are none.
pub(super) fn unescaped(characters: &[Character]) -> Option<Vec<Character>> {
    let any = |rest: &[Character]| percent(rest).or_else(|| entity(rest)).or_else(|| escape(rest));
    let mut all = decoded(characters, any)?;
    for _ in 1..DEPTH {
        let Some(next) = decoded(&all, any) else { break };
        all = next;
    }
    Some(all)
}

/// The characters with the encodings recognised by `read` decoded; `None` if there are none. `read` returns the
/// character encoded at the start of a slice and the number of characters of the encoding.
fn decoded(all: &[Character], read: impl Fn(&[Character]) -> Option<(char, usize)>) -> Option<Vec<Character>> {
    let mut out = Vec::with_capacity(all.len());
    let (mut at, mut is_changed) = (0, false);
    while at < all.len() {
        let rest = &all[at..];
        let found = matches!(rest[0].value, '%' | '&' | '\\').then(|| read(rest)).flatten();
        is_changed |= found.is_some();
        let (value, count) = found.unwrap_or((rest[0].value, 1));
        out.push(Character { value, span: rest[0].span.start..rest[count - 1].span.end });
        at += count;
    }
    is_changed.then_some(out)
}

/// The character with the code point written in `count` hexadecimal digits from `from` on.
fn hexadecimal(all: &[Character], from: usize, count: usize) -> Option<char> {
    let digits = all.get(from..from + count)?;
    let number = digits.iter().try_fold(0_u32, |number, digit| {
        let digit = digit.value.to_digit(16)?;
        number.checked_mul(16)?.checked_add(digit)
    });
    char::from_u32(number?)
}

/// `%41`, sequences of it that encode one character in UTF-8, and `%u0041`.
fn percent(all: &[Character]) -> Option<(char, usize)> {
    (all.first()?.value == '%').then_some(())?;
    if all.get(1)?.value == 'u' {
        return Some((hexadecimal(all, 2, 4)?, 6));
    }
    let byte = |at: usize| -> Option<u8> {
        (all.get(at)?.value == '%').then_some(())?;
        u8::try_from(u32::from(hexadecimal(all, at + 1, 2)?)).ok()
    };
    let mut bytes = vec![byte(0)?];
    for length in 1..=4 {
        if let Ok(text) = std::str::from_utf8(&bytes) {
            return Some((text.chars().next()?, 3 * length));
        }
        bytes.push(byte(3 * length)?);
    }
    None
}

/// The length of the longest entity name with its semicolon.
const MAX_ENTITY: usize = 33;

/// `&#65;`, `&#x41;`, `&eacute;`. As in browsers, numeric ones need no semicolon.
fn entity(all: &[Character]) -> Option<(char, usize)> {
    (all.first()?.value == '&').then_some(())?;
    if all.get(1)?.value == '#' {
        let is_hexadecimal = matches!(all.get(2)?.value, 'x' | 'X');
        let (start, radix) = if is_hexadecimal { (3, 16) } else { (2, 10) };
        let digits: String =
            all[start..].iter().take(MAX_ENTITY).map(|c| c.value).take_while(|c| c.is_digit(radix)).collect();
        let end = start + digits.len();
        let semicolon = usize::from(all.get(end).is_some_and(|c| c.value == ';'));
        return Some((char::from_u32(u32::from_str_radix(&digits, radix).ok()?)?, end + semicolon));
    }
    let end = all.iter().take(MAX_ENTITY).position(|c| c.value == ';')?;
    let name: String = all[1..end].iter().map(|c| c.value).collect();
    let value = match name.as_str() {
        "nbsp" => ' ',
        "shy" => '\u{ad}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        name => named(name)?,
    };
    Some((value, end + 1))
}

/// The character of a named entity, by the table of the Markdown parser.
fn named(name: &str) -> Option<char> {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(())?;
    let source = format!("&{name};");
    let mut texts = pulldown_cmark::Parser::new(&source).filter_map(|event| match event {
        pulldown_cmark::Event::Text(text) => Some(text),
        _ => None,
    });
    let text = texts.next()?;
    let mut letters = text.chars();
    letters.next().filter(|letter| *letter != '&' && letters.next().is_none() && texts.next().is_none())
}

/// The escapes of scripts and JSON: `\x41`, `\u0041`, `\u{41}`, `\U00000041`, `\101` and `\n`.
fn escape(all: &[Character]) -> Option<(char, usize)> {
    (all.first()?.value == '\\').then_some(())?;
    match all.get(1)?.value {
        'x' | 'u' if all.get(2).is_some_and(|c| c.value == '{') => {
            let count = all[3..].iter().take(7).position(|c| c.value == '}')?;
            (count > 0).then_some(())?;
            Some((hexadecimal(all, 3, count)?, count + 4))
        }
        'x' => Some((hexadecimal(all, 2, 2)?, 4)),
        'u' => Some((hexadecimal(all, 2, 4)?, 6)),
        'U' => Some((hexadecimal(all, 2, 8)?, 10)),
        '0'..='3' => {
            let octal = |at: usize| all.get(at)?.value.to_digit(8);
            Some((char::from_u32(octal(1)? * 64 + octal(2)? * 8 + octal(3)?)?, 4))
        }
        'n' | 'r' | 't' => Some((' ', 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_entity_is_decoded() {
        let text = |source: &str| characters(source).iter().map(|c| c.value).collect::<String>();
        assert_eq!(text("a&CounterClockwiseContourIntegral;b"), "a∳b");
        assert_eq!(text("&#x0000000000000000000000000000041;"), "A");
    }
}
