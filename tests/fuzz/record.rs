//! Faults counted by kind, and the shortest text that reproduces one.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::checks::Fault;
use crate::stages::Stage;

/// A file that is put through one stage.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) stage: Stage,
    pub(crate) variant: usize,
    /// The text before it was mutated.
    pub(crate) before: String,
    pub(crate) text: String,
}

/// How often each kind of fault was found, by stage.
#[derive(Default)]
pub(crate) struct Recorder {
    counts: BTreeMap<(Stage, String), usize>,
}

impl Recorder {
    /// Counts a fault. Whether it is the first of its kind.
    pub(crate) fn count(&mut self, case: &Case, fault: &Fault) -> bool {
        let count = self.counts.entry((case.stage, fault.key.clone())).or_default();
        *count += 1;
        *count == 1
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(crate) fn kinds(&self) -> usize {
        self.counts.len()
    }

    /// Saves a case so that it can be run again.
    pub(crate) fn save(&self, out: &Path, case: &Case, fault: &Fault, variant: &str) {
        std::fs::create_dir_all(out).expect("the folder for faults can be made");
        let mut number = self.kinds();
        let path = |number: usize, extension: &str| out.join(format!("{number}.{extension}"));
        while path(number, "txt").exists() {
            number += 1;
        }
        let about = format!(
            "stage: {}\nbook: {variant}\nfault: {}\nmessage: {}\ntext: {:?}\nbefore: {:?}\n",
            case.stage.name(),
            fault.key,
            fault.message,
            case.text,
            if case.stage == Stage::Diff { case.before.as_str() } else { "" },
        );
        let files = [("txt", about.as_str()), ("md", &case.text), ("before", &case.before)];
        for (extension, text) in files {
            std::fs::write(path(number, extension), text).expect("the fault can be saved");
        }
    }

    pub(crate) fn summary(&self) -> String {
        let mut out = format!("{} kinds of faults:\n", self.counts.len());
        for ((stage, key), count) in &self.counts {
            writeln!(out, "{count:6} {}: {key}", stage.name()).expect("a string can be written");
        }
        out
    }
}

/// The case with as little text as still has the same fault: pieces are left out, long ones first.
pub(crate) fn shortened(case: &Case, is_same: impl Fn(&Case) -> Option<Fault>) -> Case {
    let mut case = case.clone();
    let mut tries = 1500;
    for _ in 0..2 {
        let with_text = |text: &str| Case { text: text.to_owned(), ..case.clone() };
        let text = shortest(&case.text, &mut tries, |text| is_same(&with_text(text)).is_some());
        case.text = text;
        if case.stage != Stage::Diff {
            return case;
        }
        let with_before = |before: &str| Case { before: before.to_owned(), ..case.clone() };
        let before = shortest(&case.before, &mut tries, |before| is_same(&with_before(before)).is_some());
        case.before = before;
    }
    case
}

fn shortest(text: &str, tries: &mut usize, has_fault: impl Fn(&str) -> bool) -> String {
    let mut best: Vec<char> = text.chars().collect();
    let mut size = best.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < best.len() && *tries > 0 {
            *tries -= 1;
            let end = (at + size).min(best.len());
            let without: Vec<char> = [&best[..at], &best[end..]].concat();
            if has_fault(&without.iter().collect::<String>()) {
                best = without;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    best.iter().collect()
}
