//! Changes to a book, spliced into the JSON that mdBook sent.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{WireBook, offset};
use redline_document::source::Span;

/// New text of a chapter.
#[derive(Clone, Debug)]
pub struct Patch {
    /// Index of the chapter.
    pub chapter: usize,
    /// New name, if it changes.
    pub name: Option<String>,
    /// New content, if it changes.
    pub content: Option<String>,
}

/// Chapter that is added after all others.
#[derive(Clone, Debug)]
pub struct NewChapter {
    /// Name in the table of contents.
    pub name: String,
    /// Markdown text.
    pub content: String,
    /// Page that it becomes, relative to `src`.
    pub path: String,
    /// Chapters below it.
    pub children: Vec<NewChapter>,
}

impl NewChapter {
    /// The chapter as an item of the list that mdBook reads, below `parents`.
    fn item(&self, parents: &[&str]) -> Value {
        let below: Vec<&str> = parents.iter().copied().chain([self.name.as_str()]).collect();
        let children: Vec<Value> = self.children.iter().map(|child| child.item(&below)).collect();
        let chapter = json!({
            "name": self.name,
            "content": self.content,
            "number": null,
            "sub_items": children,
            "path": self.path,
            "source_path": null,
            "parent_names": parents,
        });
        json!({ "Chapter": chapter })
    }
}

impl WireBook<'_> {
    /// The book as JSON: what mdBook sent, with `patches` applied and `added` after its last chapter. Everything else is
    /// unchanged, byte for byte.
    pub fn patched(&self, patches: &[Patch], added: &[NewChapter]) -> String {
        let mut edits: Vec<(Span, String)> = Vec::new();
        if self.lacks_marker {
            // mdBook 0.4 rejects a book without this key, although one version did not send it.
            let start = self.raw.find('{').map_or(0, |at| at + 1);
            edits.push((start..start, "\"__non_exhaustive\":null,".to_owned()));
        }
        let string = |text: &str| Value::from(text).to_string();
        for patch in patches {
            let chapter = &self.chapters[patch.chapter];
            edits.extend(patch.name.as_deref().map(|name| (chapter.name_span.clone(), string(name))));
            edits.extend(patch.content.as_deref().map(|content| (chapter.content_span.clone(), string(content))));
        }
        edits.extend(self.addition(added));
        edits.sort_by_key(|(span, _)| span.start);
        let (mut json, mut copied) = (String::with_capacity(self.raw.len()), 0);
        for (span, text) in edits {
            json.push_str(&self.raw[copied..span.start]);
            json.push_str(&text);
            copied = span.end;
        }
        json.push_str(&self.raw[copied..]);
        json
    }

    /// Edit that appends chapters to the list of items.
    fn addition(&self, added: &[NewChapter]) -> Option<(Span, String)> {
        if added.is_empty() {
            return None;
        }
        let lists: ListShape<'_> = serde_json::from_str(self.raw).ok()?;
        let list = lists.items.or(lists.sections)?.get();
        let end = offset(self.raw, list) + list.len() - 1;
        let is_empty = list[1..list.len() - 1].trim().is_empty();
        let chapters: Vec<String> = added.iter().map(|chapter| chapter.item(&[]).to_string()).collect();
        let comma = if is_empty { "" } else { "," };
        Some((end..end, format!("{comma}{}", chapters.join(","))))
    }
}

/// Items of a book as raw JSON.
#[derive(Deserialize)]
struct ListShape<'a> {
    #[serde(borrow, default)]
    items: Option<&'a RawValue>,
    #[serde(borrow, default)]
    sections: Option<&'a RawValue>,
}
