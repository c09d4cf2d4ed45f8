//! The keys of `[preprocessor.redline]` from the schema of the table.

use std::fmt::Write;

use redline_lint::config::Table;
use serde_json::{Map, Value};

use super::with_part;

/// The keys of the table, in the order of its fields.
pub(crate) fn keys() -> Vec<String> {
    properties(&schema()).keys().cloned().collect()
}

/// The page with the description of each key from the schema.
pub(crate) fn page(page: &str) -> String {
    let schema = schema();
    properties(&schema).iter().fold(page.to_owned(), |page, (key, value)| with_part(&page, key, &part(&schema, value)))
}

fn schema() -> Value {
    schemars::schema_for!(Table).to_value()
}

fn properties(schema: &Value) -> Map<String, Value> {
    schema["properties"].as_object().cloned().unwrap_or_default()
}

/// The description of one key: its type and default, its meaning, its values, and the keys of the tables in it.
fn part(schema: &Value, value: &Value) -> String {
    let default = match &value["default"] {
        Value::Null => "none".to_owned(),
        Value::Object(_) => "empty".to_owned(),
        default => spaced(default),
    };
    let mut text = format!("Type: {} · Default: {default}\n\n{}\n", kind(schema, value), described(value));
    for (word, meaning) in words(schema, value) {
        write!(text, "\n- `\"{word}\"`: {meaning}").expect("a string can be written to");
    }
    let mut seen = Vec::new();
    tables(schema, value, &mut seen);
    for (index, table) in seen.iter().enumerate() {
        let heading = if index == 0 { "Its keys" } else { described(&schema["$defs"][table]) };
        writeln!(text, "\n{}:\n", heading.trim_end_matches('.')).expect("a string can be written to");
        for (key, value) in properties(&schema["$defs"][table]) {
            writeln!(text, "{}", item(schema, &key, &value)).expect("a string can be written to");
        }
    }
    text
}

/// One key of an inner table.
fn item(schema: &Value, key: &str, value: &Value) -> String {
    let default = match &value["default"] {
        Value::Null | Value::Object(_) => String::new(),
        Value::Array(items) if items.is_empty() => String::new(),
        Value::String(text) if text.is_empty() => String::new(),
        default => format!(", by default {}", spaced(default)),
    };
    let mut text = format!("- `{key}` ({}{default}): {}", kind(schema, value), described(value));
    for (word, meaning) in words(schema, value) {
        write!(text, "\n  - `\"{word}\"`: {meaning}").expect("a string can be written to");
    }
    text
}

/// A value as an author would write it.
fn spaced(value: &Value) -> String {
    format!("`{}`", value.to_string().replace("\",\"", "\", \""))
}

fn described(value: &Value) -> &str {
    value["description"].as_str().unwrap_or("")
}

/// A schema without the wrappers of references and optional values.
fn resolved<'a>(schema: &'a Value, value: &'a Value) -> &'a Value {
    if let Some(name) = value["$ref"].as_str() {
        return resolved(schema, &schema["$defs"][name.trim_start_matches("#/$defs/")]);
    }
    let kinds = value["anyOf"].as_array();
    let present = kinds.into_iter().flatten().filter(|kind| kind["type"] != "null").collect::<Vec<_>>();
    if let [only] = present.as_slice() { resolved(schema, only) } else { value }
}

/// The type of a value in words.
fn kind(schema: &Value, value: &Value) -> String {
    let value = resolved(schema, value);
    if let Some(kinds) = value["anyOf"].as_array() {
        return kinds.iter().map(|inner| kind(schema, inner)).collect::<Vec<_>>().join(", or ");
    }
    if value["oneOf"].is_array() {
        return "string".to_owned();
    }
    let name = match &value["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").cloned().unwrap_or_default(),
        name => name.clone(),
    };
    match name.as_str().unwrap_or_default() {
        "boolean" => "`true` or `false`".to_owned(),
        "integer" => "whole number".to_owned(),
        "array" => format!("list of {}", plural(&kind(schema, &value["items"]))),
        "object" => match &value["additionalProperties"] {
            Value::Object(_) => "table of rules".to_owned(),
            _ => "table".to_owned(),
        },
        name => name.to_owned(),
    }
}

fn plural(kind: &str) -> String {
    match kind {
        "string" | "table" => format!("{kind}s"),
        other => other.to_owned(),
    }
}

/// The words that a value may be, each with its meaning.
fn words<'a>(schema: &'a Value, value: &'a Value) -> Vec<(&'a str, &'a str)> {
    let value = resolved(schema, value);
    let inner = resolved(schema, &value["items"]);
    let kinds = value["anyOf"].as_array().into_iter().flatten().map(|kind| resolved(schema, kind));
    let choices = [value, inner].into_iter().chain(kinds).filter_map(|value| value["oneOf"].as_array()).flatten();
    choices.filter_map(|choice| Some((choice["const"].as_str()?, described(choice)))).collect()
}

/// The names of the tables in a value, outer ones first.
fn tables(schema: &Value, value: &Value, seen: &mut Vec<String>) {
    if let Some(name) = value["$ref"].as_str().map(|name| name.trim_start_matches("#/$defs/")) {
        let definition = &schema["$defs"][name];
        if definition["properties"].is_object() {
            if seen.iter().any(|known| known == name) {
                return;
            }
            seen.push(name.to_owned());
        }
        return tables(schema, definition, seen);
    }
    let choices = value["anyOf"].as_array().into_iter().flatten();
    let inner = properties(value);
    for value in choices.chain([&value["items"]]).chain(inner.values()) {
        if !value.is_null() {
            tables(schema, value, seen);
        }
    }
}
