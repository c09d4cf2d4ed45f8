//! Public styles report what they report in Vale: the Google style's own suite to the letter, and Vale's alerts on three
//! real books.
//!
//! The styles and the alerts lie beside the folder that `REDLINE_CORPORA` names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpora;
use crate::support::{Report, Run, redline};

/// The folder beside the corpora.
fn beside_the_corpora(name: &str) -> PathBuf {
    let beside = corpora().parent().expect("it lies in a folder").join(name);
    assert!(beside.is_dir(), "there is no {}", beside.display());
    beside
}

/// The report of `check` for a folder with one style and nothing else.
fn check(style: &str, folder: &Path) -> Report {
    let config = tempfile::NamedTempFile::new().expect("a file");
    let styles = beside_the_corpora("styles");
    fs::write(config.path(), format!("packs = []\n[styles]\npath = \"{}\"\nuse = [\"{style}\"]\n", styles.display()))
        .expect("written");
    let mut command = redline();
    command.args(["check", "--format", "json", "--config"]).arg(config.path()).arg(".").current_dir(folder);
    Report::of(&Run::of(&mut command), folder)
}

/// `fixture: the lines expected of it`, from a feature file.
fn scenarios(feature: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in feature.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("When I test \"").and_then(|rest| rest.strip_suffix('"')) {
            found.push((name.to_owned(), BTreeSet::new()));
        } else if let (Some((_, lines)), true) = (found.last_mut(), line.contains(".md:")) {
            lines.insert(line.to_owned());
        }
    }
    found
}

#[test]
fn the_suite_of_the_google_style_passes_to_the_letter() {
    let suite = beside_the_corpora("styles").join("Google-suite");
    let feature = fs::read_to_string(suite.join("rules.feature")).expect("the suite has scenarios");
    let scenarios = scenarios(&feature);
    assert!(scenarios.len() >= 12, "{scenarios:?}");
    for (name, expected) in scenarios {
        let folder = suite.join("fixtures").join(&name);
        let ini = fs::read_to_string(folder.join(".vale.ini")).expect("each fixture has a configuration");
        let enabled = |rule: &str| ini.lines().any(|line| line.replace(' ', "") == format!("{rule}=YES"));
        let report = check("Google", &folder);
        let found = report.findings.iter().filter(|finding| enabled(&finding.rule)).map(|finding| {
            let place = finding.start;
            // The suite was written when Vale squeezed the white space of messages.
            let message = finding.message.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{}:{}:{}:{}:{}", finding.file, place.line, place.column, finding.rule, message)
        });
        assert_eq!(found.collect::<BTreeSet<_>>(), expected, "{name}");
    }
}

/// An alert of Vale: file, line, column, rule, message, matched words.
type Alert = (String, usize, usize, String, String, String);

/// Vale's alerts on a book.
fn alerts(book: &str, style: &str) -> Vec<Alert> {
    let file = beside_the_corpora("oracle").join(format!("{book}.{style}.jsonl.gz"));
    let unpacked = Command::new("gzip").arg("-dc").arg(&file).output().expect("gzip runs");
    assert!(unpacked.status.success(), "{}", file.display());
    let rows = String::from_utf8(unpacked.stdout).expect("it is UTF-8");
    let alert = |row: &str| {
        let row: Vec<serde_json::Value> = serde_json::from_str(row).expect("a row is an array");
        let text = |index: usize| row[index].as_str().expect("a string").to_owned();
        let number = |index: usize| usize::try_from(row[index].as_u64().expect("a number")).expect("a small one");
        (text(0), number(1), number(2), text(4), text(6), text(7))
    };
    rows.lines().map(alert).collect()
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How many of Vale's alerts are found, how many alerts there are, and how many findings. Alerts that Vale places in
/// another column of the line, and findings that it reports elsewhere in the file but loses here, count for neither.
fn agreement(book: &str, style: &str) -> (usize, usize, usize) {
    let expected = alerts(book, style);
    let report = check(style, &beside_the_corpora("corpora").join(book).join("src"));
    let place = |alert: &Alert| (alert.0.clone(), alert.1, alert.2, alert.3.clone());
    let wanted: BTreeSet<_> = expected.iter().map(place).collect();
    let found: BTreeMap<_, _> = report
        .findings
        .iter()
        .map(|f| ((f.file.clone(), f.start.line, f.start.column, f.rule.clone()), squeezed(&f.text)))
        .collect();
    let mut by_line: BTreeMap<_, usize> = BTreeMap::new();
    for (file, line, _, rule) in wanted.iter().filter(|place| !found.contains_key(*place)) {
        *by_line.entry((file.clone(), *line, rule.clone())).or_default() += 1;
    }
    let reported: BTreeSet<_> = expected.iter().map(|row| (&row.0, &row.3, squeezed(&row.5))).collect();
    let (mut agree, mut lost) = (wanted.iter().filter(|place| found.contains_key(*place)).count(), 0);
    for (place, words) in found.iter().filter(|(place, _)| !wanted.contains(*place)) {
        match by_line.get_mut(&(place.0.clone(), place.1, place.3.clone())) {
            Some(left @ 1..) => {
                *left -= 1;
                agree += 1;
            }
            _ => lost += usize::from(reported.contains(&(&place.0, &place.3, words.clone()))),
        }
    }
    (agree, wanted.len(), found.len() - lost)
}

#[test]
fn three_styles_find_in_three_books_what_vale_finds() {
    for style in ["Google", "write-good", "proselint"] {
        let books = ["book", "rust-by-example", "mdbook-guide"];
        let totals = books.map(|book| agreement(book, style));
        let sum = |pick: fn(&(usize, usize, usize)) -> usize| totals.iter().map(pick).sum::<usize>();
        let (agree, wanted, found) = (sum(|it| it.0), sum(|it| it.1), sum(|it| it.2));
        // In percent of integers, so that nothing is rounded.
        assert!(wanted > 100 && agree * 100 >= wanted * 98, "{style}: found {agree} of Vale's {wanted}");
        assert!(agree * 100 >= found * 98, "{style}: {agree} of {found} are Vale's");
    }
}
