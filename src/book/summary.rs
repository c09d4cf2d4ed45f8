//! Chapter names in `SUMMARY.md` that follow their chapters' titles.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::key;
use crate::document::{Dialect, Document};
use crate::source::{Span, mark_len};

/// A title before and after: its source, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retitled {
    /// The chapter's file relative to `src`, as [`key`] writes it.
    pub path: String,
    /// The title that was.
    pub before: Title,
    /// The title that is.
    pub after: Title,
}

/// The first level-one heading of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// As written, with markup.
    pub source: String,
    /// As it reads.
    pub words: String,
}

impl Title {
    /// The title of a chapter's text.
    pub fn of(text: &str, dialect: &Dialect) -> Option<Self> {
        let document = Document::of_text(&text[mark_len(text)..], dialect);
        let heading = document.headings.iter().find(|heading| heading.level == 1)?;
        Some(Self { source: document.text()[heading.content.clone()].to_owned(), words: heading.title.clone() })
    }

    /// Whether it is plain without parsing much that two texts have the same title, or none. If not, they may have the
    /// same one for all that.
    pub(crate) fn is_plainly_same(before: &str, after: &str, dialect: &Dialect) -> bool {
        if !may_have_title(before) && !may_have_title(after) {
            return true;
        }
        // What begins with these marks may be no text before its end is read.
        if ["---", "+++"].iter().any(|mark| before[mark_len(before)..].starts_with(mark)) {
            return false;
        }
        let shared = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
        let mut end = 0;
        let lines = before.split_inclusive('\n').map(|line| {
            end += line.len();
            (end, line)
        });
        let title = lines.take_while(|(end, _)| *end <= shared).find(|(_, line)| line.starts_with("# "));
        title.is_some_and(|(end, _)| Self::of(&before[..end], dialect).is_some())
    }
}

/// Whether a text has what a heading of level one is written with, wherever that stands.
fn may_have_title(text: &str) -> bool {
    let is_single = |at: usize| !text[..at].ends_with('#') && !text[at + 1..].starts_with(|c: char| !c.is_whitespace());
    text.split(['\n', '\r']).any(|line| line.trim_end().ends_with('='))
        || text.match_indices('#').any(|(at, _)| is_single(at))
}

/// `summary` with the names of chapters that were called as their old titles called as their new
/// ones.
pub fn follow_titles(summary: &str, retitled: &[Retitled]) -> String {
    let mut edits: Vec<(Span, &str)> = Vec::new();
    for (path, name) in links(summary) {
        let written = &summary[name.clone()];
        for title in retitled.iter().filter(|title| title.path == path) {
            let new = match written {
                _ if written == title.before.source => &title.after.source,
                _ if written == title.before.words => &title.after.words,
                _ => continue,
            };
            // A bracket would end the link's text.
            if !new.contains(['[', ']']) {
                edits.push((name.clone(), new));
            }
        }
    }
    let mut text = summary.to_owned();
    for (span, name) in edits.into_iter().rev() {
        text.replace_range(span, name);
    }
    text
}

/// The chapters that a table of contents links to: their keys and their names.
pub fn listed_chapters(summary: &str) -> Vec<(String, String)> {
    links(summary).into_iter().map(|(path, name)| (path, summary[name].to_owned())).collect()
}

/// The chapters that a table of contents links to, and where their names stand.
fn links(summary: &str) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut open: Option<(String, Option<Span>)> = None;
    for (event, span) in Parser::new(summary).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let path = percent_encoding::percent_decode_str(&dest_url).decode_utf8_lossy().into_owned();
                open = Some((key(&path), None));
            }
            Event::End(TagEnd::Link) => found.extend(open.take().and_then(|(path, name)| Some((path, name?)))),
            _ => {
                if let Some((_, name)) = &mut open {
                    *name = Some(name.as_ref().map_or(span.clone(), |name| name.start..span.end.max(name.end)));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_nothing_touched_is_told_by_its_line() {
        let is_same = |before, after| Title::is_plainly_same(before, after, &Dialect::default());
        assert!(is_same("# One\n\nTwo\n", "# One\n\nThree\n"));
        assert!(!is_same("# One two\n", "# One Two\n"));
        assert!(!is_same("```\n# One\n```\n# Two\n", "```\n# One\n```\n# Three\n"), "the first is code");
        assert!(!is_same("Two\n===\n", "Three\n===\n"));
        assert!(!is_same("Two\r==\r", "Three\r==\r"));
        assert!(!is_same("---\n# no title\n---\n\n# Two\n", "---\n# no title\n---\n\n# Three\n"));
        assert!(!is_same("Two\n =\n", "Three\n =\n"));
        assert!(!is_same("## One\n\n> # Two\n", "## One\n\n> # Three\n"));
        assert!(is_same("## One\n\nTwo\n", "## One\n\nThree\n"));
    }

    #[test]
    fn names_follow_titles_and_nothing_else_changes() {
        let title = |text: &str| Title::of(text, &Dialect::default()).unwrap();
        let retitled = [
            Retitled { path: "a b.md".into(), before: title("# One two:\n"), after: title("# One two\n") },
            Retitled { path: "c.md".into(), before: title("# The `x` Type\n"), after: title("# The `x` type\n") },
        ];
        let summary = "# Summary\r\n\r\n- [One two:](./a%20b.md)\r\n  - [The `x` Type](c.md)\r\n- [Other](c.md)\r\n- [One two:](d.md)\r\n";
        let expected = summary.replacen("One two:", "One two", 1).replace("The `x` Type", "The `x` type");
        assert_eq!(follow_titles(summary, &retitled), expected);
    }
}
