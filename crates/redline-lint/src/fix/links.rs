//! Links that are rewritten when the ids of headings change.
//!
//! Before anything is fixed, the ids are collected to which links lead that cannot be rewritten ([`held_ids`]): no fix
//! may change them. Therefore every link to a renamed heading can be rewritten.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use super::edited;
use super::fixed::{Fixed, FixedText};
use super::outline::{Item, OutlineBlock, outline};
use super::policy::HeldIds;
use crate::book::{Book, Destination, page_of};
use crate::chapter::ParsedChapter;
use redline_document::document::{Dialect, Document, Link, ProtectedKind};
use redline_document::edit::Edit;
use redline_document::source::Span;

static HREF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#).expect("the expression is constant")
});

/// Ids to which links lead that cannot be rewritten: links in HTML, in included text or in files that are not written,
/// and links whose destination is written with escapes.
pub fn held_ids(book: &Book, parsed_chapters: &[ParsedChapter], is_writable: impl Fn(&Path) -> bool) -> HeldIds {
    let mut held = HeldIds::new();
    for parsed in parsed_chapters {
        let document = parsed.document();
        let mut keep = |destination: &str| held.extend(target(book, parsed, destination));
        let can_follow = is_writable(parsed.file.path());
        for link in document.links.iter().filter(|link| !can_follow || place(parsed, link).is_none()) {
            keep(&link.destination);
        }
        for range in document.protected.iter().filter(|range| range.kind == ProtectedKind::Html) {
            for found in HREF.captures_iter(&document.text()[range.span.clone()]) {
                keep(found.iter().skip(1).flatten().next().map_or("", |href| href.as_str()));
            }
        }
    }
    held
}

/// File and id that a destination with a fragment leads to, if it is in the book.
fn target(book: &Book, parsed: &ParsedChapter, destination: &str) -> Option<(PathBuf, String)> {
    let destination = Destination::new(destination);
    let id = destination.decoded_id()?.into_owned();
    let chapter = page_of(book, &book.chapters[parsed.index], &destination)?;
    Some((chapter.file.clone()?, id))
}

/// Range of a link's id in the chapter's own file.
fn place(parsed: &ParsedChapter, link: &Link) -> Option<Span> {
    let document = parsed.document();
    let at = id_in_text(document, link)?;
    let found = document.expansion().fragment.locate_exactly(at)?;
    (found.file.id() == parsed.file.id()).then_some(found.span)
}

/// Range of a link's id in the text: in the link itself, or in the only definition that has it.
fn id_in_text(document: &Document, link: &Link) -> Option<Span> {
    let text = document.text();
    let (_, fragment) = link.destination.split_once('#')?;
    let id = Destination::new(&link.destination).id?;
    let is_inside = |span: &Span| link.span.start <= span.start && span.end <= link.span.end;
    let own = document.protected.iter().filter(|range| {
        range.kind == ProtectedKind::Destination && is_inside(&range.span) && range.span.end == link.span.end
    });
    let definitions = document.protected.iter().filter(|range| range.kind == ProtectedKind::Definition);
    let mut places = own.chain(definitions).filter_map(|range| {
        let at = range.span.start + text[range.span.clone()].find(&link.destination)? + link.destination.len();
        let ends = text[at..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '>'));
        ends.then_some(at - fragment.len()..at - fragment.len() + id.len())
    });
    let first = places.next()?;
    let is_own = is_inside(&first);
    (is_own || places.next().is_none()).then_some(first)
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
            for link in &parsed.document().links {
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
