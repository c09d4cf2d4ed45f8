//! The texts of a chapter as a report compares them: as readers see them, so included text is shown, and comments for
//! redline and names that nobody may read are not.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redline_document::document::{Dialect, code_spans};
use redline_document::source::{ExpandMode, Expander, FileStore, SourceFile, mark_len, normalize, read_text};
use redline_lint::book::{Book, Chapter};
use similar::{Algorithm, capture_diff_slices};

use super::comments::without_comments;
use super::earlier::{EarlierVersion, EarlierVersions};
use super::placement::without_marker;
use crate::redaction::Redaction;

/// The versions of a chapter that are compared.
#[derive(Clone, Debug, Default)]
pub struct ComparedTexts {
    /// The old version.
    pub before: String,
    /// The new version as the author wrote it.
    pub author: String,
    /// The new version with redline's fixes.
    pub after: String,
}

/// How texts are made ready for a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The book of today.
    pub book: &'a Book,
    /// The source of its old versions.
    pub earlier: &'a EarlierVersions,
    /// The Markdown of the book.
    pub dialect: &'a Dialect,
    /// The names that nobody may read.
    pub redaction: Option<&'a Redaction>,
}

impl Comparison<'_> {
    /// The versions of a chapter: the old one, the file of the author, and its text with fixes.
    pub fn texts(&self, chapter: &Chapter, before: &EarlierVersion, author: &SourceFile, after: &str) -> ComparedTexts {
        let author_text = self.new_text(chapter, author.path(), author.text());
        let is_fixed = after != author.text();
        let after = if is_fixed { self.new_text(chapter, author.path(), after) } else { author_text.clone() };
        ComparedTexts { before: self.old_text(chapter, before), author: author_text, after }
    }

    /// A new version.
    pub fn new_text(&self, chapter: &Chapter, path: &Path, text: &str) -> String {
        self.plain(text, |text| expanded(text, path, &self.book.folder(chapter), self.dialect, |_| Included::OfToday))
    }

    /// An old version. What it includes is of the same version where that has it; what is outside the book stays a
    /// directive.
    pub fn old_text(&self, chapter: &Chapter, before: &EarlierVersion) -> String {
        let folder = self.book.folder(chapter);
        let path = before.file.clone().unwrap_or_else(|| folder.join("before.md"));
        let folder = match &before.file {
            Some(file) if self.earlier.is_commit() => file.parent().map(Path::to_owned).unwrap_or(folder),
            _ => folder,
        };
        let source = |target: &Path| match self.earlier.included(self.book, target) {
            Some(text) => Included::Text(text),
            None if target.starts_with(&self.book.root) => Included::OfToday,
            None => Included::Nothing,
        };
        self.plain(&before.text, |text| expanded(text, &path, &folder, self.dialect, source))
    }

    /// A text without what readers do not see, expanded, and masked.
    fn plain(&self, text: &str, expand: impl FnOnce(&str) -> String) -> String {
        let text = &text[mark_len(text)..];
        let without = without_comments(text, self.dialect);
        let text = expand(&without_marker(without.as_deref().unwrap_or(text)));
        self.redaction.map_or_else(|| text.clone(), |redaction| redaction.masked(&text, self.dialect))
    }
}

/// What an old version includes.
enum Included {
    /// A text of that version.
    Text(String),
    /// The file of today, since the old version has none of its own.
    OfToday,
    /// Nothing: the directive is shown.
    Nothing,
}

/// A text with its includes expanded as mdBook does; `source` supplies the included files.
fn expanded(text: &str, path: &Path, folder: &Path, dialect: &Dialect, source: impl Fn(&Path) -> Included) -> String {
    if !text.contains("{{#") {
        return text.to_owned();
    }
    let files = FileStore::default();
    let file = Arc::new(SourceFile::new(path, text));
    let repeat_prefix = dialect.repeats_include_prefix();
    let expander = Expander { files: &files, mode: ExpandMode::Rendered, repeat_prefix, code: code_spans };
    let mut known: BTreeSet<PathBuf> = BTreeSet::new();
    // Each round finds the files that those of the last one include; includes of includes are limited in depth.
    loop {
        let expansion = expander.expand(&file, folder);
        let new: Vec<PathBuf> = expansion
            .targets
            .iter()
            .filter(|target| !known.contains(*target))
            .map(|target| normalize(target))
            .collect();
        let has_new = new.iter().any(|target| !known.contains(target));
        for target in new {
            match source(&target) {
                Included::Text(text) => files.set_text(&target, text),
                Included::Nothing => files.set_missing(&target),
                Included::OfToday => {}
            }
            known.insert(target);
        }
        if !has_new {
            return expansion.fragment.text().to_owned();
        }
    }
}

impl EarlierVersions {
    /// The old text of a file that chapters include; `target` is its place today.
    fn included(&self, book: &Book, target: &Path) -> Option<String> {
        match self {
            Self::Normalized | Self::Nothing => None,
            Self::Folder(folder) => {
                let in_root = target.strip_prefix(&book.root).ok()?;
                let in_src = target.strip_prefix(&book.src).ok();
                let places = in_src.into_iter().chain([in_root]).map(|path| folder.join(path));
                places.into_iter().find_map(|path| read_text(&path).ok())
            }
            #[cfg(feature = "git")]
            Self::Commit(snapshot) => snapshot.text(target),
        }
    }
}

/// For each line of a compared text, the line of the source that it comes from, both counted from one: included lines are
/// those of their directive. `None` if the texts have the same lines.
pub fn source_lines(source: &str, compared: &str) -> Option<Vec<usize>> {
    if source == compared {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (source.lines().collect(), compared.lines().collect());
    let mut lines = vec![1; new.len()];
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        let (old, new) = (op.old_range(), op.new_range());
        for (offset, line) in lines[new].iter_mut().enumerate() {
            *line = old.start + offset.min(old.len().saturating_sub(1)) + 1;
        }
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_compared_texts_are_lines_of_the_source() {
        assert_eq!(source_lines("a\nb\n", "a\nb\n"), None);
        let source = "# T\n\n{{#include x.md}}\n\nEnd.\n";
        let compared = "# T\n\nOne.\n\nTwo.\n\nEnd.\n";
        assert_eq!(source_lines(source, compared), Some(vec![1, 2, 3, 3, 3, 4, 5]));
    }
}
