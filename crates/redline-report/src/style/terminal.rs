//! The report in a terminal: verdict, trend and the three most worthwhile tasks.

use std::fmt::Write;
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::model::{Change, LevelCounts, Record, RuleChange, Step, StyleReport, Task, TrendVerdict};
use super::numbers::{count_of, or_dash, percent, signed_percent, thousands};
use super::quotation::{Run, runs};
use crate::render::Paths;

/// The tasks shown.
const TASKS: usize = 3;

/// The rules and chapters named in the trend.
const NAMED: usize = 3;

/// The characters shown of a sentence on each side of the flagged words.
const CONTEXT: usize = 60;

/// The form of the report in a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Terminal<'a> {
    /// Whether to use colours.
    pub colour: bool,
    /// The folder of the book.
    pub root: &'a Path,
    /// How paths are shown.
    pub paths: &'a Paths,
    /// The book as an argument of commands; `None` if commands find it by themselves.
    pub book: Option<&'a str>,
}

impl Terminal<'_> {
    /// The report.
    pub fn report(&self, report: &StyleReport) -> String {
        let mut out = self.verdict(report);
        out.push('\n');
        out.push_str(&self.trend(report));
        let tasks = &report.next[..TASKS.min(report.next.len())];
        if !tasks.is_empty() {
            let share: f64 = tasks.iter().map(|task| task.weight_share).sum();
            let lead = format!("Fix first ({} of the weight of all findings)", percent(share.min(1.0)));
            line(&mut out, &format!("\n{}", self.paint(BOLD, &lead)));
            for (index, task) in tasks.iter().enumerate() {
                out.push_str(&self.task(report, task, index + 1));
            }
        }
        // Spaces that hold a line together on a page are none of a terminal's business.
        out.replace('\u{a0}', " ")
    }

    fn verdict(&self, report: &StyleReport) -> String {
        let verdict = &report.verdict;
        let mut out = match (&verdict.failure, verdict.passed) {
            (_, true) => self.paint(GREEN, "✓ Passed"),
            (Some(failure), false) => format!("{}: {failure}", self.paint(RED, "✗ Failed")),
            (None, false) => self.paint(RED, "✗ Failed"),
        };
        let size = format!("{} in {}", count_of(verdict.words, "word"), count_of(verdict.chapters, "chapter"));
        let levels = levels(verdict.counts);
        let levels = if levels.is_empty() { levels } else { format!(" ({levels})") };
        let findings = count_of(verdict.counts.total(), "finding");
        line(&mut out, &format!("\n{findings}{levels}; {size}, {} per 1,000 words", or_dash(verdict.density, 2)));
        if verdict.fixable > 0 {
            let command = self.command("mdbook-redline fix");
            line(&mut out, &format!("{} with a safe fix: {command}", thousands(verdict.fixable)));
        }
        if !verdict.unchecked.is_empty() {
            line(&mut out, &format!("{} not checked", count_of(verdict.unchecked.len(), "part")));
        }
        out
    }

    fn trend(&self, report: &StyleReport) -> String {
        let lead = self.paint(BOLD, "Trend");
        let Some(trend) = &report.trend else {
            let why = if report.has_unreadable_records {
                "the records cannot be read"
            } else {
                "no records yet; `mdbook-redline record --history 30` makes those of the last 30 commits"
            };
            return format!("{lead}: {why}\n");
        };
        let Some(change) = &trend.change else {
            return format!("{lead}: no earlier record with the same rules; `record --history N` makes some\n");
        };
        let now = Record::of(report, "", "");
        let mut out = format!("{lead}: ");
        line(&mut out, &self.compared(change, &now, "on "));
        if let Some(latest) = trend.latest.as_ref().filter(|latest| latest.commit != change.commit) {
            line(&mut out, &format!("       {}", self.compared(latest, &now, "the last record, ")));
        }
        if let Some(factor) = change.step.resized {
            let (before, after) = (thousands(change.words), thousands(now.words));
            line(&mut out, &format!("       {} (from {before} to {after})", resized(factor)));
        }
        for named in [rules(&change.rules), chapters(change)] {
            if !named.is_empty() {
                line(&mut out, &format!("       {named}"));
            }
        }
        out
    }

    /// A sentence that compares the current state with an earlier record.
    fn compared(&self, change: &Change, now: &Record, which: &str) -> String {
        let Step { verdict, density_change, new, fixed, .. } = change.step;
        let (style, words) = match verdict {
            TrendVerdict::Better => (GREEN, "better than"),
            TrendVerdict::AboutTheSame => (BOLD, "about the same as"),
            TrendVerdict::Worse => (RED, "worse than"),
        };
        let relative = density_change.map(signed_percent).filter(|change| !change.starts_with("+0"));
        let relative = relative.map_or_else(String::new, |change| format!(", {change}"));
        format!(
            "{} {which}{} ({}): {}{} new, {} fixed; {} weighted findings per 1,000 words then, {} now{relative}",
            self.paint(style, words),
            change.date,
            change.commit.chars().take(8).collect::<String>(),
            if change.by_chapter { "" } else { "at least " },
            thousands(new),
            thousands(fixed),
            or_dash(change.weighted_density, 2),
            or_dash(now.metrics.weighted_density, 2),
        )
    }

    fn task(&self, report: &StyleReport, task: &Task, number: usize) -> String {
        let findings = count_of(task.count, "finding");
        let places =
            if task.chapters > 0 { format!(" in {}", count_of(task.chapters, "chapter")) } else { String::new() };
        let fails = if task.fails { "; fails the build" } else { "" };
        let weight = percent(task.weight_share);
        let mut out =
            format!("{number}. {}: {findings}{places}, {weight} of the weight{fails}", self.paint(BOLD, &task.rule));
        out.push('\n');
        let rule = report.rules.iter().find(|rule| rule.name == task.rule);
        if let Some(summary) = rule.and_then(|rule| rule.summary.as_deref()) {
            line(&mut out, &format!("   {summary}"));
        }
        if let Some(finding) = report.findings.get(task.finding) {
            let file = self.paths.show(&self.root.join(&finding.place.file));
            let place = finding.place.line.map_or_else(|| file.clone(), |line| format!("{file}:{line}"));
            let quote = self.quote(&runs(&finding.quote));
            line(&mut out, format!("   {}: {quote}", self.paint(CYAN, &place)).trim_end());
        }
        let effect = match (task.fixable, task.count) {
            (0, _) => String::new(),
            (fixable, count) if fixable == count => format!("  (fixes {})", if count == 1 { "it" } else { "all" }),
            (fixable, count) => format!("  (fixes {} of {})", thousands(fixable), thousands(count)),
        };
        line(&mut out, &format!("   {}{effect}", self.command(&task.command)));
        out
    }

    /// The flagged words with what is near them.
    fn quote(&self, runs: &[Run]) -> String {
        let Some(first) = runs.iter().position(|run| run.is_marked) else {
            return start(&runs.iter().map(|run| run.text.as_str()).collect::<String>());
        };
        let last = runs.iter().rposition(|run| run.is_marked).unwrap_or(first);
        let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let words = text(&runs[first..=last]);
        let shown = if self.colour { self.paint(UNDERLINE, &words) } else { format!("[{words}]") };
        format!("{}{shown}{}", end(&text(&runs[..first])), start(&text(&runs[last + 1..])))
    }

    /// A command, for the book if it has to be named.
    fn command(&self, command: &str) -> String {
        let named = self.book.map(|book| {
            // `--select` takes all that follows.
            let (head, options) = command.split_once(" --").map_or((command, None), |(head, rest)| (head, Some(rest)));
            format!("{head} {book}{}", options.map_or_else(String::new, |options| format!(" --{options}")))
        });
        self.paint(BOLD, named.as_deref().unwrap_or(command))
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

const BOLD: Style = Style::new().bold();
const UNDERLINE: Style = Style::new().bold().underline();
const GREEN: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const RED: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const CYAN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// The levels with findings: `2 errors, 1 suggestion`.
fn levels(counts: LevelCounts) -> String {
    let LevelCounts { errors, warnings, suggestions } = counts;
    let levels = [(errors, "error"), (warnings, "warning"), (suggestions, "suggestion")];
    let levels = levels.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| count_of(count, noun));
    levels.collect::<Vec<_>>().join(", ")
}

