//! Settings that are off, on, or a table.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};

/// Something that is off unless `true` or a table, even an empty one, switches it on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Toggle<T> {
    /// `false`, or nothing.
    #[default]
    Off,
    /// `true`: the defaults; or a table.
    On(T),
}

impl<T> Toggle<T> {
    /// The table, if it is on.
    pub fn on(&self) -> Option<&T> {
        match self {
            Self::Off => None,
            Self::On(table) => Some(table),
        }
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Toggle<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BoolOrTable(PhantomData))
    }
}

struct BoolOrTable<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for BoolOrTable<T> {
    type Value = Toggle<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`true`, `false` or a table")
    }

    fn visit_bool<E: serde::de::Error>(self, is_on: bool) -> Result<Toggle<T>, E> {
        Ok(if is_on { Toggle::On(T::default()) } else { Toggle::Off })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Toggle<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Toggle::On)
    }
}

impl<T: Serialize> Serialize for Toggle<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Off => serializer.serialize_bool(false),
            Self::On(table) => table.serialize(serializer),
        }
    }
}

impl<T: JsonSchema> JsonSchema for Toggle<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("SwitchOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [{ "type": "boolean" }, table] })
    }
}
