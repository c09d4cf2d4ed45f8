//! The settings of the editor: in the guide, and in the extension for VS Code.

use std::path::Path;

use redline_lsp::settings::{ALL, SettingMeta};
use serde_json::Value;

use super::with_part;

/// The page with the reference of the settings.
pub(crate) fn page(page: &str) -> String {
    let row = |meta: &SettingMeta| {
        let values: Vec<String> = meta.values.iter().map(|value| format!("`{value}`")).collect();
        format!("| `{}` | {} | {} |\n", meta.key, values.join(", "), meta.summary)
    };
    let rows: String = ALL.iter().map(row).collect();
    with_part(page, "settings", &format!("| Setting | Values, the default first | Effect |\n|---|---|---|\n{rows}"))
}

/// The settings that the extension for VS Code declares for the server, with their values, the default first.
pub(crate) fn of_extension() -> Vec<(String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode/package.json");
    let manifest: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("a manifest")).expect("JSON");
    let declared = manifest["contributes"]["configuration"]["properties"].as_object().expect("settings");
    let is_for_server = |key: &str| !key.starts_with("redline.server.") && !key.starts_with("redline.trace.");
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let values = |setting: &Value| {
        let default = text(&setting["default"]);
        let others = match setting["enum"].as_array() {
            Some(list) => list.iter().map(text).collect(),
            None => vec!["true".to_owned(), "false".to_owned()],
        };
        let others = others.into_iter().filter(|value| *value != default);
        std::iter::once(default.clone()).chain(others).collect()
    };
    let settings = declared.iter().filter(|(key, _)| is_for_server(key));
    settings.map(|(key, setting)| (key.trim_start_matches("redline.").to_owned(), values(setting))).collect()
}
