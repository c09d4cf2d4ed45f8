//! `fix`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use mdbook_redline::book::{Retitled, Title, follow_titles};
use mdbook_redline::diagnostic::{Finding, Problem};
use mdbook_redline::edit::{Applicability, Fix};
use mdbook_redline::fix::{Fixed, FixedText, OldIds, fix_all, write};
use mdbook_redline::lint::Report;
use mdbook_redline::render::{Paths, summary_line};
use mdbook_redline::source::FileStore;
use similar::TextDiff;

use crate::args::FixArgs;
use crate::check::{tell_problems, tell_remarks, verdict};
use crate::target::{Target, paths_here, targets};
use crate::{Status, output};

/// Mends the sources, or shows how they would change.
pub(crate) fn run(args: &FixArgs) -> anyhow::Result<Status> {
    let _progress = output::Progress::of("fixing");
    let (targets, problems) = targets(&args.selection)?;
    let paths = paths_here()?;
    let least = if args.include_unsafe { Applicability::Unsafe } else { Applicability::Safe };
    let mut left = Report { problems, ..Report::default() };
    let mut status = Status::Clean;
    let mut changes = 0;
    for target in &targets {
        let (mut fixed, remaining) = mend(target, least, |_| true);
        left.problems.append(&mut fixed.problems);
        for refusal in &fixed.refused {
            let place = refusal.file.as_deref().map(|file| paths.show(file)).unwrap_or_default();
            output::note(&format!("redline: {place}: {}", refusal.message));
        }
        changes += fixed.texts.len();
        if args.diff {
            show(&fixed, &paths)?;
        } else {
            left.problems.extend(save(target, &fixed));
            status = status.max(verdict(target, &remaining));
            if let Some(summary) = fixed.summary("file").filter(|_| !args.selection.quiet) {
                output::note(&format!("redline: applied {summary}"));
            }
        }
        left.merge(remaining);
        tell_remarks(target, &args.selection);
    }
    if args.diff {
        status = if changes > 0 { Status::Findings } else { Status::Clean };
    } else if !args.selection.quiet {
        output::result(&format!("{}\n", summary_line(&left)))?;
    }
    tell_problems(&left.problems, &paths);
    Ok(if left.problems.is_empty() { status } else { Status::Failed })
}

/// The new texts of a target with the fixes that are wanted, and what is left to say of them.
pub(crate) fn mend(target: &Target, least: Applicability, is_wanted: impl Fn(&Fix) -> bool) -> (Fixed, Report) {
    let files = FileStore::default();
    let look = |texts: &BTreeMap<PathBuf, FixedText>| {
        target.lint(&files.with_texts(texts.iter().map(|(path, text)| (path.as_path(), text.after.as_str()))))
    };
    let findings = |texts: &BTreeMap<PathBuf, FixedText>| -> Result<Vec<Finding>, std::convert::Infallible> {
        let mut findings = look(texts).findings;
        findings.retain(|finding| finding.fix.as_ref().is_some_and(&is_wanted));
        Ok(findings)
    };
    let policy = target.policy(least, &files);
    let Ok(mut fixed) = fix_all(&policy, findings);
    if matches!(policy.ids, OldIds::Follow(_)) {
        let texts = fixed.texts.iter().map(|(path, text)| (path.as_path(), text.after.as_str()));
        let readings = target.read(&files.with_texts(texts));
        fixed.follow_ids(&target.book, &readings, &policy.dialects);
    }
    let remaining = look(&fixed.texts);
    let summary = follow(target, &fixed);
    fixed.texts.extend(summary);
    (fixed, remaining)
}

/// `SUMMARY.md` with the names of chapters whose titles changed, if it names any.
fn follow(target: &Target, fixed: &Fixed) -> Option<(PathBuf, FixedText)> {
    let retitled = target.book.chapters.iter().filter_map(|chapter| {
        let text = fixed.texts.get(chapter.file.as_ref()?)?;
        let (before, after) = (Title::of(&text.before, &target.dialect)?, Title::of(&text.after, &target.dialect)?);
        (before != after).then(|| Retitled { path: chapter.path.clone(), before, after })
    });
    let retitled: Vec<Retitled> = retitled.collect();
    let path = target.book.src.join("SUMMARY.md");
    let before = std::fs::read_to_string(&path).ok().filter(|_| !retitled.is_empty())?;
    let after = follow_titles(&before, &retitled);
    (after != before).then_some((path, FixedText { before, after }))
}

fn save(target: &Target, fixed: &Fixed) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in &fixed.texts {
        if let Err(error) = write(path, text, &target.book.root) {
            let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
            problems.push(Problem { file: None, message: format!("{error}{cause}") });
        }
    }
    problems
}

fn show(fixed: &Fixed, paths: &Paths) -> anyhow::Result<()> {
    for (path, text) in &fixed.texts {
        let name = paths.show(path);
        let diff = TextDiff::from_lines(&text.before, &text.after);
        let unified =
            diff.unified_diff().context_radius(2).header(&format!("a/{name}"), &format!("b/{name}")).to_string();
        output::result(&unified)?;
    }
    Ok(())
}
