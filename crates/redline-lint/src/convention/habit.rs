//! Forms that a book has settled on although a rule would write another: where nearly all places agree, the form is the
//! book's own, and the rule is quiet.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::terms::{Found, Term, TermBase};
use redline_document::document::{BlockProse, Document};
use redline_english::ENGLISH;
use redline_text::Word;

/// Minimum number of places that make a habit, and minimum percentage of them that have the form.
const SETTLED: (usize, usize) = (10, 90);

/// The same for a comma that authors leave out by ear.
const SETTLED_COMMA: (usize, usize) = (5, 80);

/// The rule about other forms of names.
const NAMES_RULE: &str = "term-forbidden";

/// Form of a book where a rule would write another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    /// The rule.
    pub rule: &'static str,
    /// The book's form.
    pub form: String,
    /// The form of the rule.
    pub other: String,
    /// Number of places with the book's form.
    pub count: usize,
    /// Number of places with any form.
    pub total: usize,
}

impl Habit {
    /// Whether the form is that of a name, which can be recorded as a term.
    pub fn is_of_name(&self) -> bool {
        self.rule == NAMES_RULE
    }
}

/// Forms that a rule written as a pattern distinguishes.
struct Forms {
    rule: &'static str,
    /// Examples; the rule wants the first.
    examples: &'static [&'static str],
    /// Minimum number of places, and minimum percentage with one form, that make a habit.
    minimum: (usize, usize),
}

/// `e.g.` and `i.e.`
const LATIN: usize = 0;
const ET_CETERA: usize = 1;
const UNIT: usize = 2;
/// A connective, and a phrase with *in*, at the start of a sentence.
const CONNECTIVE: usize = 3;
const PHRASE: usize = 4;

static FORMS: [Forms; 5] = [
    Forms { rule: "eg-ie-form", examples: &["e.g.", "eg", "e.g", "eg."], minimum: SETTLED },
    Forms { rule: "etc-period", examples: &["etc.", "etc"], minimum: SETTLED },
    Forms { rule: "unit-space", examples: &["10 MB", "10MB"], minimum: SETTLED },
    Forms { rule: "intro-comma", examples: &["However, it", "However it"], minimum: SETTLED_COMMA },
    Forms { rule: "intro-comma", examples: &["In this chapter, we", "In this chapter we"], minimum: SETTLED_COMMA },
];

