//! Full verbs right after a simple subject: *this require*, *the list contain*, *the functions takes*.

use super::super::words::{DETERMINERS, is_never_noun, is_never_plural, opens_object};
use super::super::{Anchored, Fault, Search};
use super::subject::{
    COMPARATIVES, NEVER_PLURAL, QUANTIFIERS, SINGULAR_DETERMINERS, is_coordinated, is_quantity, is_singular_plural,
    looks_plural, may_be_subject, may_be_subjunctive, may_be_verb, opens_clause, phrase_start_beyond_code,
    words_between,
};
use super::{Number, disagreement};
use redline_english::grammar::{Verb, Word};
use redline_english::tagger::Tag;

// Any verb may be at fault, so nearly all sentences are searched.
pub(in super::super) static SEARCH: Search = Search::at_verbs(&[], find);

/// Words that open the clause of which a subject is the first part.
/// Words after a verb that show that it is one.
const AFTER_VERB: &[&str] = &[
    "to", "on", "in", "for", "with", "that", "when", "how", "what", "from", "more", "only", "as", "several", "many",
    "by", "if", "into", "through", "at",
];

/// Adverbs between a subject and its verb.
const ADVERBS: &[&str] = &[
    "also",
    "only",
    "always",
    "already",
    "automatically",
    "currently",
    "still",
    "usually",
    "often",
    "never",
    "typically",
    "generally",
    "actually",
    "now",
    "simply",
    "both",
];

/// Verbs that are nouns, adjectives or their own past.
const AMBIGUOUS: &[&str] = &[
    "base",
    "be",
    "come",
    "cost",
    "cut",
    "encounter",
    "do",
    "fit",
    "focus",
    "format",
    "have",
    "hit",
    "let",
    "put",
    "quit",
    "read",
    "reset",
    "set",
    "split",
];

/// Auxiliaries and other words that take a verb in the base form.
const BEFORE_BASE: &[&str] =
    &["can", "could", "did", "do", "does", "how", "may", "might", "must", "n't", "should", "to", "will", "would"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    if sentence.is_question() {
        return;
    }
    for verb in sentence.anchors() {
        let before = verb.previous();
        let head = if before.is(ADVERBS) { before.previous() } else { before };
        // A noun or *this* before a verb: cheap enough to look for anywhere.
        if !verb.is_lower() || !head.is_lower() && !head.is_first() {
            continue;
        }
        if head.lower() == "this" || head.singular().is_some() {
            if let Some(forms) = verb.base().filter(|forms| !AMBIGUOUS.contains(&forms.base))
                && is_singular(head, verb, forms)
            {
                faults.extend(disagreement(verb, head, Number::Singular));
            }
        } else if looks_plural(head)
            && let Some(forms) = verb.third_person()
            && is_plural(head, verb, forms)
        {
            faults.extend(disagreement(verb, head, Number::Plural));
        }
    }
}

fn is_singular(head: Word<'_>, verb: Word<'_>, forms: &Verb) -> bool {
    let is_never_noun = is_never_noun(forms);
    let is_this = head.lower() == "this";
    if !is_this && !may_be_subject(head) {
        return false;
    }
    if is_this
        && (!is_never_noun && !opens_object(verb.next()) && verb.next().lower() != "that"
            || verb.next().is(&[".", ",", "and", "list", "lists"]))
    {
        return false;
    }
    if !is_this
        && is_quantity(head)
        && !(head.is(&["list", "set", "group"]) && is_never_noun && verb.next().lower() != "of")
    {
        return false;
    }
    if !has_object(verb, is_never_noun) {
        return false;
    }
    let verb_tag = verb.tag();
    let is_verb = verb_tag == Tag::PresentTense
        || is_never_noun && matches!(verb_tag, Tag::BaseVerb | Tag::Noun | Tag::Adjective)
        || is_this && verb_tag == Tag::BaseVerb;
    if !is_verb || head.tag() != if is_this { Tag::Determiner } else { Tag::Noun } {
        return false;
    }
    let first = if is_this { head } else { phrase_start_beyond_code(head) };
    let is_comma = first.previous().lower() == ",";
    (is_this || first.is(SINGULAR_DETERMINERS) && !words_between(first, head).any(|word| word.tag() == Tag::PluralNoun))
        && (opens_full_clause(first) || is_this && is_comma)
        && !(first.is_first() && first.is_lower())
        && !may_be_subjunctive(first)
        && !is_coordinated(first)
        && !first.back(3).any(|word| word.is(BEFORE_BASE))
        && !(is_comma && verb_tag != Tag::PresentTense && !is_never_noun)
}

