//! What was looked at, and with which rules: what findings alone do not say.

use std::collections::BTreeSet;
use std::path::PathBuf;

use pulldown_cmark::{Event, Parser, TagEnd};

use crate::book::{Book, Chapter};
use crate::catalogue;
use crate::diagnostic::Severity;
use crate::settings::{RuleScope, Settings};
use crate::workspace::lone_chapter;

/// The books, folders and files of one run, each with its settings.
#[derive(Debug, Default)]
pub struct Coverage<'a> {
    parts: Vec<Part<'a>>,
}

#[derive(Debug)]
struct Part<'a> {
    book: &'a Book,
    settings: &'a Settings,
    only: Option<&'a [PathBuf]>,
}

/// A chapter's file, and what ran over it.
pub(super) struct Covered {
    pub(super) file: PathBuf,
    /// Packs and styles of which a rule ran there.
    pub(super) categories: BTreeSet<String>,
}

/// What a rule says of itself.
pub(super) struct RulePage {
    /// One sentence.
    pub(super) summary: String,
    /// What it does, without markup.
    pub(super) description: String,
    /// All of it, in Markdown.
    pub(super) page: String,
    /// A page about it elsewhere.
    pub(super) link: Option<String>,
    /// The level when the configuration says nothing.
    pub(super) level: Severity,
    /// Whether at least four of five of its findings are right on well-edited books.
    pub(super) is_precise: bool,
}

impl<'a> Coverage<'a> {
    /// Adds a book or folder that was checked; `only` are the files whose findings are shown, if not all.
    pub fn add(&mut self, book: &'a Book, settings: &'a Settings, only: Option<&'a [PathBuf]>) {
        self.parts.push(Part { book, settings, only });
    }

    /// The chapters that were checked, in the order of the books.
    pub(super) fn chapters(&self) -> Vec<Covered> {
        self.parts.iter().flat_map(Part::chapters).collect()
    }

    /// What the rule called `name` says of itself.
    pub(super) fn page(&self, name: &str) -> RulePage {
        if let Some(rule) = catalogue::find(name) {
            return RulePage {
                summary: rule.summary.to_owned(),
                description: plain_text(section(rule.page, "What it does")),
                page: rule.page.to_owned(),
                link: None,
                level: rule.level,
                is_precise: rule.pack == Some(crate::catalogue::Pack::Recommended),
            };
        }
        let definitions = self.parts.iter().flat_map(|part| part.settings.styles.definitions());
        let definition = definitions.into_iter().find(|definition| definition.name == name);
        let message = definition.map_or(name, |definition| &definition.message);
        let description = definition.and_then(|definition| definition.description.clone());
        let paragraph = description.as_ref().map(|text| format!("\n\n{text}")).unwrap_or_default();
        RulePage {
            summary: message.to_owned(),
            page: format!("# {name}\n\n{message}{paragraph}\n"),
            description: description.unwrap_or_else(|| message.to_owned()),
            link: definition.and_then(|definition| definition.link.clone()),
            level: definition.map_or(Severity::Warning, |definition| definition.level),
            is_precise: false,
        }
    }
}

impl Part<'_> {
    fn chapters(&self) -> Vec<Covered> {
        let lone = |file: &PathBuf| match self.book.chapters.iter().find(|it| it.file.as_ref() == Some(file)) {
            Some(chapter) => chapter.clone(),
            None => lone_chapter(&self.book.src, file),
        };
        let chapters = match self.only {
            Some(files) => files.iter().map(lone).collect(),
            None => self.book.chapters.clone(),
        };
        chapters.iter().filter_map(|chapter| self.covered(chapter)).collect()
    }

    fn covered(&self, chapter: &Chapter) -> Option<Covered> {
        let file = chapter.file.clone()?;
        if self.settings.is_ignored(&chapter.path) {
            return None;
        }
        let own = catalogue::ALL.iter().filter(|_| !chapter.is_summary());
        let ran = own.filter(|rule| self.settings.level(rule, RuleScope::of_path(&chapter.path)).is_some());
        let mut categories: BTreeSet<String> = ran.map(|rule| rule.pack_name().to_owned()).collect();
        let styles = self
            .settings
            .styles
            .definitions()
            .zip(self.settings.style_levels(RuleScope::of_path(&chapter.path), &file));
        let ran = styles.filter(|(_, level)| level.is_some());
        categories.extend(ran.map(|(definition, _)| category(&definition.name).to_owned()));
        Some(Covered { file, categories })
    }
}

/// The pack or style that a rule belongs to.
pub(super) fn category(rule: &str) -> &str {
    match catalogue::find(rule) {
        Some(rule) => rule.pack_name(),
        None => rule.split_once('.').map_or(rule, |(style, _)| style),
    }
}

/// The text under one of a page's headings.
fn section<'a>(page: &'a str, title: &str) -> &'a str {
    let heading = format!("\n## {title}\n");
    let rest = page.split_once(&heading).map_or(page, |(_, rest)| rest);
    rest.split_once("\n## ").map_or(rest, |(section, _)| section)
}

/// Markdown without its markup: paragraphs parted by a blank line.
pub(super) fn plain_text(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => text.push_str("\n\n"),
            Event::HardBreak | Event::End(TagEnd::Item | TagEnd::CodeBlock | TagEnd::List(_)) => text.push('\n'),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_description() {
        for rule in catalogue::ALL {
            let page = Coverage::default().page(rule.name);
            assert!(!page.description.is_empty() && !page.description.contains("##"), "{}", rule.name);
            assert_ne!(page.description, plain_text(rule.page), "{}: one section of the page", rule.name);
        }
    }

    #[test]
    fn markup_is_left_out_of_plain_text() {
        let text = plain_text("# A `b`\n\nOne *two*\nthree.\n\n- x\n- y\n\n```markdown bad\n# c\n```\n\nEnd.\n");
        assert_eq!(text, "A b\n\nOne two three.\n\nx\ny\n\n# c\n\nEnd.");
    }
}
