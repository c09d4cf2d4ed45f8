//! Includes expanded with a map back to the files.
//!
//! Follows mdBook's `links` preprocessor (0.4.52 and 0.5.4; later versions repeat the prefix of
//! the including line), so that the rendered form is byte for byte what later preprocessors see.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{
    Directive, DirectiveKind, FileSpan, FileStore, Fragment, ReadError, Selection, SourceFile, Span, find_directives,
};

/// The depth to which mdBook follows includes in includes.
const MAX_DEPTH: usize = 10;

/// The most includes of a chapter: files that include themselves several times would grow without bound long before they
/// are too deep.
const MAX_INCLUDES: usize = 1_000;

/// Which directives are expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpandMode {
    /// All of them, as mdBook does: the text that is rendered.
    Rendered,
    /// Markdown files outside code: the text that is read. Other includes stay directives,
    /// and their targets are checked.
    Prose,
}

/// The reason why an include fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncludeFault {
    /// The file cannot be read.
    Unreadable(ReadError),
    /// No line opens that anchor.
    UnknownAnchor(String),
    /// The lines named are not in the file, which has this many.
    NoSuchLines(usize),
    /// Files include each other, or more than ten levels deep.
    TooDeep,
}

/// An include that fails, at its directive.
#[derive(Clone, Debug)]
pub struct IncludeProblem {
    /// The directive in the file.
    pub at: FileSpan,
    /// The included file, as written.
    pub target: String,
    /// The fault.
    pub fault: IncludeFault,
}

/// A chapter's text with its includes expanded.
#[derive(Clone, Debug, Default)]
pub struct Expansion {
    /// The text and its map.
    pub fragment: Fragment,
    /// Includes that fail, in reading order.
    pub problems: Vec<IncludeProblem>,
    /// Every included file, also those whose text is code.
    pub targets: Vec<PathBuf>,
}

/// Expands the includes of chapters.
#[derive(Clone, Copy, Debug)]
pub struct Expander<'a> {
    /// The source of included files.
    pub files: &'a FileStore,
    /// The directives to expand.
    pub mode: ExpandMode,
    /// Whether included lines repeat the text before the directive on its line, as in mdBook after 0.5.4.
    pub repeat_prefix: bool,
    /// The code in a text: directives there are opaque under [`ExpandMode::Prose`].
    pub code: fn(&str) -> Vec<Span>,
}

/// Text that is being expanded, and its origin.
struct Site<'a> {
    text: &'a Fragment,
    /// The folder that its includes are relative to.
    folder: &'a Path,
    /// The depth of includes.
    depth: usize,
    /// The code in it.
    code: Vec<Span>,
}

impl Site<'_> {
    fn is_code(&self, span: &Span) -> bool {
        let after = self.code.partition_point(|code| code.end <= span.start);
        self.code.get(after).is_some_and(|code| code.start < span.end)
    }
}

