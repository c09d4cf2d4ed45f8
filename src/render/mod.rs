//! Findings as text for people and machines, one form a file.
//!
//! Nothing here sees a document or decides anything; it writes what it is given.

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

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Finding, Severity};
use crate::lint_report::LintReport;
use crate::source::relative_path;

pub use coverage::Coverage;
pub use human::{Human, summary_line};

/// The forms that `check` can write.
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

/// How paths are shown: relative to where the user stands, with `/`.
#[derive(Clone, Debug)]
pub struct Paths {
    from: PathBuf,
    /// Paths that were shown, with how: a report names few files, each of them often.
    known: Arc<Mutex<HashMap<PathBuf, String>>>,
}

impl Paths {
    /// Paths are shown from `folder`, which is absolute.
    pub fn relative_to(folder: impl Into<PathBuf>) -> Self {
        Self { from: folder.into(), known: Arc::default() }
    }

    /// The path as it is shown.
    pub fn show(&self, path: &Path) -> String {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shown) = known.get(path) {
            return shown.clone();
        }
        let shown = relative_path(&self.from, path);
        known.insert(path.to_owned(), shown.clone());
        shown
    }
}

/// Writes a report in one of the forms, as parts of a text in a row: it may be long, and putting it together takes time.
/// `coverage` is what the report is of.
///
/// Findings that are in the baseline are left out where a form has no way to mark them.
pub fn write(
    report: &LintReport,
    format: Format,
    paths: &Paths,
    human: &Human,
    coverage: &Coverage<'_>,
) -> Vec<String> {
    let new;
    let report = if report.baseline.is_some() && !matches!(format, Format::Json | Format::Sarif) {
        new = report.without_known();
        &new
    } else {
        report
    };
    let text = match format {
        Format::Json => return json::json(report, paths),
        Format::Human => human.report(report, paths),
        Format::Short => line::short(report, paths),
        Format::Sarif => sarif::sarif(report, paths, coverage),
        Format::Github => github::github(report, paths),
        Format::Gitlab => gitlab::gitlab(report, paths),
        Format::Rdjson => rdjson::rdjson(report, paths),
        Format::Junit => junit::junit(report, paths, coverage),
        Format::Checkstyle => checkstyle::checkstyle(report, paths),
        Format::Vale => line::vale(report, paths),
    };
    vec![text]
}

/// A message on one line, whatever it quotes.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")
}

/// The most serious first, for what is cut short.
fn by_severity(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    sorted
}

/// `1 error`, `2 errors`.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Each level with its count, the most serious first, without those that are absent.
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
    fn paths_are_shown_from_where_the_user_stands() {
        let paths = Paths::relative_to("/home/me/book");
        assert_eq!(paths.show(Path::new("/home/me/book/src/a.md")), "src/a.md");
        assert_eq!(paths.show(Path::new("/home/me/other/a.md")), "../other/a.md");
        assert_eq!(paths.show(Path::new("src/./a.md")), "src/a.md");
        assert_eq!(paths.show(Path::new("/srv/a.md")), "/srv/a.md");
    }
}
