//! Subjects with a phrase between head and verb: *the contents of the file is*, *each of the files are*; and pairs: *the file and
//! the folder is*.

use super::super::words::{DETERMINERS, is_never_noun, is_never_plural, opens_object};
use super::super::{Anchored, Fault, Search};
use super::subject::{
    NEVER_PLURAL, QUANTIFIERS, SINGULAR_DETERMINERS, is_nominal, is_quantity, is_singular_plural, may_be_subject,
    may_be_subjunctive, may_be_verb, opens_clause, phrase_start, words_between,
};
use super::{Number, disagreement};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::at_verbs(&[SINGULAR, PLURAL], find);

/// Prepositions that belong to the noun before them.
const PREPOSITIONS: &[&str] = &["of", "for", "in", "with", "from", "on", "between", "to", "by"];

/// Words that end the search for a preposition back from a verb.
const BREAKS: &[&str] = &[
    ",", ";", ":", "(", ")", ".", "-", "—", "–", "\"", "“", "”", "/", "or", "that", "which", "who", "if", "when", "is",
    "are", "was", "were", "has", "have", "can", "will", "not", "because", "where", "what", "how", "as", "than",
];

const SINGULAR: &[&str] = &["is", "has", "was", "does"];
const PLURAL: &[&str] = &["are", "have"];

/// Nouns that stand for the amount of what follows *of*, or for its kind.
const AMOUNTS: &[&str] = &[
    "amount",
    "array",
    "bulk",
    "category",
    "chain",
    "class",
    "dozen",
    "form",
    "hundred",
    "kind",
    "level",
    "maximum",
    "minimum",
    "mix",
    "mixture",
    "multitude",
    "network",
    "one",
    "plethora",
    "pool",
    "portion",
    "quantity",
    "selection",
    "sort",
    "stack",
    "stream",
    "sum",
    "thousand",
    "type",
    "wealth",
    "first",
    "last",
    "next",
    "rest",
    "use",
    "case",
    "combination",
    "majority",
    "proportion",
    "share",
    "slew",
    "spectrum",
    "ton",
    "vast",
];

/// Plurals that stand for an amount, or that are one thing with what follows.
const PLURAL_AMOUNTS: &[&str] = &[
    "amounts",
    "numbers",
    "quantities",
    "bytes",
    "days",
    "dozens",
    "hours",
    "hundreds",
    "kinds",
    "levels",
    "lots",
    "millions",
    "minutes",
    "months",
    "parts",
    "percent",
    "seconds",
    "sorts",
    "thirds",
    "thousands",
    "times",
    "tons",
    "types",
    "units",
    "weeks",
    "years",
    "lines",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    if sentence.is_question() {
        return;
    }
    for verb in sentence.anchors().filter(|verb| verb.is_lower() && !verb.before(3).is_outside()) {
        let (singular, plural) = (verb.is(SINGULAR), verb.is(PLURAL));
        if !singular && !plural && !is_full_verb(verb) {
            continue;
        }
        let Some(link) = link(verb) else { continue };
        let fault = if link.lower() == "and" {
            (singular && pair(link, verb)).then(|| disagreement(verb, link.previous(), Number::Plural))
        } else if plural || !singular && verb.base().is_some() {
            head_of_singular(link, verb).map(|head| disagreement(verb, head, Number::Singular))
        } else {
            head_of_plural(link, verb).map(|head| disagreement(verb, head, Number::Plural))
        };
        faults.extend(fault.flatten());
    }
}

/// Whether a word is a full verb of one number, with what follows verbs only.
fn is_full_verb(verb: Word<'_>) -> bool {
    if !opens_object(verb.next()) && !verb.next().is(&["to", "that", "on", "in", "from", "with"]) {
        return false;
    }
    let forms = verb.forms();
    forms.base.is_some_and(is_never_noun) || forms.third_person.is_some_and(is_never_plural)
}

