//! *lets* and *let's*, and the verb after *let*.

use super::super::words::opens_object;
use super::super::{Anchored, Fault, Search};
use super::{before, confusion};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules::grammar) static SEARCH: Search = Search::new(&[&["let", "lets", "letting"]], find);

/// Words that may come before *let us* in its clause.
const OPENERS: &[&str] = &[",", ":", ".", ";", "now", "so", "first", "but", "and", "then", "next", "finally"];

/// What authors propose to their readers.
const PROPOSALS: &[&str] = &[
    "add",
    "assume",
    "begin",
    "break",
    "build",
    "call",
    "change",
    "check",
    "compare",
    "consider",
    "continue",
    "create",
    "define",
    "deploy",
    "discuss",
    "dive",
    "do",
    "examine",
    "explore",
    "find",
    "fix",
    "get",
    "go",
    "have",
    "imagine",
    "implement",
    "keep",
    "look",
    "make",
    "move",
    "open",
    "put",
    "run",
    "say",
    "see",
    "set",
    "start",
    "suppose",
    "take",
    "talk",
    "try",
    "turn",
    "update",
    "use",
    "walk",
    "write",
];

/// Persons that something is left to.
const PERSONS: &[&str] = &["you", "us", "them", "users", "me", "it", "him", "her", "developers", "people"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors() {
        match word.lower() {
            "lets" if is_proposal(word) => {
                faults.push(confusion(word, &before(word.next()), "*let us* is written `let's`").write_safely("let's"));
            }
            "let" if word.next().lower() == "'s" => find_after_contraction(word, faults),
            "let" | "lets" | "letting" if word.next().is(PERSONS) => find_after_person(word, faults),
            _ => {}
        }
    }
}

/// Whether *lets* is meant to be *let us*.
fn is_proposal(lets: Word<'_>) -> bool {
    let verb = lets.next();
    let opens_clause = lets.is_first() || lets.previous().is(OPENERS);
    opens_clause
        && verb.is(PROPOSALS)
        && verb.is_lower()
        // `This crate lets use …`, and the end of a list of verbs: `it reads, checks, and lets go of`.
        && !(lets.previous().is(&["and", "but", ","]) && lets.back(8).any(|word| word.is_tagged(&[Tag::ThirdPerson])))
}

/// Finds faults in what follows *let's*.
fn find_after_contraction(word: Word<'_>, faults: &mut Vec<Fault>) {
    let [clitic, next, verb] = [word.next(), word.after(2), word.after(3)];
    if next.is(&["you", "us", "them", "users"]) {
        if verb.base().is_some() && verb.is_tagged(&[Tag::BaseVerb, Tag::PresentTense]) {
            let message = format!("`let's` before `{}`: the verb is `lets`", next.lower());
            faults.push(Fault::at(word, message).through(clitic).write_safely("lets"));
        }
    } else if let Some(verb) = next.third_person()
        && next.is_lower()
        && next.lower() != "is"
        && next.tag() == Tag::ThirdPerson
    {
        let message = format!("`{}` after `let's`: it takes the base form", next.lower());
        faults.push(Fault::at(next, message).write_safely(verb.base));
    }
}

/// Finds another form than the base after *let you*.
fn find_after_person(word: Word<'_>, faults: &mut Vec<Fault>) {
    let verb = word.after(2);
    if !verb.is_lower() {
        return;
    }
    let message =
        |form: &str| format!("`{form}` after `{} {}`: `let` takes the base form", word.lower(), word.next().lower());
    let forms = verb.forms();
    if verb.lower() == "to" {
        let infinitive = verb.next();
        if infinitive.base().is_some() && infinitive.is_tagged(&[Tag::BaseVerb, Tag::PresentTense]) {
            let base = infinitive.lower();
            faults.push(Fault::at(verb, message(&format!("to {base}"))).through(infinitive).write_safely(base));
        }
    } else if let Some(form) = forms.third_person
        && verb.tag() == Tag::ThirdPerson
    {
        faults.push(Fault::at(verb, message(verb.lower())).write_safely(form.base));
    } else if let Some(form) = forms.gerund
        && opens_object(verb.next())
        && verb.tag() == Tag::Gerund
    {
        faults.push(Fault::at(verb, message(verb.lower())).write_safely(form.base));
    }
}
