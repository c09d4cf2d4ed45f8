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
mod paths;
mod rdjson;
mod sarif;
mod text;
mod xml;

use redline_lint::lint_report::LintReport;

pub use coverage::Coverage;
pub use human::{Human, summary_line};
pub use paths::Paths;

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
