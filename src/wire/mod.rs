//! JSON that mdBook exchanges with preprocessors, in the formats of 0.4 and 0.5.
//!
//! Only the fields that are used are deserialized. Changes are spliced into the text that mdBook sent, so fields and
//! items of later versions pass through byte for byte. The formats follow mdBook's documentation and were captured from
//! 0.4.52 and 0.5.4.

mod patched;
mod shape;

use std::borrow::Cow;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use redline_document::source::Span;
use shape::{BookShape, ItemShape};

pub use patched::{NewChapter, Patch};

/// Error of reading a book from standard input.
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

/// Input of a preprocessor.
#[derive(Debug)]
pub struct WireInput<'a> {
    /// Context of the run.
    pub context: WireContext,
    /// Book to process.
    pub book: WireBook<'a>,
}

/// Context of a run.
#[derive(Debug, PartialEq, Deserialize)]
pub struct WireContext {
    /// Folder of `book.toml`.
    pub root: PathBuf,
    /// Content of `book.toml` with the environment applied.
    pub config: Value,
    /// Renderer that the book is for.
    pub renderer: String,
    /// Version of mdBook.
    pub mdbook_version: String,
}

/// Book as JSON text, with the positions of its chapters.
#[derive(Debug)]
pub struct WireBook<'a> {
    raw: &'a str,
    /// Chapters in reading order, drafts included.
    pub chapters: Vec<WireChapter<'a>>,
    lacks_marker: bool,
}

/// Chapter as mdBook sent it.
#[derive(Debug)]
pub struct WireChapter<'a> {
    /// Name in the table of contents.
    pub name: Cow<'a, str>,
    /// Markdown text.
    pub content: Cow<'a, str>,
    /// Page that it becomes, relative to `src`; `None` for a draft.
    pub path: Option<String>,
    /// File that it was read from, relative to `src`, if any.
    pub source_path: Option<String>,
    /// Title of the part of the book that contains it.
    pub part: Option<String>,
    /// Whether it has subchapters.
    pub has_children: bool,
    name_span: Span,
    content_span: Span,
}

impl WireContext {
    /// Context at the start of the input; `None` if it is incomplete or invalid.
    pub(crate) fn at_start(bytes: &[u8]) -> Option<Self> {
        let start = bytes.trim_ascii_start().strip_prefix(b"[")?;
        serde_json::Deserializer::from_slice(start).into_iter().next()?.ok()
    }
}

impl<'a> WireInput<'a> {
    /// Parses the input.
    ///
    /// # Errors
    /// If it is not JSON or not in a known format.
    pub fn parse(input: &'a str) -> Result<Self, WireError> {
        // One pass reads everything; only if it fails, the parts are parsed again for a better error.
        let (context, shape): (&RawValue, BookShape<'a>) =
            serde_json::from_str(input).map_err(|error| error_of(input, error))?;
        let (start, len) = (offset(input, context.get()), context.get().len());
        // The rest is a comma, the book, and the end of the array.
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
                    // Parts consist of numbered chapters: those that follow belong to none.
                    let part = part.as_deref().filter(|_| chapter.number.is_some());
                    chapter.flatten(part, &mut chapters);
                }
                ItemShape::Other => {}
            }
        }
        let chapters = chapters.into_iter().map(|(chapter, part)| chapter.read(raw, part)).collect::<Result<_, _>>()?;
        Ok(Self { raw, chapters, lacks_marker: is_old && !shape.marker.0 })
    }
}