/// A notice about the size of the book.
fn resized(factor: f64) -> String {
    if factor >= 1.0 {
        format!("The book has {factor:.1} times as many words as then")
    } else {
        format!("The book has {} of the words that it had then", percent(factor))
    }
}

/// The rules with most new and with most fixed findings.
fn rules(rules: &[RuleChange]) -> String {
    let list = |lead: &str, counts: Vec<(&str, usize)>| -> Option<String> {
        let named: Vec<String> = counts.iter().take(NAMED).map(|(rule, count)| format!("{count} {rule}")).collect();
        let more = counts.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {} more", count_of(more, "rule")) } else { String::new() };
        (!named.is_empty()).then(|| format!("{lead}: {}{more}", named.join(", ")))
    };
    let sorted = |count: fn(&RuleChange) -> usize| {
        let mut counts: Vec<(&str, usize)> = rules.iter().map(|rule| (rule.rule.as_str(), count(rule))).collect();
        counts.retain(|(_, count)| *count > 0);
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    };
    let parts = [list("New", sorted(|rule| rule.new)), list("fixed", sorted(|rule| rule.fixed))];
    let joined = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    joined.strip_prefix("fixed").map_or(joined.clone(), |rest| format!("Fixed{rest}"))
}

/// The chapters that became worse.
fn chapters(change: &Change) -> String {
    let worse: Vec<_> = change.chapters.iter().filter(|chapter| chapter.new > chapter.fixed).collect();
    let mut out = String::new();
    for (index, chapter) in worse.iter().take(NAMED).enumerate() {
        let lead = if index == 0 { "More in " } else { ", " };
        write!(out, "{lead}{} ({} new, {} fixed)", chapter.page, thousands(chapter.new), thousands(chapter.fixed))
            .unwrap_or_default();
    }
    if worse.len() > NAMED {
        write!(out, " and {}", count_of(worse.len() - NAMED, "other chapter")).unwrap_or_default();
    }
    out
}

/// The last words of a text.
fn end(text: &str) -> String {
    let count = text.chars().count();
    if count <= CONTEXT {
        return text.to_owned();
    }
    let kept: String = text.chars().skip(count - CONTEXT).collect();
    let from = kept.find(' ').unwrap_or(0);
    format!("…{}", &kept[from..])
}

/// The first words of a text.
fn start(text: &str) -> String {
    if text.chars().count() <= CONTEXT {
        return text.to_owned();
    }
    let kept: String = text.chars().take(CONTEXT).collect();
    let to = kept.rfind(' ').unwrap_or(kept.len());
    format!("{} …", &kept[..to])
}
