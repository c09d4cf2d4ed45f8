//! Findings silenced by a comment, at a place that proves right: pages stay as they are, and no other finding comes or goes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redline_document::diagnostic::Finding;
use redline_document::document::Document;
use redline_document::edit::{Edit, edited};
use redline_document::source::{Expansion, Fragment, SourceFile};
use redline_lint::catalogue::{self, Implementation};
use serde::{Deserialize, Serialize};

use super::placement::Site;
use crate::changes::FileChanges;
use crate::view::BookView;

/// How far a comment reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The line or the block of the finding.
    Here,
    /// The section around it.
    Section,
    /// The file.
    File,
}

/// Whether a comment can silence the finding at all.
pub(super) fn is_silenceable(view: &BookView<'_>, finding: &Finding) -> bool {
    let is_of_engine =
        || catalogue::find(&finding.rule).is_some_and(|rule| matches!(rule.implementation, Implementation::Engine));
    finding.on_disk && view.live.open_book().may_write(finding.file.path()) && !is_of_engine()
}

/// The name of the section that a comment for a finding in a file would cover.
pub(super) fn section_title(finding: &Finding, document: &Document) -> Option<String> {
    let site = site(finding, document);
    let (heading, _) = site.section()?;
    let heading = document.headings.iter().find(|known| known.span == heading)?;
    Some(document.heading_name(heading))
}

/// The changes that silence the rule of a finding.
///
/// # Errors
/// If no place for the comment proves right.
pub(super) fn ignore(view: &BookView<'_>, finding: &Finding, scope: Scope) -> Result<FileChanges, String> {
    let document = parsed(view, &finding.file);
    let site = site(finding, &document);
    let places = match scope {
        Scope::Here => site.here(),
        Scope::Section => site.in_section(),
        Scope::File => site.in_file(),
    };
    let trial = Trial::new(view, finding).ok_or("the book was not checked yet")?;
    let mut wider = None;
    for place in places {
        match trial.outcome(&place) {
            Some(1) => return Ok(changes(finding.file.path(), place)),
            Some(_) if scope != Scope::Here => return Ok(changes(finding.file.path(), place)),
            Some(_) => wider = wider.or(Some(place)),
            None => {}
        }
    }
    let place = wider.ok_or("no comment here would silence this finding and leave everything else as it is")?;
    Ok(changes(finding.file.path(), place))
}

fn changes(path: &Path, edits: Vec<Edit>) -> FileChanges {
    FileChanges { edits: [(path.to_owned(), edits)].into(), ..FileChanges::default() }
}

/// A file, its includes not expanded.
pub(super) fn parsed(view: &BookView<'_>, file: &Arc<SourceFile>) -> Document {
    let fragment = Fragment::of_file(file, file.body());
    Document::parse(Expansion { fragment, ..Expansion::default() }, &view.live.open_book().dialect)
}

fn site<'a>(finding: &'a Finding, document: &'a Document) -> Site<'a> {
    let (text, rule) = (finding.file.text(), finding.rule.as_ref());
    Site { text, rule, span: finding.span.clone(), document, offset: finding.file.body().start }
}

/// Places of comments for one finding that are tried.
struct Trial<'a> {
    view: BookView<'a>,
    finding: &'a Finding,
    /// What is found in the chapters that depend on the file.
    before: Vec<Finding>,
}

/// What tells findings apart.
type Identity = (PathBuf, String, usize);

impl<'a> Trial<'a> {
    /// `None` if the book was not checked yet.
    fn new(view: &BookView<'a>, finding: &'a Finding) -> Option<Self> {
        let before = view.live.findings_with(view.files, finding.file.path(), finding.file.text())?;
        Some(Self { view: *view, finding, before })
    }

    /// How many findings comments silence; `None` if these are not the one that is meant and others of its rule, if there
    /// are others in their place, or if a page changes.
    fn outcome(&self, edits: &[Edit]) -> Option<usize> {
        let (path, rule) = (self.finding.file.path(), self.finding.rule.as_ref());
        let text = edited(self.finding.file.text(), edits);
        if !self.view.live.adds_only_comments(self.view.files, path, &text) {
            return None;
        }
        let after = self.view.live.findings_with(self.view.files, path, &text)?;
        let moved = |finding: &Finding| {
            let start = finding.span.start;
            let start = if finding.file.path() == path { shifted(edits, start) } else { start };
            (finding.file.path().to_owned(), finding.rule.to_string(), start)
        };
        let mut counts: HashMap<Identity, isize> = HashMap::new();
        for finding in &self.before {
            *counts.entry(moved(finding)).or_default() += 1;
        }
        for finding in &after {
            let identity = (finding.file.path().to_owned(), finding.rule.to_string(), finding.span.start);
            *counts.entry(identity).or_default() -= 1;
        }
        counts.retain(|_, count| *count != 0);
        let is_meant = |((of, by, _), count): (&Identity, &isize)| of == path && by == rule && *count > 0;
        let is_right = counts.contains_key(&moved(self.finding)) && counts.iter().all(is_meant);
        is_right.then(|| counts.values().sum::<isize>().unsigned_abs())
    }
}

/// Where a byte is after some insertions.
fn shifted(edits: &[Edit], at: usize) -> usize {
    at + edits.iter().filter(|edit| edit.span.start <= at).map(|edit| edit.text.len()).sum::<usize>()
}
