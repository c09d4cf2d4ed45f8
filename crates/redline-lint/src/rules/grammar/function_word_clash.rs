#![doc = include_str!("function_word_clash.md")]

use super::words::{DETERMINERS, MODALS};
use super::{Anchored, Fault, Search, check};
use crate::catalogue;
use crate::rules::Rule;
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in crate::rules) static RULE: Rule =
    Rule { meta: &catalogue::FUNCTION_WORD_CLASH, check: |cx| check(cx, &[&SEARCH]) };

pub(super) static SEARCH: Search = Search::new(&[ARTICLES, AUXILIARIES, BE_FORMS], find);

/// Articles and possessives, which a noun phrase begins with.
const ARTICLES: &[&str] = &["a", "an", "the", "my", "your", "our", "its", "their", "every"];

/// Words that do not belong to a noun phrase with an article.
const AFTER_ARTICLE: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "my", "our", "their", "some", "each", "you", "it", "they",
    "he", "us", "we", "them", "have", "has", "are", "was", "were", "be", "been", "of", "to", "into", "by", "its",
    "your",
];

/// Words before which *an* is *and*, which `confused-words` finds.
const AND: &[&str] = &[
    "the", "this", "that", "these", "those", "you", "we", "they", "are", "their", "your", "its", "have", "has", "to",
    "it",
];

/// Words that are names after an article now and then: *the it factor*, *the us team*.
const AFTER_NAMES: &[&str] = &[
    "team",
    "and",
    "or",
    "of",
    "works",
    "factor",
    "group",
    ",",
    ".",
    "trait",
    "method",
    "verb",
    "form",
    "keyword",
    "part",
    "pointer",
    "expression",
    "argument",
    "parameter",
    "reference",
    "filter",
    "operator",
    "clause",
    "value",
    "object",
];

/// Prepositions, which no article comes before.
const PREPOSITIONS: &[&str] = &["in", "on", "with", "from", "at", "as", "about", "into", "for"];

/// Prepositions after which *its* is no clause.
const BEFORE_NOUNS: &[&str] = &["at", "by", "for", "from", "in", "into", "of", "on", "to", "via", "with"];

/// Words after a letter that is mentioned: *the a is*.
const AFTER_LETTERS: &[&str] = &["stands", "is", "in", ",", ".", "and"];

/// Modal verbs whose infinitive follows.
const AUXILIARIES: &[&str] = &["can", "could", "will", "would", "must", "should", "might", "may"];

/// Words that no modal verb has after it.
const AFTER_MODAL: &[&str] = &["to", "of", "has", "is", "was", "are", "does", "been", "am"];

const BE_FORMS: &[&str] = &["is", "are", "was", "were"];

/// Finite verbs, which do not follow *is*.
const AFTER_BE: &[&str] =
    &["is", "are", "was", "were", "has", "have", "does", "do", "can", "will", "must", "should", "be"];

/// Words that open a clause within another, at whose end a verb may occur before the next: *what it is can change*.
const OPENERS: &[&str] = &[
    "what",
    "that",
    "which",
    "how",
    "where",
    "who",
    "whether",
    "when",
    "if",
    "as",
    "than",
    "all",
    "everything",
    "why",
    "kind",
    "thing",
    "things",
    "because",
    "whatever",
    "whoever",
    "while",
    "whose",
];

/// Pronouns and *there*, which end a clause with *is*: *what there is*.
const SUBJECTS: &[&str] = &["it", "they", "you", "we", "i", "he", "she", "as", "there", "here", "this", "that"];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for word in sentence.anchors() {
        let next = word.next();
        let has_clash = if word.is(ARTICLES) {
            is_article_clash(word, next)
        } else if word.is(BE_FORMS) {
            is_verb_clash(word, next)
        } else {
            word.is(AUXILIARIES) && is_modal_clash(word, next)
        };
        // *The word the in the text* mentions a word.
        if word.previous().is(&["article", "keyword", "letter", "name", "term", "word", "words"]) {
            continue;
        }
        let is_reported = faults.last().is_some_and(|fault| word.span().start < fault.span.end);
        if !has_clash || is_reported || !is_adjacent(word) {
            continue;
        }
        let (first, second) = (word.lower(), next.lower());
        let message = if word.is(BE_FORMS) {
            format!("`{first} {second}`: two verbs where one is enough")
        } else {
            format!("`{second}` cannot follow `{first}`: a word is missing or left over")
        };
        faults.push(Fault::at(word, message).through(next));
    }
}

