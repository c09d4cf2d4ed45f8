//! SARIF 2.1.0, for code scanning and editors.

mod line_hash;
mod log;
mod uri;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use redline_document::diagnostic::{Finding, RunError, Severity};
use redline_document::edit::{Edit, Fix};
use redline_document::source::{FileId, SourceFile, Span};
use redline_lint::TOOL_NAME;
use redline_lint::fingerprint::{Fingerprint, fingerprints};
use redline_lint::lint_report::LintReport;

use self::line_hash::line_hashes;
use self::log::{
    Artifact, ArtifactChange, Configuration, Driver, FixEntry, Invocation, Location, Log, Message, MessageRef,
    Notification, PartialFingerprints, PhysicalLocation, Region, Replacement, RuleDescriptor, RuleProperties, Run,
    RunResult, Tool,
};
use self::uri::uri;
use super::coverage::{Coverage, category, plain_text};
use super::paths::Paths;

/// The longest description of a rule that GitHub accepts, in characters.
const MAX_DESCRIPTION: usize = 1024;

/// The facts of a file that its results share.
struct FileFacts {
    uri: String,
    line_hashes: Vec<String>,
}

/// The report as one log of one run.
pub(super) fn sarif(report: &LintReport, paths: &Paths, coverage: &Coverage<'_>) -> String {
    let mut files: HashMap<FileId, FileFacts> = HashMap::new();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &report.findings {
        rules.insert(&finding.rule, 0);
        files.entry(finding.file.id()).or_insert_with(|| FileFacts {
            uri: uri(&paths.show(finding.file.path())),
            line_hashes: line_hashes(&finding.file),
        });
    }
    for (index, place) in rules.values_mut().enumerate() {
        *place = index;
    }
    let fingerprints = fingerprints(&report.findings, |finding| paths.show(finding.file.path()));
    let results = report.findings.iter().zip(fingerprints);
    let results = results.map(|(finding, fingerprint)| RunResult {
        baseline_state: report.baseline.map(|_| if finding.is_known { "unchanged" } else { "new" }),
        ..result(finding, rules[&*finding.rule], &files[&finding.file.id()], fingerprint)
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: TOOL_NAME,
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.keys().map(|name| descriptor(name, coverage)).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: report.problems.is_empty(),
                tool_execution_notifications: report.problems.iter().map(|it| notification(it, paths)).collect(),
            }],
            results: results.collect(),
        }],
    };
    format!("{}\n", serde_json::to_string(&log).unwrap_or_default())
}

fn descriptor<'a>(name: &'a str, coverage: &Coverage<'_>) -> RuleDescriptor<'a> {
    let rule = coverage.page(name);
    let is_uri = |link: &String| link.starts_with("http") && link.bytes().all(|byte| byte.is_ascii_graphic());
    RuleDescriptor {
        id: name,
        short_description: plain(rule.summary),
        full_description: plain(shortened(rule.description)),
        help: Message { text: plain_text(&rule.page), markdown: Some(rule.page) },
        help_uri: rule.link.filter(is_uri),
        default_configuration: Configuration { level: level(rule.level) },
        properties: RuleProperties {
            tags: [category(name)],
            precision: rule.is_precise.then_some("high"),
            severity: match rule.level {
                Severity::Suggestion => "recommendation",
                level => level.as_str(),
            },
        },
    }
}

fn result<'a>(finding: &'a Finding, rule_index: usize, file: &'a FileFacts, fingerprint: Fingerprint) -> RunResult<'a> {
    let line = finding.file.position(finding.span.start).line;
    let location = |span, message| Location {
        physical_location: PhysicalLocation {
            artifact_location: Artifact { uri: Cow::Borrowed(&file.uri) },
            region: Some(region(&finding.file, span)),
        },
        message,
    };
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let related = finding.related.iter();
    RunResult {
        rule_id: &finding.rule,
        rule_index,
        level: level(finding.level),
        message: plain(format!("{}{help}", finding.message)),
        locations: [location(&finding.span, None)],
        related_locations: related
            .map(|related| location(&related.span, Some(MessageRef { text: &related.message })))
            .collect(),
        partial_fingerprints: PartialFingerprints {
            primary_location_line_hash: file.line_hashes.get(line - 1).cloned().unwrap_or_default(),
            redline: fingerprint.whole.to_string(),
            redline_content: fingerprint.content.to_string(),
        },
        baseline_state: None,
        fixes: finding.fix.iter().map(|fix| fix_entry(&finding.file, fix, &file.uri)).collect(),
    }
}

fn fix_entry<'a>(file: &SourceFile, fix: &'a Fix, uri: &'a str) -> FixEntry<'a> {
    let replacement = |edit: &'a Edit| Replacement {
        deleted_region: region(file, &edit.span),
        inserted_content: (!edit.text.is_empty()).then_some(MessageRef { text: &edit.text }),
    };
    FixEntry {
        description: plain(format!("{} ({} fix)", fix.title, fix.applicability.as_str())),
        artifact_changes: [ArtifactChange {
            artifact_location: Artifact { uri: Cow::Borrowed(uri) },
            replacements: fix.edits().iter().map(replacement).collect(),
        }],
    }
}

fn notification<'a>(problem: &'a RunError, paths: &Paths) -> Notification<'a> {
    let location = |file| Location {
        physical_location: PhysicalLocation {
            artifact_location: Artifact { uri: Cow::Owned(uri(&paths.show(file))) },
            region: None,
        },
        message: None,
    };
    Notification {
        level: "error",
        message: MessageRef { text: &problem.message },
        locations: problem.file.as_deref().map(location).into_iter().collect(),
    }
}

fn region(file: &SourceFile, span: &Span) -> Region {
    let (start, end) = (file.position(span.start), file.position(span.end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn level(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn plain(text: impl Into<String>) -> Message {
    Message { text: text.into(), markdown: None }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(MAX_DESCRIPTION) {
        Some(_) => text.chars().take(MAX_DESCRIPTION - 1).chain(['…']).collect(),
        None => text,
    }
}
