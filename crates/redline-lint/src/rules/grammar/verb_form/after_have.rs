//! Verbs in the base form or the past tense after *have*: *has went*, *you've add*, *have be*.

use super::super::words::{HAVE, after_adverbs, is_never_noun, opens_object};
use super::super::{Anchored, Fault, Search};
use redline_english::grammar::Word;
use redline_english::tagger::Tag;

pub(in super::super) static SEARCH: Search = Search::new(&[HAVE], find);

/// Verbs whose base is no noun after *have*.
const VERBS: &[&str] = &[
    "add",
    "choose",
    "complete",
    "configure",
    "create",
    "decide",
    "define",
    "finish",
    "fix",
    "implement",
    "install",
    "introduce",
    "learn",
    "make",
    "move",
    "remove",
    "see",
    "specify",
    "update",
    "write",
];

fn find(sentence: &Anchored<'_>, faults: &mut Vec<Fault>) {
    faults.extend(sentence.anchors().filter(|word| word.is(HAVE)).filter_map(after));
}

fn after(have: Word<'_>) -> Option<Fault> {
    let word = after_adverbs(have.next());
    if !word.is_lower() {
        return None;
    }
    if word.lower() == "be" {
        // `what they have be moved`, and the passive of a causative
        return is_perfect(have).then(|| fault(have, word, "been").write_safely("been"));
    }
    let forms = word.forms();
    if let Some(verb) = forms.base {
        let is_clear =
            have.lower() == "'ve" || have.is(&["has", "have", "had"]) && have.previous().is(SUBJECTS) && word.is(VERBS);
        // `ensure that the types you have implement the trait`
        let before = have.before(2);
        let is_contact_clause = before.is_code() || before.plural().is_some() || before.lower().ends_with('s');
        let is_fault = is_clear
            && !is_contact_clause
            && verb.participle != verb.base
            && !matches!(verb.base, "change" | "set" | "put" | "seem")
            && (is_never_noun(verb)
                || word.tag() != Tag::Noun
                    && (opens_object(word.next()) || word.is_tagged(&[Tag::BaseVerb, Tag::PresentTense])));
        return is_fault.then(|| fault(have, word, verb.participle).write_safely(verb.participle));
    }
    let verb = forms.past.filter(|_| forms.participle.is_none() && forms.singular.is_none())?;
    (!word.is(&["saw", "was", "were"])).then(|| fault(have, word, verb.participle).write_safely(verb.participle))
}

/// Subjects of a perfect.
const SUBJECTS: &[&str] = &["we", "you", "they", "i", "it", "which", "that", "also"];

/// Whether *have* follows its subject, and is no causative: *have it be shown*.
fn is_perfect(have: Word<'_>) -> bool {
    have.lower() == "'ve" || have.lower() == "has" || have.previous().is(SUBJECTS)
}

fn fault(have: Word<'_>, word: Word<'_>, participle: &str) -> Fault {
    let message = format!("`{}` after `{}`: a perfect has the participle `{participle}`", word.lower(), have.lower());
    Fault::at(word, message)
}
