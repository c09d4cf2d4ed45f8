//! Completions of the destinations of links: chapters, other files, and ids.

use std::path::Path;

use percent_encoding::{percent_decode_str, percent_encode_byte};
use redline_document::document::Document;
use redline_document::source::{Span, normalize, relative_path};
use redline_lint::book::{Chapter, SUMMARY, Target};

use super::folder::entries;
use super::{Completion, CompletionKind};
use crate::navigation::caret::Caret;
use crate::navigation::destination::{Written, written_at};

/// What is encoded in a destination: what would end it or its path, and what Markdown or mdBook changes.
const ENCODED: &str = " \"'#%&()<>?[]\\`{|}";

/// What is encoded in a destination in angle brackets.
const ENCODED_IN_BRACKETS: &str = "\"#%&<>?\\`{|}";

/// Completions where a destination is being written; `None` elsewhere.
pub(super) fn completions(caret: &Caret<'_>) -> Option<Vec<Completion>> {
    let written = written_at(caret.before(), caret.after())?;
    let typed = written.typed;
    Some(match typed.split_once('#') {
        None => Paths::new(caret, &written).all(),
        Some((_, fragment)) if fragment.starts_with('#') => all_headings(caret, &written),
        Some((path, fragment)) => ids(caret, path, fragment, &written),
    })
}

/// A path as it is written in a destination. One whose beginning looks like a scheme begins with a dot.
fn encoded_path(path: &str, in_brackets: bool) -> String {
    let is_like_address = path.split('/').next().is_some_and(|first| first.contains(':'));
    let dot = if is_like_address { "./" } else { "" };
    format!("{dot}{}", encoded(path, in_brackets))
}

/// A path or an id as it is written in a destination. Letters of all languages stay readable.
fn encoded(text: &str, in_brackets: bool) -> String {
    let encoded = if in_brackets { ENCODED_IN_BRACKETS } else { ENCODED };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii_control() || encoded.contains(c) => out.push_str(percent_encode_byte(byte)),
            _ => out.push(c),
        }
    }
    out
}

/// Completions of the path of a destination.
struct Paths<'c, 'a> {
    caret: &'c Caret<'a>,
    written: &'c Written<'c>,
    replace: Span,
}

impl<'c, 'a> Paths<'c, 'a> {
    fn new(caret: &'c Caret<'a>, written: &'c Written<'c>) -> Self {
        let path_rest = written.rest.find(['#', '?']).unwrap_or(written.rest.len());
        Self { caret, written, replace: caret.offset - written.typed.len()..caret.offset + path_rest }
    }

    /// Chapters first, then files of the folder that is being written.
    fn all(&self) -> Vec<Completion> {
        let mut found: Vec<Completion> = Vec::new();
        // The table of contents lists each chapter once.
        if !self.written.is_image && !self.caret.is_in_summary() {
            found.extend(self.caret.view.book().chapters.iter().filter_map(|chapter| self.chapter(chapter)));
        }
        found.extend(self.files());
        found
    }

    fn completion(&self, path: &str, kind: CompletionKind) -> Completion {
        let insert = encoded_path(path, self.written.in_brackets);
        Completion {
            replace: self.replace.clone(),
            insert: insert.clone(),
            label: path.to_owned(),
            detail: None,
            kind,
            filter: insert,
        }
    }

    fn chapter(&self, chapter: &Chapter) -> Option<Completion> {
        let book = self.caret.view.book();
        let file = chapter.file.as_deref()?;
        let path = match self.written.typed {
            typed if typed.starts_with('/') => format!("/{}", relative_path(&book.src, file)),
            typed => {
                let relative = relative_path(&self.caret.link_folder(), file);
                if typed.starts_with("./") && !relative.starts_with("../") { format!("./{relative}") } else { relative }
            }
        };
        let detail = Some(chapter.name.clone());
        Some(Completion { detail, ..self.completion(&path, CompletionKind::Chapter) })
    }

