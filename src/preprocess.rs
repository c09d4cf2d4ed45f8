//! One run as mdBook's preprocessor: a book in, the book out, and what was found.

use std::sync::Arc;

use semver::Version;
use serde_json::Value;

use crate::NAME;
use crate::book::{Book, Chapter, Patch, WireContext, WireError, WireInput, key};
use crate::config::{ConfigError, ConfigFile, FailOn, Settings, Table};
use crate::document::Dialect;
use crate::fix::is_same_without_comments;
use crate::lint::{Reader, Reading, Report, lint};
use crate::source::{FileStore, Span, normalize};

/// Versions of mdBook that the tests run, and those between.
const TESTED: &str = ">=0.4.40, <0.6.0";

/// Why a run failed before any chapter was looked at.
#[derive(Debug, thiserror::Error)]
pub enum PreprocessError {
    /// Standard input is not what mdBook sends.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

/// What a run gave.
#[derive(Debug)]
pub struct Outcome {
    /// The book to hand back, as JSON.
    pub book: String,
    /// What was found; `None` if another renderer's run tells it.
    pub report: Option<Report>,
    /// Remarks about the run, one line each.
    pub notes: Vec<String>,
    /// The least serious finding that fails the build.
    pub fail_on: FailOn,
    /// How many findings are printed.
    pub max_findings: usize,
}

impl Outcome {
    /// Whether the build is to stop.
    pub fn is_failure(&self) -> bool {
        let findings = self.report.iter().flat_map(|report| &report.findings);
        findings.into_iter().any(|finding| self.fail_on.fails(finding.level))
    }
}

/// Runs over what mdBook wrote to standard input.
///
/// # Errors
/// If the input has neither shape of book, or the configuration is wrong.
pub fn run(input: &str) -> Result<Outcome, PreprocessError> {
    let input = WireInput::parse(input)?;
    let config = ConfigFile::from_mdbook(&input.context.root, input.context.config.clone());
    let table = config.table()?;
    let reports = reporting_renderer(&config) == Some(input.context.renderer.as_str());
    let mut outcome = Outcome {
        book: String::new(),
        report: None,
        notes: Vec::new(),
        fail_on: if is_served(&config.value) { FailOn::Never } else { table.fail_on },
        max_findings: table.max_findings,
    };
    let (normalize, gettext_note) = normalizes(&table, &config.value);
    if input.context.renderer == "test" || !(reports || normalize) {
        outcome.book = input.book.patched(&[]);
        return Ok(outcome);
    }
    if reports {
        outcome.notes.extend(remarks(&input.context, &table, &config));
        outcome.notes.extend(gettext_note);
    }
    let settings = Settings::new(table, config.has_other_preprocessors()).map_err(|issue| config.invalid(issue))?;
    let session = Session::new(&input, &config);
    let patches = session.run(&settings, normalize, reports, &mut outcome);
    outcome.book = input.book.patched(&patches);
    Ok(outcome)
}

/// The chapters of one run.
struct Session<'a> {
    book: Book,
    /// For each chapter of the book, its index among those that mdBook sent.
    sent: Vec<usize>,
    contents: Vec<&'a str>,
    dialect: Dialect,
    /// The preprocessors that could run before redline.
    others: Vec<String>,
}

impl<'a> Session<'a> {
    fn new(input: &'a WireInput<'_>, config: &ConfigFile) -> Self {
        let src = config.value.pointer("/book/src").and_then(Value::as_str).unwrap_or("src");
        let root = normalize(&std::path::absolute(&input.context.root).unwrap_or_else(|_| input.context.root.clone()));
        let src = normalize(&root.join(src));
        let mut session = Self {
            book: Book { root, src, chapters: Vec::new() },
            sent: Vec::new(),
            contents: Vec::new(),
            dialect: Dialect::new(version(&input.context), &config.value),
            others: others(&config.value),
        };
        for (index, chapter) in input.book.chapters.iter().enumerate() {
            let Some(page) = &chapter.path else { continue };
            let path = key(chapter.source_path.as_ref().unwrap_or(page));
            session.book.chapters.push(Chapter {
                name: chapter.name.to_string(),
                page: Some(key(page)).filter(|page| *page != path),
                file: chapter.source_path.as_ref().map(|_| normalize(&session.book.src.join(&path))),
                has_children: chapter.has_children,
                path,
            });
            session.sent.push(index);
            session.contents.push(&chapter.content);
        }
        session
    }

