//! What the page says, in its order, before it is HTML or Markdown.

mod chapters;
mod findings;
mod readability;
mod structure;
mod trend;
mod vocabulary;

use super::method::METHOD;
use super::model::{LevelCounts, PlaceRow, StyleReport, Task, Verdict};
use super::part::{Cell, Inline, Part, code, counted, left, or_dash, right, table, text, with_code, words};
use crate::config::{FailOn, Normalize};
use crate::escape;
use crate::report::readability::number;
use chapters::chapters;
use findings::findings;
use readability::readability;
use structure::structure;
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
    line.extend(verdict.failure.as_ref().map(|failure| text(format!(": {failure}"))));
    if let Some(standing) = report.baseline {
        line.push(text(format!(" · {} new since the baseline, {} mended", standing.new, standing.stale)));
    }
    let open = counted(verdict.counts.total(), "finding");
    line.push(text(format!(" · {open} ({}), {} with a safe fix", levels(verdict.counts), verdict.fixable)));
    parts.push(Part::Text(line));
    parts.push(Part::Text(vec![
        text(format!(
            "{} of prose in {}, {} findings per 1,000 words. {} Rule set ",
            counted(verdict.words, "word"),
            counted(verdict.chapters, "chapter"),
            or_dash(verdict.density, 2),
            what_fails(report)
        )),
        code(verdict.rule_set.as_str()),
        text("."),
    ]));
    if verdict.fixable > 0 {
        parts.push(Part::Text(what_is_fixed(verdict)));
    }
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
        return;
    }
    let rows = verdict.unchecked.iter().map(|it| vec![words(it.what.as_str()), words(it.why.as_str())]).collect();
    table("Not checked", &[left("Not checked"), left("Why")], rows, parts);
}

/// Where the safe fixes can be seen, and how the sources get them.
fn what_is_fixed(verdict: &Verdict) -> Vec<Inline> {
    let fixes = if verdict.fixable == 1 { "The safe fix" } else { "The safe fixes" };
    let told = match verdict.normalized {
        Normalize::All => "can be seen on the pages of a build already; the sources still have the faults",
        Normalize::Structure => {
            "can be applied to the sources; the pages of a build show the fixes of headings, sections and the book's own \
             terms already"
        }
        Normalize::Off => "can be applied to the sources",
    };
    vec![
        text(format!("{fixes} {told}: ")),
        code("mdbook-redline fix"),
        text(". A safe fix keeps the meaning; an unsafe one wants a look."),
    ]
}

/// What fails a build, in words.
fn what_fails(report: &StyleReport) -> String {
    let (kind, rest) = match report.verdict.fail_on {
        FailOn::Never => return "No finding fails a build.".to_owned(),
        FailOn::Error => ("error", "; warnings and suggestions never do"),
        FailOn::Warning => ("warning or error", "; suggestions never do"),
        FailOn::Suggestion => ("finding", ""),
    };
    let new = if report.baseline.is_some() { "new " } else { "" };
    let any = if new.is_empty() && kind == "error" { "An" } else { "A" };
    format!("{any} {new}{kind} fails a build{rest}.")
}

fn next(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Do next"));
    if report.next.is_empty() {
        return parts.push(Part::Text(vec![text("Nothing was found.")]));
    }
    let step = |task: &Task| {
        let mut line = vec![code(task.rule.as_str()), text(format!(": {}", counted(task.count, "finding")))];
        if task.chapters > 1 {
            line.push(text(format!(" in {} chapters", task.chapters)));
        }
        if let Some(chapter) = task.chapter {
            // A chapter with one or two of many is an example, no place to begin.
            let is_many = task.chapters > 1 && task.in_chapter > 2;
            line.push(text(match (is_many, task.chapters) {
                (true, _) => ", most in ",
                (false, 1) => ", in ",
                (false, _) => ", such as in ",
            }));
            line.extend(outlook.link(report, &report.chapters[chapter].name, &report.findings[task.finding].place));
            line.extend(is_many.then(|| text(format!(" ({})", task.in_chapter))));
        }
        line.push(text(match (task.fixable, task.count) {
            (0, _) => String::new(),
            (1, 1) => "; it has a safe fix".to_owned(),
            (fixable, count) if fixable == count => "; all have safe fixes".to_owned(),
            (1, _) => "; 1 has a safe fix".to_owned(),
            (fixable, _) => format!("; {fixable} have safe fixes"),
        }));
        let rule = report.rules.iter().find(|rule| rule.name == task.rule);
        if let Some(summary) = rule.and_then(|rule| rule.summary.as_deref()) {
            line.push(Inline::Break);
            line.extend(with_code(summary));
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
        let anchor = place.anchor.as_ref().map(|anchor| format!("#{}", escape::path(anchor))).unwrap_or_default();
        vec![Inline::Link(words.to_owned(), format!("{up}{}{anchor}", escape::path(&chapter.page)))]
    }

    /// Links to places by the names of their chapters.
    fn links(self, report: &StyleReport, places: &[PlaceRow]) -> Vec<Inline> {
        let mut links = Vec::new();
        for (index, place) in places.iter().enumerate() {
            links.extend((index > 0).then(|| text(", ")));
            links.extend(self.link(report, report.chapter_name(place), place));
        }
        links
    }
}
