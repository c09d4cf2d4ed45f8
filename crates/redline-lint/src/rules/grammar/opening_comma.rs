//! The comma after a clause that opens a sentence: *if you have a key you can open it*. The short openers of `opening-comma` are
//! in its YAML file.

use super::words::PREPOSITIONS;
use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule = Rule { meta: &catalogue::OPENING_COMMA, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[CONJUNCTIONS], find);

/// Words that open a subordinate clause.
const CONJUNCTIONS: &[&str] = &[
    "if", "when", "once", "since", "because", "although", "unless", "while", "after", "before", "as", "whenever",
    "until",
];

/// Marks with which a sentence has more parts than can be seen here.
const MARKS: &[&str] = &[",", ";", "—", "–", "-", "--", "(", "?", "\"", "“", "…", "..."];

/// Words after the conjunction that make it a preposition or a phrase: *as of*, *if needed*.
const PHRASES: &[&str] = &[
    "with",
    "of",
    "per",
    "from",
    "in",
    "on",
    "by",
    "to",
    "for",
    "described",
    "mentioned",
    "shown",
    "part",
    "soon",
    "long",
    "well",
    "stated",
    "such",
    "always",
    "noted",
    "expected",
    "needed",
    "and",
    "not",
    "much",
];

/// Pronouns that are the subject of the main clause.
const SUBJECTS: &[&str] = &["you", "we", "it", "they", "i", "there"];

/// Words after which such a pronoun begins a relative or another subordinate clause.
const BEFORE_CLAUSE: &[&str] = &[
    "that",
    "which",
    "what",
    "how",
    "where",
    "when",
    "if",
    "as",
    "than",
    "because",
    "so",
    "while",
    "and",
    "or",
    "but",
    "whether",
    "before",
    "after",
    "until",
    "unless",
    "like",
    "sure",
    "certain",
    "time",
    "way",
    "everything",
    "anything",
    "all",
    "more",
    "once",
    "since",
    "though",
    "although",
    "only",
    "even",
    "case",
    "first",
    "moment",
    "then",
];

/// Words in the first clause after which the pronoun may belong to a further clause.
const EMBEDDING: &[&str] = &[
    "that", "which", "whether", "how", "what", "where", "if", "unless", "until", "because", "when", "while", "think",
    "know", "sure", "so",
];

/// Verbs that show a main clause after `you`, `we` or `they`, beside modal verbs.
const VERBS: &[&str] = &["need", "have", "get", "want", "are", "is", "has", "'ll"];

const FINITE: &[Tag] = &[Tag::ThirdPerson, Tag::PresentTense, Tag::PastTense, Tag::Modal];

/// The parts of speech that a clause may end with.
const CLAUSE_ENDS: &[Tag] =
    &[Tag::Noun, Tag::PluralNoun, Tag::PastParticiple, Tag::Adverb, Tag::Adjective, Tag::ProperNoun, Tag::Number];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    let first = sentence.first();
    let is_candidate = first.is(CONJUNCTIONS)
        && !first.is_lower()
        && !first.next().is(PHRASES)
        && sentence.last().is(&[".", ":"])
        && !sentence.words().any(|word| word.is(MARKS));
    if !is_candidate || !sentence.words().skip(4).any(|word| word.is(SUBJECTS)) {
        return;
    }
    if let Some(subject) = main_subject(first) {
        let last = subject.previous();
        let message = format!("no comma between the `{}` clause and `{}`", first.lower(), subject.lower());
        faults.push(Fault::at(last, message).write(format!("{},", last.text())));
    }
}

/// The pronoun with which the main clause begins after the subordinate clause, if there is no doubt about it.
fn main_subject(first: Word<'_>) -> Option<Word<'_>> {
    let finite = first.ahead(usize::MAX).skip(1).find(|word| word.is_tagged(FINITE))?;
    let subject = finite.ahead(usize::MAX).skip(1).find(|word| word.is(SUBJECTS) && word.is_lower())?;
    let [last, verb] = [subject.previous(), subject.next()];
    let rest = || subject.ahead(usize::MAX);
    let is_clause_end =
        (last.is_code() || last.is_tagged(CLAUSE_ENDS)) && !last.is(BEFORE_CLAUSE) && last.lower() != "n't";
    let has_verb = match subject.lower() {
        "it" => verb.is_tagged(&[Tag::Modal, Tag::ThirdPerson]),
        _ => verb.tag() == Tag::Modal || verb.is(VERBS),
    };
    // `If you have a file you would like listed, …`: the clause belongs to the noun.
    let is_relative =
        verb.is(&["would", "'d", "want", "wish", "like", "plan", "intend"]) && subject.is(&["you", "we", "they"]);
    let may_go_on = subject.is(&["you", "we"])
        && last.is_tagged(&[Tag::Noun, Tag::PluralNoun, Tag::ProperNoun])
        && verb.tag() != Tag::Modal
        && rest().skip(2).any(|word| word.is(&["if", "when", "that", "is", "are"]));
    // `To discuss the mechanism they are built on: …`
    let is_stranded = || rest().any(|word| word.is(PREPOSITIONS) && word.next().is(&[".", ":"]));
    let is_sure = is_clause_end
        && has_verb
        && !is_relative
        && !may_go_on
        && !is_stranded()
        && rest().filter(|word| word.is_tagged(FINITE)).count() <= 2
        && !subject.back(usize::MAX).any(|word| !word.is_first() && word.is(EMBEDDING));
    is_sure.then_some(subject)
}
