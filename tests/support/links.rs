//! The links of a built book.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use regex::Regex;

use super::{files, has_extension};

/// A built book: its files, and the ids and links of its pages.
pub(crate) struct Built {
    files: BTreeSet<String>,
    ids: BTreeMap<String, BTreeSet<String>>,
    links: Vec<(String, String)>,
}

impl Built {
    pub(crate) fn read(folder: &Path) -> Self {
        let files = files(folder);
        let id = Regex::new(r#"<[^<>]*\s(?:id|name)="([^"]+)""#).expect("an expression");
        let link = Regex::new(r#"<[^<>]*\s(?:href|src)="([^"]+)""#).expect("an expression");
        let script = Regex::new(r"(?s)<(?:script|!--).*?(?:</script>|-->)").expect("an expression");
        let mut built = Self { files: files.keys().cloned().collect(), ids: BTreeMap::new(), links: Vec::new() };
        // The page for missing files has links from the root of a site, and the page for printing holds all pages.
        for (path, bytes) in files.iter().filter(|(path, _)| has_extension(path, "html") && *path != "404.html") {
            let text = String::from_utf8_lossy(bytes);
            let text = script.replace_all(&text, "");
            built.ids.insert(path.clone(), id.captures_iter(&text).map(|it| it[1].to_owned()).collect());
            built.links.extend(link.captures_iter(&text).map(|it| (path.clone(), it[1].replace("&amp;", "&"))));
        }
        built
    }

    pub(crate) fn pages(&self) -> usize {
        self.ids.len()
    }

    /// The links inside the book that lead nowhere.
    pub(crate) fn broken(&self) -> Vec<String> {
        assert!(self.links.len() > self.pages(), "pages link to each other");
        let is_inside = |link: &&(String, String)| !link.1.contains("://") && !link.1.starts_with("data:");
        let broken = self.links.iter().filter(is_inside).filter(|(page, link)| !self.resolves(page, link));
        broken.map(|(page, link)| format!("{page}: {link}")).collect()
    }

    fn resolves(&self, page: &str, link: &str) -> bool {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let target = if path.is_empty() { page.to_owned() } else { joined(page, &decoded(path)) };
        let has_id = |ids: &BTreeSet<String>| fragment.is_empty() || ids.contains(&decoded(fragment));
        match self.ids.get(&target) {
            Some(ids) => has_id(ids),
            None => fragment.is_empty() && self.files.contains(&target),
        }
    }
}

/// The path that a link in `page` leads to.
fn joined(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A path or an id without percent encoding.
fn decoded(written: &str) -> String {
    percent_encoding::percent_decode_str(written).decode_utf8_lossy().into_owned()
}
