//! The five stages that each file passes, with the invariants of each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mdbook_redline::preprocess::{self, PreprocessError};
use prose_diff::Mark;
use redline_document::diagnostic::{Finding, RunError};
use redline_document::edit::{Applicability, Edit, Fix};
use redline_document::source::FileStore;
use redline_lint::book::{Retitled, Title, follow_titles};
use redline_lint::config::Panel;
use redline_lint::fix::{Fixed, FixedText, Policy, fix_all};
use redline_lint::lint::Linter;
use redline_lint::lint_report::LintReport;
use redline_report::change::{ChangeReport, critic_markup};
use redline_report::render::{Coverage, Format, Human, Paths, write};
use serde_json::{Value, json};

use crate::checks::{Fault, check_balance, check_kept, check_place, is_declared};
use crate::setup::{PART, Variant};

/// One use of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Check,
    Fix,
    FixUnsafe,
    Diff,
    Preprocess,
}

impl Stage {
    pub(crate) const ALL: [Self; 5] = [Self::Check, Self::Fix, Self::FixUnsafe, Self::Diff, Self::Preprocess];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Fix => "fix",
            Self::FixUnsafe => "fix --unsafe",
            Self::Diff => "diff",
            Self::Preprocess => "preprocess",
        }
    }

    /// Runs the stage with one file. `before` is the text that was mutated.
    ///
    /// # Errors
    /// The first violated invariant.
    pub(crate) fn run(self, variant: &Variant, folder: &Path, before: &str, text: &str) -> Result<(), Fault> {
        match self {
            Self::Check => check(variant, text),
            Self::Fix => fix(variant, text, Applicability::Safe),
            Self::FixUnsafe => fix(variant, text, Applicability::Unsafe),
            Self::Diff => diff(variant, before, text),
            Self::Preprocess => preprocess_all(variant, folder, &[text]),
        }
    }
}

/// The mutated chapter's findings.
fn lint(variant: &Variant, files: &FileStore) -> Result<LintReport, Fault> {
    let (readings, problems) = variant.read(files);
    no_faults(&problems)?;
    if readings.len() != variant.book.chapters.len() {
        return Err(Fault::new("not read", "a chapter is missing"));
    }
    let report = Linter::new(&variant.book, &readings, &variant.settings).lint(&readings[..1]);
    no_faults(&report.problems)?;
    Ok(report)
}

/// A rule that panicked is a problem of its chapter.
fn no_faults(problems: &[RunError]) -> Result<(), Fault> {
    match problems.iter().find(|problem| problem.message.contains("fault of mdbook-redline")) {
        Some(problem) => Err(Fault::new("panic", problem.message.clone())),
        None => Ok(()),
    }
}

fn check(variant: &Variant, text: &str) -> Result<(), Fault> {
    let report = lint(variant, &variant.files(text))?;
    for finding in &report.findings {
        check_place(finding)?;
        let is_own = finding.file.path() == variant.path();
        let expected = if is_own { text } else { PART };
        if finding.file.text() != expected {
            return Err(Fault::new("text of a file", "a finding is in a text that no file has"));
        }
        if finding.message.contains('\n') {
            return Err(Fault::new(format!("message of `{}`", finding.rule), finding.message.clone()));
        }
    }
    render(variant, &report, text)
}

