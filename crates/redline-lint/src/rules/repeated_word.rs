#![doc = include_str!("repeated_word.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{BlockProse, Document};
use redline_document::edit::{Applicability, Change, Fix};
use redline_document::source::Span;
use redline_english::is_verb;
use redline_english::rewording::reworded;
use redline_text::{Word, capitalised, is_joined, opens_sentence};

pub(super) static RULE: Rule = Rule { meta: &catalogue::REPEATED_WORD, check };

/// Words that English does not say twice, by letter.
const WORDS: [&str; 47] = [
    "a", "also", "an", "and", "are", "as", "at", "be", "because", "been", "but", "by", "can", "could", "for", "from",
    "has", "have", "if", "into", "its", "may", "must", "of", "or", "our", "should", "so", "than", "the", "their",
    "then", "there", "these", "they", "to", "was", "we", "were", "what", "when", "which", "will", "with", "would",
    "you", "your",
];

/// Words that are letters, names or keywords too, which may open a sentence before themselves: *For for loops*.
const NAMES: [&str; 7] = ["a", "as", "can", "for", "if", "may", "will"];

/// Words that may end one clause and begin another: *the value it has has a type*, *the host it connects to to sync*.
const AUXILIARIES: [&str; 15] = [
    "are", "be", "been", "can", "could", "has", "have", "may", "must", "should", "was", "were", "will", "would", "when",
];

/// The same, of words that follow a verb.
const PREPOSITIONS: [&str; 8] = ["as", "at", "by", "for", "from", "into", "of", "with"];

/// Words that open a clause within another, at whose end such a word may occur.
const OPENERS: [&str; 12] =
    ["how", "than", "that", "what", "whatever", "where", "whether", "which", "who", "whoever", "whom", "why"];

/// Pronouns that are the subject of what follows.
const SUBJECTS: [&str; 7] = ["he", "i", "it", "she", "they", "we", "you"];

/// The same, where no noun follows them.
const DEMONSTRATIVES: [&str; 5] = ["that", "there", "these", "this", "those"];

/// Words that begin another subject.
const DETERMINERS: [&str; 11] = ["a", "an", "each", "every", "its", "my", "our", "the", "their", "this", "your"];

/// Words that a clause may begin with before its subject.
const CONJUNCTIONS: [&str; 12] =
    ["and", "as", "because", "but", "if", "once", "or", "since", "so", "then", "unless", "when"];

/// Verbs that another verb follows.
const MODALS: [&str; 9] = ["can", "cannot", "could", "may", "might", "must", "should", "will", "would"];

/// Words that want an infinitive.
const BEFORE_INFINITIVES: [&str; 22] = [
    "able", "easy", "going", "had", "hard", "has", "have", "how", "likely", "need", "needed", "needs", "order",
    "possible", "supposed", "tries", "try", "trying", "unable", "want", "wanting", "wants",
];

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        let mut reported_to = 0;
        for pair in block.tokens().windows(2).filter(|pair| pair[0].hash == pair[1].hash) {
            // Of three repetitions, two are reported.
            if pair[0].span.start >= reported_to && is_repeated(document, block, &pair[0], &pair[1]) {
                reported_to = pair[1].span.end;
                report(cx, block, pair[0].span.start..pair[1].span.end, &pair[0].span);
            }
        }
    }
}

/// Whether two words are one that was written twice.
fn is_repeated(document: &Document, block: &BlockProse, first: &Word, second: &Word) -> bool {
    let text = block.prose.text();
    let (once, again) = (&text[first.span.clone()], &text[second.span.clone()]);
    let (before, after) = (&text[..first.span.start], &text[second.span.end..]);
    let stands_alone = !is_joined(before, after)
        && !before.ends_with(['\'', '’'])
        && !after.starts_with(['-', '\'', '’', '('])
        && matches!(&text[first.span.end..second.span.start], " " | "\n");
    let is_opening = || {
        let place = |word: &Word| block.prose.source(word.span.clone());
        // A word in emphasis is mentioned, not used: *The* the.
        let is_plain = document.is_blank(&(place(first).end..place(second).start));
        once == capitalised(again) && !NAMES.contains(&again) && is_plain && opens_sentence(before)
    };
    // *Write "the the"* mentions the words.
    let is_quoted = before.ends_with(['"', '“', '‘']) || after.starts_with(['"', '”']);
    let is_two = || !is_quoted && !is_mentioned(before, again, after) && !may_be_two_words(before, again, after);
    stands_alone && WORDS.binary_search(&again).is_ok() && (once == again || is_opening()) && is_two()
}

/// Whether the first of two words is mentioned, not used: *the keyword for for loops*, *the letter a a reader sees*.
fn is_mentioned(before: &str, word: &str, after: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let next = after.split_whitespace().next().unwrap_or_default();
    let is_named = matches!(
        &*last,
        "character" | "characters" | "key" | "keyword" | "letter" | "letters" | "press" | "term" | "word" | "words"
    );
    is_named || (word == "for" && matches!(next.trim_matches(|c: char| !c.is_alphabetic()), "loop" | "loops"))
}

