//! The page of the manual with what the packs find.
//!
//! `BLESS=1` writes its tables anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::corrections::{Counts, Measured, measure};

const PAGE: &str = "guide/src/measured.md";

/// What is measured: the part of the page, and the file with the corrections.
const SETS: [(&str, &str); 2] = [("five-books", "edits-dev.jsonl"), ("documentation", "edits-train.jsonl")];

/// Rules of `strict` that only some houses want are off here.
const OPT_IN: &str = include_str!("opt_in.toml");

#[test]
fn the_manual_has_the_figures_that_are_measured() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let old = fs::read_to_string(&path).expect("the page can be read");
    let mut new = old.clone();
    for (part, file) in SETS {
        let (default, opt_in) = (measure(file, ""), measure(file, OPT_IN));
        assert!(default.total().found > 100, "{file}: the check found nothing");
        new = with_part(&new, part, &table(&default, &opt_in));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, new).expect("the page can be written");
    } else {
        assert!(
            old == new,
            "the figures on {PAGE} are not those measured: run with BLESS=1 and read what changed\n{new}"
        );
    }
}

/// The page with other text between the comments that mark a part.
fn with_part(page: &str, part: &str, text: &str) -> String {
    let (start, end) = (format!("<!-- measured: {part} -->\n"), format!("<!-- end of {part} -->"));
    let (before, rest) = page.split_once(&start).unwrap_or_else(|| panic!("{PAGE} has no {start}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{PAGE} has no {end}"));
    format!("{before}{start}\n{text}\n{end}{after}")
}

fn table(default: &Measured, opt_in: &Measured) -> String {
    let mut text = format!(
        "{} paragraphs, {} corrections, {} words.\n\n| Class of correction | Corrections | Default | of it fixed | With the opt-in rules | of \
         it fixed |\n|---|---|---|---|---|---|\n",
        grouped(default.paragraphs),
        grouped(default.total().corrections),
        grouped(default.words)
    );
    let mut classes: Vec<_> = default.classes.iter().collect();
    classes.sort_by_key(|(name, counts)| (std::cmp::Reverse(counts.corrections), *name));
    for (class, counts) in classes {
        row(&mut text, class, *counts, opt_in.classes.get(class).copied().unwrap_or_default());
    }
    row(&mut text, "**all**", default.total(), opt_in.total());
    let left = |measured: &Measured| decimal(measured.left * 10_000 / measured.words.max(1));
    writeln!(text, "| left, per 1,000 words | | {} | | {} | |\n", left(default), left(opt_in)).expect("a string");
    let mut rules: Vec<_> = default.rules.iter().collect();
    rules.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    let rules: Vec<String> = rules.iter().take(8).map(|(name, count)| format!("`{name}` {count}")).collect();
    writeln!(text, "Most were found by {}.", rules.join(", ")).expect("a string");
    text
}

fn row(text: &mut String, class: &str, default: Counts, opt_in: Counts) {
    let share = |part: usize| format!("{} %", decimal(part * 1_000 / default.corrections.max(1)));
    let [found, fixed] = [share(default.found), share(default.fixed)];
    let [more_found, more_fixed] = [share(opt_in.found), share(opt_in.fixed)];
    let count = grouped(default.corrections);
    writeln!(text, "| {class} | {count} | {found} | {fixed} | {more_found} | {more_fixed} |").expect("a string");
}

/// A number of tenths.
fn decimal(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
