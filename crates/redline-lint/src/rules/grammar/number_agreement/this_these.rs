//! *This are* and *these is*.

use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;

pub(super) static SEARCH: Search = Search::new(&[&["this", "these", "those"]], find);

/// Marks and words before the subject of a clause.
const BEFORE_CLAUSE: &[&str] =
    &[".", ";", ":", "because", "since", "and", "but", "so", "if", "when", "where", "while", "although", "that"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for subject in sentence.anchors() {
        let verb = subject.next();
        let opens_clause = subject.is_first() || subject.previous().is(BEFORE_CLAUSE);
        if !opens_clause || !verb.is_lower() {
            continue;
        }
        let (word, verb_text) = (subject.lower(), verb.lower());
        match (word, verb_text) {
            ("this", "are") if !is_coordinated(subject) => {
                let message = "`this` before `are`: the verb is plural";
                faults.push(Fault::at(subject, message).through(verb).write("these are"));
            }
            ("these" | "those", "is" | "was" | "has") if !is_coordinated(subject) => {
                let plural = match verb_text {
                    "is" => "are",
                    "was" => "were",
                    _ => "have",
                };
                let message = format!("`{verb_text}` after `{word}`: the subject is plural");
                faults.push(Fault::at(verb, message).write(plural));
            }
            _ => {}
        }
    }
}

/// Whether the pronoun is only the last part of its phrase: *that and this are equal*, *one of these is missing*.
fn is_coordinated(subject: Word<'_>) -> bool {
    let before = subject.previous();
    before.is(&["and"]) && !before.previous().is(&[","]) || subject.back(2).any(|word| word.is(&["of"]))
}
