//! What to do about errors of mdBook that name a symptom alone.

use std::path::Path;

use serde_json::Value;

/// A line for each likely cause of an error in the configuration, or in the theme, of the book at `root`.
pub(super) fn hints(config: &Value, root: &Path, error: &str) -> Vec<String> {
    let html = config.pointer("/output/html");
    let names = |key: &str| html.and_then(|html| html.get(key)).and_then(Value::as_array).into_iter().flatten();
    let mut hints = Vec::new();
    for key in ["additional-css", "additional-js"] {
        let missing = names(key).filter_map(Value::as_str).filter(|name| !root.join(name).is_file());
        hints.extend(missing.map(|name| format!("`{key}` in `[output.html]` names `{name}`, which is not a file")));
    }
    let theme = html.and_then(|html| html.get("theme")).and_then(Value::as_str).unwrap_or("theme");
    // The words of the template engine.
    if ["Error rendering", "Helper not found", "Failed to access variable"].iter().any(|words| error.contains(words)) {
        let templates = ["index.hbs", "head.hbs", "header.hbs", "redirect.hbs", "toc.js.hbs", "toc.html.hbs"];
        let own = templates.iter().map(|name| format!("{theme}/{name}")).filter(|path| root.join(path).is_file());
        hints.extend(own.map(|path| {
            format!("`{path}` replaces a template of mdBook and has to fit mdBook 0.5; remove it, or adapt the new one")
        }));
    }
    hints
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn hints_name_files_that_are_missing_and_templates_that_are_old() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("look")).unwrap();
        for name in ["a.css", "look/index.hbs"] {
            std::fs::write(root.join(name), "").unwrap();
        }
        let html = json!({ "theme": "look", "additional-css": ["a.css", "b.css"], "additional-js": ["c.js"] });
        let config = json!({ "output": { "html": html } });
        assert_eq!(
            hints(&config, root, "failed to open `b.css` for hashing"),
            [
                "`additional-css` in `[output.html]` names `b.css`, which is not a file",
                "`additional-js` in `[output.html]` names `c.js`, which is not a file"
            ]
        );
        let found = hints(&config, root, "Error rendering \"index\" line 206, col 25: Helper not found previous");
        assert!(found.len() == 3 && found[2].starts_with("`look/index.hbs` replaces a template"), "{found:?}");
        assert_eq!(hints(&json!({}), root, "any"), [""; 0]);
    }
}
