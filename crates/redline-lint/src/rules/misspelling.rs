#![doc = include_str!("misspelling.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{BlockKind, Prose};
use redline_document::edit::{Applicability, Change, Fix};
use redline_document::source::Span;
use redline_english::rewording::reworded;
use redline_english::spelling::{Dictionary, is_in_label, known_misspelling, may_be_english};
use redline_text::{cased_as, opens_sentence};

pub(super) static RULE: Rule = Rule { meta: &catalogue::MISSPELLING, check };

/// From how many letters on a misspelling is no name, though it has a capital in mid-sentence.
const LONG: usize = 8;

/// How far a word can be trusted to be prose in its context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Usage {
    /// It is a word of a sentence.
    Word,
    /// It may be a name or a part of one.
    Doubtful,
    /// It is a name, or is mentioned and not used.
    Name,
}

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        let text = block.prose.text();
        let in_heading = document.blocks[block.block].kind == BlockKind::Heading;
        for (span, word) in block.words() {
            let Some(misspelling) = known_misspelling(word) else { continue };
            // A word that code has is a name, unless it is clearly the verb of a sentence.
            let is_in_code = cx.book.misspellings_in_code.contains(&word.to_lowercase());
            if is_in_code && !(misspelling.is_certain && is_after_subject(&text[..span.start])) {
                continue;
            }
            let usage = if is_in_label(text, &span) { Usage::Word } else { usage(text, &span, in_heading) };
            if usage != Usage::Name && !is_named_beside(text, &text[..span.start], misspelling.correction) {
                report(
                    cx,
                    &block.prose,
                    span,
                    misspelling.correction,
                    misspelling.is_certain && !is_in_code && usage == Usage::Word,
                );
            }
        }
    }
}

/// Classifies the context of a word.
fn usage(text: &str, span: &Span, in_heading: bool) -> Usage {
    let word = &text[span.clone()];
    let (before, after) = (&text[..span.start], &text[span.end..]);
    if !is_plain(text, span, word)
        || is_quoted_alone(before, after)
        || is_in_compound_word(before, word, after)
        || is_elided(word, after)
    {
        return Usage::Name;
    }
    let is_compound =
        before.ends_with(HYPHENS) || after.starts_with(HYPHENS) || is_called_so(before) || is_cut(word, after);
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return if is_compound { Usage::Doubtful } else { Usage::Word };
    }
    if !opens_sentence(before) {
        // In a heading a capital is weak evidence.
        return if in_heading { Usage::Doubtful } else { Usage::Name };
    }
    let is_followed_by_name = after.strip_prefix([' ', '\n']).is_some_and(|next| next.starts_with(char::is_uppercase));
    if is_compound || is_followed_by_name { Usage::Doubtful } else { Usage::Word }
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

/// Whether an apostrophe replaces the last letter: *runnin'*.
fn is_elided(word: &str, after: &str) -> bool {
    word.ends_with("in") && after.starts_with(['\'', '’'])
}

/// Whether a misspelling is named beside its correction: *hierarchy, not heirarchy*.
fn is_named_beside(text: &str, before: &str, correction: &str) -> bool {
    let last = before.trim_end_matches([' ', '\n', '"', '“', '\'', '‘', '*', '_', '(']);
    let last = last.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(last, "not" | "than" | "of" | "or" | "as") && text.to_lowercase().contains(correction)
}

/// Whether what follows is a verb: *we recieve*, *has occured*.
fn is_after_subject(before: &str) -> bool {
    const SUBJECTS: [&str; 15] = [
        "been", "can", "could", "had", "has", "have", "i", "may", "might", "must", "should", "they", "we", "would",
        "you",
    ];
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    SUBJECTS.binary_search(&last.as_str()).is_ok()
}

/// Whether a space or a line break cuts a word in two: `achiev e`.
fn is_cut(word: &str, after: &str) -> bool {
    let next = after.strip_prefix([' ', '\n']).unwrap_or_default();
    let rest = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
    (1..=3).contains(&rest.len()) && Dictionary::BRITISH.contains(&format!("{word}{rest}").to_lowercase())
}

