//! The text of a chapter, which stays as JSON writes it until somebody asks what it says.
//!
//! Of most chapters it is only asked whether they read as their files, which needs no text of their own.

use std::borrow::Cow;
use std::sync::OnceLock;

use memchr::{memchr, memmem};
use serde_json::value::RawValue;

use super::{WireError, text_of};
use crate::digest::Digester;

/// The text of a chapter.
#[derive(Clone, Debug)]
pub struct Content<'a>(Written<'a>);

#[derive(Clone, Debug)]
enum Written<'a> {
    /// As it reads.
    Plain(Cow<'a, str>),
    /// As JSON writes it, without escapes of numbers; and as it reads, if that was asked.
    Escaped(&'a str, OnceLock<String>),
}

impl<'a> Content<'a> {
    /// A text as it reads.
    pub fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self(Written::Plain(text.into()))
    }

    /// The text that a JSON string writes.
    ///
    /// # Errors
    /// If it is no string, or has an escape that is no character.
    pub(super) fn of_json(raw: &'a RawValue) -> Result<Self, WireError> {
        let inside = raw.get().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        // What numbers stand for may be no character: the library tells.
        match inside.filter(|inside| memmem::find(inside.as_bytes(), b"\\u").is_none()) {
            Some(inside) if memchr(b'\\', inside.as_bytes()).is_none() => Ok(Self::plain(inside)),
            Some(inside) => Ok(Self(Written::Escaped(inside, OnceLock::new()))),
            None => text_of(raw).map(Self::plain),
        }
    }

    /// The text as it reads.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Written::Plain(text) => text,
            Written::Escaped(written, read) => read.get_or_init(|| {
                let mut text = String::with_capacity(written.len());
                text.extend(pieces(written));
                text
            }),
        }
    }

    /// Whether it reads so.
    pub fn reads(&self, text: &str) -> bool {
        match &self.0 {
            Written::Plain(own) => own == text,
            Written::Escaped(written, _) => {
                let mut rest = Some(text);
                for piece in pieces(written) {
                    rest = rest.and_then(|rest| rest.strip_prefix(piece));
                    if rest.is_none() {
                        return false;
                    }
                }
                rest.is_some_and(str::is_empty)
            }
        }
    }

    /// Adds what tells it from other contents, as it is written.
    pub(crate) fn add_to(&self, digester: &mut Digester) {
        let (kind, text) = match &self.0 {
            Written::Plain(text) => (0, text.as_ref()),
            Written::Escaped(written, _) => (1, *written),
        };
        digester.add_number(kind);
        digester.add(text);
    }
}

/// What a text with escapes says, piece by piece.
fn pieces(written: &str) -> impl Iterator<Item = &str> {
    let mut rest = written;
    std::iter::from_fn(move || {
        let (piece, after) = match memchr(b'\\', rest.as_bytes()) {
            Some(0) => {
                let (escape, after) = rest.split_at_checked(2)?;
                (character(escape), after)
            }
            Some(at) => rest.split_at(at),
            None if rest.is_empty() => return None,
            None => (rest, ""),
        };
        rest = after;
        Some(piece)
    })
}

/// The character that an escape stands for.
fn character(escape: &str) -> &str {
    match escape.as_bytes()[1] {
        b'n' => "\n",
        b't' => "\t",
        b'r' => "\r",
        b'b' => "\u{8}",
        b'f' => "\u{c}",
        // A quotation mark, a slash or a backslash stands for itself.
        _ => &escape[1..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_writes_reads_as_the_library_reads_it() {
        for written in [
            r#""""#,
            r#""plain é 😀""#,
            r#""\n\t\r\b\f\"\/\\""#,
            r#""a\nb\\u0041 \\n\\\\n""#,
            r#""\u00e9\ud83d\ude00 and \n""#,
            r#""ends with \\""#,
        ] {
            let raw: &RawValue = serde_json::from_str(written).unwrap();
            let expected: String = serde_json::from_str(written).unwrap();
            let content = Content::of_json(raw).unwrap();
            assert!(content.reads(&expected), "{written}");
            assert!(!content.reads(&format!("{expected}x")) && !content.reads(&format!("x{expected}")), "{written}");
            assert!(
                expected.is_empty()
                    || !content.reads(&expected[..expected.len() - expected.chars().next_back().unwrap().len_utf8()])
            );
            assert_eq!(content.as_str(), expected);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for written in ["1", "null", r#""\ud800""#] {
            assert!(Content::of_json(serde_json::from_str(written).unwrap()).is_err(), "{written}");
        }
    }
}
