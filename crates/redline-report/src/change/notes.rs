//! Notes of a few words beside what they describe: at words, above blocks, at both places of a move.

use std::collections::BTreeMap;

use prose_diff::{BlockKind, Body, ChangeKind, Mark, Row, SectionSide};
use redline_text::escape::html as escaped;

use super::labels::{counted, is_punctuation, label, parts};
use super::row_writer::{Anchored, RowWriter};
use super::segments::{Move, changes_of};
use crate::html::{Writer, is_safe};

/// Number of characters that the old place of a move quotes.
const QUOTED: usize = 80;

/// Note at a change that redline made.
pub(super) const BY_REDLINE: &str = "by redline";

/// Number of characters past which a note would push the text away.
const LONG: usize = 120;

fn is_long(note: &str) -> bool {
    note.chars().nth(LONG).is_some()
}

impl RowWriter<'_> {
    /// Notes after words, by the change of the words. Changes of a row that are alike have one note.
    pub(super) fn word_notes(&self, row: &Row) -> BTreeMap<usize, String> {
        let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for change in changes_of(self.diff, row) {
            let is_marked = self.authorship.is_marked(change.id);
            let note = match change.kind {
                ChangeKind::Formatting { .. } | ChangeKind::LinkTarget { .. } if is_marked => {
                    format!("{}, {BY_REDLINE}", label(&change.kind))
                }
                // The list of changes has both targets in full.
                ChangeKind::LinkTarget { before: Some(_), after: Some(_) } if is_long(&label(&change.kind)) => {
                    "other link target".to_owned()
                }
                ChangeKind::Formatting { .. } | ChangeKind::LinkTarget { .. } => label(&change.kind),
                ChangeKind::Words | ChangeKind::Math if is_marked => BY_REDLINE.to_owned(),
                _ => continue,
            };
            alike.entry(note).or_default().push(change.id);
        }
        let noted = |(note, changes): (String, Vec<usize>)| {
            let note = match changes.len() {
                1 => note,
                count => format!("{note}, {}", counted(count, "place", "places")),
            };
            Some((*changes.first()?, note))
        };
        alike.into_iter().filter_map(noted).collect()
    }

    /// Writes the notes above a block that changed as a whole, and both versions of an image.
    pub(super) fn block_notes(&self, writer: &mut Writer, index: usize, row: &Row) {
        let mut notes: Vec<String> = Vec::new();
        for change in changes_of(self.diff, row).filter(|change| change.row == index) {
            let Some(note) = self.block_note(row, &change.kind) else { continue };
            let by_redline = if self.authorship.is_marked(change.id) { ", by redline" } else { "" };
            notes.push(format!("{note}{by_redline}"));
        }
        let changes = || changes_of(self.diff, row);
        if changes().next().is_some() && changes().all(is_punctuation) {
            notes.push("punctuation".to_owned());
        }
        if !notes.is_empty() {
            writer.element("p", " class=\"redline-label\"", &notes.join("; "));
        }
        for change in changes() {
            let ChangeKind::Image { before, after, alt } = &change.kind else { continue };
            images(writer, &before.source, &after.source);
            if before.alt != after.alt {
                writer.open("p", " class=\"redline-p\"").text("described as: ");
                self.runs(writer, alt, &BTreeMap::new(), &mut Anchored::new());
                writer.close();
            }
        }
    }

    /// The note above a block; `None` if marks show the change.
    fn block_note(&self, row: &Row, kind: &ChangeKind) -> Option<String> {
        let section = |is_before: bool| {
            let (blocks, at) =
                if is_before { (&self.diff.before, row.before.start) } else { (&self.diff.after, row.after.start) };
            self.diff.sections.get(blocks.get(at)?.section)
        };
        let title = |section: usize| {
            let section = self.diff.sections.get(section)?;
            section.before.as_ref().or(section.after.as_ref())?.path.last().cloned()
        };
        match kind {
            ChangeKind::BlockSplit | ChangeKind::BlockMerged => Some(parts(kind, row)),
            ChangeKind::SectionAdded => Some(format!("split off from “{}”", title(section(false)?.split_from?)?)),
            ChangeKind::SectionRemoved => Some(format!("merged into “{}”", title(section(true)?.merged_into?)?)),
            ChangeKind::BlockKind { .. }
            | ChangeKind::Depth { .. }
            | ChangeKind::ListStart { .. }
            | ChangeKind::Task { .. }
            | ChangeKind::Info { .. }
            | ChangeKind::SectionLevel { .. }
            | ChangeKind::Image { .. } => Some(label(kind)),
            _ => None,
        }
    }

    /// Writes where moved blocks came from, with a link to that place.
    pub(super) fn origin(&self, writer: &mut Writer, index: usize, found: &Move) {
        let [old, new] = self.places(found);
        let words = if old == new {
            format!("moved {} from its old place", direction(found))
        } else {
            format!("moved from {}", named(&old))
        };
        let target = format!(" href=\"#{}-m{index}\"", self.id);
        writer.open("p", " class=\"redline-label\"").element("a", &target, &words);
        if self.diff.rows[found.rows.start].changes.iter().any(|id| self.authorship.is_marked(*id)) {
            writer.text(&format!(", {BY_REDLINE}"));
        }
        writer.close();
    }

    /// Writes the old place of moved blocks: where they went, with a link, and their first words.
    pub(super) fn stub(&self, writer: &mut Writer, index: usize, found: &Move) {
        let [old, new] = self.places(found);
        let words = if old == new {
            format!("moved {} to its new place", direction(found))
        } else {
            format!("moved to {}", named(&new))
        };
        let target = match self.diff.rows[found.rows.start].changes.first() {
            Some(id) => format!(" href=\"#{}-c{id}\"", self.id),
            None => String::new(),
        };
        writer.open("div", " class=\"redline-row redline-left\"");
        writer.open("p", &format!(" class=\"redline-cell redline-label\" id=\"{}-m{index}\"", self.id));
        writer.element("a", &target, &words).text(&format!(": {}", self.first_words(found)));
        writer.close().close();
    }

    /// The first words of moved blocks in the old version.
    fn first_words(&self, found: &Move) -> String {
        let row = &self.diff.rows[found.rows.start];
        let text: String = if let Body::Text { runs } = &row.body {
            let old = runs.iter().filter(|run| run.mark != Mark::Inserted);
            old.map(|run| if run.is_spaced() { format!(" {}", run.text) } else { run.text.clone() }).collect()
        } else if let Body::Lines { lines } = &row.body {
            let old = lines.iter().filter_map(|line| self.before.get(line.before.clone()?));
            old.flat_map(|line| [line, "\n"]).collect()
        } else {
            let blocks = self.diff.before.get(self.diff.rows[found.left].before.clone()).unwrap_or_default();
            blocks.iter().filter_map(|block| self.before.get(block.span.clone())).collect()
        };
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(QUOTED) {
            Some((at, _)) => format!("{}…", line[..at].trim_end()),
            None => line,
        }
    }

    /// The titles of the sections around moved blocks in both versions.
    fn places(&self, found: &Move) -> [Vec<String>; 2] {
        let (left, now) = (&self.diff.rows[found.left], &self.diff.rows[found.rows.start]);
        let place = |is_before: bool| {
            let (blocks, at) =
                if is_before { (&self.diff.before, left.before.start) } else { (&self.diff.after, now.after.start) };
            let block = blocks.get(at)?;
            let section = self.diff.sections.get(block.section)?;
            let side: &SectionSide = if is_before { section.before.as_ref()? } else { section.after.as_ref()? };
            let mut path = side.path.clone();
            // A heading is in the section around its own.
            if matches!(block.kind, BlockKind::Heading { .. }) {
                path.pop();
            }
            Some(path)
        };
        [place(true).unwrap_or_default(), place(false).unwrap_or_default()]
    }
}

/// Which way blocks moved within their section.
fn direction(found: &Move) -> &'static str {
    if found.rows.start < found.left { "up" } else { "down" }
}

/// A section by its title.
fn named(path: &[String]) -> String {
    path.last().map_or_else(|| "the beginning".to_owned(), |title| format!("“{title}”"))
}

/// Writes both versions of an image, side by side where there is room.
fn images(writer: &mut Writer, before: &str, after: &str) {
    if before == after || !is_safe(before) || !is_safe(after) {
        return;
    }
    writer.open("div", " class=\"redline-images\"");
    for (source, caption) in [(before, "before"), (after, "after")] {
        writer.open("figure", "").void("img", &format!(" src=\"{}\" alt=\"\"", escaped(source)));
        writer.element("figcaption", "", caption).close();
    }
    writer.close();
}
