//! The documents that are open in the editor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use redline_document::source::Span;
use serde::Deserialize;

use crate::position::{Encoding, Lines};
use crate::protocol::Range;
use crate::uri::{path_of, uri_of};

/// A document as the client has it.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Its address as the client writes it.
    pub(crate) uri: String,
    /// The client's number of this text: it grows, not always by one.
    pub(crate) version: i32,
    /// Its text.
    pub(crate) text: String,
    /// Where a single character was typed last: what ends there may be half a word.
    pub(crate) typed_at: Option<usize>,
}

/// A change of a document.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ContentChange {
    /// The replaced range; all of the text if absent.
    pub(crate) range: Option<Range>,
    /// The replacement.
    pub(crate) text: String,
}

/// The documents that are open in the editor, by path.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    by_path: BTreeMap<PathBuf, Document>,
}

impl Documents {
    /// Opens a document, and returns its path.
    pub(crate) fn open(&mut self, uri: &str, version: i32, text: String) -> PathBuf {
        let path = path_of(uri);
        self.by_path.insert(path.clone(), Document { uri: uri.to_owned(), version, text, typed_at: None });
        path
    }

    /// Applies changes in order, each to the result of the one before. `None` if the document is not open.
    pub(crate) fn change(
        &mut self,
        uri: &str,
        version: i32,
        changes: Vec<ContentChange>,
        encoding: Encoding,
    ) -> Option<(PathBuf, &str)> {
        let path = path_of(uri);
        let document = self.by_path.get_mut(&path)?;
        document.version = version;
        for change in changes {
            document.apply(change, encoding);
        }
        Some((path, &document.text))
    }

    /// Closes a document, and returns its path.
    pub(crate) fn close(&mut self, uri: &str) -> Option<PathBuf> {
        let path = path_of(uri);
        self.by_path.remove(&path).map(|_| path)
    }

    /// The document at `path`.
    pub(crate) fn get(&self, path: &Path) -> Option<&Document> {
        self.by_path.get(path)
    }

    /// The address of a file, as the client writes it if the file is open.
    pub(crate) fn uri(&self, path: &Path) -> String {
        self.get(path).map_or_else(|| uri_of(path), |document| document.uri.clone())
    }

    /// The paths of the documents.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.by_path.keys().map(PathBuf::as_path)
    }
}

impl Document {
    fn apply(&mut self, change: ContentChange, encoding: Encoding) {
        let Some(range) = change.range else {
            self.typed_at = None;
            self.text = change.text;
            return;
        };
        let Span { start, end } = Lines::new(&self.text, encoding).span(range);
        self.text.replace_range(start..end, &change.text);
        self.typed_at = (start == end && change.text.chars().count() == 1).then_some(start + change.text.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::Position;

    fn change(start: (u32, u32), end: (u32, u32), text: &str) -> ContentChange {
        let position = |(line, character)| Position { line, character };
        ContentChange { range: Some(Range { start: position(start), end: position(end) }), text: text.to_owned() }
    }

    #[test]
    fn each_change_applies_to_the_result_of_the_one_before() {
        let mut documents = Documents::default();
        let path = documents.open("file:///a.md", 1, "one\r\ntwo 😀\r\n".to_owned());
        let changes = vec![change((1, 4), (1, 6), "é"), change((1, 5), (1, 5), "x")];
        let (at, text) = documents.change("file:///%61.md", 4, changes, Encoding::Utf16).unwrap();
        assert_eq!((at, text), (path.clone(), "one\r\ntwo éx\r\n"));
        let document = documents.get(&path).unwrap();
        assert_eq!((document.version, document.typed_at), (4, Some(12)));
        assert_eq!(documents.close("file:///a.md"), Some(path));
        assert!(documents.change("file:///a.md", 5, Vec::new(), Encoding::Utf8).is_none());
    }

    proptest! {
        #[test]
        fn a_change_replaces_its_range(text in "[ab é😀\n]{0,30}", new in "[xé\n]{0,5}", from in 0_usize..40, to in 0_usize..40) {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                let (start, end) = (boundary(from.min(to)), boundary(from.max(to)));
                let lines = Lines::new(&text, encoding);
                let change = ContentChange { range: Some(lines.range(&(start..end))), text: new.clone() };
                let mut documents = Documents::default();
                documents.open("file:///a.md", 1, text.clone());
                let (_, changed) = documents.change("file:///a.md", 2, vec![change], encoding).unwrap();
                prop_assert_eq!(changed, format!("{}{new}{}", &text[..start], &text[end..]));
            }
        }
    }
}
