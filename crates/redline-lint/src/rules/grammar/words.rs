//! Classes of words that several rules of grammar know.

use redline_english::grammar::{Noun, Verb, Word};

/// Modal verbs, also with their negation, which the tagger parts from them: `ca` and `n't`.
pub(super) const MODALS: &[&str] =
    &["can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot", "ca", "wo"];

/// Adverbs that may stand between an auxiliary and its verb.
pub(super) const ADVERBS: &[&str] = &[
    "not",
    "n't",
    "also",
    "only",
    "then",
    "always",
    "never",
    "still",
    "just",
    "even",
    "simply",
    "easily",
    "usually",
    "typically",
    "often",
    "now",
    "either",
    "already",
    "sometimes",
    "optionally",
    "automatically",
    "potentially",
    "probably",
    "first",
    "later",
    "further",
    "safely",
    "actually",
    "instead",
    "generally",
    "normally",
    "directly",
    "explicitly",
    "likely",
];

/// The forms of *be*.
pub(super) const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m", "am"];

/// Prepositions.
pub(super) const PREPOSITIONS: &[&str] = &[
    "of", "in", "to", "for", "with", "on", "by", "from", "at", "as", "into", "via", "through", "about", "between",
    "without", "within", "under", "over", "using", "per", "than", "after", "before", "during", "across", "against",
    "like",
];

/// Determiners and possessives.
pub(super) const DETERMINERS: &[&str] = &[
    "the", "a", "an", "your", "our", "its", "their", "my", "this", "that", "these", "those", "each", "every", "any",
    "some", "no", "another", "his", "her",
];

/// Words that begin the object of a verb; code does too.
const OBJECT_OPENERS: &[&str] = &[
    "the", "a", "an", "your", "our", "its", "their", "this", "these", "those", "any", "all", "each", "every", "some",
    "it", "them", "you", "us", "one", "multiple",
];

/// Whether a word begins the object of a verb.
pub(super) fn opens_object(word: Word<'_>) -> bool {
    word.is_code() || word.is(OBJECT_OPENERS)
}

/// The first word from `word` on that is no adverb, beyond at most two adverbs.
pub(super) fn after_adverbs(word: Word<'_>) -> Word<'_> {
    (0..2).fold(word, |word, _| if word.is(ADVERBS) { word.next() } else { word })
}

/// Nouns that have a plural but are mostly for what is not counted, or are read as adjectives or parts of names.
const UNCOUNTED: &[&str] = &[
    "access",
    "authorization",
    "availability",
    "back",
    "code",
    "communication",
    "compilation",
    "content",
    "control",
    "core",
    "default",
    "detail",
    "development",
    "documentation",
    "dozen",
    "effort",
    "experience",
    "fact",
    "front",
    "functionality",
    "half",
    "help",
    "human",
    "kind",
    "latency",
    "light",
    "memory",
    "null",
    "order",
    "particular",
    "performance",
    "power",
    "production",
    "progress",
    "right",
    "root",
    "second",
    "space",
    "star",
    "support",
    "syntax",
    "total",
    "trust",
    "usage",
    "use",
    "work",
];

/// Whether a noun is for things that are counted.
pub(super) fn is_counted(noun: &Noun) -> bool {
    !UNCOUNTED.contains(&noun.singular)
}

/// Whether the base of a verb is next to never a noun or an adjective.
pub(super) fn is_never_noun(verb: &Verb) -> bool {
    const FREQUENT: [&str; 26] = [
        "accept",
        "achieve",
        "appear",
        "become",
        "believe",
        "choose",
        "consider",
        "contain",
        "define",
        "describe",
        "determine",
        "enable",
        "ensure",
        "exist",
        "generate",
        "implement",
        "include",
        "indicate",
        "introduce",
        "occur",
        "perform",
        "provide",
        "receive",
        "remain",
        "represent",
        "require",
    ];
    const OTHERWISE: [&str; 32] = [
        "base", "be", "clear", "close", "complete", "correct", "cost", "cut", "direct", "do", "empty", "fit", "focus",
        "free", "get", "have", "hit", "let", "like", "live", "lower", "okay", "open", "own", "present", "put", "quit",
        "read", "reset", "separate", "set", "welcome",
    ];
    let [as_verb, as_noun] = verb.base_uses;
    // What a tagger finds rarely may be its error.
    let is_rare = as_noun * 100 <= as_verb * if FREQUENT.contains(&verb.base) { 10 } else { 3 };
    as_verb >= 25 && is_rare && !OTHERWISE.contains(&verb.base) && verb.base != "split"
}

/// Whether the third person of a verb is next to never a plural noun.
pub(super) fn is_never_plural(verb: &Verb) -> bool {
    let [as_verb, as_noun] = verb.third_person_uses;
    as_verb >= 5 && as_noun * 100 <= as_verb * 8 && !matches!(verb.base, "be" | "do" | "have")
}
