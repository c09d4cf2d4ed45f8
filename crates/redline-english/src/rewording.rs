//! Adjustments of replacement text to its context: case, the preceding article, the form of apostrophes.

use redline_document::document::{Document, Prose};
use redline_document::edit::Edit;
use redline_text::{Language, Span, capitalised, opens_sentence};

use crate::ENGLISH;
use crate::spelling::is_in_label;

/// The edits that replace a range of English `prose`, as [`reworded_in`] makes them.
pub fn reworded(document: &Document, prose: &Prose, at: &Span, replacement: &str) -> Option<Vec<Edit>> {
    reworded_in(Some(&ENGLISH), document, prose, at, replacement)
}

/// The edits that replace a range of `prose` and, in a known language, correct the preceding article; `None` if the source
/// differs from the prose there, or the range is part of the label of a rule.
pub fn reworded_in(
    language: Option<&Language>,
    document: &Document,
    prose: &Prose,
    at: &Span,
    replacement: &str,
) -> Option<Vec<Edit>> {
    let words = &prose.text()[at.clone()];
    let span = prose.source(at.clone());
    let is_plain = prose.is_verbatim(at.clone()) && is_same(&document.text()[span.clone()], words);
    if !is_plain || document.touches_protected(&span) || is_in_label(document.text(), &span) {
        return None;
    }
    let replacement = with_the_apostrophes_of(document, words, replacement);
    let new = cased_like(words, &replacement, prose.text()[..at.start].trim_end());
    let article = language.and_then(|language| article_edit(language, document, prose, at.start, [words, &new]));
    Some(article.into_iter().chain([Edit::replace(span, new.as_str())]).collect())
}

/// The new words, with curly apostrophes if the file uses them and the old words have no straight one.
pub fn with_the_apostrophes_of(document: &Document, old: &str, words: &str) -> String {
    if words.contains('\'') && document.has_curly_marks && !old.contains('\'') {
        words.replace('\'', "’")
    } else {
        words.to_owned()
    }
}

/// Whether the source is equal to the words, apart from line breaks in place of spaces.
pub fn is_same(source: &str, words: &str) -> bool {
    source.len() == words.len() && source.bytes().zip(words.bytes()).all(|(a, b)| a == b || (a == b'\n' && b == b' '))
}

/// The replacement, with an initial capital if the old words had one as the start of a sentence.
pub fn cased_like(words: &str, replacement: &str, before: &str) -> String {
    let is_capital = words.starts_with(char::is_uppercase);
    let is_lower = replacement.starts_with(char::is_lowercase);
    let differs_by_case = words.to_lowercase() == replacement.to_lowercase();
    if differs_by_case || !is_lower || !is_capital || !opens_sentence(before) {
        return replacement.to_owned();
    }
    capitalised(replacement)
}

/// The edit that exchanges `a` and `an` before the words if the new ones require it.
pub fn article(document: &Document, prose: &Prose, at: usize, old: &str, new: &str) -> Option<Edit> {
    article_edit(&ENGLISH, document, prose, at, [old, new])
}

fn article_edit(
    language: &Language,
    document: &Document,
    prose: &Prose,
    at: usize,
    [old, new]: [&str; 2],
) -> Option<Edit> {
    let head = prose.text()[..at].strip_suffix(' ')?;
    let article = head.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let (wanted, expected) = ((language.article_before)(new), (language.article_before)(old));
    let is_article = language.articles.iter().any(|known| known.eq_ignore_ascii_case(article));
    // Another rule reports an article that was wrong before.
    if !is_article || !article.eq_ignore_ascii_case(expected) || wanted == expected {
        return None;
    }
    let place = head.len() - article.len()..head.len();
    let is_capital = article.starts_with(char::is_uppercase);
    // A capital in mid-sentence is a name: `Plan A`.
    if is_capital && !opens_sentence(&head[..place.start]) {
        return None;
    }
    let span = prose.source(place.clone());
    let is_plain = prose.is_verbatim(place) && document.text()[span.clone()] == *article;
    let cased = if is_capital { capitalised(wanted) } else { wanted.to_owned() };
    is_plain.then(|| Edit::replace(span, cased))
}

#[cfg(test)]
mod tests {
    use redline_document::document::Dialect;

    use super::*;

    /// The text with `new` in place of `old`.
    fn reword(language: Option<&Language>, text: &str, old: &str, new: &str) -> String {
        let document = Document::of_text(text, &Dialect::default());
        let prose = &document.prose[0].prose;
        let at = prose.text().find(old).unwrap();
        let mut result = text.to_owned();
        for edit in reworded_in(language, &document, prose, &(at..at + old.len()), new).unwrap().iter().rev() {
            result.replace_range(edit.span.clone(), &edit.text);
        }
        result
    }

    #[test]
    fn the_article_follows_the_new_words() {
        let english = |text, old, new| reword(Some(&ENGLISH), text, old, new);
        assert_eq!(english("We need a key.", "key", "API token"), "We need an API token.");
        assert_eq!(english("An access key.", "access key", "token"), "A token.");
        assert_eq!(english("We need the key.", "key", "API token"), "We need the API token.");
        assert_eq!(english("See Plan A key.", "key", "API token"), "See Plan A API token.");
        assert_eq!(english("Keys are long.", "Keys", "tokens"), "Tokens are long.");
    }

    #[test]
    fn articles_of_other_languages_are_values_too() {
        let hungarian = Language {
            tag: "hu",
            articles: &["a", "az"],
            article_before: |words| if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "az" } else { "a" },
            ..ENGLISH
        };
        assert_eq!(reword(Some(&hungarian), "Ez a kulcs.", "kulcs", "azonosító"), "Ez az azonosító.");
        assert_eq!(reword(None, "Ez a kulcs.", "kulcs", "azonosító"), "Ez a azonosító.");
    }
}
