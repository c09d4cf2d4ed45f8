//! The JSON that mdBook exchanges with preprocessors, in the shapes of 0.4 and 0.5.
//!
//! Only what is used is read; everything else stays the text that mdBook sent. Changes are spliced
//! into that text, so fields and items of versions to come pass through byte for byte. The
//! shapes are recorded in mdBook's own documentation and were captured from 0.4.52 and 0.5.4.

mod content;
mod patched;
mod shape;

use std::borrow::Cow;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::source::Span;
use shape::{BookShape, ItemShape};

pub use content::Content;
pub use patched::{NewChapter, Patch, PatchedBook};

/// Why standard input could not be read as a book.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// Not JSON, or not the array that mdBook sends.
    #[error("standard input is not what mdBook sends to a preprocessor (a JSON array of a context and a book)")]
    NotMdbook(#[source] serde_json::Error),
    /// A context without what every mdBook sends.
    #[error("the context that mdBook sent cannot be read")]
    Context(#[source] serde_json::Error),
    /// A book whose chapters cannot be read.
    #[error("the book that mdBook sent cannot be read")]
    Book(#[source] serde_json::Error),
    /// A book in neither of the known shapes.
    #[error("the book that mdBook sent has neither `items` (0.5) nor `sections` (0.4)")]
    NoItems,
}

/// What mdBook sent.
#[derive(Debug)]
pub struct WireInput<'a> {
    /// What it says of the run.
    pub context: WireContext,
    /// The book.
    pub book: WireBook<'a>,
}

/// What mdBook says of the run.
#[derive(Debug, PartialEq, Deserialize)]
pub struct WireContext {
    /// Where `book.toml` lies.
    pub root: PathBuf,
    /// `book.toml` with the environment applied.
    pub config: Value,
    /// The renderer that the book is for.
    pub renderer: String,
    /// The version of mdBook.
    pub mdbook_version: String,
}

/// A book as text, and where its chapters stand in it.
#[derive(Debug)]
pub struct WireBook<'a> {
    raw: &'a str,
    /// Chapters in reading order, drafts included.
    pub chapters: Vec<WireChapter<'a>>,
    lacks_marker: bool,
}

/// A chapter as mdBook sent it.
#[derive(Debug)]
pub struct WireChapter<'a> {
    /// Its name in the table of contents.
    pub name: Cow<'a, str>,
    /// Its text.
    pub content: Content<'a>,
    /// The page it becomes, relative to `src`; `None` for a draft.
    pub path: Option<String>,
    /// The file it came from, relative to `src`; `None` if there is none.
    pub source_path: Option<String>,
    /// The title of the part of the book that it stands in.
    pub part: Option<String>,
    /// Whether chapters stand below it.
    pub has_children: bool,
    name_at: Span,
    content_at: Span,
}

impl WireContext {
    /// The context at the beginning of what mdBook writes; `None` if it cannot be read, or does not end there.
    pub(crate) fn at_start(bytes: &[u8]) -> Option<Self> {
        let start = bytes.trim_ascii_start().strip_prefix(b"[")?;
        serde_json::Deserializer::from_slice(start).into_iter().next()?.ok()
    }
}

