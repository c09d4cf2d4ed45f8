//! The change report of a chapter: what was asked, what it was, what it is, what changed.
//!
//! Panels are closed until they are opened, need no script, and are one line of HTML together; other renderers get the
//! same as plain Markdown.

mod code;
mod comments;
mod critic;
mod document;
mod earlier;
mod figures;
mod inline;
mod markdown;
mod overview;
mod placement;
mod rows;
mod tags;
mod view;
mod words;

use super::html::Writer;
use crate::config::Panel;
use crate::diff::{Change, Diff, Options, parse_both};
use crate::document::{Dialect, Document};
use crate::fix::FixCounts;
use view::{Numbers, View};
use words::Quote;

pub use comments::Given;
pub use critic::critic_markup;
pub use earlier::{Earlier, EarlierError, EarlierVersion, GoneChapter};
pub use figures::ReadingFigures;
pub use overview::{ChangedChapter, Presence, overview};
pub use placement::{placed, without_marker};

/// How large the HTML of one report may be, in bytes.
const MAX_HTML: usize = 400 * 1024;
/// How many changes a list names.
const MAX_LISTED: usize = 200;

/// How much of a report is shown; less where it would be too large.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Everything, changed words also side by side.
    Sides,
    /// Everything once.
    Words,
    /// The numbers and the list of changes.
    Numbers,
}

/// Two versions of a chapter, compared.
#[derive(Debug)]
pub struct ChangeReport<'a> {
    /// What the ids of the report begin with: the same in every run, and no other report's on the page.
    pub id: String,
    /// What was asked, as Markdown.
    pub brief: Option<String>,
    /// The version before.
    pub before: &'a str,
    /// The version after.
    pub after: &'a str,
    /// How the two differ.
    pub diff: Diff,
    /// Whether they are English.
    pub is_english: bool,
    /// The fixes that redline applied to the version after.
    pub fixes: FixCounts,
    documents: [Document; 2],
    dialect: &'a Dialect,
}

impl<'a> ChangeReport<'a> {
    /// Compares two versions of the chapter with the key `chapter`.
    pub fn new(chapter: &str, before: &'a str, after: &'a str, dialect: &'a Dialect) -> Self {
        let documents = parse_both(before, after, dialect);
        let diff = Diff::of_documents(&documents[0], &documents[1], &Options::new(dialect.clone()));
        let fixes = FixCounts::default();
        Self { id: id_of(chapter), brief: None, before, after, diff, is_english: true, fixes, documents, dialect }
    }

    /// Whether there is nothing to report: the versions read the same.
    pub fn is_empty(&self) -> bool {
        self.diff.changes.is_empty()
    }

    /// What changed, in one line of numbers.
    pub fn summary(&self) -> String {
        words::summary(&self.diff.statistics)
    }

    /// How hard both versions are to read; `None` if one is too short to be judged.
    pub fn figures(&self) -> Option<[ReadingFigures; 2]> {
        let figures = |document: &Document| ReadingFigures::of(document, self.is_english);
        let [before, after] = &self.documents;
        let (before, after) = rayon::join(|| figures(before), || figures(after));
        Some([before?, after?])
    }

    /// What became of these figures, in one line; empty if nothing did.
    pub fn figures_line(&self) -> String {
        let line = self.figures().map(|[before, after]| ReadingFigures::told(&before, &after));
        line.unwrap_or_default()
    }

    /// What a change is, before its words: `section renamed`.
    pub fn label(change: &Change) -> String {
        words::label(&change.kind)
    }

    /// The report as one line of balanced HTML, with the panels in `show` that have something to show.
    pub fn html(&self, show: &[Panel]) -> String {
        let figures = self.figures_line();
        for detail in [Detail::Sides, Detail::Words] {
            let html = self.html_with(show, &figures, detail);
            if html.len() <= MAX_HTML {
                return html;
            }
        }
        self.html_with(&[Panel::Brief, Panel::Diff], &figures, Detail::Numbers)
    }

