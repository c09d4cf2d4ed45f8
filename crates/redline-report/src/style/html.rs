//! The page as HTML: blocks for a chapter of mdBook, or a self-contained file.
//!
//! Each block is balanced and on one line, since a blank line would end an HTML block of Markdown. All text of chapters
//! is escaped, including the characters that preprocessors and `MathJax` look for.

use std::fmt::Write;

use rayon::prelude::*;
use redline_text::escape::html as escaped;

use super::chart::dot_plot;
use super::html_table::table_of;
use super::model::StyleReport;
use super::node::{Column, Inline, Node, rule_id, with_code};
use super::page::{LinkBase, nodes};
use super::quotation::Run;
use super::time_chart::time_chart;

/// The styles needed beside the theme.
const STYLE: &str = include_str!("report.css");

/// Sorting and filtering of tables. The page is complete without it.
const SCRIPT: &str = include_str!("report.js");

/// The styles needed in a self-contained file: the colours of the reader's system.
const FILE_STYLE: &str = "\
:root{color-scheme:light dark;--fg:#1a1a1a;--bg:#fff;--links:#0b57a4;--table-border-color:#bbb}\
@media (prefers-color-scheme:dark){:root{--fg:#e4e4e4;--bg:#17191d;--links:#8ab4f8;--table-border-color:#555}}\
body{margin:0 auto;max-width:64rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);\
overflow-wrap:break-word}a{color:var(--links)}table{border-collapse:collapse}\
td,th{border:1px solid var(--table-border-color);vertical-align:top;text-align:start}h2{margin-block:1.1em .3em}";

/// The text of a chapter with the report: Markdown headings and blocks of HTML. `path` is the path of the chapter
/// relative to `src`, and `title` its heading.
pub fn page(report: &StyleReport, title: &str, path: &str) -> String {
    let mut out = format!("# {}\n\n<style>{}</style>\n", redline_text::escape::markdown(title), one_line(STYLE));
    for node in nodes(report, LinkBase { page: Some(path) }) {
        let block = match node {
            Node::Heading(title) => format!("## {title}"),
            node => block(&node),
        };
        out.push('\n');
        out.push_str(&block);
        out.push('\n');
    }
    let _ = write!(out, "\n<script>{}</script>\n", one_line(SCRIPT));
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
    let (style, script) = (one_line(STYLE), one_line(SCRIPT));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{style}{FILE_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    let line = |node: &Node| match node {
        Node::Heading(title) => format!("<h2>{}</h2>\n", escaped(title)),
        node => block(node) + "\n",
    };
    out.extend(nodes.par_iter().map(line).collect::<Vec<String>>());
    let _ = write!(out, "</main>\n<script>{script}</script>\n</body>\n</html>\n");
    out
}

/// Styles or a script on one line: every statement ends with a bracket, a comma or a semicolon.
fn one_line(source: &str) -> String {
    source.lines().map(str::trim).collect()
}

/// A block on one line.
pub(super) fn block(node: &Node) -> String {
    match node {
        Node::Heading(title) => escaped(title),
        Node::NamedHeading(title, id) => format!("<h2 id=\"{}\">{}</h2>", escaped(id), escaped(title)),
        Node::Subheading(content) => format!("<p class=\"redline-section\">{}</p>", inlines(content)),
        Node::Verdict(passed, content) => {
            let class = if *passed { "redline-passed" } else { "redline-failed" };
            format!("<p class=\"redline-verdict {class}\">{}</p>", inlines(content))
        }
        Node::Paragraph(content) => format!("<p class=\"redline-text\">{}</p>", inlines(content)),
        Node::OrderedList(lines) => format!("<ol class=\"redline-tasks\">{}</ol>", items(lines)),
        Node::List(lines) => format!("<ul class=\"redline-items\">{}</ul>", items(lines)),
        Node::Legend(columns) => {
            let entry = |column: &Column| {
                let drawn = column.drawn.map(|drawn| format!(" {drawn}")).unwrap_or_default();
                let meaning = inlines(&with_code(column.meaning.unwrap_or_default()));
                format!("<dt>{}</dt><dd>{meaning}{}</dd>", escaped(column.name), escaped(&drawn))
            };
            format!("<dl class=\"redline-meanings\">{}</dl>", columns.iter().map(entry).collect::<String>())
        }
        Node::Table(table) => table_of(table),
        Node::DotPlot(plot) => dot_plot(plot),
        Node::TimeChart(chart) => time_chart(chart),
        Node::Details(summary, content) => details(&escaped(summary), None, content),
    }
}

/// Collapsed blocks under a summary in HTML. A link to the `id`, which is inside, opens them.
pub(super) fn details(summary: &str, id: Option<&str>, content: &[Node]) -> String {
    let target = id.map(|id| format!("<span id=\"{}\"></span>", escaped(id))).unwrap_or_default();
    let content: String = content.iter().map(block).collect();
    format!("<details class=\"redline-details\"><summary>{summary}</summary>{target}{content}</details>")
}

fn items(lines: &[Vec<Inline>]) -> String {
    lines.iter().flat_map(|line| ["<li>".to_owned(), inlines(line), "</li>".to_owned()]).collect()
}

pub(super) fn inlines(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    let link = |label: String, link: &str| format!("<a class=\"redline-link\" href=\"{}\">{label}</a>", escaped(link));
    match inline {
        Inline::Text(text) => escaped(text),
        Inline::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
        Inline::Code(text) => format!("<code>{}</code>", escaped(text)),
        Inline::Link(text, to) => link(escaped(text), to),
        Inline::Rule(rule) => link(format!("<code>{}</code>", escaped(rule)), &format!("#{}", rule_id(rule))),
        Inline::CodeLink(text, to) => link(format!("<code>{}</code>", escaped(text)), to),
        Inline::Quote(runs) => {
            let runs: String = runs.iter().map(run).collect();
            format!("<q class=\"redline-quotation tex2jax_ignore\">{runs}</q>")
        }
        Inline::Runs(runs) => runs.iter().map(run).collect(),
        Inline::Break => "<br>".to_owned(),
    }
}

/// A piece of rendered text with its look.
fn run(run: &Run) -> String {
    let look = run.look;
    let tags = [(run.is_marked, "mark"), (look.is_strong, "strong"), (look.is_emphasis, "em"), (look.is_code, "code")];
    let tags: Vec<&str> = tags.into_iter().filter(|(on, _)| *on).map(|(_, tag)| tag).collect();
    tags.iter().rev().fold(escaped(&run.text), |content, tag| format!("<{tag}>{content}</{tag}>"))
}
