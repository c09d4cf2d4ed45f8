//! The findings of a run as rows: where each is, its sentence, its fix.

use super::model::{FindingRow, FixRow, Quote};
use super::place::Places;
use super::survey::Survey;
use crate::diagnostic::Finding;
use crate::fingerprint::{folded, sentence};

/// How many characters of a sentence are quoted on either side of the words.
pub(super) const QUOTED: usize = 160;

pub(super) fn finding_rows(survey: &Survey<'_>, places: &Places<'_>) -> Vec<FindingRow> {
    let row = |finding: &Finding| FindingRow {
        rule: finding.rule.to_string(),
        level: finding.level,
        message: finding.message.clone(),
        help: finding.help.clone(),
        section: finding.section.clone(),
        place: places.of_finding(finding),
        quote: quote(finding),
        fix: finding.fix.as_ref().map(|fix| {
            let edits = fix.edits();
            let replacement = (edits.len() == 1 && edits[0].span == finding.span).then(|| edits[0].text.clone());
            FixRow { title: fix.title.clone(), level: fix.applicability.as_str(), replacement }
        }),
        known: finding.is_known,
    };
    let mut rows: Vec<FindingRow> = survey.report.findings.iter().map(row).collect();
    // Findings come by file and place; the sort keeps that order within a chapter.
    rows.sort_by_key(|row| row.place.chapter.unwrap_or(usize::MAX));
    rows
}

fn quote(finding: &Finding) -> Quote {
    let text = finding.file.text();
    let around = sentence(text, &finding.span);
    let before = &text[around.start.min(finding.span.start)..finding.span.start];
    let after = &text[finding.span.end..around.end.max(finding.span.end)];
    let gap = |part: &str, at_end: bool| {
        let edge = if at_end { part.chars().next_back() } else { part.chars().next() };
        if edge.is_some_and(char::is_whitespace) { " " } else { "" }
    };
    let (lead, trail) = (gap(before, true), gap(after, false));
    let (before, after) = (folded(before), folded(after));
    let first = before.chars().count().saturating_sub(QUOTED);
    let ellipsis = if first > 0 { "…" } else { "" };
    Quote {
        before: format!("{ellipsis}{}{lead}", before.chars().skip(first).collect::<String>()),
        words: cut(&folded(finding.text()), QUOTED),
        after: format!("{trail}{}", cut(&after, QUOTED)),
    }
}

/// The beginning of a text, as far as it is quoted: whole words.
pub(super) fn cut(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text[..end].rsplit_once(' ').map_or(&text[..end], |(whole, _)| whole)),
        None => text.to_owned(),
    }
}
