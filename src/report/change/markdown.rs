//! Reports in plain Markdown, for renderers that know no HTML.

use std::fmt::Write;

use super::words::{Quote, label, quoted, sentence};
use super::{ChangeReport, MAX_LISTED};
use crate::config::Panel;
use crate::diff::Fallback;
use crate::escape::markdown as escaped;

/// The report: numbers, what was asked, the changes one by one.
pub(super) fn report(report: &ChangeReport<'_>, show: &[Panel]) -> String {
    let mut out = format!("**Changes:** {}\n", escaped(&report.summary()));
    for line in report.fixes.line().into_iter().chain([report.figures_line()]).filter(|line| !line.is_empty()) {
        let _ = write!(out, "\n{}\n", escaped(&sentence(&line)));
    }
    if let Some(brief) = report.brief.as_ref().filter(|_| show.contains(&Panel::Brief)) {
        let quoted: Vec<String> = brief.trim().lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
        let _ = write!(out, "\n{}\n", quoted.join("\n"));
    }
    if !show.contains(&Panel::Diff) {
        return out;
    }
    out.push('\n');
    for change in report.diff.changes.iter().take(MAX_LISTED) {
        let _ = write!(out, "{}. {}", change.id, escaped(&label(&change.kind)));
        let parts = match quoted(change) {
            Quote::Changed(deleted, inserted) => vec![("; was: ", deleted), ("; now: ", inserted)],
            Quote::Kept(words) => vec![(": ", words)],
        };
        for (lead, words) in parts.iter().filter(|(_, words)| !words.is_empty()) {
            let _ = write!(out, "{lead}{}", escaped(words));
        }
        out.push('\n');
    }
    let more = report.diff.changes.len().saturating_sub(MAX_LISTED);
    if more > 0 {
        let _ = write!(out, "\nAnd {more} more.\n");
    }
    for fallback in &report.diff.fallbacks {
        let _ = write!(out, "\n{}\n", escaped(&self::fallback(fallback)));
    }
    out
}

/// Where less was compared than could be, in a sentence.
pub(super) fn fallback(fallback: &Fallback) -> String {
    match fallback {
        Fallback::TooLarge { bytes, words } => {
            format!("The versions are too large to compare word by word: {bytes} bytes, {words} words.")
        }
        Fallback::WordProduct { .. } => {
            "Two long blocks are shown one after the other: too much in them differs.".to_owned()
        }
        Fallback::NarrowedAlignment { before, after } => {
            format!("{before} blocks before and {after} after were compared with those near their place alone.")
        }
        Fallback::RenameCandidates { .. } => "Only the largest sections were looked for under other titles.".to_owned(),
        Fallback::MoveCandidates { .. } => "Only the largest blocks were looked for in other places.".to_owned(),
    }
}
