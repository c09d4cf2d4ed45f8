//! The table as it is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use semver::Version;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::former_names;
use super::{
    ChangeReportTable, FailOn, FormerName, Gate, Normalize, OldIdsSetting, RuleSetting, StyleReportTable, Template,
    Toggle,
};
use crate::catalogue;
use crate::catalogue::Pack;
use crate::strict::{Issue, Node};
use crate::terms::Term;
use vale_style::StylesTable;

/// Keys of `[preprocessor.redline]` that are mdBook's own.
const MDBOOK_KEYS: &[&str] = &["command", "before", "after", "optional", "renderers"];

/// The table `[preprocessor.redline]`, without mdBook's own keys.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Table {
    /// Sets of rules that are on; `[]` switches every built-in rule off.
    pub packs: Vec<Pack>,
    /// The least serious finding that fails a build or a check.
    pub fail_on: FailOn,
    /// Which safe fixes a build applies to the pages that it renders: `true` means `"all"`; `false` applies no fix.
    pub normalize: Normalize,
    /// Chapters and included files that are not checked: globs relative to `src`; `*` stops at `/`.
    pub ignore: Vec<String>,
    /// Levels and options of rules.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Levels of rules for some chapters; later ones win.
    pub overrides: Vec<Override>,
    /// Styles in Vale's format.
    pub styles: StylesTable,
    /// The terms that the book has chosen.
    pub terms: Vec<Term>,
    /// Files of terms, TOML or CSV, relative to the file that holds the table.
    pub terms_files: Vec<PathBuf>,
    /// Kinds of pages, with the sections that each has.
    pub templates: Vec<Template>,
    /// The file of findings that the book lives with, relative to the file that holds the table.
    pub baseline: Option<PathBuf>,
    /// What a run may be at most.
    pub gate: Option<Gate>,
    /// What readers are shown of what changed.
    pub change_report: Toggle<ChangeReportTable>,
    /// The page that tells how the book stands; off unless set.
    pub style_report: Toggle<StyleReportTable>,
    /// Where a line of a file can be looked at: `{path}` from the book's root, `{line}`, `{end-line}`, `{commit}`.
    pub source_url_template: Option<String>,
    /// How many findings a build prints.
    pub max_findings: usize,
    /// Whether suppressions must say why.
    pub require_reason: bool,
    /// What becomes of the id of a heading whose words a fix changes.
    pub old_ids: OldIdsSetting,
    /// Whether renderers other than `html` read `{#id}` behind a heading.
    pub heading_attributes: bool,
    /// The language of the book. The default is `book.language`, unless that is English and the text is not.
    pub language: Option<String>,
    /// The mdBook whose ids and Markdown the command line assumes. The default is `0.5`, or `0.4` if `book.toml` has keys
    /// that only mdBook 0.4 accepts.
    pub mdbook: Option<String>,
    /// Former names of rules in the table.
    #[serde(skip)]
    pub former_names: Vec<FormerName>,
}

/// Rules for some chapters.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Which chapters: globs relative to `src`; `*` stops at `/`.
    #[serde(rename = "for")]
    pub chapters: Vec<String>,
    /// Levels and options of rules there.
    pub rules: BTreeMap<String, RuleSetting>,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            packs: vec![Pack::Recommended],
            fail_on: FailOn::Error,
            normalize: Normalize::Structure,
            ignore: Vec::new(),
            rules: BTreeMap::new(),
            overrides: Vec::new(),
            styles: StylesTable::default(),
            terms: Vec::new(),
            terms_files: Vec::new(),
            templates: Vec::new(),
            baseline: None,
            gate: None,
            change_report: Toggle::Off,
            style_report: Toggle::Off,
            source_url_template: None,
            max_findings: 50,
            require_reason: false,
            old_ids: OldIdsSetting::Keep,
            heading_attributes: false,
            language: None,
            mdbook: None,
            former_names: Vec::new(),
        }
    }
}

impl Table {
    /// The JSON schema of the table.
    pub fn schema() -> Value {
        schemars::schema_for!(Self).to_value()
    }

    /// Reads the table; mdBook's own keys are passed over.
    ///
    /// # Errors
    /// If a key, a rule or a value is not known.
    pub fn read(value: &Value) -> Result<Self, Issue> {
        let mut value = value.clone();
        if let Some(entries) = value.as_object_mut() {
            for key in MDBOOK_KEYS {
                entries.shift_remove(*key);
            }
            entries.get_mut("rules").map(join_names);
            for key in ["overrides", "templates"] {
                for entry in entries.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten() {
                    entry.get_mut("rules").map(join_names);
                }
            }
        }
        let former_names = former_names::replace(&mut value);
        let table = if value.is_null() {
            Self::default()
        } else {
            Self::deserialize(Node(&value)).map_err(unknown_rule_first)?
        };
        let table = Self { former_names, ..table };
        table.check_names()?;
        table.mdbook_version()?;
        Ok(table)
    }

    /// The mdBook that the command line assumes: `0.5` is the newest known of its line.
    ///
    /// # Errors
    /// If it is no version.
    pub fn mdbook_version(&self) -> Result<Version, Issue> {
        let text = self.mdbook.as_deref().unwrap_or("0.5").trim();
        let full = match text.matches('.').count() {
            1 if text == "0.4" => "0.4.52".to_owned(),
            1 if text == "0.5" => "0.5.4".to_owned(),
            1 => format!("{text}.0"),
            _ => text.to_owned(),
        };
        Version::parse(&full)
            .map_err(|error| Issue::new(format!("`{text}` is no version of mdBook: {error}")).under("mdbook"))
    }

