//! The keys and values that `[preprocessor.redline]` may have, from its JSON schema and the catalogue of rules.

use std::sync::LazyLock;

use redline_lint::catalogue::{self, RuleMeta};
use redline_lint::config::Table;
use serde_json::Value;

static SCHEMA: LazyLock<Value> = LazyLock::new(Table::schema);

/// The key whose table has rules as its keys.
const RULES: &str = "rules";

/// A place in the table: what its keys lead to.
#[derive(Clone, Copy, Debug)]
pub(super) enum SchemaNode {
    /// A value that the schema describes.
    Value(&'static Value),
    /// The table of rules.
    Rules,
    /// The level or the table of one rule; `None` for a rule of a style.
    Rule(Option<&'static RuleMeta>, &'static Value),
    /// An option of a rule: its index among the keys of the options.
    RuleOption(&'static RuleMeta, usize),
}

/// A key or a value with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SchemaName {
    /// The key or the value.
    pub(super) name: String,
    /// The meaning, if it is known.
    pub(super) meaning: String,
    /// Whether it is a key that leads to a table or to a list of tables.
    pub(super) is_table: bool,
}

impl SchemaNode {
    /// The table itself.
    pub(super) fn root() -> Self {
        Self::Value(&SCHEMA)
    }

    /// What a path of keys leads to; `None` if one of them is unknown.
    pub(super) fn at(path: &[String]) -> Option<Self> {
        path.iter().try_fold(Self::root(), |node, key| node.child(key))
    }

    fn child(self, key: &str) -> Option<Self> {
        match self {
            Self::Value(value) => {
                let found = properties(value).find(|(name, _)| *name == key).map(|(_, value)| value)?;
                Some(if key == RULES { Self::Rules } else { Self::Value(found) })
            }
            Self::Rules => {
                let setting = &SCHEMA["$defs"]["RuleSetting"];
                let rule = catalogue::find(catalogue::resolved(key));
                (rule.is_some() || key.contains('.')).then_some(Self::Rule(rule, setting))
            }
            Self::Rule(rule, setting) => {
                let shared = properties(setting).find(|(name, _)| *name == key).map(|(_, value)| Self::Value(value));
                shared.or_else(|| {
                    let rule = rule?;
                    let index = rule.option_keys().iter().position(|known| known == key)?;
                    Some(Self::RuleOption(rule, index))
                })
            }
            Self::RuleOption(..) => None,
        }
    }

    /// The keys of the table that it is; none if it is no table. Those of [`SchemaNode::Rules`] are not all known here:
    /// styles have rules too.
    pub(super) fn keys(self) -> Vec<SchemaName> {
        match self {
            Self::Value(value) => properties(value).map(|(name, value)| described_key(name, value)).collect(),
            Self::Rules => catalogue::ALL.iter().map(|rule| described_rule(rule)).collect(),
            Self::Rule(rule, setting) => {
                let shared = properties(setting).map(|(name, value)| described_key(name, value));
                let own = rule.map(RuleMeta::option_keys).unwrap_or_default();
                let own = own.into_iter().map(|name| SchemaName { name, meaning: String::new(), is_table: false });
                shared.chain(own).collect()
            }
            Self::RuleOption(..) => Vec::new(),
        }
    }

    /// The words that it may be, or that the items of the list may be.
    pub(super) fn words(self) -> Vec<SchemaName> {
        match self {
            Self::Value(value) | Self::Rule(_, value) => alternatives(value).into_iter().flat_map(words_of).collect(),
            Self::Rules => Vec::new(),
            Self::RuleOption(rule, index) => {
                let key = rule.option_keys().into_iter().nth(index).unwrap_or_default();
                let words = rule.option_values(&key).into_iter();
                words.map(|name| SchemaName { name, meaning: String::new(), is_table: false }).collect()
            }
        }
    }

    /// Whether it may be `true` or `false`.
    pub(super) fn is_switch(self) -> bool {
        let Self::Value(value) = self else { return false };
        alternatives(value).iter().any(|value| has_type(value, "boolean"))
    }

    /// The description in the schema; may be empty.
    pub(super) fn description(self) -> &'static str {
        let Self::Value(value) = self else { return "" };
        described(value)
    }

