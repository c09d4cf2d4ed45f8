//! Conventions of dashes, the comma after `e.g.` and percentages, and the list of all.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::connective::CONNECTIVES;
use super::form::Convention;
use super::marks::{Kind, MarkedText};
use super::quotation::{QUOTATION_MARKS, QUOTES};
use super::series::SERIAL_COMMA;
use redline_document::document::BlockKind;
use redline_document::source::Span;
use redline_text::{is_of_word, is_replacement};

/// Conventions of punctuation.
pub static PUNCTUATION: [&Convention; 7] =
    [&DASHES, &QUOTES, &QUOTATION_MARKS, &SERIAL_COMMA, &EG_COMMA, &PERCENT, &CONNECTIVES];

/// Dashes between parts of a sentence.
pub static DASHES: Convention = Convention {
    rule: "dash-form",
    title: "dash",
    forms: &["a—b", "a — b", "a – b", "a - b", "a -- b", "a --- b"],
    names: &["em", "spaced-em", "spaced-en", "spaced-hyphen", "double-hyphen", "triple-hyphen"],
    minimum: 10,
    find: find_dashes,
    rewrite: |_, form| ["—", " — ", " – ", " - ", " -- ", " --- "].get(form).map(|&dash| dash.to_owned()),
};

/// Comma after `e.g.` and `i.e.`
pub static EG_COMMA: Convention = Convention {
    rule: "eg-comma",
    title: "after e.g. and i.e.",
    forms: &["e.g., a", "e.g. a"],
    names: &["comma", "none"],
    minimum: 5,
    find: |marked| marked.positions(Kind::Stop).filter_map(|at| latin(marked.text, at)).collect(),
    rewrite: |words, form| match form {
        0 => Some(format!("{words},")),
        _ => words.strip_suffix(',').map(str::to_owned),
    },
};

/// Percentages.
pub static PERCENT: Convention = Convention {
    rule: "percent-form",
    title: "percent",
    forms: &["50%", "50 %", "50 percent", "50 per cent"],
    names: &["sign", "spaced-sign", "percent", "per-cent"],
    minimum: 5,
    find: |marked| {
        let signs = marked.positions(Kind::Percent);
        let units = signs.chain(PER.find_iter(marked.text.as_bytes()));
        units.filter_map(|at| percentage(marked.text, at)).collect()
    },
    rewrite: |_, form| ["%", " %", " percent", " per cent"].get(form).map(|&mark| mark.to_owned()),
};

const PER_CENT: [&str; 2] = [" percent", " per cent"];

/// Common prefix of [`PER_CENT`].
static PER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(" per"));

/// Form of the `e.g.` or `i.e.` whose first full stop is at `stop`, and its bytes with the comma.
fn latin(text: &str, stop: usize) -> Option<(usize, Span)> {
    // Most full stops end sentences.
    if text.as_bytes().get(stop + 2) != Some(&b'.') {
        return None;
    }
    let start = stop.checked_sub(1)?;
    let (before, rest) = (text.get(..start)?, &text[start..]);
    let end =
        ["e.g.", "i.e."].into_iter().find(|words| starts_in_any_case(rest, words)).map(|words| start + words.len())?;
    let form = usize::from(!text[end..].starts_with(','));
    let end = end + 1 - form;
    (!before.ends_with(is_of_word) && text[end..].starts_with([' ', '\n'])).then_some((form, start..end))
}

fn starts_in_any_case(text: &str, words: &str) -> bool {
    text.as_bytes().get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words.as_bytes()))
}

/// Form of the percentage whose sign, or the space before its words, is at `at`, and the bytes after the number.
fn percentage(text: &str, at: usize) -> Option<(usize, Span)> {
    let before = &text[..at];
    let (form, span) = if text[at..].starts_with('%') {
        let number = before.strip_suffix([' ', '\u{a0}']).unwrap_or(before);
        (usize::from(number.len() < at), number.len()..at + 1)
    } else {
        let (index, words) = PER_CENT.into_iter().enumerate().find(|(_, words)| text[at..].starts_with(words))?;
        let end = at + words.len();
        if text[end..].starts_with(is_of_word) {
            return None;
        }
        (index + 2, at..end)
    };
    let number = &text[..span.start];
    let rest = number.trim_end_matches(|c: char| c.is_ascii_digit());
    (rest.len() < number.len() && !rest.ends_with(is_of_word)).then_some((form, span))
}

