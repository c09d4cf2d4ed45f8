//! Readability scores, sentence lengths and the longest sentences.

use super::super::model::{LongSentence, StyleReport};
use super::super::node::{Cell, DotPlot, Node, left, or_dash, percent, right, table, text, words};
use super::link::{LinkBase, source_link};
use crate::readability::{BUCKETS, Scores, share};
use crate::render::counted;

pub(super) fn readability(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    let readability = &report.readability;
    nodes.push(Node::Heading("Readability"));
    match &readability.scores {
        None => nodes.push(Node::Paragraph(vec![text("Too short: fewer than 100 words of prose.")])),
        Some(found) => scores(found, nodes),
    }
    let lengths = &readability.sentences;
    let passive =
        readability.passive_share.map(|share| format!(" {} are passive.", percent(share))).unwrap_or_default();
    nodes.push(Node::Paragraph(vec![text(format!(
        "{}: median {} words, nine of ten have at most {}, the longest {}; {} have more than 25.{passive}",
        counted(readability.counts.sentences, "sentence"),
        lengths.median,
        lengths.p90,
        lengths.max,
        percent(lengths.long_share)
    ))]));
    let all: usize = lengths.buckets.iter().sum();
    let most = lengths.buckets.iter().max().copied().unwrap_or(0);
    let bucket = |(index, &count): (usize, &usize)| {
        let from = index.checked_sub(1).map_or(1, |before| BUCKETS[before] + 1);
        let name = if BUCKETS[index] == usize::MAX {
            format!("{from} and more")
        } else {
            format!("{from}–{}", BUCKETS[index])
        };
        vec![words(name), words(count.to_string()), words(percent(share(count, all))), Cell::Bar(share(count, most))]
    };
    let columns = [left("Words"), right("Sentences"), right("Share"), left("Bar")];
    table("Sentences by length", &columns, lengths.buckets.iter().enumerate().map(bucket).collect(), nodes);
    let values: Vec<f64> =
        report.chapters.iter().filter_map(|chapter| chapter.scores.as_ref()).map(Scores::headline).collect();
    if values.len() > 1 {
        let (label, band, range) = if readability.english {
            ("Flesch–Kincaid grade of each chapter; 7 to 10 is shaded", (7.0, 10.0), (0.0, 20.0))
        } else {
            ("LIX of each chapter; 30 to 50 is shaded", (30.0, 50.0), (0.0, 80.0))
        };
        nodes.push(Node::DotPlot(DotPlot { label, values, band, range }));
    }
    let row = |long: &LongSentence| {
        vec![
            words(long.words.to_string()),
            Cell::Inlines(links.link(report, report.chapter_name(&long.place), &long.place)),
            Cell::Inlines(vec![source_link(&long.place)]),
            words(long.text.as_str()),
        ]
    };
    let columns = [right("Words"), left("Chapter"), left("Source"), left("Sentence")];
    table("The longest sentences", &columns, readability.longest.iter().map(row).collect(), nodes);
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
