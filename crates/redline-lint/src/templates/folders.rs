//! Folders whose pages share a structure, with a template for each.
//!
//! A folder is proposed as a whole if most of its pages, and most of those of each larger part, share sections; otherwise
//! its parts are tried: the pages right in it, and its subfolders.

use std::collections::BTreeMap;

use super::infer::{Inference, infer_frequent};
use super::page::PageSection;
use crate::config::{Slot, title_key};

/// Minimum number of pages that share sections, and of pages of a part that has a say.
const MIN_PAGES: usize = 4;

/// Minimum percentage of the pages of a folder that share sections, and of pages with a section that is shared.
const MIN_SHARE: usize = 60;

/// Number of shared sections that a page has at least.
const SHARED_SECTIONS: usize = 2;

/// Minimum percentage of the pages that share sections with another section that is proposed.
const MIN_SECTION_SHARE: usize = 30;

/// Page of a book.
#[derive(Clone, Debug)]
pub struct FolderPage {
    /// Path relative to the source folder.
    pub path: String,
    /// Level that its sections should have.
    pub level: u8,
    /// Its sections.
    pub sections: Vec<PageSection>,
}

/// Template proposed for a folder.
#[derive(Clone, Debug)]
pub struct FolderInference {
    /// Name of the folder; empty for the source folder itself.
    pub name: String,
    /// Glob of its pages.
    pub glob: String,
    /// Template inferred from the pages that share sections.
    pub inference: Inference,
    /// Paths of the other pages.
    pub others: Vec<String>,
}

/// Infers a template for each folder whose pages share a structure, in the order of their paths.
pub fn infer_folders(pages: &[FolderPage]) -> Vec<FolderInference> {
    let mut found = Vec::new();
    infer_below("", &pages.iter().collect::<Vec<_>>(), &mut found);
    found
}

/// Number of folders, the source folder included, that have enough pages for a template.
pub fn count_candidates(pages: &[FolderPage]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in pages {
        let ends = page.path.match_indices('/').map(|(at, _)| at);
        for end in std::iter::once(0).chain(ends) {
            *counts.entry(&page.path[..end]).or_default() += 1;
        }
    }
    counts.values().filter(|count| **count >= MIN_PAGES).count()
}

/// Adds the templates of a folder, which is empty or ends with a slash; `pages` are those at any depth below it.
fn infer_below(folder: &str, pages: &[&FolderPage], found: &mut Vec<FolderInference>) {
    if pages.len() < MIN_PAGES {
        return;
    }
    let mut parts: BTreeMap<&str, Vec<&FolderPage>> = BTreeMap::new();
    for page in pages {
        let rest = &page.path[folder.len()..];
        let part = rest.find('/').map_or("", |at| &page.path[..=folder.len() + at]);
        parts.entry(part).or_default().push(page);
    }
    // A folder with one subfolder and nothing else is that subfolder.
    if parts.len() == 1 && !parts.contains_key("") {
        parts.into_iter().for_each(|(part, pages)| infer_below(part, &pages, found));
        return;
    }
    let larger: Vec<&[&FolderPage]> =
        parts.values().map(Vec::as_slice).filter(|part| part.len() >= MIN_PAGES).collect();
    if let Some(inference) = shared(folder, &format!("{folder}**"), pages, &larger) {
        found.push(inference);
        return;
    }
    for (part, pages) in parts {
        if part.is_empty() {
            found.extend(shared(folder, &format!("{folder}*"), &pages, &[]));
        } else {
            infer_below(part, &pages, found);
        }
    }
}

/// The template of pages, if most of them and of each of `parts` share sections.
fn shared(folder: &str, glob: &str, pages: &[&FolderPage], parts: &[&[&FolderPage]]) -> Option<FolderInference> {
    if pages.len() < MIN_PAGES {
        return None;
    }
    let of_pages = |pages: &[&FolderPage]| {
        let pages: Vec<_> = pages.iter().map(|page| (page.level, page.sections.clone())).collect();
        infer_frequent(&pages, MIN_SECTION_SHARE).ok()
    };
    let inference = of_pages(pages)?;
    let with_counts = inference.template.sections.iter().zip(&inference.found_on);
    let frequent = with_counts.filter(|(slot, count)| !slot.any && **count * 100 >= pages.len() * MIN_SHARE);
    let keys: Vec<Vec<String>> = frequent.map(|(slot, _)| keys_of(slot)).collect();
    let follows = |page: &FolderPage| {
        let titles: Vec<String> = page.sections.iter().map(|section| title_key(&section.title)).collect();
        keys.iter().filter(|keys| keys.iter().any(|key| titles.contains(key))).count() >= SHARED_SECTIONS
    };
    let is_shared =
        |pages: &[&FolderPage]| pages.iter().filter(|page| follows(page)).count() * 100 >= pages.len() * MIN_SHARE;
    let (followers, others): (Vec<&FolderPage>, Vec<&FolderPage>) = pages.iter().partition(|page| follows(page));
    if followers.len() < MIN_PAGES || !is_shared(pages) || !parts.iter().all(|part| is_shared(part)) {
        return None;
    }
    let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let others = others.into_iter().map(|page| page.path.clone()).collect();
    Some(FolderInference { name, glob: glob.to_owned(), inference: of_pages(&followers)?, others })
}

