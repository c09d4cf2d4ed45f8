//! Which safe fixes the pages of a build get.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize as DeserializeDerive, Serialize, Serializer};

use redline_document::edit::{Aspect, Change, Fix};

/// Which safe fixes a build applies to the pages that it renders: the key `normalize`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Normalize {
    /// None: `false`.
    Off,
    /// Those of headings, sections and the book's own terms.
    #[default]
    Structure,
    /// Those of wording too: `"all"` or `true`.
    All,
}

impl Normalize {
    /// Whether a build applies `fix`, which is safe, to its pages. A page has no comments of ours that a fix could change,
    /// and a build never puts the stub of a section into it.
    pub fn applies(self, fix: &Fix) -> bool {
        let is_covered = match self {
            Self::Off => false,
            Self::Structure => fix.aspect != Aspect::Wording,
            Self::All => true,
        };
        is_covered && !matches!(fix.change, Change::Comment | Change::Section)
    }
}

/// The values that are words.
#[derive(DeserializeDerive, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Word {
    /// Those of headings, sections and the terms that the book itself has chosen.
    Structure,
    /// Those of wording too: spelling, grammar, punctuation, built-in names and styles.
    All,
}

impl<'de> Deserialize<'de> for Normalize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordOrBool)
    }
}

struct WordOrBool;

impl Visitor<'_> for WordOrBool {
    type Value = Normalize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`\"structure\"`, `\"all\"`, `true` or `false`")
    }

    fn visit_bool<E: Error>(self, is_on: bool) -> Result<Normalize, E> {
        Ok(if is_on { Normalize::All } else { Normalize::Off })
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Normalize, E> {
        if word.parse::<bool>().is_ok() {
            let expected = format!("`{word}` without quotation marks");
            return Err(E::invalid_value(Unexpected::Str(word), &expected.as_str()));
        }
        Ok(match Word::deserialize(StrDeserializer::<E>::new(word))? {
            Word::Structure => Normalize::Structure,
            Word::All => Normalize::All,
        })
    }
}

impl Serialize for Normalize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Off => serializer.serialize_bool(false),
            Self::Structure => serializer.serialize_str("structure"),
            Self::All => serializer.serialize_str("all"),
        }
    }
}

impl JsonSchema for Normalize {
    fn schema_name() -> Cow<'static, str> {
        "Normalize".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let word = generator.subschema_for::<Word>();
        json_schema!({ "anyOf": [word, { "type": "boolean" }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Table;
    use redline_document::edit::{Applicability, Edit};
    use serde_json::{Value, json};

    fn read(value: &Value) -> Result<Normalize, String> {
        Table::read(&json!({ "normalize": value })).map(|table| table.normalize).map_err(|issue| issue.to_string())
    }

    #[test]
    fn structure_is_the_default_and_booleans_are_all_or_nothing() {
        assert_eq!(Table::read(&json!({})).unwrap().normalize, Normalize::Structure);
        for (value, normalize, written) in [
            (json!("structure"), Normalize::Structure, json!("structure")),
            (json!("all"), Normalize::All, json!("all")),
            (json!(true), Normalize::All, json!("all")),
            (json!(false), Normalize::Off, json!(false)),
        ] {
            assert_eq!(read(&value), Ok(normalize));
            assert_eq!(serde_json::to_value(normalize).unwrap(), written);
        }
    }

    #[test]
    fn any_other_value_is_an_error_that_names_what_is_known() {
        let message = |value: Value| read(&value).unwrap_err();
        assert_eq!(
            message(json!("structur")),
            "unknown value `structur`, expected `structure`, `all` in `normalize`; did you mean `structure`?"
        );
        assert_eq!(message(json!("yes")), "unknown value `yes`, expected `structure`, `all` in `normalize`");
        assert_eq!(
            message(json!("false")),
            "found string \"false\", expected `false` without quotation marks in `normalize`"
        );
        assert_eq!(
            message(json!(1)),
            "found integer `1`, expected `\"structure\"`, `\"all\"`, `true` or `false` in `normalize`"
        );
    }

    #[test]
    fn wording_waits_for_all_and_comments_and_stubs_never_reach_a_page() {
        let fix = |aspect, change| Fix::new("do it", Applicability::Safe, change, [Edit::delete(0..1)]).about(aspect);
        let applied = |normalize: Normalize| {
            [Aspect::Structure, Aspect::Terms, Aspect::Wording]
                .map(|aspect| normalize.applies(&fix(aspect, Change::Text)))
        };
        assert_eq!(applied(Normalize::Off), [false, false, false]);
        assert_eq!(applied(Normalize::Structure), [true, true, false]);
        assert_eq!(applied(Normalize::All), [true, true, true]);
        assert!(!Normalize::All.applies(&fix(Aspect::Wording, Change::Comment)));
        assert!(!Normalize::All.applies(&fix(Aspect::Structure, Change::Section)));
    }
}
