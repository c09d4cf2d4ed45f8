//! Verbs in the base form, the past tense or the third person after *be*: *is generate by*, *was wrote*, *is indicates the*.

use super::super::words::{ADVERBS, AFTER_PARTICIPLE, is_never_noun, opens_object};
use super::super::{Anchored, Fault, Search};
use redline_english::grammar::{Verb, Word};
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::new(&[BE], find);

/// The forms of *be* that are whole words.
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];

/// Verbs that are often nouns too, but not after *be* and before a preposition.
const ALSO_NOUNS: &[&str] = &[
    "add",
    "base",
    "calculate",
    "call",
    "compute",
    "configure",
    "convert",
    "define",
    "delete",
    "deploy",
    "deprecate",
    "derive",
    "describe",
    "document",
    "encode",
    "execute",
    "insert",
    "install",
    "invoke",
    "manage",
    "process",
    "release",
    "remove",
    "replace",
    "request",
    "resolve",
    "return",
    "send",
    "show",
    "store",
    "support",
    "update",
    "use",
    "write",
];

/// Verbs without a passive, and verbs that often follow *is* as a quotation or after a hidden *to*.
const WITHOUT_PASSIVE: &[&str] = &[
    "allow", "appear", "arise", "become", "belong", "come", "depend", "differ", "ensure", "exist", "go", "happen",
    "include", "let", "lie", "make", "narrow", "need", "occur", "rely", "remain", "run", "see", "seem", "want", "work",
];

/// Subjects whose predicate may be a verb in the base form: *the next step is call it*.
const STEPS: &[&str] = &[
    "all",
    "alternative",
    "approach",
    "case",
    "do",
    "does",
    "done",
    "goal",
    "idea",
    "next",
    "option",
    "purpose",
    "solution",
    "step",
    "thing",
    "way",
];

/// Verbs that follow *is* only where one of the two is left over.
const VERBS: &[&str] = &[
    "accept",
    "allow",
    "appear",
    "become",
    "begin",
    "belong",
    "call",
    "come",
    "consist",
    "contain",
    "correspond",
    "create",
    "define",
    "depend",
    "describe",
    "determine",
    "enable",
    "ensure",
    "execute",
    "exist",
    "expect",
    "generate",
    "get",
    "give",
    "go",
    "handle",
    "have",
    "ignore",
    "implement",
    "include",
    "indicate",
    "inherit",
    "keep",
    "know",
    "make",
    "need",
    "occur",
    "offer",
    "operate",
    "perform",
    "prevent",
    "produce",
    "provide",
    "receive",
    "refer",
    "remain",
    "represent",
    "require",
    "return",
    "run",
    "seem",
    "send",
    "show",
    "specify",
    "start",
    "store",
    "support",
    "take",
    "use",
    "want",
    "work",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    for be in sentence.anchors().filter(|word| word.is(BE) && !word.is_first()) {
        let verb = after_adverbs(be.next());
        if verb.is_lower() {
            faults.extend(base(be, verb).or_else(|| past(be, verb)).or_else(|| third_person(be, verb)));
        }
    }
}

/// The first word from `word` on that is no adverb of a passive, beyond at most two.
fn after_adverbs(word: Word<'_>) -> Word<'_> {
    const MORE: &[&str] = &["currently", "being", "internally", "fully", "dynamically"];
    (0..2).fold(word, |word, _| if word.is(ADVERBS) || word.is(MORE) { word.next() } else { word })
}

fn base(be: Word<'_>, verb: Word<'_>) -> Option<Fault> {
    let next = verb.next();
    let forms = verb.base().filter(|forms| forms.participle != forms.base)?;
    let ends_clause = be.is(&["be", "been", "is", "are"]) && next.is(&[".", ",", ":", "("]) && is_never_noun(forms);
    if !next.is(AFTER_PARTICIPLE) && !ends_clause {
        return None;
    }
    let is_listed = verb.is(ALSO_NOUNS);
    let may_be_passive = (is_listed || is_never_noun(forms)) && !verb.is(WITHOUT_PASSIVE);
    let is_quoted = be.is(&["is", "was"]) && be.back(8).any(|word| word.is(STEPS)) || be.previous().is(STEPS);
    let is_clause = be.previous().is(&["what", "how", "why", "where", "there"]);
    if !may_be_passive || is_quoted || is_clause {
        return None;
    }
    let is_noun = verb.is_tagged(&[Tag::Noun, Tag::PluralNoun]) && !is_never_noun(forms) && verb.lower() != "send";
    let is_support = verb.lower() == "support" && next.lower() != "by";
    let participle = forms.participle;
    let fault = || passive(be, verb, forms);
    let fault = || if be.is(&["be", "been"]) { fault().write_safely(participle) } else { fault().write(participle) };
    (!is_noun && !is_support).then(fault)
}

fn past(be: Word<'_>, verb: Word<'_>) -> Option<Fault> {
    let forms = verb.forms();
    let verb_forms =
        forms.past.filter(|_| forms.participle.is_none() && forms.base.is_none() && forms.singular.is_none())?;
    (verb_forms.base != "be").then(|| passive(be, verb, verb_forms).write(verb_forms.participle))
}

fn third_person(be: Word<'_>, verb: Word<'_>) -> Option<Fault> {
    let forms = verb.third_person().filter(|forms| VERBS.binary_search(&forms.base).is_ok())?;
    let is_fault = be.is(&["is", "are", "was"])
        && (opens_object(verb.next()) || verb.next().is(&["to", "by", "in", "like", "as"]))
        && !be.previous().is(&["what"])
        // `building it as is creates a component`
        && !be.previous().is(&["as", "that"])
        && !be.back(10).any(|word| word.is(&["how", "however", "what", "whatever", "where", "who"]))
        && verb.tag() == Tag::ThirdPerson;
    let message = || format!("two verbs: `{} {}`", be.lower(), verb.lower());
    let help = || format!("leave out `{}`, or write `{}`", be.lower(), forms.participle);
    is_fault.then(|| Fault::at(be, message()).through(verb).help(help()))
}

fn passive(be: Word<'_>, verb: Word<'_>, forms: &Verb) -> Fault {
    let message =
        format!("`{}` after `{}`: a passive has the participle `{}`", verb.lower(), be.lower(), forms.participle);
    Fault::at(verb, message)
}
