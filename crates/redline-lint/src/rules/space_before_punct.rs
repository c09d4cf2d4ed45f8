#![doc = include_str!("space_before_punct.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::SPACE_BEFORE_PUNCT, check };

/// Words behind which a mark is no end of a sentence but is mentioned: *result and ?*.
const BEFORE_THINGS: [&str; 21] = [
    "a", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "operator", "or", "press", "the", "to",
    "type", "use", "using", "with", "write",
];

/// Words that questions begin with.
const QUESTIONS: [&str; 22] = [
    "are", "can", "could", "did", "do", "does", "has", "have", "how", "is", "should", "was", "were", "what", "when",
    "where", "which", "who", "whose", "why", "will", "would",
];

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        let prose = &block.prose;
        let text = prose.text();
        let bytes = text.as_bytes();
        let marks = memchr::memchr3_iter(b',', b'.', b';', bytes).chain(memchr::memchr2_iter(b'!', b'?', bytes));
        let spaces = marks.filter_map(|mark| mark.checked_sub(1)).filter(|&before| bytes[before] == b' ');
        for (at, mark) in spaces.map(|at| (at, bytes[at + 1])) {
            let ends = bytes.get(at + 2).is_none_or(|byte| matches!(byte, b' ' | b'\n'));
            // `the ? operator`, `use . for it`: what follows goes on with the sentence.
            let goes_on = bytes.get(at + 3).is_some_and(u8::is_ascii_lowercase) && !matches!(mark, b',' | b';');
            // `. . .` are an ellipsis.
            let is_of_row = bytes.get(at + 3) == Some(&mark);
            if goes_on || is_of_row || !ends {
                continue;
            }
            let start = text[..at].trim_end_matches(' ').len();
            let Some(is_sure) = is_sure(&text[..start], mark, at + 2 == text.len()) else { continue };
            let (gap, mark) = (start..at + 1, char::from(mark));
            let source = prose.source(gap.clone());
            let is_fixable = is_sure && prose.is_verbatim(gap) && !document.touches_protected(&source);
            let found = cx.report(source.clone(), format!("a space stands before `{mark}`"));
            if is_fixable {
                let edit = [Edit::delete(source)];
                found.fix(Fix::new("remove the space", Applicability::Safe, Change::Text, edit));
            }
        }
    }
}

/// Whether a mark behind `before` and a space is surely one of punctuation; `None` if it surely is none. A full stop may be
/// the folder in *docker build .*, an exclamation mark a type.
fn is_sure(before: &str, mark: u8, ends_block: bool) -> Option<bool> {
    if before.ends_with(')') {
        return Some(true);
    }
    let word = before
        .rsplit(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '\'' | '’'))
        .next()
        .filter(|word| word.len() > 1)?;
    if !word.ends_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    match mark {
        // *Press , to open it*.
        b',' | b';' if BEFORE_THINGS.contains(&word) => None,
        b',' => Some(true),
        // At its end a block may be a line of a grammar.
        b';' => Some(!ends_block),
        _ if BEFORE_THINGS.contains(&word) => None,
        b'?' => Some(asks(before)),
        _ => Some(false),
    }
}

/// Whether the last sentence of a text, or a clause of it, is a question.
fn asks(text: &str) -> bool {
    let start = text.rfind(['.', '!', '?']).map_or(0, |at| at + 1);
    text[start..].split([',', ';', ':']).any(|clause| {
        let mut words =
            clause.split_whitespace().map(str::to_lowercase).skip_while(|word| matches!(&**word, "and" | "but" | "so"));
        words.next().is_some_and(|word| QUESTIONS.contains(&&*word))
    })
}

#[cfg(test)]
mod tests {
    use super::is_sure;

    #[test]
    fn a_mark_that_may_be_a_thing_is_not_fixed() {
        for (before, mark, ends_block, sure) in [
            ("the value", b',', false, Some(true)),
            ("the computer’s", b',', false, Some(true)),
            ("f(x)", b'.', false, Some(true)),
            ("So what now", b'?', true, Some(true)),
            ("Run docker build", b'.', true, Some(false)),
            ("a new value", b';', true, Some(false)),
            ("a new value", b';', false, Some(true)),
            ("One five", b'?', true, Some(false)),
            ("result and", b'?', true, None),
            ("of type", b'!', true, None),
            ("x", b',', false, None),
        ] {
            assert_eq!(is_sure(before, mark, ends_block), sure, "{before} {}", char::from(mark));
        }
    }
}
