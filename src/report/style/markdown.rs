//! The page as plain Markdown, for renderers that are not mdBook's own.

use super::model::StyleReport;
use super::outline::{Cell, Inline, Outlook, Part, Table, outline};

/// The text of a chapter with the report. `page` is the path of the chapter, relative to `src`, and `title` its heading.
pub fn page(report: &StyleReport, title: &str, page: &str) -> String {
    let mut out = format!("# {}\n", escaped(title));
    for part in outline(report, Outlook { page: Some(page) }) {
        let block = match &part {
            Part::Heading(title) => format!("## {title}"),
            Part::Text(words) => inlines(words),
            Part::Steps(steps) => list(steps, "1. "),
            Part::Table(table) => of_table(table),
            // The table of chapters has the numbers.
            Part::Grades(_) => continue,
            Part::Details(summary, lines) => format!("**{}**\n\n{}", escaped(summary), list(lines, "- ")),
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
        Inline::Text(text) => escaped(text),
        Inline::Strong(text) => format!("**{}**", escaped(text)),
        Inline::Code(text) => code(text),
        Inline::Link(text, link) => format!("[{}](<{}>)", escaped(text), link.replace(['<', '>', '\n'], "")),
        Inline::Quote(before, words, after) => {
            format!("“{}**{}**{}”", escaped(before), escaped(words), escaped(after))
        }
        Inline::Break => " ".to_owned(),
    }
}

/// A code span; what would end it or the cell of a table around it is written as text.
fn code(text: &str) -> String {
    let is_plain = !text.contains(['`', '|', '\n', '{', '\\']) && text.trim() == text && !text.is_empty();
    if is_plain { format!("`{text}`") } else { escaped(text) }
}

fn of_table(table: &Table) -> String {
    let Table { caption, columns, rows, .. } = table;
    let is_shown = |index: &usize| !rows.first().is_some_and(|row| matches!(row[*index], Cell::Bar(_)));
    let shown: Vec<usize> = (0..columns.len()).filter(is_shown).collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = line(shown.iter().map(|&index| escaped(columns[index].name)).collect());
    let rule =
        line(shown.iter().map(|&index| if columns[index].is_number { "---:" } else { "---" }.to_owned()).collect());
    let mut lines = vec![format!("*{}*", escaped(caption)), String::new(), head, rule];
    for row in rows {
        let cell = |index: &usize| match &row[*index] {
            Cell::Words(words) => inlines(words),
            Cell::Bar(_) => String::new(),
        };
        lines.push(line(shown.iter().map(cell).collect()));
    }
    lines.join("\n")
}

/// Text as text: every sign that could mean something in Markdown is escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '{' => out.push_str("&#123;"),
            '$' => out.push_str("&#36;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '>' | '~' | '!' | '^' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let hostile = "</details> {{#include a.md}} [x](y) `code` a|b *c* _d_ $e$ # f";
        let parsed: String = pulldown_cmark::Parser::new_ext(&escaped(hostile), pulldown_cmark::Options::all())
            .map(|event| match event {
                pulldown_cmark::Event::Text(text) => text.to_string(),
                pulldown_cmark::Event::Start(pulldown_cmark::Tag::Paragraph)
                | pulldown_cmark::Event::End(pulldown_cmark::TagEnd::Paragraph) => String::new(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(parsed, hostile);
        assert!(!escaped(hostile).contains("{{"));
    }
}
