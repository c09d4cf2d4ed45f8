//! What is counted over the whole book: sentences, terms, conventions, suppressions.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::finding_rows::{QUOTED, cut};
use super::model::{ConventionRow, LongSentence, Readability, SuppressionFigures, TermRow};
use super::place::Places;
use super::survey::Survey;
use crate::convention::{Habit, style_sheet};
use crate::diagnostic::Finding;
use crate::fingerprint::folded;
use crate::lint::Reading;
use crate::report::readability::{Counts, Scores, SentenceLengths, passive_share, share};
use crate::report::readability::{Sentence, TextFigures};
use crate::rules;
use crate::suppress::Suppressions;
use crate::terms::{Found, Term};

/// How many of the longest sentences are told.
const LONGEST: usize = 10;

/// How many places of a term's variants are told.
const TERM_PLACES: usize = 3;

pub(super) fn readability(
    survey: &Survey<'_>,
    rows: &[Option<usize>],
    proses: &[TextFigures],
    places: &Places<'_>,
) -> Readability {
    let english = survey.settings.is_english();
    let checked = || proses.iter().enumerate().filter(|(reading, _)| rows[*reading].is_some());
    let mut counts = Counts::default();
    let mut sentences: Vec<(usize, &Sentence)> = Vec::new();
    for (reading, prose) in checked() {
        counts.add(&prose.counts);
        sentences.extend(prose.sentences.iter().map(|sentence| (reading, sentence)));
    }
    let lengths = SentenceLengths::of(sentences.iter().map(|(_, sentence)| sentence.words).collect());
    // The sort keeps the order of the book among sentences of one length.
    sentences.sort_by_key(|(_, sentence)| Reverse(sentence.words));
    let long = |(reading, sentence): &(usize, &Sentence)| LongSentence {
        words: sentence.words,
        text: cut(&folded(&survey.readings[*reading].text()[sentence.span.clone()]), QUOTED),
        place: places.of_text(*reading, &sentence.span),
    };
    let longest = sentences.iter().take(LONGEST).map(long).collect();
    Readability {
        english,
        scores: Scores::of(&counts, english),
        passive_share: passive_share(sentences.iter().map(|(_, sentence)| *sentence)).filter(|_| english),
        counts,
        sentences: lengths,
        longest,
    }
}

pub(super) fn term_rows(survey: &Survey<'_>, places: &Places<'_>) -> Vec<TermRow> {
    let base = &survey.settings.terms;
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
    for (index, reading) in survey.readings.iter().enumerate() {
        let path = &survey.chapter(index).path;
        for block in reading.document().prose.iter().filter(|_| !survey.settings.is_ignored(path)) {
            for occurrence in base.occurrences(block, path) {
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
                    row.places.push(places.of_text(index, &block.prose.source(occurrence.span)));
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

pub(super) fn convention_rows(survey: &Survey<'_>) -> Vec<ConventionRow> {
    let is_checked = |reading: &&Reading| !survey.settings.is_ignored(&survey.book.chapters[reading.chapter].path);
    let documents: Vec<_> =
        survey.readings.iter().filter(is_checked).map(|reading| (reading.chapter, reading.document())).collect();
    let row =
        |habit: Habit| ConventionRow { title: habit.title, form: habit.form, count: habit.count, total: habit.total };
    style_sheet(&documents, survey.heading_case).into_iter().map(row).collect()
}

pub(super) fn suppressions(survey: &Survey<'_>) -> SuppressionFigures {
    // A comment in an included file counts once.
    let mut comments: BTreeMap<(String, usize), bool> = BTreeMap::new();
    for reading in survey.readings {
        let fragment = &reading.expansion().fragment;
        for comment in Suppressions::read(reading.document()).comments {
            if let Some(at) = fragment.locate(comment.span.clone()) {
                comments.insert((survey.path_of(at.file.path()), at.span.start), comment.has_reason);
            }
        }
    }
    let unused = |finding: &&Finding| finding.rule == rules::UNUSED_SUPPRESSION.name;
    SuppressionFigures {
        comments: comments.len(),
        without_reason: comments.values().filter(|has_reason| !**has_reason).count(),
        unused: survey.report.findings.iter().filter(unused).count(),
        silenced: survey.report.suppressed,
    }
}