/// The names of a section as they are compared.
fn keys_of(slot: &Slot) -> Vec<String> {
    slot.title.iter().chain(&slot.also).map(|title| title_key(title)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::page_sections;
    use redline_document::document::{Dialect, Document};

    /// Pages, one a line: the path and the titles of the sections.
    fn pages(lines: &str) -> Vec<FolderPage> {
        let page = |line: &str| {
            let (path, titles) = line.trim().split_once(": ").unwrap_or((line.trim().trim_end_matches(':'), ""));
            let sections = titles.split_whitespace().map(|title| format!("## {title}\n\ntext\n\n"));
            let text = format!("# T\n\n{}", sections.collect::<String>());
            let (level, sections) = page_sections(&Document::of_text(&text, &Dialect::default()));
            FolderPage { path: path.to_owned(), level, sections }
        };
        lines.lines().filter(|line| !line.trim().is_empty()).map(page).collect()
    }

    fn globs(lines: &str) -> Vec<(String, Vec<String>)> {
        let titles = |found: &FolderInference| {
            found.inference.template.sections.iter().filter_map(|slot| slot.title.clone()).collect()
        };
        infer_folders(&pages(lines)).iter().map(|found| (found.glob.clone(), titles(found))).collect()
    }

    #[test]
    fn each_folder_has_its_own_template() {
        let guides = "guides/a.md: Before Steps\nguides/b.md: Before Steps\nguides/c.md: Before Steps\nguides/d.md: Before Steps\n";
        let reference = "ref/a.md: Usage Errors\nref/b.md: Usage Errors\nref/x/c.md: Usage Errors\nref/d.md: Other\nref/e.md: Usage Errors\n";
        let both = globs(&format!("{guides}{reference}intro.md: Why\n"));
        assert_eq!(both.iter().map(|(glob, _)| glob.as_str()).collect::<Vec<_>>(), ["guides/**", "ref/**"]);
        assert_eq!(both[0].1, ["Before", "Steps"]);
        let found = infer_folders(&pages(reference));
        assert_eq!((found[0].name.as_str(), &found[0].others), ("ref", &vec!["ref/d.md".to_owned()]));
    }

    #[test]
    fn few_pages_and_single_sections_are_no_structure() {
        assert_eq!(globs("a/b.md: A B\na/c.md: A B\na/d.md: A B\na/index.md:\n"), []);
        assert_eq!(globs("a/b.md: A\na/c.md: A\na/d.md: A\na/e.md: A\n"), []);
        assert_eq!(globs("a/b.md: A B\na/c.md: A B\na/d.md: C\na/e.md: D\n"), []);
        assert_eq!(globs("a/b.md: A B\na/c.md: B C\na/d.md: C A\na/e.md:\n"), []);
        assert_eq!(globs(""), []);
    }

    #[test]
    fn a_part_with_another_structure_is_left_out() {
        let many: String = (0..8).map(|at| format!("src/x/{at}.md: A B\n")).collect();
        let others: String = (0..4).map(|at| format!("src/y/{at}.md: C{at}\n")).collect();
        let found = globs(&format!("{many}{others}"));
        assert_eq!(found.iter().map(|(glob, _)| glob.as_str()).collect::<Vec<_>>(), ["src/x/**"]);
        let direct: String = (0..4).map(|at| format!("src/{at}.md: A B\n")).collect();
        let found = globs(&format!("{direct}{others}"));
        assert_eq!(found.iter().map(|(glob, _)| glob.as_str()).collect::<Vec<_>>(), ["src/*"]);
    }
}
