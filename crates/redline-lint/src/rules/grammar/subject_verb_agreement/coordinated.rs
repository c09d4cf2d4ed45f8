//! Verbs after *and* without the ending of the verb beside them: *it matches a reference and give its value*.

use super::super::words::{DETERMINERS, is_never_noun, opens_object};
use super::super::{Anchored, Fault, Search};
use super::subject::QUANTIFIERS;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::new(&[&["and"]], find);

const ADVERBS: &[&str] = &["also", "always", "automatically", "only", "simply", "then", "thus", "therefore"];

/// Verbs that are readily an instruction, and others that are also adjectives or participles.
const INSTRUCTIONS: &[&str] = &[
    "become",
    "call",
    "check",
    "come",
    "consider",
    "cut",
    "embed",
    "encounter",
    "rerun",
    "fit",
    "follow",
    "have",
    "hit",
    "know",
    "learn",
    "let",
    "like",
    "lose",
    "note",
    "put",
    "read",
    "remember",
    "reset",
    "run",
    "say",
    "see",
    "set",
    "split",
    "think",
    "try",
    "use",
    "visit",
    "want",
    "do",
    "be",
];

/// Verbs that take another in the base form: *it helps find and fix it*.
const CAUSATIVES: &[&str] = &[
    "does",
    "ensures",
    "goes",
    "has",
    "hears",
    "helps",
    "lets",
    "makes",
    "means",
    "needs",
    "recommends",
    "requires",
    "sees",
    "suggests",
    "says",
    "bids",
    "watches",
];

/// Words that open another clause, or take verbs in the base form.
const BREAKS: &[&str] = &[
    "to", "not", "n't", "that", "which", "who", "whose", "how", "what", "when", "where", "while", "if", "because",
    "so", "but", "or", "you", "we", "they", "i", "can", "could", "will", "would", "should", "must", "may", "might",
    "do", "did", "let", "please", ";", ":", "(", ")", "\"", "“", "”", "—", "–", "-", "than", "as", "either", "both",
];

/// Words that make a clause part of another one, whose verbs may be the second's subject: *what it does and mean*.
const RELATIVES: &[&str] = &[
    "can", "could", "would", "should", "must", "may", "might", "that", "which", "who", "whose", "what", "how", "where",
    "why", "than", "to", "will", "if", "when", "whether", "because", "until", "unless",
];

/// Parts of speech that the words between two joined verbs have.
const OBJECTS: &[Tag] = &[
    Tag::Adjective,
    Tag::Adverb,
    Tag::ComparativeAdjective,
    Tag::Conjunction,
    Tag::Determiner,
    Tag::Noun,
    Tag::Number,
    Tag::Particle,
    Tag::PastParticiple,
    Tag::PluralNoun,
    Tag::PluralProperNoun,
    Tag::PossessiveEnding,
    Tag::PossessivePronoun,
    Tag::Preposition,
    Tag::Pronoun,
    Tag::ProperNoun,
    Tag::SuperlativeAdjective,
    Tag::Predeterminer,
    Tag::Comma,
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    if !sentence.is_question() {
        faults.extend(sentence.anchors().filter(|word| word.lower() == "and").filter_map(after));
    }
}

fn after(and: Word<'_>) -> Option<Fault> {
    let next = and.next();
    let verb = if next.is(ADVERBS) { next.next() } else { next };
    let forms = verb.base().filter(|_| verb.is_lower() && !verb.is(INSTRUCTIONS))?;
    let is_never_noun = is_never_noun(forms);
    let has_object = opens_object(verb.next()) || is_never_noun && verb.next().is(&["that", "how", "what", "whether"]);
    if !has_object && !is_never_noun {
        return None;
    }
    let first = and.back(12).take_while(|word| !word.is(BREAKS)).find(|word| is_third_person(*word))?;
    if !has_subject(first) || first.back(12).any(|word| word.is(RELATIVES)) {
        return None;
    }
    let are_objects = (first.next().index()?..and.index()?)
        .map(|index| and.sentence().word(index))
        .all(|word| word.is_code() || word.is_tagged(OBJECTS) && !is_rather_verb(word));
    let is_verb = first.tag() == Tag::ThirdPerson
        || first.tag() == Tag::PluralNoun && first.index() == Some(1) && !first.previous().is(&["the", "a"]);
    let has_object = has_object || verb.next().is_tagged(&[Tag::Adjective, Tag::Noun, Tag::PluralNoun]);
    let is_fault = are_objects && is_verb && has_object && verb.is_tagged(&[Tag::PresentTense, Tag::BaseVerb]);
    let third_person = forms.third_person;
    let message = format!("`{}` after `{} … and`: both verbs have the same subject", verb.lower(), first.lower());
    is_fault.then(|| Fault::at(verb, message).write(third_person))
}

/// Whether a word is a verb in the third person more often than a noun, and no noun here.
fn is_third_person(word: Word<'_>) -> bool {
    let is_noun = word.previous().is(DETERMINERS) || word.previous().is(QUANTIFIERS);
    let is_certain = word.index() == Some(1) || word.previous().is(&["it", "this"]);
    word.third_person().is_some_and(|forms| {
        let [as_verb, as_noun] = forms.third_person_uses;
        forms.base != "be" && !is_noun && (is_certain || as_verb > as_noun)
    })
}

/// Whether a word has the subject of a main clause before it: not in *the value it finds*.
fn has_subject(verb: Word<'_>) -> bool {
    let subject = verb.previous();
    let is_contact_clause =
        subject.lower() == "it" && !(subject.is_first() || subject.previous().is(&[",", ":", "and"]));
    !verb.is_first() && !subject.is(BREAKS) && !verb.is(CAUSATIVES) && !is_contact_clause
}

/// Whether a word is the base of a verb more often than a noun.
fn is_rather_verb(word: Word<'_>) -> bool {
    word.base().is_some_and(|forms| forms.base_uses[0] > forms.base_uses[1])
}
