//! Everything run over all chapters: read, check, silence, place.
//!
//! Chapters are read and checked in parallel; results are collected in book order, so that no
//! output depends on threads.

mod chapter;
mod comment_text;
mod patterns;
mod resolve;
mod unused;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::book::Book;
use crate::chapter::ParsedChapter;
use crate::convention::{Habits, HeadingCase};
use crate::index::BookIndex;
use crate::isolation::isolate;
use crate::lint_report::LintReport;
use crate::settings::Settings;
use redline_document::diagnostic::{Finding, RunError};
use redline_document::source::{FileId, lies_below, relative_path};

use chapter::ChapterReport;
pub use comment_text::{comment_with_its_line, parts_markup};

/// Runs the rules over chapters that were read.
pub fn lint(book: &Book, parsed_chapters: &[ParsedChapter], settings: &Settings) -> LintReport {
    Linter::new(book, parsed_chapters, settings).lint(parsed_chapters)
}

/// Detects the language of the book, on which rules depend; a [`Linter`] does so by itself.
pub fn detect_language(book: &Book, parsed_chapters: &[ParsedChapter], settings: &Settings) {
    if !settings.needs_language() {
        return;
    }
    let is_checked = |parsed: &&ParsedChapter| {
        let chapter = &book.chapters[parsed.index];
        !chapter.is_summary() && !settings.is_ignored(&chapter.path)
    };
    let checked: Vec<_> = parsed_chapters.iter().filter(is_checked).collect();
    let tallies: Vec<_> = checked.par_iter().map(|parsed| parsed.document().language().tally.clone()).collect();
    let paths = checked.iter().map(|parsed| book.chapters[parsed.index].path.as_str());
    settings.set_language(paths.zip(tallies));
}

/// The rules, with what they ask of the book as a whole.
#[derive(Debug)]
pub struct Linter<'a> {
    book: &'a Book,
    settings: &'a Settings,
    index: Arc<BookIndex>,
    /// Chapters that the index had to leave out.
    faults: Vec<RunError>,
}

impl<'a> Linter<'a> {
    /// A linter that knows what is common in the whole book.
    pub fn new(book: &'a Book, parsed_chapters: &[ParsedChapter], settings: &'a Settings) -> Self {
        detect_language(book, parsed_chapters, settings);
        // Compiling the patterns inside of parallel work would block other chapters.
        let ((index, faults), _) = rayon::join(|| index_of(book, parsed_chapters, settings), || settings.patterns());
        Self { book, settings, index: Arc::new(index), faults }
    }

    /// A linter of chapters that have changed since `index` was made.
    pub(crate) fn with_index(book: &'a Book, settings: &'a Settings, index: Arc<BookIndex>) -> Self {
        Self { book, settings, index, faults: Vec::new() }
    }

    /// What is common in the whole book.
    pub(crate) fn index(&self) -> &Arc<BookIndex> {
        &self.index
    }

    /// How the book writes headings; `None` if no rule asks.
    pub fn heading_case(&self) -> Option<&HeadingCase> {
        self.index.has_heading_case.then_some(&self.index.heading_case)
    }

    /// The forms that the book has settled on although a rule would write another.
    pub fn habits(&self) -> &Habits {
        &self.index.habits
    }

    /// Runs the rules over all chapters.
    pub fn lint(&self, parsed_chapters: &[ParsedChapter]) -> LintReport {
        self.lint_until(&parsed_chapters.iter().collect::<Vec<_>>(), &|| false).unwrap_or_default()
    }

