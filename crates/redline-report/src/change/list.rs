//! The list of changes as HTML.

use super::context::PieceMark;
use super::entries::{Entry, by_section, link_targets};
use super::labels::counted;
use super::notes::BY_REDLINE;
use super::report::ChangeReport;
use crate::html::Writer;

impl ChangeReport<'_> {
    /// Writes the list of changes in at most `room` bytes. `has_links`: whether the places of changes are shown.
    pub(super) fn list(&self, writer: &mut Writer, has_links: bool, room: usize) {
        writer.open("details", " class=\"redline-list\"").element("summary", "", "All changes, one by one");
        let start = writer.len();
        let mut left_out = 0;
        for section in by_section(&self.diff, self.before, self.after) {
            if writer.len() - start > room {
                left_out += section.entries.iter().map(|entry| entry.changes.len()).sum::<usize>();
                continue;
            }
            writer.element("p", " class=\"redline-list-section\"", section.title.unwrap_or("Before the first heading"));
            let first = section.entries.first().and_then(|entry| entry.changes.first()).map_or(1, |change| change.id);
            writer.open("ol", &format!(" start=\"{first}\""));
            let mut expected = first;
            for entry in &section.entries {
                if writer.len() - start > room {
                    left_out += entry.changes.len();
                    continue;
                }
                let id = entry.changes.first().map_or(expected, |change| change.id);
                let value = if id == expected { String::new() } else { format!(" value=\"{id}\"") };
                expected = id + 1;
                writer.open("li", &value);
                self.entry(writer, entry, has_links);
                writer.close();
            }
            writer.close();
        }
        if left_out > 0 {
            writer.element("p", "", &format!("and {}", counted(left_out, "more change", "more changes")));
        }
        writer.close();
    }

    fn entry(&self, writer: &mut Writer, entry: &Entry<'_>, has_links: bool) {
        for (at, (change, words)) in entry.phrases(&self.diff).into_iter().enumerate() {
            if at > 0 {
                writer.text(", ");
            }
            if has_links {
                writer.element("a", &format!(" href=\"#{}-c{}\"", self.id, change.id), &words);
            } else {
                writer.text(&words);
            }
            if self.authorship.is_marked(change.id) {
                writer.text(" ").element("small", " class=\"redline-label\"", BY_REDLINE);
            }
            if let Some((before, after)) = link_targets(change) {
                writer.open("span", " class=\"redline-targets\"");
                if !before.is_empty() {
                    writer.text(" ").element("del", "", before);
                }
                if !after.is_empty() {
                    writer.text(" ").element("ins", "", after);
                }
                writer.close();
            }
        }
        if entry.context.is_empty() {
            return;
        }
        writer.open("div", " class=\"redline-context\"");
        for piece in &entry.context {
            match piece.mark {
                PieceMark::Plain => drop(writer.text(&piece.text)),
                PieceMark::Deleted => drop(writer.element("del", "", &piece.text)),
                PieceMark::Inserted => drop(writer.element("ins", "", &piece.text)),
                PieceMark::Changed => drop(writer.element("span", " class=\"redline-format\"", &piece.text)),
                PieceMark::Line => line(writer, "span", "  ", &piece.text),
                PieceMark::DeletedLine => line(writer, "del", "− ", &piece.text),
                PieceMark::InsertedLine => line(writer, "ins", "+ ", &piece.text),
            }
        }
        writer.close();
    }
}

/// Writes a line of code with its sign.
fn line(writer: &mut Writer, tag: &'static str, sign: &str, text: &str) {
    writer.open(tag, " class=\"redline-line\"").text(sign).text(text).close();
}
