//! The words that settings are made of.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Deserialize as DeserializeDerive, Serialize};
use serde_json::{Map, Value};

use redline_document::diagnostic::Severity;
use redline_document::edit::Applicability;

/// The least serious finding that fails a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DeserializeDerive, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors fail.
    Error,
    /// Warnings and errors fail.
    Warning,
    /// Every finding fails.
    Suggestion,
    /// Nothing fails.
    Never,
}

impl FailOn {
    /// Its name in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Suggestion => "suggestion",
            Self::Never => "never",
        }
    }

    /// Whether a finding of this level fails.
    pub fn fails(self, level: Severity) -> bool {
        match self {
            Self::Error => level >= Severity::Error,
            Self::Warning => level >= Severity::Warning,
            Self::Suggestion => true,
            Self::Never => false,
        }
    }
}

/// What becomes of the id of a heading whose words change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DeserializeDerive, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OldIdsSetting {
    /// It is kept, as `{#old-id}` where the renderer reads that.
    Keep,
    /// It changes, and links in the book are rewritten.
    Rewrite,
}

/// A rule's level in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DeserializeDerive, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Worth a thought.
    Suggestion,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Level {
    /// The severity of findings; `None` if the rule is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Suggestion => Some(Severity::Suggestion),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// How a rule's fix is applied, in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DeserializeDerive, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FixSetting {
    /// By `fix`, and in builds as `normalize` selects.
    Safe,
    /// Only by `fix --unsafe`.
    Unsafe,
    /// Never.
    Off,
}

impl FixSetting {
    /// The applicability it stands for; `None` if there is to be no fix.
    pub fn applicability(self) -> Option<Applicability> {
        match self {
            Self::Safe => Some(Applicability::Safe),
            Self::Unsafe => Some(Applicability::Unsafe),
            Self::Off => None,
        }
    }
}

/// What the configuration says of one rule: a level, or a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct RuleSetting {
    /// The level; the rule's own if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How its fix is applied; as the rule says if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<FixSetting>,
    /// Its other options, checked by the rule itself.
    #[serde(flatten)]
    pub options: Map<String, Value>,
}

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LevelOrTable)
    }
}

struct LevelOrTable;

impl<'de> Visitor<'de> for LevelOrTable {
    type Value = RuleSetting;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`off`, `suggestion`, `warning`, `error` or a table")
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<RuleSetting, E> {
        let level = Level::deserialize(serde::de::value::StrDeserializer::new(word))?;
        Ok(RuleSetting { level: Some(level), ..RuleSetting::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RuleSetting, A::Error> {
        let mut setting = RuleSetting::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "level" => setting.level = Some(map.next_value()?),
                "fix" => setting.fix = Some(map.next_value()?),
                _ => drop(setting.options.insert(key, map.next_value()?)),
            }
        }
        Ok(setting)
    }
}

impl JsonSchema for RuleSetting {
    fn schema_name() -> Cow<'static, str> {
        "RuleSetting".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (level, fix) = (generator.subschema_for::<Level>(), generator.subschema_for::<FixSetting>());
        let table = json_schema!({ "type": "object", "properties": { "level": level, "fix": fix } });
        json_schema!({ "anyOf": [level, table] })
    }
}
