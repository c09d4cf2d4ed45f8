//! Which files of mdBook itself are left out when what was built is searched.

use std::path::{Path, PathBuf};

use redline_report::redaction::mdbook_file;

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
            let Some(below) = below else { return false };
            let Some(plain) = mdbook_file(&below) else { return false };
            let is_replaced = |folder: &PathBuf| folder.join(&plain).exists() || folder.join(&below).exists();
            !self.0.iter().any(is_replaced)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
