//! Corrections that people made to real documentation, and how many of them a check finds.
//!
//! A correction is found if a finding touches its place and the same rule reports nothing at that place of the corrected text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::corpora;
use crate::support::{Finding, Report, Run, redline};

/// A paragraph before and after it was corrected. Offsets are in characters of the text before.
#[derive(Deserialize)]
struct Paragraph {
    before: String,
    after: String,
    edits: Vec<Correction>,
}

#[derive(Deserialize)]
struct Correction {
    start: usize,
    end: usize,
    old: String,
    new: String,
    class: String,
}

/// A finding in characters of its paragraph.
struct Found {
    rule: String,
    start: usize,
    end: usize,
    /// The text of its only edit, if it has one; its place is then that of the edit.
    replacement: Option<String>,
}

/// What was found of one class of corrections.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) corrections: usize,
    pub(crate) found: usize,
    /// The edit offered is the one that was made.
    pub(crate) fixed: usize,
}

/// What a check found of a set of corrections.
#[derive(Default)]
pub(crate) struct Measured {
    /// By class of correction.
    pub(crate) classes: BTreeMap<String, Counts>,
    /// Corrections found by each rule.
    pub(crate) rules: BTreeMap<String, usize>,
    pub(crate) paragraphs: usize,
    /// Words of the corrected texts.
    pub(crate) words: usize,
    /// Findings in corrected texts that no later correction confirms.
    pub(crate) left: usize,
}

impl Measured {
    /// The sum over all classes.
    pub(crate) fn total(&self) -> Counts {
        let add = |sum: Counts, counts: &Counts| Counts {
            corrections: sum.corrections + counts.corrections,
            found: sum.found + counts.found,
            fixed: sum.fixed + counts.fixed,
        };
        self.classes.values().fold(Counts::default(), add)
    }
}

/// Checks the paragraphs of `file` in the folder of real texts, before and after, with a configuration.
pub(crate) fn measure(file: &str, config: &str) -> Measured {
    let lines = fs::read_to_string(corpora().join(file)).expect("the corrections can be read");
    let paragraphs: Vec<Paragraph> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a correction in JSON")).collect();
    let before = findings(&paragraphs, |paragraph| &paragraph.before, config);
    let after = findings(&paragraphs, |paragraph| &paragraph.after, config);
    let corrected_later: BTreeMap<&str, &Paragraph> =
        paragraphs.iter().map(|paragraph| (paragraph.before.as_str(), paragraph)).collect();
    let mut measured = Measured { paragraphs: paragraphs.len(), ..Measured::default() };
    for ((paragraph, before), after) in paragraphs.iter().zip(&before).zip(&after) {
        measured.words += paragraph.after.split_whitespace().count();
        let later = corrected_later.get(paragraph.after.as_str()).map_or(&[][..], |later| &later.edits);
        measured.left += after.iter().filter(|found| !later.iter().any(|edit| found.touches(edit))).count();
        let fresh: Vec<&Found> = before.iter().filter(|found| !paragraph.keeps(found, after)).collect();
        for edit in &paragraph.edits {
            count(&mut measured, paragraph, edit, &fresh);
        }
    }
    measured
}

fn count(measured: &mut Measured, paragraph: &Paragraph, edit: &Correction, fresh: &[&Found]) {
    let counts = measured.classes.entry(edit.class.clone()).or_default();
    counts.corrections += 1;
    let touching: Vec<&&Found> = fresh.iter().filter(|found| found.touches(edit)).collect();
    let Some(first) = touching.first() else { return };
    counts.found += 1;
    *measured.rules.entry(first.rule.clone()).or_default() += 1;
    let wanted = replaced(&paragraph.before, edit.start, edit.end, &edit.new);
    let is_made = |found: &&&Found| {
        let text = found.replacement.as_ref().map(|new| replaced(&paragraph.before, found.start, found.end, new));
        text.is_some_and(|text| text == wanted || text == paragraph.after)
    };
    counts.fixed += usize::from(touching.iter().any(is_made));
}

impl Found {
    fn touches(&self, edit: &Correction) -> bool {
        self.start <= edit.end + 1 && edit.start <= self.end + 1
    }
}

impl Paragraph {
    /// Whether the same rule reports the same place of the corrected text.
    fn keeps(&self, found: &Found, after: &[Found]) -> bool {
        let (start, end) = (self.moved(found.start), self.moved(found.end));
        after.iter().any(|other| other.rule == found.rule && other.start <= end && start <= other.end)
    }

    /// The place in the corrected text of a character of the text before.
    fn moved(&self, at: usize) -> usize {
        let earlier = self.edits.iter().filter(|edit| edit.end <= at);
        let (longer, shorter) = earlier.fold((0, 0), |(longer, shorter), edit| {
            (longer + edit.new.chars().count(), shorter + edit.old.chars().count())
        });
        (at + longer).saturating_sub(shorter)
    }
}

/// A text with other characters in a range of characters.
fn replaced(text: &str, start: usize, end: usize, new: &str) -> String {
    text.chars().take(start).chain(new.chars()).chain(text.chars().skip(end)).collect()
}

/// The findings in one side of each paragraph. The sides are checked apart, so that no side learns from the other.
fn findings(paragraphs: &[Paragraph], side: impl Fn(&Paragraph) -> &String, config: &str) -> Vec<Vec<Found>> {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = folder.path().join("texts");
    fs::create_dir(&texts).expect("it can be made");
    for (index, paragraph) in paragraphs.iter().enumerate() {
        fs::write(texts.join(format!("{index:05}.md")), format!("{}\n", side(paragraph))).expect("it can be written");
    }
    let table = folder.path().join("redline.toml");
    fs::write(&table, config).expect("it can be written");
    let mut command = redline();
    command.args(["check", "--format", "json", "--config"]).arg(&table).arg("texts").current_dir(folder.path());
    let report = Report::of(&Run::of(&mut command), folder.path());
    let mut found: Vec<Vec<Found>> = paragraphs.iter().map(|_| Vec::new()).collect();
    for finding in report.findings {
        let stem = Path::new(&finding.file).file_stem().and_then(|stem| stem.to_str()?.parse().ok());
        let index: usize = stem.expect("a file of a paragraph");
        found[index].push(found_in(side(&paragraphs[index]), finding));
    }
    found
}

fn found_in(text: &str, finding: Finding) -> Found {
    let edits = finding.fix.map(|fix| fix.edits).unwrap_or_default();
    let (start, end, replacement) = match <[_; 1]>::try_from(edits) {
        Ok([edit]) => (edit.start, edit.end, Some(edit.text)),
        Err(_) => (finding.start.offset, finding.end.offset, None),
    };
    // The file has a line break after the text.
    let at = |byte: usize| text[..byte.min(text.len())].chars().count();
    Found { rule: finding.rule, start: at(start), end: at(end), replacement }
}
