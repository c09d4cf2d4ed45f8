//! One run as mdBook's preprocessor: a book in, the book out, and what was found.

mod changes;
mod report_page;
mod session;

use std::io::{self, Read};
use std::str::Utf8Error;

use semver::Version;
use serde_json::Value;

use crate::wire::{WireContext, WireError, WireInput};
use redline_document::source::FileStore;
use redline_lint::NAME;
use redline_lint::config::{ConfigError, ConfigFile, Normalize, OutdatedKey, Table};
use redline_lint::lint_report::LintReport;
use redline_lint::settings::{Settings, declared_language_note};
use redline_report::change::EarlierError;
use redline_report::redaction::RedactionError;
use session::{Session, Written};

/// Versions of mdBook that the tests run, and those between.
const TESTED: &str = ">=0.4.40, <0.6.0";

/// Why a run failed before any chapter was looked at.
#[derive(Debug, thiserror::Error)]
pub enum PreprocessError {
    /// What mdBook sends cannot be read.
    #[error("standard input cannot be read")]
    Unreadable(#[source] io::Error),
    /// What was sent is no text.
    #[error("standard input is not UTF-8; mdBook sends a JSON array of a context and a book")]
    NotUtf8(#[source] Utf8Error),
    /// Standard input is not what mdBook sends.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// There is nothing to compare chapters with.
    #[error(transparent)]
    Earlier(#[from] EarlierError),
    /// Names could not be masked.
    #[error(transparent)]
    Redaction(#[from] RedactionError),
}

/// What a run gave.
#[derive(Debug)]
pub struct Outcome {
    /// The book to hand back, as JSON.
    pub book: String,
    /// What was found; `None` if another renderer's run tells it.
    pub report: Option<LintReport>,
    /// Remarks about the run, one line each.
    pub notes: Vec<String>,
    /// How many findings are printed.
    pub max_findings: usize,
    /// The conditions that the book does not meet, in one line; `None` if it passes, or another renderer's run reports it.
    pub failure: Option<String>,
    /// Whether the build stops because of them: a served book is built all the same.
    pub is_failure: bool,
}

/// How many bytes are read before the rest is waited for: most contexts are shorter.
const BEGINNING: u64 = 16 << 10;

/// Runs over what mdBook writes to `input`, which `buffer` holds in the end.
///
/// mdBook takes its time to write a book. What the context asks for is made ready meanwhile.
///
/// # Errors
/// If the input cannot be read or has neither shape of book, or the configuration is wrong.
pub fn run_reading<'a>(mut input: impl Read + Send, buffer: &'a mut Vec<u8>) -> Result<Outcome, PreprocessError> {
    input.by_ref().take(BEGINNING).read_to_end(buffer).map_err(PreprocessError::Unreadable)?;
    let context = WireContext::at_start(buffer);
    let read = move || -> Result<WireInput<'a>, PreprocessError> {
        let buffer = buffer;
        input.read_to_end(buffer).map_err(PreprocessError::Unreadable)?;
        let text = std::str::from_utf8(buffer).map_err(PreprocessError::NotUtf8)?;
        Ok(WireInput::parse(text)?)
    };
    let prepare = || context.map(|context| Prepared::new(&context));
    let (input, prepared) = rayon::join(read, prepare);
    let input = input?;
    let prepared = prepared.unwrap_or_else(|| Prepared::new(&input.context));
    run_prepared(&input, prepared?)
}

/// Runs over what mdBook wrote.
///
/// # Errors
/// If the input has neither shape of book, or the configuration is wrong.
pub fn run(input: &str) -> Result<Outcome, PreprocessError> {
    let input = WireInput::parse(input)?;
    let prepared = Prepared::new(&input.context)?;
    run_prepared(&input, prepared)
}

fn run_prepared(input: &WireInput<'_>, prepared: Prepared) -> Result<Outcome, PreprocessError> {
    let Prepared { config, table, work, ready } = prepared;
    let Work { reports, normalize, gettext_note } = work;
    let mut outcome = Outcome {
        book: String::new(),
        report: None,
        notes: Vec::new(),
        max_findings: table.max_findings,
        failure: None,
        is_failure: false,
    };
    let Some(ready) = ready else {
        outcome.book = input.book.patched(&[], &[]);
        return Ok(outcome);
    };
    if reports {
        outcome.notes.extend(remarks(&input.context, &table, &config));
        outcome.notes.extend(dropped_settings(&input.context, &config));
        outcome.notes.extend(gettext_note);
    }
    let settings = ready?;
    if reports {
        outcome.notes.extend(settings.styles.notes());
    }
    let session = Session::new(input, &config, settings);
    if reports {
        outcome.notes.extend(session.notes());
        outcome.notes.extend(session.note_on_unwritten());
    }
    let Written { patches, added } = session.run(normalize, reports, &mut outcome)?;
    if reports {
        outcome.notes.extend(session.language_note());
    }
    session.end();
    outcome.is_failure = outcome.failure.is_some() && !is_served(&config.value);
    outcome.book = input.book.patched(&patches, &added);
    Ok(outcome)
}

/// What a run does.
struct Work {
    /// Whether it reports the findings.
    reports: bool,
    /// Which safe fixes it applies to the text of chapters.
    normalize: Normalize,
    /// Why it applies none, although they are configured.
    gettext_note: Option<String>,
}

/// What a run needs beside the book.
struct Prepared {
    config: ConfigFile,
    table: Table,
    work: Work,
    /// The settings; `None` if there is nothing to do.
    ready: Option<Result<Settings, ConfigError>>,
}

impl Prepared {
    fn new(context: &WireContext) -> Result<Self, ConfigError> {
        let config = ConfigFile::from_mdbook(&context.root, context.config.clone());
        let mut table = config.table()?;
        let reports = reporting_renderer(&config) == Some(context.renderer.as_str());
        let (normalize, gettext_note) = normalizes(&table, &config.value);
        // The style report describes what the pages show.
        table.normalize = normalize;
        let has_reports = table.change_report.on().is_some() || table.style_report.on().is_some();
        let has_work = context.renderer != "test" && (reports || normalize != Normalize::Off || has_reports);
        let ready = has_work.then(|| {
            let settings = config.settings(table.clone(), &config, &FileStore::default())?;
            // Hardly a book has no chapter that the rules are run over.
            settings.patterns();
            Ok(settings)
        });
        Ok(Self { config, table, work: Work { reports, normalize, gettext_note }, ready })
    }
}

fn version(context: &WireContext) -> Version {
    Version::parse(&context.mdbook_version).unwrap_or(Version::new(0, 5, 4))
}

/// Whether `mdbook serve` runs: only then does mdBook set this key.
fn is_served(config: &Value) -> bool {
    config.pointer("/output/html/live-reload-endpoint").is_some()
}

/// The one renderer whose run reports the findings: `html` if redline runs for it, else the first
/// by name.
fn reporting_renderer(config: &ConfigFile) -> Option<&str> {
    let output = config.value.get("output").and_then(Value::as_object);
    let mut names: Vec<&str> = output.map(|output| output.keys().map(String::as_str).collect()).unwrap_or_default();
    if names.is_empty() {
        names.push("html");
    }
    if let Some(wanted) = config.redline().get("renderers").and_then(Value::as_array) {
        names.retain(|name| wanted.iter().any(|wanted| wanted.as_str() == Some(name)));
    }
    names.retain(|name| *name != "test");
    names.sort_unstable();
    names.iter().find(|name| **name == "html").or_else(|| names.first()).copied()
}

/// What is worth saying of the run itself.
fn remarks(context: &WireContext, table: &Table, config: &ConfigFile) -> Vec<String> {
    let mut notes = Vec::new();
    let tested = semver::VersionReq::parse(TESTED).expect("the requirement is constant");
    let version = version(context);
    if version > Version::new(0, 5, u64::MAX) && !tested.matches(&version) {
        notes.push(format!("mdBook {version} is newer than the versions redline was tested with ({TESTED}); going on"));
    }
    notes.extend(declared_language_note(table, config.language()));
    notes
}

/// A line for each key that makes mdBook 0.5 drop the settings of the HTML renderer, which it does in its log alone.
fn dropped_settings(context: &WireContext, config: &ConfigFile) -> Vec<String> {
    if version(context) < Version::new(0, 5, 0) {
        return Vec::new();
    }
    let keys = config.outdated_keys();
    let dropping = keys.iter().filter(|key| key.drops_html_settings());
    let help =
        |key: &OutdatedKey| if key.is_rewritable() { " (`mdbook-redline init --migrate` rewrites it)" } else { "" };
    let line = |key: &OutdatedKey| format!("{key}{}", help(key));
    dropping.map(line).collect()
}

/// Which safe fixes the rendered text gets, and why none where another preprocessor forbids them.
fn normalizes(table: &Table, config: &Value) -> (Normalize, Option<String>) {
    if table.normalize != Normalize::Off && gettext_runs_later(config) {
        let note = "`normalize` is off because `gettext` runs after redline: changed text would lose its translation"
            .to_owned();
        return (Normalize::Off, Some(note));
    }
    (table.normalize, None)
}

/// mdBook sorts preprocessors by their constraints and, where those leave it open, by name.
fn gettext_runs_later(config: &Value) -> bool {
    let Some(gettext) = config.pointer("/preprocessor/gettext") else { return false };
    let names = |table: Option<&Value>, key: &str| -> Vec<String> {
        let list = table.and_then(|table| table.get(key)).and_then(Value::as_array);
        list.map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect()).unwrap_or_default()
    };
    let ours = config.pointer("/preprocessor/redline");
    let (before, after) = (names(ours, "before"), names(ours, "after"));
    let (their_before, their_after) = (names(Some(gettext), "before"), names(Some(gettext), "after"));
    if after.iter().any(|name| name == "gettext") || their_before.iter().any(|name| name == NAME) {
        return false;
    }
    let ordered = before.iter().any(|name| name == "gettext") || their_after.iter().any(|name| name == NAME);
    let by_links = before.iter().any(|name| name == "links") && !their_before.iter().any(|name| name == "links");
    ordered || by_links || (!their_after.is_empty() && after.is_empty())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use serde_json::json;

    /// Gives what it holds in small pieces.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let len = buffer.len().min(self.0.len()).min(7);
            buffer[..len].copy_from_slice(&self.0[..len]);
            self.0 = &self.0[len..];
            Ok(len)
        }
    }

    #[test]
    fn contexts_of_any_length_are_read_in_pieces() {
        for title in [String::new(), "long ".repeat(10_000)] {
            let config = json!({ "book": { "title": title }, "preprocessor": { "redline": {} } });
            let context = json!({ "root": "/book", "config": config, "renderer": "html", "mdbook_version": "0.5.4" });
            let chapter =
                json!({ "name": "A", "content": "# A\n\nFirst i think so.\n", "sub_items": [], "path": "a.md" });
            let input = json!([context, { "items": [{ "Chapter": chapter }] }]).to_string();
            let (mut slow, mut buffer) = (Slow(input.as_bytes()), Vec::new());
            let outcome = run_reading(&mut slow, &mut buffer).unwrap();
            assert_eq!(outcome.report.map(|report| report.findings.len()), Some(1));
            assert_eq!(outcome.book, run(&input).unwrap().book);
        }
        let mut buffer = Vec::new();
        let error = run_reading(Slow(b"[\xff]"), &mut buffer).unwrap_err();
        assert!(matches!(error, PreprocessError::NotUtf8(_)));
    }

    fn reporting(config: &Value) -> Option<String> {
        reporting_renderer(&ConfigFile::from_mdbook(Path::new("/book"), config.clone())).map(str::to_owned)
    }

    #[test]
    fn one_renderer_reports() {
        assert_eq!(reporting(&json!({})).as_deref(), Some("html"));
        assert_eq!(reporting(&json!({ "output": { "markdown": {}, "html": {} } })).as_deref(), Some("html"));
        assert_eq!(
            reporting(&json!({ "output": { "markdown": {}, "epub": {}, "test": {} } })).as_deref(),
            Some("epub")
        );
        let cut =
            json!({ "output": { "html": {}, "epub": {} }, "preprocessor": { "redline": { "renderers": ["epub"] } } });
        assert_eq!(reporting(&cut).as_deref(), Some("epub"));
    }

    #[test]
    fn translations_that_come_later_keep_their_text() {
        let with = |redline: Value, gettext: Value| {
            gettext_runs_later(&json!({ "preprocessor": { "redline": redline, "gettext": gettext } }))
        };
        assert!(with(json!({}), json!({ "after": ["links"] })));
        assert!(with(json!({ "before": ["links", "index"] }), json!({})));
        assert!(!with(json!({ "after": ["gettext"] }), json!({ "after": ["links"] })));
        assert!(!with(json!({}), json!({})), "by name gettext comes first");
    }
}
