//! Completions of keys and values in the configuration.

use super::{Completion, CompletionKind};
use crate::navigation::caret::{Caret, ConfigKind};
use crate::navigation::schema::{SchemaName, SchemaNode};
use crate::navigation::toml_token::{TomlRole, TomlToken, token_at};

/// What may complete a key or a value of our table.
pub(super) fn completions(caret: &Caret<'_>, kind: ConfigKind) -> Vec<Completion> {
    let Some((token, tokens)) = token_at(caret.text(), caret.offset) else { return Vec::new() };
    if is_in_comment(caret) {
        return Vec::new();
    }
    let Some(path) = kind.path_in_table(&token.path) else { return Vec::new() };
    match token.role {
        TomlRole::Value => values(&token, path),
        TomlRole::Key | TomlRole::Header => {
            path.split_last().map_or_else(Vec::new, |(_, parent)| keys(caret, &token, parent, &tokens))
        }
    }
}

/// Whether the line has a comment before the caret.
fn is_in_comment(caret: &Caret<'_>) -> bool {
    caret.before().trim_start().starts_with('#')
}

/// The values of the key at `path`.
fn values(token: &TomlToken, path: &[String]) -> Vec<Completion> {
    let Some(node) = SchemaNode::at(path) else { return Vec::new() };
    let value = |name: &str, insert: String, meaning: &str| Completion {
        replace: token.span.clone(),
        filter: insert.clone(),
        insert,
        label: name.to_owned(),
        detail: Some(meaning.to_owned()).filter(|meaning| !meaning.is_empty()),
        kind: CompletionKind::Value,
    };
    let mut found: Vec<Completion> = Vec::new();
    if node.is_switch() && !token.is_quoted {
        found.extend(["true", "false"].map(|name| value(name, name.to_owned(), "")));
    }
    found.extend(node.words().iter().map(|word| {
        let insert = if token.is_quoted { word.name.clone() } else { format!("\"{}\"", word.name) };
        value(&word.name, insert, &word.meaning)
    }));
    found
}

/// The keys of the table at `parent` that it does not have yet.
fn keys(caret: &Caret<'_>, token: &TomlToken, parent: &[String], tokens: &[TomlToken]) -> Vec<Completion> {
    let Some(node) = SchemaNode::at(parent) else { return Vec::new() };
    let (is_header, depth) = (token.role == TomlRole::Header, token.path.len());
    let is_other = |other: &&TomlToken| other.span != token.span && other.table == token.table;
    let siblings = tokens.iter().filter(is_other).filter(|other| other.role != TomlRole::Value);
    let present: Vec<&str> = siblings
        .filter(|other| other.path.len() == depth && other.path[..depth - 1] == token.path[..depth - 1])
        .filter_map(|other| other.path.last().map(String::as_str))
        .collect();
    let mut names = node.keys();
    if matches!(node, SchemaNode::Rules) {
        let styles = caret.view.live.open_book().settings.styles.definitions();
        let style_rule = |name: &str, meaning: &str| SchemaName {
            name: name.to_owned(),
            meaning: meaning.to_owned(),
            is_table: false,
        };
        names.extend(styles.map(|rule| style_rule(&rule.name, &rule.message)));
    }
    let offered = names.into_iter().filter(|name| !present.contains(&name.name.as_str()));
    offered
        .filter(|name| !is_header || name.is_table || matches!(node, SchemaNode::Rules))
        .map(|name| {
            let is_bare = token.is_quoted || !name.name.contains('.');
            let insert = if is_bare { name.name.clone() } else { format!("\"{}\"", name.name) };
            Completion {
                replace: token.span.clone(),
                filter: insert.clone(),
                insert,
                detail: Some(name.meaning).filter(|meaning| !meaning.is_empty()),
                kind: if matches!(node, SchemaNode::Rules) { CompletionKind::Rule } else { CompletionKind::Key },
                label: name.name,
            }
        })
        .collect()
}