/// The units that `unit-space` reports.
const UNITS: [&str; 16] =
    ["KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "kB", "ms", "µs", "ns", "Hz", "kHz", "MHz", "GHz"];

/// Number of places of each form of a rule.
type Counts = [usize; 4];

/// Forms that a book has settled on.
#[derive(Clone, Debug, Default)]
pub struct Habits(Vec<Habit>);

impl Habits {
    /// Counts the forms of the rules that run, in the English text of chapters. The author's own terms are no habits.
    pub fn of(documents: &[&Document], own: &[Term], runs: impl Fn(&str) -> bool) -> Self {
        let mut habits = Vec::new();
        let sum = |mut counts: [Counts; FORMS.len()], others: [Counts; FORMS.len()]| {
            counts.iter_mut().flatten().zip(others.iter().flatten()).for_each(|(count, other)| *count += other);
            counts
        };
        let running = FORMS.iter().map(|forms| runs(forms.rule)).collect::<Vec<_>>();
        if running.contains(&true) {
            let counts = documents.par_iter().map(|document| forms_of(document)).reduce(Default::default, sum);
            let with_counts = FORMS.iter().zip(&counts).zip(running).filter(|(_, runs)| *runs);
            habits.extend(with_counts.filter_map(|((forms, counts), _)| habit_of(forms, counts)));
        }
        if runs(NAMES_RULE) {
            let is_decided = |habit: &Habit| own.iter().any(|term| decides(term, habit));
            habits.extend(names_of(documents).into_iter().filter(|habit| !is_decided(habit)));
        }
        Self(habits)
    }

    /// The habits, those of patterns first.
    pub fn iter(&self) -> impl Iterator<Item = &Habit> {
        self.0.iter()
    }

    /// Whether words that a rule written as a pattern reports have the book's form.
    pub fn allow(&self, rule: &str, words: &str) -> bool {
        let of_rule = self.0.iter().filter(|habit| habit.rule == rule && !habit.is_of_name());
        let form = if rule == FORMS[LATIN].rule {
            Some(FORMS[LATIN].examples[latin(words)])
        } else if rule == FORMS[CONNECTIVE].rule {
            Some(FORMS[if is_phrase(words) { PHRASE } else { CONNECTIVE }].examples[1])
        } else {
            None
        };
        of_rule.map(|habit| habit.form.as_str()).any(|found| form.is_none_or(|form| form == found))
    }

    /// The book's form of a name.
    pub fn of_name(&self, name: &str) -> Option<&Habit> {
        self.0.iter().find(|habit| habit.is_of_name() && habit.other == name)
    }
}

/// Whether `count` places out of `total` make a habit.
fn is_settled(count: usize, total: usize, (places, share): (usize, usize)) -> bool {
    total >= places && count * 100 >= total * share
}

/// The habit that counts show; `None` if the book has none, or the form that the rule wants.
fn habit_of(forms: &Forms, counts: &Counts) -> Option<Habit> {
    let total = counts.iter().sum();
    let others = forms.examples.iter().zip(counts).skip(1);
    let (form, &count) =
        others.max_by_key(|(_, count)| **count).filter(|(_, count)| is_settled(**count, total, forms.minimum))?;
    Some(Habit { rule: forms.rule, form: (*form).to_owned(), other: forms.examples[0].to_owned(), count, total })
}

/// Number of places of each form in a chapter.
fn forms_of(document: &Document) -> [Counts; FORMS.len()] {
    let mut counts = [Counts::default(); FORMS.len()];
    for (_, block) in document.english_prose() {
        for (rule, form) in block.tokens().iter().filter_map(|word| form_at(block, word)) {
            counts[rule][form] += 1;
        }
    }
    counts
}

/// Rule and form of the place that starts with a word.
fn form_at(block: &BlockProse, word: &Word) -> Option<(usize, usize)> {
    let text = block.prose.text();
    // Nearly every word is rejected by its length, its first and its last letter.
    let found = &text.as_bytes()[word.span.clone()];
    let opening = found.first().filter(|first| first.is_ascii_uppercase()).and_then(|_| introduction(text, word));
    if opening.is_some() {
        return opening;
    }
    let may_be_form = matches!(found, [b'e' | b'E' | b'i' | b'I', ..] | [.., b'B' | b'z' | b's']);
    if !word.class.has_digit() && (found.len() > 3 || !may_be_form) {
        return None;
    }
    let (before, found, after) = (&text[..word.span.start], &text[word.span.clone()], &text[word.span.end..]);
    match found {
        "eg" | "Eg" | "ie" | "Ie" if !before.ends_with(['.', '-']) => {
            let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\n', ',', ':', ')']);
            match after.strip_prefix('.') {
                Some(rest) => ends(rest).then_some((LATIN, latin("eg."))),
                None => ends(after).then_some((LATIN, latin("eg"))),
            }
        }
        "e" | "E" | "i" | "I" => {
            let rest = after.get(..2).filter(|rest| matches!(*rest, ".g" | ".e" | ".G" | ".E"))?;
            let is_abbreviation = found.eq_ignore_ascii_case("e") == rest.eq_ignore_ascii_case(".g");
            let form = if after[2..].starts_with('.') { "e.g." } else { "e.g" };
            is_abbreviation.then(|| (LATIN, latin(form)))
        }
        "etc" => Some((ET_CETERA, usize::from(!after.starts_with('.')))),
        _ if UNITS.contains(&found) => {
            let number = before.strip_suffix([' ', '\u{a0}'])?;
            number.ends_with(|c: char| c.is_ascii_digit()).then_some((UNIT, 0))
        }
        _ if word.class.has_digit() => {
            let unit = found.trim_start_matches(|c: char| c.is_ascii_digit());
            (unit.len() < found.len() && UNITS.contains(&unit)).then_some((UNIT, 1))
        }
        _ => None,
    }
}

