//! The page as plain Markdown, for renderers other than mdBook's.
//!
//! Text is escaped not only for Markdown but also for preprocessors and formulas, which a serializer of Markdown events
//! does not do.

use std::fmt::Write;

use redline_text::escape::markdown;

use super::model::StyleReport;
use super::node::{Cell, Column, Inline, Node, Row, Table, strong, text, with_code};
use super::page::{LinkBase, nodes};
use super::quotation::Run;

/// The text of a chapter with the report. `path` is the path of the chapter relative to `src`, and `title` its heading.
pub fn page(report: &StyleReport, title: &str, path: &str) -> String {
    let mut out = format!("# {}\n", markdown(title));
    blocks(&nodes(report, LinkBase { page: Some(path) }), &mut out);
    out
}

/// Appends blocks, each after a blank line.
fn blocks(nodes: &[Node], out: &mut String) {
    for node in nodes {
        let block = match node {
            Node::Heading(title) => format!("## {title}"),
            Node::NamedHeading(title, _) => format!("## {}", markdown(title)),
            Node::Subheading(content) | Node::Verdict(_, content) | Node::Paragraph(content) => inlines(content),
            Node::OrderedList(lines) => list(lines, "1. "),
            Node::List(lines) => list(lines, "- "),
            Node::Legend(columns) => legend(columns),
            Node::Table(table) => table_of(table),
            // A table near each chart has the same numbers.
            Node::DotPlot(_) | Node::TimeChart(_) => continue,
            Node::Details(summary, content) => {
                let _ = write!(out, "\n**{}**\n", markdown(summary));
                blocks(content, out);
                continue;
            }
        };
        let _ = write!(out, "\n{block}\n");
        if let Node::Table(table) = node {
            table
                .rows
                .iter()
                .filter_map(|row| Some((row, row.detail.as_ref()?)))
                .for_each(|(row, detail)| details(row, detail, out));
        }
    }
}

/// Appends the details of a row, under the name in its first cell that is not a number.
fn details(row: &Row, (summary, content): &(Vec<Inline>, Vec<Node>), out: &mut String) {
    let is_name =
        |cell: &&Cell| matches!(cell, Cell::Inlines(content) if !matches!(content.as_slice(), [Inline::Text(_)]));
    let name = match row.cells.iter().find(is_name) {
        Some(Cell::Inlines(name)) => inlines(name),
        _ => String::new(),
    };
    let _ = write!(out, "\n{name}: {}\n", inlines(summary));
    blocks(content, out);
}

fn list(lines: &[Vec<Inline>], marker: &str) -> String {
    let items: Vec<String> = lines.iter().map(|line| format!("{marker}{}", inlines(line))).collect();
    items.join("\n")
}

/// The meanings of columns as a list.
fn legend(columns: &[Column]) -> String {
    let meaning = |column: &Column| with_code(column.meaning.unwrap_or_default());
    let line = |column: &Column| [vec![strong(column.name), text(": ")], meaning(column)].concat();
    list(&columns.iter().map(line).collect::<Vec<_>>(), "- ")
}

fn inlines(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    let link = |label: String, link: &str| format!("[{label}](<{}>)", link.replace(['<', '>', '\n'], ""));
    match inline {
        Inline::Text(text) => markdown(text),
        Inline::Strong(text) => format!("**{}**", markdown(text)),
        Inline::Code(text) | Inline::Rule(text) => code(text),
        Inline::Link(text, to) => link(markdown(text), to),
        Inline::CodeLink(text, to) => link(code(text), to),
        Inline::Quote(runs) => format!("“{}”", quotation(runs)),
        Inline::Runs(runs) => quotation(runs),
        Inline::Break => " ".to_owned(),
    }
}

