//! Change reports as plain Markdown, for renderers without HTML.

use std::fmt::Write;

use redline_lint::config::Panel;
use redline_text::escape::markdown as escaped;

use super::context::{Piece, PieceMark};
use super::entries::{Entry, by_section, link_targets};
use super::labels::{counted, fallback};
use super::notes::BY_REDLINE;
use super::report::ChangeReport;

/// Upper bound on the list of changes in Markdown, in bytes.
const MAX_MARKDOWN: usize = 400 * 1024;

impl ChangeReport<'_> {
    /// The report as Markdown that any renderer understands: figures, problem statement, list of changes.
    ///
    /// Text is escaped here and not by a writer of Markdown events: mdBook reads `{{` and formulas before Markdown, so
    /// they have to be entities.
    pub fn markdown(&self, show: &[Panel]) -> String {
        let mut out = format!("**Changes:** {}\n", escaped(&self.summary()));
        for line in self.lines() {
            let _ = write!(out, "\n{}\n", escaped(&line));
        }
        if let Some(brief) = self.brief.as_ref().filter(|_| show.contains(&Panel::Brief)) {
            let quoted: Vec<String> =
                brief.trim().lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
            let _ = write!(out, "\n{}\n", quoted.join("\n"));
        }
        if show.contains(&Panel::Diff) {
            self.markdown_changes(&mut out);
        }
        out
    }

    /// Writes the list of changes, grouped by section. A replaced word is `[-old-]{+new+}`, as in a terminal: marks of
    /// Markdown may not touch words on both sides.
    fn markdown_changes(&self, out: &mut String) {
        let mut left_out = 0;
        for section in by_section(&self.diff, self.before, self.after) {
            let title = section.title.unwrap_or("Before the first heading");
            let _ = write!(out, "\n**{}**\n\n", escaped(title));
            for entry in section.entries {
                if out.len() > MAX_MARKDOWN {
                    left_out += entry.changes.len();
                } else {
                    self.markdown_entry(out, &entry);
                }
            }
        }
        if left_out > 0 {
            let _ = write!(out, "\nAnd {}.\n", counted(left_out, "more change", "more changes"));
        }
        for reached in &self.diff.fallbacks {
            let _ = write!(out, "\n{}\n", escaped(&fallback(reached)));
        }
    }

    fn markdown_entry(&self, out: &mut String, entry: &Entry<'_>) {
        let phrases = entry.phrases(&self.diff).into_iter().map(|(change, mut text)| {
            if let Some((before, after)) = link_targets(change) {
                let targets = [(before, "was"), (after, "now")].into_iter().filter(|(target, _)| !target.is_empty());
                let targets: Vec<String> = targets.map(|(target, when)| format!("{when} {target}")).collect();
                let _ = write!(text, " ({})", targets.join(", "));
            }
            if self.authorship.is_marked(change.id) {
                let _ = write!(text, " ({BY_REDLINE})");
            }
            escaped(&text)
        });
        let phrases: Vec<String> = phrases.collect();
        let _ = write!(out, "- {}", phrases.join("; "));
        let is_blocks = |piece: &Piece| piece.mark.is_line() || piece.mark == PieceMark::Plain;
        let has_lines = entry.context.iter().any(|piece| piece.mark.is_line() || piece.text.contains('\n'));
        if has_lines && entry.context.iter().all(is_blocks) {
            block_lines(out, &entry.context);
        } else if !entry.context.is_empty() {
            let _ = write!(out, ": {}", escaped(&entry.context.iter().map(marked).collect::<String>()));
        }
        out.push('\n');
    }
}

/// Words with their mark.
fn marked(piece: &Piece) -> String {
    let text = &piece.text;
    match piece.mark {
        PieceMark::Deleted => format!("[-{text}-]"),
        PieceMark::Inserted => format!("{{+{text}+}}"),
        PieceMark::Changed => format!("[{text}]"),
        PieceMark::Plain | PieceMark::Line | PieceMark::DeletedLine | PieceMark::InsertedLine => text.clone(),
    }
}

