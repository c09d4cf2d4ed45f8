//! Names of chapters in `SUMMARY.md`, updated when titles change.

use std::collections::HashSet;

use pulldown_cmark::{Event, Parser, Tag};

use super::key;
use redline_document::document::{Dialect, Document};
use redline_document::edit::{Edit, edited};
use redline_document::source::{Span, mark_len};

/// Changed title of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retitled {
    /// File of the chapter relative to `src`, as normalized by [`key`].
    pub path: String,
    /// Old title.
    pub before: Title,
    /// New title.
    pub after: Title,
}

/// First level-one heading of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Source, with markup.
    pub source: String,
    /// Words, without markup.
    pub words: String,
}

impl Title {
    /// Title of a chapter.
    pub fn of(text: &str, dialect: &Dialect) -> Option<Self> {
        Self::of_document(&Document::of_text(&text[mark_len(text)..], dialect))
    }

    /// Title of a parsed chapter.
    pub fn of_document(document: &Document) -> Option<Self> {
        let heading = document.headings.iter().find(|heading| heading.level == 1)?;
        Some(Self { source: document.text()[heading.content.clone()].to_owned(), words: heading.title.clone() })
    }
}

impl Retitled {
    /// The new name of a chapter whose name in the table of contents is `written`; `None` if that was not its title.
    pub fn new_name(&self, written: &str) -> Option<&str> {
        let new = match written {
            _ if written == self.before.source => &self.after.source,
            _ if written == self.before.words => &self.after.words,
            _ => return None,
        };
        // A bracket would end the link's text.
        (!new.contains(['[', ']'])).then_some(new)
    }
}

/// Renames chapters in `summary` whose names were their old titles.
pub fn follow_titles(summary: &str, retitled: &[Retitled]) -> String {
    let mut edits = Vec::new();
    for (path, name) in links(summary) {
        let mut titles = retitled.iter().filter(|title| title.path == path);
        let new = titles.find_map(|title| title.new_name(&summary[name.clone()]));
        edits.extend(new.map(|new| Edit::replace(name, new)));
    }
    edited(summary, &edits)
}

/// Chapters that a table of contents links to: their keys and their names.
pub fn listed_chapters(summary: &str) -> Vec<(String, String)> {
    links(summary).into_iter().map(|(path, name)| (path, summary[name].to_owned())).collect()
}

/// A table of contents in which each file is listed once, and the files that were listed again. mdBook 0.5 refuses such
/// a table, and 0.4 renders the file for each entry.
pub fn without_repeats(summary: &str) -> (String, Vec<String>) {
    let (mut text, mut repeated) = (String::new(), Vec::new());
    let (mut listed, mut done) = (HashSet::new(), 0);
    for (event, span) in Parser::new(summary).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
        let path = listed_key(&dest_url);
        let Some(label) = summary[span.clone()].rfind("](").filter(|_| !path.is_empty()) else { continue };
        if !listed.insert(path.clone()) {
            text.push_str(&summary[done..span.start + label]);
            text.push_str("]()");
            done = span.end;
            repeated.push(path);
        }
    }
    text.push_str(&summary[done..]);
    (text, repeated)
}

/// Chapters that a table of contents links to: their keys and the ranges of their names.
fn links(summary: &str) -> Vec<(String, Span)> {
    let document = Document::of_text(summary, &Dialect::default());
    let links = document.references().links.iter().filter(|link| !link.is_image);
    links.filter_map(|link| Some((listed_key(&link.destination), link.text.clone()?))).collect()
}

/// Key of the file that a table of contents names. mdBook decodes spaces there and nothing else.
pub fn listed_key(destination: &str) -> String {
    key(&destination.replace("%20", " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_once() {
        let summary = "# Summary\n\n- [A](a.md)\n  - [B](./b.md)\n- [C](b.md)\n- [D]()\n- [E](a.md \"t\")\n";
        let expected = "# Summary\n\n- [A](a.md)\n  - [B](./b.md)\n- [C]()\n- [D]()\n- [E]()\n";
        assert_eq!(without_repeats(summary), (expected.to_owned(), vec!["b.md".to_owned(), "a.md".to_owned()]));
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
