//! Headings and files of five real books get other names, as the language server renames them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use redline_document::edit::edited;
use redline_document::source::FileStore;
use redline_lint::book::{SUMMARY, Target, page_path};
use redline_lint::workspace::{LiveBook, OpenOptions};
use redline_lsp::changes::FileChanges;
use redline_lsp::rename::{rename, will_rename};
use redline_lsp::sites::{IdKind, Sites};
use redline_lsp::view::BookView;
use regex::Regex;

use crate::books::{BOOKS, corpus, toml_of};
use crate::support::files;
use crate::support::links::Built;
use crate::support::mdbooks::Version;
use crate::support::random::Random;

/// A copy of a book that is edited.
struct Copy {
    folder: tempfile::TempDir,
    files: FileStore,
    live: LiveBook,
}

impl Copy {
    fn of(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, bytes) in files(&corpus(name)) {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder is created");
            fs::write(path, bytes).expect("it is written");
        }
        let files = FileStore::default();
        let live = opened(folder.path(), &files);
        Self { folder, files, live }
    }

    fn view(&self) -> BookView<'_> {
        BookView { live: &self.live, files: &self.files }
    }

    /// Applies edits as an editor does that does not save.
    fn edit(&mut self, changes: &FileChanges) {
        for (path, edits) in &changes.edits {
            let text = self.files.read(path).expect("an edited file can be read");
            self.files.set_text(path, edited(text.text(), edits));
        }
        self.live.load(&self.files);
    }

    /// Applies changes to the files on disk.
    fn apply(&mut self, changes: &FileChanges, moves: &[(PathBuf, PathBuf)]) {
        for (path, edits) in &changes.edits {
            let text = self.files.read(path).expect("an edited file can be read");
            fs::write(path, edited(text.text(), edits)).expect("it is written");
        }
        for (from, to) in moves {
            fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder is created");
            fs::rename(from, to).expect("it is moved");
        }
        self.files = FileStore::default();
        self.live = opened(self.folder.path(), &self.files);
    }

    /// The findings of a rule: their files below the book and their messages, sorted.
    fn findings(&mut self, rule: &str) -> Vec<String> {
        self.live.check(&self.files, &|| false);
        let of_rule = self.live.report().findings.iter().filter(|finding| finding.rule == rule);
        let mut found: Vec<String> =
            of_rule.map(|finding| format!("{}: {}", finding.chapter, finding.message)).collect();
        found.sort();
        found
    }

    /// The links with ids: what each leads to, by the page and the number of the id on it.
    fn targets(&self) -> Vec<Option<(usize, usize)>> {
        let sites = Sites::of(&self.view());
        let mut on_page: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for site in &sites.ids {
            on_page.entry(site.chapter).or_default().push(&site.id);
        }
        let place = |target: &Target| {
            let Target::Chapter(page, Some(id)) = target else { return None };
            Some((*page, on_page.get(page)?.iter().position(|known| known == id)?))
        };
        sites.links.iter().flat_map(|link| &link.readings).map(|reading| place(&reading.target)).collect()
    }
}

fn opened(root: &Path, files: &FileStore) -> LiveBook {
    let rules = ["broken-anchor", "unresolved-include"].map(str::to_owned).to_vec();
    let options = OpenOptions { select: rules, ..OpenOptions::default() };
    let mut live = LiveBook::open(root, &options, files).expect("the book opens");
    live.load(files);
    live
}

/// The most of 50 new names that may be refused in one book.
const MOST_REFUSALS: usize = 5;

#[test]
fn no_link_breaks_when_headings_are_renamed() {
    for (seed, name) in BOOKS.into_iter().enumerate() {
        let mut random = Random(seed as u64);
        let mut copy = Copy::of(name);
        let (before, targets) = (copy.findings("broken-anchor"), copy.targets());
        let (mut done, mut refused, mut links) = (0, Vec::new(), 0);
        while done + refused.len() < 50 {
            let sites = Sites::of(&copy.view());
            let is_heading = |kind: &IdKind| matches!(kind, IdKind::Heading { .. });
            let headings: Vec<_> = sites.ids.iter().filter(|id| is_heading(&id.kind)).collect();
            // Every second one has links.
            let linked = headings.iter().filter(|id| sites.links_to(id.chapter, &id.id).next().is_some());
            let linked: Vec<_> = linked.copied().collect();
            let from = if random.chance(50) && !linked.is_empty() { &linked } else { &headings };
            let site = from[random.below(from.len())];
            let words = ["A new name", "What `x` *does*", "Renamed, again & again", "Über--sicht"];
            let new_name = format!("{} {}", words[random.below(words.len())], random.below(1000));
            match rename(&copy.view(), &site.path, site.span.end, &new_name) {
                Ok(changes) => {
                    links += changes.edits.values().map(Vec::len).sum::<usize>() - 1;
                    copy.edit(&changes);
                    done += 1;
                }
                Err(reason) => refused.push(format!("{}: {reason}", site.id)),
            }
        }
        println!("{name}: {done} renamed, {links} links and names followed, refused: {refused:?}");
        assert!(refused.len() <= MOST_REFUSALS, "{name}: {refused:#?}");
        assert_eq!(copy.targets(), targets, "{name}: every link leads where it led");
        assert_eq!(copy.findings("broken-anchor"), before, "{name}");
    }
}