/// The preposition or the *and* before the last noun phrase before a verb.
fn link(verb: Word<'_>) -> Option<Word<'_>> {
    let words = verb.back(6).take_while(|word| !word.is(BREAKS));
    words.skip(1).find(|word| word.is(PREPOSITIONS) || word.lower() == "and")
}

/// The noun before a preposition, also across a participle: *the values returned by*.
fn noun_before(link: Word<'_>) -> Word<'_> {
    let before = link.previous();
    let forms = before.forms();
    let is_participle = forms.participle.is_some() && forms.base.is_none() && !before.previous().is(DETERMINERS);
    if is_participle { before.previous() } else { before }
}

/// Whether the words between a link and a verb are one noun phrase that ends in a noun of a number.
fn is_noun_phrase(link: Word<'_>, verb: Word<'_>, last: Tag) -> bool {
    let first = link.next();
    let mut words = words_between(first, verb);
    let is_opened = first.is_code() || first.is(DETERMINERS) || is_nominal(first);
    words.next();
    is_opened && words.all(|word| word.is_code() || is_nominal(word)) && (verb.previous().tag() == last)
}

/// The subject in the singular of a verb in the plural.
fn head_of_singular<'s>(link: Word<'s>, verb: Word<'s>) -> Option<Word<'s>> {
    verb.previous().plural()?;
    let head = noun_before(link);
    let is_head = if head.is(&["each", "one"]) && link.lower() == "of" {
        is_one_of(head, link) && !may_be_subjunctive(head)
    } else {
        is_singular_head(head, link)
    };
    (is_head && is_noun_phrase(link, verb, Tag::PluralNoun) && is_present(verb)).then_some(head)
}

/// Whether *each of the* or *one of the* is a subject.
fn is_one_of(head: Word<'_>, link: Word<'_>) -> bool {
    let before = head.previous();
    let opens = opens_clause(head)
        || before.is(&["if", "so"])
        || before.lower() == "only" && opens_clause(before)
        || before.lower() == "least" && opens_clause(before.previous());
    opens && link.next().is(DETERMINERS) && !head.back(4).any(|word| word.is(&["and", "or", "not", "than"]))
}

/// Whether a noun is the head of a subject in the singular, whatever number the noun after the preposition has.
fn is_singular_head(head: Word<'_>, link: Word<'_>) -> bool {
    let has_determiner = link.next().is(DETERMINERS);
    let is_amount = is_quantity(head) && head.lower() != "list"
        || link.lower() == "of"
            && head.is(AMOUNTS)
            && !(has_determiner && head.is(&["class", "form", "kind", "type", "use"]));
    let may_be_head = head.singular().is_some() && head.is_lower() && !is_amount && may_be_subject(head);
    if !may_be_head || link.is(&["to", "by"]) && !has_determiner || head.tag() != Tag::Noun {
        return false;
    }
    let first = phrase_start(head);
    opens_clause(first)
        && first.is(SINGULAR_DETERMINERS)
        && !(link.lower() == "of" && first.is(&["a", "an", "another"]))
        && !words_between(first, head).any(|word| word.tag() == Tag::PluralNoun)
        && !may_be_subjunctive(first)
}

/// The subject in the plural of a verb in the singular.
fn head_of_plural<'s>(link: Word<'s>, verb: Word<'s>) -> Option<Word<'s>> {
    let head = noun_before(link);
    let last = verb.previous();
    let has_determiner = link.next().is(DETERMINERS);
    if head.plural().is_none() && head.lower() != "contents"
        || is_singular_plural(head)
        || head.is(PLURAL_AMOUNTS)
        || !head.is_lower()
        || last.plural().is_some()
        || link.is(&["to", "by"]) && !has_determiner
    {
        return None;
    }
    let may_be_clause = may_be_subject(head);
    if !may_be_clause || may_be_verb(head) || head.tag() != Tag::PluralNoun {
        return None;
    }
    let first = phrase_start(head);
    let is_bare = !first.is(DETERMINERS) && !first.is(QUANTIFIERS);
    let is_title = is_bare && verb.next().is(&["a", "an", "the", "one"]);
    let is_gerund =
        words_between(first.previous(), head).any(|word| word.tag() == Tag::Gerund || word.forms().gerund.is_some());
    let last_tag = if last.is_code() { last.tag() } else { Tag::Noun };
    let is_fault = opens_clause(first)
        && !first.is(NEVER_PLURAL)
        && !is_title
        && !is_gerund
        && first.tag() != Tag::Number
        && !words_between(first, head).any(|word| word.tag() == Tag::ProperNoun && !word.is_first())
        && (is_noun_phrase(link, verb, last_tag) || is_noun_phrase(link, verb, Tag::ProperNoun))
        && is_present(verb);
    is_fault.then_some(head)
}

/// Whether a full verb is one in the present, as forms of *be*, *have* and *do* are.
fn is_present(verb: Word<'_>) -> bool {
    verb.is(SINGULAR) || verb.is(PLURAL) || verb.is_tagged(&[Tag::PresentTense, Tag::ThirdPerson])
}

/// Whether *and* joins two noun phrases with determiners into one subject: *the file and the folder is*.
fn pair(and: Word<'_>, verb: Word<'_>) -> bool {
    const POSSESSIVES: &[&str] = &["the", "your", "our", "its", "their", "this"];
    let (left, right) = (and.previous(), verb.previous());
    if left.singular().is_none() || right.singular().is_none() || !and.next().is(POSSESSIVES) {
        return false;
    }
    if !left.back(5).any(|word| word.is(POSSESSIVES) && opens_clause(word)) || left.tag() != Tag::Noun {
        return false;
    }
    let first = phrase_start(left);
    first.is(POSSESSIVES) && opens_clause(first) && is_noun_phrase(and, verb, Tag::Noun)
}
