//! Labels of reference definitions.

use redline_document::document::{LinkKind, label_key};

use crate::sites::{LinkSite, Sites};
use crate::view::{BookView, Location};

/// The definitions of the label of a link, the one that counts on each page.
pub(super) fn definitions(view: BookView<'_>, sites: &Sites, link: &LinkSite) -> Vec<Location> {
    let Some(key) = key(view, link) else { return Vec::new() };
    let of_chapter = |chapter: usize| {
        let defined = sites.links.iter().filter(|site| site.kind == LinkKind::Definition);
        let mut here = defined.filter(|site| site.readings.iter().any(|reading| reading.chapter == chapter));
        let site = here.find(|site| self::key(view, site).as_ref() == Some(&key))?;
        Some(place(site))
    };
    link.readings.iter().filter_map(|reading| of_chapter(reading.chapter)).collect()
}

/// The links that use the label of a definition or of another link on the same pages.
pub(super) fn uses(view: BookView<'_>, sites: &Sites, link: &LinkSite) -> Vec<Location> {
    let Some(key) = key(view, link) else { return Vec::new() };
    let is_on_page = |site: &&LinkSite| {
        let on_page = |chapter: usize| link.readings.iter().any(|reading| reading.chapter == chapter);
        site.readings.iter().any(|reading| on_page(reading.chapter))
    };
    let users = sites.links.iter().filter(|site| site.kind != LinkKind::Definition);
    users.filter(is_on_page).filter(|site| self::key(view, site).as_ref() == Some(&key)).map(place).collect()
}

/// The label of a link in the form in which labels are compared; `None` if it has none.
fn key(view: BookView<'_>, link: &LinkSite) -> Option<String> {
    let file = view.file(&link.path)?;
    Some(label_key(file.text().get(link.label.clone()?)?))
}

/// The label where it is written.
fn place(link: &LinkSite) -> Location {
    Location::new(&link.path, link.label.clone().unwrap_or_else(|| link.span.clone()))
}
