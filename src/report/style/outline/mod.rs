//! What the page says, in its order, before it is HTML or Markdown.

mod chapters;
mod findings;
mod readability;
mod trend;
mod vocabulary;

use super::formula::{METHOD, number};
use super::model::{LevelCounts, PlaceRow, StyleReport, Task};
use super::part::{Cell, Inline, Part, code, counted, left, or_dash, right, table, text, words};
use super::source_link::encoded;
use chapters::{chapters, structure};
use findings::findings;
use readability::readability;
pub(super) use trend::short;
use trend::trend;
use vocabulary::{rules, terms};

/// Where the page stands, so that it can link to others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlook<'a> {
    /// Its path relative to `src`; `None` if it stands outside of the book.
    pub(super) page: Option<&'a str>,
}

/// The parts of the page.
pub(super) fn outline(report: &StyleReport, outlook: Outlook<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    verdict(report, &mut parts);
    next(report, outlook, &mut parts);
    trend(report, &mut parts);
    chapters(report, outlook, &mut parts);
    rules(report, &mut parts);
    readability(report, outlook, &mut parts);
    terms(report, outlook, &mut parts);
    structure(report, outlook, &mut parts);
    suppressions(report, &mut parts);
    findings(report, outlook, &mut parts);
    parts.push(Part::Heading("Method"));
    parts.push(Part::Text(vec![text(
        "Counted is prose alone: no code blocks, addresses, HTML, front matter or numbers in tables. A stretch of inline \
         code is one word of one syllable. Headings, list items and cells end a sentence. W words, S sentences, Y \
         syllables, L letters, C letters and digits, P words of at least three syllables, H those of P that are no names, \
         compounds or inflections, G words of more than six letters. Formulas see the length of words and sentences, not \
         their meaning. Figures under two rule sets cannot be compared. This page counts what stands in the sources and is \
         not part of its own figures.",
    )]));
    let rows = METHOD.iter().map(|method| vec![words(method.name), words(method.formula), words(method.source)]);
    table(
        "How each figure is made",
        &[left("Figure"), left("Formula"), left("Source or note")],
        rows.collect(),
        &mut parts,
    );
    parts
}

fn levels(counts: LevelCounts) -> String {
    let LevelCounts { errors, warnings, suggestions } = counts;
    let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
    format!("{errors}, {warnings}, {}", counted(suggestions, "suggestion"))
}

fn verdict(report: &StyleReport, parts: &mut Vec<Part>) {
    let verdict = &report.verdict;
    parts.push(Part::Heading("Verdict"));
    let word = if verdict.passed { "✓ Passed" } else { "✗ Failed" };
    let mut line = vec![Inline::Strong(word.to_owned())];
    if let Some(standing) = report.baseline {
        line.push(text(format!(" · {} new since the baseline, {} mended", standing.new, standing.stale)));
    }
    let open = counted(verdict.counts.total(), "finding");
    line.push(text(format!(" · {open} ({}), {} with a safe fix", levels(verdict.counts), verdict.fixable)));
    parts.push(Part::Text(line));
    let threshold = match verdict.fail_on.as_str() {
        "never" => "No finding fails the book".to_owned(),
        level => format!("It fails at a new finding of level {level}"),
    };
    parts.push(Part::Text(vec![
        text(format!(
            "{} of prose in {}, {} findings per 1,000 words. {threshold}. Rule set ",
            counted(verdict.words, "word"),
            counted(verdict.chapters, "chapter"),
            or_dash(verdict.density, 2)
        )),
        code(verdict.rule_set.as_str()),
        text("."),
    ]));
    let conditions = verdict.gates.iter().flat_map(|gate| &gate.conditions);
    let rows: Vec<Vec<Cell>> = conditions
        .map(|condition| {
            let mark = if condition.passed { "✓ passed" } else { "✗ failed" };
            let place = condition.chapter.clone().unwrap_or_default();
            vec![
                words(condition.name),
                words(mark),
                words(format!("{:.2}", condition.actual)),
                words(format!("{:.2}", condition.limit)),
                words(place),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let columns = [left("Condition"), left("Result"), right("Is"), right("Limit"), left("Chapter")];
        table("The gate", &columns, rows, parts);
    }
    if verdict.unchecked.is_empty() {
        return parts.push(Part::Text(vec![text("Nothing was left out.")]));
    }
    let rows = verdict.unchecked.iter().map(|it| vec![words(it.what.as_str()), words(it.why.as_str())]).collect();
    table("Not checked", &[left("Not checked"), left("Why")], rows, parts);
}

fn next(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Do next"));
    if report.next.is_empty() {
        return parts.push(Part::Text(vec![text("Nothing was found.")]));
    }
    let step = |task: &Task| {
        let mut line = vec![
            code(task.rule.as_str()),
            text(format!(": {} in {}", counted(task.count, "finding"), counted(task.chapters, "chapter"))),
        ];
        if let Some(chapter) = task.chapter {
            let lead = if task.count == 1 { ", " } else { ", most in " };
            line.push(text(lead));
            line.extend(outlook.link(report, &report.chapters[chapter].name, &report.findings[task.finding].place));
            line.push(text(format!(" ({})", task.in_chapter)));
        }
        line.push(text(match task.fixable {
            0 => String::new(),
            1 => "; 1 has a safe fix: ".to_owned(),
            fixable => format!("; {fixable} have safe fixes: "),
        }));
        if task.fixable > 0 {
            line.push(code("mdbook-redline fix"));
        }
        line
    };
    parts.push(Part::Steps(report.next.iter().map(step).collect()));
}

fn suppressions(report: &StyleReport, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Suppressions and debt"));
    let figures = &report.suppressions;
    parts.push(Part::Text(vec![text(format!(
        "Comments that silence rules: {}, of these {} without a reason; findings silenced: {}; suppressions unused: {}.",
        figures.comments, figures.without_reason, figures.silenced, figures.unused
    ))]));
    parts.push(Part::Text(vec![text(match report.baseline {
        Some(standing) => {
            format!("Baseline: {} known, {} new, {} no longer found.", standing.known, standing.new, standing.stale)
        }
        None => "There is no baseline: every finding counts.".to_owned(),
    })]));
}

/// Where a place is in the sources, with a link if there is one.
fn source(place: &PlaceRow) -> Inline {
    match &place.source {
        Some(link) => Inline::Link(place.shown(), link.clone()),
        None => text(place.shown()),
    }
}

impl Outlook<'_> {
    /// Words that lead to a place in the book; plain words where the page stands outside of it.
    fn link(self, report: &StyleReport, words: &str, place: &PlaceRow) -> Vec<Inline> {
        let chapter = place.chapter.and_then(|chapter| report.chapters.get(chapter));
        let words = if words.trim().is_empty() { "here" } else { words };
        let (Some(page), Some(chapter)) = (self.page, chapter) else { return vec![text(words)] };
        let up = "../".repeat(page.matches('/').count());
        let anchor = place.anchor.as_ref().map(|anchor| format!("#{}", encoded(anchor))).unwrap_or_default();
        vec![Inline::Link(words.to_owned(), format!("{up}{}{anchor}", encoded(&chapter.page)))]
    }
}
