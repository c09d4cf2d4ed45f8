//! Places of findings and sentences: the chapter, the heading above, the line of the file.

use std::collections::HashMap;
use std::path::Path;

use redline_document::diagnostic::Finding;
use redline_document::document::Document;
use redline_document::source::{FileSpan, Span};

use super::input::ReportInput;
use super::model::PlaceRow;

/// Looks up places on pages and in files.
pub(super) struct PlaceIndex<'a> {
    input: &'a ReportInput<'a>,
    /// For each file, the indices of the parsed chapters that contain it.
    holders: HashMap<&'a Path, Vec<usize>>,
    /// The row of each parsed chapter; `None` if the chapter has none.
    rows: &'a [Option<usize>],
}

impl<'a> PlaceIndex<'a> {
    pub(super) fn new(input: &'a ReportInput<'a>, rows: &'a [Option<usize>]) -> Self {
        let mut holders: HashMap<&Path, Vec<usize>> = HashMap::new();
        for (index, parsed) in input.parsed_chapters.iter().enumerate() {
            for file in parsed.expansion().fragment.files() {
                holders.entry(file.path()).or_default().push(index);
            }
        }
        Self { input, holders, rows }
    }

    /// The place of a finding.
    pub(super) fn of_finding(&self, finding: &Finding) -> PlaceRow {
        let holders = self.holders.get(finding.file.path()).map(Vec::as_slice).unwrap_or_default();
        let name = |index: &&usize| self.input.chapter(**index).name == finding.chapter;
        let holder = holders.iter().find(name).or(holders.first());
        let at = FileSpan { file: finding.file.clone(), span: finding.span.clone() };
        let Some(&holder) = holder else { return self.in_file(&at, finding.on_disk) };
        let document = self.input.parsed_chapters[holder].document();
        let offset = document.expansion().fragment.find(&finding.file, finding.span.start);
        PlaceRow {
            chapter: self.rows[holder],
            anchor: offset.and_then(|offset| anchor(document, offset)),
            ..self.in_file(&at, finding.on_disk)
        }
    }

    /// The place of a span of a chapter.
    pub(super) fn of_span(&self, index: usize, span: &Span) -> PlaceRow {
        let document = self.input.parsed_chapters[index].document();
        let located = document.expansion().fragment.locate(span.clone());
        let in_file = located.map(|at| self.in_file(&at, self.input.parsed_chapters[index].on_disk));
        PlaceRow { chapter: self.rows[index], anchor: anchor(document, span.start), ..in_file.unwrap_or_default() }
    }

    fn in_file(&self, at: &FileSpan, on_disk: bool) -> PlaceRow {
        let file = self.input.path_of(at.file.path());
        let line = on_disk.then(|| at.file.position(at.span.start).line);
        let end_line = at.file.position(at.span.end).line;
        let source = line.and_then(|line| self.input.links.link(&file, line, end_line));
        PlaceRow { file, line, source, ..PlaceRow::default() }
    }
}

/// The id of the nearest heading at or above `offset` that has one.
fn anchor(document: &Document, offset: usize) -> Option<String> {
    let above = document.headings.partition_point(|heading| heading.span.start <= offset);
    document.headings[..above].iter().rev().find_map(|heading| heading.id.clone())
}