    /// The default as it is written in TOML, for one that is neither a table nor empty.
    pub(super) fn default_value(self) -> Option<String> {
        let Self::Value(value) = self else { return None };
        match value.get("default")? {
            Value::Null | Value::Object(_) => None,
            Value::Array(items) if items.is_empty() => None,
            default => Some(default.to_string().replace("\",\"", "\", \"")),
        }
    }
}

fn described_key(name: &str, value: &'static Value) -> SchemaName {
    let is_table = name == RULES || properties(value).next().is_some();
    SchemaName { name: name.to_owned(), meaning: described(value).to_owned(), is_table }
}

fn described_rule(rule: &RuleMeta) -> SchemaName {
    SchemaName { name: rule.name.to_owned(), meaning: rule.summary.to_owned(), is_table: false }
}

fn described(value: &'static Value) -> &'static str {
    value["description"].as_str().unwrap_or_default()
}

fn has_type(value: &Value, name: &str) -> bool {
    match &value["type"] {
        Value::String(kind) => kind == name,
        Value::Array(kinds) => kinds.iter().any(|kind| kind == name),
        _ => false,
    }
}

/// The schemas of which a value, or an item of a list, has to satisfy one: without references and wrappers.
fn alternatives(value: &'static Value) -> Vec<&'static Value> {
    let mut open = vec![value];
    let mut found: Vec<&'static Value> = Vec::new();
    while let Some(value) = open.pop() {
        if found.iter().any(|known| std::ptr::eq(*known, value)) {
            continue;
        }
        found.push(value);
        if let Some(name) = value["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
            open.push(&SCHEMA["$defs"][name]);
        }
        open.extend(value["anyOf"].as_array().into_iter().flatten());
        open.extend(value.get("items"));
    }
    found
}

fn properties(value: &'static Value) -> impl Iterator<Item = (&'static str, &'static Value)> {
    let tables = alternatives(value).into_iter().filter_map(|value| value["properties"].as_object());
    tables.flat_map(|table| table.iter().map(|(name, value)| (name.as_str(), value)))
}

fn words_of(value: &'static Value) -> Vec<SchemaName> {
    let word = |name: &Value, meaning: &str| {
        let name = name.as_str()?.to_owned();
        Some(SchemaName { name, meaning: meaning.to_owned(), is_table: false })
    };
    let choices = value["oneOf"].as_array().into_iter().flatten();
    let described = choices.filter_map(|choice| word(&choice["const"], described(choice)));
    let plain = value["enum"].as_array().into_iter().flatten().filter_map(|name| word(name, ""));
    described.chain(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(path: &str) -> Option<SchemaNode> {
        SchemaNode::at(&path.split('/').map(str::to_owned).collect::<Vec<_>>())
    }

    fn names(names: Vec<SchemaName>) -> Vec<String> {
        names.into_iter().map(|name| name.name).collect()
    }

    #[test]
    fn keys_and_words_are_those_of_the_schema() {
        assert!(names(SchemaNode::root().keys()).contains(&"fail-on".to_owned()));
        assert_eq!(names(node("fail-on").unwrap().words()), ["error", "warning", "suggestion", "never"]);
        assert!(names(node("packs").unwrap().words()).contains(&"strict".to_owned()));
        assert!(names(node("terms").unwrap().keys()).contains(&"not".to_owned()));
        assert!(node("require-reason").unwrap().is_switch() && !node("fail-on").unwrap().is_switch());
        assert!(node("nope").is_none() && node("fail-on/x").is_none());
        assert_eq!(node("max-findings").unwrap().default_value().as_deref(), Some("50"));
        assert!(!node("max-findings").unwrap().description().is_empty());
    }

    #[test]
    fn rules_have_levels_and_options() {
        assert!(names(node("rules").unwrap().keys()).contains(&"heading-case".to_owned()));
        let rule = node("overrides/rules/heading-case").unwrap();
        assert_eq!(names(rule.words()), ["off", "suggestion", "warning", "error"]);
        assert_eq!(names(rule.keys()), ["level", "fix", "style"]);
        let style = node("rules/heading-case/style").unwrap();
        assert_eq!(names(style.words()), ["sentence", "title", "auto"]);
        assert_eq!(names(node("rules/heading-case/fix").unwrap().words()), ["safe", "unsafe", "off"]);
        assert!(node("rules/no-such-rule").is_none() && node("rules/Google.We/level").is_some());
    }
}
