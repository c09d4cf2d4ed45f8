//! Conventions of quotation marks and apostrophes: straight or curly, double or single.

use memchr::memmem;

use super::form::Convention;
use super::marks::{Kind, MarkedText};
use redline_document::document::OBJECT_REPLACEMENT;
use redline_document::source::Span;

/// Apostrophes and quotation marks.
pub static QUOTES: Convention = straight_or_curly("quotes and apostrophes", quotes);

/// Apostrophes and quotation marks as two conventions, for languages other than English: a French book may use
/// straight apostrophes and curly quotation marks consistently.
pub static QUOTES_APART: [&Convention; 2] = [&APOSTROPHES, &MARKS_OF_QUOTATION];

static APOSTROPHES: Convention = straight_or_curly("apostrophes", |marked| quotes_where(marked, is_apostrophe));

static MARKS_OF_QUOTATION: Convention =
    straight_or_curly("quotes", |marked| quotes_where(marked, |mark| !is_apostrophe(mark)));

const fn straight_or_curly(title: &'static str, find: fn(&MarkedText<'_>) -> Vec<(usize, Span)>) -> Convention {
    let forms = &["straight", "curly"];
    Convention { rule: "quotes-form", title, forms, names: forms, minimum: 10, find, rewrite: rewritten_mark }
}

fn is_apostrophe(mark: &str) -> bool {
    matches!(mark, "'" | "’")
}

/// Uses of [`quotes`] whose mark satisfies a predicate.
fn quotes_where(marked: &MarkedText<'_>, is_included: impl Fn(&str) -> bool) -> Vec<(usize, Span)> {
    let mut found = quotes(marked);
    found.retain(|(_, span)| is_included(&marked.text[span.clone()]));
    found
}

/// Rewrites a mark in the other form, if that is known.
fn rewritten_mark(mark: &str, form: usize) -> Option<String> {
    match (mark, form) {
        ("'", 1) => Some("’".to_owned()),
        ("’", 0) => Some("'".to_owned()),
        ("“" | "”", 0) => Some("\"".to_owned()),
        // An opening or a closing mark, depending on its context.
        _ => None,
    }
}

/// Marks around quoted words.
pub static QUOTATION_MARKS: Convention = Convention {
    rule: "quotation-marks",
    title: "quotation marks",
    forms: &["\"a\"", "'a'"],
    names: &["double", "single"],
    minimum: 10,
    find: quotations,
    rewrite: |quotation, form| {
        let mark = MARKS.iter().find(|mark| quotation.starts_with(mark.open))?;
        let other = MARKS.iter().find(|other| other.form == form && other.is_curly() == mark.is_curly())?;
        let words = quotation.strip_prefix(mark.open)?.strip_suffix(mark.close)?;
        // Quotations inside it would have to change too.
        (!words.contains(['"', '“', '”', '‘'])).then(|| format!("{}{words}{}", other.open, other.close))
    },
};

/// Pair of quotation marks.
struct Mark {
    open: &'static str,
    close: &'static str,
    /// Index of its form.
    form: usize,
}

impl Mark {
    fn is_curly(&self) -> bool {
        self.open != self.close
    }
}

const MARKS: [Mark; 4] = [
    Mark { open: "“", close: "”", form: 0 },
    Mark { open: "\"", close: "\"", form: 0 },
    Mark { open: "‘", close: "’", form: 1 },
    Mark { open: "'", close: "'", form: 1 },
];

/// Maximum length of a quotation in bytes: a mark farther on belongs to something else.
const LONGEST: usize = 300;

/// Maximum number of spaces in a quotation between straight single marks, which are apostrophes too.
const MOST_SPACES: usize = 3;

/// Apostrophes, and marks around words.
fn quotes(marked: &MarkedText<'_>) -> Vec<(usize, Span)> {
    let text = marked.text;
    let mut found = Vec::new();
    for (start, mark) in marked.marks(Kind::Quote) {
        let form = match mark {
            '\'' | '"' => 0,
            '’' | '“' | '”' => 1,
            _ => continue,
        };
        let end = start + mark.len_utf8();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let inside = is_letter(text[..start].chars().next_back()) && is_letter(text[end..].chars().next());
        // A straight mark beside a number or code may be a minute, an inch or a literal.
        if inside || matches!(mark, '“' | '”') || (mark == '"' && is_quotation(text, start)) {
            found.push((form, start..end));
        }
    }
    found
}

/// Whether a straight mark opens or closes a quotation.
fn is_quotation(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
    let opens = before.is_none_or(|c| c.is_whitespace() || c == '(') && after.is_some_and(char::is_alphabetic);
    let closes = before.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | ',' | '!' | '?'))
        && after.is_none_or(|c| !c.is_alphanumeric());
    opens || closes
}

/// Quotations that are not inside another.
fn quotations(marked: &MarkedText<'_>) -> Vec<(usize, Span)> {
    let text = marked.text;
    let mut found = Vec::new();
    let mut end = 0;
    for (start, mark) in marked.marks(Kind::Quote).filter(|(_, mark)| matches!(mark, '“' | '"' | '‘' | '\'')) {
        let Some(mark) = MARKS.iter().find(|known| known.open.starts_with(mark) && start >= end) else { continue };
        let Some(span) = quotation(text, start, mark) else { continue };
        end = span.end;
        let words = &text[start + mark.open.len()..span.end];
        // One that starts with a number or another mark, is continued in the next block, or is long does not count.
        if words.starts_with(|c: char| c.is_alphabetic() || c == OBJECT_REPLACEMENT)
            && words.len() <= LONGEST
            && words.ends_with(mark.close)
        {
            found.push((mark.form, span));
        }
    }
    found
}

