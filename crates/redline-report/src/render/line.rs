//! One line per finding.

use std::fmt::Write;

use redline_lint::lint_report::LintReport;

use super::paths::Paths;
use super::text::one_line;

/// `file:line:col: level: message [rule]`.
pub(super) fn short(report: &LintReport, paths: &Paths) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let at = finding.file.position(finding.span.start);
        let (file, level, message) =
            (paths.show(finding.file.path()), finding.level.as_str(), one_line(&finding.message));
        writeln!(out, "{file}:{}:{}: {level}: {message} [{}]", at.line, at.column, finding.rule)
            .expect("a string can be written to");
    }
    out
}

/// `file:line:col:Rule:message`.
pub(super) fn vale(report: &LintReport, paths: &Paths) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let at = finding.file.position(finding.span.start);
        let (file, message) = (paths.show(finding.file.path()), one_line(&finding.message));
        writeln!(out, "{file}:{}:{}:{}:{message}", at.line, at.column, finding.rule)
            .expect("a string can be written to");
    }
    out
}
