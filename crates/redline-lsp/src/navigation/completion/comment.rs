//! Completions in comments that control rules.

use redline_lint::catalogue::{self, Implementation};
use redline_lint::suppress::{DIRECTIVES, PREFIX};

use super::{Completion, CompletionKind, written_len};
use crate::navigation::caret::Caret;

/// What each of [`DIRECTIVES`] does.
const MEANINGS: [&str; 4] = [
    "silences rules on the next line",
    "silences rules to the end of the file, or until they are enabled",
    "silences rules in the whole file",
    "enables rules again",
];

/// Completions where the caret is in a comment; `None` if it is not in one.
pub(super) fn completions(caret: &Caret<'_>) -> Option<Vec<Completion>> {
    let before = &caret.text()[..caret.offset];
    let open = before.rfind("<!--")?;
    let body = &before[open + 4..];
    if body.contains("-->") {
        return None;
    }
    let body = body.trim_start();
    let Some((directive, names)) = body.split_once(char::is_whitespace) else { return Some(directives(caret, body)) };
    let is_ours = directive.strip_prefix(PREFIX).is_some_and(|verb| DIRECTIVES.contains(&verb));
    // What follows two hyphens is the reason.
    if !is_ours || names.contains("--") || names.trim_end().ends_with('-') {
        return Some(Vec::new());
    }
    Some(rules(caret, names))
}

fn directives(caret: &Caret<'_>, written: &str) -> Vec<Completion> {
    let rest = written_len(caret.after(), |c| c.is_ascii_alphanumeric() || c == '-');
    // The end of the comment is no part of a word.
    let rest = caret.after()[..rest].find("--").unwrap_or(rest);
    let replace = caret.offset - written.len()..caret.offset + rest;
    let directive = |(verb, meaning): (&str, &str)| {
        let name = format!("{PREFIX}{verb}");
        Completion {
            replace: replace.clone(),
            insert: name.clone(),
            label: name.clone(),
            detail: Some(meaning.to_owned()),
            kind: CompletionKind::CommentDirective,
            filter: name,
        }
    };
    DIRECTIVES.into_iter().zip(MEANINGS).map(directive).collect()
}

/// The rules that the comment does not name yet: those with findings in the file first.
fn rules(caret: &Caret<'_>, names: &str) -> Vec<Completion> {
    let is_separator = |c: char| c.is_whitespace() || c == ',';
    let written = names.rsplit(is_separator).next().unwrap_or_default();
    let present: Vec<&str> =
        names[..names.len() - written.len()].split(is_separator).map(catalogue::resolved).collect();
    let rest = written_len(caret.after(), |c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
    let rest = caret.after()[..rest].find("--").unwrap_or(rest);
    let replace = caret.offset - written.len()..caret.offset + rest;
    let findings = caret.view.live.report().findings.iter();
    let is_about_comments =
        |name: &str| catalogue::find(name).is_some_and(|it| matches!(it.implementation, Implementation::Engine));
    let here = findings.filter(|finding| finding.file.path() == caret.file.path()).map(|finding| &*finding.rule);
    let here = here.filter(|name| !is_about_comments(name));
    let mut found: Vec<Completion> = Vec::new();
    for name in here.chain(caret.view.live.open_book().settings.rule_names()) {
        if present.contains(&name) || found.iter().any(|known| known.insert == name) {
            continue;
        }
        found.push(Completion {
            replace: replace.clone(),
            insert: name.to_owned(),
            label: name.to_owned(),
            detail: catalogue::find(name).map(|rule| rule.summary.to_owned()),
            kind: CompletionKind::Rule,
            filter: name.to_owned(),
        });
    }
    found
}