impl<'a> WireInput<'a> {
    /// Reads what mdBook wrote.
    ///
    /// # Errors
    /// If it is no JSON or has neither shape of book.
    pub fn parse(input: &'a str) -> Result<Self, WireError> {
        // The book is read once, and only if that fails is it asked what is wrong.
        let (context, shape): (&RawValue, BookShape<'a>) =
            serde_json::from_str(input).map_err(|error| fault(input, error))?;
        let (start, len) = (offset(input, context.get()), context.get().len());
        // What is left is a comma, the book, and the end of the array.
        let rest = input[start + len..].trim();
        let raw = rest[1..rest.len() - 1].trim();
        let context = serde_json::from_str(context.get()).map_err(WireError::Context)?;
        Ok(Self { book: WireBook::new(raw, shape)?, context })
    }
}

impl<'a> WireBook<'a> {
    fn new(raw: &'a str, shape: BookShape<'a>) -> Result<Self, WireError> {
        let is_old = shape.items.is_none();
        let items = shape.items.or(shape.sections).ok_or(WireError::NoItems)?;
        let (mut chapters, mut part) = (Vec::new(), None);
        for item in items {
            match item {
                ItemShape::Part(title) => part = Some(title),
                ItemShape::Chapter(chapter) => {
                    // Parts are made of numbered chapters: what follows them stands in none.
                    let part = part.as_deref().filter(|_| chapter.number.is_some());
                    chapter.flatten(part, &mut chapters);
                }
                ItemShape::Other => {}
            }
        }
        let read: Vec<Result<_, _>> = chapters.into_par_iter().map(|(chapter, part)| chapter.read(raw, part)).collect();
        // Of several that cannot be read, the first is told.
        let chapters = read.into_iter().collect::<Result<_, _>>()?;
        Ok(Self { raw, chapters, lacks_marker: is_old && !shape.marker.0 })
    }
}

/// What is wrong with an input that cannot be read.
fn fault(input: &str, error: serde_json::Error) -> WireError {
    let (context, book) = match serde_json::from_str::<(&RawValue, &RawValue)>(input) {
        Ok((context, book)) => (context.get(), book.get()),
        Err(error) => return WireError::NotMdbook(error),
    };
    if let Err(error) = serde_json::from_str::<WireContext>(context) {
        return WireError::Context(error);
    }
    WireError::Book(serde_json::from_str::<BookShape<'_>>(book).err().unwrap_or(error))
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The string that a raw value holds, borrowed where nothing is escaped in it.
fn text_of(raw: &RawValue) -> Result<Cow<'_, str>, WireError> {
    let held = raw.get().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(held) = held.filter(|held| !held.contains('\\')) {
        return Ok(Cow::Borrowed(held));
    }
    serde_json::from_str(raw.get()).map(Cow::Owned).map_err(WireError::Book)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CONTEXT: &str = r#"{"root":"/book","config":{"book":{"title":null}},"renderer":"html","mdbook_version":"0.5.4","chapter_titles":{}}"#;

    fn chapter(name: &str, content: &str, sub_items: &str) -> String {
        format!(
            r#"{{"Chapter":{{"name":"{name}","content":{},"number":[1],"sub_items":[{sub_items}],"path":"a.md","source_path":null,"parent_names":[],"new":{{"x":1.0}}}}}}"#,
            Value::from(content)
        )
    }

    #[test]
    fn everything_unknown_passes_through_byte_for_byte() {
        for key in ["items", "sections"] {
            let book = format!(
                r#"{{ "{key}": [ "Separator", {{"PartTitle":"P"}}, {{"Future":{{"a":[1e3]}}}}, null, {} ], "__non_exhaustive": null, "later":1.50 }}"#,
                chapter("A", "# A \"q\" \u{1F600}\n", &chapter("B", "b", ""))
            );
            let input = format!("[{CONTEXT}, {book}]");
            let input = WireInput::parse(&input).unwrap();
            assert_eq!(input.book.patched(&[], &[]).to_string(), book);
            assert_eq!(input.book.chapters.len(), 2);
            assert_eq!(input.book.chapters[0].content.as_str(), "# A \"q\" \u{1F600}\n");
            assert!(input.book.chapters[0].has_children);
            let patch = Patch { chapter: 1, name: Some("B\"".into()), content: Some("new\n".into()) };
            let expected =
                book.replace(r#""name":"B""#, r#""name":"B\"""#).replace(r#""content":"b""#, r#""content":"new\n""#);
            assert_eq!(input.book.patched(&[patch], &[]).to_string(), expected);
        }
    }

    #[test]
    fn the_context_is_read_as_soon_as_it_is_there() {
        let input = format!(" [{CONTEXT}, {{\"items\":[]}}]");
        let expected = WireInput::parse(&input).unwrap().context;
        let end = input.find(CONTEXT).unwrap() + CONTEXT.len();
        assert!((0..end).all(|end| WireContext::at_start(&input.as_bytes()[..end]).is_none()));
        assert!(
            (end..=input.len()).all(|end| WireContext::at_start(&input.as_bytes()[..end]).as_ref() == Some(&expected))
        );
        assert_eq!(WireContext::at_start(b"[{\"root\":1},"), None);
    }

    #[test]
    fn a_chapter_is_added_behind_the_last_item() {
        let added = NewChapter { name: "N\"".into(), content: "# N\n".into(), path: "n.md".into() };
        for (key, items) in
            [("items", "[ ]".to_owned()), ("sections", format!("[{}, \"Separator\" ]", chapter("A", "a", "")))]
        {
            let input = format!(r#"[{CONTEXT}, {{"{key}":{items},"__non_exhaustive":null}}]"#);
            let book = WireInput::parse(&input).unwrap().book;
            let patch = book.chapters.first().map(|_| Patch { chapter: 0, name: None, content: Some("new".into()) });
            let patched: Value =
                serde_json::from_str(&book.patched(patch.as_slice(), std::slice::from_ref(&added)).to_string())
                    .unwrap();
            let items = patched[key].as_array().unwrap();
            let last = &items[items.len() - 1]["Chapter"];
            assert_eq!((&last["name"], &last["content"]), (&json!("N\""), &json!("# N\n")));
            assert_eq!((&last["path"], &last["source_path"]), (&json!("n.md"), &Value::Null));
            assert!(items.len() == 1 || items[0]["Chapter"]["content"] == "new");
        }
    }

    #[test]
    fn a_missing_marker_is_added_for_old_mdbooks() {
        let input = format!(r#"[{CONTEXT}, {{"sections":[]}}]"#);
        assert_eq!(
            WireInput::parse(&input).unwrap().book.patched(&[], &[]).to_string(),
            r#"{"__non_exhaustive":null,"sections":[]}"#
        );
    }

    #[test]
    fn other_input_is_refused_with_what_was_expected() {
        for (input, expected) in [
            ("", "standard input is not what mdBook sends"),
            ("{}", "standard input is not what mdBook sends"),
            (r#"[{}, {"items":[]}]"#, "the context that mdBook sent"),
            (&format!("[{CONTEXT}, {{}}]"), "has neither `items`"),
            (&format!(r#"[{CONTEXT}, {{"items":[{{"Chapter":{{}}}}]}}]"#), "the book that mdBook sent cannot be read"),
            (
                &format!(r#"[{CONTEXT}, {{"items":[{{"Chapter":{{"name":"A","content":1}}}}]}}]"#),
                "the book that mdBook sent cannot be read",
            ),
        ] {
            let message = WireInput::parse(input).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
    }
}