fn find_dashes(marked: &MarkedText<'_>) -> Vec<(usize, Span)> {
    let blocks = &marked.document.blocks;
    let block = &blocks[marked.block.block];
    let is_in_list = block.parent.is_some_and(|parent| blocks[parent].kind == BlockKind::Item);
    // Dashes after the label of an item follow another convention.
    if is_in_list || matches!(block.kind, BlockKind::Item | BlockKind::TableCell | BlockKind::Heading) {
        return Vec::new();
    }
    marked.marks(Kind::Dash).filter_map(|(start, mark)| dash(marked.text, start, mark)).collect()
}

/// Form of the dash that starts at `start`, and its bytes with the spaces around it.
fn dash(text: &str, start: usize, mark: char) -> Option<(usize, Span)> {
    let before = &text[..start];
    if !matches!(mark, '—' | '–' | '-') || before.ends_with('-') {
        return None;
    }
    let hyphens = text[start..].bytes().take_while(|byte| *byte == b'-').count();
    let end = start + if mark == '-' { hyphens } else { mark.len_utf8() };
    let (is_left, is_right) = (before.ends_with(' '), text[end..].starts_with(' '));
    let spaced = start.saturating_sub(1)..end + 1;
    let (form, span) = match (mark, hyphens, is_left, is_right) {
        ('—', _, false, false) => (0, start..end),
        ('—', _, true, true) => (1, spaced),
        ('–', _, true, true) => (2, spaced),
        ('-', 1, true, true) => (3, spaced),
        ('-', 2, true, true) => (4, spaced),
        ('-', 3, true, true) => (5, spaced),
        _ => return None,
    };
    let is_part = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphabetic() || is_replacement(c) || matches!(c, ')' | '(' | '”' | '“' | '"'))
    };
    let left = before.trim_end_matches(' ').chars().next_back();
    let right = text[end..].trim_start_matches(' ').chars().next();
    // Between two pieces of code a hyphen is a minus or a range.
    let is_of_code = mark == '-' && [left, right].iter().all(|c| c.is_some_and(is_replacement));
    (is_part(left) && is_part(right) && !is_of_code).then_some((form, span))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::forms;
    use super::*;

    #[test]
    fn each_form_is_recognized() {
        let dashes = forms(
            &DASHES,
            "One—two, three — four, five – six, a - b, c -- d, e --- f, 1-2, well-known, --flag.\n\n- x — y",
        );
        assert_eq!(dashes.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(
            forms(&EG_COMMA, "Some, e.g. one; others, i.e., two."),
            [(1, "e.g.".to_owned()), (0, "i.e.,".to_owned())]
        );
        assert_eq!(
            forms(&EG_COMMA, "xe.g. a, e.g.a, “E.G. \na”, é.g. a, i.g. a, .e. a, i.e.,"),
            [(1, "E.G.".to_owned())]
        );
        let shares = forms(
            &PERCENT,
            "50% or 50 % or 50\u{a0}% or 50 percent or 5 per cent, x5%, %, 5 percentage, 5 per century.",
        );
        assert_eq!(shares.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [0, 1, 1, 2, 3]);
        assert_eq!(shares.iter().map(|(_, mark)| mark.len()).collect::<Vec<_>>(), [1, 2, 3, 8, 9]);
        // In order, between characters that are not part of a word, and only after ASCII digits.
        let form = |text: &str| forms(&PERCENT, text).into_iter().map(|(form, _)| form).collect::<Vec<_>>();
        assert_eq!(form("5 percent or 50%"), [2, 0]);
        assert_eq!(form("50 percent¹, m²5%, ⬆\u{fe0f}5%, e\u{301}5%, ٣%, ٣5%"), [2, 0]);
    }

    #[test]
    fn every_form_has_a_name() {
        for convention in PUNCTUATION {
            assert_eq!(convention.forms.len(), convention.names.len(), "{}", convention.rule);
        }
    }

    #[test]
    fn a_dash_is_rewritten() {
        assert_eq!((DASHES.rewrite)(" -- ", 0).as_deref(), Some("—"));
    }
}
