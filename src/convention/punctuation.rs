//! The forms of punctuation: dashes, the comma after `e.g.`, percent; and the list of all.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::form::{Convention, FormUse};
use super::marks::{MARK_LEAD, marks};
use super::quotation::{QUOTATION_MARKS, QUOTES};
use super::series::SERIAL_COMMA;
use crate::document::{BlockKind, Document, TOKEN};
use crate::source::Span;

/// Every convention of punctuation.
pub static PUNCTUATION: [&Convention; 6] = [&DASHES, &QUOTES, &QUOTATION_MARKS, &SERIAL_COMMA, &EG_COMMA, &PERCENT];

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

/// The comma after `e.g.` and `i.e.`
pub static EG_COMMA: Convention = Convention {
    rule: "eg-comma",
    title: "after e.g. and i.e.",
    forms: &["e.g., a", "e.g. a"],
    names: &["comma", "none"],
    minimum: 5,
    find: |document| {
        let may_hold = |text: &str| {
            let follows = |at: usize| matches!(text.as_bytes()[at + 1..], [b'g' | b'G' | b'e' | b'E', b'.', ..]);
            memchr::memchr_iter(b'.', text.as_bytes()).any(follows)
        };
        find(document, &EG, may_hold, |groups| (usize::from(groups.name("comma").is_none()), "words"))
    },
    rewrite: |words, form| match form {
        0 => Some(format!("{words},")),
        _ => words.strip_suffix(',').map(str::to_owned),
    },
};

static EG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?<words>(?:e\.g\.|i\.e\.)(?<comma>,)?)[ \n]").expect("an expression"));

/// How a share is written.
pub static PERCENT: Convention = Convention {
    rule: "percent-form",
    title: "percent",
    forms: &["50%", "50 %", "50 percent", "50 per cent"],
    names: &["sign", "spaced-sign", "percent", "per-cent"],
    minimum: 5,
    find: |document| {
        let may_hold = |text: &str| {
            let is_unit = |at: usize| PER_CENT.iter().any(|words| text[at..].starts_with(words));
            text.contains('%') || PER.find_iter(text.as_bytes()).any(is_unit)
        };
        find(document, &SHARES, may_hold, |groups| {
            let mark = &groups["mark"];
            let form = if mark == "%" { 0 } else { usize::from(mark.ends_with('%')) };
            let form = if mark.contains("per cent") {
                3
            } else if mark.contains("percent") {
                2
            } else {
                form
            };
            (form, "mark")
        })
    },
    rewrite: |_, form| ["%", " %", " percent", " per cent"].get(form).map(|&mark| mark.to_owned()),
};

const PER_CENT: [&str; 2] = [" percent", " per cent"];

/// What all of [`PER_CENT`] begin with.
static PER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(" per"));

static SHARES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b\d+(?<mark>[ \u{a0}]?%| percent\b| per cent\b)").expect("an expression"));

/// Finds an expression in the prose that `may_hold` it: what it shows, and which of its groups is the place.
fn find(
    document: &Document,
    expression: &Regex,
    may_hold: impl Fn(&str) -> bool,
    form: impl Fn(&regex::Captures<'_>) -> (usize, &'static str),
) -> Vec<FormUse> {
    let mut found = Vec::new();
    for (prose, block) in document.prose.iter().enumerate() {
        let text = block.prose.text();
        if !may_hold(text) {
            continue;
        }
        for groups in expression.captures_iter(text) {
            let (form, place) = form(&groups);
            found.extend(groups.name(place).map(|place| FormUse { form, prose, span: place.range() }));
        }
    }
    found
}

fn find_dashes(document: &Document) -> Vec<FormUse> {
    let mut found = Vec::new();
    for (prose, block) in document.prose.iter().enumerate() {
        let kind = document.blocks[block.block].kind;
        let is_in_list =
            document.blocks[block.block].parent.is_some_and(|it| document.blocks[it].kind == BlockKind::Item);
        // A dash after the label of an item is another thing.
        if is_in_list || matches!(kind, BlockKind::Item | BlockKind::TableCell | BlockKind::Heading) {
            continue;
        }
        let text = block.prose.text();
        for (start, mark) in marks(text, memchr::memchr2_iter(b'-', MARK_LEAD, text.as_bytes()), &["—", "–", "-"]) {
            found.extend(dash(text, start, mark).map(|(form, span)| FormUse { form, prose, span }));
        }
    }
    found
}

/// The form of the dash that begins at `start`, with the spaces around it.
fn dash(text: &str, start: usize, mark: &str) -> Option<(usize, Span)> {
    let before = &text[..start];
    if before.ends_with('-') {
        return None;
    }
    let hyphens = text[start..].bytes().take_while(|byte| *byte == b'-').count();
    let end = start + if mark == "-" { hyphens } else { mark.len() };
    let (left, right) = (before.ends_with(' '), text[end..].starts_with(' '));
    let is_part =
        |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || matches!(c, TOKEN | ')' | '(' | '”' | '“' | '"'));
    let beside = is_part(before.trim_end_matches(' ').chars().next_back())
        && is_part(text[end..].trim_start_matches(' ').chars().next());
    let spaced = start.saturating_sub(1)..end + 1;
    let (form, span) = match (mark, hyphens, left, right) {
        ("—", _, false, false) => (0, start..end),
        ("—", _, true, true) => (1, spaced),
        ("–", _, true, true) => (2, spaced),
        ("-", 1, true, true) => (3, spaced),
        ("-", 2, true, true) => (4, spaced),
        ("-", 3, true, true) => (5, spaced),
        _ => return None,
    };
    beside.then_some((form, span))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::forms;
    use super::*;

    #[test]
    fn forms_are_told_apart() {
        let dashes = forms(
            &DASHES,
            "One—two, three — four, five – six, a - b, c -- d, e --- f, 1-2, well-known, --flag.\n\n- x — y",
        );
        assert_eq!(dashes.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(
            forms(&EG_COMMA, "Some, e.g. one; others, i.e., two."),
            [(1, "e.g.".to_owned()), (0, "i.e.,".to_owned())]
        );
        let shares = forms(&PERCENT, "50% or 50 % or 50 percent or 5 per cent.");
        assert_eq!(shares.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }

    #[test]
    fn every_form_has_a_name() {
        for convention in PUNCTUATION {
            assert_eq!(convention.forms.len(), convention.names.len(), "{}", convention.rule);
        }
    }

    #[test]
    fn a_form_becomes_another() {
        assert_eq!((DASHES.rewrite)(" -- ", 0).as_deref(), Some("—"));
    }
}
