//! Built-in names with a single correct spelling.

use super::Term;

/// The list, one name a line.
const NAMES: &str = include_str!("../../packs/technical-terms/names.txt");

/// The line before the names that apply only where a book nearly always spells them so.
const MAJORITY_LINE: &str = "# by majority";

/// The names, and whether each applies everywhere: the others are also commands, crates or plain words.
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