    fn run(&self, settings: &Settings, normalize: bool, reports: bool, outcome: &mut Outcome) -> Vec<Patch> {
        let files = FileStore::default();
        let reader = Reader { files: &files, dialect: &self.dialect };
        let (readings, problems) = reader.read_sent(&self.book, &self.contents);
        if reports {
            let mut report = lint(&self.book, &readings, settings);
            report.problems.extend(problems);
            outcome.notes.extend(self.order_remark(&report));
            outcome.report = Some(report);
        }
        if !normalize {
            return Vec::new();
        }
        let patch = |reading: &Reading| {
            let content = without_comments(reading, &self.dialect)?;
            Some(Patch { chapter: self.sent[reading.chapter], name: None, content: Some(content) })
        };
        readings.iter().filter_map(patch).collect()
    }
}

impl Session<'_> {
    /// Which order would give lines, if findings are in text that is no longer the author's.
    fn order_remark(&self, report: &Report) -> Option<String> {
        let nowhere = report.findings.iter().filter(|finding| !finding.on_disk).count();
        if nowhere == 0 {
            return None;
        }
        let names: Vec<String> = self.others.iter().map(|name| format!("\"{name}\"")).collect();
        let findings = if nowhere == 1 { "1 finding has".to_owned() } else { format!("{nowhere} findings have") };
        Some(format!(
            "{findings} no line: another preprocessor changed the text before redline saw it; `before = [{}]` in \
             `[preprocessor.redline]` gives lines",
            names.join(", ")
        ))
    }
}

/// The chapter's text without our comments; `None` if it has none.
///
/// Comments in included files stay: what is rendered of them is the including file's affair.
fn without_comments(reading: &Reading, dialect: &Dialect) -> Option<String> {
    let document = &reading.document;
    let ours = document.comments.iter().filter(|comment| document.text()[comment.body.clone()].starts_with("redline-"));
    let places = ours.filter_map(|comment| {
        let place = document.expansion().fragment.locate_exactly(comment.span.clone())?;
        Arc::ptr_eq(&place.file, &reading.file).then_some(place.span)
    });
    let mut text = reading.sent.text().to_owned();
    let mut places: Vec<Span> = places.collect();
    places.sort_by_key(|span| std::cmp::Reverse(span.start));
    let mut changed = false;
    for place in places {
        let whole_line = crate::lint::comment_with_its_line(reading.file.text(), &place);
        let without = sent_span(reading, &whole_line)
            .map(|span| format!("{}{}", &text[..span.start], &text[span.end..]))
            .filter(|without| is_same_without_comments(&text, without, dialect));
        let next = without.or_else(|| {
            let span = sent_span(reading, &place)?;
            Some(format!("{}<!-- -->{}", &text[..span.start], &text[span.end..]))
        });
        changed |= next.is_some();
        text = next.unwrap_or(text);
    }
    changed.then_some(text)
}

/// Where the text that mdBook sent has the bytes `span` of the chapter's file.
fn sent_span(reading: &Reading, span: &Span) -> Option<Span> {
    let start = reading.sent.find(&reading.file, span.start)?;
    let sent = start..start + span.len();
    let same = reading.sent.text().get(sent.clone())? == &reading.file.text()[span.clone()];
    same.then_some(sent)
}

/// Every preprocessor but ours, mdBook's own first.
fn others(config: &Value) -> Vec<String> {
    let configured = config.get("preprocessor").and_then(Value::as_object).into_iter().flat_map(|table| table.keys());
    let foreign = configured.filter(|name| ![NAME, "links", "index"].contains(&name.as_str())).cloned();
    ["links", "index"].map(str::to_owned).into_iter().chain(foreign).collect()
}

fn version(context: &WireContext) -> Version {
    Version::parse(&context.mdbook_version).unwrap_or(Version::new(0, 5, 4))
}

/// Whether `mdbook serve` runs: only then does mdBook set this key.
fn is_served(config: &Value) -> bool {
    config.pointer("/output/html/live-reload-endpoint").is_some()
}

/// The one renderer whose run tells what was found: `html` if redline runs for it, else the first
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
    notes.extend(language_remark(table, config));
    notes
}

/// English packs do not run over other languages, and that is said once.
pub fn language_remark(table: &Table, config: &ConfigFile) -> Option<String> {
    let language = table.language.as_deref().or(config.language())?;
    let is_english = language.to_ascii_lowercase().starts_with("en");
    (!is_english).then(|| format!("the book's language is `{language}`: headings, structure, suppressions and links are checked, English wording is not"))
}

/// Whether the rendered text is normalised, and why not where another preprocessor forbids it.
fn normalizes(table: &Table, config: &Value) -> (bool, Option<String>) {
    if table.normalize && gettext_runs_later(config) {
        let note = "`normalize` is off because `gettext` runs after redline: changed text would lose its translation"
            .to_owned();
        return (false, Some(note));
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
