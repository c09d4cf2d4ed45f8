#![doc = include_str!("heading_case.md")]

use std::collections::HashSet;

use super::heading_names::{KnownNames, may_be_identifier, may_be_name, words_in_code};
use super::{Context, Rule};
use crate::catalogue::{self, HeadingCaseChoice, HeadingCaseOptions};
use crate::convention::{
    CapitalizationStats, ENFORCED_SHARE, HeadingCase, HeadingWord, Style, Verdict, has_free_capital, heading_words,
    is_miscased,
};
use crate::strict::read_options;
use redline_document::document::Heading;
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_english::spelling::Dictionary;

/// The share from which on the minority of a book is reported.
const REPORTED_SHARE: f64 = 0.75;

/// Minimum number of headings that a chapter writes its own way.
const MIN_OF_CHAPTER: usize = 4;

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_CASE, check };

fn check(cx: &mut Context<'_>) {
    let options: HeadingCaseOptions = read_options(cx.options).unwrap_or_default();
    let case = &cx.book.heading_case;
    let code = words_in_code(cx.document);
    let names = KnownNames::of(cx);
    let title = cx.book.title.as_deref();
    let headings: Vec<&Heading> = cx.outline().filter(|heading| Some(heading.title.as_str()) != title).collect();
    let is_auto = matches!(options.style, HeadingCaseChoice::Auto);
    let mut found: Vec<Miscased<'_>> = Vec::new();
    let mut shown = 0;
    for (index, &heading) in headings.iter().enumerate() {
        let style = match options.style {
            HeadingCaseChoice::Sentence => Some(Style::Sentence),
            HeadingCaseChoice::Title => Some(Style::Title),
            HeadingCaseChoice::Auto => case.enforced(heading.level),
        };
        let Some(style) = style else { continue };
        let words = heading_words(cx.document, heading);
        let has_capital = has_free_capital(&words, &case.capitalization);
        shown += usize::from(has_capital.is_some());
        let is_left = |has_capital| is_left_to_author(cx, &headings[..=index], has_capital);
        if is_sentence(cx, heading, style) || (is_auto && style == Style::Title && has_capital.is_some_and(is_left)) {
            continue;
        }
        let wrong = miscased(&words, style, case, (&code, &names));
        if !wrong.is_empty() {
            found.push(Miscased { heading, style, words, wrong });
        }
    }
    let is_alike = found.windows(2).all(|pair| pair[0].style == pair[1].style);
    let is_of_chapter = is_auto && is_alike && found.len() >= MIN_OF_CHAPTER && found.len() * 10 >= shown * 9;
    if is_of_chapter {
        report(cx, &found, &code);
    } else {
        found.chunks(1).for_each(|one| report(cx, one, &code));
    }
    if is_auto && case.first_minority() == Some(cx.position) {
        report_the_book(cx, case);
    }
}

/// Whether a heading is a sentence, which keeps its case: text of several lines above a rule of hyphens, or in title case what
/// ends with the mark of a sentence.
fn is_sentence(cx: &Context<'_>, heading: &Heading, style: Style) -> bool {
    let has_lines = heading.prose.is_some_and(|index| cx.document.prose[index].prose.text().contains('\n'));
    has_lines || (style == Style::Title && heading.title.ends_with(['?', '!', '.']))
}

/// Titles of sections whose headings are messages and symptoms, written as they read.
const OF_SYMPTOMS: [&str; 6] = ["troubleshoot", "common error", "common issue", "common problem", "known issue", "faq"];

/// Whether the last heading, in a book with title case, follows a way of the author: some books have capitals on nouns
/// only, and a symptom is a sentence.
fn is_left_to_author(cx: &Context<'_>, headings: &[&Heading], has_capital: bool) -> bool {
    if has_capital {
        return cx.book.heading_case.has_mixed_titles();
    }
    let Some((heading, above)) = headings.split_last() else { return false };
    let mut level = heading.level;
    above.iter().rev().any(|other| {
        let is_parent = other.level < level;
        level = level.min(other.level);
        let title = other.title.to_lowercase();
        is_parent && OF_SYMPTOMS.iter().any(|words| title.contains(words))
    })
}

/// The words of a heading whose case is not that of the style.
fn miscased(
    words: &[HeadingWord<'_>],
    style: Style,
    case: &HeadingCase,
    (code, names): (&HashSet<&str>, &KnownNames<'_>),
) -> Vec<usize> {
    let is_wrong = |index: &usize| {
        let word = &words[*index];
        let keeps_its_case = || match style {
            Style::Title => case.is_small(word.text) || may_be_identifier(words, *index, code),
            Style::Sentence => may_be_name(words, *index, case, code) || names.are_in_prose(word.text),
        };
        is_miscased(word, style, &case.capitalization)
            && !code.contains(word.text)
            && !keeps_its_case()
            && !names.holds(words, *index)
    };
    (0..words.len()).filter(is_wrong).collect()
}

/// Reports a heading, or all those of a chapter.
fn report(cx: &mut Context<'_>, found: &[Miscased<'_>], code: &HashSet<&str>) {
    let Some((first, others)) = found.split_first() else { return };
    let case = &cx.book.heading_case;
    let style = first.style.as_str();
    let edits = found.iter().flat_map(Miscased::edits).collect::<Vec<Edit>>();
    let is_safe = found.iter().all(|one| one.is_fixed_safely(case, code));
    let applicability = if is_safe { Applicability::Safe } else { Applicability::Unsafe };
    let list: Vec<String> = first.wrong().map(|word| format!("`{}`", recased(word.text, first.style))).collect();
    let others = match others.len() {
        0 => String::new(),
        count => format!("; nor are {count} others of this chapter"),
    };
    let message = format!("heading is not in {style} case: {}{others}", list.join(", "));
    let fix = Fix::new(format!("write it in {style} case"), applicability, Change::Text, edits);
    cx.report(first.heading.span.clone(), message).fix(fix);
}

/// A heading that is not in the style that it should have.
struct Miscased<'a> {
    heading: &'a Heading,
    style: Style,
    words: Vec<HeadingWord<'a>>,
    /// Indexes of the wrong words.
    wrong: Vec<usize>,
}