/// Rendered text: code and flagged words are marked up, where emphasis may begin and end.
fn quotation(runs: &[Run]) -> String {
    let mut out = String::new();
    for (index, run) in runs.iter().enumerate() {
        if run.look.is_code {
            out.push_str(&code(&run.text));
            continue;
        }
        // Emphasis neither begins nor ends with a space, nor with a sign between it and a letter.
        let words = run.text.trim();
        let (lead, trail) = (run.text.starts_with(char::is_whitespace), run.text.ends_with(char::is_whitespace));
        let is_letter = |edge: Option<char>| edge.is_some_and(char::is_alphanumeric);
        let before = !lead && is_letter(out.chars().next_back());
        let after = !trail && is_letter(runs.get(index + 1).and_then(|next| next.text.chars().next()));
        let begins = is_letter(words.chars().next()) || !before;
        let ends = is_letter(words.chars().next_back()) || !after;
        if !run.is_marked || words.is_empty() || !begins || !ends {
            out.push_str(&markdown(&run.text));
            continue;
        }
        let space = |is_there: bool| if is_there { " " } else { "" };
        let _ = write!(out, "{}**{}**{}", space(lead), markdown(words), space(trail));
    }
    out
}

/// A code span, or text if it contains characters that would end the span or the table cell around it.
fn code(text: &str) -> String {
    let is_plain = !text.contains(['`', '|', '\n', '{', '\\']) && text.trim() == text && !text.is_empty();
    if is_plain { format!("`{text}`") } else { markdown(text) }
}

fn table_of(table: &Table) -> String {
    let Table { caption, columns, rows, .. } = table;
    let is_shown = |index: &usize| !rows.first().is_some_and(|row| matches!(row.cells[*index], Cell::Bar(_)));
    let shown: Vec<usize> = (0..columns.len()).filter(is_shown).collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = line(shown.iter().map(|&index| markdown(columns[index].name)).collect());
    let rule =
        line(shown.iter().map(|&index| if columns[index].is_number { "---:" } else { "---" }.to_owned()).collect());
    let mut lines = vec![format!("*{}*", markdown(caption)), String::new(), head, rule];
    for row in rows {
        let cell = |index: &usize| match &row.cells[*index] {
            Cell::Inlines(content) | Cell::Trend(content, _) => inlines(content),
            Cell::Measured(number, _) | Cell::Heat(number, _) => markdown(number),
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
    fn flagged_words_are_strong_where_emphasis_may_begin_and_end() {
        let run = |text: &str, is_marked| Run { text: text.to_owned(), is_marked, ..Run::default() };
        let strong = |words: [&str; 3]| quotation(&[run(words[0], false), run(words[1], true), run(words[2], false)]);
        assert_eq!(strong(["It was ", "recieved", " so"]), "It was **recieved** so");
        assert_eq!(strong(["Set up", ":", ""]), "Set up:", "a sign after a letter cannot begin it");
        assert_eq!(strong(["a", " b ", "c"]), "a **b** c");
    }

    #[test]
    fn hostile_text_survives_a_round_trip() {
        const HOSTILE: &str =
            "</details> {{#include a.md}} [x](y) `code` a|b *c* _d_ $e$ # f ~g~ ![h](i) <b> & \\(j\\)";
        let text = || HOSTILE.to_owned();
        let plain = || Run { text: text(), ..Run::default() };
        let marked = Run { is_marked: true, ..plain() };
        for (inline, expected) in [
            (Inline::Text(text()), text()),
            (Inline::Strong(text()), text()),
            (Inline::Code(text()), text()),
            (Inline::Code("a::b".to_owned()), "a::b".to_owned()),
            (Inline::Link(text(), "a.md".to_owned()), text()),
            (Inline::Quote(vec![plain(), marked, plain()]), format!("“{HOSTILE}{HOSTILE}{HOSTILE}”")),
        ] {
            let line = vec![inline];
            let cell = Cell::Inlines(line.clone());
            let rows = vec![Row { cells: vec![cell], id: None, detail: None }];
            let columns = vec![left("H")];
            let table = Table { caption: "C".into(), is_collapsed: false, is_interactive: false, columns, rows };
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
