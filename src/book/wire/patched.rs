//! The book that is handed back: what mdBook sent, with changes in it.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{WireBook, offset};
use crate::source::Span;

/// New text for one chapter.
#[derive(Clone, Debug)]
pub struct Patch {
    /// The index of the chapter.
    pub chapter: usize,
    /// Its new name, if it changes.
    pub name: Option<String>,
    /// Its new content, if it changes.
    pub content: Option<String>,
}

/// A chapter that is added behind all others.
#[derive(Clone, Debug)]
pub struct NewChapter {
    /// Its name.
    pub name: String,
    /// Its text.
    pub content: String,
    /// The page it becomes, relative to `src`.
    pub path: String,
}

/// A book as JSON, in parts, most of which are those that mdBook sent.
#[derive(Clone, Debug, Default)]
pub struct PatchedBook<'a>(Vec<Cow<'a, str>>);

impl PatchedBook<'_> {
    /// Its parts in a row.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }
}

impl fmt::Display for PatchedBook<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().try_for_each(|part| f.write_str(part))
    }
}

impl<'a> WireBook<'a> {
    /// The book to hand back: what was sent, with `patches` in it and `added` behind its last chapter.
    pub fn patched(&self, patches: &[Patch], added: &[NewChapter]) -> PatchedBook<'a> {
        let string = |text: &str| Value::from(text).to_string();
        let mut edits: Vec<(Span, String)> = Vec::new();
        for patch in patches {
            let chapter = &self.chapters[patch.chapter];
            edits.extend(patch.name.as_deref().map(|name| (chapter.name_at.clone(), string(name))));
            edits.extend(patch.content.as_deref().map(|content| (chapter.content_at.clone(), string(content))));
        }
        edits.sort_by_key(|(span, _)| span.start);
        edits.extend(self.addition(added));
        let (mut parts, mut done) = (Vec::new(), 0);
        if self.lacks_marker {
            // mdBook 0.4 refuses a book without this key, although one version did not send it.
            let brace = self.raw.find('{').map_or(0, |at| at + 1);
            parts.push(Cow::Borrowed(&self.raw[..brace]));
            parts.push(Cow::Borrowed("\"__non_exhaustive\":null,"));
            done = brace;
        }
        for (span, text) in edits {
            parts.push(Cow::Borrowed(&self.raw[done..span.start]));
            parts.push(Cow::Owned(text));
            done = span.end;
        }
        parts.push(Cow::Borrowed(&self.raw[done..]));
        PatchedBook(parts)
    }

    /// Where the list of items ends, and what comes in there; `None` if that is nothing.
    fn addition(&self, added: &[NewChapter]) -> Option<(Span, String)> {
        if added.is_empty() {
            return None;
        }
        let lists: ListShape<'_> = serde_json::from_str(self.raw).ok()?;
        let list = lists.items.or(lists.sections)?.get();
        let end = offset(self.raw, list) + list.len() - 1;
        let is_empty = list[1..list.len() - 1].trim().is_empty();
        let chapters = added.iter().map(|added| {
            let chapter = json!({
                "name": added.name,
                "content": added.content,
                "number": null,
                "sub_items": [],
                "path": added.path,
                "source_path": null,
                "parent_names": [],
            });
            json!({ "Chapter": chapter }).to_string()
        });
        let chapters: Vec<String> = chapters.collect();
        let comma = if is_empty { "" } else { "," };
        Some((end..end, format!("{comma}{}", chapters.join(","))))
    }
}

/// The items of a book as text.
#[derive(Deserialize)]
struct ListShape<'a> {
    #[serde(borrow, default)]
    items: Option<&'a RawValue>,
    #[serde(borrow, default)]
    sections: Option<&'a RawValue>,
}
