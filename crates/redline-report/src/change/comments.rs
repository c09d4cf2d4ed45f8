//! Comments of a chapter that supply texts for its report: `redline-brief`, `redline-original`.

use std::path::Path;

use redline_document::document::Document;

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
