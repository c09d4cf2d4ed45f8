//! Workflow commands of GitHub Actions, which annotate a pull request.

use redline_document::diagnostic::{Finding, RunError, Severity};
use redline_lint::lint_report::LintReport;

use super::paths::Paths;
use super::text::counted;

/// The most annotations of one level that GitHub shows per step. It drops the rest silently.
const LIMIT: usize = 10;

/// `::error file=…,line=…::message` for each finding, the most serious first, up to the limit, and a notice with the
/// number of omitted ones.
///
/// These notices count against the limit of notices, so fewer suggestions are shown beside them.
pub(super) fn github(report: &LintReport, paths: &Paths) -> String {
    let of_level = |level| {
        let findings = report.findings.iter().filter(move |finding| finding.level == level);
        findings.map(|finding| annotation(finding, paths))
    };
    let problems = report.problems.iter().map(|problem| problem_annotation(problem, paths));
    let mut commands = Vec::new();
    let mut notices = LIMIT;
    for (level, found) in [
        (Severity::Error, problems.chain(of_level(Severity::Error)).collect::<Vec<_>>()),
        (Severity::Warning, of_level(Severity::Warning).collect()),
        (Severity::Suggestion, of_level(Severity::Suggestion).collect()),
    ] {
        let limit = if level == Severity::Suggestion { notices } else { LIMIT };
        let is_truncated = found.len() > limit;
        // The notice about omitted suggestions takes the place of one.
        let shown = if is_truncated && level == Severity::Suggestion { limit.saturating_sub(1) } else { limit };
        let more = found.len().saturating_sub(shown);
        commands.extend(found.into_iter().take(shown));
        if is_truncated {
            notices -= 1;
            let words = format!("{} not shown here; the other formats have all", counted(more, &more_of(level)));
            commands.push(command("notice", &[("title", "redline".to_owned())], &words));
        }
    }
    commands.concat()
}

fn more_of(level: Severity) -> String {
    format!("more {}", level.as_str())
}

fn annotation(finding: &Finding, paths: &Paths) -> String {
    let name = match finding.level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "notice",
    };
    let (start, end) = (finding.file.position(finding.span.start), finding.file.position(finding.span.end));
    let mut properties = vec![
        ("file", paths.show(finding.file.path())),
        ("line", start.line.to_string()),
        ("endLine", end.line.to_string()),
    ];
    // GitHub rejects columns for several lines.
    if start.line == end.line {
        properties.extend([("col", start.column.to_string()), ("endColumn", end.column.to_string())]);
    }
    properties.push(("title", format!("redline: {}", finding.rule)));
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    command(name, &properties, &format!("{}{help}", finding.message))
}

fn problem_annotation(problem: &RunError, paths: &Paths) -> String {
    let file = problem.file.as_deref().map(|file| ("file", paths.show(file)));
    let title = ("title", "redline: not checked".to_owned());
    command("error", &file.into_iter().chain([title]).collect::<Vec<_>>(), &problem.message)
}

/// A command, escaped to one line.
fn command(name: &str, properties: &[(&str, String)], message: &str) -> String {
    let property =
        |(key, value): &(&str, String)| format!("{key}={}", escape(value).replace(':', "%3A").replace(',', "%2C"));
    let properties: Vec<String> = properties.iter().map(property).collect();
    format!("::{name} {}::{}\n", properties.join(","), escape(message))
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
