//! The text of a chapter, which stays as JSON writes it until somebody asks what it says.
//!
//! Of most chapters it is only asked whether they read as their files, which needs no text of their own.

use std::borrow::Cow;
use std::sync::OnceLock;

use memchr::{memchr, memmem};
use serde_json::value::RawValue;

use super::{WireError, text_of};

/// The text of a chapter.
#[derive(Clone, Debug)]
pub struct Content<'a>(Written<'a>);

#[derive(Clone, Debug)]
enum Written<'a> {
    /// As it reads.
    Plain(Cow<'a, str>),
    /// As JSON writes it, without surrogates; and as it reads, if that was asked.
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
        // Surrogates may be no character: the library tells.
        match inside.filter(|inside| !may_have_surrogates(inside)) {
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
                for piece in pieces(written) {
                    match piece {
                        Piece::Run(run) => text.push_str(run),
                        Piece::Escape(c) => text.push(c),
                    }
                }
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
                    rest = rest.and_then(|rest| match piece {
                        Piece::Run(run) => rest.strip_prefix(run),
                        Piece::Escape(c) => rest.strip_prefix(c),
                    });
                    if rest.is_none() {
                        return false;
                    }
                }
                rest.is_some_and(str::is_empty)
            }
        }
    }
}

/// Whether an escape may be half of a character.
fn may_have_surrogates(written: &str) -> bool {
    let bytes = written.as_bytes();
    memmem::find_iter(bytes, b"\\u").any(|at| matches!(bytes.get(at + 2), Some(b'd' | b'D')))
}

/// A part of a text with escapes.
enum Piece<'a> {
    Run(&'a str),
    Escape(char),
}

/// What a text with escapes says, piece by piece.
fn pieces(written: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = written;
    std::iter::from_fn(move || {
        if let Some(escape) = rest.strip_prefix('\\') {
            let (c, after) = character(escape)?;
            rest = after;
            return Some(Piece::Escape(c));
        }
        let end = memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        (!run.is_empty()).then_some(Piece::Run(run))
    })
}

/// The character that an escape stands for, told without its backslash, and what comes behind it.
fn character(escape: &str) -> Option<(char, &str)> {
    let mut chars = escape.chars();
    let c = match chars.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => {
            let (digits, after) = escape[1..].split_at_checked(4)?;
            let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
            return Some((c, after));
        }
        // A quotation mark, a slash or a backslash stands for itself.
        c => c,
    };
    Some((c, chars.as_str()))
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
            r#""\u00e9\u2019s \u001b\n""#,
            r#""\ud83d\ude00 and \n \\ud800""#,
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
