//! What the page says, in its order, before it is HTML or Markdown.

use super::formula::{BUCKETS, METHOD, Scores, number, share, weight};
use super::model::{ChapterRow, FindingRow, LevelCounts, PlaceRow, StyleReport};
use super::source_link::encoded;
use crate::diagnostic::Severity;

/// How many findings are shown one by one.
const MAX_FINDINGS: usize = 200;

/// How many chapters the short tables have.
const WORST: usize = 5;

/// In chapters of fewer words one finding makes a high density.
const MIN_WORDS_FOR_DENSITY: usize = 100;

/// A table of more rows opens on request.
const LONG_TABLE: usize = 30;

/// A part of the page.
#[derive(Debug)]
pub(super) enum Part {
    /// The heading of a section.
    Heading(&'static str),
    /// A paragraph.
    Text(Vec<Inline>),
    /// A numbered list.
    Steps(Vec<Vec<Inline>>),
    /// A table.
    Table(Table),
    /// The grades of the chapters along a line.
    Grades(Grades),
    /// Something that opens on request.
    Details(String, Vec<Vec<Inline>>),
}

/// Words in a line.
#[derive(Clone, Debug)]
pub(super) enum Inline {
    /// Plain words.
    Text(String),
    /// Words that matter.
    Strong(String),
    /// Something typed.
    Code(String),
    /// Words that lead somewhere.
    Link(String, String),
    /// A sentence with the words that are meant: before, words, after.
    Quote(String, String, String),
    /// The end of a line.
    Break,
}

/// A table. Numbers stand to the right.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) caption: &'static str,
    /// Whether it is long and opens on request.
    pub(super) is_folded: bool,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What the heading of a column says, and whether numbers stand in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) is_number: bool,
}

/// A cell.
#[derive(Debug)]
pub(super) enum Cell {
    Words(Vec<Inline>),
    /// A bar, as a share of the longest one; the number stands in the cell before it.
    Bar(f64),
}

/// Grades of chapters, and the band that is aimed at.
#[derive(Debug)]
pub(super) struct Grades {
    pub(super) label: &'static str,
    pub(super) values: Vec<f64>,
    pub(super) band: (f64, f64),
    pub(super) range: (f64, f64),
}

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

fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

fn code(words: impl Into<String>) -> Inline {
    Inline::Code(words.into())
}

fn words(words: impl Into<String>) -> Cell {
    Cell::Words(vec![text(words)])
}

fn left(name: &'static str) -> Column {
    Column { name, is_number: false }
}

fn right(name: &'static str) -> Column {
    Column { name, is_number: true }
}

fn table(caption: &'static str, columns: &[Column], rows: Vec<Vec<Cell>>, parts: &mut Vec<Part>) {
    parts.push(Part::Table(Table { caption, is_folded: rows.len() > LONG_TABLE, columns: columns.to_vec(), rows }));
}

