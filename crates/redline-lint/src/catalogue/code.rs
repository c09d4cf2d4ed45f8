//! The rules written in code.

use super::options::{self, AcronymOptions, CalloutFormOptions, FormOptions, HeadingCaseOptions, SpellingOptions};
use super::{Implementation, Languages, Needs, Pack, RuleMeta, SAFE, UNSAFE};
use crate::convention;
use redline_document::diagnostic::Severity;

/// `a-an`
pub static A_AN: RuleMeta = RuleMeta {
    name: "a-an",
    summary: "The article does not go with the sound of the next word.",
    page: include_str!("../rules/a_an.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    languages: Languages::English,
    ..RuleMeta::IN_CODE
};

/// `acronym-undefined`
pub static ACRONYM_UNDEFINED: RuleMeta = RuleMeta {
    name: "acronym-undefined",
    summary: "An acronym that the book uses several times is never spelled out.",
    page: include_str!("../rules/acronym_undefined.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    languages: Languages::OfBook,
    needs: Needs::ACRONYMS,
    options: Some(options::check::<AcronymOptions>),
    ..RuleMeta::IN_CODE
};

/// `broken-anchor`
pub static BROKEN_ANCHOR: RuleMeta = RuleMeta {
    name: "broken-anchor",
    summary: "A link leads to a heading that is not there.",
    page: include_str!("../rules/broken_anchor.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    ..RuleMeta::IN_CODE
};

/// `callout-form`
pub static CALLOUT_FORM: RuleMeta = RuleMeta {
    name: "callout-form",
    summary: "A callout has another form than nearly all others.",
    page: include_str!("../rules/callout_form.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: SAFE,
    needs: Needs::CALLOUT_FORM,
    options: Some(options::check::<CalloutFormOptions>),
    ..RuleMeta::IN_CODE
};

/// `connective-comma`
pub static CONNECTIVE_COMMA: RuleMeta = RuleMeta {
    name: "connective-comma",
    summary: "A short connective has a comma, or none, unlike nearly everywhere else in the book.",
    page: include_str!("../rules/connective_comma.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::English,
    options: Some(|options| FormOptions::check(options, &convention::CONNECTIVES)),
    ..RuleMeta::IN_CODE
};

/// `dash-form`
pub static DASH_FORM: RuleMeta = RuleMeta {
    name: "dash-form",
    summary: "A dash has another form than nearly all others.",
    page: include_str!("../rules/dash_form.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::OfBook,
    options: Some(|options| FormOptions::check(options, &convention::DASHES)),
    ..RuleMeta::IN_CODE
};

/// `duplicate-heading`
pub static DUPLICATE_HEADING: RuleMeta = RuleMeta {
    name: "duplicate-heading",
    summary: "Two headings of one section read the same.",
    page: include_str!("../rules/duplicate_heading.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    ..RuleMeta::IN_CODE
};

/// `eg-comma`
pub static EG_COMMA: RuleMeta = RuleMeta {
    name: "eg-comma",
    summary: "After an abbreviation there is a comma, or none, unlike nearly everywhere else.",
    page: include_str!("../rules/eg_comma.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::English,
    options: Some(|options| FormOptions::check(options, &convention::EG_COMMA)),
    ..RuleMeta::IN_CODE
};

/// `emphasis-as-heading`
pub static EMPHASIS_AS_HEADING: RuleMeta = RuleMeta {
    name: "emphasis-as-heading",
    summary: "A bold paragraph stands where a heading would.",
    page: include_str!("../rules/emphasis_as_heading.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    fix: UNSAFE,
    ..RuleMeta::IN_CODE
};

/// `empty-section`
pub static EMPTY_SECTION: RuleMeta = RuleMeta {
    name: "empty-section",
    summary: "A heading has nothing under it.",
    page: include_str!("../rules/empty_section.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Suggestion,
    ..RuleMeta::IN_CODE
};

/// `heading-case`
pub static HEADING_CASE: RuleMeta = RuleMeta {
    name: "heading-case",
    summary: "A heading is not capitalised as the others are.",
    page: include_str!("../rules/heading_case.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Suggestion,
    fix: SAFE,
    languages: Languages::English,
    needs: Needs::HEADING_CASE.union(Needs::WORDS),
    options: Some(options::check::<HeadingCaseOptions>),
    ..RuleMeta::IN_CODE
};

/// `heading-increment`
pub static HEADING_INCREMENT: RuleMeta = RuleMeta {
    name: "heading-increment",
    summary: "A heading is more than one level deeper than the one before it.",
    page: include_str!("../rules/heading_increment.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: UNSAFE,
    ..RuleMeta::IN_CODE
};

/// `heading-markup`
pub static HEADING_MARKUP: RuleMeta = RuleMeta {
    name: "heading-markup",
    summary: "A whole heading is bold.",
    page: include_str!("../rules/heading_markup.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Suggestion,
    fix: SAFE,
    ..RuleMeta::IN_CODE
};

/// `heading-number`
pub static HEADING_NUMBER: RuleMeta = RuleMeta {
    name: "heading-number",
    summary: "A heading is numbered by hand.",
    page: include_str!("../rules/heading_number.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    ..RuleMeta::IN_CODE
};

/// `heading-punctuation`
pub static HEADING_PUNCTUATION: RuleMeta = RuleMeta {
    name: "heading-punctuation",
    summary: "A heading ends with a full stop, a colon, a semicolon or a comma.",
    page: include_str!("../rules/heading_punctuation.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    ..RuleMeta::IN_CODE
};

/// `heading-repeats-title`
pub static HEADING_REPEATS_TITLE: RuleMeta = RuleMeta {
    name: "heading-repeats-title",
    summary: "A section has the title of its page.",
    page: include_str!("../rules/heading_repeats_title.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    ..RuleMeta::IN_CODE
};

/// `heading-space`
pub static HEADING_SPACE: RuleMeta = RuleMeta {
    name: "heading-space",
    summary: "Hashes without a space after them do not make a heading.",
    page: include_str!("../rules/heading_space.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    ..RuleMeta::IN_CODE
};

/// `heading-style`
pub static HEADING_STYLE: RuleMeta = RuleMeta {
    name: "heading-style",
    summary: "A heading is underlined, or closed with hashes.",
    page: include_str!("../rules/heading_style.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: SAFE,
    ..RuleMeta::IN_CODE
};

/// `link-text`
pub static LINK_TEXT: RuleMeta = RuleMeta {
    name: "link-text",
    summary: "The text of a link does not say where it leads.",
    page: include_str!("../rules/link_text.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Suggestion,
    languages: Languages::English,
    ..RuleMeta::IN_CODE
};

/// `list-end-punctuation`
pub static LIST_END_PUNCTUATION: RuleMeta = RuleMeta {
    name: "list-end-punctuation",
    summary: "One item of a list ends with a full stop and the others do not, or the other way round.",
    page: include_str!("../rules/list_end_punctuation.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    ..RuleMeta::IN_CODE
};

/// `list-opening`
pub static LIST_OPENING: RuleMeta = RuleMeta {
    name: "list-opening",
    summary: "Items that say what a reader will learn open with several verbs, or with the same two words.",
    page: include_str!("../rules/list_opening.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    languages: Languages::English,
    ..RuleMeta::IN_CODE
};

/// `list-parallelism`
pub static LIST_PARALLELISM: RuleMeta = RuleMeta {
    name: "list-parallelism",
    summary: "One item of a list opens otherwise than the others.",
    page: include_str!("../rules/list_parallelism.md"),
    pack: Some(Pack::Strict),
    level: Severity::Suggestion,
    languages: Languages::English,
    ..RuleMeta::IN_CODE
};

/// `missing-full-stop`
pub static MISSING_FULL_STOP: RuleMeta = RuleMeta {
    name: "missing-full-stop",
    summary: "A paragraph ends without a full stop, and nearly all others of the chapter end with one.",
    page: include_str!("../rules/missing_full_stop.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::English,
    ..RuleMeta::IN_CODE
};

/// `missing-section`
pub static MISSING_SECTION: RuleMeta = RuleMeta {
    name: "missing-section",
    summary: "A section that the template asks for is not there.",
    page: include_str!("../rules/missing_section.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: UNSAFE,
    ..RuleMeta::IN_CODE
};

/// `misspelling`
pub static MISSPELLING: RuleMeta = RuleMeta {
    name: "misspelling",
    former_names: &["likely-misspelling"],
    summary: "A word is a misspelling of another.",
    page: include_str!("../rules/misspelling.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    languages: Languages::English,
    needs: Needs::MISSPELLINGS.union(Needs::WORDS),
    ..RuleMeta::IN_CODE
};

/// `multiple-titles`
pub static MULTIPLE_TITLES: RuleMeta = RuleMeta {
    name: "multiple-titles",
    summary: "A chapter has more than one level-one heading.",
    page: include_str!("../rules/multiple_titles.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    ..RuleMeta::IN_CODE
};

/// `name-case`
pub static NAME_CASE: RuleMeta = RuleMeta {
    name: "name-case",
    summary: "A name that is a plain word too has no capital.",
    page: include_str!("../rules/name_case.md"),
    pack: Some(Pack::TechnicalTerms),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::English,
    needs: Needs::HEADING_CASE.union(Needs::WORDS),
    ..RuleMeta::IN_CODE
};

/// `page-title`
pub static PAGE_TITLE: RuleMeta = RuleMeta {
    name: "page-title",
    summary: "The title of a page does not read as the template asks.",
    page: include_str!("../rules/page_title.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    ..RuleMeta::IN_CODE
};

/// `percent-form`
pub static PERCENT_FORM: RuleMeta = RuleMeta {
    name: "percent-form",
    summary: "A share is written in another form than nearly all others.",
    page: include_str!("../rules/percent_form.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::English,
    options: Some(|options| FormOptions::check(options, &convention::PERCENT)),
    ..RuleMeta::IN_CODE
};

/// `quotation-marks`
pub static QUOTATION_MARKS: RuleMeta = RuleMeta {
    name: "quotation-marks",
    summary: "Words are quoted with single marks where nearly all others have double ones, or the other way round.",
    page: include_str!("../rules/quotation_marks.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::English,
    options: Some(|options| FormOptions::check(options, &convention::QUOTATION_MARKS)),
    ..RuleMeta::IN_CODE
};

/// `quotes-form`
pub static QUOTES_FORM: RuleMeta = RuleMeta {
    name: "quotes-form",
    summary: "A quotation mark or an apostrophe is straight where nearly all are curly, or the other way round.",
    page: include_str!("../rules/quotes_form.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::OfBook,
    options: Some(|options| FormOptions::check(options, &convention::QUOTES)),
    ..RuleMeta::IN_CODE
};

/// `repeated-word`
pub static REPEATED_WORD: RuleMeta = RuleMeta {
    name: "repeated-word",
    summary: "A small word stands twice in a row.",
    page: include_str!("../rules/repeated_word.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    languages: Languages::English,
    ..RuleMeta::IN_CODE
};

/// `section-body`
pub static SECTION_BODY: RuleMeta = RuleMeta {
    name: "section-body",
    summary: "A section lacks what the template says it holds.",
    page: include_str!("../rules/section_body.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    ..RuleMeta::IN_CODE
};

/// `section-level`
pub static SECTION_LEVEL: RuleMeta = RuleMeta {
    name: "section-level",
    summary: "The heading of a section has another level than the template gives it.",
    page: include_str!("../rules/section_level.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    ..RuleMeta::IN_CODE
};

/// `section-name`
pub static SECTION_NAME: RuleMeta = RuleMeta {
    name: "section-name",
    summary: "A section is called otherwise than the template calls it.",
    page: include_str!("../rules/section_name.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    ..RuleMeta::IN_CODE
};

/// `section-order`
pub static SECTION_ORDER: RuleMeta = RuleMeta {
    name: "section-order",
    summary: "A section stands in another place than the template gives it.",
    page: include_str!("../rules/section_order.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: UNSAFE,
    ..RuleMeta::IN_CODE
};

/// `serial-comma`
pub static SERIAL_COMMA: RuleMeta = RuleMeta {
    name: "serial-comma",
    summary: "A series has a comma before its last part, or has none, unlike nearly all others.",
    page: include_str!("../rules/serial_comma.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::English,
    options: Some(|options| FormOptions::check(options, &convention::SERIAL_COMMA)),
    ..RuleMeta::IN_CODE
};

/// `space-before-punct`
pub static SPACE_BEFORE_PUNCT: RuleMeta = RuleMeta {
    name: "space-before-punct",
    summary: "A space stands before a comma or a full stop.",
    page: include_str!("../rules/space_before_punct.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    languages: Languages::English,
    ..RuleMeta::IN_CODE
};

/// `spelling`
pub static SPELLING: RuleMeta = RuleMeta {
    name: "spelling",
    summary: "A word is in no dictionary, and the book does not use it often.",
    page: include_str!("../rules/spelling.md"),
    pack: None,
    level: Severity::Warning,
    fix: UNSAFE,
    languages: Languages::OfBook,
    needs: Needs::UNKNOWN_WORDS.union(Needs::WORDS),
    options: Some(options::check::<SpellingOptions>),
    ..RuleMeta::IN_CODE
};

/// `stale-baseline`
pub static STALE_BASELINE: RuleMeta = RuleMeta {
    name: "stale-baseline",
    summary: "The baseline holds findings that are no longer there.",
    page: include_str!("../rules/stale_baseline.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    implementation: Implementation::Engine,
    ..RuleMeta::IN_CODE
};

/// `suppression-without-reason`
pub static SUPPRESSION_WITHOUT_REASON: RuleMeta = RuleMeta {
    name: "suppression-without-reason",
    summary: "A comment silences a rule and does not say why.",
    page: include_str!("../rules/suppression_without_reason.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    implementation: Implementation::Engine,
    ..RuleMeta::IN_CODE
};

/// `term-case`
pub static TERM_CASE: RuleMeta = RuleMeta {
    name: "term-case",
    summary: "A term or a name has the wrong capitals.",
    page: include_str!("../rules/term_case.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    needs: Needs::HEADING_CASE.union(Needs::WORDS),
    ..RuleMeta::IN_CODE
};

/// `term-forbidden`
pub static TERM_FORBIDDEN: RuleMeta = RuleMeta {
    name: "term-forbidden",
    summary: "A word stands for a term that the book calls otherwise.",
    page: include_str!("../rules/term_forbidden.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    ..RuleMeta::IN_CODE
};

/// `term-inconsistent`
pub static TERM_INCONSISTENT: RuleMeta = RuleMeta {
    name: "term-inconsistent",
    summary: "A word is spelled in another way than nearly everywhere else in the book.",
    page: include_str!("../rules/term_inconsistent.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: UNSAFE,
    languages: Languages::English,
    needs: Needs::VARIANTS.union(Needs::WORDS),
    ..RuleMeta::IN_CODE
};

/// `trailing-space`
pub static TRAILING_SPACE: RuleMeta = RuleMeta {
    name: "trailing-space",
    summary: "A line ends with spaces that mean nothing.",
    page: include_str!("../rules/trailing_space.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: SAFE,
    ..RuleMeta::IN_CODE
};

/// `unexpected-section`
pub static UNEXPECTED_SECTION: RuleMeta = RuleMeta {
    name: "unexpected-section",
    summary: "A section is not one of those that the template knows.",
    page: include_str!("../rules/unexpected_section.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    ..RuleMeta::IN_CODE
};

/// `unresolved-include`
pub static UNRESOLVED_INCLUDE: RuleMeta = RuleMeta {
    name: "unresolved-include",
    summary: "An include names a file, lines or an anchor that do not exist.",
    page: include_str!("../rules/unresolved_include.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    ..RuleMeta::IN_CODE
};

/// `unused-suppression`
pub static UNUSED_SUPPRESSION: RuleMeta = RuleMeta {
    name: "unused-suppression",
    summary: "A comment silences a rule that has nothing to say there.",
    page: include_str!("../rules/unused_suppression.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: SAFE,
    implementation: Implementation::Engine,
    ..RuleMeta::IN_CODE
};
