//! The comma after short connectives that open a sentence.

use super::form::Convention;
use super::marks::Kind;
use crate::source::Span;

/// The comma after *So*, *Then*, *Thus* and their like, of which guides do not agree.
pub static CONNECTIVES: Convention = Convention {
    rule: "connective-comma",
    title: "after so, then, thus",
    forms: &["So, we", "So we"],
    names: &["comma", "none"],
    minimum: 10,
    find: |block| {
        let text = block.text;
        let stops = block.places(Kind::Stop).map(|at| at + 2);
        let starts = stops.filter(|&at| matches!(text.as_bytes().get(at - 1), Some(b' ' | b'\n')));
        std::iter::once(0).chain(starts).filter_map(|at| connective(text, at)).collect()
    },
    rewrite: |words, form| match form {
        0 => Some(format!("{words},")),
        _ => words.strip_suffix(',').map(str::to_owned),
    },
};

/// Words that open a sentence, with a comma or without.
const WORDS: [&str; 5] = ["So", "Then", "Thus", "Hence", "Otherwise"];

/// Words that begin the subject behind them. *So that* and *Then add* have other habits.
const SUBJECTS: [&str; 14] =
    ["a", "an", "it", "our", "the", "there", "these", "they", "this", "those", "we", "you", "your", "each"];

/// The form of the connective at `start`, with the comma behind it.
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
