//! What is in `editors/`, without the editors: configurations can be read, and start the server with settings that it knows.

use std::fs;
use std::path::{Path, PathBuf};

use redline_lsp::settings::EditorSettings;
use serde_json::{Value, json};

use crate::support::{Run, redline};

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("editors").join(file)
}

fn read(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn json_of(file: &str) -> Value {
    serde_json::from_str(&read(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Asserts that the server accepts these settings, and that they are its defaults.
#[track_caller]
fn assert_default_settings(settings: &Value) {
    assert!(settings["redline"].is_object(), "{settings}");
    assert_eq!(
        EditorSettings::read(settings, EditorSettings::default()),
        (EditorSettings::default(), Vec::new()),
        "{settings}"
    );
}

#[test]
fn helix_starts_the_server_for_markdown_and_toml() {
    let config: toml::Table = toml::from_str(&read("helix/languages.toml")).expect("it is TOML");
    let config = serde_json::to_value(config).expect("TOML is JSON");
    let server = &config["language-server"]["redline"];
    assert_eq!((&server["command"], &server["args"]), (&json!("mdbook-redline"), &json!(["lsp"])));
    assert_eq!(server["required-root-patterns"], json!(["book.toml"]));
    assert_default_settings(&server["config"]);
    let languages = config["language"].as_array().expect("languages");
    let names: Vec<&str> = languages.iter().filter_map(|language| language["name"].as_str()).collect();
    assert_eq!(names, ["markdown", "toml"]);
    for language in languages {
        let servers = language["language-servers"].as_array().expect("servers");
        assert!(servers.iter().any(|server| server == "redline" || server["name"] == "redline"), "{language}");
        assert_eq!(language["roots"], json!(["book.toml"]));
    }
}

#[test]
fn zed_starts_the_server_of_its_extension() {
    let settings = json_of("zed/settings.json");
    let server = &settings["lsp"]["redline"];
    assert_eq!(server["binary"], json!({ "path": "mdbook-redline", "arguments": ["lsp"] }));
    assert_default_settings(&server["settings"]);
    let extension: toml::Table = toml::from_str(&read("zed/extension.toml")).expect("it is TOML");
    let languages = extension["language_servers"]["redline"]["languages"].as_array().expect("languages");
    for language in languages {
        let servers = &settings["languages"][language.as_str().expect("a name")]["language_servers"];
        assert_eq!(servers, &json!(["redline", "..."]));
    }
    for manifest in ["zed/extension.toml", "zed/Cargo.toml"] {
        assert!(read(manifest).contains(concat!("version = \"", env!("CARGO_PKG_VERSION"), "\"")), "{manifest}");
    }
}

#[test]
fn sublime_starts_the_server_for_markdown_and_toml() {
    let server = &json_of("sublime/LanguageServers.sublime-settings")["redline"];
    assert_eq!(server["command"], json!(["mdbook-redline", "lsp"]));
    assert_eq!(server["selector"], "text.html.markdown | source.toml");
    // Dots in the keys of this editor are levels.
    let dotted = server["settings"].as_object().expect("settings");
    let section: serde_json::Map<String, Value> = dotted
        .iter()
        .map(|(key, value)| (key.strip_prefix("redline.").expect("a key of ours").to_owned(), value.clone()))
        .collect();
    assert_default_settings(&json!({ "redline": section }));
}

#[test]
fn every_configuration_names_the_program_and_the_root_and_is_listed() {
    let readme = read("README.md");
    for file in [
        "neovim/lsp/redline.lua",
        "neovim/redline-0.7.lua",
        "emacs/redline-eglot.el",
        "vim/ale_linters",
        "helix/languages.toml",
        "kakoune/redline.kak",
        "sublime/LanguageServers.sublime-settings",
        "zed/settings.json",
    ] {
        assert!(readme.contains(&format!("]({file})")), "{file}");
        let files = if path(file).is_dir() { vec!["markdown/redline.vim", "toml/redline.vim"] } else { vec![""] };
        for inner in files {
            let text = read(format!("{file}/{inner}").trim_end_matches('/'));
            assert!(text.contains("mdbook-redline") && text.contains("lsp"), "{file}");
        }
    }
    for file in ["neovim/lsp/redline.lua", "neovim/redline-0.7.lua", "emacs/redline-eglot.el", "kakoune/redline.kak"] {
        assert!(read(file).contains("book.toml"), "{file}");
    }
}

/// The schema of `book.toml` that the extension for VS Code carries; `BLESS=1` writes it.
#[test]
fn the_schema_of_the_extension_is_fresh() {
    let mut table: Value =
        serde_json::from_str(&Run::of(redline().args(["config", "--schema"])).exits(0).stdout).expect("a schema");
    let object = table.as_object_mut().expect("the table is an object");
    let definitions = object.shift_remove("$defs").expect("definitions");
    let draft = object.shift_remove("$schema").expect("a draft");
    let properties = object["properties"].as_object_mut().expect("properties");
    for (key, schema) in [
        ("command", json!({ "type": "string", "description": "The command that mdBook runs." })),
        ("before", names("Preprocessors that run after this one.")),
        ("after", names("Preprocessors that run before this one.")),
        ("renderers", names("Renderers for which this preprocessor runs.")),
        ("optional", json!({ "type": "boolean", "description": "Whether a build goes on without the program." })),
    ] {
        properties.insert(key.to_owned(), schema);
    }
    let schema = json!({
        "$schema": draft,
        "title": "book.toml of an mdBook with mdbook-redline",
        "type": "object",
        "properties": { "preprocessor": { "type": "object", "properties": { "redline": table } } },
        "$defs": definitions,
    });
    assert!(jsonschema::meta::is_valid(&schema));
    let book: toml::Table = toml::from_str(include_str!("../../book-example/book.toml")).expect("it is TOML");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let book = serde_json::to_value(book).expect("TOML is JSON");
    assert!(validator.is_valid(&book), "{:?}", validator.iter_errors(&book).collect::<Vec<_>>());
    assert!(!validator.is_valid(&json!({ "preprocessor": { "redline": { "fail-onn": "error" } } })));
    let text = format!("{}\n", serde_json::to_string_pretty(&schema).expect("it is JSON"));
    let file = path("vscode/schema/book.schema.json");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &text).expect("it can be written");
    }
    assert_eq!(fs::read_to_string(&file).expect("it is there"), text, "run with BLESS=1");
}

fn names(description: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": description })
}