    fn html_with(&self, show: &[Panel], figures: &str, detail: Detail) -> String {
        let mut writer = Writer::default();
        writer.open("section", &format!(" class=\"redline-report\" id=\"{}\"", self.id));
        writer.element("p", " class=\"redline-summary\"", &self.summary());
        for line in self.fixes.line().iter().map(String::as_str).chain([figures]).filter(|line| !line.is_empty()) {
            writer.element("p", " class=\"redline-figures\"", &words::sentence(line));
        }
        if let Some(brief) = self.brief.as_ref().filter(|_| show.contains(&Panel::Brief)) {
            Self::panel(&mut writer, "Problem statement", &document::rendered(brief, self.dialect));
        }
        for (panel, title, text) in
            [(Panel::Original, "Original", self.before), (Panel::Rewritten, "Rewritten", self.after)]
        {
            if show.contains(&panel) {
                Self::panel(&mut writer, title, &document::rendered(text, self.dialect));
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
        let share = words::percent(self.diff.statistics.changed_share);
        writer.text("Diff: Before vs After ").element("span", "", &format!("({changes}, {share} of words)")).close();
        writer.open("div", " class=\"redline-diff\"");
        self.list(writer, detail);
        if detail == Detail::Numbers {
            writer.open("p", "").text(&self.too_large()).text(" ").element("code", "", "mdbook-redline diff");
            writer.text(" prints them in a terminal.").close();
        } else {
            writer.open("div", " class=\"redline-rows\"");
            let rows = rows::Rows {
                diff: &self.diff,
                before: self.before,
                after: self.after,
                id: &self.id,
                numbers: &Numbers::of(&self.diff),
                has_sides: detail == Detail::Sides,
                view: View::Both,
            };
            rows.write(writer);
            writer.close();
        }
        for fallback in &self.diff.fallbacks {
            writer.element("p", " class=\"redline-remark\"", &markdown::fallback(fallback));
        }
        writer.close().close();
    }

    /// Why a report shows no words.
    fn too_large(&self) -> String {
        let statistics = &self.diff.statistics;
        format!(
            "Shown word by word, the versions of {} and {} words ({} and {}) would take more than {}.",
            statistics.words.before,
            statistics.words.after,
            words::size(self.before.len()),
            words::size(self.after.len()),
            words::size(MAX_HTML),
        )
    }

    /// The changes one by one, each with a link to its place, if that is shown.
    fn list(&self, writer: &mut Writer, detail: Detail) {
        writer.open("details", " class=\"redline-list\"").element("summary", "", "All changes, one by one");
        writer.open("ol", "");
        for change in self.diff.changes.iter().take(MAX_LISTED) {
            writer.open("li", "");
            let label = words::label(&change.kind);
            match detail {
                Detail::Numbers => writer.text(&label),
                Detail::Sides | Detail::Words => {
                    writer.element("a", &format!(" href=\"#{}-c{}\"", self.id, change.id), &label)
                }
            };
            writer.text(" ");
            match words::quoted(change) {
                Quote::Kept(words) => drop(writer.text(&words)),
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

    /// The report as Markdown that any renderer understands.
    pub fn markdown(&self, show: &[Panel]) -> String {
        markdown::report(self, show)
    }
}

/// An id made of a chapter's key.
fn id_of(chapter: &str) -> String {
    let plain: String =
        chapter.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    format!("redline-{}", plain.trim_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Panel; 4] = [Panel::Brief, Panel::Original, Panel::Rewritten, Panel::Diff];

    fn html(before: &str, after: &str) -> String {
        ChangeReport::new("a/b.md", before, after, &Dialect::default()).html(&ALL)
    }

    /// The names of all tags in order, ends with a slash; void ones left out.
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
    fn what_reads_the_same_is_no_change() {
        let report =
            ChangeReport::new("a.md", "One two\nthree.\n", "One\ntwo three.\n", &Dialect::default()).is_empty();
        assert!(report);
    }

    #[test]
    fn versions_stand_side_by_side_for_who_has_room() {
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
    fn what_is_too_large_is_told_with_its_size() {
        let text = |word: &str| format!("# T\n\n{}", format!("{word} is a word of a long text.\n\n").repeat(9000));
        let (before, after) = (text("one"), text("two"));
        let html = html(&before, &after);
        assert!(html.len() <= MAX_HTML);
        assert!(!html.contains("href=\"#"), "a link to a place that is not shown");
        assert!(html.contains("would take more than 400 KiB"), "{}", &html[..2000]);
        assert!(html.contains("72001 and 72001 words"), "{}", &html[..2000]);
    }

    #[test]
    fn every_listed_change_has_its_place() {
        let html = html("# T\n\nOne two three four.\n\nFive.\n\nSix.\n", "# T\n\nOne 2 three 4.\n\nSix.\n\nSeven.\n");
        let links: Vec<&str> = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(!links.is_empty());
        for link in links {
            assert_eq!(html.matches(&format!("id=\"{link}\"")).count(), 1, "{link} in {html}");
        }
    }
}
