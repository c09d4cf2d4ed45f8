//! Built-in names with one spelling.

use super::Term;

/// List of names, one a line.
const NAMES: &str = include_str!("../../packs/technical-terms/names.txt");

/// Line before the names that are required only where a book nearly always writes them so.
const MAJORITY_LINE: &str = "# by majority";

/// Names with a capital in English only: languages, peoples, months and days.
const CAPITAL_IN_ENGLISH: &[&str] = &[
    "American",
    "Arabic",
    "British",
    "Chinese",
    "December",
    "English",
    "European",
    "February",
    "French",
    "Friday",
    "German",
    "Greek",
    "Hebrew",
    "Italian",
    "January",
    "Japanese",
    "July",
    "Korean",
    "Latin",
    "Monday",
    "November",
    "October",
    "Portuguese",
    "Russian",
    "Saturday",
    "September",
    "Spanish",
    "Sunday",
    "Thursday",
    "Tuesday",
    "Wednesday",
];

/// Whether a name has a capital in English only.
pub(super) fn is_of_english(name: &str) -> bool {
    CAPITAL_IN_ENGLISH.contains(&name)
}

/// Names, and whether each is required everywhere: the others are also commands, crates or plain words.
pub(super) fn names() -> impl Iterator<Item = (Term, bool)> {
    let (everywhere, by_majority) = NAMES.split_once(MAJORITY_LINE).unwrap_or((NAMES, ""));
    let lines = everywhere.lines().filter(|line| !line.starts_with('#')).map(|line| (line, true));
    let others = by_majority.lines().filter(|line| !line.is_empty()).map(|line| (line, false));
    lines.chain(others).map(|(line, everywhere)| {
        let (name, wrong) = line.split_once('\t').unwrap_or((line, ""));
        let not = wrong.split(", ").filter(|form| !form.is_empty()).map(str::to_owned).collect();
        (Term { term: name.to_owned(), not, check_case: Some(true), ..Term::default() }, everywhere)
    })
}