/// Connectives that `intro-comma` reports, with the rest of those of several words.
const INTRODUCTIONS: &[(&str, &[&str])] = &[
    ("Additionally", &[""]),
    ("Alternatively", &[""]),
    ("As", &[" a result"]),
    ("Consequently", &[""]),
    ("Conversely", &[""]),
    ("Finally", &[""]),
    ("First", &[""]),
    ("For", &[" example", " instance"]),
    ("Fortunately", &[""]),
    ("Furthermore", &[""]),
    ("However", &[""]),
    (
        "In",
        &[
            " other words",
            " general",
            " practice",
            " contrast",
            " particular",
            " addition",
            " this chapter",
            " this section",
            " this example",
        ],
    ),
    ("Instead", &[""]),
    ("Likewise", &[""]),
    ("Moreover", &[""]),
    ("Nevertheless", &[""]),
    ("Next", &[""]),
    ("Second", &[""]),
    ("Similarly", &[""]),
    ("Therefore", &[""]),
    ("Third", &[""]),
    ("Unfortunately", &[""]),
];

/// Words that begin the sentence proper behind a connective.
const SUBJECTS: &[&str] =
    &["a", "an", "it", "let", "our", "the", "there", "these", "they", "this", "we", "you", "your"];

/// Whether a sentence opens with a phrase with *in*, as `intro-comma` reports it.
fn is_phrase(words: &str) -> bool {
    words.starts_with(['I', 'i']) && words[1..].starts_with("n ") && !words.ends_with("other words")
}

/// Rule and form of the connective that opens a sentence at a word.
fn introduction(text: &str, word: &Word) -> Option<(usize, usize)> {
    let (before, found) = (&text[..word.span.start], &text[word.span.clone()]);
    let index = INTRODUCTIONS.binary_search_by_key(&found, |(first, _)| first).ok()?;
    if !before.is_empty() && !before.ends_with([' ', '\n']) || !redline_text::opens_sentence(before) {
        return None;
    }
    let after = &text[word.span.end..];
    let rest = INTRODUCTIONS[index].1.iter().find_map(|rest| after.strip_prefix(rest))?;
    let (form, rest) = rest.strip_prefix(',').map_or((1, rest), |rest| (0, rest));
    let subject = rest.strip_prefix([' ', '\n'])?.split(|c: char| !c.is_alphanumeric()).next()?;
    let words = &text[word.span.start..text.len() - rest.len()];
    let rule = if is_phrase(words.trim_end_matches(',')) { PHRASE } else { CONNECTIVE };
    SUBJECTS.contains(&subject).then_some((rule, form))
}

/// Form of `e.g.` or `i.e.` as words are written.
fn latin(words: &str) -> usize {
    match (words.contains('.'), words.trim_end_matches('.').contains('.'), words.ends_with('.')) {
        (false, ..) => 1,
        (true, true, true) => 0,
        (true, true, false) => 2,
        (true, false, _) => 3,
    }
}

/// Whether a term names a form of the name that a habit is about.
fn decides(term: &Term, habit: &Habit) -> bool {
    let mut forms = term.not.iter().chain([&term.term]);
    forms.any(|form| [&habit.form, &habit.other].iter().any(|other| form.eq_ignore_ascii_case(other)))
}

