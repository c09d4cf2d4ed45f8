//! Classes of words that several rules of grammar know.

use redline_english::grammar::{Noun, Verb, Word};

/// Modal verbs, also with their negation, which the tagger parts from them: `ca` and `n't`.
pub(super) const MODALS: &[&str] =
    &["can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot", "ca", "wo"];

/// Adverbs between an auxiliary and its verb.
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

/// The forms of *have*.
pub(super) const HAVE: &[&str] = &["has", "have", "had", "having", "'ve"];

/// Words that open a clause within a sentence.
pub(super) const CLAUSE_OPENERS: &[&str] = &[
    "that", "which", "if", "when", "because", "since", "where", "while", "but", "so", "then", "unless", "until",
    "whether", "as", "how", "what", "once", "although", "though", "and",
];

/// Words that open a clause which is itself a subject or an object, whose last word may be an auxiliary: *whether you can*.
const NOUN_CLAUSE_OPENERS: &[&str] = &[
    "whether",
    "what",
    "whatever",
    "how",
    "who",
    "which",
    "why",
    "where",
    "when",
    "all",
    "everything",
    "anything",
    "nothing",
    "most",
    "much",
];

/// Words after which a clause has its verb in the base form: *we suggest that it be set*, *let it run*.
pub(super) const SUBJUNCTIVE: &[&str] = &[
    "ask",
    "asked",
    "asks",
    "best",
    "better",
    "critical",
    "crucial",
    "demand",
    "demands",
    "desirable",
    "ensure",
    "ensures",
    "essential",
    "have",
    "having",
    "help",
    "helps",
    "imperative",
    "important",
    "insist",
    "let",
    "lets",
    "made",
    "make",
    "makes",
    "making",
    "mandate",
    "mandates",
    "mandatory",
    "necessary",
    "prefer",
    "propose",
    "proposed",
    "proposes",
    "recommend",
    "recommended",
    "recommends",
    "request",
    "requesting",
    "requests",
    "require",
    "required",
    "requires",
    "requiring",
    "see",
    "suggest",
    "suggested",
    "suggests",
    "sure",
    "vital",
    "watch",
];

/// Whether a word follows a noun with a determiner: *the fact that*, but not *note that*.
fn follows_noun(word: Word<'_>) -> bool {
    word.previous().singular().is_some() && word.back(4).skip(1).any(|before| before.is(DETERMINERS))
}

/// Whether an auxiliary may be the last word of a clause that is a subject or an object: *whether you can depends on it*, *the
/// fact that it can't means more*.
pub(super) fn may_end_clause(auxiliary: Word<'_>) -> bool {
    let opener = auxiliary
        .back(4)
        .take_while(|word| !word.is(&[",", ";", ":", "(", "—", "–"]))
        .find(|word| word.is(NOUN_CLAUSE_OPENERS) || word.lower() == "that" && follows_noun(*word));
    opener.is_some_and(|opener| opener.next().index() != auxiliary.index())
}

/// Verbs whose base is hardly ever a noun.
pub(super) const CLEAR_VERBS: &[&str] = &[
    "achieve",
    "acquire",
    "add",
    "allow",
    "apply",
    "assign",
    "avoid",
    "become",
    "choose",
    "compile",
    "configure",
    "convert",
    "create",
    "declare",
    "decrease",
    "define",
    "delete",
    "describe",
    "determine",
    "disable",
    "edit",
    "enable",
    "ensure",
    "execute",
    "expose",
    "extend",
    "fetch",
    "find",
    "generate",
    "get",
    "implement",
    "improve",
    "include",
    "increase",
    "initialize",
    "insert",
    "install",
    "introduce",
    "invoke",
    "keep",
    "know",
    "learn",
    "make",
    "modify",
    "obtain",
    "parse",
    "perform",
    "prevent",
    "produce",
    "provide",
    "receive",
    "reduce",
    "remove",
    "replace",
    "resolve",
    "retrieve",
    "send",
    "simplify",
    "specify",
    "understand",
    "write",
];

/// Words after a participle that belong to a passive.
pub(super) const AFTER_PARTICIPLE: &[&str] = &[
    "by",
    "in",
    "to",
    "with",
    "as",
    "from",
    "for",
    "at",
    "on",
    "when",
    "if",
    "using",
    "via",
    "automatically",
    "only",
    "before",
    "after",
];