impl<'a> Miscased<'a> {
    fn wrong(&self) -> impl Iterator<Item = &HeadingWord<'a>> {
        self.wrong.iter().map(|index| &self.words[*index])
    }

    fn edits(&self) -> impl Iterator<Item = Edit> {
        self.wrong().map(|word| Edit::replace(word.span.clone(), recased(word.text, self.style)))
    }

    /// Whether no name can lose its case, and nothing is left half fixed.
    fn is_fixed_safely(&self, case: &HeadingCase, code: &HashSet<&str>) -> bool {
        let (words, stats) = (&self.words, &case.capitalization);
        let is_right = match self.style {
            // A name in lower case keeps it: `npm`, and what the chapter runs or calls.
            Style::Title => {
                self.wrong().all(|word| Dictionary::BRITISH.contains(word.text))
                    && !words.iter().any(|word| is_left_small(word, stats, code) || opens_small(word))
            }
            // A capital taken away may have been a name's.
            Style::Sentence => {
                let wrong: Vec<&HeadingWord<'_>> = self.wrong().collect();
                wrong.iter().all(|word| stats.is_common(word.text))
                    && !follows_name(words, &wrong, case)
                    && leaves_no_capital(words, &wrong, case)
            }
        };
        is_right && leaves_no_compound(words, self.style)
    }
}

/// Whether all capitals that are left are those of names, code and the first word: `Modelling A ticket` would be half fixed.
fn leaves_no_capital(words: &[HeadingWord<'_>], wrong: &[&HeadingWord<'_>], case: &HeadingCase) -> bool {
    let is_left = |word: &&HeadingWord<'_>| {
        word.is_capital() && !word.opens && !word.fixed && !wrong.iter().any(|wrong| wrong.span == word.span)
    };
    words.iter().filter(is_left).all(|word| case.capitalization.is_name(word.text))
}

/// Whether a word keeps its small letter only because the chapter has it in code: `the runner Image` would be half fixed.
fn is_left_small(word: &HeadingWord<'_>, stats: &CapitalizationStats, code: &HashSet<&str>) -> bool {
    code.contains(word.text) && is_miscased(word, Style::Title, stats)
}

/// Whether a word opens the heading, or a sentence in it, with a small letter: `first Class Functions` would be half fixed.
fn opens_small(word: &HeadingWord<'_>) -> bool {
    word.opens && word.text.starts_with(char::is_lowercase)
}

/// Whether no compound is left in the other case: `Fixed-Point iteration` would be half fixed.
fn leaves_no_compound(words: &[HeadingWord<'_>], style: Style) -> bool {
    let is_other = |part: &str| match style {
        Style::Title => part.len() > 3 && part.starts_with(char::is_lowercase),
        Style::Sentence => part.starts_with(char::is_uppercase) && part.contains(char::is_lowercase),
    };
    let is_left = |word: &HeadingWord<'_>| {
        // The first part of a compound that opens the heading has its capital from that.
        word.text.split(['-', '‑']).skip(usize::from(word.opens)).any(is_other)
    };
    !words.iter().any(|word| word.fixed && word.text.contains(['-', '‑']) && is_left(word))
}

/// Whether a word that would lose its capital directly follows a name, of which it may be a part: `Azure Storage`.
fn follows_name(words: &[HeadingWord<'_>], wrong: &[&HeadingWord<'_>], case: &HeadingCase) -> bool {
    words.windows(2).any(|pair| {
        let is_name = pair[0].is_capital() && (pair[0].fixed || case.capitalization.is_name(pair[0].text));
        let is_beside = pair[0].span.end + 1 == pair[1].span.start;
        is_name && is_beside && wrong.iter().any(|word| word.span == pair[1].span)
    })
}

/// `word` with its first letter in the case of the style.
fn recased(word: &str, style: Style) -> String {
    let mut characters = word.chars();
    let Some(first) = characters.next() else { return String::new() };
    let first: String =
        if style == Style::Title { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    first + characters.as_str()
}

/// One finding for a book that is nearly of one mind.
fn report_the_book(cx: &mut Context<'_>, case: &HeadingCase) {
    let Some(verdict) =
        case.verdict_of_all().filter(|verdict| (REPORTED_SHARE..ENFORCED_SHARE).contains(&verdict.share()))
    else {
        return;
    };
    let Verdict { value, count, total } = *verdict;
    let odd = cx.outline().find(|heading| {
        let words = heading_words(cx.document, heading);
        words.iter().any(|word| is_miscased(word, value, &case.capitalization))
    });
    let Some(odd) = odd else { return };
    let style = value.as_str();
    cx.report(
        odd.span.clone(),
        format!("{count} of the book's {total} headings are in {style} case; this is the first that is not"),
    )
    .help(format!("`heading-case = {{ style = \"{style}\" }}` shows the others"));
}
