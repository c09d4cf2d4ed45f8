//! Suppression comments of Vale.
//!
//! They are parsed as Vale does: in lower case, with single spaces, and valid to the end of the file.

use super::suppression::{Filter, Reach, Suppression};
use super::{SuppressionComment, Suppressions, end_of_inclusion};
use crate::catalogue;
use redline_document::document::{Comment, Document};
use redline_document::source::Span;

/// Command in a comment after `vale `.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// `off`, `on`: everything.
    All { is_on: bool },
    /// `Style = NO`, `Style.Rule = YES`: a style, or one of its rules.
    Rule { name: String, is_on: bool },
    /// `Style.Rule["these", "words"] = NO`: a rule where it finds exactly these.
    Words { rule: String, words: Vec<String>, is_on: bool },
    /// `style = A`, `styles = A, B`: these styles and no others.
    Styles(Vec<String>),
}

impl Command {
    /// Parses a command of Vale. It may name a built-in rule, also by a former name.
    pub(super) fn read(text: &str) -> Option<Self> {
        let Some((name, state)) = text.rsplit_once(" = ") else {
            let is_on = matches!(text, "on" | "off").then_some(text == "on")?;
            return Some(Self::All { is_on });
        };
        if matches!(name, "style" | "styles") {
            return Some(Self::Styles(state.split(", ").map(str::to_owned).collect()));
        }
        let (rule, words) = name.find('[').map_or((name, None), |at| (&name[..at], Some(&name[at..])));
        let rule = catalogue::resolved(rule);
        match words {
            Some(words) => {
                let is_on = matches!(state, "YES" | "NO").then_some(state == "YES")?;
                Some(Self::Words { rule: rule.to_owned(), words: serde_json::from_str(words).ok()?, is_on })
            }
            None => Some(Self::Rule { name: rule.to_owned(), is_on: is_on(state)? }),
        }
    }
}

fn is_on(state: &str) -> Option<bool> {
    match state {
        "on" | "YES" => Some(true),
        "off" | "NO" => Some(false),
        _ => None,
    }
}

impl Suppressions {
    /// Applies a comment of Vale, which has a flag for each name and one for everything; a finding is suppressed if any of
    /// these flags applies to it. As in Vale, comments apply to the end of the file.
    pub(super) fn read_vale(&mut self, document: &Document, comment: &Comment, command: &str) {
        let Some(command) = Command::read(command) else { return };
        let end = end_of_inclusion(document, comment.span.start);
        let (here, reach) = (comment.span.start..end, Reach::Text(comment.span.end..end));
        let named = |name: &str| vec![(name.to_owned(), comment.body.clone())];
        let suppressing = || SuppressionComment { span: comment.span.clone(), has_reason: true, is_vale: true };
        match command {
            Command::All { is_on: true } => {
                self.enable_vale(|entry| (entry.rule.is_none() && entry.filter == Filter::All).then_some(None), &here);
            }
            Command::All { is_on: false } => self.disable(suppressing(), Vec::new(), &Filter::All, &reach),
            Command::Rule { name, is_on: true } => self.enable_style(&name, &here),
            Command::Rule { name, is_on: false } => self.disable(suppressing(), named(&name), &Filter::All, &reach),
            Command::Words { rule, words, is_on } => {
                for filter in words.into_iter().map(Filter::Words) {
                    if is_on {
                        let is_it = |entry: &Suppression| entry.filter == filter && entry.is_of(&rule);
                        self.enable_vale(|entry| is_it(entry).then_some(None), &here);
                    } else {
                        self.disable(suppressing(), named(&rule), &filter, &reach);
                    }
                }
            }
            Command::Styles(styles) => {
                self.enable_vale(|entry| matches!(entry.filter, Filter::OtherStyles(_)).then_some(None), &here);
                for style in &styles {
                    self.enable_style(style, &here);
                }
                self.disable(suppressing(), Vec::new(), &Filter::OtherStyles(styles), &reach);
            }
        }
    }

    /// Clears Vale's flag of a rule or style.
    fn enable_style(&mut self, name: &str, here: &Span) {
        let clears = |entry: &Suppression| match entry.filter {
            Filter::All if entry.is_of(name) => Some(None),
            Filter::OtherStyles(_) if !name.contains('.') => Some(Some(name)),
            _ => None,
        };
        self.enable_vale(clears, here);
    }

    /// Enables rules that comments of Vale suppress. `select` returns whether a suppression ends, and for which rule.
    fn enable_vale<'a>(&mut self, select: impl Fn(&Suppression) -> Option<Option<&'a str>>, here: &Span) {
        self.for_each_open(here.start, true, |entry| {
            if let Some(rule) = select(entry) {
                entry.enable(rule, here);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_parsed_as_vale_documents_them() {
        let rule = |name: &str, is_on| Some(Command::Rule { name: name.to_owned(), is_on });
        assert_eq!(Command::read("off"), Some(Command::All { is_on: false }));
        assert_eq!(Command::read("Google.We = NO"), rule("Google.We", false));
        assert_eq!(Command::read("Google = on"), rule("Google", true));
        let words = vec!["=".to_owned(), "a \"b\" = NO".to_owned()];
        let read = Command::read(r#"Google.We["=", "a \"b\" = NO"] = YES"#);
        assert_eq!(read, Some(Command::Words { rule: "Google.We".to_owned(), words, is_on: true }));
        let styles = ["Google", "proselint"].map(str::to_owned).to_vec();
        assert_eq!(Command::read("styles = Google, proselint"), Some(Command::Styles(styles)));
        for other in ["", "maybe", "NO", "Google = maybe", r#"Google.We["a"] = on"#, "Google.We[a] = NO"] {
            assert_eq!(Command::read(other), None, "{other}");
        }
    }
}