/// Writes the report in every form; JSON is read back.
fn render(variant: &Variant, report: &LintReport, text: &str) -> Result<(), Fault> {
    let paths = Paths::relative_to(variant.book.root.clone());
    let mut coverage = Coverage::default();
    coverage.add(&variant.book, &variant.settings, None);
    let written = |format| write(report, format, &paths, &Human::default(), &coverage);
    let rest =
        [Format::Human, Format::Short, Format::Sarif, Format::Github, Format::Gitlab, Format::Rdjson, Format::Junit];
    // Each form once in a while is enough: they are slow, and all read the same findings.
    written(rest[text.len() % rest.len()]);
    let json: Value =
        serde_json::from_str(&written(Format::Json)).map_err(|error| Fault::new("JSON", error.to_string()))?;
    let findings = json["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
    if findings.len() != report.findings.len() {
        return Err(Fault::new("JSON", "a finding is missing"));
    }
    for (entry, finding) in findings.iter().zip(&report.findings) {
        let offset = |end: &str| entry[end]["offset"].as_u64().and_then(|offset| usize::try_from(offset).ok());
        let slice = offset("start").zip(offset("end")).and_then(|(start, end)| finding.file.text().get(start..end));
        if slice.is_none() || slice != entry["text"].as_str() {
            return Err(Fault::new("text of a finding", format!("{entry}")));
        }
    }
    Ok(())
}

/// The fixed texts, and each pass that led to them.
struct FixRun {
    fixed: Fixed,
    /// The text that was checked in each pass, with what was found.
    passes: Vec<(String, Vec<Finding>)>,
}

fn run_fixes(variant: &Variant, files: &FileStore, text: &str, least: Applicability) -> Result<FixRun, Fault> {
    let mut passes = Vec::new();
    let relint = |texts: &BTreeMap<PathBuf, FixedText>| -> Result<Vec<Finding>, Fault> {
        let now = files.with_texts(texts.iter().map(|(path, text)| (path.as_path(), text.after.as_str())));
        let findings = lint(variant, &now)?.findings;
        let own = texts.get(variant.path()).map_or(text, |text| text.after.as_str());
        passes.push((own.to_owned(), findings.clone()));
        Ok(findings)
    };
    let policy = Policy { least, dialects: variant.dialects.clone(), ids: variant.old_ids(files) };
    let mut fixed = fix_all(&policy, relint)?;
    if variant.is_rewriting {
        let texts = fixed.texts.iter().map(|(path, text)| (path.as_path(), text.after.as_str()));
        let (readings, problems) = variant.read(&files.with_texts(texts));
        no_faults(&problems)?;
        fixed.follow_ids(&variant.book, &readings, &variant.dialects);
    }
    Ok(FixRun { fixed, passes })
}

fn fix(variant: &Variant, text: &str, least: Applicability) -> Result<(), Fault> {
    let store = variant.files(text);
    let FixRun { fixed, passes } = run_fixes(variant, &store, text, least)?;
    no_faults(&fixed.rejected)?;
    for pair in passes.windows(2) {
        let ((before, findings), (after, _)) = (&pair[0], &pair[1]);
        let own = findings.iter().filter(|finding| finding.file.path() == variant.path());
        let fixes = own.filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.applicability >= least);
        let edits: Vec<&Edit> = fixes.flat_map(Fix::edits).collect();
        // Without the rules that do not settle, all begins again.
        if before != after && after != text && !is_declared(before, after, &edits) {
            return Err(Fault::new("undeclared change", format!("{before:?}\nbecame\n{after:?}\nby {edits:?}")));
        }
    }
    if let Some(problem) = fixed.problems.first().filter(|_| least == Applicability::Safe) {
        return Err(Fault::new(problem.message.clone(), "fixing does not end"));
    }
    let after = fixed.texts.get(variant.path()).map_or(text, |text| text.after.as_str());
    if least == Applicability::Safe && !variant.is_rewriting {
        check_kept(text, after, false)?;
    }
    let texts = fixed.texts.iter().filter(|(path, _)| *path != variant.path());
    if let Some((path, _)) = texts.filter(|_| !variant.is_rewriting).find(|(path, _)| !path.ends_with("part.md")) {
        return Err(Fault::new("another file", format!("{} changed", path.display())));
    }
    follow_title(variant, text, after);
    // What was included is fixed too.
    let store = store.with_texts(fixed.texts.iter().map(|(path, text)| (path.as_path(), text.after.as_str())));
    let again = run_fixes(variant, &store, after, least)?;
    let twice = again.fixed.texts.get(variant.path()).map_or(after, |text| text.after.as_str());
    if twice != after {
        let rules = rules_of(&again.passes, least);
        return Err(Fault::new(format!("fixed twice: {rules}"), format!("{after:?}\nbecame\n{twice:?}")));
    }
    Ok(())
}

fn rules_of(passes: &[(String, Vec<Finding>)], least: Applicability) -> String {
    let findings = passes.first().map(|(_, findings)| findings.as_slice()).unwrap_or_default();
    let fixable = findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.applicability >= least));
    let mut rules: Vec<&str> = fixable.map(|finding| finding.rule.as_ref()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules.join(", ")
}

fn follow_title(variant: &Variant, before: &str, after: &str) {
    let path = variant.book.chapters[0].path.clone();
    let summary = format!("# Summary\n\n- [Title]({path})\n");
    if let (Some(before), Some(after)) = (Title::of(before, &variant.dialect), Title::of(after, &variant.dialect)) {
        follow_titles(&summary, &[Retitled { path, before, after }]);
    }
}

