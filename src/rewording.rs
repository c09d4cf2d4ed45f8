//! What new words must do to fit where old ones stood: the case, the article before them, the form of
//! their apostrophes.

use crate::document::{Document, Prose};
use crate::edit::Edit;
use crate::language::{capitalised, opens_sentence};
use crate::source::Span;
use crate::spelling::is_in_label;
use crate::terms::{Found, Occurrence};

/// The edits that put `replacement` in place of a range of `prose`; `None` if the source does not hold
/// the words as they read, or they are a part of the label of a rule.
pub(crate) fn reworded(document: &Document, prose: &Prose, at: &Span, replacement: &str) -> Option<Vec<Edit>> {
    let mut edits = vec![replaced(document, prose, at, replacement)?];
    edits.extend(article(document, prose, at.start, &prose.text()[at.clone()], &edits[0].text));
    edits.sort_by_key(|edit| edit.span.start);
    Some(edits)
}

/// The edit alone that puts `replacement` in place of a range of `prose`, in languages whose articles are not known.
pub(crate) fn replaced(document: &Document, prose: &Prose, at: &Span, replacement: &str) -> Option<Edit> {
    let words = &prose.text()[at.clone()];
    let span = prose.source(at.clone());
    let is_plain = prose.is_verbatim(at.clone()) && is_same(&document.text()[span.clone()], words);
    if !is_plain || document.touches_protected(&span) || is_in_label(document.text(), &span) {
        return None;
    }
    let replacement = with_the_apostrophes_of(document, words, replacement);
    let cased = cased_like(words, &replacement, prose.text()[..at.start].trim_end());
    Some(Edit::replace(span, cased.as_str()))
}

/// The edits that put what is expected in place of words that were found of a term; `None` where they may not be exchanged.
pub(crate) fn occurrence_edits(document: &Document, prose: &Prose, found: &Occurrence) -> Option<Vec<Edit>> {
    match (found.is_certain || found.found == Found::Term, found.in_english) {
        (false, _) => None,
        (true, true) => reworded(document, prose, &found.span, &found.expected),
        (true, false) => Some(vec![replaced(document, prose, &found.span, &found.expected)?]),
    }
}

/// New words with curly apostrophes, if the file has some and the old words have no straight one.
pub(crate) fn with_the_apostrophes_of(document: &Document, old: &str, words: &str) -> String {
    if words.contains('\'') && document.has_curly_marks && !old.contains('\'') {
        words.replace('\'', "’")
    } else {
        words.to_owned()
    }
}

/// Whether the source holds these words; a line break in it may be a space in them.
pub(crate) fn is_same(source: &str, words: &str) -> bool {
    source.len() == words.len() && source.bytes().zip(words.bytes()).all(|(a, b)| a == b || (a == b'\n' && b == b' '))
}

/// The replacement with a capital if it opens a sentence that the words opened.
pub(crate) fn cased_like(words: &str, replacement: &str, before: &str) -> String {
    let is_capital = words.starts_with(char::is_uppercase);
    let is_lower = replacement.starts_with(char::is_lowercase);
    let differs_by_case = words.to_lowercase() == replacement.to_lowercase();
    if differs_by_case || !is_lower || !is_capital || !opens_sentence(before) {
        return replacement.to_owned();
    }
    capitalised(replacement)
}

/// `a` or `an` before the words, if the new ones want the other.
pub(crate) fn article(document: &Document, prose: &Prose, at: usize, old: &str, new: &str) -> Option<Edit> {
    let head = prose.text()[..at].strip_suffix(' ')?;
    let article = head.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let before = |words: &str| if crate::language::starts_with_vowel_sound(words) { "an" } else { "a" };
    let (wanted, expected) = (before(new), before(old));
    let is_article = article.eq_ignore_ascii_case("a") || article.eq_ignore_ascii_case("an");
    // An article that was wrong already is another rule's affair.
    if !is_article || !article.eq_ignore_ascii_case(expected) || wanted == expected {
        return None;
    }
    let place = head.len() - article.len()..head.len();
    // In the middle of a sentence a capital is a name: `Plan A`.
    if article.starts_with('A') && !opens_sentence(&head[..place.start]) {
        return None;
    }
    let span = prose.source(place.clone());
    let is_plain = prose.is_verbatim(place) && document.text()[span.clone()] == *article;
    let cased = if article.starts_with('A') { capitalised(wanted) } else { wanted.to_owned() };
    is_plain.then(|| Edit::replace(span, cased))
}
