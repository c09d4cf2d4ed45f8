//! The display form of paths.

use std::path::{Path, PathBuf};

use redline_document::source::relative_path;

/// The display form of paths: relative to the working directory, with `/`.
#[derive(Clone, Debug)]
pub struct Paths {
    from: PathBuf,
}

impl Paths {
    /// Paths relative to `folder`, which is absolute.
    pub fn relative_to(folder: impl Into<PathBuf>) -> Self {
        Self { from: folder.into() }
    }

    /// The display form of a path.
    pub fn show(&self, path: &Path) -> String {
        relative_path(&self.from, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_working_directory() {
        let paths = Paths::relative_to("/home/me/book");
        assert_eq!(paths.show(Path::new("/home/me/book/src/a.md")), "src/a.md");
        assert_eq!(paths.show(Path::new("/home/me/other/a.md")), "../other/a.md");
        assert_eq!(paths.show(Path::new("src/./a.md")), "src/a.md");
        assert_eq!(paths.show(Path::new("/srv/a.md")), "/srv/a.md");
    }
}
