//! *A*, *each* or *this* before a plural.

use super::super::words::PREPOSITIONS;
use super::super::{Anchored, Fault, Search};
use super::{AFTER_NOUN, ends_phrase};
use redline_english::grammar::{Noun, Word};
use redline_english::tagger::Tag;

pub(super) static SEARCH: Search = Search::new(&[DETERMINERS], find);

/// Determiners of one thing.
const DETERMINERS: &[&str] = &["a", "an", "each", "every", "another", "this"];

/// Words after a determiner of one thing that make it one of several: *a few*, *another two*.
const BEFORE_PLURAL: &[&str] = &[
    "few", "couple", "dozen", "hundred", "thousand", "million", "great", "lot", "good", "means", "number", "variety",
    "whole", "full", "total", "minimum", "maximum", "further", "other", "many", "much",
];

/// Plurals that are the first part of a compound, the name of one thing, or verbs.
const OTHERWISE: &[&str] = &[
    "agents",
    "arms",
    "backwards",
    "bits",
    "bytes",
    "cons",
    "credentials",
    "degrees",
    "days",
    "diagnostics",
    "docs",
    "events",
    "forwards",
    "groups",
    "exists",
    "hours",
    "ids",
    "lens",
    "lots",
    "means",
    "months",
    "operations",
    "releases",
    "rows",
    "sales",
    "savings",
    "seconds",
    "secrets",
    "semantics",
    "settings",
    "solutions",
    "sources",
    "statistics",
    "systems",
    "tails",
    "terms",
    "tests",
    "thanks",
    "times",
    "tools",
    "ways",
    "weeks",
    "windows",
    "works",
    "years",
];

/// Plurals that are next to never verbs but often the first part of a compound: *a links page*.
const IN_COMPOUNDS: &[&str] = &["links", "maintainers", "minutes", "options", "permissions"];

/// Parts of speech after the noun that is the head of its phrase, if it is no verb.
const TAGS_AFTER_NOUN: &[Tag] = &[
    Tag::ThirdPerson,
    Tag::PresentTense,
    Tag::PastTense,
    Tag::PastParticiple,
    Tag::Modal,
    Tag::Preposition,
    Tag::To,
    Tag::Conjunction,
    Tag::RelativeDeterminer,
    Tag::Adverb,
    Tag::RelativeAdverb,
    Tag::None,
    Tag::SentenceEnd,
    Tag::Comma,
    Tag::InnerMark,
    Tag::ClosingBracket,
];

/// A determiner with a plural that it does not agree with.
#[derive(Clone, Copy)]
struct Phrase<'s> {
    determiner: Word<'s>,
    word: Word<'s>,
    noun: &'static Noun,
}

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for determiner in sentence.anchors().filter(|word| word.is(DETERMINERS)) {
        let phrase = Phrase::of(determiner).filter(|it| it.is_likely() && it.is_phrase());
        if let Some(phrase) = phrase.filter(|it| it.is_certain() || it.is_closed()) {
            faults.push(phrase.fault());
        }
    }
}

impl<'s> Phrase<'s> {
    /// The determiner with the first plural after it, if there are at most two adjectives between them.
    fn of(determiner: Word<'s>) -> Option<Self> {
        // *A* in mid-sentence is a letter or a name.
        let is_article = determiner.is_lower() || determiner.is_first();
        if !is_article || determiner.next().is(BEFORE_PLURAL) {
            return None;
        }
        let lower = determiner.ahead(3).take_while(|word| word.is_lower() && !word.is_code());
        let (word, noun) = lower.into_iter().find_map(|word| Some((word, word.plural()?)))?;
        Some(Self { determiner, word, noun })
    }

