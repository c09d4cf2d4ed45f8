//! The list of changes: grouped by section, with the sentence around changed words.

use std::ops::Range;

use prose_diff::{Body, Change, ChangeKind, Diff, Mark, Row, Run};
use vale_style::sentence::sentences;

/// Changes of one section.
#[derive(Debug)]
pub(super) struct SectionEntries<'a> {
    /// Its title; `None` for the text before the first heading.
    pub(super) title: Option<&'a str>,
    pub(super) entries: Vec<Entry<'a>>,
}

/// Changes in one sentence, or one other change.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) changes: Vec<&'a Change>,
    /// The words around them; empty if there is nothing to show.
    pub(super) context: Vec<Piece>,
}

/// Consecutive words of a context with the same mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) mark: PieceMark,
    pub(super) text: String,
}

/// What is marked in a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceMark {
    /// Words around a change.
    Plain,
    /// Words of the old version.
    Deleted,
    /// Words of the new version.
    Inserted,
    /// Words with another format or link.
    Changed,
    /// A line of code of the old version.
    DeletedLine,
    /// A line of code of the new version.
    InsertedLine,
}

/// All changes of a diff, in order.
pub(super) fn by_section(diff: &Diff) -> Vec<SectionEntries<'_>> {
    let mut sections: Vec<SectionEntries<'_>> = Vec::new();
    // Where the context of the last entry is: the row, the cell, and the bytes of its text.
    let mut last_place: Option<(usize, usize, Range<usize>)> = None;
    for change in &diff.changes {
        let path = change.section_after.as_ref().or(change.section_before.as_ref());
        let title = path.and_then(|path| path.last()).map(String::as_str);
        if sections.last().is_none_or(|section| section.title != title) {
            sections.push(SectionEntries { title, entries: Vec::new() });
            last_place = None;
        }
        let Some(section) = sections.last_mut() else { continue };
        let found = diff.rows.get(change.row).and_then(|row| around(row, change));
        let place = found.as_ref().map(|(cell, range, _)| (change.row, *cell, range.clone()));
        if let (Some(last), true) = (section.entries.last_mut(), place.is_some() && place == last_place) {
            last.changes.push(change);
            continue;
        }
        let context = found.map_or_else(|| whole(diff, change), |(_, _, pieces)| pieces);
        section.entries.push(Entry { changes: vec![change], context });
        last_place = place;
    }
    sections
}

/// The sentence around a change of words, with the number of its cell and its place there.
fn around(row: &Row, change: &Change) -> Option<(usize, Range<usize>, Vec<Piece>)> {
    let texts: Vec<&[Run]> = match &row.body {
        Body::Text { runs } => vec![runs],
        Body::Table { rows, .. } => rows.iter().flat_map(|row| row.cells.iter().map(Vec::as_slice)).collect(),
        Body::Lines { .. } | Body::Empty => return None,
    };
    let is_within = matches!(
        change.kind,
        ChangeKind::Words | ChangeKind::Math | ChangeKind::Formatting { .. } | ChangeKind::LinkTarget { .. }
    );
    let is_own = |run: &Run| run.change == Some(change.id) && is_within;
    let (cell, runs) = texts.iter().enumerate().find(|(_, runs)| runs.iter().any(is_own))?;
    let mut flat = String::new();
    let mut spans: Vec<(PieceMark, Range<usize>)> = Vec::new();
    let mut touched: Option<Range<usize>> = None;
    for run in *runs {
        if !flat.is_empty() && run.is_spaced() {
            flat.push(' ');
        }
        let start = flat.len();
        flat.push_str(&run.text);
        let mark = match run.mark {
            Mark::Deleted => PieceMark::Deleted,
            Mark::Inserted => PieceMark::Inserted,
            Mark::Equal if run.change.is_some() => PieceMark::Changed,
            Mark::Equal => PieceMark::Plain,
        };
        if is_own(run) {
            touched = Some(touched.map_or(start, |range| range.start)..flat.len());
        }
        spans.push((mark, start..flat.len()));
    }
    let touched = touched?;
    let range = sentence_around(&flat, &touched);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut done = range.start;
    for (mark, span) in spans {
        let (start, end) = (span.start.max(range.start), span.end.min(range.end));
        if start >= end {
            continue;
        }
        // White space within a mark belongs to it.
        let is_within = pieces.last().is_some_and(|last| last.mark == mark);
        push(&mut pieces, if is_within { mark } else { PieceMark::Plain }, &flat[done..start]);
        push(&mut pieces, mark, &flat[start..end]);
        done = end;
    }
    Some((cell, range, pieces))
}

