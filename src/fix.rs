//! Fixes applied to sources, proved, to a fixed point.
//!
//! A fix declares what it changes. After each pass the text is parsed again, and everything that
//! no applied fix declared must be what it was; a fix that fails this is left out and told.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::diagnostic::{Finding, Problem};
use crate::document::Dialect;
use crate::edit::{Applicability, Change, Fix, apply};
use crate::suppress;

/// How often sources are fixed and looked at again before the fixes are said to fight.
const MAX_PASSES: usize = 10;

/// What fixing a set of files gave.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The new text of each file that changes.
    pub texts: BTreeMap<PathBuf, FixedText>,
    /// How many fixes were applied.
    pub applied: usize,
    /// Fixes that were refused, and rules that fight.
    pub problems: Vec<Problem>,
}

/// A file before and after.
#[derive(Clone, Debug)]
pub struct FixedText {
    /// What was read.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

/// Applies the fixes of findings until none is left: `look` checks the files anew, given the texts
/// that changed so far.
///
/// `least` is the least trusted kind of fix that is applied, `dialect` the Markdown of the files.
///
/// # Errors
/// Whatever `look` fails with.
pub fn fix_all<E>(
    least: Applicability,
    dialect: &Dialect,
    mut look: impl FnMut(&BTreeMap<PathBuf, FixedText>) -> Result<Vec<Finding>, E>,
) -> Result<Fixed, E> {
    let mut fixed = Fixed::default();
    let mut refused = BTreeSet::new();
    for _ in 0..MAX_PASSES {
        let findings = look(&fixed.texts)?;
        let before = fixed.applied;
        for (path, findings) in by_file(&findings) {
            let wanted = findings
                .into_iter()
                .filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.applicability >= least));
            fixed.fix_file(path, wanted.collect(), dialect, &mut refused);
        }
        if fixed.applied == before {
            return Ok(fixed);
        }
    }
    let fighting: BTreeSet<String> = look(&fixed.texts)?
        .iter()
        .filter(|finding| finding.fix.is_some())
        .map(|finding| finding.rule.to_string())
        .collect();
    if !fighting.is_empty() {
        let rules = fighting.into_iter().collect::<Vec<_>>().join("`, `");
        let message = format!("the fixes of `{rules}` undo each other: this is a fault of mdbook-redline");
        fixed.problems.push(Problem { file: None, message });
    }
    Ok(fixed)
}

fn by_file(findings: &[Finding]) -> BTreeMap<&Path, Vec<&Finding>> {
    let mut files: BTreeMap<&Path, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.on_disk) {
        files.entry(finding.file.path()).or_default().push(finding);
    }
    files
}

impl Fixed {
    /// Applies fixes to one file: together if that is proved, else one by one.
    fn fix_file(
        &mut self,
        path: &Path,
        findings: Vec<&Finding>,
        dialect: &Dialect,
        refused: &mut BTreeSet<(PathBuf, String)>,
    ) {
        let Some(text) = findings.first().map(|finding| finding.file.text()) else { return };
        let fixes: Vec<&Fix> = findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
        let (mut after, mut applied) = apply(text, fixes);
        if !is_proved(text, &after, &applied, dialect) {
            (after, applied) = (text.to_owned(), Vec::new());
            for finding in findings {
                let Some(fix) = &finding.fix else { continue };
                let (alone, _) = apply(text, [fix]);
                if is_proved(text, &alone, &[fix], dialect) {
                    (after, applied) = (alone, vec![fix]);
                    break;
                }
                self.refuse(path, finding, refused);
            }
        }
        if applied.is_empty() {
            return;
        }
        self.applied += applied.len();
        let entry = self
            .texts
            .entry(path.to_owned())
            .or_insert_with(|| FixedText { before: text.to_owned(), after: String::new() });
        entry.after = after;
    }

    fn refuse(&mut self, path: &Path, finding: &Finding, refused: &mut BTreeSet<(PathBuf, String)>) {
        let line = finding.file.position(finding.span.start).line;
        let message =
            format!("line {line}: the fix of `{}` was not applied: it would change more than it says", finding.rule);
        if refused.insert((path.to_owned(), format!("{}{}", finding.rule, finding.text()))) {
            self.problems.push(Problem { file: Some(path.to_owned()), message });
        }
    }
}

/// Whether `after` is `before` but for what the fixes declare.
fn is_proved(before: &str, after: &str, fixes: &[&Fix], dialect: &Dialect) -> bool {
    let keeps_comments = !fixes.iter().any(|fix| fix.change == Change::Comment);
    outline(before, keeps_comments, dialect) == outline(after, keeps_comments, dialect)
}

