//! Change reports as HTML.

use redline_lint::config::Panel;

use super::labels::{self, Quote};
use super::page;
use super::report::{ChangeReport, MAX_LISTED};
use super::row_writer::RowWriter;
use super::view::{Numbers, View};
use crate::html::Writer;

/// Upper bound on the HTML of one report, in bytes.
const MAX_HTML: usize = 400 * 1024;

/// Level of detail of a report; less where the report would be too large.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Everything, changed words also side by side.
    Sides,
    /// Everything once.
    Words,
    /// The figures and the list of changes.
    Numbers,
}

impl ChangeReport<'_> {
    /// The report as one line of balanced HTML, with those panels of `show` that have content.
    pub fn html(&self, show: &[Panel]) -> String {
        let lines: Vec<String> = self.lines().collect();
        for detail in [Detail::Sides, Detail::Words] {
            let html = self.html_with(show, &lines, detail);
            if html.len() <= MAX_HTML {
                return html;
            }
        }
        self.html_with(&[Panel::Brief, Panel::Diff], &lines, Detail::Numbers)
    }

    fn html_with(&self, show: &[Panel], lines: &[String], detail: Detail) -> String {
        let mut writer = Writer::default();
        writer.open("section", &format!(" class=\"redline-report\" id=\"{}\"", self.id));
        writer.element("p", " class=\"redline-summary\"", &self.summary());
        for line in lines {
            writer.element("p", " class=\"redline-figures\"", line);
        }
        if let Some(brief) = self.brief.as_ref().filter(|_| show.contains(&Panel::Brief)) {
            Self::panel(&mut writer, "Problem statement", &page::rendered(brief, self.dialect));
        }
        for (panel, title, text) in
            [(Panel::Original, "Original", self.before), (Panel::Rewritten, "Rewritten", self.after)]
        {
            if show.contains(&panel) {
                Self::panel(&mut writer, title, &page::rendered(text, self.dialect));
            }
        }
        if show.contains(&Panel::Diff) && !self.is_empty() {
            self.diff_panel(&mut writer, detail);
        }
        writer.finish()
    }

    fn panel(writer: &mut Writer, title: &str, body: &str) {
        writer.open("details", " class=\"redline-panel\"").element("summary", "", title);
        writer.open("div", " class=\"redline-doc\"").raw(body).close().close();
    }

    fn diff_panel(&self, writer: &mut Writer, detail: Detail) {
        writer.open("details", " class=\"redline-panel\"").open("summary", "");
        let count = self.diff.changes.len();
        let changes = if count == 1 { "1 change".to_owned() } else { format!("{count} changes") };
        let share = labels::percent(self.diff.statistics.changed_share);
        writer.text("Diff: Before vs After ").element("span", "", &format!("({changes}, {share} of words)")).close();
        writer.open("div", " class=\"redline-diff\"");
        self.list(writer, detail);
        if detail == Detail::Numbers {
            writer.open("p", "").text(&self.too_large()).text(" ").element("code", "", "mdbook-redline diff");
            writer.text(" prints them in a terminal.").close();
        } else {
            writer.open("div", " class=\"redline-rows\"");
            let rows = RowWriter {
                diff: &self.diff,
                before: self.before,
                after: self.after,
                id: &self.id,
                numbers: &Numbers::new(&self.diff),
                has_sides: detail == Detail::Sides,
                view: View::Both,
            };
            rows.write(writer);
            writer.close();
        }
        for fallback in &self.diff.fallbacks {
            writer.element("p", " class=\"redline-remark\"", &labels::fallback(fallback));
        }
        writer.close().close();
    }

    /// The reason why a report shows no words.
    fn too_large(&self) -> String {
        let statistics = &self.diff.statistics;
        format!(
            "Shown word by word, the versions of {} and {} words ({} and {}) would take more than {}.",
            statistics.words.before,
            statistics.words.after,
            labels::size(self.before.len()),
            labels::size(self.after.len()),
            labels::size(MAX_HTML),
        )
    }

    /// The list of changes, each with a link to its place if that is shown.
    fn list(&self, writer: &mut Writer, detail: Detail) {
        writer.open("details", " class=\"redline-list\"").element("summary", "", "All changes, one by one");
        writer.open("ol", "");
        for change in self.diff.changes.iter().take(MAX_LISTED) {
            writer.open("li", "");
            let label = labels::label(&change.kind);
            match detail {
                Detail::Numbers => writer.text(&label),
                Detail::Sides | Detail::Words => {
                    writer.element("a", &format!(" href=\"#{}-c{}\"", self.id, change.id), &label)
                }
            };
            writer.text(" ");
            match labels::quoted(change) {
                Quote::Unchanged(words) => drop(writer.text(&words)),
                Quote::Changed(deleted, inserted) => {
                    if !deleted.is_empty() {
                        writer.element("del", "", &deleted).text(" ");
                    }
                    if !inserted.is_empty() {
                        writer.element("ins", "", &inserted);
                    }
                }
            }
            writer.close();
        }
        writer.close();
        let more = self.diff.changes.len().saturating_sub(MAX_LISTED);
        if more > 0 {
            writer.element("p", "", &format!("and {more} more"));
        }
        writer.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    const ALL: [Panel; 4] = [Panel::Brief, Panel::Original, Panel::Rewritten, Panel::Diff];

    fn html(before: &str, after: &str) -> String {
        ChangeReport::new("a/b.md", before, after, &Dialect::default()).html(&ALL)
    }

    /// Whether every tag is closed in order; void ones excepted.
    fn is_balanced(html: &str) -> bool {
        let mut open: Vec<&str> = Vec::new();
        for tag in html.split('<').skip(1) {
            let name = tag.split(['>', ' ']).next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(name) if open.pop() != Some(name) => return false,
                Some(_) => {}
                None if ["br", "hr", "img"].contains(&name) => {}
                None => open.push(name),
            }
        }
        open.is_empty()
    }

    #[test]
    fn a_report_is_one_line_of_balanced_html() {
        let before = "# T\n\n## Set up\n\nThis sentence stays as it was in both versions of it. When calling it, `you` need to\n\n- a\n- b\n\n```rust\nlet a;\n\nlet b;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        let after = "# T\n\n## Install\n\nThis sentence stays as it was in both versions of it. When **you** call it <b onclick=\"y\">x</b>\n\n1. a\n2. c\n\n```rust\nlet a;\n\nlet c;\n```\n\n| a |\n|---|\n| 1 |\n\n</details>\n";
        let html = html(before, after);
        assert!(!html.contains('\n') && is_balanced(&html), "{html}");
        for words in [
            "<del>Set up</del>",
            "<ins>Install</ins>",
            "section renamed",
            "id=\"redline-a-b-md-c1\"",
            "&lt;/details&gt;",
        ] {
            assert!(html.contains(words), "no {words} in {html}");
        }
        assert!(!html.contains("<b ") && html.contains("&lt;b onclick="), "{html}");
    }

    #[test]
    fn rewrapped_text_is_no_change() {
        let report =
            ChangeReport::new("a.md", "One two\nthree.\n", "One\ntwo three.\n", &Dialect::default()).is_empty();
        assert!(report);
    }

    #[test]
    fn changed_versions_are_shown_side_by_side() {
        let html = html(
            "# T\n\nOne two three four.\n\n3. Old **item** here.\n",
            "# T\n\nOne 2 three four.\n\n4. New **item** here.\n",
        );
        for side in [
            "<div><p class=\"redline-p\">One <del>two</del> three four.</p></div><div><p class=\"redline-p\">One <ins>2</ins> three four.</p></div>",
            "3. <del>Old</del> <strong>item</strong> here.",
            "4. <ins>New</ins> <strong>item</strong> here.",
        ] {
            assert!(html.contains(side), "no {side} in {html}");
        }
        assert_eq!(html.matches("<div class=\"redline-sides\" hidden>").count(), 2, "{html}");
        assert!(is_balanced(&html), "{html}");
    }

    #[test]
    fn a_report_that_is_too_large_shows_sizes_only() {
        let text = |word: &str| format!("# T\n\n{}", format!("{word} is a word of a long text.\n\n").repeat(9000));
        let (before, after) = (text("one"), text("two"));
        let html = html(&before, &after);
        assert!(html.len() <= MAX_HTML);
        assert!(!html.contains("href=\"#"), "a link to a place that is not shown");
        assert!(html.contains("would take more than 400 KiB"), "{}", &html[..2000]);
        assert!(html.contains("72001 and 72001 words"), "{}", &html[..2000]);
    }

    #[test]
    fn every_listed_change_has_an_anchor() {
        let html = html("# T\n\nOne two three four.\n\nFive.\n\nSix.\n", "# T\n\nOne 2 three 4.\n\nSix.\n\nSeven.\n");
        let links: Vec<&str> = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(!links.is_empty());
        for link in links {
            assert_eq!(html.matches(&format!("id=\"{link}\"")).count(), 1, "{link} in {html}");
        }
    }
}