/// Error of an input that cannot be parsed.
fn error_of(input: &str, error: serde_json::Error) -> WireError {
    let (context, book) = match serde_json::from_str::<(&RawValue, &RawValue)>(input) {
        Ok((context, book)) => (context.get(), book.get()),
        Err(error) => return WireError::NotMdbook(error),
    };
    if let Err(error) = serde_json::from_str::<WireContext>(context) {
        return WireError::Context(error);
    }
    WireError::Book(serde_json::from_str::<BookShape<'_>>(book).err().unwrap_or(error))
}

/// Position of a slice in the text that it was taken from.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// String of a raw value, borrowed unless it has escapes.
fn text_of(raw: &RawValue) -> Result<Cow<'_, str>, WireError> {
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

    serde_json::from_str(raw.get()).map(|Text(text)| text).map_err(WireError::Book)
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
            assert_eq!(input.book.patched(&[], &[]), book);
            assert_eq!(input.book.chapters.len(), 2);
            assert_eq!(input.book.chapters[0].content, "# A \"q\" \u{1F600}\n");
            assert!(input.book.chapters[0].has_children);
            let patch = Patch { chapter: 1, name: Some("B\"".into()), content: Some("new\n".into()) };
            let expected =
                book.replace(r#""name":"B""#, r#""name":"B\"""#).replace(r#""content":"b""#, r#""content":"new\n""#);
            assert_eq!(input.book.patched(&[patch], &[]), expected);
        }
    }

    #[test]
    fn the_context_is_read_as_soon_as_it_is_complete() {
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
    fn a_chapter_is_added_after_the_last_item() {
        let below = NewChapter { name: "C".into(), content: String::new(), path: "c.md".into(), children: Vec::new() };
        let added =
            NewChapter { name: "N\"".into(), content: "# N\n".into(), path: "n.md".into(), children: vec![below] };
        for (key, items) in
            [("items", "[ ]".to_owned()), ("sections", format!("[{}, \"Separator\" ]", chapter("A", "a", "")))]
        {
            let input = format!(r#"[{CONTEXT}, {{"{key}":{items},"__non_exhaustive":null}}]"#);
            let book = WireInput::parse(&input).unwrap().book;
            let patch = book.chapters.first().map(|_| Patch { chapter: 0, name: None, content: Some("new".into()) });
            let patched: Value =
                serde_json::from_str(&book.patched(patch.as_slice(), std::slice::from_ref(&added))).unwrap();
            let items = patched[key].as_array().unwrap();
            let last = &items[items.len() - 1]["Chapter"];
            assert_eq!((&last["name"], &last["content"]), (&json!("N\""), &json!("# N\n")));
            assert_eq!((&last["path"], &last["source_path"]), (&json!("n.md"), &Value::Null));
            let below = &last["sub_items"][0]["Chapter"];
            assert_eq!((&below["name"], &below["parent_names"]), (&json!("C"), &json!(["N\""])));
            assert!(items.len() == 1 || items[0]["Chapter"]["content"] == "new");
        }
    }

    #[test]
    fn a_missing_marker_is_added_for_old_mdbooks() {
        let input = format!(r#"[{CONTEXT}, {{"sections":[]}}]"#);
        assert_eq!(
            WireInput::parse(&input).unwrap().book.patched(&[], &[]),
            r#"{"__non_exhaustive":null,"sections":[]}"#
        );
    }

    #[test]
    fn text_without_escapes_is_borrowed() {
        let text = |json: &'static str| text_of(serde_json::from_str(json).unwrap()).unwrap();
        assert!(matches!(text(r#""plain é 😀""#), Cow::Borrowed("plain é 😀")));
        assert!(matches!(text(r#""\"\u0041\n""#), Cow::Owned(text) if text == "\"A\n"));
    }

    #[test]
    fn only_chapters_count_as_children() {
        let has_children = |sub_items: &str| {
            let input = format!(r#"[{CONTEXT}, {{"items":[{}]}}]"#, chapter("A", "a", sub_items));
            WireInput::parse(&input).unwrap().book.chapters[0].has_children
        };
        assert!(!has_children("") && !has_children(r#""Separator""#));
        assert!(has_children(&format!(r#""Separator", {}"#, chapter("B", "b", ""))));
    }

    #[test]
    fn other_input_is_rejected_with_what_was_expected() {
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
