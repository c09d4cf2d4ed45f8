//! The files of mdBook itself in what it built, which hold nothing of the book.

use std::path::{Path, PathBuf};

/// The files, without the hashes in their names.
const FILES: &[&str] = &[
    ".nojekyll",
    "ace.js",
    "ayu-highlight.css",
    "book.js",
    "clipboard.min.js",
    "css/chrome.css",
    "css/general.css",
    "css/print.css",
    "css/variables.css",
    "editor.js",
    "elasticlunr.min.js",
    "favicon.png",
    "favicon.svg",
    "highlight.css",
    "highlight.js",
    "mark.min.js",
    "mode-rust.js",
    "searcher.js",
    "theme-dawn.js",
    "theme-tomorrow_night.js",
    "tomorrow-night.css",
];

/// Folders of such files.
const FOLDERS: &[&str] = &["FontAwesome/", "fonts/"];

/// Folders of the book where its author may have put a file instead of one of mdBook's: the theme and the sources.
#[derive(Debug, Default)]
pub(crate) struct Overrides(pub(crate) Vec<PathBuf>);

impl Overrides {
    /// Whether a file below `folder` is one of mdBook's, and the author's is not there instead.
    pub(crate) fn leave(&self, folder: &Path, file: &Path) -> bool {
        // Each renderer may have a folder of its own.
        let sites = file.ancestors().skip(1).take_while(|site| site.starts_with(folder));
        sites.filter(|site| *site == folder || site.join("index.html").is_file()).any(|site| {
            let below = file.strip_prefix(site).ok().and_then(Path::to_str).map(|path| path.replace('\\', "/"));
            let Some(below) = below.filter(|below| below.is_ascii()) else { return false };
            let plain = without_hash(&below);
            let is_own = FILES.contains(&plain.as_str()) || FOLDERS.iter().any(|folder| plain.starts_with(folder));
            let is_replaced = |folder: &PathBuf| folder.join(&plain).exists() || folder.join(&below).exists();
            is_own && !self.0.iter().any(is_replaced)
        })
    }
}

/// A path without what mdBook puts into names so that browsers do not keep old files: `book-1a2b3c4d.js`.
fn without_hash(path: &str) -> String {
    const DIGITS: usize = 8;
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let dashes = path.match_indices('-').map(|(at, _)| at).filter(|at| *at >= name);
    let mut hashes = dashes.filter(|at| {
        let hash = path.get(at + 1..at + 1 + DIGITS);
        let is_hash = hash.is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
        is_hash && path[at + 1 + DIGITS..].starts_with('.')
    });
    hashes.next().map_or_else(|| path.to_owned(), |at| format!("{}{}", &path[..at], &path[at + 1 + DIGITS..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_names_are_left_out() {
        for (path, plain) in [
            ("book-1a2b3c4d.js", "book.js"),
            ("clipboard-1626706a.min.js", "clipboard.min.js"),
            ("css/general-2459343d.css", "css/general.css"),
            ("ayu-highlight-997b0c9a.css", "ayu-highlight.css"),
            ("theme-dawn.js", "theme-dawn.js"),
            ("a-1a2b3c4d/book.js", "a-1a2b3c4d/book.js"),
        ] {
            assert_eq!(without_hash(path), plain);
        }
    }

    #[test]
    fn files_of_mdbook_are_left_unless_the_book_has_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let (site, theme) = (folder.path().join("book"), folder.path().join("theme"));
        for path in ["book/index.html", "book/404.html", "book/highlight.js", "theme/book.js"] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let leave = |overrides: &Overrides, path: &str| overrides.leave(&site, &site.join(path));
        let (none, some) = (Overrides::default(), Overrides(vec![theme]));
        for path in [
            "highlight.js",
            ".nojekyll",
            "css/general-2459343d.css",
            "fonts/fonts-9644e21d.css",
            "FontAwesome/css/font-awesome.css",
        ] {
            assert!(leave(&none, path) && leave(&some, path), "{path}");
        }
        assert!(leave(&none, "book-1a2b3c4d.js") && !leave(&some, "book-1a2b3c4d.js"));
        for path in ["searchindex-1a2b3c4d.js", "toc.js", "index.html", "a/book.js", "redline.css"] {
            assert!(!leave(&none, path), "{path}");
        }
    }
}