/// The text of a page without tags.
fn shown(out: &Path, chapter_path: &str) -> String {
    let tag = Regex::new("(?s)<[^<>]*>").expect("an expression");
    let page = out.join(page_path(chapter_path)).with_extension("html");
    let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let main = text.split("<main>").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page has a text");
    tag.replace_all(main, "").into_owned()
}

/// A random file that a page names or shows, and a place for it.
fn random_move(copy: &Copy, random: &mut Random, number: usize) -> (PathBuf, PathBuf) {
    let view = copy.view();
    let book = view.book();
    let sites = Sites::of(&view);
    let chapters = book.chapters.iter().filter_map(|chapter| chapter.file.clone());
    let images =
        sites.links.iter().filter(|link| link.is_image).flat_map(|link| &link.readings).filter_map(|reading| {
            match &reading.target {
                Target::File(path, _) => Some(path.clone()),
                _ => None,
            }
        });
    let included = sites.includes.iter().map(|include| include.file.clone());
    let kinds: [Vec<PathBuf>; 3] = [chapters.collect(), images.collect(), included.collect()];
    let folders: Vec<PathBuf> = kinds[0].iter().filter_map(|path| path.parent().map(Path::to_owned)).collect();
    loop {
        let files = &kinds[[0, 0, 1, 2][random.below(4)]];
        if files.is_empty() {
            continue;
        }
        let from = files[random.below(files.len())].clone();
        let folder = match random.below(3) {
            0 => book.src.join("moved").join(format!("deep-{number}")),
            1 => from.parent().unwrap_or(&book.src).to_owned(),
            _ => folders[random.below(folders.len())].clone(),
        };
        let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_included = sites.includes_of(&from).next().is_some();
        let name = match random.below(3) {
            0 => name,
            1 if !is_included => format!("new ({number}) {name}"),
            _ => format!("new-{number}-{name}"),
        };
        let to = folder.join(name);
        let is_summary = from == book.src.join(SUMMARY);
        if from.is_file() && !is_summary && from.starts_with(&book.src) && !to.exists() {
            return (from, to);
        }
    }
}

#[test]
fn no_link_breaks_when_files_move() {
    for (seed, name) in BOOKS.into_iter().enumerate() {
        let mut random = Random(seed as u64);
        let mut copy = Copy::of(name);
        let toml = toml_of(&corpus(name));
        let (before, after) = (copy.folder.path().join("out/before"), copy.folder.path().join("out/after"));
        Version::V05.render(copy.folder.path(), &toml, &before).expect("the book builds");
        let old: Vec<_> = copy.view().book().chapters.iter().map(|it| (it.name.clone(), it.path.clone())).collect();
        let unresolved = copy.findings("unresolved-include").len();
        let (mut moved, mut edits, mut notes) = (Vec::new(), 0, Vec::new());
        while moved.len() < 20 {
            let step = [random_move(&copy, &mut random, moved.len())];
            let changes = will_rename(&copy.view(), &step);
            edits += changes.edits.values().map(Vec::len).sum::<usize>();
            notes.extend(changes.confirmation.clone());
            copy.apply(&changes, &step);
            moved.extend(step);
        }
        println!("{name}: 20 moved, {edits} edits, {notes:?}");
        Version::V05.render(copy.folder.path(), &toml, &after).expect("the book builds after the moves");
        let new: Vec<_> = copy.view().book().chapters.iter().map(|it| (it.name.clone(), it.path.clone())).collect();
        let names = |chapters: &[(String, String)]| chapters.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&old), names(&new), "{name}: the table of contents has the same chapters");
        assert!(new.iter().all(|(_, path)| copy.view().book().src.join(path).is_file()), "{name}");
        let view = copy.view();
        let sites = Sites::of(&view);
        let summary = view.book().src.join(SUMMARY);
        // A page that shows the table of contents shows other paths.
        let shows_summary = |path: &str| sites.includes_of(&summary).any(|it| it.path == view.book().src.join(path));
        for ((_, old), (_, new)) in old.iter().zip(&new).filter(|(_, (_, new))| !shows_summary(new)) {
            assert_eq!(shown(&before, old), shown(&after, new), "{name}: {new}");
        }
        let (old, new) = (Built::read(&before).broken(), Built::read(&after).broken());
        assert_eq!(old.len(), new.len(), "{name}: {old:#?}\n{new:#?}");
        assert_eq!(copy.findings("unresolved-include").len(), unresolved, "{name}");
    }
}
