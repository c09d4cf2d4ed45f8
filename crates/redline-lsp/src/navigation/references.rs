//! Where what is under a caret is used.

use std::path::Path;

use redline_document::document::LinkKind;
use redline_document::source::{Selection, Span, opened_anchors};
use redline_lint::book::Target;

use super::caret::{Caret, Shown};
use super::{definition, footnotes, labels, terms};
use crate::sites::{IdKind, IdSite, IncludeSite, LinkSite, Sites, reaches};
use crate::view::{BookView, Location};

/// Where what is at `offset` of the file at `path` is used: a heading or another id, a file, an anchor, a label, a footnote,
/// a term. With its own place if `include_declaration`. In the order of files and places.
pub fn references(view: BookView<'_>, path: &Path, offset: usize, include_declaration: bool) -> Vec<Location> {
    let Some(caret) = Caret::new(view, path, offset) else { return Vec::new() };
    let sites = Sites::of(&view);
    let search = Search { view, sites: &sites, include_declaration };
    let mut found = search.of(&caret);
    found.sort();
    found.dedup();
    found
}

/// A search for uses.
struct Search<'a> {
    view: BookView<'a>,
    sites: &'a Sites,
    include_declaration: bool,
}

impl Search<'_> {
    fn of(&self, caret: &Caret<'_>) -> Vec<Location> {
        let (path, offset) = (caret.file.path(), caret.offset);
        if let Some(term) = terms::defined_at(caret).or_else(|| terms::occurrence_at(caret).map(|(term, _)| term)) {
            return self.of_term(term);
        }
        if let Some(name) = anchor_at(caret) {
            return self.of_anchor(path, &name);
        }
        if let Some(include) = self.sites.include_at(path, offset) {
            return self.of_include(include, offset);
        }
        if let Some(entry) = self.sites.entry_at(path, offset) {
            let Some(file) = entry.file.as_deref() else { return Vec::new() };
            let at_path = entry.written.as_ref().is_some_and(|written| reaches(&written.path, offset));
            return if at_path { self.of_file(file) } else { self.of_page(file) };
        }
        if let Some(link) = self.sites.link_at(path, offset) {
            return self.of_link(link, offset);
        }
        if let Some(footnote) = footnotes::at(caret) {
            let declared = if self.include_declaration { footnote.places(true) } else { Vec::new() };
            return declared.into_iter().chain(footnote.places(false)).collect();
        }
        self.of_ids(caret)
    }

    /// The links to the ids at a caret: one heading is on the pages of all chapters that show it.
    fn of_ids(&self, caret: &Caret<'_>) -> Vec<Location> {
        let is_heading = |shown: &Shown<'_>, id: &IdSite| {
            let IdKind::Heading { index, .. } = id.kind else { return false };
            let heading = shown.parsed.document().headings.get(index);
            shown.parsed.index == id.chapter && heading.is_some_and(|heading| reaches(&heading.span, shown.offset))
        };
        let is_here = |id: &&IdSite| {
            let is_written = id.path == caret.file.path() && id.places().any(|span| reaches(span, caret.offset));
            is_written || caret.shown.iter().any(|shown| is_heading(shown, id))
        };
        self.sites.ids.iter().filter(is_here).flat_map(|id| self.of_id(id)).collect()
    }

    fn of_id(&self, id: &IdSite) -> Vec<Location> {
        let mut found: Vec<Location> = self.sites.links_to(id.chapter, &id.id).map(place).collect();
        let chapter = self.view.book().chapters.get(id.chapter);
        let own_file = chapter.and_then(|chapter| chapter.file.as_deref()).filter(|file| *file == id.path);
        // The first heading is the title: what leads to the page leads to it.
        if let (IdKind::Heading { index: 0, .. }, Some(file)) = (&id.kind, own_file) {
            found.extend(self.of_page(file));
        }
        if self.include_declaration {
            found.push(Location::new(&id.path, id.span.clone()));
        }
        found
    }

    /// Links to a file as a whole, directives that include it, and its entry in the table of contents.
    fn of_page(&self, file: &Path) -> Vec<Location> {
        self.leading_to(file, false)
    }

    /// Links to a file or an id on its page, directives that include it, and its entry in the table of contents.
    fn of_file(&self, file: &Path) -> Vec<Location> {
        self.leading_to(file, true)
    }

    fn leading_to(&self, file: &Path, with_ids: bool) -> Vec<Location> {
        let chapters = self.view.book().chapters.iter();
        let chapter = chapters.clone().position(|chapter| chapter.file.as_deref() == Some(file));
        let leads = |target: &Target| match target {
            Target::Chapter(page, id) => Some(*page) == chapter && (with_ids || id.is_none()),
            Target::File(path, _) => path == file,
            Target::External => false,
        };
        // A link to an id of its own page names no file.
        let names_file = |link: &LinkSite| link.written.as_ref().is_none_or(|written| !written.path.is_empty());
        let leads_here =
            |link: &&LinkSite| names_file(link) && link.readings.iter().any(|reading| leads(&reading.target));
        let links = self.sites.links.iter().filter(leads_here).map(place);
        let directives = self.sites.includes_of(file).map(directive);
        let entries = self.sites.entries.iter().filter(|entry| entry.file.as_deref() == Some(file));
        let entries = entries.map(|entry| Location::new(&entry.path, entry.span.clone()));
        links.chain(directives).chain(entries).collect()
    }

    /// At the path of a directive, the uses of the file; at its anchor, those of the anchor.
    fn of_include(&self, include: &IncludeSite, offset: usize) -> Vec<Location> {
        let at_part = include.part.as_ref().is_some_and(|part| reaches(part, offset));
        match &include.selection {
            Some(Selection::Anchor(name)) if at_part => self.of_anchor(&include.file, name),
            _ => self.of_file(&include.file),
        }
    }

    fn of_anchor(&self, file: &Path, name: &str) -> Vec<Location> {
        let takes = |include: &&IncludeSite| matches!(&include.selection, Some(Selection::Anchor(it)) if it == name);
        let mut found: Vec<Location> = self.sites.includes_of(file).filter(takes).map(directive).collect();
        if self.include_declaration {
            let declared = self.view.file(file).and_then(|file| definition::anchor(&file, name));
            found.extend(declared.map(|span| Location::new(file, span)));
        }
        found
    }

    /// At the label of a link or of a definition, the uses of the label; else those of what the link leads to: of the page
    /// at its path, else of the id.
    fn of_link(&self, link: &LinkSite, offset: usize) -> Vec<Location> {
        let is_at = |span: Option<&Span>| span.is_some_and(|span| reaches(span, offset));
        if is_at(link.label.as_ref()) && matches!(link.kind, LinkKind::Reference | LinkKind::Definition) {
            let uses = labels::uses(self.view, self.sites, link);
            let declared =
                if self.include_declaration { labels::definitions(self.view, self.sites, link) } else { Vec::new() };
            return declared.into_iter().chain(uses).collect();
        }
        let written = link.written.as_ref();
        let is_at_path = is_at(written.map(|it| &it.path)) && !is_at(written.and_then(|it| it.fragment.as_ref()));
        let of_target = |target: &Target| match target {
            Target::Chapter(chapter, Some(id)) if !is_at_path => {
                self.sites.ids_on(*chapter, id).take(1).flat_map(|id| self.of_id(id)).collect()
            }
            Target::Chapter(chapter, _) => {
                let file = self.view.book().chapters.get(*chapter).and_then(|chapter| chapter.file.as_deref());
                file.map_or_else(Vec::new, |file| self.of_file(file))
            }
            Target::File(path, _) => self.of_file(path),
            Target::External => Vec::new(),
        };
        link.readings.iter().flat_map(|reading| of_target(&reading.target)).collect()
    }

    fn of_term(&self, term: usize) -> Vec<Location> {
        let mut found = terms::uses(self.view, term);
        if self.include_declaration {
            found.extend(terms::definition(self.view, term));
        }
        found
    }
}

/// The anchor whose name a caret is at, in the line that opens it.
fn anchor_at(caret: &Caret<'_>) -> Option<String> {
    let anchors = opened_anchors(caret.text());
    let name = anchors.into_iter().find(|name| reaches(name, caret.offset))?;
    Some(caret.text()[name].to_owned())
}

/// The destination of a link where it is written, else the link.
fn place(link: &LinkSite) -> Location {
    let written = link.written.as_ref().map(|written| written.whole.clone());
    Location::new(&link.path, written.unwrap_or_else(|| link.span.clone()))
}

/// The path of a directive with its anchor or lines.
fn directive(include: &IncludeSite) -> Location {
    let end = include.part.as_ref().map_or(include.target.end, |part| part.end);
    Location::new(&include.path, include.target.start..end)
}
