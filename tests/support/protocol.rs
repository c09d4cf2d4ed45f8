//! The input and output of preprocessors, in the shapes of mdBook 0.4 and 0.5.

use super::{Run, TestBook, redline};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The version of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    V04,
    V05,
}

impl Shape {
    pub(crate) const BOTH: [Self; 2] = [Self::V04, Self::V05];

    /// The version of mdBook in the context.
    pub(crate) fn version(self) -> &'static str {
        match self {
            Self::V04 => "0.4.52",
            Self::V05 => "0.5.4",
        }
    }

    /// The key of the book's item list.
    pub(crate) fn items(self) -> &'static str {
        match self {
            Self::V04 => "sections",
            Self::V05 => "items",
        }
    }

    /// A book of these items.
    pub(crate) fn book(self, items: &[Value]) -> Value {
        match self {
            Self::V04 => json!({ "sections": items, "__non_exhaustive": null }),
            Self::V05 => json!({ "items": items }),
        }
    }

    /// The configuration as this version sends it: 0.5 writes the defaults of `[book]`, 0.4 the source folder.
    fn config(self, toml: &str) -> Value {
        let mut config: Value = toml::from_str(toml).expect("book.toml is TOML");
        let book = config["book"].as_object_mut().expect("book.toml has a book");
        match self {
            Self::V04 => {
                book.entry("src").or_insert(json!("src"));
                book.entry("authors").or_insert(json!([]));
            }
            Self::V05 => {
                for key in ["description", "language", "text-direction"] {
                    book.entry(key).or_insert(Value::Null);
                }
            }
        }
        config
    }

    /// The whole input for a book on disk.
    pub(crate) fn input(self, book: &TestBook) -> Value {
        let items: Vec<_> = book
            .chapters()
            .iter()
            .map(|(name, path)| {
                let text = book.read(&format!("src/{path}"));
                chapter(name, path, text.strip_prefix('\u{feff}').unwrap_or(&text))
            })
            .collect();
        json!([
            {
                "root": book.root(),
                "config": self.config(&book.read("book.toml")),
                "renderer": "html",
                "mdbook_version": self.version(),
            },
            self.book(&items),
        ])
    }
}

/// A chapter without children.
pub(crate) fn chapter(name: &str, path: &str, content: &str) -> Value {
    json!({ "Chapter": {
        "name": name, "content": content, "number": [1], "sub_items": [],
        "path": path, "source_path": path, "parent_names": [],
    }})
}

/// The table of the preprocessor inside an input.
pub(crate) fn table(input: &mut Value) -> &mut Map<String, Value> {
    input[0]["config"]["preprocessor"]["redline"].as_object_mut().expect("the book has the table")
}

/// Pipes an input through the binary, in a folder that has nothing to do with the book.
pub(crate) fn preprocess(input: &Value) -> Run {
    preprocess_in(&std::env::temp_dir(), input)
}

/// Pipes an input through the binary, in the folder `cwd`.
pub(crate) fn preprocess_in(cwd: &Path, input: &Value) -> Run {
    Run::fed(redline().current_dir(cwd), input.to_string().as_bytes())
}

impl Run {
    /// The book on standard output, which must hold nothing else.
    #[track_caller]
    pub(crate) fn book(&self) -> Value {
        assert_eq!(self.code, 0, "{self:#?}");
        let book: Value =
            serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("not a book: {error}\n{self:#?}"));
        assert!(book.is_object(), "{self:#?}");
        book
    }

    /// The content of every chapter on standard output by its `path`.
    #[track_caller]
    pub(crate) fn contents(&self) -> BTreeMap<String, String> {
        let book = self.book();
        let mut found = BTreeMap::new();
        let mut items: Vec<&Value> =
            ["sections", "items"].iter().filter_map(|key| book[key].as_array()).flatten().collect();
        while let Some(item) = items.pop() {
            let chapter = &item["Chapter"];
            if let (Some(path), Some(content)) = (chapter["path"].as_str(), chapter["content"].as_str()) {
                found.insert(path.to_owned(), content.to_owned());
            }
            items.extend(chapter["sub_items"].as_array().into_iter().flatten());
        }
        found
    }
}