/// Quotation that a mark at `start` opens; without a closing mark, it extends to the end of the text.
fn quotation(text: &str, start: usize, mark: &Mark) -> Option<Span> {
    let before = text[..start].chars().next_back();
    let from = start + mark.open.len();
    let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
    if !opens || text[from..].starts_with(char::is_whitespace) {
        return None;
    }
    if mark.form == 1 {
        return single_quotation(text, start, mark);
    }
    let end = closing(text, from, text.len(), mark).map_or(text.len(), |at| at + mark.close.len());
    Some(start..end)
}

/// The same for single marks, which may be apostrophes.
fn single_quotation(text: &str, start: usize, mark: &Mark) -> Option<Span> {
    let from = start + mark.open.len();
    let limit = text.len().min(from + LONGEST);
    let at = closing(text, from, limit, mark)?;
    let (words, end) = (&text[from..at], at + mark.close.len());
    // `‘the users’ files’`: it is ambiguous which of the two closes.
    let opens = |place: usize| !text[..end + place].ends_with(char::is_alphanumeric);
    let opens_again = |next: usize| text[end..next].match_indices(mark.open).any(|(place, _)| opens(place));
    let is_possessive = words.ends_with('s') && closing(text, end, limit, mark).is_some_and(|next| !opens_again(next));
    (is_quoted(words, mark) && !is_possessive).then_some(start..end)
}

/// Position of the mark that closes a quotation, from `from` on and before `limit`.
fn closing(text: &str, from: usize, limit: usize, mark: &Mark) -> Option<usize> {
    let closes = |&at: &usize| {
        let (inside, after) = (text[..at].chars().next_back(), text[at + mark.close.len()..].chars().next());
        !inside.is_some_and(char::is_whitespace) && !after.is_some_and(char::is_alphanumeric)
    };
    let near = text.as_bytes().get(from..limit)?;
    memmem::find_iter(near, mark.close).map(|at| from + at).find(closes)
}

/// Whether single marks around words are quotation marks, not apostrophes as in `'tis the users'` or `'a of the
/// owners'`.
fn is_quoted(words: &str, mark: &Mark) -> bool {
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let short_forms = ["tis", "twas", "em", "til", "cause", "n"];
    let is_short_form = short_forms.iter().any(|form| form.eq_ignore_ascii_case(first));
    let is_variable = words.contains(char::is_whitespace) && first.chars().nth(1).is_none();
    let is_long = words.matches(char::is_whitespace).count() > MOST_SPACES || words.contains([';', ':']);
    !is_short_form && (mark.is_curly() || !(is_long || is_variable))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::forms;
    use super::*;

    #[test]
    fn straight_and_curly_marks_are_two_forms() {
        let quotes = forms(&QUOTES, "It's “so” and it’s \"so\", 5'10\", 'x'.");
        assert_eq!(quotes.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [0, 1, 1, 1, 0, 0]);
        assert_eq!((QUOTES.rewrite)("\"", 1), None);
    }

    #[test]
    fn double_and_single_marks_are_two_forms() {
        let found = |text: &str| forms(&QUOTATION_MARKS, text);
        let text = "A ‘b’, “c ‘d’ e”, 'fs gs' or 'hs' and \"h\" (‘i’s’), [the ‘j’][k]; ‘don’t `l` m’.";
        let quoted: Vec<String> = found(text).into_iter().map(|(form, words)| format!("{form} {words}")).collect();
        assert_eq!(
            quoted,
            ["1 ‘b’", "0 “c ‘d’ e”", "1 'fs gs'", "1 'hs'", "0 \"h\"", "1 ‘i’s’", "1 ‘j’", "1 ‘don’t \u{fffc} m’"]
        );
        for apostrophes in [
            "The users’ and the owners’ files in ’90s style; ‘twas the users’ choice.",
            "Don't take the users' files, 'tis the owners' choice.",
            "The lifetimes 'a and 'b, as in 'a: the users' choice, a 5' pole, a 5' 10\" one.",
            "An ‘open one, and \"another ",
            "'Tis the users' choice, and ‘Twas the users’ choice.",
            "The 'c of the structs' fields, and ‘the users’ files are lost’.",
            "It says “3 of the ‘best’ ones”, \"1 'binding' found\" and “… and ‘so’ on, which goes on",
        ] {
            assert_eq!(found(apostrophes), [], "{apostrophes}");
        }
    }

    #[test]
    fn a_quotation_is_rewritten() {
        let rewrite = QUOTATION_MARKS.rewrite;
        assert_eq!(rewrite("‘so it’s’", 0).as_deref(), Some("“so it’s”"));
        assert_eq!(rewrite("'so'", 0).as_deref(), Some("\"so\""));
        assert_eq!(rewrite("“so”", 1).as_deref(), Some("‘so’"));
        assert_eq!(rewrite("“so ‘it’ is”", 1), None);
        assert_eq!(rewrite("\"it's\"", 1).as_deref(), Some("'it's'"));
    }

    #[test]
    fn unclosed_marks_take_linear_time() {
        for mark in ["\"a ", "‘a ", "'a "] {
            assert_eq!(forms(&QUOTATION_MARKS, &mark.repeat(100_000)), []);
        }
    }
}
