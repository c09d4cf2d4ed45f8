//! What each command says of itself.

use crate::support::{Run, redline};
use crate::with_part;

/// The commands, those of a command with its name before theirs.
pub(crate) fn names() -> Vec<String> {
    let mut names = Vec::new();
    for name in listed(&help(&[])) {
        let below = listed(&help(&[&name]));
        names.push(name.clone());
        names.extend(below.into_iter().map(|inner| format!("{name} {inner}")));
    }
    names
}

/// The page with what they say.
pub(crate) fn page(page: &str) -> String {
    names().iter().fold(page.to_owned(), |page, name| {
        let words: Vec<&str> = name.split(' ').collect();
        with_part(&page, name, &format!("```text\n{}\n```", help(&words)))
    })
}

/// What `--help` prints, without the options that every command has.
fn help(command: &[&str]) -> String {
    let text = Run::of(redline().env("COLUMNS", "80").args(command).arg("--help")).exits(0).stdout;
    let paragraphs = text.trim_end().split("\n\n      --color <COLOR>\n");
    let text = paragraphs.collect::<Vec<_>>().join("\n\n      --color <COLOR>\n");
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The names below `Commands:`.
fn listed(help: &str) -> Vec<String> {
    let list = help.split_once("Commands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or(""));
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}
