//! Figures over the whole book: sentences, terms, conventions, suppressions.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use redline_document::diagnostic::Finding;
use redline_lint::catalogue;
use redline_lint::chapter::ParsedChapter;
use redline_lint::convention::{StyleSheetEntry, style_sheet};
use redline_lint::fingerprint::folded;
use redline_lint::suppress::Suppressions;
use redline_lint::terms::{ChapterTerms, Found, Term};

use super::input::ReportInput;
use super::model::{ConventionRow, LongSentence, Readability, SuppressionFigures, TermRow};
use super::place::PlaceIndex;
use super::quoted::{SENTENCE_LENGTH, truncate};
use crate::readability::{Counts, Scores, Sentence, SentenceLengths, passive_share, share};

/// The most long sentences listed.
const LONGEST: usize = 10;

/// The most places listed per term.
const TERM_PLACES: usize = 3;

pub(super) fn readability(input: &ReportInput<'_>, rows: &[Option<usize>], places: &PlaceIndex<'_>) -> Readability {
    let english = input.settings.is_english();
    let mut counts = Counts::default();
    let mut sentences: Vec<(usize, &Sentence)> = Vec::new();
    let figures = input.figures.chapters().iter().enumerate();
    for (index, found) in figures.filter(|(index, _)| rows[*index].is_some()) {
        counts.add(&found.text.counts);
        sentences.extend(found.text.sentences.iter().map(|sentence| (index, sentence)));
    }
    let long = |(index, sentence): (usize, &Sentence)| {
        let document = input.parsed_chapters[index].document();
        let span = document.prose[sentence.prose].prose.source(sentence.span.clone());
        LongSentence {
            words: sentence.words,
            text: truncate(&folded(&document.text()[span.clone()]), SENTENCE_LENGTH),
            place: places.of_span(index, &span),
        }
    };
    Readability {
        english,
        scores: Scores::of(&counts, english),
        passive_share: passive_share(sentences.iter().map(|(_, sentence)| *sentence)).filter(|_| english),
        counts,
        sentences: SentenceLengths::of(sentences.iter().map(|(_, sentence)| sentence.words)),
        longest: longest(&sentences).into_iter().map(long).collect(),
    }
}

/// The longest sentences; those of equal length are in the order of the book.
fn longest<'a>(sentences: &[(usize, &'a Sentence)]) -> Vec<(usize, &'a Sentence)> {
    let mut longest: Vec<(usize, &Sentence)> = Vec::with_capacity(LONGEST + 1);
    for &(index, sentence) in sentences {
        let place = longest.partition_point(|(_, other)| other.words >= sentence.words);
        if place < LONGEST {
            longest.insert(place, (index, sentence));
            longest.truncate(LONGEST);
        }
    }
    longest
}

pub(super) fn term_rows(input: &ReportInput<'_>, places: &PlaceIndex<'_>) -> Vec<TermRow> {
    let base = &input.settings.terms;
    let row = |term: &Term| TermRow {
        term: term.term.clone(),
        preferred: 0,
        variants: BTreeMap::new(),
        consistency: None,
        places: Vec::new(),
    };
    let mut rows: Vec<TermRow> = base.own().iter().map(row).collect();
    if rows.is_empty() {
        return rows;
    }
    for (index, parsed) in input.parsed_chapters.iter().enumerate() {
        let path = &input.chapter(index).path;
        if input.settings.is_ignored(path) {
            continue;
        }
        let terms = ChapterTerms::new(base, parsed.document(), path, input.settings.english_texts());
        for (block, found) in terms.occurrences() {
            for occurrence in found {
                let Some(row) = rows.get_mut(occurrence.term) else { continue };
                let words = folded(&block.prose.text()[occurrence.span.clone()]);
                let is_preferred = occurrence.found == Found::Term
                    && (!base.terms()[occurrence.term].checks_case() || words == occurrence.expected);
                if is_preferred {
                    row.preferred += 1;
                    continue;
                }
                let variant = if occurrence.found == Found::Term { words } else { words.to_lowercase() };
                *row.variants.entry(variant).or_default() += 1;
                if row.places.len() < TERM_PLACES {
                    row.places.push(places.of_span(index, &block.prose.source(occurrence.span.clone())));
                }
            }
        }
    }
    for row in &mut rows {
        let all = row.preferred + row.variants.values().sum::<usize>();
        row.consistency = (all > 0).then(|| share(row.preferred, all));
    }
    rows.sort_by_key(|row| Reverse(row.variants.values().sum::<usize>()));
    rows
}

pub(super) fn convention_rows(input: &ReportInput<'_>) -> Vec<ConventionRow> {
    let is_checked = |parsed: &&ParsedChapter| !input.settings.is_ignored(&input.book.chapters[parsed.index].path);
    let documents: Vec<_> =
        input.parsed_chapters.iter().filter(is_checked).map(|parsed| (parsed.index, parsed.document())).collect();
    let row = |entry: StyleSheetEntry| ConventionRow {
        title: entry.title,
        form: entry.form,
        count: entry.count,
        total: entry.total,
    };
    style_sheet(&documents, input.heading_case).into_iter().map(row).collect()
}

pub(super) fn suppressions(input: &ReportInput<'_>) -> SuppressionFigures {
    // A comment in a file included several times counts once.
    let mut comments: BTreeMap<(String, usize), bool> = BTreeMap::new();
    for parsed in input.parsed_chapters {
        let fragment = &parsed.expansion().fragment;
        for comment in Suppressions::read(parsed.document()).comments {
            if let Some(at) = fragment.locate(comment.span.clone()) {
                comments.insert((input.path_of(at.file.path()), at.span.start), comment.has_reason);
            }
        }
    }
    let unused = |finding: &&Finding| finding.rule == catalogue::UNUSED_SUPPRESSION.name;
    SuppressionFigures {
        comments: comments.len(),
        without_reason: comments.values().filter(|has_reason| !**has_reason).count(),
        unused: input.report.findings.iter().filter(unused).count(),
        silenced: input.report.suppressed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_sentences_come_first_in_the_order_of_the_book() {
        let of_words = |words| Sentence { words, prose: 0, span: 0..0, is_passive: false };
        let all: Vec<Sentence> = [3, 9, 1, 9, 4, 4, 8, 2, 4, 7, 4, 6, 5, 4].map(of_words).into();
        let ranked = |count: usize| {
            let sentences: Vec<(usize, &Sentence)> = all[..count].iter().enumerate().collect();
            longest(&sentences).into_iter().map(|(index, sentence)| (sentence.words, index)).collect::<Vec<_>>()
        };
        assert_eq!(ranked(3), [(9, 1), (3, 0), (1, 2)]);
        assert_eq!(
            ranked(all.len()),
            [(9, 1), (9, 3), (8, 6), (7, 9), (6, 11), (5, 12), (4, 4), (4, 5), (4, 8), (4, 10)]
        );
    }
}
