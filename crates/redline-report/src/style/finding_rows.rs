//! The findings of a run as rows, with their places, sentences and fixes.

use redline_document::diagnostic::Finding;
use redline_lint::fingerprint::{folded, sentence};

use super::input::ReportInput;
use super::model::{FindingRow, FixRow, Quote};
use super::place::PlaceIndex;
use super::quoted::{QUOTE_LENGTH, truncate};

pub(super) fn finding_rows(input: &ReportInput<'_>, places: &PlaceIndex<'_>) -> Vec<FindingRow> {
    let row = |finding: &Finding| FindingRow {
        rule: finding.rule.to_string(),
        level: finding.level,
        message: finding.message.clone(),
        help: finding.help.clone(),
        section: finding.section.clone(),
        place: places.of_finding(finding),
        quote: quote(finding),
        fix: finding.fix.as_ref().filter(|_| input.report.is_fixable(finding)).map(|fix| {
            let edits = fix.edits();
            let replacement = (edits.len() == 1 && edits[0].span == finding.span).then(|| edits[0].text.clone());
            FixRow { title: fix.title.clone(), level: fix.applicability.as_str(), replacement }
        }),
        known: finding.is_known,
    };
    let mut rows: Vec<FindingRow> = input.report.findings.iter().map(row).collect();
    // Findings come sorted by file and place; the stable sort keeps that order within a chapter.
    rows.sort_by_key(|row| row.place.chapter.unwrap_or(usize::MAX));
    rows
}

fn quote(finding: &Finding) -> Quote {
    let text = finding.file.text();
    let around = sentence(text, &finding.span);
    let before = after_code(&text[around.start.min(finding.span.start)..finding.span.start]);
    let begins_line = text[..finding.span.end].ends_with('\n');
    let after = before_code(&text[finding.span.end..around.end.max(finding.span.end)], begins_line);
    let is_space = |edge: Option<char>| edge.is_some_and(char::is_whitespace);
    let has_gaps = (is_space(before.chars().next_back()), is_space(after.chars().next()));
    let (before, after) = (folded(before), folded(after));
    // The whole quote neither begins nor ends with a space.
    let lead = if has_gaps.0 && !before.is_empty() { " " } else { "" };
    let trail = if has_gaps.1 && !after.is_empty() { " " } else { "" };
    let first = before.chars().count().saturating_sub(QUOTE_LENGTH);
    let ellipsis = if first > 0 { "…" } else { "" };
    Quote {
        before: format!("{ellipsis}{}{lead}", before.chars().skip(first).collect::<String>()),
        words: truncate(&folded(finding.text()), QUOTE_LENGTH),
        after: format!("{trail}{}", truncate(&after, QUOTE_LENGTH)),
    }
}

/// The rest of a text after its last fenced code block.
fn after_code(text: &str) -> &str {
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.ends_with('\n') && is_fence(line) {
            start = at;
        }
    }
    &text[start..]
}

/// A text up to its first fenced code block. Unless it begins a line, its first line cannot be a fence.
fn before_code(text: &str, begins_line: bool) -> &str {
    let is_prose = |(index, line): &(usize, &str)| (*index == 0 && !begins_line) || !is_fence(line);
    let lines = text.split_inclusive('\n').enumerate().take_while(is_prose);
    &text[..lines.map(|(_, line)| line.len()).sum()]
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '>']);
    // With further backticks on the line it is inline code.
    line.strip_prefix("```").is_some_and(|info| !info.trim_start_matches('`').contains('`')) || line.starts_with("~~~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_part_of_a_sentence() {
        assert_eq!(before_code(" it\nand on:\n> ```rust\nlet x;", false), " it\nand on:\n");
        assert_eq!(before_code("~~~ is", false), "~~~ is");
        assert_eq!(before_code("~~~ is", true), "");
        assert_eq!(after_code("```\nlet x;\n```\nBut "), "But ");
        assert_eq!(after_code("One\ntwo "), "One\ntwo ");
        assert_eq!(after_code("Use\n```a`b``` then\nthe "), "Use\n```a`b``` then\nthe ");
        assert_eq!((before_code("", false), after_code("")), ("", ""));
    }
}
