//! Tables as HTML: they scroll inside their own box where they are wider than the page.

use std::fmt::Write;

use redline_text::escape::html as escaped;

use super::chart::sparkline;
use super::html::{details, inlines};
use super::node::{Cell, Column, Row, Table};

/// The number of tints.
const TINTS: f64 = 5.0;

/// A table in its box.
pub(super) fn table_of(table: &Table) -> String {
    let Table { caption, is_collapsed, is_interactive, columns, rows } = table;
    let tall = if table.is_tall() { " redline-tall" } else { "" };
    let explorer = if *is_interactive { " class=\"redline-explorer\"" } else { "" };
    let mut out = format!(
        "<div class=\"redline-table{tall}\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\
         <table{explorer}><caption>{caption}</caption><thead><tr>",
        caption = escaped(caption)
    );
    for (index, column) in columns.iter().enumerate() {
        let title = column.meaning.map(|meaning| format!(" title=\"{}\"", escaped(&meaning.replace('`', ""))));
        // The head of a column of bars is aligned as they are.
        let first = rows.first().and_then(|row| row.cells.get(index)).filter(|cell| matches!(cell, Cell::Measured(..)));
        let (class, title) = (class(*column, first), title.unwrap_or_default());
        let _ = write!(out, "<th scope=\"col\"{class}{title}>{}</th>", escaped(column.name));
    }
    out.push_str("</tr></thead>");
    if *is_interactive {
        for row in rows {
            pair(row, columns, &mut out);
        }
    } else {
        out.push_str("<tbody>");
        for row in rows {
            line(row, columns, &mut out);
        }
        out.push_str("</tbody>");
    }
    out.push_str("</table></div>");
    if !is_collapsed {
        return out;
    }
    format!(
        "<details class=\"redline-details\"><summary>{} ({})</summary>{out}</details>",
        escaped(caption),
        rows.len()
    )
}

/// A row and its details as one body, so that they stay together when the table is sorted.
fn pair(row: &Row, columns: &[Column], out: &mut String) {
    out.push_str("<tbody class=\"redline-pair\">");
    line(row, columns, out);
    if let Some((summary, content)) = &row.detail {
        let details = details(&inlines(summary), row.id.as_deref(), content);
        let _ = write!(out, "<tr class=\"redline-detail\"><td colspan=\"{}\">{details}</td></tr>", columns.len());
    }
    out.push_str("</tbody>");
}

fn line(row: &Row, columns: &[Column], out: &mut String) {
    out.push_str("<tr>");
    for (cell, column) in row.cells.iter().zip(columns) {
        let content = match cell {
            Cell::Inlines(content) => inlines(content),
            Cell::Bar(share) => bar(*share),
            Cell::Measured(number, share) => format!("{}{}", escaped(number), bar(*share)),
            Cell::Heat(number, _) => escaped(number),
            Cell::Trend(content, points) => format!("{}{}", sparkline(points), inlines(content)),
        };
        let _ = write!(out, "<td{}>{content}</td>", class(*column, Some(cell)));
    }
    out.push_str("</tr>");
}

/// The classes of a cell.
fn class(column: Column, cell: Option<&Cell>) -> String {
    let look = match cell {
        Some(Cell::Heat(_, share)) if *share > 0.0 => {
            format!(" redline-heat{:.0}", (share * TINTS).ceil().clamp(1.0, TINTS))
        }
        Some(Cell::Measured(..) | Cell::Bar(_)) => " redline-measure".to_owned(),
        _ => String::new(),
    };
    let number = if column.is_number { "redline-number" } else { "" };
    let classes = format!("{number}{look}");
    if classes.is_empty() { classes } else { format!(" class=\"{}\"", classes.trim_start()) }
}

/// A bar whose length is its share of the column, hidden from screen readers: its cell or the one before has the number.
fn bar(share: f64) -> String {
    let width = share.clamp(0.0, 1.0) * 100.0;
    format!(
        "<svg class=\"redline-bar\" aria-hidden=\"true\" width=\"100%\" height=\"6\">\
         <rect width=\"{width:.1}%\" height=\"6\"></rect></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::super::node::Node;
    use super::super::node::{explorer, left, right, words};
    use super::*;

    #[test]
    fn bars_are_proportional_and_details_stay_with_their_row() {
        let row = |name: &str, share: f64| Row {
            cells: vec![words(name), Cell::Measured(format!("{share}"), share), Cell::Heat("1".to_owned(), share)],
            id: None,
            detail: Some((Vec::new(), vec![Node::Paragraph(Vec::new())])),
        };
        let mut nodes = Vec::new();
        let columns = [left("Chapter"), right("Weight"), right("E")];
        explorer("Chapters", &columns, vec![row("a", 1.0), row("b", 0.59), row("c", 0.0)], &mut nodes);
        let [Node::Table(table)] = nodes.as_slice() else { panic!("one table without a legend") };
        let html = table_of(table);
        for width in ["100.0%", "59.0%", "0.0%"] {
            assert!(html.contains(&format!("<rect width=\"{width}\"")), "{width}: {html}");
        }
        for tint in ["redline-heat5", "redline-heat3"] {
            assert_eq!(html.matches(tint).count(), 1, "{tint}: {html}");
        }
        assert_eq!(html.matches("<tbody class=\"redline-pair\">").count(), 3);
        assert_eq!(html.matches("<td colspan=\"3\"><details").count(), 3);
    }
}
