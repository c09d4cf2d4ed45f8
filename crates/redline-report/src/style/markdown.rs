//! The page as plain Markdown, for renderers other than mdBook's.
//!
//! Text is escaped not only for Markdown but also for preprocessors and formulas, which a serializer of Markdown events
//! does not do.

use redline_text::escape::markdown;

use super::model::StyleReport;
use super::node::{Cell, Inline, Node, Table};
use super::page::{LinkBase, nodes};

/// The text of a chapter with the report. `path` is the path of the chapter relative to `src`, and `title` its heading.
pub fn page(report: &StyleReport, title: &str, path: &str) -> String {
    let mut out = format!("# {}\n", markdown(title));
    for node in nodes(report, LinkBase { page: Some(path) }) {
        let block = match &node {
            Node::Heading(title) => format!("## {title}"),
            Node::Paragraph(content) => inlines(content),
            Node::OrderedList(lines) => list(lines, "1. "),
            Node::Table(table) => table_of(table),
            // A table beside each chart has the same numbers.
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

/// A code span, or text if it contains characters that would end the span or the table cell around it.
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

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::super::node::left;
    use super::*;

    /// The text of a block, which must have no markup but what [`Inline`] and [`Node`] make.
    fn parsed_text(markdown: &str) -> String {
        let text = |event: Event<'_>| match event {
            Event::Text(text) | Event::Code(text) => text.to_string(),
            Event::Start(Tag::Link { dest_url, .. }) if &*dest_url == "a.md" => String::new(),
            Event::Start(
                Tag::Paragraph
                | Tag::Strong
                | Tag::Emphasis
                | Tag::List(_)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(_) => String::new(),
            other => panic!("{other:?} in {markdown}"),
        };
        Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION).map(text).collect()
    }

    #[test]
    fn hostile_text_survives_a_round_trip() {
        const HOSTILE: &str =
            "</details> {{#include a.md}} [x](y) `code` a|b *c* _d_ $e$ # f ~g~ ![h](i) <b> & \\(j\\)";
        let text = || HOSTILE.to_owned();
        for (inline, expected) in [
            (Inline::Text(text()), text()),
            (Inline::Strong(text()), text()),
            (Inline::Code(text()), text()),
            (Inline::Code("a::b".to_owned()), "a::b".to_owned()),
            (Inline::Link(text(), "a.md".to_owned()), text()),
            (Inline::Quote(text(), text(), text()), format!("“{HOSTILE}{HOSTILE}{HOSTILE}”")),
        ] {
            let line = vec![inline];
            let cell = Cell::Inlines(line.clone());
            let table = Table { caption: "C", is_collapsed: false, columns: vec![left("H")], rows: vec![vec![cell]] };
            for (markdown, expected) in [
                (inlines(&line), expected.clone()),
                (list(&[line.clone(), line.clone()], "- "), expected.repeat(2)),
                (table_of(&table), format!("CH{expected}")),
            ] {
                assert!(!markdown.contains("{{") && !markdown.contains('$'), "{markdown}");
                assert_eq!(parsed_text(&markdown), expected);
            }
        }
    }
}
