//! Files and folders that move, and the paths that name them or start from them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use redline_document::document::LinkKind;
use redline_document::edit::Edit;
use redline_document::source::{normalize, relative_path};
use redline_lint::book::Target;

use super::draft::{name, outside};
use super::follow::has_destination;
use super::paths::{Quoting, encoded, relative_like};
use crate::changes::FileChanges;
use crate::sites::{LinkSite, Reading, Sites};
use crate::view::BookView;

/// The edits of links, images, directives and the table of contents that keep them right when files and folders move.
/// The files themselves are moved by the client.
pub fn will_rename(view: &BookView<'_>, moves: &[(PathBuf, PathBuf)]) -> FileChanges {
    changes(view, &Sites::of(view), moves)
}

/// The edits that keep paths right when files and folders move.
pub(super) fn changes(view: &BookView<'_>, sites: &Sites, moves: &[(PathBuf, PathBuf)]) -> FileChanges {
    let moves: Vec<(PathBuf, PathBuf)> = moves.iter().map(|(from, to)| (normalize(from), normalize(to))).collect();
    let mut rewriting = Rewriting { view, moves, changes: FileChanges::default(), notes: BTreeSet::new() };
    rewriting.entries(sites);
    rewriting.links(sites);
    rewriting.includes(sites);
    let mut changes = rewriting.changes;
    let notes = rewriting.notes.into_iter().chain(outside(view, &changes)).collect::<Vec<_>>();
    changes.confirmation = (!notes.is_empty()).then(|| notes.join("; "));
    changes
}

/// Paths that are rewritten because files move.
struct Rewriting<'a> {
    view: &'a BookView<'a>,
    moves: Vec<(PathBuf, PathBuf)>,
    changes: FileChanges,
    /// What cannot be kept right.
    notes: BTreeSet<String>,
}

/// A file and a path that starts from it, before and after the move.
struct Step {
    /// The folder of the file.
    folder: PathBuf,
    new_folder: PathBuf,
    /// The file that the path names.
    target: PathBuf,
    new_target: PathBuf,
}

impl Step {
    /// Whether the same path is right before and after.
    fn is_same(&self) -> bool {
        relative_path(&self.folder, &self.target) == relative_path(&self.new_folder, &self.new_target)
    }
}

