//! Names that are written in one way everywhere.

use super::Term;

/// The list, a name to a line.
const NAMES: &str = include_str!("../../packs/technical-terms/names.txt");

/// The line before the names that are asked for only where a book nearly always writes them so.
const MAJORITY_LINE: &str = "# by majority";

/// Those of the names that English alone writes with a capital: languages, peoples, months and days.
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

/// Whether a name is one in English alone.
pub(super) fn is_of_english(name: &str) -> bool {
    CAPITAL_IN_ENGLISH.contains(&name)
}

/// The names, and whether each is asked for everywhere: the others are also commands, crates or plain
/// words.
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
