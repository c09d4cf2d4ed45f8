//! The page as plain Markdown, for renderers that are not mdBook's own.

use super::model::StyleReport;
use super::outline::{Outlook, outline};
use super::part::{Cell, Inline, Part, Table};
use crate::escape::markdown;

/// The text of a chapter with the report. `page` is the path of the chapter, relative to `src`, and `title` its heading.
pub fn page(report: &StyleReport, title: &str, page: &str) -> String {
    let mut out = format!("# {}\n", markdown(title));
    for part in outline(report, Outlook { page: Some(page) }) {
        let block = match &part {
            Part::Heading(title) => format!("## {title}"),
            Part::Text(words) => inlines(words),
            Part::Steps(steps) => list(steps, "1. "),
            Part::Table(table) => of_table(table),
            // Tables beside them have the numbers.
            Part::Grades(_) | Part::Chart(_) => continue,
            Part::Details(summary, lines) => format!("**{}**\n\n{}", markdown(summary), list(lines, "- ")),
        };
        out.push('\n');
        out.push_str(&block);
        out.push('\n');
    }
    out
}

fn list(lines: &[Vec<Inline>], marker: &str) -> String {
    let items: Vec<String> = lines.iter().map(|line| format!("{marker}{}", inlines(line))).collect();
    items.join("\n")
}

fn inlines(words: &[Inline]) -> String {
    words.iter().map(inline).collect()
}

fn inline(words: &Inline) -> String {
    match words {
        Inline::Text(text) => markdown(text),
        Inline::Strong(text) => format!("**{}**", markdown(text)),
        Inline::Code(text) => code(text),
        Inline::Link(text, link) => format!("[{}](<{}>)", markdown(text), link.replace(['<', '>', '\n'], "")),
        Inline::Quote(before, words, after) => {
            format!("“{}**{}**{}”", markdown(before), markdown(words), markdown(after))
        }
        Inline::Break => " ".to_owned(),
    }
}

/// A code span; what would end it or the cell of a table around it is written as text.
fn code(text: &str) -> String {
    let is_plain = !text.contains(['`', '|', '\n', '{', '\\']) && text.trim() == text && !text.is_empty();
    if is_plain { format!("`{text}`") } else { markdown(text) }
}

fn of_table(table: &Table) -> String {
    let Table { caption, columns, rows, .. } = table;
    let is_shown = |index: &usize| !rows.first().is_some_and(|row| matches!(row[*index], Cell::Bar(_)));
    let shown: Vec<usize> = (0..columns.len()).filter(is_shown).collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = line(shown.iter().map(|&index| markdown(columns[index].name)).collect());
    let rule =
        line(shown.iter().map(|&index| if columns[index].is_number { "---:" } else { "---" }.to_owned()).collect());
    let mut lines = vec![format!("*{}*", markdown(caption)), String::new(), head, rule];
    for row in rows {
        let cell = |index: &usize| match &row[*index] {
            Cell::Words(words) => inlines(words),
            Cell::Bar(_) => String::new(),
        };
        lines.push(line(shown.iter().map(cell).collect()));
    }
    lines.join("\n")
}
