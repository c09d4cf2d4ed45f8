//! Labels of links and footnotes with new names.

use std::collections::BTreeSet;
use std::path::PathBuf;

use redline_document::document::{LinkKind, label_key};
use redline_document::edit::Edit;
use redline_document::source::Span;
use redline_lint::chapter::ParsedChapter;

use super::draft::Draft;
use crate::changes::FileChanges;
use crate::sites::{LinkSite, Sites};
use crate::view::BookView;

/// A label.
pub(super) struct LabelPlace {
    /// The file.
    pub(super) path: PathBuf,
    /// The label without brackets.
    pub(super) span: Span,
    /// The label as written.
    pub(super) label: String,
}

/// Gives the label of links another name, in its definition and in every link that uses it.
pub(super) fn rename_label(
    view: &BookView<'_>,
    sites: &Sites,
    place: &LabelPlace,
    new_name: &str,
) -> Result<FileChanges, String> {
    check(new_name)?;
    if new_name.starts_with('^') {
        return Err("a label with `^` is that of a footnote".to_owned());
    }
    let key = label_key(&place.label);
    let of_key = |link: &&LinkSite, key: &str| key_of(view, link).as_deref() == Some(key);
    let mut pages: BTreeSet<usize> = sites
        .links
        .iter()
        .filter(|link| link.path == place.path && link.label.as_ref() == Some(&place.span))
        .flat_map(pages_of)
        .collect();
    let found: Vec<&LinkSite> = loop {
        let on_pages = |link: &&LinkSite| of_key(link, &key) && pages_of(link).any(|page| pages.contains(&page));
        let found: Vec<&LinkSite> = sites.links.iter().filter(on_pages).collect();
        let all: BTreeSet<usize> = found.iter().copied().flat_map(pages_of).collect();
        if all.is_subset(&pages) {
            break found;
        }
        pages.extend(all);
    };
    let new_key = label_key(new_name);
    let is_taken = |link: &LinkSite| {
        link.kind == LinkKind::Definition && of_key(&link, &new_key) && pages_of(link).any(|page| pages.contains(&page))
    };
    if new_key != key && sites.links.iter().any(is_taken) {
        return Err(format!("the page already defines the label `{new_name}`"));
    }
    let mut changes = FileChanges::default();
    for link in found {
        let Some(label) = link.label.clone() else { continue };
        let edit = match link.kind {
            LinkKind::Collapsed => Edit::replace(link.span.end - 1..link.span.end - 1, new_name),
            LinkKind::Shortcut => Edit::replace(link.span.end..link.span.end, format!("[{new_name}]")),
            _ => Edit::replace(label, new_name),
        };
        changes.push(&link.path, edit);
    }
    check_same(view, &changes)?;
    Ok(changes)
}

/// Gives a footnote another label.
pub(super) fn rename_footnote(
    view: &BookView<'_>,
    sites: &Sites,
    place: &LabelPlace,
    new_name: &str,
) -> Result<FileChanges, String> {
    let new_name = new_name.strip_prefix('^').unwrap_or(new_name);
    check(new_name)?;
    let at_place = sites.footnotes.iter().filter(|label| label.path == place.path && label.span == place.span);
    let mut pages: BTreeSet<usize> = at_place.map(|label| label.chapter).collect();
    loop {
        let here = |path: &PathBuf, span: &Span| {
            let same = sites.footnotes.iter().filter(move |label| label.path == *path && label.span == *span);
            same.map(|label| label.chapter).collect::<Vec<_>>()
        };
        let of_label =
            sites.footnotes.iter().filter(|label| label.label == place.label && pages.contains(&label.chapter));
        let all: BTreeSet<usize> = of_label.flat_map(|label| here(&label.path, &label.span)).collect();
        if all.is_subset(&pages) {
            break;
        }
        pages.extend(all);
    }
    let on_pages = || sites.footnotes.iter().filter(|label| pages.contains(&label.chapter));
    if on_pages().any(|label| label.label == new_name) {
        return Err(format!("the page already has a footnote `{new_name}`"));
    }
    let places: BTreeSet<(&PathBuf, usize, usize)> = on_pages()
        .filter(|label| label.label == place.label)
        .map(|label| (&label.path, label.span.start, label.span.end))
        .collect();
    let mut changes = FileChanges::default();
    for (path, start, end) in places {
        changes.push(path, Edit::replace(start..end, new_name));
    }
    check_same(view, &changes)?;
    Ok(changes)
}

fn check(label: &str) -> Result<(), String> {
    if label.contains(['[', ']', '\\']) {
        return Err("a label has no brackets and no backslash".to_owned());
    }
    Ok(())
}

fn pages_of(link: &LinkSite) -> impl Iterator<Item = usize> + '_ {
    link.readings.iter().map(|reading| reading.chapter)
}

fn key_of(view: &BookView<'_>, link: &LinkSite) -> Option<String> {
    let file = view.file(&link.path)?;
    Some(label_key(file.text().get(link.label.clone()?)?))
}

/// Checks that every page has the same links and as many footnotes afterwards.
fn check_same(view: &BookView<'_>, changes: &FileChanges) -> Result<(), String> {
    let draft = Draft::of(view, &changes.edits)?;
    let facts = |parsed: &ParsedChapter| {
        let document = parsed.document();
        let links: Vec<String> = document.references().links.iter().map(|link| link.destination.clone()).collect();
        let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
        let ids: Vec<String> = document.ids().map(str::to_owned).collect();
        (links, document.references().footnotes.len(), kinds, ids)
    };
    let is_same = draft.changed().all(|(before, after)| facts(before) == facts(after));
    if is_same { Ok(()) } else { Err("links or footnotes of the page would change with this label".to_owned()) }
}
