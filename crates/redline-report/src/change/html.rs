//! Change reports as HTML.

use redline_lint::config::Panel;

use super::report::ChangeReport;
use super::row_writer::RowWriter;
use super::segments::Frames;
use super::view::{Numbers, View};
use super::{headline, labels, page};
use crate::html::Writer;

/// Upper bound on the HTML of one report, in bytes.
const MAX_HTML: usize = 400 * 1024;

/// Level of detail of a report; less where the report would be too large.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Everything, changed blocks also side by side.
    Sides,
    /// Everything once.
    Words,
    /// The figures and as much of the list of changes as there is room for.
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
        let open = if self.is_page { " open" } else { "" };
        writer.open("details", &format!(" class=\"redline-panel\"{open}")).open("summary", "");
        let changes = labels::counted(self.diff.changes.len(), "change", "changes");
        let statistics = &self.diff.statistics;
        let mut share = match statistics.changed_share {
            0.0 => "no words".to_owned(),
            share => format!("{} of words", headline::percent(share)),
        };
        let lines = statistics.lines_deleted.max(statistics.lines_inserted);
        if lines > 0 {
            share.extend([", ", &labels::counted(lines, "line of code", "lines of code")]);
        }
        writer.text("Diff: Before vs After ").element("span", "", &format!("({changes}, {share})")).close();
        writer.open("div", " class=\"redline-diff\"");
        if detail == Detail::Numbers {
            writer.open("p", "").text(&self.too_large()).text(" ").element("code", "", "mdbook-redline diff");
            writer.text(" prints them in a terminal.").close();
            self.list(writer, false, MAX_HTML / 2);
        } else {
            self.list(writer, true, MAX_HTML);
            writer.open("div", " class=\"redline-heads\" aria-hidden=\"true\" hidden");
            writer.element("span", "", "Before").element("span", "", "After").close();
            writer.open("div", " class=\"redline-rows\"");
            let rows = RowWriter {
                diff: &self.diff,
                before: self.before,
                after: self.after,
                id: &self.id,
                numbers: &Numbers::new(&self.diff),
                frames: &Frames::new(&self.diff),
                authorship: &self.authorship,
                has_sides: detail == Detail::Sides,
                omits_unchanged: self.omits_unchanged,
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
            headline::size(self.before.len()),
            headline::size(self.after.len()),
            headline::size(MAX_HTML),
        )
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
            "section “Set up” renamed “Install”",
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
            "hidden><p class=\"redline-p\">One <del>two</del> three four.</p></div>",
            "<del>two</del> <ins>2</ins> three four.</p></div>",
            "hidden><p class=\"redline-item\">3. <del>Old</del> <strong>item</strong> here.</p></div>",
            "<del>Old</del><ins>New</ins> <strong>item</strong> here.</p></div>",
        ] {
            assert!(html.contains(side), "no {side} in {html}");
        }
        // The unchanged heading is on both sides as well.
        assert_eq!(html.matches("<div class=\"redline-old\" hidden>").count(), 3, "{html}");
        assert!(is_balanced(&html), "{html}");
    }

    #[test]
    fn code_has_signs_and_long_code_is_folded() {
        let lines = "let a = 1;\n".repeat(30);
        let code = |last: &str| format!("# T\n\n```rust\n{lines}{last}\n```\n");
        let html = html(&code("let here = old();"), &code("let here = new();"));
        assert!(html.contains("<del class=\"redline-line\">− let here = <strong>old</strong>();"), "{html}");
        assert!(html.contains("<ins class=\"redline-line\">+ let here = <strong>new</strong>();"), "{html}");
        assert!(html.contains("<summary>… 27 unchanged lines</summary>"), "{html}");
        let scrolling = html.matches("<pre class=\"redline-lines").count();
        let labelled = html.matches("tabindex=\"0\" role=\"group\" aria-label=\"Code").count();
        assert_eq!(scrolling, labelled, "{html}");
    }

    #[test]
    fn whole_blocks_are_marked_once() {
        let html = html("# T\n\nStay.\n", "# T\n\nStay.\n\n## S\n\nAll **new** words.\n\n- a\n- b\n");
        let rows = html.split_once("redline-rows").expect("rows").1;
        assert_eq!(rows.matches("<ins").count(), 1, "{rows}");
        assert!(rows.contains("<ins class=\"redline-cell\">"), "{rows}");
    }

    #[test]
    fn a_move_has_links_both_ways() {
        let one = "Some words that move as a whole to another place.";
        let before = format!(
            "# T\n\n## A\n\n{one}\n\nStay here, all of you, as you were before.\n\n## B\n\nStay there, all of you.\n"
        );
        let after = format!(
            "# T\n\n## A\n\nStay here, all of you, as you were before.\n\n## B\n\nStay there, all of you.\n\n{one}\n"
        );
        let html = html(&before, &after);
        assert!(
            html.contains(">moved from “A”</a>") && html.contains(">moved to “B”</a>: Some words that move"),
            "{html}"
        );
        for link in ["redline-a-b-md-m0", "redline-a-b-md-c1"] {
            assert!(html.contains(&format!("id=\"{link}\"")) && html.contains(&format!("href=\"#{link}\"")), "{html}");
        }
    }

    #[test]
    fn notes_of_links_are_short_and_targets_in_the_list_are_whole() {
        let text = |version: &str| {
            format!(
                "# T\n\nSee [one](https://docs.example.org/{version}/one.html) and [two](https://docs.example.org/{version}/two.html).\n"
            )
        };
        let html = html(&text("1.6"), &text("1.7"));
        assert!(html.contains("link target: …/1.7/…, was …/1.6/…, 2 places"), "{html}");
        assert!(html.contains("<del>https://docs.example.org/1.6/two.html</del>"), "{html}");
        assert!(html.contains("no words changed: 2 link targets"), "{html}");
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
