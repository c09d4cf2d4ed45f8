//! The help of each command.

use super::with_part;
use crate::support::{Run, redline};

/// The commands, subcommands with the name of their command first.
pub(crate) fn names() -> Vec<String> {
    let mut names = Vec::new();
    for name in listed(&help(&[])) {
        let below = listed(&help(&[&name]));
        names.push(name.clone());
        names.extend(below.into_iter().map(|inner| format!("{name} {inner}")));
    }
    names
}

/// The page with the help of each.
pub(crate) fn page(page: &str) -> String {
    names().iter().fold(page.to_owned(), |page, name| {
        let words: Vec<&str> = name.split(' ').collect();
        with_part(&page, name, &format!("```text\n{}\n```", help(&words)))
    })
}

/// The help of a command, without the options that all commands have.
fn help(command: &[&str]) -> String {
    let text = Run::of(redline().env("COLUMNS", "80").arg("help").args(command)).exits(0).stdout;
    let (mut lines, mut is_common) = (Vec::new(), false);
    for line in text.lines().map(str::trim_end) {
        if line.trim_start().starts_with('-') && line.len() - line.trim_start().len() < 8 {
            is_common = line.contains("--color ") || line.contains("--help");
        }
        if !is_common {
            lines.push(line);
        }
    }
    let text = lines.join("\n");
    text.trim_end().trim_end_matches("Options:").trim_end().to_owned()
}

/// The names below `Commands:`.
fn listed(help: &str) -> Vec<String> {
    let list = help.split_once("Commands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or(""));
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}
