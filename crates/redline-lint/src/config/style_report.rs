//! The table `style-report`.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::strict::Issue;

/// The page that tells how the book stands.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StyleReportTable {
    /// Its chapter, relative to `src`; at the end of the book if `SUMMARY.md` does not list it.
    pub page: String,
    /// The file of records that the trend is made of, relative to the root of the book; no trend without one.
    pub records: Option<PathBuf>,
}

impl StyleReportTable {
    /// # Errors
    /// If the page cannot be a chapter of the book.
    pub(super) fn check(&self) -> Result<(), Issue> {
        let page = crate::book::key(&self.page);
        let is_inside = !page.starts_with("../") && !page.starts_with('/') && !page.contains(':');
        if is_inside
            && std::path::Path::new(&page).extension().is_some_and(|it| it == "md")
            && page != crate::book::SUMMARY
        {
            return Ok(());
        }
        Err(Issue::new(format!(
            "`{}` cannot be a chapter: a path of a Markdown file below `src` is expected",
            self.page
        )))
    }
}

impl Default for StyleReportTable {
    fn default() -> Self {
        Self { page: "style-report.md".to_owned(), records: None }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::config::Table;

    #[test]
    fn a_switch_or_a_strict_table() {
        let page =
            |value| Table::read(&json!({ "style-report": value })).unwrap().style_report.on().map(|it| it.page.clone());
        assert_eq!(page(json!(false)), None);
        assert_eq!(page(json!(true)).as_deref(), Some("style-report.md"));
        assert_eq!(page(json!({})).as_deref(), Some("style-report.md"));
        assert_eq!(page(json!({ "page": "about/style.md" })).as_deref(), Some("about/style.md"));
        let message = |value| Table::read(&json!({ "style-report": value })).unwrap_err().to_string();
        assert_eq!(message(json!({ "pag": "x" })), "unknown key `pag` in `style-report`; did you mean `page`?");
        assert_eq!(
            message(json!({ "page": "../x.md" })),
            "`../x.md` cannot be a chapter: a path of a Markdown file below `src` is expected in `style-report.page`"
        );
        assert_eq!(
            message(json!("yes")),
            "found string \"yes\", expected `true`, `false` or a table in `style-report`"
        );
    }
}
