//! Files of mdBook itself in a built book, which contain nothing of the book.

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

/// The path of a file of mdBook without the hash in its name; `None` for other files. `path` is relative to the site.
pub fn mdbook_file(path: &str) -> Option<String> {
    let plain = without_hash(path);
    let is_own = FILES.contains(&plain.as_str()) || FOLDERS.iter().any(|folder| plain.starts_with(folder));
    is_own.then_some(plain)
}

/// A path without the cache-busting hash that mdBook adds to file names: `book-1a2b3c4d.js`.
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
    fn hashes_are_removed_from_file_names() {
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
}