/// Whether a clause begins with a word, also after an adverb that opens the sentence, and after *as* and *since*.
fn opens_full_clause(first: Word<'_>) -> bool {
    let before = first.previous();
    opens_clause(first)
        || before.is(&["since", "while", "as"]) && (before.is_first() || before.previous().lower() == ",")
        || first.index() == Some(1) && before.tag() == Tag::Adverb && !before.is(&["not", "only", "just", "even"])
}

/// Whether what follows shows that a word is a verb.
fn has_object(verb: Word<'_>, is_never_noun: bool) -> bool {
    const MORE: &[&str] = &[".", ",", "and", "two", "whether"];
    const OBJECTS: &[Tag] = &[Tag::Noun, Tag::PluralNoun, Tag::Adjective, Tag::Gerund, Tag::ProperNoun, Tag::Adverb];
    let next = verb.next();
    opens_object(next)
        || next.is(&["that", "to", "whether"])
        || is_never_noun && (next.is(AFTER_VERB) || next.is(MORE))
        || is_never_noun
            && (verb.previous().lower() != "this" || next.plural().is_some())
            && next.is_tagged(OBJECTS)
            && !is_part_of_name(next)
}

/// Whether a noun after a verb has a verb of its own, so that the first one is part of a name: *the remove command removes*.
fn is_part_of_name(noun: Word<'_>) -> bool {
    let next = noun.next();
    noun.plural().is_none()
        && (next.third_person().is_some() || next.is(&["has", "is", "was", "can", "will", "must", "should", "does"]))
}

fn is_plural(head: Word<'_>, verb: Word<'_>, forms: &Verb) -> bool {
    const ALSO_PLURALS: &[&str] = &["does", "formats", "has", "is", "means", "packages", "references", "was"];
    const NAMES: &[&str] = &["actions", "devops", "labs", "operations", "pages", "projects", "releases"];
    const OBJECTS: &[Tag] = &[Tag::Adjective, Tag::Noun, Tag::PluralNoun];
    let next = verb.next();
    if verb.is(ALSO_PLURALS) || is_singular_plural(head) || head.is(NAMES) || !may_be_subject(head) {
        return false;
    }
    // `Pulls updates from the server`
    if head.is_first() && head.third_person().is_some() && !is_never_plural(forms) {
        return false;
    }
    let has_object = opens_object(next) || next.is(AFTER_VERB) || is_never_plural(forms) && next.is_tagged(OBJECTS);
    if !has_object {
        return false;
    }
    let is_verb = verb.tag() == Tag::ThirdPerson && verb.lower() != "uses"
        || is_never_plural(forms) && verb.is_tagged(&[Tag::ThirdPerson, Tag::PluralNoun]);
    if !is_verb || may_be_verb(head) || head.tag() != Tag::PluralNoun {
        return false;
    }
    let first = phrase_start_beyond_code(head);
    let is_gerund =
        words_between(first.previous(), head).any(|word| word.tag() == Tag::Gerund || word.forms().gerund.is_some());
    let is_instruction = first.is_tagged(&[Tag::BaseVerb, Tag::PresentTense])
        || first.index() <= Some(1) && first.sentence().first().is_tagged(&[Tag::BaseVerb, Tag::PresentTense]);
    let is_infinitive =
        first.index() < Some(6) && first.previous().lower() != "that" && first.back(6).any(|word| word.lower() == "to");
    let is_name = first.is_first() && words_between(first, head).any(|word| word.tag() == Tag::ProperNoun);
    (opens_clause(first) || first.previous().lower() == "how")
        && (head.plural().is_some() || first.is(DETERMINERS) || first.is(QUANTIFIERS))
        && !first.is(NEVER_PLURAL)
        && !first.is(COMPARATIVES)
        && !(is_gerund || is_instruction || is_infinitive || is_name)
}
