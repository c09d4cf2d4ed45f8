//! The rules that are data: the files of `packs/`, in the format of Vale's rules, with a page each.

use super::{Implementation, Languages, Needs, Pack, RuleMeta, SAFE, UNSAFE};
use redline_document::diagnostic::Severity;

macro_rules! pattern {
    ($folder:literal, $name:literal, $pack:ident, $level:ident, $fix:expr, $summary:literal $(, $former:literal)*) => {
        RuleMeta {
            name: $name,
            former_names: &[$($former),*],
            summary: $summary,
            page: include_str!(concat!("../../packs/", $folder, "/", $name, ".md")),
            pack: Some(Pack::$pack),
            level: Severity::$level,
            fix: $fix,
            languages: Languages::English,
            needs: Needs::empty(),
            options: None,
            implementation: Implementation::Pattern(include_str!(concat!("../../packs/", $folder, "/", $name, ".yml"))),
        }
    };
}

pub(super) static AND_OR: RuleMeta =
    pattern!("strict", "and-or", Strict, Suggestion, None, "`and/or` leaves the choice to the reader.");
pub(super) static BARE_IP: RuleMeta =
    pattern!("technical-terms", "bare-ip", TechnicalTerms, Suggestion, UNSAFE, "`IP` stands for an IP address.");
pub(super) static COLON_CASE: RuleMeta = pattern!(
    "strict",
    "colon-case",
    Strict,
    Suggestion,
    UNSAFE,
    "A complete sentence after a colon begins with a small letter."
);
pub(super) static COMMA_BEFORE_THAT: RuleMeta = pattern!(
    "recommended",
    "comma-before-that",
    Recommended,
    Suggestion,
    UNSAFE,
    "A comma parts a verb from what it says."
);
pub(super) static COMMA_SPLICE: RuleMeta = pattern!(
    "recommended",
    "comma-splice",
    Recommended,
    Suggestion,
    UNSAFE,
    "Two sentences are joined by a comma and an adverb."
);
pub(super) static COMPOUND_HYPHEN: RuleMeta = pattern!(
    "recommended",
    "compound-hyphen",
    Recommended,
    Suggestion,
    SAFE,
    "A compound that is always hyphenated is not."
);
pub(super) static COMPOUND_VERB: RuleMeta = pattern!(
    "recommended",
    "compound-verb",
    Recommended,
    Warning,
    SAFE,
    "A noun such as `setup` stands where its verb is meant."
);
pub(super) static DATE_FORM: RuleMeta = pattern!(
    "strict",
    "date-form",
    Strict,
    Suggestion,
    None,
    "A date or a time is written in a form that is read in two ways."
);
pub(super) static DIRECTIONAL: RuleMeta =
    pattern!("strict", "directional", Strict, Suggestion, None, "A place on the page is pointed at.");
pub(super) static DOUBLE_NEGATIVE: RuleMeta =
    pattern!("recommended", "double-negative", Recommended, Suggestion, None, "Two negations stand in one clause.");
pub(super) static EG_IE_FORM: RuleMeta = pattern!(
    "recommended",
    "eg-ie-form",
    Recommended,
    Suggestion,
    SAFE,
    "An abbreviation of two Latin words lacks a full stop."
);
pub(super) static EMPTY_OPENER: RuleMeta = pattern!(
    "plain-language",
    "empty-opener",
    PlainLanguage,
    Suggestion,
    UNSAFE,
    "A sentence opens with words that say nothing."
);
pub(super) static ETC_PERIOD: RuleMeta =
    pattern!("recommended", "etc-period", Recommended, Suggestion, SAFE, "`etc` lacks its full stop.");
pub(super) static ETC_REDUNDANT: RuleMeta = pattern!(
    "plain-language",
    "etc-redundant",
    PlainLanguage,
    Suggestion,
    None,
    "`etc` follows words that say the list is not complete."
);
pub(super) static EXCLAMATION: RuleMeta =
    pattern!("strict", "exclamation", Strict, Suggestion, None, "A sentence ends with an exclamation mark.");
pub(super) static FILLER: RuleMeta = pattern!("strict", "filler", Strict, Suggestion, None, "A word adds nothing.");
pub(super) static FIRST_PERSON: RuleMeta =
    pattern!("strict", "first-person", Strict, Suggestion, None, "The text speaks of its author.");
pub(super) static FUTURE: RuleMeta =
    pattern!("strict", "future", Strict, Suggestion, None, "The future stands where the present says it.");
pub(super) static GOOD_PRACTICE: RuleMeta =
    pattern!("strict", "good-practice", Strict, Suggestion, None, "Advice has nobody who gives it.");
