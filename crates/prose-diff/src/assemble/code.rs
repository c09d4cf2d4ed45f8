//! Bodies of rows with lines of code.

use super::change_log::{Details, Location};
use super::runs::RunContext;
use super::text::BodyWriter;
use crate::compare::{ChangedLine, LineOp};
use crate::flatten::{CodeLine, Content, Leaf};
use crate::model::{ChangeKind, Line, Mark, Run};
use crate::text::{Text, Token};
use redline_text::Span;

/// The lines of blocks of both versions.
pub(super) fn lines(
    writer: &mut BodyWriter<'_>,
    location: &Location,
    ops: Vec<LineOp>,
    changes: &mut Vec<usize>,
) -> Vec<Line> {
    let code_before = lines_of(&writer.before.leaves[location.before.start]);
    let code_after = lines_of(&writer.after.leaves[location.after.start]);
    let mut lines: Vec<Line> = Vec::with_capacity(ops.len());
    let mut hunk: Option<usize> = None;
    for op in ops {
        let (a, b) = (op.before.map(|line| &code_before[line]), op.after.map(|line| &code_after[line]));
        let mark = match (a, b) {
            (Some(_), None) => Mark::Deleted,
            (None, _) => Mark::Inserted,
            (Some(_), Some(_)) => Mark::Equal,
        };
        let (before, after) = (a.map(|line| line.span.clone()), b.map(|line| line.span.clone()));
        if mark == Mark::Equal && op.changed.is_none() {
            writer.log.equal.extend(before.clone().zip(after.clone()));
            hunk = None;
        } else {
            let id = *hunk.get_or_insert_with(|| writer.log.record(location, ChangeKind::Lines, Details::default()));
            writer.log.extend_hunk(id, a, b);
            changes.push(id);
        }
        let runs = match (op.changed, a, b) {
            (Some(line), Some(a), Some(b)) => changed_line(writer, location, (a, b), *line, hunk),
            _ => Vec::new(),
        };
        lines.push(Line { mark, before, after, runs, change: hunk });
    }
    lines
}

fn changed_line(
    writer: &mut BodyWriter<'_>,
    location: &Location,
    (before, after): (&CodeLine, &CodeLine),
    line: ChangedLine,
    enclosing: Option<usize>,
) -> Vec<Run> {
    let text = |code: &CodeLine, tokens: Vec<Token>| Text { text: code.text.clone(), tokens };
    let (a, b) = (text(before, line.before), text(after, line.after));
    writer.part(location, (&a, &b), Some(&line.ops), RunContext { enclosing, moved: false }).0
}

/// The lines of a block of one version, all of them part of one change.
pub(super) fn single_lines(writer: &mut BodyWriter<'_>, lines: &[CodeLine], mark: Mark, id: usize) -> Vec<Line> {
    let is_deleted = mark == Mark::Deleted;
    let counter = if is_deleted { &mut writer.log.lines.0 } else { &mut writer.log.lines.1 };
    *counter += lines.len();
    let line = |line: &CodeLine| {
        let span = Some(line.span.clone());
        let (before, after) = if is_deleted { (span, None) } else { (None, span) };
        Line { mark, before, after, runs: Vec::new(), change: Some(id) }
    };
    lines.iter().map(line).collect()
}

/// The lines of code and of a paragraph that are the same. The words of the paragraph count in both versions.
pub(super) fn same_lines(writer: &mut BodyWriter<'_>, location: &Location) -> Vec<Line> {
    let (a, b) = (&writer.before.leaves[location.before.start], &writer.after.leaves[location.after.start]);
    let (before, after) = (line_spans(a, writer.before.text()), line_spans(b, writer.after.text()));
    let words = &mut writer.log.words;
    words.before += b.words;
    words.after += a.words;
    words.common += a.words + b.words;
    let lines = before.into_iter().zip(after).map(|(before, after)| {
        let is_equal = writer.before.text()[before.clone()] == writer.after.text()[after.clone()];
        writer.log.equal.extend(is_equal.then(|| (before.clone(), after.clone())));
        Line { mark: Mark::Equal, before: Some(before), after: Some(after), runs: Vec::new(), change: None }
    });
    lines.collect()
}

/// Source bytes of the lines of a block that are not empty, without the white space around them.
fn line_spans(leaf: &Leaf, source: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut push = |start: usize, line: &str| {
        let inner = line.trim();
        if !inner.is_empty() {
            let start = start + (line.len() - line.trim_start().len());
            spans.push(start..start + inner.len());
        }
    };
    if let Content::Lines(lines) = &leaf.content {
        for line in lines {
            push(line.span.start, &source[line.span.clone()]);
        }
        return spans;
    }
    let mut at = leaf.span.start;
    for line in source[leaf.span.clone()].split_inclusive('\n') {
        push(at, line);
        at += line.len();
    }
    spans
}

fn lines_of(leaf: &Leaf) -> &[CodeLine] {
    if let Content::Lines(lines) = &leaf.content { lines } else { &[] }
}