/// Habits of writing names in another form than their owners'.
fn names_of(documents: &[&Document]) -> Vec<Habit> {
    let base = TermBase::of_names_with_variants();
    let forms_of = |document: &&Document| {
        let mut found: Vec<(usize, String)> = Vec::new();
        for (_, block) in document.english_prose() {
            for occurrence in base.occurrences(block, "", Some(&ENGLISH)) {
                let words = &block.prose.text()[occurrence.span];
                let form = if occurrence.found == Found::Term { String::new() } else { words.replace('\n', " ") };
                // Without a capital it may be an identifier.
                if words.contains(char::is_uppercase) {
                    found.push((occurrence.term, form));
                }
            }
        }
        found
    };
    let found: Vec<Vec<(usize, String)>> = documents.par_iter().map(forms_of).collect();
    let mut counts: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
    for (name, form) in found.into_iter().flatten() {
        *counts.entry(name).or_default().entry(form).or_default() += 1;
    }
    let habit = |(name, forms): (usize, BTreeMap<String, usize>)| {
        let total = forms.values().sum();
        let (form, count) = forms.into_iter().find(|(_, count)| is_settled(*count, total, SETTLED))?;
        let other = base.terms()[name].term.clone();
        (!form.is_empty()).then_some(Habit { rule: NAMES_RULE, form, other, count, total })
    };
    counts.into_iter().filter_map(habit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    fn habits(text: &str) -> Vec<(String, usize, usize)> {
        let document = Document::of_text(text, &Dialect::default());
        let habits = Habits::of(&[&document], &[], |_| true);
        habits.iter().map(|habit| (habit.form.clone(), habit.count, habit.total)).collect()
    }

    #[test]
    fn nine_of_ten_places_make_a_habit() {
        assert_eq!(habits(&"Some, eg this, e.g this. ".repeat(10)), []);
        let text = format!("{}Others, e.g. this.", "Some, eg this, ie that. ".repeat(5));
        assert_eq!(habits(&text), [("eg".to_owned(), 10, 11)]);
        assert_eq!(habits(&"Some, eg this. ".repeat(9)), []);
        assert_eq!(habits(&"Some, e.g. this, etc. Of 10 MB. ".repeat(10)), []);
        let forms = habits(&"Of 10MB, 5ms, and so on, etc, or (eg. that). ".repeat(10));
        let names: Vec<&str> = forms.iter().map(|(form, ..)| form.as_str()).collect();
        assert_eq!(names, ["eg.", "etc", "10MB"]);
    }

    #[test]
    fn the_comma_after_an_opening_phrase_is_a_habit_of_its_own() {
        let text = "In this chapter we see. In general it is so. However, it is. Finally, we end. ".repeat(5);
        let forms = habits(&text);
        assert_eq!(forms, [("In this chapter we".to_owned(), 10, 10)]);
        let document = Document::of_text(&text, &Dialect::default());
        let found = Habits::of(&[&document], &[], |_| true);
        assert!(found.allow("intro-comma", "In this section") && !found.allow("intro-comma", "However"));
        assert!(!found.allow("intro-comma", "In other words"));
        assert_eq!(habits(&"However it is. However, it is. Then however it is.\n\n".repeat(9)), []);
    }

    #[test]
    fn a_name_has_the_form_that_nearly_all_places_have() {
        let text = format!("{}Oauth2.", "Use OAuth2 here. ".repeat(12));
        assert_eq!(habits(&text), [("OAuth2".to_owned(), 12, 13)]);
        let text = format!("{}{}", "Use OAuth2. ".repeat(12), "Use OAuth 2.0. ".repeat(2));
        assert_eq!(habits(&text), []);
        assert_eq!(habits(&"Use OAuth 2.0 and Github. ".repeat(12)), []);
        assert_eq!(habits(&"Use nodejs here. ".repeat(12)), []);
    }

    #[test]
    fn what_a_rule_reports_in_the_form_of_the_book_is_allowed() {
        let document = Document::of_text(&"Some, eg this. ".repeat(10), &Dialect::default());
        let habits = Habits::of(&[&document], &[], |_| true);
        let allowed = ["eg", "ie", "Eg", "eg.", "e.g", "i.e"].map(|words| habits.allow("eg-ie-form", words));
        assert_eq!(allowed, [true, true, true, false, false, false]);
        assert!(!habits.allow("etc-period", "etc"));
    }
}
