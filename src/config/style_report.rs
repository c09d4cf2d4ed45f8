//! The key `style-report`: a switch, or a table.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Deserialize as DeserializeDerive, Serialize};

use super::Issue;

/// Whether a build has a page that tells how the book stands, and where.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct StyleReportSetting(pub Option<StyleReportTable>);

/// The page that tells how the book stands.
#[derive(Clone, Debug, PartialEq, DeserializeDerive, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StyleReportTable {
    /// Its chapter, relative to `src`; at the end of the book if `SUMMARY.md` does not list it.
    pub page: String,
}

impl StyleReportTable {
    /// # Errors
    /// If the page cannot be a chapter of the book.
    pub(super) fn check(&self) -> Result<(), Issue> {
        let page = crate::book::key(&self.page);
        let is_inside = !page.starts_with("../") && !page.starts_with('/') && !page.contains(':');
        if is_inside && page.ends_with(".md") && page != crate::book::SUMMARY {
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
        Self { page: "style-report.md".to_owned() }
    }
}

impl<'de> Deserialize<'de> for StyleReportSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SwitchOrTable)
    }
}

struct SwitchOrTable;

impl<'de> Visitor<'de> for SwitchOrTable {
    type Value = StyleReportSetting;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`true`, `false` or a table")
    }

    fn visit_bool<E: serde::de::Error>(self, is_on: bool) -> Result<StyleReportSetting, E> {
        Ok(StyleReportSetting(is_on.then(StyleReportTable::default)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<StyleReportSetting, A::Error> {
        StyleReportTable::deserialize(MapAccessDeserializer::new(map)).map(|table| StyleReportSetting(Some(table)))
    }
}

impl JsonSchema for StyleReportSetting {
    fn schema_name() -> Cow<'static, str> {
        "StyleReportSetting".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<StyleReportTable>();
        json_schema!({ "anyOf": [{ "type": "boolean" }, table] })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::config::Table;

    #[test]
    fn a_switch_or_a_strict_table() {
        let page = |value| Table::read(&json!({ "style-report": value })).unwrap().style_report.0.map(|it| it.page);
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
