//! What follows from edits of pages: ids change, and links and names in the table of contents follow.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use redline_document::document::{Document, LinkKind};
use redline_document::edit::Edit;
use redline_lint::book::{Retitled, Target, Title};

use super::draft::{Draft, name};
use super::paths::encoded_id;
use crate::changes::FileChanges;
use crate::sites::{LinkSite, Sites};
use crate::view::BookView;

/// Old ids with the new ones, by chapter.
type RenamedIds = BTreeMap<(usize, String), String>;

/// Adds to edits of pages those of the links to ids that change, and of the names in the table of contents.
///
/// # Errors
/// If blocks or ids would change that may not, or a link could not follow.
pub(super) fn with_links(view: &BookView<'_>, sites: &Sites, mut changes: FileChanges) -> Result<FileChanges, String> {
    let draft = Draft::of(view, &changes.edits)?;
    let mut renamed = RenamedIds::new();
    let mut retitled = BTreeMap::new();
    for (before, after) in draft.changed() {
        let (old, new) = (before.document(), after.document());
        check_blocks(old, new)?;
        for (old, new) in changed_ids(old, new)? {
            renamed.insert((before.index, old), new);
        }
        if let (Some(before_title), Some(after_title)) = (Title::of_document(old), Title::of_document(new))
            && before_title != after_title
        {
            let path = view.book().chapters[before.index].path.clone();
            retitled.insert(before.index, Retitled { path, before: before_title, after: after_title });
        }
    }
    if !renamed.is_empty() {
        follow_ids(view, sites, &renamed, &mut changes)?;
    }
    for entry in &sites.entries {
        let Some(titles) = entry.chapter.and_then(|chapter| retitled.get(&chapter)) else { continue };
        let Some(file) = view.file(&entry.path) else { continue };
        if let Some(new) = titles.new_name(&file.text()[entry.name.clone()]) {
            changes.push(&entry.path, Edit::replace(entry.name.clone(), new));
        }
    }
    Draft::of(view, &changes.edits)?.check_links(sites)?;
    Ok(changes)
}

/// Edits the links to renamed ids.
fn follow_ids(
    view: &BookView<'_>,
    sites: &Sites,
    renamed: &RenamedIds,
    changes: &mut FileChanges,
) -> Result<(), String> {
    let new_id = |target: &Target| match target {
        Target::Chapter(page, Some(id)) => renamed.get(&(*page, id.clone())),
        _ => None,
    };
    if sites.unplaced.iter().any(|reading| new_id(&reading.target).is_some()) {
        return Err("a link to it comes from no file, and cannot follow".to_owned());
    }
    for link in sites.links.iter().filter(|link| has_destination(link)) {
        let ids: BTreeSet<Option<&String>> = link.readings.iter().map(|reading| new_id(&reading.target)).collect();
        let Some(new) = ids.iter().copied().flatten().next() else { continue };
        let place = || format!("the link to `{}` in {}", link.destination, name(view, &link.path));
        if ids.len() > 1 {
            return Err(format!("{} is on several pages, and would be wrong on one of them", place()));
        }
        let fragment = link.written.as_ref().and_then(|written| written.fragment.clone());
        let fragment = fragment.ok_or_else(|| format!("{} cannot be edited", place()))?;
        changes.push(&link.path, Edit::replace(fragment, encoded_id(new)));
    }
    Ok(())
}

/// Whether a link has a destination of its own, not that of a definition.
pub(super) fn has_destination(link: &LinkSite) -> bool {
    !matches!(link.kind, LinkKind::Reference | LinkKind::Collapsed | LinkKind::Shortcut)
}

/// Checks that a page falls into the same blocks.
fn check_blocks(before: &Document, after: &Document) -> Result<(), String> {
    let same = before.blocks.len() == after.blocks.len()
        && before.blocks.iter().zip(&after.blocks).all(|(old, new)| (old.kind, old.parent) == (new.kind, new.parent));
    let alike = same && before.headings.len() == after.headings.len() && before.html_ids.len() == after.html_ids.len();
    if alike { Ok(()) } else { Err("the new name would change how the page falls into blocks".to_owned()) }
}

/// The ids that change on a page, old ones with the new ones.
fn changed_ids(before: &Document, after: &Document) -> Result<Vec<(String, String)>, String> {
    let ids = |document: &Document| {
        let headings: Vec<Option<String>> = document.headings.iter().map(|heading| heading.id.clone()).collect();
        headings.into_iter().chain(document.html_ids.iter().cloned().map(Some)).collect::<Vec<_>>()
    };
    let (old, new) = (ids(before), ids(after));
    // Links lead to the first of several places with one id.
    let mut seen = HashSet::new();
    let mut changed = Vec::new();
    let counts = |ids: &[Option<String>], id: &String| ids.iter().flatten().filter(|other| *other == id).count();
    for (old_id, new_id) in old.iter().zip(&new) {
        if old_id == new_id {
            seen.extend(old_id);
            continue;
        }
        match new_id {
            Some(id) if id.is_empty() => return Err("the heading would have an empty id".to_owned()),
            Some(id) if counts(&new, id) > counts(&old, id).max(1) => return Err(taken(id)),
            Some(_) => {}
            None => return Err("the heading would have no id".to_owned()),
        }
        if let (Some(old_id), Some(new_id)) = (old_id, new_id)
            && seen.insert(old_id)
        {
            changed.push((old_id.clone(), new_id.clone()));
        }
    }
    Ok(changed)
}

/// Why an id cannot be given.
pub(super) fn taken(id: &str) -> String {
    format!("the page already has the id `{id}`: choose another name")
}
