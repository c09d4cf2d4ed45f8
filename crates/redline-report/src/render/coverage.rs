//! The checked files and the rules that ran over them, which findings alone do not show.

use std::collections::BTreeSet;
use std::path::PathBuf;

use pulldown_cmark::{Event, Parser, TagEnd};

use redline_document::diagnostic::Severity;
use redline_lint::book::{Book, Chapter};
use redline_lint::catalogue;
use redline_lint::settings::{RuleScope, Settings};
use redline_lint::workspace::lone_chapter;

/// The books, folders and files of one run, with their settings.
#[derive(Debug, Default)]
pub struct Coverage<'a> {
    targets: Vec<Target<'a>>,
}

#[derive(Debug)]
struct Target<'a> {
    book: &'a Book,
    settings: &'a Settings,
    only: Option<&'a [PathBuf]>,
}

/// A checked file with the rules that ran over it.
pub(super) struct CheckedFile {
    pub(super) file: PathBuf,
    /// The packs and styles with a rule that ran.
    pub(super) categories: BTreeSet<String>,
}

/// The documentation of a rule.
pub(super) struct RulePage {
    /// A one-sentence summary.
    pub(super) summary: String,
    /// The description as plain text.
    pub(super) description: String,
    /// The whole page in Markdown.
    pub(super) page: String,
    /// The address of external documentation.
    pub(super) link: Option<String>,
    /// The default level.
    pub(super) level: Severity,
    /// Whether at least 80 % of its findings on well-edited books are true positives.
    pub(super) is_precise: bool,
}

impl<'a> Coverage<'a> {
    /// Adds a checked book or folder; `only` restricts it to some of its files.
    pub fn add(&mut self, book: &'a Book, settings: &'a Settings, only: Option<&'a [PathBuf]>) {
        self.targets.push(Target { book, settings, only });
    }

    /// The checked files, in the order of the books.
    pub(super) fn files(&self) -> Vec<CheckedFile> {
        self.targets.iter().flat_map(Target::files).collect()
    }

    /// The documentation of the rule called `name`.
    pub(super) fn page(&self, name: &str) -> RulePage {
        if let Some(rule) = catalogue::find(name) {
            return RulePage {
                summary: rule.summary.to_owned(),
                description: plain_text(section(rule.page, "What it does")),
                page: rule.page.to_owned(),
                link: None,
                level: rule.level,
                is_precise: rule.pack == Some(redline_lint::catalogue::Pack::Recommended),
            };
        }
        let definitions = self.targets.iter().flat_map(|target| target.settings.styles.definitions());
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

impl Target<'_> {
    fn files(&self) -> Vec<CheckedFile> {
        let lone = |file: &PathBuf| match self.book.chapters.iter().find(|it| it.file.as_ref() == Some(file)) {
            Some(chapter) => chapter.clone(),
            None => lone_chapter(&self.book.src, file),
        };
        let chapters = match self.only {
            Some(files) => files.iter().map(lone).collect(),
            None => self.book.chapters.clone(),
        };
        chapters.iter().filter_map(|chapter| self.checked(chapter)).collect()
    }

    fn checked(&self, chapter: &Chapter) -> Option<CheckedFile> {
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
        Some(CheckedFile { file, categories })
    }
}

/// The pack or style of a rule.
pub(super) fn category(rule: &str) -> &str {
    match catalogue::find(rule) {
        Some(rule) => rule.pack_name(),
        None => rule.split_once('.').map_or(rule, |(style, _)| style),
    }
}

/// The section of a page under a heading.
fn section<'a>(page: &'a str, title: &str) -> &'a str {
    let heading = format!("\n## {title}\n");
    let rest = page.split_once(&heading).map_or(page, |(_, rest)| rest);
    rest.split_once("\n## ").map_or(rest, |(section, _)| section)
}

/// Markdown as plain text, with blank lines between paragraphs.
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
    fn plain_text_has_no_markup() {
        let text = plain_text("# A `b`\n\nOne *two*\nthree.\n\n- x\n- y\n\n```markdown bad\n# c\n```\n\nEnd.\n");
        assert_eq!(text, "A b\n\nOne two three.\n\nx\ny\n\n# c\n\nEnd.");
    }
}
