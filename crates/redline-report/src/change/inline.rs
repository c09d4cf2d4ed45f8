//! Words as HTML: marks, formatting, links, references to footnotes.

use std::collections::BTreeMap;

use prose_diff::{BlockKind, Mark, Run, RunSide, Styles};
use redline_text::escape::html as escaped;

use super::row_writer::{Anchored, RowWriter};
use super::tags::{InlineTag, OpenTags, parts};
use super::view::View;
use crate::html::{Writer, is_safe};

impl RowWriter<'_> {
    /// Writes consecutive runs, each with its mark and formatting; `notes` follow the words of their changes.
    pub(super) fn runs(
        &self,
        writer: &mut Writer,
        runs: &[Run],
        notes: &BTreeMap<usize, String>,
        anchored: &mut Anchored,
    ) {
        let mut tags = OpenTags::default();
        let shown: Vec<&Run> = runs.iter().filter(|run| self.view.shows(run)).collect();
        for (at, run) in shown.iter().enumerate() {
            let side = self.view.side(run);
            if at > 0 && self.view.is_spaced(run) {
                self.space(writer, run, &shown[at..]);
            }
            let is_plain = run.mark == Mark::Equal || self.view == View::Whole;
            let is_tag = is_plain && side.is_some_and(|side| side.styles.contains(Styles::HTML));
            if is_tag && (run.change.is_none() || self.view == View::Whole) {
                self.tags(writer, run, &mut tags);
                continue;
            }
            let depth = writer.depth();
            self.anchor_once(writer, run.change, anchored);
            let is_code = side.is_some_and(|side| side.styles.intersects(Styles::CODE | Styles::HTML | Styles::MATH));
            let class = if is_code { " class=\"redline-verbatim\"" } else { "" };
            match run.mark {
                _ if self.view == View::Whole => {}
                Mark::Deleted => drop(writer.open("del", class)),
                Mark::Inserted => drop(writer.open("ins", class)),
                Mark::Equal if run.change.is_some() && self.view == View::Both => {
                    writer.open("span", " class=\"redline-format\"");
                }
                Mark::Equal => {}
            }
            tags.open(writer);
            open_styles(writer, side, run.mark);
            self.words(writer, &run.text, side);
            writer.close_to(depth);
            if self.view == View::Both {
                note(writer, run, &shown[at + 1..], notes);
            }
        }
    }

    /// Writes the space before a run. One that the new version does not have is hidden with its deleted words.
    fn space(&self, writer: &mut Writer, run: &Run, rest: &[&Run]) {
        let is_kept = match &run.after {
            Some(after) => after.spaced,
            // It is one with the space before the next word of the new version.
            None => rest.iter().find_map(|run| run.after.as_ref()).is_none_or(|after| after.spaced),
        };
        if is_kept || self.view != View::Both || (run.before.is_none() && run.after.is_none()) {
            writer.text(" ");
        } else {
            writer.element("span", " class=\"redline-gap\"", " ");
        }
    }

    /// Writes unchanged inline HTML: tags that format words take effect, the source of others is shown.
    fn tags(&self, writer: &mut Writer, run: &Run, tags: &mut OpenTags) {
        let side = self.view.side(run);
        for part in parts(&run.text) {
            if part.trim().is_empty() {
                writer.text(" ");
            } else if !tags.apply(InlineTag::parse(part), writer) {
                let depth = writer.depth();
                tags.open(writer);
                open_styles(writer, side, run.mark);
                self.words(writer, part, side);
                writer.close_to(depth);
            }
        }
    }

    /// Writes words, with references to footnotes as superscripts.
    fn words(&self, writer: &mut Writer, text: &str, side: Option<&RunSide>) {
        let is_plain = side.is_none_or(|side| !side.styles.intersects(Styles::CODE | Styles::HTML | Styles::MATH));
        let is_note = |label: &str| {
            let blocks = self.diff.before.iter().chain(&self.diff.after);
            blocks.map(|block| &block.kind).any(|kind| matches!(kind, BlockKind::Footnote { label: it } if it == label))
        };
        let mut rest = text;
        while let Some((words, behind)) = rest.split_once("[^").filter(|_| is_plain) {
            if let Some((label, behind)) = behind.split_once(']').filter(|(label, _)| is_note(label)) {
                writer.text(words).element("sup", "", label);
                rest = behind;
            } else {
                writer.text(words).text("[^");
                rest = behind;
            }
        }
        writer.text(rest);
    }
}

/// Writes the note of a change after its last run.
fn note(writer: &mut Writer, run: &Run, rest: &[&Run], notes: &BTreeMap<usize, String>) {
    let is_last = |change: &usize| rest.iter().all(|run| run.change != Some(*change));
    let Some(note) = run.change.filter(is_last) else { return };
    if let Some(note) = notes.get(&note) {
        writer.text(" ").element("small", " class=\"redline-label\"", note);
    }
}

fn open_styles(writer: &mut Writer, side: Option<&RunSide>, mark: Mark) {
    let Some(side) = side else { return };
    if let Some(link) = side.link.as_deref().filter(|link| mark != Mark::Deleted && is_safe(link)) {
        writer.open("a", &format!(" href=\"{}\"", escaped(link)));
    }
    for (style, tag) in [
        (Styles::STRONG, "strong"),
        (Styles::EMPHASIS, "em"),
        (Styles::STRIKETHROUGH, "s"),
        (Styles::CODE, "code"),
        (Styles::HTML, "code"),
        (Styles::MATH, "code"),
    ] {
        if side.styles.contains(style) {
            writer.open(tag, "");
        }
    }
    if side.styles.contains(Styles::IMAGE) {
        writer.text("image: ");
    }
}
