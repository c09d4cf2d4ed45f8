//! The table `change-report`.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Deserialize as DeserializeDerive, Serialize, Serializer};

/// The table `change-report`.
#[derive(Clone, Debug, PartialEq, DeserializeDerive, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChangeReportTable {
    /// What chapters are compared with.
    pub against: Against,
    /// The panels that are shown.
    pub show: Vec<Panel>,
    /// Where reports stand.
    pub place: ReportPlace,
    /// A file of names that no report may show, outside the repository: their masks, and where in words they match.
    pub redact_file: Option<PathBuf>,
}

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DeserializeDerive, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Panel {
    /// What was asked of the editor.
    Brief,
    /// The version before.
    Original,
    /// The version after.
    Rewritten,
    /// What changed.
    Diff,
}

impl Default for ChangeReportTable {
    fn default() -> Self {
        let show = vec![Panel::Brief, Panel::Original, Panel::Rewritten, Panel::Diff];
        Self { against: Against::Normalized, show, place: ReportPlace::End, redact_file: None }
    }
}

/// What chapters are compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// The text of the author before safe fixes.
    #[default]
    Normalized,
    /// `git:REV`: the files at a revision.
    Revision(String),
    /// `git:latest-tag`: the files at the highest version.
    LatestTag,
    /// `dir:PATH`: the files in a folder.
    Folder(PathBuf),
}

impl std::str::FromStr for Against {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "normalized" => Ok(Self::Normalized),
            Some(("git", "latest-tag")) => Ok(Self::LatestTag),
            Some(("git", revision)) if !revision.is_empty() => Ok(Self::Revision(revision.to_owned())),
            Some(("dir", path)) if !path.is_empty() => Ok(Self::Folder(path.into())),
            _ => Err(format!("`{text}` is none of `normalized`, `git:REVISION`, `git:latest-tag`, `dir:PATH`")),
        }
    }
}

impl fmt::Display for Against {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Normalized => f.write_str("normalized"),
            Self::Revision(revision) => write!(f, "git:{revision}"),
            Self::LatestTag => f.write_str("git:latest-tag"),
            Self::Folder(path) => write!(f, "dir:{}", path.display()),
        }
    }
}

impl<'de> Deserialize<'de> for Against {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl Serialize for Against {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Against {
    fn schema_name() -> Cow<'static, str> {
        "Against".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^(normalized|git:.+|dir:.+)$" })
    }
}

/// Where reports stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, DeserializeDerive, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReportPlace {
    /// At the end of the chapter.
    #[default]
    End,
    /// In place of `{{#redline-changes}}`; elsewhere there is none.
    Marker,
    /// On a page of its own under `changes/`.
    Page,
}