    fn check_names(&self) -> Result<(), Issue> {
        if let Some(report) = self.style_report.on() {
            report.check().map_err(|issue| issue.under("page").under("style-report"))?;
        }
        check_rules(&self.rules).map_err(|issue| issue.under("rules"))?;
        for (index, entry) in self.overrides.iter().enumerate() {
            let place = |issue: Issue| issue.under(index.to_string()).under("overrides");
            check_rules(&entry.rules).map_err(|issue| place(issue.under("rules")))?;
            if entry.chapters.is_empty() {
                return Err(place(Issue::new("an override needs `for`, the chapters it is for")));
            }
        }
        Ok(())
    }
}

/// TOML reads an unquoted `Google.Passive` as a table in a table; it is one name.
fn join_names(rules: &mut Value) {
    let Some(entries) = rules.as_object_mut() else { return };
    let is_style = |name: &str, value: &Value| {
        let inner = value.as_object();
        catalogue::find(name).is_none()
            && !name.contains('.')
            && inner.is_some_and(|inner| !inner.contains_key("level"))
    };
    let styles: Vec<String> =
        entries.iter().filter(|(name, value)| is_style(name, value)).map(|(name, _)| name.clone()).collect();
    for style in styles {
        let inner = entries.shift_remove(&style).unwrap_or_default();
        for (rule, value) in inner.as_object().into_iter().flatten() {
            entries.insert(format!("{style}.{rule}"), value.clone());
        }
    }
}

/// The issue of an unknown rule instead of one about its value: a value that is wrong under a wrong name may be right.
fn unknown_rule_first(issue: Issue) -> Issue {
    let at = issue.path.iter().position(|key| key == "rules");
    let Some((outer, name)) = at.and_then(|at| Some((&issue.path[..=at], issue.path.get(at + 1)?))) else {
        return issue;
    };
    if name.contains('.') || catalogue::find(catalogue::resolved(name)).is_some() {
        return issue;
    }
    let unknown = Issue::unknown("rule", name, catalogue::ALL.iter().map(|rule| rule.name));
    Issue { path: outer.to_vec(), ..unknown }
}

/// Checks names and options of rules. Names with a dot are those of styles, which are not known yet.
///
/// # Errors
/// If there is no such rule, or it has no such option.
pub(crate) fn check_rules(settings: &BTreeMap<String, RuleSetting>) -> Result<(), Issue> {
    for (name, setting) in settings.iter().filter(|(name, _)| !name.contains('.')) {
        let Some(rule) = catalogue::find(name) else {
            return Err(Issue::unknown("rule", name, catalogue::ALL.iter().map(|rule| rule.name)));
        };
        match (rule.options, setting.options.keys().next()) {
            (Some(check), _) => check(&setting.options),
            (None, Some(key)) => Err(Issue::unknown("key", key, ["level", "fix"])),
            (None, None) => Ok(()),
        }
        .map_err(|issue| issue.under(name.as_str()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn message(value: &Value) -> String {
        Table::read(value).unwrap_err().to_string()
    }

    #[test]
    fn an_empty_table_is_the_default() {
        assert_eq!(Table::read(&json!({})), Ok(Table::default()));
        assert_eq!(
            Table::read(
                &json!({ "command": "x", "before": ["links"], "after": [], "optional": true, "renderers": [] })
            ),
            Ok(Table::default())
        );
    }

    #[test]
    fn nothing_unknown_passes() {
        assert_eq!(message(&json!({ "fail_on": "error" })), "unknown key `fail_on`; did you mean `fail-on`?");
        assert_eq!(
            message(&json!({ "fail-on": "warn" })),
            "unknown value `warn`, expected `error`, `warning`, `suggestion`, `never` in `fail-on`"
        );
        assert_eq!(
            message(&json!({ "packs": ["recommend"] })),
            "unknown value `recommend`, expected `recommended`, `consistency`, `plain-language`, `technical-terms`, `inclusive`, `strict` in `packs.0`; did you mean `recommended`?"
        );
        assert_eq!(
            message(&json!({ "rules": { "heading-incremnt": "off" } })),
            "unknown rule `heading-incremnt` in `rules`; did you mean `heading-increment`?"
        );
        assert_eq!(
            message(&json!({ "rules": { "heading-cse": "title" } })),
            "unknown rule `heading-cse` in `rules`; did you mean `heading-case`?"
        );
        assert_eq!(
            message(&json!({ "rules": { "heading-increment": { "levle": "off" } } })),
            "unknown key `levle` in `rules.heading-increment`; did you mean `level`?"
        );
        assert_eq!(
            message(&json!({ "overrides": [{ "rules": {} }] })),
            "an override needs `for`, the chapters it is for in `overrides.0`"
        );
    }

    #[test]
    fn a_rule_is_a_level_or_a_table() {
        let table = Table::read(
            &json!({ "rules": { "heading-increment": { "level": "error", "fix": "off" }, "empty-section": "off" } }),
        )
        .unwrap();
        assert_eq!(table.rules["empty-section"].level, Some(super::super::Level::Off));
        assert_eq!(table.rules["heading-increment"].level, Some(super::super::Level::Error));
    }
}