/// Writes whole blocks as a nested list: each line of code, row of a table or other block is an item.
fn block_lines(out: &mut String, pieces: &[Piece]) {
    for piece in pieces {
        let sign = match piece.mark {
            PieceMark::DeletedLine => "− ",
            PieceMark::InsertedLine => "+ ",
            _ => "",
        };
        for line in piece.text.lines().filter(|line| !line.trim().is_empty()) {
            let text = line.trim();
            let indent = "&nbsp;".repeat(line.len() - line.trim_start().len());
            let mut text = escaped(text);
            if piece.mark.is_line() {
                // Renderers would turn these into typographic signs.
                text = text.replace("--", "\\-\\-").replace("...", "\\.\\.\\.");
                text = text.replace('"', "&quot;").replace('\'', "&#39;");
            }
            let _ = write!(out, "\n    - {}", not_a_list(&format!("{sign}{indent}{text}")));
        }
    }
}

/// Escapes a sign or number at the start of escaped text, which would begin a list or be a rule.
fn not_a_list(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && text[digits..].starts_with(['.', ')']);
    let at = if is_number { digits } else { 0 };
    if is_number || text.starts_with(['-', '+']) {
        format!("{}\\{}", &text[..at], &text[at..])
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;
    use redline_document::document::Dialect;

    /// The text of each block that a renderer would show.
    fn blocks(markdown: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Start(Tag::Paragraph | Tag::Item) => blocks.push(String::new()),
                Event::Text(text) => blocks.last_mut().expect("a block").push_str(&text),
                Event::Start(Tag::List(None) | Tag::Strong | Tag::BlockQuote(None)) | Event::End(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        blocks
    }

    #[test]
    fn the_markdown_shows_the_words_of_the_changes_and_nothing_else() {
        let hostile = "{{#include a.md}} | $x$ | \\\\(y\\\\) # > ~ ! ^ &lt; 1. - +";
        let (before, after) = (format!("Old `{hostile}`.\n"), format!("New `{hostile}` <b>[x]</b>.\n"));
        let dialect = Dialect::default();
        let mut report = ChangeReport::new("a.md", &before, &after, &dialect);
        report.brief = Some("Make it short.".to_owned());
        let text = report.markdown(&[Panel::Brief, Panel::Diff]);
        assert!(!text.contains("{{") && !text.contains('$'), "{text}");
        let shown = blocks(&text);
        assert_eq!(shown[0], format!("Changes: {}", report.summary()));
        assert_eq!(shown[1..3], ["Make it short.", "Before the first heading"]);
        let words = "“Old” replaced by “New”; “<b>[x]</b>” added: [-Old-]{+New+}";
        assert_eq!(shown[3..], [format!("{words} {hostile} {{+<b>[x]</b>+}}.")]);
    }

    #[test]
    fn whole_blocks_are_nested_items_and_no_lists_of_their_own() {
        let code = "```yaml\nsteps:\n  - \"one\"\n- 1. two\n---\n```";
        let table = "| Key | Use |\n|---|---|\n| a | first |";
        let after = format!("# T\n\nStay.\n\n## New\n\nWords.\n\n{code}\n\n{table}\n");
        let dialect = Dialect::default();
        let text = ChangeReport::new("a.md", "# T\n\nStay.\n", &after, &dialect).markdown(&[Panel::Diff]);
        let shown = blocks(&text);
        let nbsp = "\u{a0}".repeat(2);
        assert_eq!(
            shown[2..],
            [
                "section “New” added",
                "Words.",
                "steps:",
                &format!("{nbsp}- \"one\""),
                "- 1. two",
                "---",
                "Key | Use",
                "a | first"
            ],
            "{text}"
        );
    }

    #[test]
    fn nothing_is_truncated() {
        let words = "many words of one block ".repeat(40);
        let (before, after) = ("# T\n\nStay.\n".to_owned(), format!("# T\n\nStay.\n\n{words}end.\n\n```\ncode\n```\n"));
        let dialect = Dialect::default();
        let text = ChangeReport::new("a.md", &before, &after, &dialect).markdown(&[Panel::Diff]);
        assert!(text.contains(&format!("{words}end.")) && !text.contains('…'), "{text}");
    }
}
