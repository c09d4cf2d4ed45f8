//! The other preprocessors of a book, and their order.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::ConfigFile;
use crate::NAME;
use crate::strict::object;

/// Preprocessors that are part of mdBook.
const BUILT_IN: [&str; 2] = ["links", "index"];

impl ConfigFile {
    /// Whether preprocessors are configured that are neither ours nor mdBook's own.
    pub fn has_other_preprocessors(&self) -> bool {
        self.preprocessors().keys().any(|name| is_foreign(name))
    }

    /// The preprocessors that may run after redline, mdBook's own first: all, but for those that the configuration puts
    /// before it. In a `before` list of ours they leave it the text as its author wrote it.
    pub fn later_preprocessors(&self) -> Vec<String> {
        let configured = self.preprocessors();
        let uses_defaults = self.value.pointer("/build/use-default-preprocessors").and_then(Value::as_bool);
        let built_in = BUILT_IN.iter().filter(|name| uses_defaults != Some(false) || configured.contains_key(**name));
        let foreign = configured.keys().filter(|name| is_foreign(name)).map(String::as_str);
        let earlier = earlier_than_ours(&configured);
        let later = built_in.copied().chain(foreign).filter(|name| !earlier.contains(*name));
        later.map(str::to_owned).collect()
    }

    /// The preprocessors of other programs that the configuration puts before redline.
    pub fn earlier_preprocessors(&self) -> Vec<String> {
        let configured = self.preprocessors();
        let earlier = earlier_than_ours(&configured);
        earlier
            .into_iter()
            .filter(|name| is_foreign(name) && configured.contains_key(*name))
            .map(str::to_owned)
            .collect()
    }

    fn preprocessors(&self) -> Map<String, Value> {
        object(self.value.get("preprocessor"))
    }
}

fn is_foreign(name: &str) -> bool {
    name != NAME && !BUILT_IN.contains(&name)
}

/// The preprocessors that `before` and `after` put before ours, directly or through others.
fn earlier_than_ours(configured: &Map<String, Value>) -> BTreeSet<&str> {
    let names = |table: &'static str| {
        configured.iter().flat_map(move |(name, value)| {
            let list = value.get(table).and_then(Value::as_array).into_iter().flatten();
            list.filter_map(Value::as_str).map(move |other| (name.as_str(), other))
        })
    };
    let pairs: Vec<(&str, &str)> = names("before").chain(names("after").map(|(later, first)| (first, later))).collect();
    let mut earlier = BTreeSet::new();
    let mut open = vec![NAME];
    while let Some(later) = open.pop() {
        let first = pairs.iter().filter(|(_, other)| *other == later).map(|(first, _)| *first);
        open.extend(first.filter(|first| earlier.insert(*first)));
    }
    earlier
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use serde_json::json;

    fn later(preprocessors: &Value, build: &Value) -> Vec<String> {
        let value = json!({ "preprocessor": preprocessors, "build": build });
        ConfigFile::from_mdbook(Path::new("/book"), value).later_preprocessors()
    }

    #[test]
    fn every_other_preprocessor_may_run_later() {
        assert_eq!(later(&json!({}), &json!({})), ["links", "index"]);
        let some = json!({ "admonish": {}, "index": {}, "redline": {}, "toc": { "before": ["links"] } });
        assert_eq!(later(&some, &json!({})), ["links", "index", "admonish", "toc"]);
        assert_eq!(later(&some, &json!({ "use-default-preprocessors": false })), ["index", "admonish", "toc"]);
    }

    #[test]
    fn those_that_are_put_first_stay_first() {
        let first = json!({
            "include": { "before": ["redline"], "after": ["links"] },
            "redline": { "after": ["variables"] },
            "template": { "before": ["variables"] },
            "toc": {},
            "variables": {},
        });
        assert_eq!(later(&first, &json!({})), ["index", "toc"]);
        let config = ConfigFile::from_mdbook(Path::new("/book"), json!({ "preprocessor": first }));
        assert_eq!(config.earlier_preprocessors(), ["include", "template", "variables"]);
        let circle = json!({ "a": { "before": ["b", "redline"] }, "b": { "before": ["a"] } });
        assert_eq!(later(&circle, &json!({})), ["links", "index"]);
    }
}
