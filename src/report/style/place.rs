//! Where findings and sentences are: the chapter, the heading above, the line of the file.

use std::collections::HashMap;
use std::path::Path;

use super::model::PlaceRow;
use super::survey::Survey;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::source::{FileSpan, Span};

/// Finds places on pages and in files.
pub(super) struct Places<'a> {
    survey: &'a Survey<'a>,
    /// The indexes of the chapters that hold a file.
    holders: HashMap<&'a Path, Vec<usize>>,
    /// The row of each parsed; `None` if the chapter has none.
    rows: &'a [Option<usize>],
}

impl<'a> Places<'a> {
    pub(super) fn new(survey: &'a Survey<'a>, rows: &'a [Option<usize>]) -> Self {
        let mut holders: HashMap<&Path, Vec<usize>> = HashMap::new();
        for (index, parsed) in survey.parsed_chapters.iter().enumerate() {
            for file in parsed.expansion().fragment.files() {
                holders.entry(file.path()).or_default().push(index);
            }
        }
        Self { survey, holders, rows }
    }

    /// Where a finding is.
    pub(super) fn of_finding(&self, finding: &Finding) -> PlaceRow {
        let holders = self.holders.get(finding.file.path()).map(Vec::as_slice).unwrap_or_default();
        let name = |index: &&usize| self.survey.chapter(**index).name == finding.chapter;
        let holder = holders.iter().find(name).or(holders.first());
        let at = FileSpan { file: finding.file.clone(), span: finding.span.clone() };
        let Some(&holder) = holder else { return self.in_file(&at, finding.on_disk) };
        let document = self.survey.parsed_chapters[holder].document();
        let offset = document.expansion().fragment.find(&finding.file, finding.span.start);
        PlaceRow {
            chapter: self.rows[holder],
            anchor: offset.and_then(|offset| anchor(document, offset)),
            ..self.in_file(&at, finding.on_disk)
        }
    }

    /// Where a stretch of a chapter is.
    pub(super) fn of_text(&self, parsed: usize, span: &Span) -> PlaceRow {
        let document = self.survey.parsed_chapters[parsed].document();
        let located = document.expansion().fragment.locate(span.clone());
        let in_file = located.map(|at| self.in_file(&at, self.survey.parsed_chapters[parsed].on_disk));
        PlaceRow { chapter: self.rows[parsed], anchor: anchor(document, span.start), ..in_file.unwrap_or_default() }
    }

    fn in_file(&self, at: &FileSpan, on_disk: bool) -> PlaceRow {
        let file = self.survey.path_of(at.file.path());
        let line = on_disk.then(|| at.file.position(at.span.start).line);
        let end_line = at.file.position(at.span.end).line;
        let source = line.and_then(|line| self.survey.links.link(&file, line, end_line));
        PlaceRow { file, line, source, ..PlaceRow::default() }
    }
}

/// The id of the nearest heading at or above `offset` that has one.
fn anchor(document: &Document, offset: usize) -> Option<String> {
    let above = document.headings.partition_point(|heading| heading.span.start <= offset);
    document.headings[..above].iter().rev().find_map(|heading| heading.id.clone())
}
