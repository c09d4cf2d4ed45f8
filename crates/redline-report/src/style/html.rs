//! The page as HTML: blocks for a chapter of mdBook, or a self-contained file.
//!
//! Each block is balanced and on one line, since a blank line would end an HTML block of Markdown. All text of chapters
//! is escaped, including the characters that preprocessors and `MathJax` look for.

use std::fmt::Write;

use rayon::prelude::*;
use redline_text::escape::html as escaped;

use super::chart::{dot_plot, step_chart};
use super::model::StyleReport;
use super::node::{Cell, Inline, Node, Table};
use super::page::{LinkBase, nodes};

/// The length of the longest bar in pixels.
const BAR: f64 = 60.0;

/// The styles needed beside the theme: narrow cells, and tables that scroll in their own box.
const STYLE: &str = "\
q.redline-quote mark{background:none;color:inherit;font-weight:bold;text-decoration:underline wavy}\
a.redline-link,.content a.redline-link:is(:link,:visited){color:inherit;text-decoration:underline}\
.redline-table{overflow-x:auto;margin:1em 0}.redline-table table{margin:0}\
.redline-table thead,.redline-table thead tr,.redline-table th{background:none}\
.redline-table td,.redline-table th{padding:3px 8px}.redline-table caption{text-align:start;padding:3px 0}\
.redline-table .redline-number{text-align:end;font-variant-numeric:tabular-nums}\
.redline-bar rect,.redline-grades circle{fill:var(--links,currentColor)}\
.redline-grades circle{fill-opacity:.5;stroke:var(--links,currentColor)}\
.redline-grades line{stroke:currentColor}.redline-grades .redline-step{stroke:var(--links,currentColor);stroke-width:2}\
.redline-grades text{fill:currentColor;font-size:14px}\
.redline-grades .redline-band{fill:currentColor;fill-opacity:.15}\
.redline-findings li{margin-block:.6em;overflow-wrap:anywhere}.redline-findings summary{cursor:pointer}\
@media print{.redline-findings::details-content{content-visibility:visible;block-size:auto}}";

/// The styles needed in a self-contained file: the colours of the reader's system.
const FILE_STYLE: &str = "\
:root{color-scheme:light dark;--fg:#1a1a1a;--bg:#fff;--links:#0b57a4;--table-border-color:#bbb}\
@media (prefers-color-scheme:dark){:root{--fg:#e4e4e4;--bg:#17191d;--links:#8ab4f8;--table-border-color:#555}}\
body{margin:0 auto;max-width:64rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);\
overflow-wrap:break-word}a{color:var(--links)}table{border-collapse:collapse}\
td,th{border:1px solid var(--table-border-color);vertical-align:top;text-align:start}";

/// The text of a chapter with the report: Markdown headings and blocks of HTML. `path` is the path of the chapter
/// relative to `src`, and `title` its heading.
pub fn page(report: &StyleReport, title: &str, path: &str) -> String {
    let mut out = format!("# {}\n\n<style>{STYLE}</style>\n", redline_text::escape::markdown(title));
    for node in nodes(report, LinkBase { page: Some(path) }) {
        out.push('\n');
        let _ = match node {
            Node::Heading(title) => writeln!(out, "## {title}"),
            node => writeln!(out, "{}", block(&node)),
        };
    }
    out
}

/// The report as a self-contained HTML file.
pub fn standalone(report: &StyleReport) -> String {
    let title =
        report.title.as_deref().map_or_else(|| "Style report".to_owned(), |title| format!("Style report: {title}"));
    document(&title, &nodes(report, LinkBase { page: None }))
}

/// A self-contained HTML file.
pub(super) fn document(title: &str, nodes: &[Node]) -> String {
    let title = escaped(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}{FILE_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    let line = |node: &Node| match node {
        Node::Heading(title) => format!("<h2>{}</h2>\n", escaped(title)),
        node => block(node) + "\n",
    };
    out.extend(nodes.par_iter().map(line).collect::<Vec<String>>());
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn block(node: &Node) -> String {
    match node {
        Node::Heading(title) => escaped(title),
        Node::Paragraph(content) => format!("<p>{}</p>", inlines(content)),
        Node::OrderedList(lines) => format!("<ol>{}</ol>", items(lines)),
        Node::Table(table) => table_of(table),
        Node::DotPlot(plot) => dot_plot(plot),
        Node::StepChart(chart) => step_chart(chart),
        Node::Details(summary, lines) => format!(
            "<details class=\"redline-findings\"><summary>{}</summary><ul>{}</ul></details>",
            escaped(summary),
            items(lines)
        ),
    }
}

fn items(lines: &[Vec<Inline>]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("<li>{}</li>", inlines(line))).collect();
    lines.concat()
}

fn inlines(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => escaped(text),
        Inline::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
        Inline::Code(text) => format!("<code>{}</code>", escaped(text)),
        Inline::Link(text, link) => {
            format!("<a class=\"redline-link\" href=\"{}\">{}</a>", escaped(link), escaped(text))
        }
        Inline::Quote(before, words, after) => format!(
            "<q class=\"redline-quote tex2jax_ignore\">{}<mark>{}</mark>{}</q>",
            escaped(before),
            escaped(words),
            escaped(after)
        ),
        Inline::Break => "<br>".to_owned(),
    }
}

/// A table that scrolls inside its own box where it is wider than the page.
fn table_of(table: &Table) -> String {
    let Table { caption, is_collapsed, columns, rows } = table;
    let align = |is_number: bool| if is_number { " class=\"redline-number\"" } else { "" };
    let mut out = format!(
        "<div class=\"redline-table\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\
         <table><caption>{caption}</caption><thead><tr>"
    );
    for column in columns {
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", align(column.is_number), escaped(column.name));
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        out.push_str("<tr>");
        for (cell, column) in row.iter().zip(columns) {
            let content = match cell {
                Cell::Inlines(content) => inlines(content),
                Cell::Bar(share) => bar(*share),
            };
            let _ = write!(out, "<td{}>{content}</td>", align(column.is_number));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    if !is_collapsed {
        return out;
    }
    format!("<details class=\"redline-findings\"><summary>{caption} ({})</summary>{out}</details>", rows.len())
}

/// A bar, hidden from screen readers: the cell beside it has its number.
fn bar(share: f64) -> String {
    let width = (share.clamp(0.0, 1.0) * BAR).round();
    format!(
        "<svg class=\"redline-bar\" aria-hidden=\"true\" width=\"{BAR}\" height=\"12\">\
         <rect width=\"{width}\" height=\"12\"></rect></svg>"
    )
}
