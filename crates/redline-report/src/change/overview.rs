//! The page of changed chapters, those with the most changes first.

use std::fmt::Write;

use redline_lint::book::page_path;
use redline_text::escape::{self, markdown};

use super::headline::percent;
use super::report::ChangeReport;

/// A changed chapter.
#[derive(Clone, Debug)]
pub struct ChangedChapter {
    /// Its name.
    name: String,
    /// Its key.
    path: String,
    /// Words inserted or deleted.
    words: usize,
    /// Share of its words that changed.
    share: f64,
    /// Sections added, and removed.
    sections: (usize, usize),
    /// Which versions have it.
    presence: Presence,
}

/// Which versions have a chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Both.
    Both,
    /// Only the new one.
    Added,
    /// Only the old one.
    Removed,
}

impl ChangedChapter {
    /// The figures of a report about the chapter called `name` with the key `path`.
    pub fn new(name: &str, path: &str, report: &ChangeReport<'_>, presence: Presence) -> Self {
        let statistics = &report.diff.statistics;
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            words: statistics.words.deleted + statistics.words.inserted,
            share: statistics.changed_share,
            sections: (statistics.sections_added, statistics.sections_removed),
            presence,
        }
    }
}

/// The page as Markdown, in a folder beside the chapters. `has_pages`: whether each report is a page in that folder.
pub fn overview(changed: &[ChangedChapter], has_pages: bool) -> String {
    let mut sorted: Vec<&ChangedChapter> = changed.iter().collect();
    sorted.sort_by_key(|chapter| (std::cmp::Reverse(chapter.words), &chapter.path));
    if sorted.is_empty() {
        return "# What changed\n\nNo chapter changed.\n".to_owned();
    }
    let count = if sorted.len() == 1 { "1 chapter".to_owned() } else { format!("{} chapters", sorted.len()) };
    let mut out = format!(
        "# What changed\n\n{count} changed. Those with the most words that came or went stand first.\n\n\
         | Chapter | Words | Share | Sections added | Sections removed |\n|---|--:|--:|--:|--:|\n"
    );
    for chapter in sorted {
        let name = markdown(&chapter.name);
        let name = match chapter.presence {
            Presence::Both if has_pages => format!("[{name}](<{}>)", escape::path(&chapter.path)),
            Presence::Both => format!("[{name}](<../{}>)", escape::path(&page_path(&chapter.path))),
            Presence::Added => format!("[{name}](<../{}>) (new)", escape::path(&page_path(&chapter.path))),
            Presence::Removed => format!("{name} (removed)"),
        };
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} |",
            chapter.words,
            percent(chapter.share),
            chapter.sections.0,
            chapter.sections.1
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    fn chapter(name: &str, presence: Presence) -> ChangedChapter {
        ChangedChapter {
            name: name.to_owned(),
            path: "a b.md".to_owned(),
            words: 3,
            share: 0.5,
            sections: (1, 0),
            presence,
        }
    }

    #[test]
    fn the_page_is_a_table_with_a_row_for_each_chapter() {
        let hostile = "a | b {{#include x.md}} *c* [d](e) <f> $g$";
        let changed = [chapter(hostile, Presence::Both), chapter(hostile, Presence::Removed)];
        let page = overview(&changed, true);
        assert!(!page.contains("{{") && !page.contains('$'), "{page}");
        let (mut rows, mut links) = (Vec::new(), Vec::new());
        for event in Parser::new_ext(&page, Options::all()) {
            match event {
                Event::Start(Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) if !rows.is_empty() => rows.last_mut().unwrap().push(String::new()),
                Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
                Event::Text(text) if !rows.is_empty() => {
                    rows.last_mut().and_then(|row| row.last_mut()).unwrap().push_str(&text);
                }
                Event::Text(_) | Event::Start(_) | Event::End(_) => {}
                other => panic!("{other:?} in {page}"),
            }
        }
        let figures = ["3", "50 %", "1", "0"];
        let row = |name: String| [name].into_iter().chain(figures.map(str::to_owned)).collect::<Vec<_>>();
        assert_eq!(rows, [row(hostile.to_owned()), row(format!("{hostile} (removed)"))]);
        assert_eq!(links, ["a%20b.md"]);
    }
}
