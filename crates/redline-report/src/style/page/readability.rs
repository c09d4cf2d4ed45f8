//! Readability scores, sentence lengths and the longest sentences.

use super::super::model::{LongSentence, StyleReport};
use super::super::node::{Cell, DotPlot, Inline, Node, left, or_dash, percent, right, table, text, words};
use super::super::numbers::{count_of, thousands};
use super::super::quotation::rendered;
use super::link::{LinkBase, source_link};
use crate::readability::{BUCKETS, Scores, share};

pub(super) fn readability(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    nodes.push(Node::Heading("Readability"));
    nodes.push(Node::Paragraph(vec![text(lead(report))]));
    let mut content = Vec::new();
    if let Some(found) = &report.readability.scores {
        scores(found, &mut content);
    }
    lengths(report, &mut content);
    grades(report, &mut content);
    nodes.push(Node::Details("Scores, sentence lengths and grades".to_owned(), content));
    longest(report, links, nodes);
}

/// The main figures with their denominators.
fn lead(report: &StyleReport) -> String {
    let readability = &report.readability;
    let lengths = &readability.sentences;
    let grade = match readability.scores.as_ref() {
        None => "Too short for a grade: fewer than 100 words of prose. ".to_owned(),
        Some(scores) if readability.english => {
            format!("Flesch–Kincaid grade {}, in years of school. ", or_dash(scores.flesch_kincaid_grade, 1))
        }
        Some(scores) => format!("LIX {}; under 30 is easy, over 60 hard. ", or_dash(Some(scores.lix), 1)),
    };
    let passive =
        readability.passive_share.map(|share| format!("; {} are passive", percent(share))).unwrap_or_default();
    format!(
        "{grade}{}: the middle one has {} words, nine of ten have at most {}, the longest has {}; {} have more than \
         25{passive}.",
        count_of(readability.counts.sentences, "sentence"),
        lengths.median,
        lengths.p90,
        thousands(lengths.max),
        percent(lengths.long_share)
    )
}

/// Sentences by length.
fn lengths(report: &StyleReport, nodes: &mut Vec<Node>) {
    let lengths = &report.readability.sentences;
    let all: usize = lengths.buckets.iter().sum();
    let most = lengths.buckets.iter().max().copied().unwrap_or(0);
    let bucket = |(index, &count): (usize, &usize)| {
        let from = index.checked_sub(1).map_or(1, |before| BUCKETS[before] + 1);
        let name = if BUCKETS[index] == usize::MAX {
            format!("{from} and more")
        } else {
            format!("{from}–{}", BUCKETS[index])
        };
        vec![words(name), words(thousands(count)), words(percent(share(count, all))), Cell::Bar(share(count, most))]
    };
    let columns = [left("Words"), right("Sentences"), right("Share"), left("Bar")];
    table("Sentences by length", &columns, lengths.buckets.iter().enumerate().map(bucket).collect(), nodes);
}

/// The grade of each chapter as a dot.
fn grades(report: &StyleReport, nodes: &mut Vec<Node>) {
    let values: Vec<f64> =
        report.chapters.iter().filter_map(|chapter| chapter.scores.as_ref()).map(Scores::headline).collect();
    if values.len() > 1 {
        let (label, band, range) = if report.readability.english {
            ("Flesch–Kincaid grade of each chapter; 7 to 10 is shaded", (7.0, 10.0), (0.0, 20.0))
        } else {
            ("LIX of each chapter; 30 to 50 is shaded", (30.0, 50.0), (0.0, 80.0))
        };
        nodes.push(Node::DotPlot(DotPlot { label, values, band, range }));
    }
}

/// The longest sentences.
fn longest(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    let item = |long: &LongSentence| {
        let mut line = vec![text(format!("{} · ", count_of(long.words, "word")))];
        line.extend(links.link(report, report.chapter_name(&long.place), &long.place));
        line.push(text(" · "));
        line.push(source_link(&long.place));
        line.push(Inline::Break);
        line.push(Inline::Quote(rendered(&long.text, &(0..0))));
        line
    };
    let items: Vec<_> = report.readability.longest.iter().map(item).collect();
    if !items.is_empty() {
        nodes.push(Node::Details(format!("The longest sentences ({})", items.len()), vec![Node::List(items)]));
    }
}

fn scores(found: &Scores, nodes: &mut Vec<Node>) {
    let row =
        |name: &str, value: Option<f64>, meaning: &str| vec![words(name), words(or_dash(value, 1)), words(meaning)];
    let rows = vec![
        row("Flesch–Kincaid grade", found.flesch_kincaid_grade, "years of school; lower is easier"),
        row("Flesch reading ease", found.flesch_reading_ease, "higher is easier"),
        row("Gunning Fog", found.gunning_fog, "years of school"),
        row("SMOG", found.smog, "years of school; from 30 sentences on"),
        row("Coleman–Liau", Some(found.coleman_liau), "years of school, by letters"),
        row("ARI", Some(found.automated_readability), "years of school, by letters"),
        row("LIX", Some(found.lix), "any language; lower is easier"),
        row("RIX", Some(found.rix), "any language; lower is easier"),
    ];
    table("The whole book", &[left("Formula"), right("Value"), left("Meaning")], rows, nodes);
}
