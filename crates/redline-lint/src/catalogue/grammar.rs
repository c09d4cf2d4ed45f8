//! The rules of grammar in code.

use super::{Languages, Needs, Pack, RuleMeta, UNSAFE};

/// What these rules have in common.
const GRAMMAR: RuleMeta = RuleMeta {
    pack: Some(Pack::Recommended),
    fix: UNSAFE,
    languages: Languages::English,
    needs: Needs::SENTENCES,
    ..RuleMeta::IN_CODE
};

/// `missing-be`
pub static MISSING_BE: RuleMeta = RuleMeta {
    name: "missing-be",
    summary: "A participle or an adjective follows a modal verb without `be`.",
    page: include_str!("../rules/grammar/missing_be.md"),
    ..GRAMMAR
};