impl Expander<'_> {
    /// The text of `file` after its byte order mark, expanded. Includes are relative to `folder`.
    pub fn expand(&self, file: &Arc<SourceFile>, folder: &Path) -> Expansion {
        let mut out = Expansion::default();
        let body = Fragment::of_file(file, file.body());
        out.fragment = self.expand_fragment(body, folder, 0, &mut out);
        out
    }

    fn expand_fragment(&self, input: Fragment, folder: &Path, depth: usize, out: &mut Expansion) -> Fragment {
        let directives = find_directives(input.text());
        if directives.is_empty() {
            return input;
        }
        let site = Site { text: &input, folder, depth, code: self.code_around(&directives, input.text()) };
        let mut result = Fragment::default();
        let mut done = 0;
        for directive in directives {
            result.push_part(&input, done..directive.span.start);
            done = directive.span.start;
            if let Some(inserted) = self.insertion(&site, &directive, out) {
                self.insert(&mut result, &inserted, directive.kind.path().is_some());
                done = directive.span.end;
            }
        }
        result.push_part(&input, done..input.text().len());
        result
    }

    /// Code matters only if there is a directive that is expanded outside of it alone.
    fn code_around(&self, directives: &[Directive], text: &str) -> Vec<Span> {
        let prose =
            self.mode == ExpandMode::Prose && directives.iter().any(|directive| includes_markdown(&directive.kind));
        if prose { (self.code)(text) } else { Vec::new() }
    }

    /// The replacement of a directive; `None` if it stays.
    fn insertion(&self, site: &Site<'_>, directive: &Directive, out: &mut Expansion) -> Option<Fragment> {
        let path = match &directive.kind {
            DirectiveKind::Title => return Some(Fragment::default()),
            DirectiveKind::Other => return None,
            DirectiveKind::Escaped if self.mode == ExpandMode::Prose => return None,
            DirectiveKind::Escaped => {
                let mut text = Fragment::default();
                text.push_part(site.text, directive.span.start + 1..directive.span.end);
                return Some(text);
            }
            kind => site.folder.join(kind.path()?),
        };
        out.targets.push(super::normalize(&path));
        let file = match self.files.read(&path) {
            Ok(file) => file,
            Err(error) => {
                out.report(site.text, directive, IncludeFault::Unreadable(error));
                return None;
            }
        };
        if let Some(selection) = selected_part(&directive.kind)
            && selection.lines(file.text()).is_none()
        {
            out.report(site.text, directive, selection_fault(selection, &file));
        }
        if self.mode == ExpandMode::Prose && (site.is_code(&directive.span) || !includes_markdown(&directive.kind)) {
            return None;
        }
        if site.depth >= MAX_DEPTH || out.targets.len() > MAX_INCLUDES {
            out.report(site.text, directive, IncludeFault::TooDeep);
            return Some(Fragment::default());
        }
        let taken = selected_text(&directive.kind, &file);
        Some(self.expand_fragment(taken, path.parent().unwrap_or(site.folder), site.depth + 1, out))
    }

    fn insert(&self, result: &mut Fragment, inserted: &Fragment, is_file: bool) {
        let prefix = result.text().rsplit('\n').next().unwrap_or("").to_owned();
        if !self.repeat_prefix {
            if is_file {
                result.push_included(inserted);
            } else {
                result.push_part(inserted, 0..inserted.text().len());
            }
            return;
        }
        let mut prefixed = Fragment::default();
        let text = inserted.text();
        for (index, line) in text.lines().enumerate() {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            if index > 0 {
                prefixed.push_str("\n");
                prefixed.push_str(&prefix);
            }
            prefixed.push_part(inserted, start..start + line.len());
        }
        if is_file { result.push_included(&prefixed) } else { result.push_part(&prefixed, 0..prefixed.text().len()) }
    }
}

impl Expansion {
    fn report(&mut self, input: &Fragment, directive: &Directive, fault: IncludeFault) {
        let Some(at) = input.locate(directive.span.clone()) else { return };
        let target = directive.kind.path().unwrap_or_default().to_owned();
        self.problems.push(IncludeProblem { at, target, fault });
    }
}

