//! Fixes: one, all of a rule, all of a file, and those of the layout.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use redline_document::diagnostic::Finding;
use redline_document::edit::{Applicability, Change, Fix};
use redline_document::source::Span;
use redline_lint::catalogue;
use redline_lint::config::Level;
use redline_lint::fix::FixedText;
use redline_lint::workspace::{FixRequest, OpenBook};

use super::text_edits::edits_between;
use crate::changes::FileChanges;
use crate::view::BookView;

/// Letters up to which a title shows a new text.
const SHOWN: usize = 60;

/// The changes of a fix alone, with the links and names that follow.
///
/// # Errors
/// Why it cannot be applied.
pub(super) fn fix_one(view: &BookView<'_>, finding: &Finding) -> Result<FileChanges, String> {
    let texts = view.live.open_book().fix_one(view.files, view.live.chapters(), finding)?;
    let is_safe = is_safe(finding);
    let confirmation =
        (!is_safe).then(|| format!("The fix of {} may change the meaning: read the result", finding.rule));
    Ok(FileChanges { confirmation, ..changes_of(&texts) })
}

/// The book with the rules of layout alone, besides those that it turns off; `None` if it turns all of them off.
fn layout_only(view: &BookView<'_>) -> Option<OpenBook> {
    let mut open = view.live.open_book().clone();
    let set = &open.settings.table.rules;
    let is_off = |rule: &str| set.get(rule).is_some_and(|setting| setting.level == Some(Level::Off));
    let names = catalogue::LAYOUT.iter().map(|rule| rule.name.to_owned());
    let names: Vec<String> = names.filter(|name| !is_off(name)).collect();
    open.settings.select(&names).ok()?;
    (!names.is_empty()).then_some(open)
}

/// The changes of all safe fixes in a file, as `fix` applies them to this file; `None` if there is nothing to fix.
pub fn fix_all(view: &BookView<'_>, path: &Path) -> Option<FileChanges> {
    fix_some(view.live.open_book(), view, path, &|_| true)
}

/// The changes of all safe fixes of one rule in a file; `None` if there is nothing to fix.
pub(super) fn fix_rule(view: &BookView<'_>, path: &Path, rule: &str) -> Option<FileChanges> {
    fix_some(view.live.open_book(), view, path, &|finding| finding.rule == rule)
}

/// The changes of the safe fixes in a file that are about its layout, or about that of some of its bytes; `None` if there
/// is nothing to change. No other file changes.
pub fn format(view: &BookView<'_>, path: &Path, span: Option<Span>) -> Option<FileChanges> {
    let len = view.file(path)?.text().len();
    let span = span.unwrap_or(0..len);
    let behind = len.checked_sub(span.end)?;
    let is_inside = |finding: &Finding| {
        // While fixes are applied, the bytes in front of the span and behind it stay as they are.
        let end = finding.file.text().len().saturating_sub(behind);
        finding.fix.as_ref().map(Fix::span).is_some_and(|edited| span.start <= edited.start && edited.end <= end)
    };
    let mut changes = fix_some(&layout_only(view)?, view, path, &is_inside)?;
    changes.edits.retain(|edited, _| edited == path);
    (!changes.is_empty()).then_some(changes)
}

/// Whether the safe fix of some finding in the file is proved.
pub(super) fn is_fixable(view: &BookView<'_>, findings: &[&Finding]) -> bool {
    let mut safe = findings.iter().filter(|finding| is_safe(finding)).peekable();
    let open = view.live.open_book();
    if safe.peek().is_none_or(|finding| !open.may_write(finding.file.path())) {
        return false;
    }
    let policy = open.policy_over(Applicability::Safe, view.live.chapters());
    safe.any(|finding| redline_lint::fix::fix_one(&policy, finding).is_ok())
}

/// The changes of safe fixes in a file by the settings of `open`; `None` if there is nothing to fix.
fn fix_some(
    open: &OpenBook,
    view: &BookView<'_>,
    path: &Path,
    is_included: &dyn Fn(&Finding) -> bool,
) -> Option<FileChanges> {
    let open = OpenBook { only: Some(vec![path.to_owned()]), ..open.clone() };
    let mut held = BTreeSet::new();
    loop {
        let request = FixRequest { least: Applicability::Safe, held: &held, is_included };
        let (fixed, _) = open.fix(view.files, &request);
        let outside = |path: &&PathBuf| !open.may_write(path) && !held.contains(*path);
        let outside: Vec<PathBuf> = fixed.texts.keys().filter(outside).cloned().collect();
        if outside.is_empty() {
            let changes = changes_of(&fixed.texts);
            return (!changes.is_empty()).then_some(changes);
        }
        held.extend(outside);
    }
}

fn changes_of(texts: &BTreeMap<PathBuf, FixedText>) -> FileChanges {
    let edits = texts.iter().map(|(path, text)| (path.clone(), edits_between(&text.before, &text.after)));
    FileChanges { edits: edits.filter(|(_, edits)| !edits.is_empty()).collect(), ..FileChanges::default() }
}

/// Whether the finding has a safe fix.
pub(super) fn is_safe(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// The title of a fix, with the words that it writes: `Write "each other"`.
pub(super) fn title(finding: &Finding, fix: &Fix) -> String {
    let mut title = super::sentence(&fix.title);
    if !fix.title.contains('`')
        && let Some(words) = new_words(finding, fix)
    {
        title = format!("{title}: \"{words}\"");
    }
    if fix.applicability == Applicability::Safe { title } else { format!("{title} (unsafe fix, needs review)") }
}

/// The words of the finding after the fix, if they are few and the fix is about them.
fn new_words(finding: &Finding, fix: &Fix) -> Option<String> {
    let span = fix.span();
    let is_about_words = matches!(fix.change, Change::Text | Change::Markup);
    if !is_about_words || span.start < finding.span.start || finding.span.end < span.end {
        return None;
    }
    let mut words = String::new();
    let mut done = finding.span.start;
    for edit in fix.edits() {
        words.push_str(&finding.file.text()[done..edit.span.start]);
        words.push_str(&edit.text);
        done = edit.span.end;
    }
    words.push_str(&finding.file.text()[done..finding.span.end]);
    let words = words.trim_start_matches(['#', ' ']).split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty() && words.chars().count() <= SHOWN).then_some(words)
}
