//! Redaction: confidential names are masked in both versions of a text before a report is made, and searched for in the
//! output.
//!
//! A name matches in any form that a reader would recognise: in any case and width, with markup, soft hyphens or tags
//! in it, hyphenated at the end of a line, with spaces, hyphens or nothing between its words, spelled out, in
//! look-alike letters, with umlauts transcribed, and encoded. A false positive costs a word; a false negative would be
//! a leak.

mod decode;
mod file;
mod folded;
mod html;
mod letters;
mod markup;
mod mdbook;
mod names;
mod pattern;
mod word;

use std::path::{Path, PathBuf};

use redline_document::document::{Dialect, Document};
use redline_document::source::{Span, read_text};

use decode::{characters, unescaped};
pub use file::FileText;
use folded::Folded;
use markup::Markup;
pub use mdbook::mdbook_file;
use names::{Entry, Fault};
pub use pattern::Match;
use pattern::Pattern;

/// The environment variable with the path of the file of names.
pub const VARIABLE: &str = "REDLINE_REDACT";

/// An error in masking names. No message contains a name.
#[derive(Debug, thiserror::Error)]
pub enum RedactionError {
    /// The file of names cannot be read.
    #[error("the file of names {} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The file of names is invalid.
    #[error("{} is no file of names: line {line}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The fault in it.
        message: String,
    },
    /// The file of names is in the repository and would be published.
    #[error("{0} is in the repository and not ignored by it: the names in it would be published")]
    Published(String),
    /// A name is left in a report.
    #[error("a name that should be masked is left in the report of {chapter}, at byte {offset}: nothing was written")]
    Left {
        /// The chapter.
        chapter: String,
        /// The offset in the report.
        offset: usize,
    },
    /// Another error, with names masked in its message.
    #[error("{0}")]
    Other(String),
}

/// The names to redact, with their masks.
#[derive(Debug, Default)]
pub struct Redaction {
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    pattern: Pattern,
    mask: String,
}

impl Redaction {
    /// Reads a file of names.
    ///
    /// # Errors
    /// If it cannot be read, is invalid, or is in the repository around it.
    pub fn load(path: &Path) -> Result<Self, RedactionError> {
        let text = read_text(path).map_err(|source| RedactionError::Unreadable { path: path.to_owned(), source })?;
        let is_public = is_published(path);
        let parsed = names::entries(&text).and_then(|entries| Self::of_entries(&entries));
        if is_public {
            let shown = path.display().to_string();
            return Err(RedactionError::Published(parsed.map_or(shown.clone(), |names| names.message(&shown))));
        }
        parsed.map_err(|Fault { line, message }| RedactionError::Invalid { path: path.to_owned(), line, message })
    }

    /// Reads the file of names set in the configuration of the book at `root` or in the environment; `None` if neither
    /// is set.
    ///
    /// # Errors
    /// If the file cannot be used.
    pub fn of(file: Option<&Path>, root: &Path) -> Result<Option<Self>, RedactionError> {
        let named = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let file = file.map(|file| root.join(file)).or(named);
        file.map(|file| Self::load(&file)).transpose()
    }

    fn of_entries(entries: &[Entry]) -> Result<Self, Fault> {
        let fault = |entry: &Entry, message: &str| Fault { line: entry.line, message: message.to_owned() };
        let mut names = Vec::with_capacity(entries.len());
        for entry in entries {
            let pattern = Pattern::new(&entry.name, entry.matches);
            let pattern = pattern.ok_or_else(|| fault(entry, "a name has letters or digits"))?;
            names.push(Name { pattern, mask: entry.mask.clone() });
        }
        // The longest match wins.
        names.sort_by_key(|name| std::cmp::Reverse(name.pattern.length));
        let redaction = Self { names };
        match entries.iter().find(|entry| redaction.first_in(&entry.mask).is_some()) {
            Some(entry) => Err(fault(entry, "a mask holds a name")),
            None => Ok(redaction),
        }
    }

    /// The occurrences of names in a text with the indices of their names, sorted and disjoint.
    fn find(&self, text: &str) -> Vec<(Span, usize)> {
        let plain = characters(text);
        let mut found = self.find_in(&Folded::new(&plain));
        // What looks like an escape may be part of a path, such as `C:\xacme`: both readings count.
        if let Some(decoded) = unescaped(&plain) {
            found.extend(self.find_in(&Folded::new(&decoded)));
            found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
            found.dedup_by(|(span, _), (before, _)| {
                let overlaps = span.start < before.end;
                if overlaps {
                    before.end = before.end.max(span.end);
                }
                overlaps
            });
        }
        found
    }

