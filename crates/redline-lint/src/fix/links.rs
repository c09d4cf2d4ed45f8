//! Links that are rewritten when the ids of headings change.
//!
//! Before anything is fixed, the ids are collected to which links lead that cannot be rewritten ([`held_ids`]): no fix
//! may change them. Therefore every link to a renamed heading can be rewritten.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::fixed::{Fixed, FixedText};
use super::outline::{Item, OutlineBlock, outline};
use super::policy::HeldIds;
use crate::book::{Book, Destination, Target};
use crate::chapter::ParsedChapter;
use redline_document::document::{Dialect, LinkKind, WrittenLink};
use redline_document::edit::{Edit, edited};
use redline_document::source::Span;

/// Ids to which links lead that cannot be rewritten: links in HTML, in included text or in files that are not written,
/// and links whose destination is written with escapes.
pub fn held_ids(book: &Book, parsed_chapters: &[ParsedChapter], is_writable: impl Fn(&Path) -> bool) -> HeldIds {
    let mut held = HeldIds::new();
    for parsed in parsed_chapters {
        let can_follow = is_writable(parsed.file.path());
        let is_held = |link: &&WrittenLink| has_destination(link) && (!can_follow || place(parsed, link).is_none());
        let links = parsed.document().references().links.iter().filter(is_held);
        held.extend(links.filter_map(|link| target(book, parsed, &link.destination)));
    }
    held
}

/// File and id that a destination with a fragment leads to, if it is in the book.
fn target(book: &Book, parsed: &ParsedChapter, destination: &str) -> Option<(PathBuf, String)> {
    let Target::Chapter(index, id) = Target::of(book, &book.chapters[parsed.index], destination) else { return None };
    Some((book.chapters[index].file.clone()?, id?))
}

/// Whether a link has a destination of its own, not that of a definition.
fn has_destination(link: &WrittenLink) -> bool {
    !matches!(link.kind, LinkKind::Reference | LinkKind::Collapsed | LinkKind::Shortcut)
}

/// Range of a link's id in the chapter's own file.
fn place(parsed: &ParsedChapter, link: &WrittenLink) -> Option<Span> {
    let written = link.written.clone().filter(|_| link.kind != LinkKind::Html)?;
    let found = parsed.expansion().fragment.locate_exactly(written)?;
    let is_plain = found.file.text()[found.span.clone()] == *link.destination;
    if !is_plain || found.file.id() != parsed.file.id() {
        return None;
    }
    let id = Destination::new(&link.destination).id?;
    let start = found.span.start + link.destination.find('#')? + 1;
    Some(start..start + id.len())
}

impl Fixed {
    /// Rewrites links to headings whose ids the fixes changed. `parsed_chapters` are the chapters as they
    /// are after the fixes.
    pub fn follow_ids<'a>(
        &mut self,
        book: &Book,
        parsed_chapters: impl IntoIterator<Item = &'a ParsedChapter>,
        dialects: &[Dialect],
    ) {
        if self.renamed.is_empty() {
            return;
        }
        for parsed in parsed_chapters {
            let mut edits: Vec<Edit> = Vec::new();
            let mut destinations = BTreeMap::new();
            for link in parsed.document().references().links.iter().filter(|link| has_destination(link)) {
                let Some((file, old)) = target(book, parsed, &link.destination) else { continue };
                let Some(new) = self.renamed.get(&file).and_then(|renamed| renamed.get(&old)) else { continue };
                let Some(at) = place(parsed, link) else { continue };
                let Some((path, fragment)) = link.destination.split_once('#') else { continue };
                let rest = Destination::new(&link.destination).id.map_or("", |id| &fragment[id.len()..]);
                destinations.insert(link.destination.clone(), format!("{path}#{new}{rest}"));
                edits.push(Edit::replace(at, new.as_str()));
            }
            edits.sort_by_key(|edit| edit.span.start);
            edits.dedup();
            self.rewrite(parsed, &edits, &destinations, dialects);
        }
    }

    fn rewrite(
        &mut self,
        parsed: &ParsedChapter,
        edits: &[Edit],
        destinations: &BTreeMap<String, String>,
        dialects: &[Dialect],
    ) {
        let (path, before) = (parsed.file.path(), parsed.file.text());
        if edits.is_empty() {
            return;
        }
        let after = edited(before, edits);
        if dialects.iter().all(|dialect| differ_in_destinations(before, &after, destinations, dialect)) {
            let entry = self.texts.entry(path.to_owned());
            entry.or_insert_with(|| FixedText { before: before.to_owned(), after: String::new() }).after = after;
        } else {
            self.problems.push(not_rewritten(path));
        }
    }
}

fn not_rewritten(path: &Path) -> redline_document::diagnostic::RunError {
    let message = "links to renamed headings could not be rewritten: this is a fault of mdbook-redline".to_owned();
    redline_document::diagnostic::RunError { file: Some(path.to_owned()), message }
}

/// Whether two texts differ in these destinations only.
fn differ_in_destinations(
    before: &str,
    after: &str,
    destinations: &BTreeMap<String, String>,
    dialect: &Dialect,
) -> bool {
    let expected = |block: &mut OutlineBlock| {
        for item in &mut block.items {
            let Item::Link { destination, .. } = item else { continue };
            if let Some(new) = destinations.get(&**destination) {
                *destination = new.clone().into();
            }
        }
    };
    let mut before = outline(before, dialect);
    before.iter_mut().for_each(expected);
    let after = outline(after, dialect);
    before.len() == after.len()
        && before
            .iter()
            .zip(&after)
            .all(|(old, new)| (&old.kind, old.level, &old.items) == (&new.kind, new.level, &new.items))
}
