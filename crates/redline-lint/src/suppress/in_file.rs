//! Suppressions of files that a chapter includes in part.
//!
//! Authors edit files: a comment holds for its file even if the part that a chapter includes does not contain it.

use std::sync::Arc;

use super::suppression::Suppression;
use super::{RuleName, Suppressions, is_ours};
use redline_document::document::{Dialect, Document};
use redline_document::source::{Expansion, FileSpan, Fragment, SourceFile, Span};

/// Suppressions of a file that a chapter includes in part, in the whole file.
#[derive(Debug)]
pub struct FileSuppressions {
    file: Arc<SourceFile>,
    /// The whole file, its includes not expanded.
    document: Document,
    suppressions: Suppressions,
    /// Included parts of the file.
    parts: Vec<Span>,
}

impl FileSuppressions {
    /// Reads the comments of the files that a chapter includes in part; `own` is the chapter's own file.
    pub fn of_chapter(chapter: &Fragment, own: &SourceFile, check: impl Fn(&str) -> RuleName) -> Vec<Self> {
        let others = chapter.files().iter().filter(|file| file.id() != own.id() && may_have_comments(file.text()));
        others.filter_map(|file| Self::of_file(file, chapter.parts_of(file), &check)).collect()
    }

    /// Reads the comments of one file; `None` if it has none, or nothing but white space besides the parts.
    fn of_file(file: &Arc<SourceFile>, parts: Vec<Span>, check: impl Fn(&str) -> RuleName) -> Option<Self> {
        if gaps(&parts, &file.body()).all(|gap| file.text()[gap].trim().is_empty()) {
            return None;
        }
        let fragment = Fragment::of_file(file, file.body());
        let document = Document::parse(Expansion { fragment, ..Expansion::default() }, &Dialect::default());
        let mut suppressions = Suppressions::read(&document);
        suppressions.hold_misspelled(check);
        let has_any = !suppressions.comments.is_empty() || !suppressions.ineffective.is_empty();
        has_any.then(|| Self { file: Arc::clone(file), document, suppressions, parts })
    }

    /// The file.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// The whole file.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The suppressions in it.
    pub fn suppressions(&self) -> &Suppressions {
        &self.suppressions
    }

    /// Place in the document of a place in the file.
    pub fn offset(&self, at: &FileSpan) -> usize {
        at.span.start.saturating_sub(self.file.body().start)
    }

    /// Whether the chapter includes the text at a place of the document.
    pub fn is_included(&self, offset: usize) -> bool {
        let at = self.file.body().start + offset;
        let part = self.parts.partition_point(|part| part.end <= at);
        self.parts.get(part).is_some_and(|part| part.start <= at)
    }

    /// Whether a comment at a place of the file has an effect in the whole file.
    pub fn is_effective(&self, at: &FileSpan) -> bool {
        let offset = self.offset(at);
        at.file.id() == self.file.id() && !self.suppressions.ineffective.iter().any(|it| it.span.start == offset)
    }

    /// Whether the chapter includes some of the text that a suppression covers.
    pub fn covers_included(&self, suppression: &Suppression) -> bool {
        let mark = self.file.body().start;
        suppression.covered(self.document.text().len()).iter().any(|span| {
            let part = self.parts.partition_point(|part| part.end <= mark + span.start);
            self.parts.get(part).is_some_and(|part| part.start < mark + span.end)
        })
    }

    /// Starts of the lines with text that the chapter does not include, in the document.
    pub fn missing_lines(&self) -> Vec<usize> {
        let text = self.document.text();
        let mut start = 0;
        let mut missing = Vec::new();
        for line in text.split_inclusive('\n') {
            let words = line.trim_start();
            let first = start + line.len() - words.len();
            // Comments mark anchors and control rules; they have no findings but those about themselves.
            let is_comment = words.starts_with("<!--") && words.trim_end().ends_with("-->");
            if !words.is_empty() && !is_comment && !self.is_included(first) {
                missing.push(start);
            }
            start += line.len();
        }
        missing
    }
}

/// Whether a text may contain comments of ours or of Vale.
fn may_have_comments(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), b"<!--").any(|at| {
        let body = text[at + 4..].trim_start();
        let prefix: String = body.chars().take(8).collect::<String>().to_ascii_lowercase();
        prefix.starts_with("redline") || is_ours(body)
    })
}

/// What lies between the parts of a text.
fn gaps<'a>(parts: &'a [Span], text: &Span) -> impl Iterator<Item = Span> + 'a {
    let starts = std::iter::once(text.start).chain(parts.iter().map(|part| part.end));
    let ends = parts.iter().map(|part| part.start).chain(std::iter::once(text.end));
    starts.zip(ends).map(|(start, end)| start..end.max(start))
}
