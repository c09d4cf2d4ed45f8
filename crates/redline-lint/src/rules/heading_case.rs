#![doc = include_str!("heading_case.md")]

use std::collections::HashSet;

use super::{Context, Rule};
use crate::catalogue::{self, HeadingCaseChoice, HeadingCaseOptions};
use crate::convention::{
    CapitalizationStats, ENFORCED_SHARE, HeadingCase, HeadingWord, Style, Verdict, heading_words, is_miscased,
};
use crate::strict::read_options;
use crate::terms::{Found, Occurrence};
use redline_document::document::{BlockKind, Document, Heading};
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_document::source::Span;
use redline_english::spelling::{Dictionary, may_be_english};

/// The share from which on the minority of a book is reported.
const REPORTED_SHARE: f64 = 0.75;

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_CASE, check };

fn check(cx: &mut Context<'_>) {
    let options: HeadingCaseOptions = read_options(cx.options).unwrap_or_default();
    let case = &cx.book.heading_case;
    let code = words_in_code(cx.document);
    let names = KnownNames::of(cx);
    let title = cx.book.title.as_deref();
    let headings: Vec<&Heading> = cx.outline().filter(|heading| Some(heading.title.as_str()) != title).collect();
    for heading in headings {
        let style = match options.style {
            HeadingCaseChoice::Sentence => Some(Style::Sentence),
            HeadingCaseChoice::Title => Some(Style::Title),
            HeadingCaseChoice::Auto => case.enforced(heading.level),
        };
        if let Some(style) = style {
            check_heading(cx, heading, style, (&code, &names));
        }
    }
    if matches!(options.style, HeadingCaseChoice::Auto) && case.first_minority() == Some(cx.position) {
        report_the_book(cx, case);
    }
}

/// Names of several words, whose words may be common ones.
struct KnownNames<'a> {
    /// Words of the title of the book.
    title: Vec<&'a str>,
    /// Bytes of the chapter that are terms, written as they should be.
    terms: Vec<Span>,
}

impl<'a> KnownNames<'a> {
    fn of(cx: &Context<'a>) -> Self {
        let mut terms = Vec::new();
        for (block, found) in cx.terms.occurrences() {
            let text = block.prose.text();
            let in_heading = cx.document.blocks[block.block].kind == BlockKind::Heading;
            let is_right = |it: &&Occurrence| it.found == Found::Term && text[it.span.clone()] == it.expected;
            let right = found.iter().filter(|it| in_heading && is_right(it));
            terms.extend(right.map(|it| block.prose.source(it.span.clone())));
        }
        let title = cx.book.title.as_deref().unwrap_or_default();
        Self { title: title.split_whitespace().collect(), terms }
    }

    /// Whether a word with a capital is a part of a term, or of two words in a row of the book's title.
    fn holds(&self, words: &[HeadingWord<'_>], index: usize) -> bool {
        let word = &words[index];
        let is_pair = |pair: Option<&[HeadingWord<'_>]>| {
            let Some([one, two]) = pair else { return false };
            let is_capital = one.is_capital() && two.is_capital();
            is_capital && self.title.windows(2).any(|title| title == [one.text, two.text])
        };
        let after = index.checked_sub(1).and_then(|before| words.get(before..=index));
        let in_term = |term: &Span| term.start <= word.span.start && word.span.end <= term.end;
        word.is_capital() && (self.terms.iter().any(in_term) || is_pair(after) || is_pair(words.get(index..index + 2)))
    }
}

/// Words that the chapter writes in code too: a keyword or a type keeps its form without the marks.
fn words_in_code(document: &Document) -> HashSet<&str> {
    document.code_texts().collect()
}

fn check_heading(
    cx: &mut Context<'_>,
    heading: &Heading,
    style: Style,
    (code, names): (&HashSet<&str>, &KnownNames<'_>),
) {
    let case = &cx.book.heading_case;
    let words = heading_words(cx.document, heading);
    // Many books in title case write questions as sentences.
    if style == Style::Title && heading.title.ends_with('?') {
        return;
    }
    let is_wrong = |(index, word): &(usize, &HeadingWord<'_>)| {
        let keeps_its_case = match style {
            Style::Title => case.is_small(word.text) || may_be_identifier(word.text),
            Style::Sentence => may_be_name(&words, *index, case),
        };
        is_miscased(word, style, &case.capitalization)
            && !code.contains(word.text)
            && !keeps_its_case
            && !names.holds(&words, *index)
    };
    let wrong: Vec<&HeadingWord<'_>> = words.iter().enumerate().filter(is_wrong).map(|(_, word)| word).collect();
    if wrong.is_empty() {
        return;
    }
    let edits: Vec<Edit> =
        wrong.iter().map(|word| Edit::replace(word.span.clone(), recased(word.text, style))).collect();
    let is_safe = leaves_no_compound(&words, style)
        && match style {
            // A name in lower case keeps it: `npm`, and what the chapter runs or calls.
            Style::Title => {
                wrong.iter().all(|word| Dictionary::BRITISH.contains(word.text) && !is_run(word.text, code))
                    && !words.iter().any(|word| is_left_small(word, &case.capitalization, code) || opens_small(word))
            }
            // A capital taken away may have been a name's.
            Style::Sentence => {
                wrong.iter().all(|word| case.capitalization.is_common(word.text))
                    && !follows_name(&words, &wrong, case)
                    && leaves_no_capital(&words, &wrong, case)
            }
        };
    let applicability = if is_safe { Applicability::Safe } else { Applicability::Unsafe };
    let list: Vec<String> = wrong.iter().map(|word| format!("`{}`", recased(word.text, style))).collect();
    let message = format!("heading is not in {} case: {}", style.as_str(), list.join(", "));
    cx.report(heading.span.clone(), message).fix(Fix::new(
        format!("write it in {} case", style.as_str()),
        applicability,
        Change::Text,
        edits,
    ));
}

/// Whether a word in small letters may be an identifier, or an abbreviation that is never capitalised.
fn may_be_identifier(word: &str) -> bool {
    word == "aka" || !may_be_english(word)
}

/// Whether a word with a capital may belong to a name: the book writes it with a capital in sentences at least as often
/// as without, a number or an unknown word with a capital follows (*Phase 1*, *Josh Triplett*), or it follows a name and is
/// not a common word of the book (*GitHub Actions*).
fn may_be_name(words: &[HeadingWord<'_>], index: usize, case: &HeadingCase) -> bool {
    let word = &words[index];
    let is_beside = |one: &HeadingWord<'_>, two: &HeadingWord<'_>| one.span.end + 1 == two.span.start;
    let capitals = words[index..].windows(2).take_while(|pair| pair[0].is_capital() && is_beside(&pair[0], &pair[1]));
    let is_numbered = capitals.map(|pair| &pair[1]).any(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
    let follows_name = index.checked_sub(1).is_some_and(|before| {
        let before = &words[before];
        let is_name = before.is_capital() && (before.fixed || case.capitalization.is_name(before.text));
        is_name && is_beside(before, word)
    });
    let precedes_name = words
        .get(index + 1)
        .is_some_and(|next| next.is_capital() && is_beside(word, next) && !may_be_english(&next.text.to_lowercase()));
    case.capitalization.may_be_name(word.text)
        || is_numbered
        || precedes_name
        || (follows_name && !case.capitalization.is_common(word.text))
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

/// Whether a word is the first of some code of the chapter, as a command is.
fn is_run(word: &str, code: &HashSet<&str>) -> bool {
    code.iter().any(|code| code.split_whitespace().next() == Some(word))
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