    /// The words between determiner and plural.
    fn modifiers(&self) -> impl Iterator<Item = Word<'s>> {
        let end = self.word.index();
        self.determiner.ahead(2).take_while(move |word| word.index() < end)
    }

    fn is_modified(&self) -> bool {
        self.modifiers().next().is_some()
    }

    fn is_this(&self) -> bool {
        self.determiner.lower() == "this"
    }

    /// Whether the words alone make a fault likely.
    fn is_likely(&self) -> bool {
        let (word, next) = (self.word, self.word.next());
        let is_verb = word.third_person().is_some();
        let may_be_verb = |it: Word<'_>| it.base().is_some() && !it.is(&["given", "set"]);
        // *Each user sends* has a verb, *every other day* several days, and *this like notifications* another phrase.
        let is_clause = self.modifiers().any(|it| {
            may_be_verb(it) || it.is(PREPOSITIONS) || it.lower() == "other" || is_verb && it.singular().is_some()
        });
        // *Below this threshold constants are*
        let is_two_phrases =
            self.is_modified() && !self.determiner.is(&["a", "an", "another"]) && next.is(&["are", "have", "were"]);
        // *This returns*, *this then sets*
        let functions = word.lower() == "functions" && !next.is(&["are", "can", "is", "will"]);
        let is_pronoun =
            self.is_this() && (is_verb || functions || self.modifiers().any(|it| it.third_person().is_some()));
        let is_possessive = word.text().ends_with(['\'', '’']) || next.is(&["'", "'s"]);
        !word.is(OTHERWISE)
            && !is_clause
            && !is_two_phrases
            && !is_pronoun
            && !is_possessive
            && !next.is(&["-", "/", "\""])
            && (self.is_pure() || ends_phrase(next, AFTER_NOUN))
    }

    /// Whether the plural is next to never a verb.
    fn is_pure(&self) -> bool {
        let ([singular, as_verb], [plural, plural_as_verb]) = (self.noun.singular_uses, self.noun.plural_uses);
        singular >= 40
            && plural >= 15
            && as_verb * 100 < singular * 6
            && plural_as_verb * 100 <= plural * 3
            && !self.word.is(IN_COMPOUNDS)
    }

    /// Whether the words are tagged as a noun phrase.
    fn is_phrase(&self) -> bool {
        self.modifiers().all(|word| word.is_tagged(&[Tag::Adjective, Tag::PastParticiple]))
            && self.word.tag() == Tag::PluralNoun
            && !(self.determiner.lower() == "every" && self.determiner.next().tag() == Tag::Number)
    }

    /// Whether the plural can be nothing but the head of its phrase.
    fn is_certain(&self) -> bool {
        let (next, determiner) = (self.word.next(), self.determiner);
        let forms = next.forms();
        let is_head = forms.singular.is_none()
            && forms.plural.is_none()
            && !next.is_code()
            && (next.is_outside()
                || next.is_tagged(TAGS_AFTER_NOUN)
                || next.is(&["is", "are", "was", "that", "which"]));
        // *A types and functions page*
        let is_list = next.is(&["and", "or"]) && determiner.is(&["a", "an"]) && !self.is_modified();
        let is_object_of_do = self.is_this() && determiner.previous().lower() == "do";
        self.is_pure() && !(self.is_this() && self.is_modified()) && is_head && !is_list && !is_object_of_do
    }

    /// Whether what follows the plural, which may be a verb, ends the phrase.
    fn is_closed(&self) -> bool {
        let (word, next, determiner) = (self.word, self.word.next(), self.determiner);
        let ([singular, as_verb], [plural, plural_as_verb]) = (self.noun.singular_uses, self.noun.plural_uses);
        let is_verb = word.third_person().is_some() && plural_as_verb >= 3.max(plural / 20);
        let may_be_verb = match determiner.lower() {
            "this" => plural_as_verb >= 2 || next.tag() == Tag::BaseVerb,
            "each" | "every" | "another" => !self.is_modified() && as_verb * 10 > singular,
            _ => false,
        };
        let is_list = next.is(&["and", "or"]) && determiner.is(&["a", "an"]) && !self.is_modified();
        let is_apposition = determiner.lower() == "each" && determiner.previous().lower() == ",";
        let is_quoted = determiner.previous().is(&["\"", "“"]);
        let is_participle = self.is_this() && self.modifiers().any(|it| it.tag() == Tag::PastParticiple);
        ends_phrase(next, AFTER_NOUN)
            && !is_verb
            && !may_be_verb
            && !is_list
            && !is_apposition
            && !is_quoted
            && !is_participle
    }

    fn fault(&self) -> Fault {
        let (determiner, word) = (self.determiner, self.word);
        let message = format!("plural `{}` after `{}`", word.lower(), determiner.lower());
        if self.is_this() && word.next().is(&["are", "have", "were"]) {
            return Fault::at(determiner, message).write("these");
        }
        Fault::at(word, message).write(self.noun.singular)
    }
}
