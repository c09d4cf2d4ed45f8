//! The rules of grammar in code.

use super::{Languages, Needs, Pack, RuleMeta, SAFE, UNSAFE};

/// What these rules have in common.
const GRAMMAR: RuleMeta = RuleMeta {
    pack: Some(Pack::Recommended),
    fix: UNSAFE,
    languages: Languages::English,
    needs: Needs::SENTENCES,
    ..RuleMeta::IN_CODE
};

/// `double-auxiliary`
pub static DOUBLE_AUXILIARY: RuleMeta = RuleMeta {
    name: "double-auxiliary",
    summary: "Two auxiliary verbs follow each other where one belongs.",
    page: include_str!("../rules/grammar/double_auxiliary.md"),
    fix: None,
    ..GRAMMAR
};

/// `missing-be`
pub static MISSING_BE: RuleMeta = RuleMeta {
    name: "missing-be",
    summary: "A participle or an adjective follows a modal verb without `be`.",
    page: include_str!("../rules/grammar/missing_be.md"),
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

/// `verb-form`
pub static VERB_FORM: RuleMeta = RuleMeta {
    name: "verb-form",
    summary: "A verb has another form than the word before it takes: `must contains`, `is generate by`.",
    page: include_str!("../rules/grammar/verb_form.md"),
    fix: SAFE,
    ..GRAMMAR
};
