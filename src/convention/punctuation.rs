//! The forms of punctuation: dashes, quotes, the serial comma, the comma after `e.g.`, percent.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::form::{Convention, FormUse};
use crate::document::{BlockKind, Document, TOKEN};
use crate::source::Span;

/// Every convention of punctuation.
pub static PUNCTUATION: [&Convention; 5] = [&DASHES, &QUOTES, &SERIAL_COMMA, &EG_COMMA, &PERCENT];

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

/// Apostrophes and quotation marks.
pub static QUOTES: Convention = Convention {
    rule: "quotes-form",
    title: "quotes and apostrophes",
    forms: &["straight", "curly"],
    names: &["straight", "curly"],
    minimum: 10,
    find: find_quotes,
    rewrite: |mark, form| match (mark, form) {
        ("'", 1) => Some("’".to_owned()),
        ("’", 0) => Some("'".to_owned()),
        ("“" | "”", 0) => Some("\"".to_owned()),
        // Which of the two it is depends on what stands beside it.
        _ => None,
    },
};

/// The comma before the last of several.
pub static SERIAL_COMMA: Convention = Convention {
    rule: "serial-comma",
    title: "serial comma",
    forms: &["a, b, and c", "a, b and c"],
    names: &["always", "never"],
    minimum: 5,
    find: find_series,
    rewrite: |joint, form| match form {
        0 => Some(format!(",{joint}")),
        _ => joint.strip_prefix(',').map(str::to_owned),
    },
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
        let may_hold =
            |text: &str| text.contains('%') || PER_CENT.iter().any(|finder| finder.find(text.as_bytes()).is_some());
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

static PER_CENT: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| [" percent", " per cent"].map(Finder::new));

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

/// What stands before the last of several.
static JOINTS: LazyLock<[(&str, Finder<'static>); 2]> =
    LazyLock::new(|| [" and ", " or "].map(|joint| (joint, Finder::new(joint))));

/// Lists of single words, found by the conjunction before the last.
fn find_series(document: &Document) -> Vec<FormUse> {
    let mut found = Vec::new();
    for (prose, block) in document.prose.iter().enumerate() {
        let text = block.prose.text();
        for (joint, finder) in &*JOINTS {
            for at in finder.find_iter(text.as_bytes()) {
                let form = usize::from(!text[..at].ends_with(','));
                let start = if form == 0 { at - 1 } else { at };
                let end = at + joint.len() - 1;
                if is_series(&text[..start], &text[end + 1..]) {
                    found.push(FormUse { form, prose, span: start..end });
                }
            }
        }
    }
    found.sort_by_key(|found| (found.prose, found.span.start));
    found
}

/// Whether two words or more, parted by commas, stand before a conjunction, and one word that ends its
/// clause behind it.
fn is_series(before: &str, after: &str) -> bool {
    let word_before = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_lowercase()).len();
    let last = word_before(before);
    let Some(head) = before[..before.len() - last].strip_suffix(", ") else { return false };
    let word = head.len() - head.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let starts = head[..head.len() - word].chars().next_back().is_none_or(char::is_whitespace);
    let next = after.bytes().take_while(u8::is_ascii_lowercase).count();
    let ends = after[next..].chars().next().is_none_or(|c| matches!(c, '.' | ';' | ':' | ')'));
    last > 0 && word > 0 && starts && next > 0 && ends
}

/// The first byte of the marks beyond ASCII.
const MARK_LEAD: u8 = 0xe2;

/// The marks that stand at some of the `places`, with where they begin.
fn marks(
    text: &str,
    places: impl Iterator<Item = usize>,
    marks: &'static [&'static str],
) -> impl Iterator<Item = (usize, &'static str)> {
    let mark_at = |at: usize| marks.iter().find(|mark| text.as_bytes()[at..].starts_with(mark.as_bytes())).copied();
    places.filter_map(move |at| Some((at, mark_at(at)?)))
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

fn find_quotes(document: &Document) -> Vec<FormUse> {
    let mut found = Vec::new();
    for (prose, block) in document.prose.iter().enumerate() {
        let text = block.prose.text();
        let places = memchr::memchr3_iter(b'\'', b'"', MARK_LEAD, text.as_bytes());
        for (start, mark) in marks(text, places, &["'", "’", "\"", "“", "”"]) {
            let end = start + mark.len();
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            let inside = is_letter(text[..start].chars().next_back()) && is_letter(text[end..].chars().next());
            // A mark of its own beside a number or code may be a minute, an inch or a literal.
            if inside || matches!(mark, "“" | "”") || (mark == "\"" && is_quotation(text, start)) {
                let form = usize::from(!matches!(mark, "'" | "\""));
                found.push(FormUse { form, prose, span: start..end });
            }
        }
    }
    found
}

/// Whether a straight mark opens or closes words.
fn is_quotation(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
    let opens = before.is_none_or(|c| c.is_whitespace() || c == '(') && after.is_some_and(char::is_alphabetic);
    let closes = before.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | ',' | '!' | '?'))
        && after.is_none_or(|c| !c.is_alphanumeric());
    opens || closes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    fn forms(convention: &Convention, text: &str) -> Vec<(usize, String)> {
        let document = Document::of_text(text, &Dialect::default());
        let words = |found: &FormUse| document.prose[found.prose].prose.text()[found.span.clone()].to_owned();
        (convention.find)(&document).iter().map(|found| (found.form, words(found))).collect()
    }

    #[test]
    fn forms_are_told_apart() {
        let dashes = forms(
            &DASHES,
            "One—two, three — four, five – six, a - b, c -- d, e --- f, 1-2, well-known, --flag.\n\n- x — y",
        );
        assert_eq!(dashes.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        let series = forms(&SERIAL_COMMA, "Red, green, and blue. Or one, two and three; a and b.");
        assert_eq!(series, [(0, ", and".to_owned()), (1, " and".to_owned())]);
        assert_eq!(
            forms(&EG_COMMA, "Some, e.g. one; others, i.e., two."),
            [(1, "e.g.".to_owned()), (0, "i.e.,".to_owned())]
        );
        let shares = forms(&PERCENT, "50% or 50 % or 50 percent or 5 per cent.");
        assert_eq!(shares.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [0, 1, 2, 3]);
        let quotes = forms(&QUOTES, "It's “so” and it’s \"so\", 5'10\", 'x'.");
        assert_eq!(quotes.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [0, 1, 1, 1, 0, 0]);
    }

    #[test]
    fn every_form_has_a_name() {
        for convention in PUNCTUATION {
            assert_eq!(convention.forms.len(), convention.names.len(), "{}", convention.rule);
        }
    }

    #[test]
    fn a_form_becomes_another() {
        assert_eq!((SERIAL_COMMA.rewrite)(" and", 0).as_deref(), Some(", and"));
        assert_eq!((SERIAL_COMMA.rewrite)(", or", 1).as_deref(), Some(" or"));
        assert_eq!((DASHES.rewrite)(" -- ", 0).as_deref(), Some("—"));
        assert_eq!((QUOTES.rewrite)("\"", 1), None);
    }
}
