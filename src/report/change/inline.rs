//! Words of a row as HTML: marks, looks, links, references to notes.

use super::super::html::{Writer, is_safe};
use super::rows::{Progress, Rows};
use super::tags::{InlineTag, Shapes, parts};
use crate::diff::{BlockKind, Mark, Run, RunSide, Styles};
use crate::escape::html as escaped;

impl Rows<'_> {
    /// Runs one after the other, each with its mark and as it looks.
    pub(super) fn runs(&self, writer: &mut Writer, runs: &[Run], progress: &mut Progress) {
        let mut shapes = Shapes::default();
        for (at, run) in runs.iter().filter(|run| self.view.shows(run)).enumerate() {
            let place = self.view.place(run);
            if at > 0 && self.view.is_spaced(run) {
                writer.text(" ");
            }
            let is_tag = run.mark == Mark::Equal && place.is_some_and(|place| place.styles.contains(Styles::HTML));
            if is_tag && run.change.is_none() {
                for part in parts(&run.text) {
                    if part.trim().is_empty() {
                        writer.text(" ");
                    } else if !shapes.pass(InlineTag::of(part), writer) {
                        let depth = writer.depth();
                        shapes.open(writer);
                        open_styles(writer, place, run.mark);
                        self.words(writer, part, place);
                        writer.close_to(depth);
                    }
                }
                continue;
            }
            let depth = writer.depth();
            if let Some(id) = run.change.filter(|id| progress.anchored.insert(*id)) {
                self.anchor(writer, id);
            }
            match run.mark {
                Mark::Deleted => drop(writer.open("del", "")),
                Mark::Inserted => drop(writer.open("ins", "")),
                Mark::Equal if run.change.is_some() => drop(writer.open("span", " class=\"redline-format\"")),
                Mark::Equal => {}
            }
            shapes.open(writer);
            open_styles(writer, place, run.mark);
            self.words(writer, &run.text, place);
            writer.close_to(depth);
        }
    }

    /// Words, references to notes among them.
    fn words(&self, writer: &mut Writer, text: &str, place: Option<&RunSide>) {
        let is_plain = place.is_none_or(|place| {
            [Styles::CODE, Styles::HTML, Styles::MATH].iter().all(|source| !place.styles.contains(*source))
        });
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

fn open_styles(writer: &mut Writer, place: Option<&RunSide>, mark: Mark) {
    let Some(place) = place else { return };
    if let Some(link) = place.link.as_deref().filter(|link| mark != Mark::Deleted && is_safe(link)) {
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
        if place.styles.contains(style) {
            writer.open(tag, "");
        }
    }
    if place.styles.contains(Styles::IMAGE) {
        writer.text("image: ");
    }
}
