//! Directives that include files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use redline_document::source::{DirectiveKind, FileStore, Selection, SourceFile, Span, find_directives, normalize};
use redline_lint::chapter::ParsedChapter;

/// A directive that includes a file: `{{#include file.md:anchor}}` and its kin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncludeSite {
    /// The file that holds it.
    pub path: PathBuf,
    /// From the first brace to the last.
    pub span: Span,
    /// The path as written.
    pub target: Span,
    /// The anchor or the lines after the path, if any.
    pub part: Option<Span>,
    /// The part of the file that it shows; `None` for a directive that shows all of it.
    pub selection: Option<Selection>,
    /// The included file, which need not exist.
    pub file: PathBuf,
}

/// The directives of a book by file and start: those of its chapters, and of what they include.
pub(super) fn includes(chapters: &[&ParsedChapter], files: &FileStore) -> Vec<IncludeSite> {
    let mut found = Vec::new();
    let mut next: Vec<PathBuf> = chapters.iter().map(|parsed| parsed.file.path().to_owned()).collect();
    let mut known: BTreeSet<PathBuf> = next.iter().cloned().collect();
    while let Some(path) = next.pop() {
        let Ok(file) = files.read(&path) else { continue };
        for include in of_file(&file) {
            if known.insert(include.file.clone()) {
                next.push(include.file.clone());
            }
            found.push(include);
        }
    }
    found.sort_by(|one, other| (&one.path, one.span.start).cmp(&(&other.path, other.span.start)));
    found
}

/// The directives of one file. Their paths are relative to its folder, which is that of its page if it is a chapter.
fn of_file(file: &SourceFile) -> impl Iterator<Item = IncludeSite> + '_ {
    let folder = file.path().parent().unwrap_or(Path::new(""));
    find_directives(file.text()).into_iter().filter_map(move |directive| {
        let target = directive.target;
        let path = directive.kind.path()?;
        let target_end = target.start + path.len();
        let part = (target_end < target.end).then(|| target_end + 1..target.end);
        let included = normalize(&folder.join(path));
        let selection = match directive.kind {
            DirectiveKind::Include { selection, .. } | DirectiveKind::RustdocInclude { selection, .. } => {
                Some(selection)
            }
            _ => None,
        };
        Some(IncludeSite {
            path: file.path().to_owned(),
            span: directive.span,
            target: target.start..target_end,
            part,
            selection: selection.filter(|selection| *selection != Selection::ALL),
            file: included,
        })
    })
}
