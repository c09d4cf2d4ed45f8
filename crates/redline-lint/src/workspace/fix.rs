//! Fixes of an open book, applied to its texts in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::{Path, PathBuf};

use redline_document::diagnostic::Finding;
use redline_document::edit::Applicability;
use redline_document::source::FileStore;

use super::OpenBook;
use crate::book::{Retitled, SUMMARY, Title, follow_titles};
use crate::chapter::ParsedChapter;
use crate::fix::{Fixed, FixedText, OldIds, fix_all, fix_one};
use crate::lint_report::LintReport;

/// Which fixes to apply.
pub struct FixRequest<'a> {
    /// The least applicability of a fix.
    pub least: Applicability,
    /// Files that keep their text, besides those outside the book.
    pub held: &'a BTreeSet<PathBuf>,
    /// Whether to apply the fix of a finding.
    pub is_included: &'a dyn Fn(&Finding) -> bool,
}

impl OpenBook {
    /// Applies fixes until none is left, and returns the new texts with what remains then.
    pub fn fix(&self, files: &FileStore, request: &FixRequest<'_>) -> (Fixed, LintReport) {
        let FixRequest { least, held, is_included } = *request;
        let check = |texts: &BTreeMap<PathBuf, FixedText>| self.check(&files.with_texts(texts_after(texts)));
        let findings = |texts: &BTreeMap<PathBuf, FixedText>| -> Result<Vec<Finding>, Infallible> {
            let LintReport { mut findings, left_alone, .. } = check(texts);
            findings.retain(|finding| {
                let is_held = [&left_alone, held].iter().any(|files| files.contains(finding.file.path()));
                !is_held && finding.fix.is_some() && is_included(finding)
            });
            Ok(findings)
        };
        let policy = self.policy(least, files, held);
        let Ok(mut fixed) = fix_all(&policy, findings);
        if matches!(policy.ids, OldIds::Follow(_)) {
            let chapters = self.load(&files.with_texts(texts_after(&fixed.texts)));
            fixed.follow_ids(&self.book, &chapters, &policy.dialects);
        }
        let remaining = check(&fixed.texts);
        let summary = self.retitled_summary(files, &fixed).filter(|(path, _)| !held.contains(path));
        fixed.texts.extend(summary);
        (fixed, remaining)
    }

    /// Applies the fix of one finding, proved as [`Self::fix`] proves it, and returns the new texts: those of its file,
    /// of files whose links follow, and of the table of contents. `chapters` are the book's, loaded from `files`.
    ///
    /// # Errors
    /// Why the fix cannot be applied.
    pub fn fix_one(
        &self,
        files: &FileStore,
        chapters: &[ParsedChapter],
        finding: &Finding,
    ) -> Result<BTreeMap<PathBuf, FixedText>, String> {
        if !self.may_write(finding.file.path()) {
            return Err("the file lies outside the book".to_owned());
        }
        let policy = self.policy_over(Applicability::Unsafe, chapters);
        let mut fixed = fix_one(&policy, finding)?;
        if matches!(policy.ids, OldIds::Follow(_)) {
            let chapters = self.load(&files.with_texts(texts_after(&fixed.texts)));
            fixed.follow_ids(&self.book, &chapters, &policy.dialects);
        }
        if let Some(problem) = fixed.problems.first() {
            return Err(problem.message.clone());
        }
        let summary = self.retitled_summary(files, &fixed);
        fixed.texts.extend(summary);
        Ok(fixed.texts)
    }

    /// `SUMMARY.md` with the names of chapters whose titles changed, if it names any.
    fn retitled_summary(&self, files: &FileStore, fixed: &Fixed) -> Option<(PathBuf, FixedText)> {
        let retitled = self.book.chapters.iter().filter_map(|chapter| {
            let text = fixed.texts.get(chapter.file.as_ref()?)?;
            let (before, after) = (Title::of(&text.before, &self.dialect)?, Title::of(&text.after, &self.dialect)?);
            (before != after).then(|| Retitled { path: chapter.path.clone(), before, after })
        });
        let retitled: Vec<Retitled> = retitled.collect();
        let path = self.book.src.join(SUMMARY);
        let before = files.read_text(&path).ok().filter(|_| !retitled.is_empty())?;
        let after = follow_titles(&before, &retitled);
        (after != before).then_some((path, FixedText { before, after }))
    }
}

/// The new texts, each with its path.
pub fn texts_after(texts: &BTreeMap<PathBuf, FixedText>) -> impl Iterator<Item = (&Path, &str)> {
    texts.iter().map(|(path, text)| (path.as_path(), text.after.as_str()))
}
