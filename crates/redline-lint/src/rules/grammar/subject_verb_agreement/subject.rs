//! Subjects: simple noun phrases at the start of a clause.

use super::super::words::{BE, DETERMINERS, PREPOSITIONS, SUBJUNCTIVE};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

/// Parts of speech of the words before the head of a noun phrase.
const PREMODIFIERS: &[Tag] = &[
    Tag::Adjective,
    Tag::ComparativeAdjective,
    Tag::Gerund,
    Tag::Noun,
    Tag::Number,
    Tag::PastParticiple,
    Tag::PluralNoun,
    Tag::PluralProperNoun,
    Tag::ProperNoun,
    Tag::SuperlativeAdjective,
];

/// Words that open a noun phrase in the plural.
pub(in super::super) const QUANTIFIERS: &[&str] =
    &["all", "both", "few", "five", "four", "many", "most", "other", "several", "such", "three", "two", "various"];

/// Determiners of a noun phrase in the singular.
pub(in super::super) const SINGULAR_DETERMINERS: &[&str] =
    &["the", "this", "each", "every", "a", "an", "another", "your", "its", "that", "our"];

/// Determiners of noun phrases in the singular only.
pub(in super::super) const NEVER_PLURAL: &[&str] =
    &["a", "an", "another", "each", "every", "one", "that", "this", "which", "whose"];

/// Comparatives, of which one thing may be made: *more commits is better*.
pub(in super::super) const COMPARATIVES: &[&str] = &["fewer", "less", "more"];

/// Nouns in the singular that take a verb in the plural, as quantities and groups do.
const QUANTITIES: &[&str] = &[
    "audience",
    "batch",
    "bit",
    "bunch",
    "collection",
    "combination",
    "community",
    "couple",
    "crowd",
    "family",
    "fraction",
    "group",
    "half",
    "handful",
    "host",
    "list",
    "lot",
    "majority",
    "minority",
    "most",
    "number",
    "pair",
    "part",
    "percentage",
    "plenty",
    "range",
    "remainder",
    "rest",
    "sequence",
    "series",
    "set",
    "staff",
    "subset",
    "team",
    "total",
    "variety",
    "way",
];

/// Plurals that take a verb in the singular, as names of a field do, or that are singular too.
const SINGULAR_PLURALS: &[&str] = &[
    "analytics",
    "aws",
    "basics",
    "credentials",
    "criteria",
    "data",
    "devops",
    "diagnostics",
    "docs",
    "gas",
    "generics",
    "graphics",
    "headers",
    "kubernetes",
    "logistics",
    "mathematics",
    "means",
    "media",
    "metrics",
    "news",
    "ops",
    "physics",
    "redis",
    "rls",
    "semantics",
    "series",
    "settings",
    "sources",
    "species",
    "statistics",
    "systems",
    "tools",
    "windows",
    "yes",
    "headquarters",
    "lots",
];

/// Words that open a sentence with a phrase that a comma ends.
const INTRODUCTIONS: &[&str] = &[
    "additionally",
    "after",
    "also",
    "although",
    "as",
    "because",
    "before",
    "by",
    "currently",
    "finally",
    "first",
    "for",
    "here",
    "however",
    "if",
    "in",
    "moreover",
    "note",
    "now",
    "once",
    "since",
    "then",
    "therefore",
    "thus",
    "to",
    "unlike",
    "when",
    "while",
    "with",
];