impl Rewriting<'_> {
    /// Where a file will be.
    fn moved(&self, path: &Path) -> PathBuf {
        let inside = self.moves.iter().filter(|(from, _)| path.starts_with(from));
        let longest = inside.max_by_key(|(from, _)| from.components().count());
        longest.map_or_else(
            || path.to_owned(),
            |(from, to)| match path.strip_prefix(from) {
                Ok(rest) if !rest.as_os_str().is_empty() => to.join(rest),
                _ => to.clone(),
            },
        )
    }

    fn step(&self, file: &Path, target: &Path) -> Step {
        let folder = |path: &Path| path.parent().unwrap_or(Path::new("")).to_owned();
        Step {
            folder: folder(file),
            new_folder: folder(&self.moved(file)),
            target: target.to_owned(),
            new_target: self.moved(target),
        }
    }

    fn entries(&mut self, sites: &Sites) {
        for entry in &sites.entries {
            let (Some(written), Some(target)) = (&entry.written, &entry.file) else { continue };
            let Some(file) = self.view.file(&entry.path) else { continue };
            let step = self.step(&entry.path, target);
            if step.is_same() {
                continue;
            }
            let path = relative_like(&file.text()[written.path.clone()], &step.new_folder, &step.new_target);
            let is_angled = Quoting::of(file.text(), written) == Quoting::Angled && !path.contains(['<', '>', '&']);
            let path = if is_angled { path } else { encoded(&path, Quoting::Listed) };
            self.changes.push(&entry.path, Edit::replace(written.path.clone(), path));
        }
    }

    fn links(&mut self, sites: &Sites) {
        for link in sites.links.iter().filter(|link| has_destination(link)) {
            let Some(written) = link.written.as_ref().filter(|written| !written.path.is_empty()) else { continue };
            let Some(file) = self.view.file(&link.path) else { continue };
            let old = &file.text()[written.path.clone()];
            let quoting = match link.kind {
                LinkKind::Html => Quoting::Html,
                _ => Quoting::of(file.text(), written),
            };
            let new: BTreeSet<Option<String>> =
                link.readings.iter().map(|reading| self.link_path(old, reading, quoting)).collect();
            self.note_divided(link, new.len());
            if let Some(path) = new.into_iter().flatten().next() {
                self.changes.push(&link.path, Edit::replace(written.path.clone(), path));
            }
        }
    }

    /// Notes a link that would have to be written differently for each page that shows it.
    fn note_divided(&mut self, link: &LinkSite, paths: usize) {
        if paths > 1 {
            let file = name(self.view, &link.path);
            self.notes.insert(format!("a link in {file} cannot be right on every page that shows it"));
        }
    }

    /// The new path of a link as one chapter reads it; `None` if the old one stays right.
    fn link_path(&self, old: &str, reading: &Reading, quoting: Quoting) -> Option<String> {
        let book = self.view.book();
        let file_of = |chapter: usize| {
            let chapter = &book.chapters[chapter];
            chapter.file.clone().unwrap_or_else(|| normalize(&book.src.join(&chapter.path)))
        };
        let (target, is_page) = match &reading.target {
            Target::Chapter(chapter, _) => (file_of(*chapter), true),
            Target::File(file, _) => (file.clone(), false),
            Target::External => return None,
        };
        let step = self.step(&file_of(reading.chapter), &target);
        let decoded = percent_decode_str(old).decode_utf8_lossy();
        let is_from_root = decoded.starts_with('/');
        if step.is_same() || (is_from_root && step.target == step.new_target) {
            return None;
        }
        let to = if is_page { linked_page(&decoded, &step) } else { (step.new_target.clone(), decoded.ends_with('/')) };
        let path = if is_from_root {
            format!("/{}", relative_path(&book.src, &to.0))
        } else {
            relative_like(&decoded, &step.new_folder, &to.0)
        };
        let slash = match (to.1, path.as_str()) {
            (false, _) => "",
            (true, "") => "./",
            (true, _) => "/",
        };
        Some(encoded(&format!("{path}{slash}"), quoting))
    }

    fn includes(&mut self, sites: &Sites) {
        for include in &sites.includes {
            let step = self.step(&include.path, &include.file);
            if step.is_same() {
                continue;
            }
            let Some(file) = self.view.file(&include.path) else { continue };
            let path = relative_like(&file.text()[include.target.clone()], &step.new_folder, &step.new_target);
            if path.contains(|c: char| c.is_whitespace() || matches!(c, ':' | '}')) {
                let file = name(self.view, &include.path);
                self.notes.insert(format!("a directive in {file} cannot name `{path}`"));
                continue;
            }
            self.changes.push(&include.path, Edit::replace(include.target.clone(), path));
        }
    }
}

/// The file or folder that a link to a page names in the style of `old`, and whether it is a folder.
fn linked_page(old: &str, step: &Step) -> (PathBuf, bool) {
    let to = &step.new_target;
    let name_is = |path: &Path, names: &[&str]| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        names.iter().any(|other| name.eq_ignore_ascii_case(other))
    };
    let last = old.rsplit('/').next().unwrap_or_default();
    let is_index = name_is(to, &["README.md", "index.md"]);
    if matches!(last, "" | "." | "..") && is_index {
        return (to.parent().unwrap_or(to).to_owned(), true);
    }
    let is_md = Path::new(last).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    if is_md {
        let by_page = last == "index.md" && name_is(&step.target, &["README.md"]) && name_is(to, &["README.md"]);
        return (if by_page { to.with_file_name("index.md") } else { to.clone() }, false);
    }
    (if is_index { to.with_file_name("index.html") } else { to.with_extension("html") }, false)
}
