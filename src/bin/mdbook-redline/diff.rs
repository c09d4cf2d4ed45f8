//! `diff`: what changed in the chapters of a book, in the terminal or as Markdown, HTML, JSON, `CriticMarkup`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anstyle::{AnsiColor, Effects, Style};
use prose_diff::{Body, Change, ChangeKind, Diff, Line, Mark, Relation, Row};
use redline_document::edit::Applicability;
use redline_document::source::FileStore;
use redline_lint::config::{Against, Panel};
use redline_lint::fix::FixCounts;
use redline_lint::lint::detect_language;
use redline_lint::workspace::{FixRequest, OpenBook};
use redline_report::change::{ChangeReport, EarlierVersions, RemovedChapter, critic_markup};
use redline_report::redaction::Redaction;
use redline_text::escape::{html, markdown};
use serde_json::json;

use crate::args::{DiffArgs, DiffFormat, Selection};
use crate::target::{open_all, paths_here};
use crate::{Status, output};

/// Prints what changed, chapter by chapter.
pub(crate) fn run(args: DiffArgs) -> anyhow::Result<Status> {
    let selection = Selection {
        paths: args.book.into_iter().collect(),
        config: args.config,
        without_baseline: true,
        ..Selection::default()
    };
    let workspace = open_all(&selection)?;
    let paths = paths_here()?;
    let mut json = Vec::new();
    for open in &workspace.books {
        let table = open.settings.table.change_report.on();
        detect_language(&open.book, &open.load(&FileStore::default()), &open.settings);
        let names = Redaction::of(table.and_then(|table| table.redact_file.as_deref()), &open.book.root)?;
        for chapter in chapters(open, args.against.as_deref(), names.as_ref())? {
            let (mut before, mut after) = (chapter.before.as_str(), chapter.after.as_str());
            if args.format != DiffFormat::Criticmarkup {
                // How a file begins is no change of its text.
                (before, after) = (without_mark(before), without_mark(after));
            }
            let mut report = ChangeReport::new(&chapter.key, before, after, &open.dialect);
            report.is_english = open.settings.is_english();
            report.fixes = chapter.fixes;
            if report.is_empty() {
                continue;
            }
            let name = masked(&paths.show(&chapter.path), names.as_ref(), open);
            let text = shown(&name, &report, args.format);
            match &names {
                Some(names) if args.format == DiffFormat::Html => names.check_html(&name, &text)?,
                Some(names) => names.check(&name, &text)?,
                None => {}
            }
            if args.format == DiffFormat::Json {
                json.push(text);
            } else {
                output::result(&text)?;
            }
        }
    }
    if args.format == DiffFormat::Json {
        output::result(&format!("{{\"version\":1,\"chapters\":[{}]}}\n", json.join(",")))?;
    }
    Ok(Status::Clean)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A text without the names that nobody may read.
fn masked(text: &str, names: Option<&Redaction>, open: &OpenBook) -> String {
    names.map_or_else(|| text.to_owned(), |names| names.masked(text, &open.dialect))
}

/// An error that shows no name.
fn shown_error(names: Option<&Redaction>, error: anyhow::Error) -> anyhow::Error {
    let message = format!("{error:#}");
    match names.filter(|names| names.first_in(&message).is_some()) {
        Some(names) => anyhow::anyhow!(names.message(&message)),
        None => error,
    }
}

/// A chapter called `name` in one of the forms.
fn shown(name: &str, report: &ChangeReport<'_>, format: DiffFormat) -> String {
    match format {
        DiffFormat::Terminal => terminal(name, report),
        DiffFormat::Markdown => format!("## {}\n\n{}\n", markdown(name), report.markdown(&[Panel::Diff])),
        DiffFormat::Html => format!("<h2>{}</h2>\n{}\n", html(name), report.html(&[Panel::Diff])),
        DiffFormat::Criticmarkup => {
            let text = critic_markup(report);
            let end = if text.ends_with('\n') { "" } else { "\n" };
            format!("<!-- {} -->\n\n{text}{end}", name.replace("--", "- -"))
        }
        DiffFormat::Json => {
            let figures = report.figures().map(|[before, after]| json!({ "before": before, "after": after }));
            let fixes = report.fixes;
            let summary = report.summary();
            json!({ "file": name, "summary": summary, "fixes": fixes, "figures": figures, "diff": &report.diff })
                .to_string()
        }
    }
}

/// Two versions of a chapter.
struct Versions {
    key: String,
    path: PathBuf,
    before: String,
    after: String,
    /// The fixes that the version after has.
    fixes: FixCounts,
}

fn chapters(open: &OpenBook, against: Option<&str>, names: Option<&Redaction>) -> anyhow::Result<Vec<Versions>> {
    let configured = open.settings.table.change_report.on().map(|table| table.against.clone());
    let against = match against {
        // A bare word is a revision, as for `check --since`.
        Some(text) => text.parse().unwrap_or_else(|_| Against::Revision(text.to_owned())),
        None => configured.unwrap_or_else(|| Against::Revision("HEAD".to_owned())),
    };
    let earlier = EarlierVersions::open(&against, &open.book.root).map_err(|error| shown_error(names, error.into()))?;
    // What a build would show.
    let normalize = open.settings.table.normalize;
    let fixed = (against == Against::Normalized).then(|| {
        let (least, held) = (Applicability::Safe, &BTreeSet::new());
        let request = FixRequest {
            least,
            held,
            is_included: &|finding| finding.fix.as_ref().is_some_and(|fix| normalize.applies(fix)),
        };
        open.fix(&FileStore::default(), &request).0
    });
    let files = FileStore::default();
    let masked = |text: &str| masked(text, names, open);
    let (mut found, mut compared) = (Vec::new(), Vec::new());
    for parsed in open.load(&files) {
        let chapter = &open.book.chapters[parsed.index];
        let path = parsed.file.path().to_owned();
        if open.only.as_ref().is_some_and(|only| !only.contains(&path)) {
            continue;
        }
        let now = parsed.file.text();
        let after = fixed.as_ref().and_then(|fixed| fixed.texts.get(&path)).map_or(now, |text| text.after.as_str());
        let before = earlier.version(&open.book, chapter, &parsed.file);
        let text = before.as_ref().map_or("", |before| &before.text);
        let counts = fixed.as_ref().and_then(|fixed| fixed.counts.get(&path)).copied().unwrap_or_default();
        let versions =
            Versions { key: chapter.path.clone(), path, before: masked(text), after: masked(after), fixes: counts };
        compared.extend(before.and_then(|before| before.file));
        found.push(versions);
    }
    // What another chapter was compared with went on under another name.
    let gone = earlier.removed(&open.book).filter(|_| open.only.is_none()).unwrap_or_default();
    let is_compared =
        |chapter: &RemovedChapter| chapter.version.file.as_ref().is_some_and(|file| compared.contains(file));
    for chapter in gone.into_iter().filter(|chapter| !is_compared(chapter)) {
        let path = open.book.src.join(&chapter.path);
        let (before, counts) = (masked(&chapter.version.text), FixCounts::default());
        found.push(Versions { key: chapter.path, path, before, after: String::new(), fixes: counts });
    }
    Ok(found)
}

/// The changed rows of a report, in colour.
fn terminal(name: &str, report: &ChangeReport<'_>) -> String {
    let bold = Style::new().effects(Effects::BOLD);
    let mut out = format!("{bold}{name}{bold:#}: {}\n", report.summary());
    for line in report.fixes.line().into_iter().chain([report.figures_line()]).filter(|line| !line.is_empty()) {
        out.extend([&line, "\n"]);
    }
    for row in report.diff.rows.iter().filter(|row| !row.changes.is_empty()) {
        let line = line(row, &report.diff, report);
        if !line.trim().is_empty() {
            out.extend(["\n", &line, "\n"]);
        }
    }
    out.push('\n');
    out
}

fn line(row: &Row, diff: &Diff, report: &ChangeReport<'_>) -> String {
    let sign = match row.relation {
        Relation::Added => "+ ",
        Relation::Removed => "- ",
        Relation::MovedFrom(_) => "> ",
        Relation::MovedTo(_) => return String::new(),
        Relation::Kept | Relation::Split | Relation::Merged => "  ",
    };
    let mut out = sign.to_owned();
    match &row.body {
        Body::Text { runs } => {
            for run in runs {
                if out.len() > sign.len() && run.is_spaced() {
                    out.push(' ');
                }
                out.push_str(&marked(run.mark, &run.text));
            }
        }
        Body::Lines { lines } => out.push_str(&code(lines, report)),
        Body::Table { rows, .. } => {
            for row in rows {
                let cells: Vec<String> = row
                    .cells
                    .iter()
                    .map(|cell| cell.iter().map(|run| marked(run.mark, &run.text)).collect::<Vec<_>>().join(" "))
                    .collect();
                out.extend(["\n  | ", &cells.join(" | "), " |"]);
            }
        }
        Body::Empty => {}
    }
    let row_heading = row_heading(row, diff);
    if row_heading.is_empty() { out } else { format!("  {row_heading}\n{out}") }
}

/// The place of a row, and its changes that marks do not show.
fn row_heading(row: &Row, diff: &Diff) -> String {
    let changes: Vec<&Change> = row.changes.iter().filter_map(|id| diff.changes.get(id - 1)).collect();
    let section =
        changes.iter().find_map(|change| change.section_after.as_ref().or(change.section_before.as_ref())?.last());
    let is_shown = |kind: &ChangeKind| {
        use ChangeKind::{BlockAdded, BlockMoved, BlockRemoved, Lines, Math, Words};
        matches!(kind, Words | Math | Lines | BlockAdded | BlockRemoved | BlockMoved)
    };
    let unseen = changes.iter().filter(|change| !is_shown(&change.kind));
    let row_heading: Vec<String> = section
        .map(|section| format!("§ {section}"))
        .into_iter()
        .chain(unseen.map(|change| ChangeReport::label(change)))
        .collect();
    row_heading.join("; ")
}

/// Words in the colours of their mark.
fn marked(mark: Mark, text: &str) -> String {
    let gone = Style::new().fg_color(Some(AnsiColor::Red.into())).effects(Effects::STRIKETHROUGH);
    let new = Style::new().fg_color(Some(AnsiColor::Green.into())).effects(Effects::UNDERLINE);
    match mark {
        Mark::Equal => text.to_owned(),
        Mark::Deleted => format!("{gone}[-{text}-]{gone:#}"),
        Mark::Inserted => format!("{new}{{+{text}+}}{new:#}"),
    }
}

/// The lines of code that changed.
fn code(lines: &[Line], report: &ChangeReport<'_>) -> String {
    let mut out = String::new();
    for line in lines.iter().filter(|line| line.change.is_some()) {
        if !line.runs.is_empty() {
            out.push_str("\n  ~ ");
            out.extend(line.runs.iter().map(|run| marked(run.mark, &run.text)));
            continue;
        }
        let source = match (&line.after, &line.before) {
            (Some(span), _) => report.after.get(span.clone()),
            (None, Some(span)) => report.before.get(span.clone()),
            (None, None) => None,
        };
        let sign = if line.mark == Mark::Deleted { "-" } else { "+" };
        out.extend(["\n  ", sign, " ", source.unwrap_or_default().trim_end()]);
    }
    out
}
