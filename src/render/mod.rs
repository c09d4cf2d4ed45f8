//! Output formats for findings, one per file.
//!
//! The formats see findings and rule pages, never documents, and make no decisions.

mod checkstyle;
mod coverage;
mod github;
mod gitlab;
mod group;
mod human;
mod json;
mod junit;
mod line;
mod rdjson;
mod sarif;
mod xml;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Finding, Severity};
use crate::lint_report::LintReport;
use crate::source::relative_path;

pub use coverage::Coverage;
pub use human::{Human, summary_line};

/// The output formats of `check`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Snippets with carets.
    #[default]
    Human,
    /// `file:line:col: level: message [rule]`.
    Short,
    /// One object, as documented.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// reviewdog's diagnostic format.
    Rdjson,
    /// JUnit's XML.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// Vale's line form: `file:line:col:Rule:message`.
    Vale,
}

/// The display form of paths: relative to the working directory, with `/`.
#[derive(Clone, Debug)]
pub struct Paths {
    from: PathBuf,
}

impl Paths {
    /// Paths relative to `folder`, which is absolute.
    pub fn relative_to(folder: impl Into<PathBuf>) -> Self {
        Self { from: folder.into() }
    }

    /// The display form of a path.
    pub fn show(&self, path: &Path) -> String {
        relative_path(&self.from, path)
    }
}

/// Writes a report in one of the formats. `coverage` is what the report is of.
///
/// Findings that are in the baseline are left out where a format has no way to mark them.
pub fn write(report: &LintReport, format: Format, paths: &Paths, human: &Human, coverage: &Coverage<'_>) -> String {
    let new;
    let report = if report.baseline.is_some() && !matches!(format, Format::Json | Format::Sarif) {
        new = report.without_known();
        &new
    } else {
        report
    };
    match format {
        Format::Json => json::json(report, paths),
        Format::Human => human.report(report, paths),
        Format::Short => line::short(report, paths),
        Format::Sarif => sarif::sarif(report, paths, coverage),
        Format::Github => github::github(report, paths),
        Format::Gitlab => gitlab::gitlab(report, paths),
        Format::Rdjson => rdjson::rdjson(report, paths),
        Format::Junit => junit::junit(report, paths, coverage),
        Format::Checkstyle => checkstyle::checkstyle(report, paths),
        Format::Vale => line::vale(report, paths),
    }
}

/// A message on one line, even if it quotes line breaks.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")
}

/// The findings, the most serious first.
fn by_severity(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    sorted
}

/// `1 error`, `2 errors`.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The number of findings per level, the most serious first, without zeros.
fn level_counts(report: &LintReport) -> Vec<String> {
    [Severity::Error, Severity::Warning, Severity::Suggestion]
        .into_iter()
        .map(|level| (report.count(level), level))
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| counted(count, level.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_working_directory() {
        let paths = Paths::relative_to("/home/me/book");
        assert_eq!(paths.show(Path::new("/home/me/book/src/a.md")), "src/a.md");
        assert_eq!(paths.show(Path::new("/home/me/other/a.md")), "../other/a.md");
        assert_eq!(paths.show(Path::new("src/./a.md")), "src/a.md");
        assert_eq!(paths.show(Path::new("/srv/a.md")), "/srv/a.md");
    }
}
