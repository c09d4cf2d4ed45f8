//! The page as HTML: blocks for a chapter of mdBook, or a file that needs nothing else.
//!
//! Each block is balanced and stands on one line, since a blank line would end an HTML block of Markdown. Nothing of a
//! chapter is markup here: all text is escaped, the signs too that preprocessors and `MathJax` look for.

use std::fmt::Write;

use rayon::prelude::*;

use super::chart::{of_grades, of_series};
use super::model::StyleReport;
use super::outline::{Outlook, outline};
use super::part::{Cell, Inline, Part, Table};
use crate::escape::html as escaped;

/// How long the longest bar is, in pixels.
const BAR: f64 = 60.0;

/// What the page needs beside the theme: narrow cells, and tables that scroll in their own box.
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

/// What the file needs beside that: the colours of the reader's system.
const FILE_STYLE: &str = "\
:root{color-scheme:light dark;--fg:#1a1a1a;--bg:#fff;--links:#0b57a4;--table-border-color:#bbb}\
@media (prefers-color-scheme:dark){:root{--fg:#e4e4e4;--bg:#17191d;--links:#8ab4f8;--table-border-color:#555}}\
body{margin:0 auto;max-width:64rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);\
overflow-wrap:break-word}a{color:var(--links)}table{border-collapse:collapse}\
td,th{border:1px solid var(--table-border-color);vertical-align:top;text-align:start}";

/// The text of a chapter with the report: Markdown headings and blocks of HTML. `page` is the path of the chapter, relative
/// to `src`, and `title` its heading.
pub fn page(report: &StyleReport, title: &str, page: &str) -> String {
    let mut out = format!("# {}\n\n<style>{STYLE}</style>\n", crate::escape::markdown(title));
    for part in outline(report, Outlook { page: Some(page) }) {
        out.push('\n');
        let _ = match part {
            Part::Heading(title) => writeln!(out, "## {title}"),
            part => writeln!(out, "{}", block(&part)),
        };
    }
    out
}

/// The report as one file of HTML.
pub fn standalone(report: &StyleReport) -> String {
    let title =
        report.title.as_deref().map_or_else(|| "Style report".to_owned(), |title| format!("Style report: {title}"));
    file_of(&title, &outline(report, Outlook { page: None }))
}

/// A file of HTML that needs no other.
pub(super) fn file_of(title: &str, parts: &[Part]) -> String {
    let title = escaped(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}{FILE_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    let line = |part: &Part| match part {
        Part::Heading(title) => format!("<h2>{}</h2>\n", escaped(title)),
        part => block(part) + "\n",
    };
    out.extend(parts.par_iter().map(line).collect::<Vec<String>>());
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn block(part: &Part) -> String {
    match part {
        Part::Heading(title) => escaped(title),
        Part::Text(words) => format!("<p>{}</p>", inlines(words)),
        Part::Steps(steps) => format!("<ol>{}</ol>", items(steps)),
        Part::Table(table) => of_table(table),
        Part::Grades(grades) => of_grades(grades),
        Part::Chart(chart) => of_series(chart),
        Part::Details(summary, lines) => format!(
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

fn inlines(words: &[Inline]) -> String {
    words.iter().map(inline).collect()
}

fn inline(words: &Inline) -> String {
    match words {
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
fn of_table(table: &Table) -> String {
    let Table { caption, is_folded, columns, rows } = table;
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
            let held = match cell {
                Cell::Words(words) => inlines(words),
                Cell::Bar(share) => bar(*share),
            };
            let _ = write!(out, "<td{}>{held}</td>", align(column.is_number));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    if !is_folded {
        return out;
    }
    format!("<details class=\"redline-findings\"><summary>{caption} ({})</summary>{out}</details>", rows.len())
}

/// A bar; the number that it shows stands beside it, so it says nothing to who listens.
fn bar(share: f64) -> String {
    let width = (share.clamp(0.0, 1.0) * BAR).round();
    format!(
        "<svg class=\"redline-bar\" aria-hidden=\"true\" width=\"{BAR}\" height=\"12\">\
         <rect width=\"{width}\" height=\"12\"></rect></svg>"
    )
}
