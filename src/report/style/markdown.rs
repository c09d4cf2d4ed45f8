//! The page as plain Markdown, for renderers other than mdBook's.

use super::model::StyleReport;
use super::node::{Cell, Inline, Node, Table};
use super::page::{LinkBase, nodes};
use crate::escape::markdown;

/// The text of a chapter with the report. `path` is the path of the chapter relative to `src`, and `title` its heading.
pub fn page(report: &StyleReport, title: &str, path: &str) -> String {
    let mut out = format!("# {}\n", markdown(title));
    for node in nodes(report, LinkBase { page: Some(path) }) {
        let block = match &node {
            Node::Heading(title) => format!("## {title}"),
            Node::Paragraph(words) => inlines(words),
            Node::OrderedList(steps) => list(steps, "1. "),
            Node::Table(table) => table_of(table),
            // Tables beside them have the numbers.
            Node::DotPlot(_) | Node::StepChart(_) => continue,
            Node::Details(summary, lines) => format!("**{}**\n\n{}", markdown(summary), list(lines, "- ")),
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

fn inlines(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
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

fn table_of(table: &Table) -> String {
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
            Cell::Inlines(content) => inlines(content),
            Cell::Bar(_) => String::new(),
        };
        lines.push(line(shown.iter().map(cell).collect()));
    }
    lines.join("\n")
}