/// `1 error`, `2 errors`.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn levels(counts: LevelCounts) -> String {
    let LevelCounts { errors, warnings, suggestions } = counts;
    let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
    format!("{errors}, {warnings}, {}", counted(suggestions, "suggestion"))
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn or_dash(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.places$}"))
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
    let step = |task: &super::model::Task| {
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

fn chapters(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Chapters"));
    let grade = if report.readability.english { "Grade" } else { "LIX" };
    let most = report.chapters.iter().filter_map(|chapter| chapter.density).fold(0.0, f64::max);
    let row = |chapter: &ChapterRow, index: usize| {
        let place = PlaceRow { chapter: Some(index), ..PlaceRow::default() };
        let structure =
            if chapter.required > 0 { percent(share(chapter.met, chapter.required)) } else { "–".to_owned() };
        let density = chapter.density.unwrap_or(0.0);
        vec![
            Cell::Words(outlook.link(report, &chapter.name, &place)),
            words(chapter.words.to_string()),
            words(chapter.counts.errors.to_string()),
            words(chapter.counts.warnings.to_string()),
            words(chapter.counts.suggestions.to_string()),
            words(or_dash(chapter.density, 1)),
            Cell::Bar(if most > 0.0 { density / most } else { 0.0 }),
            words(chapter.sentences.median.to_string()),
            words(chapter.sentences.p90.to_string()),
            words(chapter.scores.as_ref().map_or_else(|| "too short".to_owned(), |it| format!("{:.1}", it.headline()))),
            words(structure),
            words(chapter.known.to_string()),
        ]
    };
    let columns = [
        left("Chapter"),
        right("Words"),
        right("E"),
        right("W"),
        right("S"),
        right("per 1,000"),
        left("Density"),
        right("Median"),
        right("p90"),
        right(grade),
        right("Structure"),
        right("Debt"),
    ];
    if report.chapters.len() > WORST {
        let density =
            |chapter: &ChapterRow| chapter.density.filter(|_| chapter.words >= MIN_WORDS_FOR_DENSITY).unwrap_or(0.0);
        for (caption, worst) in [
            ("Where most is to be done: errors count 5, warnings 2, suggestions 0.5", worst(report, impact)),
            ("Where findings are densest, from 100 words on", worst(report, density)),
        ] {
            let rows: Vec<_> = worst.iter().map(|&index| row(&report.chapters[index], index)).collect();
            if !rows.is_empty() {
                table(caption, &columns, rows, parts);
            }
        }
    }
    let rows = report.chapters.iter().enumerate().map(|(index, chapter)| row(chapter, index)).collect();
    table("All chapters in reading order", &columns, rows, parts);
    parts.push(Part::Text(vec![text(
        "E errors, W warnings, S suggestions; median and p90 are words a sentence; debt is findings in the baseline.",
    )]));
}

/// The findings of a chapter, weighted.
fn impact(chapter: &ChapterRow) -> f64 {
    let LevelCounts { errors, warnings, suggestions } = chapter.counts;
    let weighted = [(Severity::Error, errors), (Severity::Warning, warnings), (Severity::Suggestion, suggestions)];
    weighted.into_iter().map(|(level, count)| weight(level) * number(count)).sum()
}

/// The chapters of which `measure` says most, as far as it says anything.
fn worst(report: &StyleReport, measure: impl Fn(&ChapterRow) -> f64) -> Vec<usize> {
    let measured = report.chapters.iter().map(measure).enumerate();
    let mut worst: Vec<(usize, f64)> = measured.filter(|(_, measured)| *measured > 0.0).collect();
    worst.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    worst.into_iter().take(WORST).map(|(index, _)| index).collect()
}

fn rules(report: &StyleReport, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Rules"));
    if report.rules.is_empty() {
        return parts.push(Part::Text(vec![text("No rule found anything, and none was silenced.")]));
    }
    let row = |rule: &super::model::RuleRow| {
        let name = match &rule.link {
            Some(link) => vec![Inline::Link(rule.name.clone(), link.clone())],
            None => vec![code(rule.name.as_str())],
        };
        let summary = rule.summary.as_ref().map(|summary| summary.replace('`', "")).unwrap_or_default();
        let noisy = if rule.is_noisy { " (noisy)" } else { "" };
        vec![
            Cell::Words(name),
            words(rule.counts.total().to_string()),
            words(percent(rule.share)),
            Cell::Bar(rule.share),
            words(rule.chapters.to_string()),
            words(rule.fixable.to_string()),
            words(format!("{}{noisy}", rule.suppressed)),
            words(summary),
        ]
    };
    let columns = [
        left("Rule"),
        right("Findings"),
        right("Share"),
        left("Bar"),
        right("Chapters"),
        right("Safe fix"),
        right("Silenced"),
        left("What it says"),
    ];
    table("Rules by the number of their findings", &columns, report.rules.iter().map(row).collect(), parts);
    parts.push(Part::Text(vec![
        code("mdbook-redline explain RULE"),
        text(" shows the page of a rule. A rule is noisy if more than 30 % of what it says is silenced."),
    ]));
}

fn readability(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    let readability = &report.readability;
    parts.push(Part::Heading("Readability"));
    match &readability.scores {
        None => parts.push(Part::Text(vec![text("Too short: fewer than 100 words of prose.")])),
        Some(found) => scores(found, parts),
    }
    let lengths = &readability.sentences;
    parts.push(Part::Text(vec![text(format!(
        "{}: median {} words, nine of ten have at most {}, the longest {}; {} have more than 25.",
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
    table("Sentences by length", &columns, lengths.buckets.iter().enumerate().map(bucket).collect(), parts);
    let values: Vec<f64> =
        report.chapters.iter().filter_map(|chapter| chapter.scores.as_ref()).map(Scores::headline).collect();
    if values.len() > 1 {
        let (label, band, range) = if readability.english {
            ("Flesch–Kincaid grade of each chapter; 7 to 10 is shaded", (7.0, 10.0), (0.0, 20.0))
        } else {
            ("LIX of each chapter; 30 to 50 is shaded", (30.0, 50.0), (0.0, 80.0))
        };
        parts.push(Part::Grades(Grades { label, values, band, range }));
    }
    let row = |long: &super::model::LongSentence| {
        let chapter = long.place.chapter.map(|index| report.chapters[index].name.clone()).unwrap_or_default();
        vec![
            words(long.words.to_string()),
            Cell::Words(outlook.link(report, &chapter, &long.place)),
            Cell::Words(vec![source(&long.place)]),
            words(long.text.as_str()),
        ]
    };
    let columns = [right("Words"), left("Chapter"), left("Source"), left("Sentence")];
    table("The longest sentences", &columns, readability.longest.iter().map(row).collect(), parts);
}

fn scores(found: &Scores, parts: &mut Vec<Part>) {
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
    table("The whole book", &[left("Formula"), right("Value"), left("Meaning")], rows, parts);
}

fn terms(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Terms"));
    if report.terms.is_empty() {
        parts.push(Part::Text(vec![text("The book has chosen no terms.")]));
    } else {
        let row = |term: &super::model::TermRow| {
            let variants: Vec<String> =
                term.variants.iter().map(|(variant, count)| format!("{variant} ({count})")).collect();
            let mut places = Vec::new();
            for (index, place) in term.places.iter().enumerate() {
                let chapter = place.chapter.map(|index| report.chapters[index].name.clone()).unwrap_or_default();
                places.extend((index > 0).then(|| text(", ")));
                places.extend(outlook.link(report, &chapter, place));
            }
            vec![
                words(term.term.as_str()),
                words(term.preferred.to_string()),
                words(variants.join(", ")),
                words(term.consistency.map_or_else(|| "–".to_owned(), percent)),
                Cell::Words(places),
            ]
        };
        let columns =
            [left("Preferred"), right("Places"), left("Variants"), right("Consistency"), left("Variants are in")];
        table("The book's own terms", &columns, report.terms.iter().map(row).collect(), parts);
        let all = report.term_consistency.map_or_else(|| "–".to_owned(), percent);
        parts.push(Part::Text(vec![text(format!("Over all places of all terms: {all}."))]));
    }
    if !report.conventions.is_empty() {
        let row = |habit: &super::model::ConventionRow| {
            vec![
                words(habit.title.as_str()),
                words(habit.form.as_str()),
                words(format!("{} of {}", habit.count, habit.total)),
                words(percent(share(habit.count, habit.total))),
            ]
        };
        let columns = [left("Convention"), left("The book's way"), right("Places"), right("Share")];
        table("Conventions by majority", &columns, report.conventions.iter().map(row).collect(), parts);
    }
}

fn structure(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Structure"));
    if report.structure.is_empty() {
        return parts.push(Part::Text(vec![text("No page has a template.")]));
    }
    let row = |row: &super::model::TemplateRow| {
        vec![
            words(row.template.as_str()),
            words(row.pages.to_string()),
            words(format!("{} of {}", row.met, row.required)),
            words(row.share.map_or_else(|| "–".to_owned(), percent)),
        ]
    };
    let columns = [left("Template"), right("Pages"), right("Required sections met"), right("Share")];
    table("Templates", &columns, report.structure.iter().map(row).collect(), parts);
    let short = report.chapters.iter().enumerate().filter(|(_, chapter)| chapter.met < chapter.required);
    let row = |(index, chapter): (usize, &ChapterRow)| {
        let place = PlaceRow { chapter: Some(index), ..PlaceRow::default() };
        vec![
            Cell::Words(outlook.link(report, &chapter.name, &place)),
            words(chapter.template.as_deref().unwrap_or_default()),
            words(format!("{} of {}", chapter.met, chapter.required)),
        ]
    };
    let rows: Vec<Vec<Cell>> = short.map(row).collect();
    if !rows.is_empty() {
        let columns = [left("Page"), left("Template"), right("Required sections met")];
        table("Pages that lack something", &columns, rows, parts);
    }
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

fn findings(report: &StyleReport, outlook: Outlook<'_>, parts: &mut Vec<Part>) {
    parts.push(Part::Heading("Findings"));
    if report.findings.is_empty() {
        return parts.push(Part::Text(vec![text("There are none.")]));
    }
    let shown = &report.findings[..report.findings.len().min(MAX_FINDINGS)];
    for of_chapter in shown.chunk_by(|one, other| one.place.chapter == other.place.chapter) {
        let chapter = of_chapter[0].place.chapter;
        let name = chapter.map_or("Elsewhere", |chapter| report.chapters[chapter].name.as_str());
        let summary = format!("{name}: {}", counted(of_chapter.len(), "finding"));
        let items = of_chapter.iter().map(|finding| item(report, finding, outlook)).collect();
        parts.push(Part::Details(summary, items));
    }
    let left_out = report.findings.len() - shown.len();
    if left_out > 0 {
        parts.push(Part::Text(vec![
            text(format!("And {left_out} more: ")),
            code("mdbook-redline check"),
            text(" shows all."),
        ]));
    }
}

fn item(report: &StyleReport, finding: &FindingRow, outlook: Outlook<'_>) -> Vec<Inline> {
    let chapter = finding.place.chapter.map_or("", |chapter| report.chapters[chapter].name.as_str());
    let section = finding.section.last().map_or(chapter, String::as_str);
    let mut line = vec![Inline::Strong(finding.level.as_str().to_owned()), text(format!(": {} ", finding.message))];
    line.push(code(finding.rule.as_str()));
    line.push(text(" · "));
    line.extend(outlook.link(report, section, &finding.place));
    line.push(text(" · "));
    line.push(source(&finding.place));
    line.extend(finding.known.then(|| text(" · known")));
    let quote = &finding.quote;
    if !quote.words.is_empty() {
        line.push(Inline::Break);
        line.push(Inline::Quote(quote.before.clone(), quote.words.clone(), quote.after.clone()));
    }
    let replacement = finding.fix.as_ref().and_then(|fix| fix.replacement.as_ref()).filter(|it| !it.trim().is_empty());
    match (replacement, &finding.fix) {
        (Some(replacement), Some(fix)) => {
            line.push(Inline::Break);
            line.push(text("Suggested: "));
            line.push(code(replacement.as_str()));
            line.push(text(format!(" ({} fix)", fix.level)));
        }
        (None, Some(fix)) => {
            line.push(Inline::Break);
            line.push(text(format!("Suggested: {} ({} fix)", fix.title, fix.level)));
        }
        (_, None) => {}
    }
    if let Some(help) = &finding.help {
        line.push(Inline::Break);
        line.push(text(help.as_str()));
    }
    line
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
