//! The shapes of what mdBook sends, as far as it is read.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Content, WireChapter, WireError, offset, text_of};

/// A book of either shape.
#[derive(Deserialize)]
pub(super) struct BookShape<'a> {
    #[serde(borrow, default)]
    pub(super) items: Option<Vec<ItemShape<'a>>>,
    #[serde(borrow, default)]
    pub(super) sections: Option<Vec<ItemShape<'a>>>,
    #[serde(rename = "__non_exhaustive", default)]
    pub(super) marker: Present,
}

/// Whether a key is there, whatever it holds.
#[derive(Default)]
pub(super) struct Present(pub(super) bool);

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self(true))
    }
}

#[derive(Deserialize)]
pub(super) struct ChapterShape<'a> {
    #[serde(borrow)]
    name: &'a RawValue,
    #[serde(borrow)]
    content: &'a RawValue,
    #[serde(borrow, default)]
    sub_items: Vec<ItemShape<'a>>,
    #[serde(skip)]
    has_children: bool,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    source_path: Option<String>,
    #[serde(default)]
    pub(super) number: Option<IgnoredAny>,
}

impl<'a> ChapterShape<'a> {
    /// The chapter, then those below it, each with the title of its part.
    pub(super) fn flatten(mut self, part: Option<&str>, all: &mut Vec<(Self, Option<String>)>) {
        let below = std::mem::take(&mut self.sub_items);
        self.has_children = below.iter().any(|item| matches!(item, ItemShape::Chapter(_)));
        all.push((self, part.map(str::to_owned)));
        for item in below {
            if let ItemShape::Chapter(chapter) = item {
                chapter.flatten(part, all);
            }
        }
    }

    /// The chapter as it stands in `raw`.
    pub(super) fn read(self, raw: &str, part: Option<String>) -> Result<WireChapter<'a>, WireError> {
        let span = |part: &RawValue| {
            let start = offset(raw, part.get());
            start..start + part.get().len()
        };
        Ok(WireChapter {
            name: text_of(self.name)?,
            content: Content::of_json(self.content)?,
            name_at: span(self.name),
            content_at: span(self.content),
            path: self.path,
            source_path: self.source_path,
            part,
            has_children: self.has_children,
        })
    }
}

pub(super) enum ItemShape<'a> {
    Chapter(Box<ChapterShape<'a>>),
    /// The title of a part.
    Part(String),
    /// Separators, and whatever a later mdBook may have.
    Other,
}

impl<'de: 'a, 'a> Deserialize<'de> for ItemShape<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemVisitor;

        impl<'de> Visitor<'de> for ItemVisitor {
            type Value = ItemShape<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an item of a book")
            }

            fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Self::Value, E> {
                Ok(ItemShape::Other)
            }

            fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
                Ok(ItemShape::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut item = ItemShape::Other;
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    match &*key {
                        "Chapter" => item = ItemShape::Chapter(Box::new(map.next_value()?)),
                        "PartTitle" => item = ItemShape::Part(map.next_value()?),
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(item)
            }
        }

        deserializer.deserialize_any(ItemVisitor)
    }
}
