//! The book's terms: where they are defined, and where its chapters use them.

use std::path::{Path, PathBuf};

use redline_document::document::BlockProse;
use redline_document::source::{FileSpan, Span, normalize};
use redline_lint::book::Chapter;
use redline_lint::chapter::ParsedChapter;
use redline_lint::terms::{ChapterTerms, Found, Occurrence};

use super::caret::Caret;
use super::toml_token::{TomlRole, TomlToken, toml_tokens};
use crate::sites::reaches;
use crate::view::{BookView, Location};

/// The index of the book's term, or of the one that forbids the words, at a caret, and the bytes of the file.
pub(super) fn occurrence_at(caret: &Caret<'_>) -> Option<(usize, Span)> {
    caret.shown.iter().find_map(|shown| {
        let mut found = None;
        for_each(caret.view, shown.parsed, |block, occurrence| {
            let source = block.prose.source(occurrence.span.clone());
            if source.start <= shown.offset && shown.offset <= source.end {
                found = Some((occurrence.term, source));
            }
        });
        let (term, source) = found?;
        let at = shown.parsed.expansion().fragment.locate(source)?;
        (at.file.id() == caret.file.id()).then_some((term, at.span))
    })
}

/// Where the book uses a term of its own for the first time.
pub(super) fn first_use(view: BookView<'_>, term: usize) -> Option<(&Chapter, FileSpan)> {
    view.chapters().iter().find_map(|parsed| {
        let mut found = None;
        for_each(view, parsed, |block, occurrence| {
            if found.is_none() && occurrence.term == term && occurrence.found == Found::Term {
                found = parsed.expansion().fragment.locate(block.prose.source(occurrence.span.clone()));
            }
        });
        Some((view.book().chapters.get(parsed.index)?, found?))
    })
}

/// The uses of a term in all chapters, in any case.
pub(super) fn uses(view: BookView<'_>, term: usize) -> Vec<Location> {
    let mut found = Vec::new();
    for parsed in view.chapters() {
        for_each(view, parsed, |block, occurrence| {
            if occurrence.term == term && occurrence.found == Found::Term {
                let at = parsed.expansion().fragment.locate(block.prose.source(occurrence.span.clone()));
                found.extend(at.map(|at| Location::new(at.file.path(), at.span)));
            }
        });
    }
    found
}

/// Where a term is defined: in the configuration, or in a file of terms.
pub(super) fn definition(view: BookView<'_>, term: usize) -> Option<Location> {
    let open = view.live.open_book();
    let term = &open.settings.terms.own().get(term)?.term;
    let sources = sources(view);
    sources.iter().find_map(|source| {
        let file = view.file(&source.path)?;
        let span = source.names(file.text()).into_iter().find(|name| file.text()[name.clone()] == **term)?;
        Some(Location::new(file.path(), span))
    })
}

/// The index of the term whose definition a caret is at.
pub(super) fn defined_at(caret: &Caret<'_>) -> Option<usize> {
    let source = sources(caret.view).into_iter().find(|source| source.path == caret.file.path())?;
    let name = source.names(caret.text()).into_iter().find(|name| reaches(name, caret.offset))?;
    let own = caret.view.live.open_book().settings.terms.own();
    own.iter().position(|term| term.term == caret.text()[name.clone()])
}

/// A file that defines terms.
struct Source {
    path: PathBuf,
    /// The keys that lead to the terms in TOML; `None` for CSV.
    keys: Option<Vec<&'static str>>,
}

/// The files that define terms: the configuration, and those that it names.
fn sources(view: BookView<'_>) -> Vec<Source> {
    let open = view.live.open_book();
    let path = normalize(&open.config_file);
    let is_book = path == normalize(&open.book.root.join("book.toml"));
    let keys = if is_book { vec!["preprocessor", redline_lint::NAME, TERMS, TERM] } else { vec![TERMS, TERM] };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut found = vec![Source { path, keys: Some(keys) }];
    found.extend(open.settings.table.terms_files.iter().map(|file| {
        let is_csv = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        Source { path: normalize(&folder.join(file)), keys: (!is_csv).then(|| vec![TERMS, TERM]) }
    }));
    found
}

/// The key of the list of terms.
const TERMS: &str = "terms";

/// The key of the words of a term, and the column of them.
const TERM: &str = "term";

impl Source {
    /// The words of each term that a file defines, without quotation marks.
    fn names(&self, text: &str) -> Vec<Span> {
        let Some(keys) = &self.keys else { return names_in_csv(text) };
        let is_name = |token: &TomlToken| token.role == TomlRole::Value && token.path == *keys;
        toml_tokens(text).into_iter().filter(is_name).map(|token| token.span).collect()
    }
}

/// The cells below the header `term`. A line is a record: words have no line breaks.
fn names_in_csv(text: &str) -> Vec<Span> {
    let trimmed = |line: &str, cell: Span| {
        let written = &line[cell.clone()];
        let start = cell.start + written.len() - written.trim_start_matches([' ', '"', '\u{feff}']).len();
        start..(cell.start + written.trim_end_matches([' ', '"']).len()).max(start)
    };
    let mut lines = text.lines().map(|line| (line.as_ptr() as usize - text.as_ptr() as usize, line));
    let header = lines.next().map_or("", |(_, line)| line);
    let Some(column) = cells(header).into_iter().position(|cell| &header[trimmed(header, cell)] == TERM) else {
        return Vec::new();
    };
    let name = |(start, line): (usize, &str)| {
        let cell = trimmed(line, cells(line).into_iter().nth(column)?);
        Some(start + cell.start..start + cell.end)
    };
    lines.filter_map(name).collect()
}

/// The cells of a line between commas outside of quotation marks.
fn cells(line: &str) -> Vec<Span> {
    let (mut found, mut start, mut is_quoted) = (Vec::new(), 0, false);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => {
                found.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(start..line.len());
    found
}

/// Calls `visit` with every occurrence of the book's own terms, and of what they forbid, in a chapter.
pub(super) fn for_each(view: BookView<'_>, parsed: &ParsedChapter, mut visit: impl FnMut(&BlockProse, &Occurrence)) {
    let settings = &view.live.open_book().settings;
    let Some(chapter) = view.book().chapters.get(parsed.index) else { return };
    let terms = ChapterTerms::new(&settings.terms, parsed.document(), &chapter.path, settings.english_texts());
    for (block, occurrences) in terms.occurrences() {
        for occurrence in occurrences.iter().filter(|occurrence| settings.terms.is_own(occurrence.term)) {
            visit(block, occurrence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_in_csv_are_found_by_their_column() {
        let text = "\u{feff}not, term\r\n\"a, b\", \"API token\"\n,log in,x\nnone\n";
        let names: Vec<&str> = names_in_csv(text).into_iter().map(|name| &text[name]).collect();
        assert_eq!(names, ["API token", "log in"]);
        assert!(names_in_csv("nots,x\na,b\n").is_empty());
    }
}
