//! Former names of rules in the table, replaced by the current ones before the table is deserialized.

use std::fmt;

use serde_json::Value;

use crate::catalogue;

/// A former name of a rule that the configuration uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    /// The key or option with the name: `rules`, `overrides.0.rules`, `--select`.
    pub place: String,
    /// The name as written.
    pub former: String,
    /// The name that the rule has now.
    pub current: &'static str,
    /// Whether the place also sets the rule under its current name, which then wins.
    pub is_ignored: bool,
}

impl fmt::Display for FormerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, former, current, is_ignored } = self;
        write!(f, "`{former}` in `{place}` is now `{current}`")?;
        if *is_ignored { f.write_str(", which is set too: remove the old name") } else { Ok(()) }
    }
}

/// Replaces the former names of rules everywhere in our table, and returns them.
pub(super) fn replace(table: &mut Value) -> Vec<FormerName> {
    let mut found = Vec::new();
    replace_in_rules(table, "rules", &mut found);
    for key in ["overrides", "templates"] {
        for (index, entry) in items(table, key) {
            let place = format!("{key}.{index}");
            replace_in_rules(entry, &format!("{place}.rules"), &mut found);
            replace_in_sections(entry, &place, &mut found);
        }
    }
    found
}

/// Replaces the names in the sections of a template, at any depth.
fn replace_in_sections(entry: &mut Value, place: &str, found: &mut Vec<FormerName>) {
    for (index, section) in items(entry, "sections") {
        let place = format!("{place}.sections.{index}");
        replace_in_rules(section, &format!("{place}.rules"), found);
        replace_in_sections(section, &place, found);
    }
}

/// Replaces the names in the key `rules` of a table.
fn replace_in_rules(table: &mut Value, place: &str, found: &mut Vec<FormerName>) {
    let Some(rules) = table.get_mut("rules").and_then(Value::as_object_mut) else { return };
    let former: Vec<(String, &'static str)> =
        rules.keys().filter_map(|name| Some((name.clone(), catalogue::current_name(name)?))).collect();
    for (former, current) in former {
        let setting = rules.shift_remove(&former).unwrap_or_default();
        let is_ignored = rules.contains_key(current);
        if !is_ignored {
            rules.insert(current.to_owned(), setting);
        }
        found.push(FormerName { place: place.to_owned(), former, current, is_ignored });
    }
}

/// The items of a list in a table, with their indices.
fn items<'a>(table: &'a mut Value, key: &str) -> impl Iterator<Item = (usize, &'a mut Value)> {
    table.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten().enumerate()
}
