//! Words as HTML: marks, formatting, links, references to footnotes.

use prose_diff::{BlockKind, Mark, Run, RunSide, Styles};
use redline_text::escape::html as escaped;

use super::row_writer::{Anchored, RowWriter};
use super::tags::{InlineTag, OpenTags, parts};
use crate::html::{Writer, is_safe};

impl RowWriter<'_> {
    /// Writes consecutive runs, each with its mark and formatting.
    pub(super) fn runs(&self, writer: &mut Writer, runs: &[Run], anchored: &mut Anchored) {
        let mut tags = OpenTags::default();
        for (at, run) in runs.iter().filter(|run| self.view.shows(run)).enumerate() {
            let side = self.view.side(run);
            if at > 0 && self.view.is_spaced(run) {
                writer.text(" ");
            }
            let is_tag = run.mark == Mark::Equal && side.is_some_and(|side| side.styles.contains(Styles::HTML));
            if is_tag && run.change.is_none() {
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
                continue;
            }
            let depth = writer.depth();
            self.anchor_once(writer, run.change, anchored);
            match run.mark {
                Mark::Deleted => drop(writer.open("del", "")),
                Mark::Inserted => drop(writer.open("ins", "")),
                Mark::Equal if run.change.is_some() => drop(writer.open("span", " class=\"redline-format\"")),
                Mark::Equal => {}
            }
            tags.open(writer);
            open_styles(writer, side, run.mark);
            self.words(writer, &run.text, side);
            writer.close_to(depth);
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
