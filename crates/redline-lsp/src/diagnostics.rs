//! From findings to diagnostics of the protocol.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use redline_document::diagnostic::{Finding, RunError, Severity};
use redline_document::source::Span;
use redline_lint::fingerprint::fingerprints;
use redline_lint::lint_report::LintReport;

use crate::books::{ConfigFault, FaultPlace};
use crate::client::Client;
use crate::position::Lines;
use crate::protocol::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    Position, Range, Uri,
};
use crate::rule_pages::RulePages;

/// The name of the server in diagnostics.
pub(crate) const SOURCE: &str = "redline";

/// The rules about text that can be left out, which clients show faded.
const UNNECESSARY: &[&str] = &["repeated-word", "unused-suppression", "filler"];

/// The rules about terms that are out of use.
const OUT_OF_USE: &[&str] = &["term-forbidden"];

/// Makes diagnostics of findings.
#[derive(Clone, Copy)]
pub(crate) struct Converter<'a> {
    pub(crate) client: &'a Client,
    pub(crate) pages: &'a RulePages,
    /// The address of a file, as the client writes it.
    pub(crate) uri: &'a dyn Fn(&Path) -> String,
    /// Whether a file is open in the editor.
    pub(crate) is_open: &'a dyn Fn(&Path) -> bool,
}

impl Converter<'_> {
    /// The diagnostics of a report by file, or those of one file. Findings in the baseline are left out.
    pub(crate) fn of_report(
        &self,
        report: &LintReport,
        only: Option<&Path>,
        keep: impl Fn(&Finding) -> bool,
    ) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
        let mut lists: BTreeMap<PathBuf, Vec<Diagnostic>> = BTreeMap::new();
        let is_wanted = |path: &Path| only.is_none_or(|only| only == path);
        // The findings of one file are next to each other.
        let files = report.findings.chunk_by(|one, other| one.file.id() == other.file.id());
        for findings in files.filter(|findings| is_wanted(findings[0].file.path())) {
            let file = &findings[0].file;
            let lines = self.lines(file.text(), file.path());
            let identities = fingerprints(findings, |finding| finding.file.path().to_string_lossy().into_owned());
            let list = lists.entry(file.path().to_owned()).or_default();
            let shown = findings.iter().zip(identities).filter(|(finding, _)| !finding.is_known && keep(finding));
            list.extend(shown.map(|(finding, identity)| self.of_finding(finding, &identity.whole.to_string(), &lines)));
        }
        for problem in &report.problems {
            if let RunError { file: Some(file), message } = problem
                && is_wanted(file)
            {
                lists.entry(file.clone()).or_default().push(Self::of_problem(message, Range::default()));
            }
        }
        lists
    }

    /// The diagnostic of a configuration that cannot be used, in the text of its file.
    pub(crate) fn of_fault(&self, fault: &ConfigFault, text: &str) -> Diagnostic {
        let lines = self.lines(text, &fault.path);
        let range = match &fault.place {
            FaultPlace::File => lines.range(&(0..lines.offset(Position { line: 0, character: u32::MAX }))),
            FaultPlace::Line(number) => {
                let line = u32::try_from(number.saturating_sub(1)).unwrap_or_default();
                let end = lines.offset(Position { line, character: u32::MAX });
                Range { start: Position { line, character: 0 }, end: lines.position(end) }
            }
            FaultPlace::Bytes(span) => lines.range(span),
        };
        Self::of_problem(&fault.message, range)
    }

    fn of_problem(message: &str, range: Range) -> Diagnostic {
        Diagnostic {
            range,
            severity: Some(DiagnosticSeverity::Error),
            source: Some(SOURCE.to_owned()),
            message: message.to_owned().into(),
            ..Diagnostic::default()
        }
    }

    fn of_finding(&self, finding: &Finding, identity: &str, lines: &Lines<'_>) -> Diagnostic {
        let rule = finding.rule.as_ref();
        let related = finding.related.as_ref().filter(|_| self.client.related_information);
        let related = related.map(|related| DiagnosticRelatedInformation {
            location: Location { uri: Uri((self.uri)(finding.file.path())), range: lines.range(&related.span) },
            message: related.message.clone(),
        });
        let page = || finding.link.clone().or_else(|| self.pages.address(rule));
        let href = if self.client.code_description { page() } else { None };
        Diagnostic {
            range: lines.range(&finding.span),
            severity: Some(severity(finding.level)),
            code: Some(Code::from(rule.to_owned())),
            code_description: href.map(|href| CodeDescription { href: Uri(href) }),
            source: Some(SOURCE.to_owned()),
            message: finding.message.clone().into(),
            tags: self.tag(rule).map(|tag| vec![tag]),
            related_information: related.map(|related| vec![related]),
            data: self.client.diagnostic_data.then(|| identity.into()),
        }
    }

    /// How clients show the text of a finding of `rule`, if not only underlined.
    fn tag(&self, rule: &str) -> Option<DiagnosticTag> {
        let knows = |tag: u64| self.client.tags.contains(&tag);
        match rule {
            rule if UNNECESSARY.contains(&rule) && knows(1) => Some(DiagnosticTag::Unnecessary),
            rule if OUT_OF_USE.contains(&rule) && knows(2) => Some(DiagnosticTag::Deprecated),
            _ => None,
        }
    }

    fn lines<'t>(&self, text: &'t str, path: &Path) -> Lines<'t> {
        Lines::of_file(text, (self.is_open)(path), self.client.encoding)
    }
}

fn severity(level: Severity) -> DiagnosticSeverity {
    match level {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Suggestion => DiagnosticSeverity::Information,
    }
}

/// Whether a finding touches the place in the file at `path` where the author types: it may be about half a word.
pub(crate) fn is_being_typed(finding: &Finding, path: &Path, typed_at: Option<usize>) -> bool {
    let Span { start, end } = finding.span;
    typed_at.is_some_and(|at| start <= at && at <= end) && finding.file.path() == path
}