/// The first word of the noun phrase that ends with a word.
pub(in super::super) fn phrase_start(head: Word<'_>) -> Word<'_> {
    let mut first = head;
    loop {
        let before = first.previous();
        let is_part = !before.is_code() && !before.is(&["is", "are", "/"]) && before.is_tagged(PREMODIFIERS);
        if !is_part {
            break;
        }
        first = before;
    }
    let before = first.previous();
    if before.is(DETERMINERS) || before.is(QUANTIFIERS) { before } else { first }
}

/// Like [`phrase_start`], also beyond code: *the `a` and `b` functions*.
pub(in super::super) fn phrase_start_beyond_code(head: Word<'_>) -> Word<'_> {
    let first = phrase_start(head);
    if !first.previous().is_code() || first.is(DETERMINERS) {
        return first;
    }
    let mut first = first;
    while first.previous().is_code() || first.previous().is(&["and", "or", ","]) {
        first = first.previous();
    }
    if first.previous().is(DETERMINERS) || first.previous().is(QUANTIFIERS) { first.previous() } else { first }
}

/// The words of a noun phrase before its last one.
pub(in super::super) fn words_between<'s>(first: Word<'s>, end: Word<'s>) -> impl Iterator<Item = Word<'s>> {
    std::iter::successors(Some(first), |word| Some(word.next())).take_while(move |word| word.index() < end.index())
}

/// Whether a clause begins with a word, so that a noun phrase which begins there is a subject.
pub(in super::super) fn opens_clause(first: Word<'_>) -> bool {
    const OPENERS: &[&str] = &[
        "that", "because", "where", "if", "when", "although", "though", "whether", "unless", "until", "once", ":", ";",
    ];
    let before = first.previous();
    if first.is_first() || first.index() == Some(1) && before.is(&["since", "while"]) {
        return true;
    }
    before.is(OPENERS)
        // Not in `different names but the same type`.
        || before.lower() == "but" && before.previous().is(&[",", ";"])
        || before.lower() == "," && first.index() <= Some(12) && first.sentence().first().is(INTRODUCTIONS)
}

/// Whether a word may be a noun in the plural, which its part of speech decides if the table of nouns does not have it.
pub(in super::super) fn looks_plural(word: Word<'_>) -> bool {
    const SINGULAR_ENDINGS: &[&str] = &["ss", "us", "is", "as", "os", "ics", "'s"];
    let lower = word.lower();
    let is_known = word.plural().is_some();
    let is_regular = lower.len() > 4 && lower.ends_with('s') && !SINGULAR_ENDINGS.iter().any(|it| lower.ends_with(it));
    is_known || is_regular && word.third_person().is_none() && word.singular().is_none()
}

/// Whether a plural is a verb rather, after its subject: *the array stores*.
pub(in super::super) fn may_be_verb(plural: Word<'_>) -> bool {
    let before = plural.previous();
    let is_modified = before.is(DETERMINERS) || before.is(QUANTIFIERS) || before.tag() == Tag::Adjective;
    plural.third_person().is_some() && !is_modified && !opens_clause(plural)
}

/// Whether a noun in the singular may take a verb in the plural.
pub(in super::super) fn is_quantity(noun: Word<'_>) -> bool {
    noun.is(QUANTITIES)
}

/// Whether a noun in the plural may take a verb in the singular.
pub(in super::super) fn is_singular_plural(noun: Word<'_>) -> bool {
    noun.is(SINGULAR_PLURALS)
}

/// Whether a verb of the clause that begins with a word may be in the base form: *we suggest that it be set*.
pub(in super::super) fn may_be_subjunctive(first: Word<'_>) -> bool {
    first.back(12).any(|word| word.is(SUBJUNCTIVE))
}

/// Whether the subject that begins with a word is part of a larger one: *a and b*, *a of b*.
pub(in super::super) fn is_coordinated(first: Word<'_>) -> bool {
    first.back(4).any(|word| word.is(&["and", "or"]))
}

/// Whether a word may be part of a noun phrase after its determiner.
pub(in super::super) fn is_nominal(word: Word<'_>) -> bool {
    word.is_tagged(PREMODIFIERS)
}

/// Whether a noun may be the head of a subject by words alone: no preposition comes between it and the start of a clause.
pub(in super::super) fn may_be_subject(head: Word<'_>) -> bool {
    let mut first = head;
    for _ in 0..6 {
        let before = first.previous();
        if opens_clause(first) || before.is(&["since", "while", "as", "how"]) || before.is_first() {
            return true;
        }
        if first.is(DETERMINERS) || before.is(PREPOSITIONS) || before.is(BE) {
            return false;
        }
        first = before;
    }
    false
}