/// What joins the parts of a compound.
const HYPHENS: [char; 2] = ['-', '‑'];

/// Whether a word is alone between quotation marks, and so is mentioned, not used.
fn is_quoted_alone(before: &str, after: &str) -> bool {
    before.ends_with(['"', '“', '‘', '\'', '«']) && after.starts_with(['"', '”', '’', '\'', '»'])
}

/// Whether a word is a part of a compound that is a word without its hyphens, as `empted` of `pre-empted`.
fn is_in_compound_word(before: &str, word: &str, after: &str) -> bool {
    let is_of_compound = |c: char| c.is_alphabetic() || HYPHENS.contains(&c);
    let head = &before[before.trim_end_matches(is_of_compound).len()..];
    let tail = &after[..after.len() - after.trim_start_matches(is_of_compound).len()];
    if !head.ends_with(HYPHENS) && !tail.starts_with(HYPHENS) {
        return false;
    }
    let joined = format!("{head}{word}{tail}").replace(HYPHENS, "").to_lowercase();
    // An option of a command has nothing before its hyphens.
    head.trim_matches(HYPHENS).is_empty() && head.ends_with(HYPHENS)
        || Dictionary::BRITISH.contains(&joined)
        || may_be_english(&joined)
}

/// Whether a word stands as a word: no part of a name, a path or a compound with code, and with a
/// capital only where a sentence gives it one, unless it is long.
pub(super) fn is_plain(text: &str, span: &Span, word: &str) -> bool {
    let joins = |c: char| {
        matches!(
            c,
            '_' | '/' | '\\' | '@' | '#' | '.' | '=' | '$' | '&' | redline_document::document::OBJECT_REPLACEMENT
        )
    };
    let mut after = text[span.end..].chars();
    let (next, second) = (after.next(), after.next());
    let joined_after = match next {
        Some('.') => second.is_some_and(char::is_alphanumeric),
        Some(c) => joins(c) || c == '(' && second == Some(')') || c == ':' && second == Some(':'),
        None => false,
    };
    // The label of a reference whose definition is missing.
    let is_reference = text[..span.start].ends_with("][");
    let is_joined =
        is_reference || joined_after || text[..span.start].ends_with(joins) || text[..span.start].ends_with("::");
    let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_name = is_capital && word.len() < LONG && !opens_sentence(&text[..span.start]);
    !is_joined && !is_name && !is_in_file_name(text, span)
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

fn report(cx: &mut Context<'_>, prose: &Prose, span: Span, correction: &str, is_certain: bool) {
    let word = &prose.text()[span.clone()];
    let right = cased_as(word, correction);
    let edits = reworded(cx.document, prose, &span, &right);
    let is_label = is_in_label(prose.text(), &span);
    let applicability = if is_certain { Applicability::Safe } else { Applicability::Unsafe };
    let found = cx.report(prose.source(span), format!("`{word}` is a misspelling of `{right}`"));
    if let Some(edits) = edits {
        found.fix(Fix::new(format!("write `{right}`"), applicability, Change::Text, edits));
    } else if is_label {
        found.help("tests and links may name this label, so it is left to you");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, word: &str) -> Usage {
        let start = text.find(word).unwrap();
        usage(text, &(start..start + word.len()), false)
    }

    #[test]
    fn words_are_distinguished_from_names() {
        assert_eq!(of("We recieve it.", "recieve"), Usage::Word);
        assert_eq!(of("Done. Recieve it.", "Recieve"), Usage::Word);
        for (text, word) in [("Synopsis VCS is one.", "Synopsis"), ("a GCC-sytle option", "sytle")] {
            assert_eq!(of(text, word), Usage::Doubtful, "{text}");
        }
        for (text, word) in [
            ("It is pre-empted.", "empted"),
            ("Write \"recieve\" so.", "recieve"),
            ("by Professor Recieve", "Recieve"),
            ("in ch12-the-librarys-use.md", "librarys"),
            ("with --recieve", "recieve"),
            ("asked Definately Company", "Definately"),
        ] {
            assert_eq!(of(text, word), Usage::Name, "{text}");
        }
    }
}
