//! Comments of a chapter for redline: those that supply texts for its report, and texts without any.

use std::path::Path;

use redline_document::document::{Dialect, Document};
use redline_document::source::{Span, mark_len};
use redline_lint::fix::is_same_without_comments;
use redline_lint::lint::{comment_with_its_line, parts_markup};

use super::earlier::{EarlierError, named_file};

/// Texts that comments of a chapter supply for its report.
#[derive(Debug, Default)]
pub struct SuppliedTexts {
    /// The problem statement, as Markdown.
    pub brief: Option<String>,
    /// The old version.
    pub original: Option<String>,
}

impl SuppliedTexts {
    /// Reads the comments of a chapter whose file is `file`.
    ///
    /// # Errors
    /// If a file that a comment names cannot be read.
    pub fn read(document: &Document, file: &Path) -> Result<Self, EarlierError> {
        let mut supplied = Self::default();
        for comment in &document.comments {
            let body = &document.text()[comment.body.clone()];
            let of = |verb: &str| {
                body.strip_prefix(verb).filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim)
            };
            if let Some(brief) = of("redline-brief") {
                let is_file = brief.split_whitespace().count() == 1
                    && Path::new(brief).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
                supplied.brief = Some(if is_file { named_file(file, brief)? } else { brief.to_owned() });
            } else if let Some(name) = of("redline-original") {
                supplied.original = Some(named_file(file, name)?);
            }
        }
        Ok(supplied)
    }
}

/// A chapter's text without our comments; `None` if it has none.
///
/// A comment goes with its line where that changes nothing else, and becomes an empty one where
/// it would.
pub fn without_comments(text: &str, dialect: &Dialect) -> Option<String> {
    if !text.contains("redline-") {
        return None;
    }
    let mark = mark_len(text);
    let document = Document::of_text(&text[mark..], dialect);
    let ours = document.comments.iter().filter(|comment| document.text()[comment.body.clone()].starts_with("redline-"));
    let mut places: Vec<Span> = ours.map(|comment| mark + comment.span.start..mark + comment.span.end).collect();
    places.sort_by_key(|span| std::cmp::Reverse(span.start));
    let mut out = text.to_owned();
    for place in &places {
        let line = comment_with_its_line(&out, place);
        let without = format!("{}{}", &out[..line.start], &out[line.end..]);
        out = if !parts_markup(&out, place) && is_same_without_comments(&out, &without, dialect) {
            without
        } else {
            format!("{}<!-- -->{}", &out[..place.start], &out[place.end..])
        };
    }
    (!places.is_empty()).then_some(out)
}
