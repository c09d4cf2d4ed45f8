//! Comma after short connectives at the start of a sentence.

use super::form::Convention;
use super::marks::{Kind, MarkedText};
use redline_document::source::Span;

/// Comma after *So*, *Then*, *Thus* and the like, on which style guides disagree.
pub static CONNECTIVES: Convention = Convention {
    rule: "connective-comma",
    title: "after so, then, thus",
    forms: &["So, we", "So we"],
    names: &["comma", "none"],
    minimum: 10,
    find: |marked: &MarkedText<'_>| {
        let text = marked.text;
        let after_stops = marked.positions(Kind::Stop).map(|at| at + 2);
        let starts = after_stops.filter(|&at| matches!(text.as_bytes().get(at - 1), Some(b' ' | b'\n')));
        std::iter::once(0).chain(starts).filter_map(|at| connective(text, at)).collect()
    },
    rewrite: |words, form| match form {
        0 => Some(format!("{words},")),
        _ => words.strip_suffix(',').map(str::to_owned),
    },
};

/// Connectives, written with a comma or without.
const WORDS: [&str; 5] = ["So", "Then", "Thus", "Hence", "Otherwise"];

/// First words of a subject. *So that* and *Then add* follow other conventions.
const SUBJECTS: [&str; 14] =
    ["a", "an", "it", "our", "the", "there", "these", "they", "this", "those", "we", "you", "your", "each"];

/// Form of the connective at `start`, and its bytes with the comma.
fn connective(text: &str, start: usize) -> Option<(usize, Span)> {
    let rest = text.get(start..)?;
    let word = WORDS.into_iter().find(|word| rest.starts_with(word))?;
    let after = &rest[word.len()..];
    let next = after.strip_prefix(',');
    let form = usize::from(next.is_none());
    let subject = next.unwrap_or(after).strip_prefix([' ', '\n'])?;
    let subject = subject.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    SUBJECTS.contains(&subject).then(|| (form, start..start + word.len() + 1 - form))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::forms;
    use super::*;

    #[test]
    fn connectives_before_a_subject_are_counted() {
        let text = "So we go. Then, it's there.\nThus the end. So that it works. Sooner they. Hence the. Then add it.";
        let found = forms(&CONNECTIVES, text);
        let words: Vec<(usize, &str)> = found.iter().map(|(form, words)| (*form, words.as_str())).collect();
        assert_eq!(words, [(1, "So"), (0, "Then,"), (1, "Thus"), (1, "Hence")]);
        assert_eq!((CONNECTIVES.rewrite)("So", 0).as_deref(), Some("So,"));
        assert_eq!((CONNECTIVES.rewrite)("So,", 1).as_deref(), Some("So"));
    }
}