pub(super) static INCLUSIVE: RuleMeta = pattern!(
    "inclusive",
    "inclusive",
    Inclusive,
    Suggestion,
    UNSAFE,
    "A word leaves people out or brings back a bad picture, and has a plain replacement."
);
pub(super) static INCLUSIVE_LOOSE: RuleMeta =
    pattern!("inclusive", "inclusive-loose", Inclusive, Suggestion, None, "A word may hurt some readers.");
pub(super) static INTENSIFIER: RuleMeta = pattern!(
    "plain-language",
    "intensifier",
    PlainLanguage,
    Suggestion,
    UNSAFE,
    "A recommendation is strengthened, which weakens all others."
);
pub(super) static INTRO_COMMA: RuleMeta = pattern!(
    "recommended",
    "intro-comma",
    Recommended,
    Suggestion,
    SAFE,
    "No comma follows a connective that opens a sentence."
);
pub(super) static IS_USED_TO: RuleMeta = pattern!(
    "strict",
    "is-used-to",
    Strict,
    Suggestion,
    UNSAFE,
    "`is used to` stands between a subject and what it does."
);
pub(super) static JARGON: RuleMeta = pattern!("strict", "jargon", Strict, Suggestion, None, "A phrase has worn out.");
pub(super) static LATIN_ABBREVIATION: RuleMeta = pattern!(
    "strict",
    "latin-abbreviation",
    Strict,
    Suggestion,
    UNSAFE,
    "A Latin abbreviation stands for English words."
);
pub(super) static LESS_FEWER: RuleMeta = pattern!(
    "plain-language",
    "less-fewer",
    PlainLanguage,
    Suggestion,
    UNSAFE,
    "`less` or `amount of` stands before things that are counted."
);
pub(super) static LOWER_I: RuleMeta =
    pattern!("recommended", "lower-i", Recommended, Warning, SAFE, "The word I is written small.");
pub(super) static LOWERCASE_SENTENCE: RuleMeta = pattern!(
    "recommended",
    "lowercase-sentence",
    Recommended,
    Suggestion,
    UNSAFE,
    "A sentence begins with a small letter."
);
pub(super) static LY_HYPHEN: RuleMeta = pattern!(
    "recommended",
    "ly-hyphen",
    Recommended,
    Suggestion,
    SAFE,
    "An adverb in -ly is joined to its word by a hyphen."
);
pub(super) static MEANING_OF_TIME: RuleMeta = pattern!(
    "strict",
    "meaning-of-time",
    Strict,
    Suggestion,
    UNSAFE,
    "A word of time stands for a reason or a contrast."
);
pub(super) static MISSING_APOSTROPHE: RuleMeta =
    pattern!("recommended", "missing-apostrophe", Recommended, Warning, SAFE, "A contraction lacks its apostrophe.");
pub(super) static MISSING_SPACE_COMMA: RuleMeta =
    pattern!("recommended", "missing-space-comma", Recommended, Warning, SAFE, "No space follows a comma.");
pub(super) static MISSING_SPACE_SENTENCE: RuleMeta = pattern!(
    "recommended",
    "missing-space-sentence",
    Recommended,
    Warning,
    SAFE,
    "No space stands between two sentences."
);
pub(super) static NEED_TO: RuleMeta =
    pattern!("strict", "need-to", Strict, Suggestion, UNSAFE, "An instruction tells the reader of a need.");
pub(super) static NEGATIVE_BECAUSE: RuleMeta = pattern!(
    "strict",
    "negative-because",
    Strict,
    Suggestion,
    UNSAFE,
    "No comma parts `because` from what does not happen."
);
pub(super) static NUMERIC_ADJECTIVE: RuleMeta = pattern!(
    "recommended",
    "numeric-adjective",
    Recommended,
    Warning,
    SAFE,
    "A number and a unit before a noun are not joined by a hyphen."
);
pub(super) static OPTIONAL_PLURAL: RuleMeta =
    pattern!("strict", "optional-plural", Strict, Suggestion, None, "A plural is put in brackets.");
pub(super) static PASSIVE: RuleMeta =
    pattern!("strict", "passive", Strict, Suggestion, None, "A sentence does not say who acts.");
pub(super) static PLEASE: RuleMeta =
    pattern!("plain-language", "please", PlainLanguage, Suggestion, UNSAFE, "An instruction says please.");
pub(super) static PLURAL_APOSTROPHE: RuleMeta = pattern!(
    "recommended",
    "plural-apostrophe",
    Recommended,
    Warning,
    SAFE,
    "The plural of an acronym has an apostrophe."
);
pub(super) static REASON_BECAUSE: RuleMeta =
    pattern!("plain-language", "reason-because", PlainLanguage, Suggestion, UNSAFE, "A reason is because.");