    fn find_in(&self, text: &Folded) -> Vec<(Span, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let matched = |(index, name): (usize, &Name)| Some((name.pattern.matched(text, at)?, index));
            if let Some((end, index)) = self.names.iter().enumerate().find_map(matched) {
                found.push((text.span(at, end), index));
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// The offset of the first name in a text.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        self.find(text).first().map(|(span, _)| span.start)
    }

    /// The offset of the first name in an HTML page: in text, attribute values, comments and scripts.
    pub fn first_in_html(&self, page: &str) -> Option<usize> {
        self.first_in(&html::readable(page))
    }

    /// A message with names masked.
    pub fn message(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for (span, name) in self.find(text).into_iter().rev() {
            out.replace_range(span, &format!("[{}]", self.names[name].mask));
        }
        out
    }

    /// The error itself if its message contains no names, or else an error with the message masked.
    pub fn error<E: std::error::Error + From<RedactionError>>(&self, error: E) -> E {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            message.push_str(": ");
            message.push_str(&cause.to_string());
            source = cause.source();
        }
        if self.first_in(&message).is_none() { error } else { RedactionError::Other(self.message(&message)).into() }
    }

    /// A chapter with names masked: in prose as `[MASK]`, in code and addresses as a word in the case of the name, so
    /// that they still parse.
    pub fn masked(&self, text: &str, dialect: &Dialect) -> String {
        let found = self.find(text);
        if found.is_empty() {
            return text.to_owned();
        }
        let document = Document::of_text(text, dialect);
        let markup = Markup::of(text, dialect);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (span, name) in found {
            let mask = &self.names[name].mask;
            let source = &text[span.clone()];
            let is_joined = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '.' | '-');
            let joined = text[..span.start].ends_with(is_joined)
                || text[span.end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@'));
            let (opened, closed) = markup.cut_by(text, &span);
            out.push_str(&text[done..span.start]);
            out.push_str(&opened);
            if document.touches_protected(&span) || joined {
                out.push_str(&in_case_of(source, mask));
            } else {
                out.push_str("\\[");
                out.push_str(mask);
                out.push_str("\\]");
            }
            out.push_str(&closed);
            done = span.end;
        }
        out.push_str(&text[done..]);
        out
    }

    /// Verifies that no name is left in a report.
    ///
    /// # Errors
    /// If one is left. The error has its offset, but not the name.
    pub fn check(&self, chapter: &str, report: &str) -> Result<(), RedactionError> {
        self.checked(chapter, self.first_in(report))
    }

    /// Verifies that no name is left in a report in HTML.
    ///
    /// # Errors
    /// As for [`Self::check`].
    pub fn check_html(&self, chapter: &str, report: &str) -> Result<(), RedactionError> {
        self.checked(chapter, self.first_in_html(report))
    }

    fn checked(&self, chapter: &str, found: Option<usize>) -> Result<(), RedactionError> {
        // The path may contain a name as well.
        found.map_or(Ok(()), |offset| Err(RedactionError::Left { chapter: self.message(chapter), offset }))
    }
}

/// The letters of a mask in the case of `source`.
fn in_case_of(source: &str, mask: &str) -> String {
    let plain: String = mask.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
    let has = |is: fn(char) -> bool| source.chars().any(is);
    match (has(char::is_uppercase), has(char::is_lowercase)) {
        (true, false) => plain.to_uppercase(),
        (true, true) => redline_text::capitalised(&plain.to_lowercase()),
        _ => plain.to_lowercase(),
    }
}

/// Whether a file is in a repository that does not ignore it, so that it might be committed.
fn is_published(path: &Path) -> bool {
    let Ok(path) = std::path::absolute(path) else { return true };
    let Some(root) = path.ancestors().skip(1).find(|folder| folder.join(".git").exists()) else { return false };
    let mut ignored = ignore::gitignore::GitignoreBuilder::new(root);
    let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root)).collect();
    for folder in folders.into_iter().rev() {
        // A missing file ignores nothing.
        drop(ignored.add(folder.join(".gitignore")));
    }
    drop(ignored.add(root.join(".git").join("info").join("exclude")));
    !ignored.build().is_ok_and(|ignored| ignored.matched_path_or_any_parents(&path, false).is_ignore())
}

#[cfg(test)]
mod tests;