/// The sentences that a range of a text touches.
fn sentence_around(text: &str, touched: &Range<usize>) -> Range<usize> {
    let found = sentences(text);
    let start = found.iter().rev().find(|span| span.start <= touched.start).map_or(0, |span| span.start);
    let end = found.iter().find(|span| span.end >= touched.end).map_or(text.len(), |span| span.end);
    start..end.max(touched.end)
}

fn push(pieces: &mut Vec<Piece>, mark: PieceMark, text: &str) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.mark == mark => last.text.push_str(text),
        _ => pieces.push(Piece { mark, text: text.to_owned() }),
    }
}

/// What a change of a whole block is about.
fn whole(diff: &Diff, change: &Change) -> Vec<Piece> {
    let piece = |mark: PieceMark, text: &str| Piece { mark, text: text.to_owned() };
    let lines = |mark: PieceMark, text: &str| text.lines().map(|line| piece(mark, line)).collect::<Vec<_>>();
    let (deleted, inserted) = (change.deleted.trim(), change.inserted.trim());
    let shown = if inserted.is_empty() { deleted } else { inserted };
    let mut pieces = match &change.kind {
        ChangeKind::Lines => {
            let mut pieces = lines(PieceMark::DeletedLine, &change.deleted);
            pieces.extend(lines(PieceMark::InsertedLine, &change.inserted));
            pieces
        }
        _ if is_named(change) => Vec::new(),
        ChangeKind::SectionAdded | ChangeKind::SectionRemoved => {
            vec![piece(PieceMark::Plain, &section_text(diff, change))]
        }
        ChangeKind::Image { before, after, .. } if before.alt != after.alt => {
            vec![
                piece(PieceMark::Deleted, &before.alt),
                piece(PieceMark::Plain, " "),
                piece(PieceMark::Inserted, &after.alt),
            ]
        }
        ChangeKind::Words | ChangeKind::Math => {
            vec![piece(PieceMark::Deleted, deleted), piece(PieceMark::Plain, " "), piece(PieceMark::Inserted, inserted)]
        }
        _ => vec![piece(PieceMark::Plain, shown)],
    };
    pieces.retain(|piece| !piece.text.is_empty());
    if pieces.iter().all(|piece| piece.text.trim().is_empty() && piece.mark == PieceMark::Plain) {
        pieces.clear();
    }
    pieces
}

/// The words of a section below its heading, which is in the link to the change.
fn section_text(diff: &Diff, change: &Change) -> String {
    let rows = diff.rows.iter().skip(change.row + 1).take_while(|row| row.changes.contains(&change.id));
    let text = |row: &Row| {
        let mut text = String::new();
        for run in row.body.runs() {
            if !text.is_empty() && run.is_spaced() {
                text.push(' ');
            }
            text.push_str(&run.text);
        }
        text
    };
    rows.map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether the link to a change has all of its words.
fn is_named(change: &Change) -> bool {
    matches!(change.kind, ChangeKind::SectionRenamed | ChangeKind::SectionLevel { .. } | ChangeKind::Info { .. })
}

/// Both targets of a link in full, if a change is about them.
pub(super) fn link_targets(change: &Change) -> Option<(&str, &str)> {
    let ChangeKind::LinkTarget { before, after } = &change.kind else { return None };
    Some((before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use prose_diff::Options;
    use redline_document::document::Dialect;

    fn diff(before: &str, after: &str) -> Diff {
        Diff::new(before, after, &Options::new(Dialect::default()))
    }

    #[test]
    fn changed_words_have_their_sentence_around_them() {
        let diff = diff(
            "# T\n\nOne stays as it was. You need to call it twice now. Last stays too.\n",
            "# T\n\nOne stays as it was. You must call it once now. Last stays too.\n",
        );
        let found = by_section(&diff);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].title, Some("T"));
        let entry = &found[0].entries[0];
        assert_eq!((found[0].entries.len(), entry.changes.len()), (1, 2), "{found:?}");
        let text: String = entry.context.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(text, "You need to must call it twice once now.");
        assert_eq!(entry.context[1], Piece { mark: PieceMark::Deleted, text: "need to".to_owned() });
    }

    #[test]
    fn changes_are_grouped_by_section_and_nothing_is_left_out() {
        let long = "word ".repeat(60);
        let diff = diff(
            "# T\n\n## A\n\nStay.\n\n## B\n\nStay.\n",
            &format!("# T\n\n## A\n\nStay.\n\n{long}end.\n\n## B\n\nStay!\n"),
        );
        let found = by_section(&diff);
        let titles: Vec<Option<&str>> = found.iter().map(|section| section.title).collect();
        assert_eq!(titles, [Some("A"), Some("B")]);
        assert_eq!(found[0].entries[0].context[0].text.trim(), format!("{long}end."));
        let listed: usize = found.iter().flat_map(|section| &section.entries).map(|entry| entry.changes.len()).sum();
        assert_eq!(listed, diff.changes.len());
    }
}