pub(super) static REDUCED_RELATIVE: RuleMeta = pattern!(
    "plain-language",
    "reduced-relative",
    PlainLanguage,
    Suggestion,
    UNSAFE,
    "`that is` before a participle can go."
);
pub(super) static REDUNDANT_PAIR: RuleMeta = pattern!(
    "plain-language",
    "redundant-pair",
    PlainLanguage,
    Suggestion,
    SAFE,
    "One of two words says what the other says."
);
pub(super) static REPEATED_OPENING: RuleMeta = pattern!(
    "strict",
    "repeated-opening",
    Strict,
    Suggestion,
    None,
    "Three sentences in a row open with the same two words."
);
pub(super) static REPEATED_PUNCT: RuleMeta =
    pattern!("recommended", "repeated-punct", Recommended, Warning, UNSAFE, "A punctuation mark is doubled.");
pub(super) static RESTRICTIVE_WHICH: RuleMeta = pattern!(
    "strict",
    "restrictive-which",
    Strict,
    Suggestion,
    None,
    "`which` begins a clause that its noun cannot do without."
);
pub(super) static SEE_SEE: RuleMeta =
    pattern!("strict", "see-see", Strict, Suggestion, None, "A paragraph sends the reader away twice.");
pub(super) static SO_THAT: RuleMeta =
    pattern!("strict", "so-that", Strict, Suggestion, UNSAFE, "`so` alone tells what something is for.");
pub(super) static SPLIT_WORD: RuleMeta =
    pattern!("recommended", "split-word", Recommended, Warning, SAFE, "A word is written as two.");
pub(super) static TECH_COMPOUND: RuleMeta = pattern!(
    "technical-terms",
    "tech-compound",
    TechnicalTerms,
    Suggestion,
    UNSAFE,
    "A technical compound is written in a form that standards do not use."
);
pub(super) static TIMELESS: RuleMeta =
    pattern!("strict", "timeless", Strict, Suggestion, None, "A word ties the text to the day it was written.");
pub(super) static TRAILING_WITH: RuleMeta =
    pattern!("strict", "trailing-with", Strict, Suggestion, None, "A clause with `with` trails behind a sentence.");
pub(super) static UI_WORD: RuleMeta = pattern!(
    "plain-language",
    "ui-word",
    PlainLanguage,
    Suggestion,
    UNSAFE,
    "A word for the screen that guides have replaced."
);
pub(super) static UNIT_SPACE: RuleMeta = pattern!(
    "recommended",
    "unit-space",
    Recommended,
    Suggestion,
    SAFE,
    "No space stands between a number and its unit."
);
pub(super) static USAGE: RuleMeta = pattern!(
    "plain-language",
    "usage",
    PlainLanguage,
    Suggestion,
    UNSAFE,
    "A phrase that guides to usage advise against."
);
pub(super) static VAGUE_QUANTITY: RuleMeta =
    pattern!("strict", "vague-quantity", Strict, Suggestion, None, "A measure is called certain and not given.");
pub(super) static WHEN_ING: RuleMeta =
    pattern!("strict", "when-ing", Strict, Suggestion, UNSAFE, "`When calling …, you` hides the subject until later.");
pub(super) static WITH_DONE: RuleMeta =
    pattern!("strict", "with-done", Strict, Suggestion, None, "A sentence opens with what was done before.");
pub(super) static WORDY_CHOICE: RuleMeta = pattern!(
    "plain-language",
    "wordy-choice",
    PlainLanguage,
    Suggestion,
    UNSAFE,
    "A phrase has a shorter form that may fit."
);
pub(super) static WORDY_PHRASE: RuleMeta =
    pattern!("plain-language", "wordy-phrase", PlainLanguage, Suggestion, SAFE, "Several words say what one says.");
pub(super) static WRONG_PHRASE: RuleMeta =
    pattern!("recommended", "wrong-phrase", Recommended, Warning, UNSAFE, "A phrase has a wrong little word.");
pub(super) static WRONG_PHRASE_LOOSE: RuleMeta = pattern!(
    "strict",
    "wrong-phrase-loose",
    Strict,
    Suggestion,
    UNSAFE,
    "A phrase has a word that many authors leave and standard English does not."
);
pub(super) static YOU_CAN_ALSO: RuleMeta =
    pattern!("strict", "you-can-also", Strict, Suggestion, None, "Two sentences in a row say what the reader can do.");