    fn files(&self) -> Vec<Completion> {
        let book = self.caret.view.book();
        let typed = percent_decode_str(self.written.typed).decode_utf8_lossy().into_owned();
        let (base, typed, root) = match typed.strip_prefix('/') {
            Some(rest) => (book.src.clone(), rest.to_owned(), "/"),
            None => (self.caret.link_folder(), typed, ""),
        };
        let summary = book.src.join(SUMMARY);
        let is_chapter =
            |path: &Path| path == summary || book.chapters.iter().any(|it| it.file.as_deref() == Some(path));
        let is_page = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        let found = entries(&base, &typed).into_iter();
        let offered = found.filter(|entry| {
            entry.is_folder || !(is_chapter(&entry.path) || self.written.is_image && is_page(&entry.path))
        });
        let kind = |is_folder: bool| if is_folder { CompletionKind::Folder } else { CompletionKind::File };
        offered.map(|entry| self.completion(&format!("{root}{}", entry.written), kind(entry.is_folder))).collect()
    }
}

/// The ids of a page with the titles of their headings, in the order of the page: headings, then ids written in HTML.
fn ids_of(document: &Document) -> Vec<(&str, Option<&str>)> {
    let headings = document.headings.iter();
    let mut found: Vec<(&str, Option<&str>)> =
        headings.filter_map(|heading| Some((heading.id.as_deref()?, Some(heading.title.as_str())))).collect();
    for id in &document.html_ids {
        if found.iter().all(|(known, _)| known != id) {
            found.push((id, None));
        }
    }
    found
}

/// The ids of the page that `path` leads to.
fn ids(caret: &Caret<'_>, path: &str, fragment: &str, written: &Written<'_>) -> Vec<Completion> {
    let chapter = caret.chapter();
    let Target::Chapter(page, _) = Target::of(caret.view.book(), &chapter, path) else { return Vec::new() };
    let replace = caret.offset - fragment.len()..caret.offset + written.rest.len();
    let documents = caret.view.chapters().iter().filter(|parsed| parsed.index == page);
    let id = |(id, title): (&str, Option<&str>)| Completion {
        replace: replace.clone(),
        insert: encoded(id, written.in_brackets),
        label: id.to_owned(),
        detail: title.map(str::to_owned),
        kind: CompletionKind::Id,
        filter: encoded(id, written.in_brackets),
    };
    documents.flat_map(|parsed| ids_of(parsed.document())).map(id).collect()
}

/// Every heading of the book, for what follows `##`: those of the page itself first.
fn all_headings(caret: &Caret<'_>, written: &Written<'_>) -> Vec<Completion> {
    let book = caret.view.book();
    let (folder, own) = (caret.link_folder(), caret.chapter());
    let replace = caret.offset - written.typed.len()..caret.offset + written.rest.len();
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for parsed in caret.view.chapters() {
        let chapter = &book.chapters[parsed.index];
        let is_own = chapter.path == own.path;
        let file = chapter.file.as_deref().unwrap_or(Path::new(&chapter.path));
        let path = if is_own {
            String::new()
        } else {
            encoded_path(&relative_path(&folder, &normalize(file)), written.in_brackets)
        };
        for heading in &parsed.document().headings {
            let Some(id) = &heading.id else { continue };
            let completion = Completion {
                replace: replace.clone(),
                insert: format!("{path}#{}", encoded(id, written.in_brackets)),
                label: heading.title.clone(),
                detail: Some(chapter.path.clone()),
                kind: CompletionKind::Id,
                // An editor compares it with all that is typed, which begins with the path before the hashes.
                filter: format!("{}##{}", written.typed.split('#').next().unwrap_or_default(), heading.title),
            };
            if is_own { found.push(completion) } else { others.push(completion) }
        }
    }
    found.append(&mut others);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;
    use redline_lint::book::Destination;

    proptest::proptest! {
        #[test]
        fn markdown_reads_the_path_that_was_encoded(path in "[a-z0-9 :%#?&;()<>\\[\\]{}\"'`*_~!$|\\\\\u{e9}\u{1f600}]{1,12}") {
            for (open, close, in_brackets) in [("[x](", ")", false), ("[x](<", ">)", true)] {
                let text = format!("{open}{}{close}\n", encoded_path(&path, in_brackets));
                let document = Document::of_text(&text, &Dialect::default());
                let link = document.links.first();
                let read = link.map(|link| Destination::new(&link.destination).path.to_owned());
                let read = read.map(|read| percent_decode_str(&read).decode_utf8_lossy().into_owned());
                let read = read.map(|read| read.strip_prefix("./").unwrap_or(&read).to_owned());
                proptest::prop_assert_eq!(read.as_ref(), Some(&path), "{}", text);
            }
        }
    }
}
