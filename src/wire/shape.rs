//! Parts of the JSON that are deserialized.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{WireChapter, WireError, offset, text_of};

/// Book in either format.
#[derive(Deserialize)]
pub(super) struct BookShape<'a> {
    #[serde(borrow, default)]
    pub(super) items: Option<Vec<ItemShape<'a>>>,
    #[serde(borrow, default)]
    pub(super) sections: Option<Vec<ItemShape<'a>>>,
    #[serde(rename = "__non_exhaustive", default)]
    pub(super) marker: Present,
}

/// Whether a key is present, whatever its value.
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
    /// Appends the chapter and its subchapters, each with the title of its part.
    pub(super) fn flatten(mut self, part: Option<&str>, all: &mut Vec<(Self, Option<String>)>) {
        let sub_items = std::mem::take(&mut self.sub_items);
        self.has_children = sub_items.iter().any(|item| matches!(item, ItemShape::Chapter(_)));
        all.push((self, part.map(str::to_owned)));
        for item in sub_items {
            if let ItemShape::Chapter(chapter) = item {
                chapter.flatten(part, all);
            }
        }
    }

    /// Chapter with its positions in `raw`.
    pub(super) fn read(self, raw: &str, part: Option<String>) -> Result<WireChapter<'a>, WireError> {
        let span = |part: &RawValue| {
            let start = offset(raw, part.get());
            start..start + part.get().len()
        };
        Ok(WireChapter {
            name: text_of(self.name)?,
            content: text_of(self.content)?,
            name_span: span(self.name),
            content_span: span(self.content),
            path: self.path,
            source_path: self.source_path,
            part,
            has_children: self.has_children,
        })
    }
}

pub(super) enum ItemShape<'a> {
    Chapter(Box<ChapterShape<'a>>),
    /// Title of a part.
    Part(String),
    /// Separators, and items of later versions.
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