    /// Runs the rules over some chapters; `None` if `is_cancelled` returns true before the last one.
    pub(crate) fn lint_until(
        &self,
        parsed_chapters: &[&ParsedChapter],
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<LintReport> {
        // Chapters differ much in length: no thread is to hold several that another could begin.
        let one_by_one = parsed_chapters.par_iter().with_max_len(1);
        let lint = |parsed: &&ParsedChapter| (!is_cancelled()).then(|| self.lint_chapter(parsed));
        let chapters: Vec<ChapterReport> = one_by_one.map(lint).collect::<Option<_>>()?;
        let mut report = LintReport { problems: self.faults.clone(), ..LintReport::default() };
        report.findings.reserve(chapters.iter().map(|chapter| chapter.findings.len()).sum());
        report.habits = self.index.habits.iter().cloned().collect();
        let (mut comments, mut missing) = (Vec::new(), Vec::new());
        for (parsed, chapter) in parsed_chapters.iter().zip(chapters) {
            report.findings.extend(chapter.findings);
            report.problems.extend(chapter.problems);
            comments.extend(chapter.comments);
            missing.extend(chapter.missing);
            report.words += chapter.figures.as_ref().map_or(0, |figures| figures.words);
            report.chapters.extend(chapter.figures);
            report.suppressed += chapter.silenced.len();
            for rule in chapter.silenced {
                *report.silenced.entry(rule).or_default() += 1;
            }
            let files = parsed.expansion().fragment.files();
            report.files.extend(files.iter().map(|file| file.path().to_owned()));
        }
        report.findings.extend(unused::findings(comments, missing));
        sort_and_deduplicate(&mut report.findings);
        self.leave_out_ignored_files(&mut report.findings);
        let with_fixes = report.findings.iter().filter(|finding| finding.on_disk && finding.fix.is_some());
        let mut files: Vec<&Path> = with_fixes.map(|finding| finding.file.path()).collect();
        files.dedup();
        let outside = files.into_iter().filter(|file| !lies_below(file, &self.book.root)).map(Path::to_path_buf);
        report.left_alone = outside.collect();
        Some(report)
    }

    /// Drops the findings in included files that the configuration ignores. Ignored chapters are not even looked at.
    fn leave_out_ignored_files(&self, findings: &mut Vec<Finding>) {
        if self.settings.table.ignore.is_empty() {
            return;
        }
        let mut is_ignored: BTreeMap<PathBuf, bool> = BTreeMap::new();
        findings.retain(|finding| {
            let path = finding.file.path();
            if let Some(&is_ignored) = is_ignored.get(path) {
                return !is_ignored;
            }
            let found = self.settings.is_ignored(&relative_path(&self.book.src, path));
            is_ignored.insert(path.to_owned(), found);
            !found
        });
    }
}

/// The index of a book, and the chapters left out of it because indexing them panicked.
fn index_of(book: &Book, chapters: &[ParsedChapter], settings: &Settings) -> (BookIndex, Vec<RunError>) {
    const WORK: &str = "comparing this chapter with the others";
    let index = |chapters: &[&ParsedChapter]| isolate(|| BookIndex::new(book, chapters, settings));
    let all: Vec<&ParsedChapter> = chapters.iter().collect();
    let fault = match index(&all) {
        Ok(index) => return (index, Vec::new()),
        Err(fault) => fault,
    };
    let mut problems = Vec::new();
    let mut sound = Vec::new();
    for parsed in all {
        match index(&[parsed]) {
            Ok(_) => sound.push(parsed),
            Err(fault) => {
                let file = book.chapters[parsed.index].file.clone();
                problems.push(RunError { file, message: fault.describe(WORK) });
            }
        }
    }
    let index = index(&sound).unwrap_or_else(|_| {
        problems.push(RunError { file: None, message: fault.describe("comparing the chapters") });
        BookIndex::default()
    });
    (index, problems)
}

/// Reports a file shared by several chapters once.
fn sort_and_deduplicate(findings: &mut Vec<Finding>) {
    // Paths are compared part by part, which is slow, so each file is given its place among them once.
    let files: FxHashMap<FileId, &Path> =
        findings.iter().map(|finding| (finding.file.id(), finding.file.path())).collect();
    let mut paths: Vec<&Path> = files.values().copied().collect();
    paths.sort_unstable();
    let first = |path: &Path| paths.partition_point(|other| *other < path);
    let places: FxHashMap<FileId, usize> = files.iter().map(|(&file, path)| (file, first(path))).collect();
    let place = |finding: &Finding| places[&finding.file.id()];
    findings.sort_by_cached_key(place);
    findings.par_chunk_by_mut(|a, b| place(a) == place(b)).for_each(|findings| findings.sort_by(Finding::order));
    findings.dedup_by(|next, last| next.on_disk && next.order(last).is_eq());
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use redline_document::diagnostic::Severity;

    use super::*;
    use redline_document::source::SourceFile;

    #[test]
    fn findings_are_reported_in_order_and_those_of_one_file_once() {
        let file = |path: &str| Arc::new(SourceFile::new(path, "some text"));
        // The same path may come from two chapters, each with a text of its own.
        let files = [file("b.md"), file("a/c.md"), file("a.md"), file("b.md")];
        let finding = |file: usize, start: usize, on_disk: bool| Finding {
            rule: Cow::Borrowed("rule"),
            level: Severity::Warning,
            message: "said".to_owned(),
            help: None,
            link: None,
            file: Arc::clone(&files[file]),
            on_disk,
            span: start..start + 1,
            related: None,
            chapter: String::new(),
            section: Vec::new(),
            fix: None,
            is_known: false,
        };
        let found: Vec<Finding> = [(3, 4), (1, 0), (0, 4), (2, 7), (0, 1), (2, 7), (3, 2)]
            .map(|(file, at)| finding(file, at, file != 2))
            .into();
        let mut expected = found.clone();
        expected.sort_by(Finding::order);
        expected.dedup_by(|next, last| next.on_disk && next.order(last).is_eq());
        let mut sorted = found;
        sort_and_deduplicate(&mut sorted);
        let places = |findings: &[Finding]| -> Vec<(PathBuf, usize)> {
            findings.iter().map(|it| (it.file.path().to_owned(), it.span.start)).collect()
        };
        assert_eq!(places(&sorted), places(&expected));
        assert_eq!(sorted.len(), 6);
    }
}