/// Whether taking our comments out of `before` to get `after` changes nothing that is rendered.
pub(crate) fn is_same_without_comments(before: &str, after: &str, dialect: &Dialect) -> bool {
    outline(before, false, dialect) == outline(after, false, dialect)
}

/// What a text says, with all that a fix could break: blocks, their order, words, code,
/// destinations and ids; adjacent words merged.
fn outline(text: &str, keeps_comments: bool, dialect: &Dialect) -> Vec<String> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut items: Vec<String> = Vec::new();
    let mut words = String::new();
    let mut html: Option<String> = None;
    for event in Parser::new_ext(body, dialect.options()) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Start(Tag::HtmlBlock) => html = Some(String::new()),
            Event::Html(text) => html.get_or_insert_default().push_str(&text),
            Event::End(TagEnd::HtmlBlock) => {
                let block = html.take().unwrap_or_default();
                let block = if keeps_comments { block } else { without_our_comments(&block) };
                if !block.trim().is_empty() {
                    push_item(&mut items, &mut words, format!("html {block}"));
                }
            }
            Event::InlineHtml(tag) if !keeps_comments && without_our_comments(&tag).trim().is_empty() => {}
            other => push_item(&mut items, &mut words, format!("{other:?}")),
        }
    }
    push_item(&mut items, &mut words, String::new());
    items
}

fn push_item(items: &mut Vec<String>, words: &mut String, item: String) {
    let text = std::mem::take(words);
    let text = text.trim();
    if !text.is_empty() {
        // A comment taken out between words leaves one space where there were two.
        items.push(format!("text {}", text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    items.push(item);
}

fn without_our_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        let Some(end) = rest[start..].find("-->").map(|at| start + at + 3) else { break };
        out.push_str(&rest[..start]);
        if !suppress::is_ours(rest[start + 4..end - 3].trim()) {
            out.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The system refused.
    #[error("{} cannot be written", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no longer what was read.
    #[error("{} has changed since it was read and was left alone", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file lies outside the book.
    #[error("{} lies outside {} and was left alone", path.display(), root.display())]
    Outside {
        /// The file, symbolic links followed.
        path: PathBuf,
        /// The book.
        root: PathBuf,
    },
}

/// Writes the new text of a file below `root`: beside it first, then in its place, so that the file
/// is old or new at every moment. Symbolic links are followed and the mode is kept.
///
/// # Errors
/// If the file lies elsewhere, has changed since, or cannot be written.
pub fn write(path: &Path, text: &FixedText, root: &Path) -> Result<(), WriteError> {
    let failed = |source| WriteError::Io { path: path.to_owned(), source };
    let real = path.canonicalize().map_err(failed)?;
    let real_root = root.canonicalize().map_err(failed)?;
    if !real.starts_with(&real_root) {
        return Err(WriteError::Outside { path: real, root: real_root });
    }
    let current = std::fs::read(&real).map_err(failed)?;
    if current != text.before.as_bytes() {
        return Err(WriteError::Changed { path: path.to_owned() });
    }
    let folder = real.parent().unwrap_or(&real_root);
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    beside.write_all(text.after.as_bytes()).map_err(failed)?;
    let mode = std::fs::metadata(&real).map_err(failed)?.permissions();
    beside.as_file().set_permissions(mode).map_err(failed)?;
    beside.persist(&real).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(before: &str, after: &str) -> bool {
        is_same_without_comments(before, after, &Dialect::default())
    }

    #[test]
    fn taking_a_comment_out_is_proved_only_if_nothing_else_changes() {
        assert!(same("a\n\n<!-- redline-disable -->\n\nb\n", "a\n\nb\n"));
        assert!(same("a <!-- redline-enable --> b", "a b"));
        assert!(!same("a\n<!-- redline-disable -->\nb\n", "a\nb\n"), "two paragraphs become one");
        assert!(!same("- a\n\n<!-- redline-disable -->\n\n- b\n", "- a\n\n- b\n"), "two lists become one");
        assert!(!same("a\n\n<!-- other -->\n\nb\n", "a\n\nb\n"));
        assert!(!same("a `b` c", "a `d` c"));
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "new").unwrap();
        let text = FixedText { before: "old".into(), after: "fixed".into() };
        assert!(matches!(write(&path, &text, folder.path()), Err(WriteError::Changed { .. })));
        let text = FixedText { before: "new".into(), after: "fixed".into() };
        write(&path, &text, folder.path()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "fixed");
        let inner = folder.path().join("book");
        std::fs::create_dir(&inner).unwrap();
        let text = FixedText { before: "fixed".into(), after: "x".into() };
        assert!(matches!(write(&path, &text, &inner), Err(WriteError::Outside { .. })));
    }
}