/// Whether a word that occurs twice between two texts may belong to two clauses, or the first of it is a slip for another.
fn may_be_two_words(before: &str, word: &str, after: &str) -> bool {
    let start = before.rfind(['.', '!', '?', ':', ';', ',', '(', ')']).map_or(0, |at| at + 1);
    let clause = before[start..].to_lowercase();
    let words: Vec<&str> = clause.split_whitespace().collect();
    let last = words.last().copied().unwrap_or_default();
    let next = after.split_whitespace().next().unwrap_or_default();
    // The subject ends that many words before.
    let follows_subject = |distance: usize| {
        let is = |list: &[&str], from_end: usize| {
            let at = words.len().checked_sub(from_end).filter(|&at| at > 0 && list.contains(&words[at]));
            at.is_some_and(|at| !CONJUNCTIONS.contains(&words[at - 1]))
        };
        let is_embedded = words.len() > 1 && words.iter().any(|word| OPENERS.contains(word));
        is_embedded
            || is(&SUBJECTS, distance)
            || (distance == 1 && is(&DEMONSTRATIVES, 1))
            || is(&DETERMINERS, distance + 1)
    };
    match word {
        // *They perform any and all*.
        "and" => next == "all",
        // *We do so so that it works*.
        "so" => matches!(last, "do" | "does" | "did" | "doing" | "if"),
        // A preposition before a noun, or else the sign of an infinitive.
        "to" => !BEFORE_INFINITIVES.contains(&last) && (follows_subject(2) || !begins_noun(next)),
        // Behind a subject that begins the clause, or an adverb, there is no clause that could end.
        _ if AUXILIARIES.contains(&word) => {
            follows_subject(1) || (words.len() > 2 && !["not", "never", "also", "always"].contains(&last))
        }
        _ => PREPOSITIONS.contains(&word) && (follows_subject(2) || (word != "of" && ends_with_verb(&words))),
    }
}

/// Whether a noun begins with a word: an article, a name, code.
fn begins_noun(word: &str) -> bool {
    DETERMINERS.contains(&word) || !word.starts_with(char::is_lowercase)
}

/// Whether the last of some words is a verb whose subject precedes it, as in *the tools people use for it*.
fn ends_with_verb(words: &[&str]) -> bool {
    let [.., _, before, last] = words else { return false };
    is_verb(last.trim_end_matches('s')) && !DETERMINERS.contains(before)
}

fn report(cx: &mut Context<'_>, block: &BlockProse, both: Span, first: &Span) {
    let prose = &block.prose;
    let word = &prose.text()[first.clone()];
    let edits = reworded(cx.document, prose, &both, word);
    let found = cx.report(prose.source(both.clone()), format!("`{word}` is repeated"));
    if let Some(edits) = edits {
        // *This a a question* and *it will the the result* lack a verb, and *There there are some* is a slip for another word.
        let before = prose.text()[..first.start].split_whitespace().next_back().unwrap_or_default();
        let before = before.to_lowercase();
        let lacks_verb = matches!(word, "a" | "an" | "the")
            && (DEMONSTRATIVES.contains(&&*before) && word != "the" || MODALS.contains(&&*before));
        let is_slip = word != &prose.text()[both.end - word.len()..both.end];
        let applicability = if lacks_verb || is_slip { Applicability::Unsafe } else { Applicability::Safe };
        found.fix(Fix::new(format!("write `{word}`"), applicability, Change::Text, edits));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        assert!([&AUXILIARIES[..], &PREPOSITIONS].concat().iter().all(|word| WORDS.contains(word)));
        assert!(WORDS.is_sorted() && NAMES.iter().all(|name| WORDS.contains(name)));
    }

    #[test]
    fn two_equal_words_of_two_clauses_stay() {
        for (before, word, after) in [
            ("The value it", "has", " a type"),
            ("the type a value", "has", " a name"),
            ("What you", "can", " be done"),
            ("The server it connects", "to", " sync data"),
            ("The host that clients connect", "to", " sync data"),
            ("The tools people use", "for", " work"),
            ("We do", "so", " that it works"),
            ("They perform", "and", " all of them"),
        ] {
            assert!(may_be_two_words(before, word, after), "{before} {word} {word}{after}");
        }
        for (before, word, after) in [
            ("Then we", "can", " call it"),
            ("Agda does not", "have", " a notion"),
            ("the problem of wanting", "to", " re-use code"),
            ("Copy this file", "to", " the folder"),
            ("can dump all sorts", "of", " information"),
            ("Put", "the", " value"),
        ] {
            assert!(!may_be_two_words(before, word, after), "{before} {word} {word}{after}");
        }
    }
}
