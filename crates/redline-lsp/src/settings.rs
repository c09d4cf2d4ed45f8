//! The settings of the editor. What concerns the book is in `book.toml` alone.

use redline_text::nearest;
use serde_json::{Map, Value};

/// When documents are checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Run {
    /// While the author types.
    #[default]
    OnType,
    /// When a document is saved.
    OnSave,
}

/// Whose findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of open documents.
    #[default]
    Open,
    /// Those of every file of the books.
    Book,
}

/// Families of features that can be switched off where another server offers the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Features {
    /// Texts about what is under the pointer.
    pub hover: bool,
    /// Proposals for links, ids, terms and rules.
    pub completion: bool,
    /// Going to the target of a link, a directive or a term.
    pub definition: bool,
    /// Places that lead to a heading, a file or a term.
    pub references: bool,
    /// Links and directives that can be clicked.
    pub links: bool,
    /// Renaming of headings, ids, labels, terms and files.
    pub rename: bool,
    /// Formatting: safe fixes of layout.
    pub formatting: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            hover: true,
            completion: true,
            definition: true,
            references: true,
            links: true,
            rename: true,
            formatting: false,
        }
    }
}

/// The settings of the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EditorSettings {
    /// When documents are checked.
    pub run: Run,
    /// Whose findings are shown.
    pub scope: Scope,
    /// Which features there are.
    pub features: Features,
}

/// One setting, for the reference of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingMeta {
    /// Its key below `redline`.
    pub key: &'static str,
    /// What it may be; the first is the default.
    pub values: &'static [&'static str],
    /// What it does.
    pub summary: &'static str,
}

/// Every setting of the server.
pub const ALL: &[SettingMeta] = &[
    SettingMeta {
        key: "run",
        values: &["onType", "onSave"],
        summary: "When documents are checked: while you type, or when you save",
    },
    SettingMeta {
        key: "scope",
        values: &["open", "book"],
        summary: "Whose findings are shown: those of open documents, or of every file of the book",
    },
    SettingMeta { key: "features.hover", values: SWITCH, summary: "Explain findings, terms, links and directives" },
    SettingMeta { key: "features.completion", values: SWITCH, summary: "Propose paths, ids, terms and rules" },
    SettingMeta {
        key: "features.definition",
        values: SWITCH,
        summary: "Go to the target of a link, a directive or a term",
    },
    SettingMeta {
        key: "features.references",
        values: SWITCH,
        summary: "List what leads to a heading, a file or a term",
    },
    SettingMeta { key: "features.links", values: SWITCH, summary: "Make links and directives clickable" },
    SettingMeta {
        key: "features.rename",
        values: SWITCH,
        summary: "Rename headings, ids, labels, terms and chapters with all links to them",
    },
    SettingMeta {
        key: "features.formatting",
        values: &["false", "true"],
        summary: "Format documents: safe fixes of layout",
    },
];

const SWITCH: &[&str] = &["true", "false"];

impl EditorSettings {
    /// Reads settings over those in `base`, with or without their section `redline` around them. Also returns a message
    /// for each problem.
    pub fn read(value: &Value, base: Self) -> (Self, Vec<String>) {
        let mut settings = base;
        let mut problems = Vec::new();
        let section =
            value.get("redline").or_else(|| value.pointer("/settings/redline")).or_else(|| value.get("settings"));
        let Some(entries) = section.unwrap_or(value).as_object() else { return (settings, problems) };
        settings.read_entries(entries, "", &mut problems);
        (settings, problems)
    }

    fn read_entries(&mut self, entries: &Map<String, Value>, prefix: &str, problems: &mut Vec<String>) {
        for (name, value) in entries {
            let key = format!("{prefix}{name}");
            match value {
                // Clients send null for what is not set.
                Value::Null => {}
                Value::Object(inner) if key == "features" => self.read_entries(inner, "features.", problems),
                // The extension for VS Code keeps these for itself.
                _ if key == "server" || key == "trace" => {}
                _ => problems.extend(self.set(&key, value)),
            }
        }
    }

    /// Sets one setting. Returns what is wrong with it.
    fn set(&mut self, key: &str, value: &Value) -> Option<String> {
        let Some(meta) = ALL.iter().find(|meta| meta.key == key) else {
            let nearest = nearest(key, ALL.iter().map(|meta| meta.key));
            let hint = nearest.map(|nearest| format!("; did you mean `redline.{nearest}`?")).unwrap_or_default();
            return Some(format!("unknown setting `redline.{key}`{hint}"));
        };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if !meta.values.contains(&text.as_str()) {
            return Some(format!("`redline.{key}` is {value}; it may be {}", meta.values.join(" or ")));
        }
        let switch = text == "true";
        let features = &mut self.features;
        match key {
            "run" => self.run = if text == "onSave" { Run::OnSave } else { Run::OnType },
            "scope" => self.scope = if text == "book" { Scope::Book } else { Scope::Open },
            "features.hover" => features.hover = switch,
            "features.completion" => features.completion = switch,
            "features.definition" => features.definition = switch,
            "features.references" => features.references = switch,
            "features.links" => features.links = switch,
            "features.rename" => features.rename = switch,
            _ => features.formatting = switch,
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: &Value) -> (EditorSettings, Vec<String>) {
        EditorSettings::read(value, EditorSettings::default())
    }

    #[test]
    fn settings_are_read_with_and_without_their_section() {
        let expected = EditorSettings { run: Run::OnSave, ..EditorSettings::default() };
        for value in [
            json!({ "run": "onSave" }),
            json!({ "redline": { "run": "onSave", "scope": null } }),
            json!({ "settings": { "run": "onSave", "server": { "path": "" } } }),
            json!({ "settings": { "redline": { "run": "onSave" } } }),
        ] {
            assert_eq!(EditorSettings::read(&value, EditorSettings::default()), (expected, Vec::new()), "{value}");
        }
        assert_eq!(EditorSettings::read(&Value::Null, expected), (expected, Vec::new()));
    }

    #[test]
    fn every_setting_has_the_default_of_the_reference_and_can_be_changed() {
        for meta in ALL {
            let of = |text: &str| {
                let value = serde_json::from_str(text).unwrap_or_else(|_| json!(text));
                let mut settings = EditorSettings::default();
                assert_eq!(settings.set(meta.key, &value), None, "{}", meta.key);
                settings
            };
            assert_eq!(of(meta.values[0]), EditorSettings::default(), "{}", meta.key);
            assert_ne!(of(meta.values[1]), EditorSettings::default(), "{}", meta.key);
        }
    }

    #[test]
    fn wrong_settings_are_reported() {
        let (_, problems) = read(&json!({ "runn": "onSave", "scope": "all", "features": { "hover": 3 } }));
        assert_eq!(
            problems,
            [
                "unknown setting `redline.runn`; did you mean `redline.run`?",
                "`redline.scope` is \"all\"; it may be open or book",
                "`redline.features.hover` is 3; it may be true or false",
            ]
        );
    }
}
