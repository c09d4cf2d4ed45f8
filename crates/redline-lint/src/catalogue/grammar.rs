//! The rules of grammar in code.

use super::{Implementation, Languages, Needs, Pack, RuleMeta, SAFE, UNSAFE};
use redline_document::diagnostic::Severity;

/// What these rules have in common.
const GRAMMAR: RuleMeta = RuleMeta {
    pack: Some(Pack::Recommended),
    fix: UNSAFE,
    languages: Languages::English,
    needs: Needs::SENTENCES,
    ..RuleMeta::IN_CODE
};

/// `adjective-for-adverb`
pub static ADJECTIVE_FOR_ADVERB: RuleMeta = RuleMeta {
    name: "adjective-for-adverb",
    summary: "An adjective modifies a verb.",
    page: include_str!("../rules/grammar/adjective_for_adverb.md"),
    ..GRAMMAR
};

/// `allow-to`
pub static ALLOW_TO: RuleMeta = RuleMeta {
    name: "allow-to",
    summary: "`allow`, `enable` or `permit` has an infinitive without an object.",
    page: include_str!("../rules/grammar/allow_to.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    ..GRAMMAR
};

/// `confused-words`
pub static CONFUSED_WORDS: RuleMeta = RuleMeta {
    name: "confused-words",
    summary: "A word is written for another that looks or sounds like it.",
    page: include_str!("../../packs/recommended/confused-words.md"),
    fix: SAFE,
    implementation: Implementation::CodeAndPattern(include_str!("../../packs/recommended/confused-words.yml")),
    ..GRAMMAR
};

/// `double-auxiliary`
pub static DOUBLE_AUXILIARY: RuleMeta = RuleMeta {
    name: "double-auxiliary",
    summary: "Two auxiliary verbs follow each other where one belongs.",
    page: include_str!("../rules/grammar/double_auxiliary.md"),
    fix: None,
    ..GRAMMAR
};

/// `double-comparative`
pub static DOUBLE_COMPARATIVE: RuleMeta = RuleMeta {
    name: "double-comparative",
    summary: "`more` or `most` before a word that ends in `-er` or `-est`.",
    page: include_str!("../rules/grammar/double_comparative.md"),
    fix: SAFE,
    ..GRAMMAR
};

/// `function-word-clash`
pub static FUNCTION_WORD_CLASH: RuleMeta = RuleMeta {
    name: "function-word-clash",
    former_names: &["double-determiner"],
    summary: "Two little words follow each other that never do.",
    page: include_str!("../rules/grammar/function_word_clash.md"),
    fix: None,
    ..GRAMMAR
};

/// `mass-noun-article`
pub static MASS_NOUN_ARTICLE: RuleMeta = RuleMeta {
    name: "mass-noun-article",
    summary: "`a` or a word for several precedes a noun that is not counted.",
    page: include_str!("../rules/grammar/mass_noun_article.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    fix: None,
    ..GRAMMAR
};

/// `missing-article`
pub static MISSING_ARTICLE: RuleMeta = RuleMeta {
    name: "missing-article",
    summary: "A noun lacks its article: `use following command`, `create new file`, `such project`.",
    page: include_str!("../rules/grammar/missing_article.md"),
    level: Severity::Suggestion,
    ..GRAMMAR
};

/// `missing-be`
pub static MISSING_BE: RuleMeta = RuleMeta {
    name: "missing-be",
    summary: "A participle or an adjective follows a modal verb without `be`.",
    page: include_str!("../rules/grammar/missing_be.md"),
    ..GRAMMAR
};

/// `missing-to`
pub static MISSING_TO: RuleMeta = RuleMeta {
    name: "missing-to",
    summary: "`to` is missing before an infinitive, or after `due` or `according`.",
    page: include_str!("../rules/grammar/missing_to.md"),
    fix: SAFE,
    ..GRAMMAR
};

/// `number-agreement`
pub static NUMBER_AGREEMENT: RuleMeta = RuleMeta {
    name: "number-agreement",
    summary: "A word for one precedes a plural, or a word for several a singular.",
    page: include_str!("../rules/grammar/number_agreement.md"),
    fix: SAFE,
    ..GRAMMAR
};

/// `opening-comma`
pub static OPENING_COMMA: RuleMeta = RuleMeta {
    name: "opening-comma",
    summary: "No comma follows a phrase or a clause that opens a sentence.",
    page: include_str!("../../packs/strict/opening-comma.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    implementation: Implementation::CodeAndPattern(include_str!("../../packs/strict/opening-comma.yml")),
    ..GRAMMAR
};

/// `relative-clause-agreement`
pub static RELATIVE_CLAUSE_AGREEMENT: RuleMeta = RuleMeta {
    name: "relative-clause-agreement",
    summary: "The verb of a relative clause does not agree with the noun before it.",
    page: include_str!("../rules/grammar/relative_clause_agreement.md"),
    ..GRAMMAR
};

/// `subject-verb-agreement`
pub static SUBJECT_VERB_AGREEMENT: RuleMeta = RuleMeta {
    name: "subject-verb-agreement",
    summary: "A verb does not agree with its subject in number.",
    page: include_str!("../rules/grammar/subject_verb_agreement.md"),
    ..GRAMMAR
};

/// `there-is-plural`
pub static THERE_IS_PLURAL: RuleMeta = RuleMeta {
    name: "there-is-plural",
    summary: "`there is` precedes a plural.",
    page: include_str!("../rules/grammar/there_is_plural.md"),
    level: Severity::Suggestion,
    fix: SAFE,
    ..GRAMMAR
};

/// `verb-form`
pub static VERB_FORM: RuleMeta = RuleMeta {
    name: "verb-form",
    summary: "A verb has another form than the word before it takes: `must contains`, `is generate by`.",
    page: include_str!("../rules/grammar/verb_form.md"),
    fix: SAFE,
    ..GRAMMAR
};