fn diff(variant: &Variant, before: &str, after: &str) -> Result<(), Fault> {
    const ALL: [Panel; 4] = [Panel::Brief, Panel::Original, Panel::Rewritten, Panel::Diff];
    for (before, after) in [(before, after), (after, before)] {
        let mut report = ChangeReport::new("chapter.md", before, after, &variant.dialect);
        report.brief = Some("Make it *short*.".to_owned());
        let diff = &report.diff;
        if diff.apply(before).as_deref() != Some(after) {
            return Err(Fault::new("diff does not apply", format!("{:?}", diff.apply(before))));
        }
        let steps = diff.steps(before).ok_or_else(|| Fault::new("diff has no steps", ""))?;
        let side = |gone: Mark| {
            steps.iter().filter(|(mark, _)| *mark != gone).map(|(_, text)| text.as_str()).collect::<String>()
        };
        if side(Mark::Inserted) != before || side(Mark::Deleted) != after {
            return Err(Fault::new("steps of a diff", format!("{steps:?}")));
        }
        check_balance(&report.html(&ALL))?;
        if report.html(&ALL).trim_end().contains('\n') {
            return Err(Fault::new("HTML in lines", "the report is more than one line"));
        }
        report.markdown(&ALL);
        critic_markup(&report);
        report.summary();
        serde_json::to_string(diff).map_err(|error| Fault::new("JSON of a diff", error.to_string()))?;
        if report.is_empty() && before == after && !diff.is_identity() {
            return Err(Fault::new("identity", "equal texts have a diff"));
        }
    }
    Ok(())
}

/// Runs the preprocessor over a book of such chapters that lies in `folder`: once as it is, once without changing texts.
pub(crate) fn preprocess_all(variant: &Variant, folder: &Path, texts: &[&str]) -> Result<(), Fault> {
    let path = &variant.book.chapters[0].path;
    let src = folder.join("src");
    let names: Vec<String> = (0..texts.len()).map(|index| path.replace("chapter", &format!("c{index:03}"))).collect();
    std::fs::create_dir_all(src.join(path).parent().unwrap_or(&src)).expect("the folder can be made");
    std::fs::write(src.join(path.replace("chapter", "part")), PART).expect("the part can be written");
    let bodies: Vec<&str> = texts.iter().map(|text| text.strip_prefix('\u{feff}').unwrap_or(text)).collect();
    let items = names.iter().zip(texts).zip(&bodies).enumerate().map(|(index, ((name, text), body))| {
        // Every third text is of another preprocessor.
        let is_on_disk = index % 3 != 2;
        if is_on_disk {
            std::fs::write(src.join(name), text).expect("the chapter can be written");
        }
        let source = if is_on_disk { json!(name) } else { Value::Null };
        json!({ "Chapter": {
            "name": format!("C{index}"), "content": body, "number": [index + 1], "sub_items": [],
            "path": name, "source_path": source, "parent_names": [],
        }})
    });
    let book = json!({ "items": items.collect::<Vec<_>>() });
    for normalize in [true, false] {
        let mut config = variant.config.clone();
        config["preprocessor"]["redline"]["normalize"] = json!(normalize);
        if !normalize && let Some(table) = config["preprocessor"]["redline"].as_object_mut() {
            table.remove("change-report");
            table.remove("style-report");
        }
        let context = json!({ "root": folder, "config": config, "renderer": "html", "mdbook_version": "0.5.4" });
        let input = json!([context, book]).to_string();
        let outcome = match preprocess::run(&input) {
            Ok(outcome) => outcome,
            // A chapter may name a file that is not there.
            Err(PreprocessError::Earlier(_)) if texts.len() == 1 => return Ok(()),
            Err(PreprocessError::Earlier(_)) => {
                return texts.iter().try_for_each(|text| preprocess_all(variant, folder, &[text]));
            }
            Err(error) => return Err(Fault::new("run fails", error.to_string())),
        };
        let output: Value =
            serde_json::from_str(&outcome.book).map_err(|error| Fault::new("JSON out", error.to_string()))?;
        let report = outcome.report.ok_or_else(|| Fault::new("no report", ""))?;
        no_faults(&report.problems)?;
        report.findings.iter().try_for_each(check_place)?;
        if !normalize && output != book {
            return Err(Fault::new("a chapter changed", format!("{output}")));
        }
        check_chapters(&book, &output, variant)?;
    }
    Ok(())
}

/// All chapters come back in order, with what fixes never touch.
fn check_chapters(book: &Value, output: &Value, variant: &Variant) -> Result<(), Fault> {
    let items = |book: &Value| book["items"].as_array().cloned().unwrap_or_default();
    let (old, new) = (items(book), items(output));
    if new.len() < old.len() {
        return Err(Fault::new("chapters lost", format!("{} of {}", new.len(), old.len())));
    }
    let has_reports = variant.settings.table.change_report.on().is_some();
    for (old, new) in old.iter().zip(&new) {
        let (old, new) = (&old["Chapter"], &new["Chapter"]);
        if old["path"] != new["path"] {
            return Err(Fault::new("chapters mixed up", format!("{}", new["path"])));
        }
        let (Some(old), Some(new)) = (old["content"].as_str(), new["content"].as_str()) else {
            return Err(Fault::new("no content", ""));
        };
        if old != new && !has_reports && !variant.is_rewriting {
            check_kept(old, new, true)?;
        }
    }
    Ok(())
}
