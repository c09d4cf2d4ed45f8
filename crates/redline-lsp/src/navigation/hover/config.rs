//! Descriptions of keys and values in the configuration.

use redline_document::source::Span;

use super::description::{Description, message_in_markdown};
use super::rule;
use crate::navigation::caret::{Caret, ConfigKind};
use crate::navigation::schema::{SchemaName, SchemaNode};
use crate::navigation::toml_token::{TomlRole, toml_tokens};

/// The key or value of our table at a caret.
pub(super) fn describe(caret: &Caret<'_>, kind: ConfigKind) -> Option<(Span, Description)> {
    let tokens = toml_tokens(caret.text()).into_iter();
    let mut around = tokens.filter(|token| token.span.start <= caret.offset && caret.offset <= token.span.end);
    let token = around.find(|token| !token.span.is_empty())?;
    let path = kind.path_in_table(&token.path).filter(|path| !path.is_empty())?;
    let node = SchemaNode::at(path)?;
    let description = match (token.role, node) {
        (TomlRole::Value, node) => word(&node.words(), &caret.text()[token.span.clone()])?,
        (_, SchemaNode::Rule(Some(meta), _) | SchemaNode::RuleOption(meta, _)) => rule::description(meta),
        (_, SchemaNode::Rule(None, _)) => style_rule(caret, path.last()?)?,
        (_, node) => key(path.last()?, node)?,
    };
    Some((token.span, description))
}

/// A rule of a style of the book.
fn style_rule(caret: &Caret<'_>, name: &str) -> Option<Description> {
    let rule = caret.view.live.open_book().settings.styles.definitions().find(|rule| rule.name == name)?;
    let mut description = Description::default();
    description.paragraph(format!("**{name}** (style)"), format!("{name} (style)")).message(&rule.message);
    if let Some(text) = &rule.description {
        description.message(text);
    }
    Some(description)
}

/// A word with its meaning; `None` if it has none.
fn word(words: &[SchemaName], written: &str) -> Option<Description> {
    let word = words.iter().find(|word| word.name == written && !word.meaning.is_empty())?;
    let mut description = Description::default();
    let (name, meaning) = (&word.name, &word.meaning);
    description.paragraph(format!("`\"{name}\"`: {}", message_in_markdown(meaning)), format!("\"{name}\": {meaning}"));
    Some(description)
}

/// A key with its meaning, its default, and the words that it may be.
fn key(name: &str, node: SchemaNode) -> Option<Description> {
    let meaning = node.description();
    if meaning.is_empty() {
        return None;
    }
    let mut description = Description::default();
    description.paragraph(format!("**{name}**: {}", message_in_markdown(meaning)), format!("{name}: {meaning}"));
    if let Some(default) = node.default_value() {
        description.paragraph(format!("Default: `{default}`"), format!("Default: {default}"));
    }
    let words = node.words();
    let list = |item: fn(&SchemaName) -> String| words.iter().map(item).collect::<Vec<_>>().join("\n");
    if !words.is_empty() {
        let markdown = |word: &SchemaName| format!("- `\"{}\"`: {}", word.name, message_in_markdown(&word.meaning));
        let plain = |word: &SchemaName| format!("- \"{}\": {}", word.name, word.meaning);
        description.paragraph(list(markdown), list(plain));
    }
    Some(description)
}
