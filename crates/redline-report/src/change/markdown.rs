//! Change reports as plain Markdown, for renderers without HTML.

use std::fmt::Write;

use redline_lint::config::Panel;
use redline_text::escape::markdown as escaped;

use super::labels::{Quote, fallback, label, quoted};
use super::report::{ChangeReport, MAX_LISTED};

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

    fn markdown_changes(&self, out: &mut String) {
        out.push('\n');
        for change in self.diff.changes.iter().take(MAX_LISTED) {
            let _ = write!(out, "{}. {}", change.id, escaped(&label(&change.kind)));
            let parts = match quoted(change) {
                Quote::Changed(deleted, inserted) => vec![("; was: ", deleted), ("; now: ", inserted)],
                Quote::Unchanged(words) => vec![(": ", words)],
            };
            for (lead, words) in parts.iter().filter(|(_, words)| !words.is_empty()) {
                let _ = write!(out, "{lead}{}", escaped(words));
            }
            out.push('\n');
        }
        let more = self.diff.changes.len().saturating_sub(MAX_LISTED);
        if more > 0 {
            let _ = write!(out, "\nAnd {more} more.\n");
        }
        for reached in &self.diff.fallbacks {
            let _ = write!(out, "\n{}\n", escaped(&fallback(reached)));
        }
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
                Event::Start(Tag::List(Some(1)) | Tag::Strong | Tag::BlockQuote(None)) | Event::End(_) => {}
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
        assert_eq!(shown[1], "Make it short.");
        let listed = report.diff.changes.iter().map(|change| match quoted(change) {
            Quote::Changed(old, new) if old.is_empty() => format!("words; now: {new}"),
            Quote::Changed(old, new) => format!("words; was: {old}; now: {new}"),
            Quote::Unchanged(words) => format!("words: {words}"),
        });
        assert_eq!(shown[2..], listed.collect::<Vec<_>>());
    }
}
