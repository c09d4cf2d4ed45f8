//! The use of a word in its text: as a word of a sentence, or as part of a name, a path or code.

use std::ops::Range;

use redline_document::document::OBJECT_REPLACEMENT;
use redline_text::{Span, opens_sentence};

use super::judge::Capitals;
use super::label::is_in_label;
use super::lexicon;

/// The use of a word in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// As a word of a sentence.
    Word,
    /// As a word that may be a name or a part of one.
    Doubtful,
    /// In a compound whose other parts are not all known words.
    InCompound,
    /// As the subject of the sentence: alone in quotation marks, or cut short on purpose.
    Mentioned,
    /// In an identifier, a path, an option or an address.
    Identifier,
}

/// What joins the parts of a compound.
const HYPHENS: [char; 2] = ['-', '‑'];

/// The greatest number of parts of a compound that is written with hyphens.
const MAX_PARTS: usize = 3;

/// Classifies the use of a word.
pub fn usage(text: &str, span: &Span) -> Usage {
    if is_in_label(text, span) {
        return Usage::Word;
    }
    let word = &text[span.clone()];
    let (before, after) = (&text[..span.start], &text[span.end..]);
    if is_joined(before, after) || is_in_file_name(text, span) || is_option(before) {
        return Usage::Identifier;
    }
    if is_quoted_alone(before, after) || is_split_by_quote(before, after) || is_elided(word, after) {
        return Usage::Mentioned;
    }
    let compound = compound(text, span);
    // The label of a reference whose definition is missing.
    if text[..compound.start].ends_with("][") {
        return Usage::Identifier;
    }
    if compound.len() > word.len() {
        return in_compound(&text[compound.clone()], &text[compound.start..span.start]);
    }
    if is_called_so(before) || is_cut(word, after) { Usage::Doubtful } else { Usage::Word }
}

/// How a word is written. In a heading a capital is no sign of a name.
pub fn capitals(text: &str, span: &Span, in_heading: bool) -> Capitals {
    let word = &text[span.clone()];
    let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    if word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) {
        Capitals::Inner
    } else if !is_capital {
        Capitals::None
    } else if in_heading || opens_sentence(&text[..span.start]) {
        Capitals::Opening
    } else {
        Capitals::Initial
    }
}

/// Whether a word is joined to its neighbours by a character that words of sentences do not have beside them.
fn is_joined(before: &str, after: &str) -> bool {
    let joins = |c: char| {
        matches!(c, '_' | '/' | '\\' | '@' | '#' | '=' | '$' | '&' | '+' | '~' | '^' | '%' | '|' | OBJECT_REPLACEMENT)
            || c.is_alphanumeric()
    };
    let mut next = after.chars();
    let (first, second) = (next.next(), next.next());
    let is_joined_after = match first {
        Some('.') => second.is_some_and(char::is_alphanumeric),
        Some('(') => second == Some(')'),
        Some(':') => second == Some(':'),
        Some('!') => matches!(second, Some('(' | '[' | '{')),
        Some('>' | '}') => true,
        Some(c) => joins(c),
        None => false,
    };
    is_joined_after
        || before.ends_with(joins)
        || before.ends_with(['.', '<', '{'])
        || before.ends_with("::")
        || before.ends_with("--")
}

/// Whether a hyphen before a word follows no other one: an option of a command.
fn is_option(before: &str) -> bool {
    before.strip_suffix(HYPHENS).is_some_and(|head| !head.ends_with(char::is_alphanumeric))
}

/// Whether a word is joined by hyphens to a part of a file name, an identifier or a number: `a-libary-b.md`.
fn is_in_file_name(text: &str, span: &Span) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if !text[..span.start].ends_with('-') && !text[span.end..].starts_with('-') {
        return false;
    }
    let head = text[..span.start].trim_end_matches(is_of_name).len();
    let tail = text[span.end..].trim_start_matches(is_of_name);
    let whole = text[head..text.len() - tail.len()].trim_end_matches('.');
    whole.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | '/'))
}

/// Whether a word is alone between quotation marks, and so is mentioned, not used.
fn is_quoted_alone(before: &str, after: &str) -> bool {
    before.ends_with(['"', '“', '‘', '\'', '«', '„']) && after.starts_with(['"', '”', '’', '\'', '»', '“'])
}

/// Whether a quotation mark splits a word: `d"istributed`.
fn is_split_by_quote(before: &str, after: &str) -> bool {
    const MARKS: [char; 3] = ['"', '“', '”'];
    before.strip_suffix(MARKS).is_some_and(|head| head.ends_with(char::is_alphanumeric))
        || after.strip_prefix(MARKS).is_some_and(|tail| tail.starts_with(char::is_alphanumeric))
}

/// Whether an apostrophe replaces a letter: *runnin'*, *d'être*.
fn is_elided(word: &str, after: &str) -> bool {
    word.ends_with("in") && after.starts_with(['\'', '’'])
}