fn includes_markdown(kind: &DirectiveKind) -> bool {
    let DirectiveKind::Include { path, .. } = kind else { return false };
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["md", "markdown", "mdown", "mkd"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The selected part of a file; `None` for all of it.
fn selected_part(kind: &DirectiveKind) -> Option<&Selection> {
    let (DirectiveKind::Include { selection, .. } | DirectiveKind::RustdocInclude { selection, .. }) = kind else {
        return None;
    };
    Some(selection).filter(|selection| **selection != Selection::ALL)
}

/// The fault of a selection that the file does not have.
fn selection_fault(selection: &Selection, file: &SourceFile) -> IncludeFault {
    match selection {
        Selection::Anchor(name) => IncludeFault::UnknownAnchor(name.clone()),
        Selection::Lines { .. } => IncludeFault::NoSuchLines(file.text().lines().count()),
    }
}

/// The text of the file that a directive selects, directives in it not yet expanded.
fn selected_text(kind: &DirectiveKind, file: &Arc<SourceFile>) -> Fragment {
    let mut out = Fragment::default();
    match kind {
        DirectiveKind::Include { selection, .. } => {
            push_lines(&mut out, file, selection.existing_lines(file.text()).into_iter().map(|line| (line, false)));
        }
        DirectiveKind::RustdocInclude { selection, .. } => {
            push_lines(&mut out, file, selection.shown_and_hidden(file.text()).into_iter());
        }
        DirectiveKind::Playground { attributes, .. } => {
            out.push_str("```rust");
            out.push_str(if attributes.is_empty() { "" } else { "," });
            out.push_str(&attributes.join(","));
            out.push_str("\n");
            out.push_file(file, 0..file.text().len());
            out.push_str(if file.text().ends_with('\n') { "```\n" } else { "\n```\n" });
        }
        DirectiveKind::Escaped | DirectiveKind::Title | DirectiveKind::Other => {}
    }
    out
}

/// Joins lines with `\n` for the line endings of the file.
fn push_lines(out: &mut Fragment, file: &Arc<SourceFile>, lines: impl Iterator<Item = (Span, bool)>) {
    let mut ended: Option<usize> = None;
    for (line, hidden) in lines {
        if let Some(end) = ended {
            let newline = file.text()[end..].find('\n').map_or(end, |at| end + at);
            out.push_file(file, newline..newline + 1);
        }
        if hidden {
            out.push_str("# ");
        }
        ended = Some(line.end);
        out.push_file(file, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(mode: ExpandMode, files: &[(&str, &str)]) -> Expansion {
        expand_with(mode, false, files)
    }

    fn expand_with(mode: ExpandMode, repeat_prefix: bool, files: &[(&str, &str)]) -> Expansion {
        let store = FileStore::default();
        for (path, text) in files {
            store.set_text(Path::new(path), (*text).to_owned());
        }
        let code = |text: &str| text.find("```").into_iter().map(|at| at..text.len()).collect();
        let file = store.read(Path::new(files[0].0)).unwrap();
        Expander { files: &store, mode, repeat_prefix, code }.expand(&file, Path::new(""))
    }

    #[test]
    fn included_text_maps_to_the_included_file() {
        let out = expand(
            ExpandMode::Prose,
            &[
                ("a.md", "\u{feff}A\n{{#include d/b.md:2:}}\nZ"),
                ("d/b.md", "1\r\n2\r\n{{#include c.md}}\r\n"),
                ("d/c.md", "C\n"),
            ],
        );
        assert_eq!(out.fragment.text(), "A\n2\nC\nZ");
        let place = |at: usize| {
            out.fragment.locate(at..at + 1).map(|found| (found.file.path().display().to_string(), found.span.start))
        };
        assert_eq!(place(0), Some(("a.md".into(), 3)));
        assert_eq!(place(2), Some(("d/b.md".into(), 3)));
        assert_eq!(place(4), Some(("d/c.md".into(), 0)));
        assert_eq!(out.fragment.included(), [2..5, 4..5]);
    }

    #[test]
    fn code_stays_a_directive_and_its_target_is_checked() {
        let out = expand(
            ExpandMode::Prose,
            &[("a.md", "{{#include x.rs}}\n```\n{{#include b.md:9}}\n{{#include b.md:no}}"), ("b.md", "1\n")],
        );
        assert!(out.fragment.text().contains("{{#include b.md:9}}"));
        let faults: Vec<_> = out.problems.into_iter().map(|problem| problem.fault).collect();
        assert_eq!(
            faults,
            [
                IncludeFault::Unreadable(ReadError::Missing),
                IncludeFault::NoSuchLines(1),
                IncludeFault::UnknownAnchor("no".into())
            ]
        );
    }

    #[test]
    fn everything_is_expanded_as_mdbook_renders_it() {
        let text = "{{#title T}}\n\\{{#include x}}\n{{#playground p.rs editable}}{{#rustdoc_include p.rs:2}}";
        let out = expand(ExpandMode::Rendered, &[("a.md", text), ("p.rs", "a\nb")]);
        assert_eq!(out.fragment.text(), "\n{{#include x}}\n```rust,editable\na\nb\n```\n# a\nb");
    }

    #[test]
    fn a_circle_ends() {
        let out = expand(ExpandMode::Prose, &[("a.md", "x{{#include a.md}}y")]);
        assert_eq!(out.fragment.text(), "x".repeat(11) + &"y".repeat(11));
        assert_eq!(out.problems.last().map(|problem| &problem.fault), Some(&IncludeFault::TooDeep));
    }

    #[test]
    fn a_file_that_includes_itself_several_times_stays_small() {
        let out = expand(ExpandMode::Prose, &[("a.md", "{{#include a.md}}\n{{#include a.md}}\n{{#include a.md}}\n")]);
        assert!((1_000..1_100).contains(&out.targets.len()), "{}", out.targets.len());
    }

    #[test]
    fn newer_mdbooks_repeat_the_prefix() {
        let files = [("a.md", "> {{#include b.md}}\nend"), ("b.md", "1\n2\n")];
        assert_eq!(expand(ExpandMode::Prose, &files).fragment.text(), "> 1\n2\nend");
        assert_eq!(expand_with(ExpandMode::Prose, true, &files).fragment.text(), "> 1\n> 2\nend");
    }
}
