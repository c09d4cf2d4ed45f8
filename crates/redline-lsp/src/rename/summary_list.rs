//! New entries of a table of contents.

use std::path::Path;

use redline_document::document::{Dialect, Document};
use redline_document::edit::Edit;
use redline_document::source::{Span, mark_len};
use redline_lint::book::Title;
use redline_text::escape::markdown as escaped;

use super::paths::{Quoting, encoded, relative_like};
use crate::sites::SummaryEntry;

/// A table of contents.
pub(super) struct SummaryList<'a> {
    /// The folder of the chapters.
    pub(super) src: &'a Path,
    pub(super) text: &'a str,
    pub(super) entries: &'a [SummaryEntry],
}

/// The line of an entry.
struct Line {
    /// From its start to its ending.
    span: Span,
    /// What is before the link: white space and the marker of a list, if any.
    lead: String,
}

impl Line {
    fn indent(&self) -> usize {
        self.lead.len() - self.lead.trim_start().len()
    }

    fn is_item(&self) -> bool {
        !self.lead.trim().is_empty()
    }
}

impl SummaryList<'_> {
    /// The entry of a file after that of a chapter and those below it, at the same depth.
    pub(super) fn after(&self, entry: &SummaryEntry, name: &str, file: &Path) -> Edit {
        let line = self.line(entry);
        self.insertion(self.subtree_end(entry), &line.lead, name, file)
    }

    /// The entry of a file at the place that its folder suggests: below the page of the folder, after the last page of the
    /// folder, or at the end.
    pub(super) fn at_fitting_place(&self, name: &str, file: &Path) -> Edit {
        let folder = file.parent().unwrap_or(self.src);
        let is_page_of_folder = |entry: &&SummaryEntry| {
            let Some(listed) = &entry.file else { return false };
            let is_in = listed.parent() == Some(folder) && folder != self.src;
            let is_index = listed
                .file_stem()
                .is_some_and(|stem| ["readme", "index"].iter().any(|name| stem.eq_ignore_ascii_case(name)));
            (is_in && is_index) || listed.with_extension("") == folder
        };
        if let Some(parent) = self.items().find(is_page_of_folder) {
            return self.below(parent, name, file);
        }
        let mut in_folder = self.items().filter(|entry| entry.file.as_deref().and_then(Path::parent) == Some(folder));
        if let Some(sibling) = in_folder.next_back() {
            return self.after(sibling, name, file);
        }
        let least = self.items().map(|entry| self.line(entry).indent()).min();
        let mut outer = self.items().filter(|entry| Some(self.line(entry).indent()) == least);
        if let Some(entry) = outer.next_back() {
            return self.after(entry, name, file);
        }
        let end = self.text.trim_end().len();
        let line_ending = self.line_ending();
        Edit::replace(end..end, format!("{line_ending}{line_ending}- {}", self.link(end, name, file)))
    }

    /// The entry of a file as the last one below a chapter.
    fn below(&self, parent: &SummaryEntry, name: &str, file: &Path) -> Edit {
        let line = self.line(parent);
        let end = self.subtree_end(parent);
        let mut children = self.items().filter(|entry| parent.span.end < entry.span.start && entry.span.start < end);
        let lead = children.next().map_or_else(
            || {
                let marker = line.lead.trim();
                let width = if marker.len() > 1 { marker.len() + 1 } else { self.indent_step() };
                format!("{}{}", " ".repeat(line.indent() + width), line.lead.trim_start())
            },
            |child| self.line(child).lead,
        );
        self.insertion(end, &lead, name, file)
    }

    /// The entries in lists.
    fn items(&self) -> impl DoubleEndedIterator<Item = &SummaryEntry> {
        self.entries.iter().filter(|entry| self.line(entry).is_item())
    }

    /// By how much entries are indented below others.
    fn indent_step(&self) -> usize {
        const USUAL: usize = 2;
        let indents = self.items().map(|entry| self.line(entry).indent());
        indents.filter(|indent| *indent > 0).min().unwrap_or(USUAL)
    }

    fn line(&self, entry: &SummaryEntry) -> Line {
        let start = self.text[..entry.span.start].rfind('\n').map_or(mark_len(self.text), |at| at + 1);
        let end = self.text[entry.span.end..].find(['\n', '\r']).map_or(self.text.len(), |at| entry.span.end + at);
        Line { span: start..end, lead: self.text[start..entry.span.start].to_owned() }
    }

    /// The end of the line of an entry, or of the last one below it.
    fn subtree_end(&self, entry: &SummaryEntry) -> usize {
        let line = self.line(entry);
        let later = self.entries.iter().filter(|other| other.span.start > entry.span.end);
        let below =
            later.map(|other| self.line(other)).take_while(|other| line.is_item() && other.indent() > line.indent());
        below.last().map_or(line.span.end, |last| last.span.end)
    }

    fn insertion(&self, at: usize, lead: &str, name: &str, file: &Path) -> Edit {
        let link = self.link(at, name, file);
        Edit::replace(at..at, format!("{}{lead}{link}", self.line_ending()))
    }

    /// The link of an entry at a place, in the style of the one before.
    fn link(&self, at: usize, name: &str, file: &Path) -> String {
        let before = self.entries.iter().filter(|entry| entry.span.end <= at);
        let style = before.filter_map(|entry| entry.written.as_ref()).next_back();
        let style = style.map_or("", |written| &self.text[written.path.clone()]);
        format!("[{name}]({})", encoded(&relative_like(style, self.src, file), Quoting::Listed))
    }

    fn line_ending(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

/// The name of a page in the table of contents: its title, or the name of its file.
pub(super) fn name_of_page(text: &str, file: &Path) -> String {
    let document = Document::of_text(&text[mark_len(text)..], &Dialect::default());
    let title = Title::of_document(&document).filter(|title| !title.words.is_empty());
    match title {
        Some(title) if !title.source.contains(['[', ']', '\n']) => title.source,
        Some(title) => escaped(&title.words),
        None => escaped(&file.file_stem().unwrap_or_default().to_string_lossy()),
    }
}