/// The range of the compound with hyphens that a word is part of: the word alone if it is in none.
fn compound(text: &str, span: &Span) -> Range<usize> {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    if !before.ends_with(HYPHENS) && !after.starts_with(HYPHENS) {
        return span.clone();
    }
    let is_of_compound = |c: char| c.is_alphabetic() || HYPHENS.contains(&c);
    // A dash of hyphens ends it: `word--another`, `word -`.
    let head = &before[before.trim_end_matches(is_of_compound).len()..];
    let head = head.rsplit("--").next().unwrap_or_default().trim_start_matches(HYPHENS);
    let tail = &after[..after.len() - after.trim_start_matches(is_of_compound).len()];
    let tail = tail.split("--").next().unwrap_or_default().trim_end_matches(HYPHENS);
    span.start - head.len()..span.end + tail.len()
}

/// The use of a word in a compound, after the part `head` of it.
fn in_compound(compound: &str, head: &str) -> Usage {
    let joined = compound.replace(HYPHENS, "").to_lowercase();
    if lexicon::is_known(&joined) {
        return Usage::Mentioned;
    }
    let parts = compound.split(HYPHENS);
    let others = parts.clone().enumerate().filter(|(at, _)| *at != head.matches(HYPHENS).count());
    let is_known = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase()) && lexicon::is_known(part);
    let is_of_words = parts.count() <= MAX_PARTS && others.clone().all(|(_, part)| is_known(&part.to_lowercase()));
    // Capitals inside a compound are those of a name.
    let has_capital = compound.chars().skip(1).any(char::is_uppercase);
    if is_of_words && !has_capital { Usage::Doubtful } else { Usage::InCompound }
}

/// Whether what follows may be the name of something: *the field lenght*.
fn is_called_so(before: &str) -> bool {
    const NAMED: [&str; 14] = [
        "attribute",
        "called",
        "column",
        "crate",
        "field",
        "flag",
        "function",
        "key",
        "keyword",
        "method",
        "named",
        "operator",
        "parameter",
        "variable",
    ];
    before.split_whitespace().next_back().is_some_and(|last| NAMED.contains(&last))
}

/// Whether a space or a line break cuts a word in two: `achiev e`.
fn is_cut(word: &str, after: &str) -> bool {
    let next = after.strip_prefix([' ', '\n']).unwrap_or_default();
    let rest = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
    (1..=3).contains(&rest.len()) && lexicon::contains(&format!("{word}{rest}").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, word: &str) -> Usage {
        let start = text.find(word).unwrap();
        usage(text, &(start..start + word.len()))
    }

    #[test]
    fn words_are_distinguished_from_names() {
        for (text, word) in [("We recieve it.", "recieve"), ("r[a.recieve]", "recieve"), ("a recieve--so", "recieve")] {
            assert_eq!(of(text, word), Usage::Word, "{text}");
        }
        for (text, word) in
            [("a well-definded one", "definded"), ("the field lenght", "lenght"), ("achiev e", "achiev")]
        {
            assert_eq!(of(text, word), Usage::Doubtful, "{text}");
        }
        for (text, word) in [("a GCC-sytle option", "sytle"), ("a-b-c-recieve", "recieve")] {
            assert_eq!(of(text, word), Usage::InCompound, "{text}");
        }
        for (text, word) in [
            ("It is pre-empted.", "empted"),
            ("Write \"recieve\" so.", "recieve"),
            ("all d\"istributed", "istributed"),
            ("He is runnin' home.", "runnin"),
        ] {
            assert_eq!(of(text, word), Usage::Mentioned, "{text}");
        }
        for (text, word) in [
            ("in ch12-the-librarys-use.md", "librarys"),
            ("with --recieve", "recieve"),
            ("with -recieve", "recieve"),
            ("fieldof!(A)", "fieldof"),
            ("the libary.rs file", "libary"),
            ("recieve()", "recieve"),
            ("a::recieve", "recieve"),
            ("<recieve>", "recieve"),
            ("recieve_it", "recieve"),
            ("[x][recieve]", "recieve"),
            ("[x][a-recieve]", "recieve"),
        ] {
            assert_eq!(of(text, word), Usage::Identifier, "{text}");
        }
    }

    #[test]
    fn capitals_have_a_reason() {
        let of = |text: &str, in_heading| {
            let start = text.find(['r', 'R']).unwrap();
            capitals(text, &(start..start + 7), in_heading)
        };
        assert_eq!(of("We recieve it.", false), Capitals::None);
        assert_eq!(of("So. Recieve it.", false), Capitals::Opening);
        assert_eq!(of("We Recieve it.", false), Capitals::Initial);
        assert_eq!(of("We Recieve it.", true), Capitals::Opening);
        assert_eq!(of("We recIeve it.", true), Capitals::Inner);
    }
}