/// Whether nothing but a space is between two words that are not quoted or joined with others.
fn is_adjacent(word: Word<'_>) -> bool {
    const MARKS: &[&str] = &["-", "/", "\"", "“", "”", "'", "‘", "’"];
    let next = word.next();
    let between = &word.sentence().text()[word.span().end..next.span().start.max(word.span().end)];
    matches!(between, " " | "\n")
        && next.is_lower()
        && (word.is_lower() || word.is_first())
        && !word.previous().is(MARKS)
        && !next.next().is(MARKS)
}

/// Whether a noun phrase breaks off after its article.
fn is_article_clash(article: Word<'_>, next: Word<'_>) -> bool {
    let after = next.next();
    if article.lower() == "the" && next.is(PREPOSITIONS) {
        return after.is(&["the", "a", "an", "this", "your"]);
    }
    if !article.is(ARTICLES) || !next.is(AFTER_ARTICLE) || next.lower() == article.lower() {
        return false;
    }
    // *the this pointer*, *the us team*
    if !next.is(DETERMINERS) && after.is(AFTER_NAMES) || next.is(&["this", "that"]) && after.is(AFTER_NAMES) {
        return false;
    }
    // `Have a look a the list`, which is another fault.
    if article.previous().lower() == "look" && article.is(&["a", "an"]) {
        return false;
    }
    match (article.lower(), next.lower()) {
        // `confused-words` has them: *it's a*, *and you*, *they are*, *you are*.
        ("its", "a" | "an" | "the") => article.previous().is(BEFORE_NOUNS),
        ("its", "been")
        | ("the", "are" | "were" | "have")
        | ("your", "are" | "have" | "a" | "an")
        | ("an", "us")
        | ("my", "be") => false,
        ("an", word) if AND.contains(&word) => false,
        ("a" | "the", "the") | ("a", "a" | "an" | "this" | "that" | "these" | "those") | ("the", "a" | "an") => {
            !after.is(AFTER_LETTERS)
        }
        ("a" | "the", "to") if after.is(&["do", "be"]) => false,
        ("a", _) => article.is_lower() && !has_letters(article),
        _ => true,
    }
}

/// Whether a sentence has letters as names, one of which may be `a`.
fn has_letters(article: Word<'_>) -> bool {
    let is_letter =
        |word: Word<'_>| word.text().len() == 1 && word.text().starts_with(|c: char| c.is_ascii_alphanumeric());
    article.sentence().words().any(|word| is_letter(word) && !word.is(&["a", "i"]))
}

/// Whether a modal verb has no infinitive.
fn is_modal_clash(modal: Word<'_>, next: Word<'_>) -> bool {
    let [previous, after] = [modal.previous(), next.next()];
    let has_words = modal.is(AUXILIARIES)
        && next.is(AFTER_MODAL)
        && !modal.is_first()
        && !modal.sentence().is_question()
        && !(next.lower() == "of" && after.lower() == "course")
        && !(modal.lower() == "should" && previous.lower() == "to")
        && !previous.is(DETERMINERS)
        && previous.lower() != "you're";
    if !has_words {
        return false;
    }
    // `as best they can to`, `what you can is`
    let is_elliptic = match next.lower() {
        // A will and a might are nouns.
        "to" | "of" if modal.is(&["will", "might"]) && !previous.is(&["we", "they", "you", "it", "which", "that"]) => {
            true
        }
        "to" | "of" => {
            // `as it normally would to its neighbours`
            let has_subject = modal.back(2).any(|word| word.is(SUBJECTS));
            has_subject && modal.back(7).any(|word| word.is(OPENERS) || word.is(&["best", "hard"]))
        }
        "is" | "was" | "are" | "has" => modal.back(usize::MAX).any(|word| word.is(OPENERS)),
        _ => false,
    };
    !is_elliptic && modal.tag() == Tag::Modal
}

/// Whether a form of *be* has another finite verb after it.
fn is_verb_clash(be: Word<'_>, next: Word<'_>) -> bool {
    let previous = be.previous();
    if next.lower() == "been" {
        return be.is(BE_FORMS) && be.is_lower();
    }
    be.is(BE_FORMS)
        && next.is(AFTER_BE)
        && be.lower() != next.lower()
        && be.is_lower()
        && !previous.is_outside()
        && !previous.is_code()
        && !previous.is(&["it", "what", "there", "that", "here", "which"])
        && !be.sentence().is_question()
        && !be.back(12).any(|word| word.is(OPENERS))
        && previous.is_tagged(&[Tag::Noun, Tag::PluralNoun, Tag::Pronoun, Tag::ProperNoun, Tag::Determiner])
        && !next.next().is(MODALS)
}
