//! Completions of the terms that a book has chosen.

use redline_lint::terms::Term;

use super::{Completion, CompletionKind, written_len};
use crate::navigation::caret::Caret;

/// The fewest characters that are completed to a term.
const MIN_CHARS: usize = 2;

/// The terms whose beginning is before the caret, and those that forbid words which begin so.
pub(super) fn completions(caret: &Caret<'_>) -> Vec<Completion> {
    let base = &caret.view.live.open_book().settings.terms;
    let chapter = caret.chapter();
    if is_in_tag(caret.before()) {
        return Vec::new();
    }
    let rest = written_len(caret.after(), is_of_word);
    let mut found: Vec<Completion> = Vec::new();
    let in_scope = base.own().iter().enumerate().filter(|(index, _)| base.is_in_scope(*index, &chapter.path));
    for (_, term) in in_scope {
        let before = caret.before();
        let own = written(before, &term.term).map(|len| (len, &term.term));
        let forbidden = || term.not.iter().find_map(|words| Some((written(before, words)?, words)));
        let Some((len, filter)) = own.or_else(forbidden) else { continue };
        let as_it_is = before[before.len() - len..] == term.term && rest == 0;
        if as_it_is {
            continue;
        }
        found.push(Completion {
            replace: caret.offset - len..caret.offset + rest,
            insert: term.term.clone(),
            label: term.term.clone(),
            detail: detail(term),
            kind: CompletionKind::Term,
            filter: filter.clone(),
        });
    }
    found
}

/// Whether a text ends inside a tag.
fn is_in_tag(before: &str) -> bool {
    let tag = before.rfind('<').map(|at| &before[at + 1..]);
    tag.is_some_and(|tag| !tag.contains('>') && tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

/// The number of bytes at the end of `before` with which `words` begins, in any case, from the start of a word on.
fn written(before: &str, words: &str) -> Option<usize> {
    let starts = before.char_indices().map(|(at, _)| at).rev();
    let is_start = |at: &usize| before[..*at].chars().next_back().is_none_or(|c| !is_of_word(c));
    let is_beginning = |at: &usize| {
        let written = before[*at..].chars().flat_map(char::to_lowercase);
        let mut expected = words.chars().flat_map(char::to_lowercase);
        before[*at..].chars().count() >= MIN_CHARS && written.into_iter().all(|c| expected.next() == Some(c))
    };
    let longest = words.len() * 2;
    let near = starts.take_while(|at| before.len() - at <= longest);
    near.filter(is_start).filter(is_beginning).last().map(|at| before.len() - at)
}

/// The note of a term, else what it replaces.
fn detail(term: &Term) -> Option<String> {
    let not = (!term.not.is_empty()).then(|| format!("not: {}", term.not.join(", ")));
    let note = term.note.as_deref().map(|note| note.split_whitespace().collect::<Vec<_>>().join(" "));
    note.or(not)
}
