//! The Markdown that one mdBook with one configuration reads.

use pulldown_cmark::Options;
use semver::Version;
use serde_json::Value;

use super::{Delimiters, IdScheme};

/// The options of Markdown that depend on the version of mdBook and on `[output.html]`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of mdBook's own")]
pub struct Dialect {
    /// The mdBook that renders.
    pub mdbook: Version,
    /// Straight quotes and runs of hyphens are typeset: it changes ids of headings with `--`.
    pub smart_punctuation: bool,
    /// `Term` followed by `: meaning`.
    pub definition_lists: bool,
    /// `> [!NOTE]`.
    pub admonitions: bool,
    /// The marks around formulas.
    pub formulas: Vec<Delimiters>,
    /// Fenced blocks `admonish` hold Markdown: the preprocessor of that name is configured.
    pub admonish: bool,
    /// Quotes may begin with any marker `[!name]` and a title: the `callouts` preprocessor is configured.
    pub callouts: bool,
}

impl Dialect {
    /// The dialect of `mdbook` under a configuration in the shape of `book.toml`.
    ///
    /// mdBook fills in no defaults for preprocessors; those of each version are applied here.
    pub fn new(mdbook: Version, config: &Value) -> Self {
        let html = |key: &str| config.pointer(&format!("/output/html/{key}")).and_then(Value::as_bool);
        let modern = is_modern(&mdbook);
        let is_configured = |name: &str| config.pointer(&format!("/preprocessor/{name}")).is_some();
        Self {
            smart_punctuation: html("smart-punctuation")
                .or_else(|| html("curly-quotes").filter(|_| !modern))
                .unwrap_or(modern),
            definition_lists: modern && html("definition-lists").unwrap_or(true),
            admonitions: modern && html("admonitions").unwrap_or(true),
            formulas: Delimiters::configured(config),
            admonish: is_configured("admonish"),
            callouts: is_configured("callouts"),
            mdbook,
        }
    }

    /// The parser's options. Smart punctuation is left out: it would replace the author's bytes,
    /// and matters for heading ids alone.
    pub fn options(&self) -> Options {
        let mut options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES;
        options.set(Options::ENABLE_DEFINITION_LIST, self.definition_lists);
        options.set(Options::ENABLE_GFM, self.admonitions);
        options
    }

    /// How headings get their ids.
    pub fn id_scheme(&self) -> IdScheme {
        if is_modern(&self.mdbook) { IdScheme::V05 } else { IdScheme::V04 }
    }

    /// Whether a heading without letters gets the id `section`, as after 0.5.4.
    pub fn names_empty_ids(&self) -> bool {
        self.mdbook > Version::new(0, 5, 4)
    }

    /// Whether each line of an include repeats the text before the directive, as after 0.5.4.
    pub fn repeats_include_prefix(&self) -> bool {
        self.mdbook > Version::new(0, 5, 4)
    }
}

impl Default for Dialect {
    /// mdBook 0.5.4 without configuration.
    fn default() -> Self {
        Self::new(Version::new(0, 5, 4), &Value::Null)
    }
}

/// Whether the version is of the 0.5 line or later.
fn is_modern(version: &Version) -> bool {
    (version.major, version.minor) >= (0, 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn defaults_follow_the_version() {
        let old = Dialect::new(Version::new(0, 4, 52), &Value::Null);
        assert!(!old.smart_punctuation && !old.definition_lists && !old.admonitions);
        let new = Dialect::default();
        assert!(new.smart_punctuation && new.definition_lists && new.admonitions);
    }

    #[test]
    fn configuration_overrides_the_defaults() {
        let html = |value| json!({ "output": { "html": value } });
        assert!(Dialect::new(Version::new(0, 4, 52), &html(json!({ "curly-quotes": true }))).smart_punctuation);
        assert!(Dialect::new(Version::new(0, 5, 0), &html(json!({ "curly-quotes": false }))).smart_punctuation);
        assert!(!Dialect::new(Version::new(0, 5, 0), &html(json!({ "smart-punctuation": false }))).smart_punctuation);
    }
}
