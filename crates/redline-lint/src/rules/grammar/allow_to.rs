#![doc = include_str!("allow_to.md")]

use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::ALLOW_TO, check: |cx| check(cx, &[&SEARCH]) };

/// Verbs that need an object before an infinitive.
const VERBS: &[&str] =
    &["allow", "allowing", "allows", "enable", "enables", "enabling", "permit", "permits", "permitting"];

pub(super) static SEARCH: Search = Search::new(&[VERBS], find);

/// Subjects that may belong to a relative clause: *the attempts it allows to proceed*.
const PRONOUNS: &[&str] = &["it", "they", "you", "we", "i", "he", "she"];

/// Words that open a clause whose object comes first: *whom we allow to write*.
const RELATIVES: &[&str] = &["which", "whom", "what", "who", "that"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for verb in sentence.anchors() {
        let [to, infinitive] = [verb.next(), verb.after(2)];
        if to.lower() != "to" || !infinitive.is_lower() || !verb.is(VERBS) || has_object_before(verb) {
            continue;
        }
        let is_infinitive = infinitive.base().is_some() && infinitive.is_tagged(&[Tag::BaseVerb, Tag::PresentTense])
            || infinitive.tag() == Tag::Adverb;
        if is_infinitive {
            let verb_text = verb.lower();
            let message = format!("`{verb_text} to`: whom or what it lets do so is missing");
            let help = "name them (`allows users to`), write the noun (`allows creating`), or use `lets you`";
            faults.push(Fault::at(verb, message).through(to).help(help).write(format!("{verb_text} you to")));
        }
    }
}

/// Whether the object may come before the verb, in a relative clause.
fn has_object_before(verb: Word<'_>) -> bool {
    let subject = verb.previous();
    let has_subject = verb.back(3).any(|word| word.is(PRONOUNS));
    subject.is(PRONOUNS) && subject.previous().is_tagged(&[Tag::Noun, Tag::PluralNoun])
        || has_subject && verb.back(6).any(|word| word.is(RELATIVES))
}
