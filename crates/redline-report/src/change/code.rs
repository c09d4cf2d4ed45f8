//! Lines of code as HTML.

use prose_diff::{BlockKind, Line, Mark, Row};

use super::row_writer::{Anchored, RowWriter};
use crate::html::Writer;

impl RowWriter<'_> {
    /// Writes lines of code, each with its sign.
    pub(super) fn lines(&self, writer: &mut Writer, row: &Row, lines: &[Line], anchored: &mut Anchored) {
        let language =
            self.diff.after.get(row.after.start).or(self.diff.before.get(row.before.start)).map(|block| &block.kind);
        if let Some(BlockKind::Code { info }) = language.filter(|_| !row.changes.is_empty()) {
            writer.element("span", " class=\"redline-chip\"", if info.is_empty() { "code" } else { info });
        }
        writer.open("pre", " class=\"redline-code\" tabindex=\"0\"").open("code", " class=\"nohighlight\"");
        // Without changes no line needs a sign.
        let is_signed = lines.iter().any(|line| line.change.is_some());
        for line in lines {
            let depth = writer.depth();
            self.anchor_once(writer, line.change, anchored);
            let (tag, sign) = match line.mark {
                Mark::Deleted => ("del", "- "),
                Mark::Inserted => ("ins", "+ "),
                Mark::Equal if line.runs.is_empty() => ("span", "  "),
                Mark::Equal => ("span", "~ "),
            };
            writer.open(tag, "").text(if is_signed { sign } else { "" });
            if line.runs.is_empty() {
                let source = match (&line.after, &line.before) {
                    (Some(span), _) => self.after.get(span.clone()),
                    (None, Some(span)) => self.before.get(span.clone()),
                    (None, None) => None,
                };
                writer.text(source.unwrap_or_default().trim_end_matches(['\n', '\r']));
            }
            for run in &line.runs {
                match run.mark {
                    Mark::Deleted => drop(writer.element("del", "", &run.text)),
                    Mark::Inserted => drop(writer.element("ins", "", &run.text)),
                    Mark::Equal => drop(writer.text(&run.text)),
                }
            }
            writer.close_to(depth);
            writer.text("\n");
        }
        writer.close().close();
    }
}
