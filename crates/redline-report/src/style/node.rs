//! Nodes of a page, independent of the output format: headings, paragraphs, tables.

use std::borrow::Cow;

pub(super) use super::numbers::{or_dash, percent};
use super::quotation::Run;

/// A table with more rows is collapsed, or scrolls in its own box if its rows have details.
const LONG_TABLE: usize = 30;

/// A block of the page.
#[derive(Debug)]
pub(super) enum Node {
    /// The heading of a section.
    Heading(&'static str),
    /// The heading of a section with a name of its own, and the id that links lead to.
    NamedHeading(String, String),
    /// A smaller heading inside details.
    Subheading(Vec<Inline>),
    /// The result of the check: whether it passed, and the sentence.
    Verdict(bool, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A numbered list.
    OrderedList(Vec<Vec<Inline>>),
    /// A list.
    List(Vec<Vec<Inline>>),
    /// The meanings of columns.
    Legend(Vec<Column>),
    /// A table.
    Table(Table),
    /// Values of all chapters along an axis.
    DotPlot(DotPlot),
    /// A figure over time.
    TimeChart(TimeChart),
    /// Collapsed blocks with their summary.
    Details(String, Vec<Node>),
}

/// An inline element.
#[derive(Clone, Debug)]
pub(super) enum Inline {
    /// Plain text.
    Text(String),
    /// Strong emphasis.
    Strong(String),
    /// Inline code.
    Code(String),
    /// A link: label, address.
    Link(String, String),
    /// A link whose label is code.
    CodeLink(String, String),
    /// The name of a rule, as a link to its details.
    Rule(String),
    /// A quoted sentence as it is rendered.
    Quote(Vec<Run>),
    /// Text as it is rendered.
    Runs(Vec<Run>),
    /// A line break.
    Break,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) caption: Cow<'static, str>,
    /// Whether it is long and collapsed.
    pub(super) is_collapsed: bool,
    /// Whether the script adds sorting and a filter.
    pub(super) is_interactive: bool,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// The id of its details, to which links lead.
    pub(super) id: Option<String>,
    /// Details below the row: their summary and content.
    pub(super) detail: Option<(Vec<Inline>, Vec<Node>)>,
}

/// A column of a table. Numbers are aligned right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) is_number: bool,
    /// The meaning of its values, for the legend.
    pub(super) meaning: Option<&'static str>,
    /// The meaning of its bars or tints, where they are drawn.
    pub(super) drawn: Option<&'static str>,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) enum Cell {
    Inlines(Vec<Inline>),
    /// A bar, as a share of the longest one; the preceding cell has the number.
    Bar(f64),
    /// A number with a bar, as a share of the longest one.
    Measured(String, f64),
    /// A number on a tint: a share of the highest in its column.
    Heat(String, f64),
    /// Text with a small chart, whose numbers are elsewhere on the page.
    Trend(Vec<Inline>, Vec<TimePoint>),
}

/// Values along an axis, with the recommended band.
#[derive(Debug)]
pub(super) struct DotPlot {
    pub(super) label: &'static str,
    pub(super) values: Vec<f64>,
    pub(super) band: (f64, f64),
    pub(super) range: (f64, f64),
}

/// A figure over time, oldest first.
#[derive(Debug)]
pub(super) struct TimeChart {
    pub(super) label: &'static str,
    /// The number of decimal places of its values.
    pub(super) places: usize,
    pub(super) points: Vec<TimePoint>,
}

/// A value at a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimePoint {
    /// The day, counted from 1 January 1970; `None` for the current text.
    pub(super) day: Option<i64>,
    pub(super) value: Option<f64>,
    /// Whether it cannot be compared with the previous value.
    pub(super) breaks: bool,
    /// The factor by which the book grew or shrank since the previous value, if it is a large one.
    pub(super) resized: Option<f64>,
}

pub(super) fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

pub(super) fn code(words: impl Into<String>) -> Inline {
    Inline::Code(words.into())
}

pub(super) fn strong(words: impl Into<String>) -> Inline {
    Inline::Strong(words.into())
}

/// A sentence with inline code between backticks.
pub(super) fn with_code(sentence: &str) -> Vec<Inline> {
    let part = |(index, part): (usize, &str)| if index % 2 == 1 { code(part) } else { text(part) };
    sentence.split('`').enumerate().filter(|(_, part)| !part.is_empty()).map(part).collect()
}

/// The id of the details of a rule.
pub(super) fn rule_id(rule: &str) -> String {
    format!("redline-rule-{}", redline_text::escape::path(&rule.replace('/', "-")))
}

/// Several lists of elements with a separator between them.
pub(super) fn joined(parts: impl IntoIterator<Item = Vec<Inline>>, separator: &str) -> Vec<Inline> {
    let mut line = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        line.extend((index > 0).then(|| text(separator)));
        line.extend(part);
    }
    line
}

pub(super) fn words(words: impl Into<String>) -> Cell {
    Cell::Inlines(vec![text(words)])
}

pub(super) fn left(name: &'static str) -> Column {
    Column { name, is_number: false, meaning: None, drawn: None }
}

pub(super) fn right(name: &'static str) -> Column {
    Column { name, is_number: true, meaning: None, drawn: None }
}

impl Column {
    /// The column with an entry in the legend of its table.
    pub(super) fn meaning(self, meaning: &'static str) -> Self {
        Self { meaning: Some(meaning), ..self }
    }

    /// The column with an explanation of its bars or tints.
    pub(super) fn drawn(self, drawn: &'static str) -> Self {
        Self { drawn: Some(drawn), ..self }
    }
}

/// Appends a table.
pub(super) fn table(
    caption: impl Into<Cow<'static, str>>,
    columns: &[Column],
    rows: Vec<Vec<Cell>>,
    nodes: &mut Vec<Node>,
) {
    let caption = caption.into();
    let is_collapsed = rows.len() > LONG_TABLE;
    let rows = rows.into_iter().map(|cells| Row { cells, id: None, detail: None }).collect();
    nodes.push(Node::Table(Table { caption, is_collapsed, is_interactive: false, columns: columns.to_vec(), rows }));
    legend(columns, nodes);
}

/// Appends a table that can be sorted and filtered, with details below its rows.
pub(super) fn explorer(
    caption: impl Into<Cow<'static, str>>,
    columns: &[Column],
    rows: Vec<Row>,
    nodes: &mut Vec<Node>,
) {
    let caption = caption.into();
    nodes.push(Node::Table(Table {
        caption,
        is_collapsed: false,
        is_interactive: true,
        columns: columns.to_vec(),
        rows,
    }));
    legend(columns, nodes);
}

/// Appends the meanings of columns.
fn legend(columns: &[Column], nodes: &mut Vec<Node>) {
    let entries: Vec<Column> = columns.iter().copied().filter(|column| column.meaning.is_some()).collect();
    if !entries.is_empty() {
        nodes.push(Node::Details("What these numbers mean".to_owned(), vec![Node::Legend(entries)]));
    }
}

impl Table {
    /// Whether the table scrolls in its own box.
    pub(super) fn is_tall(&self) -> bool {
        self.is_interactive && self.rows.len() > LONG_TABLE
    }
}

/// The abbreviated name of a commit.
pub(super) fn short_commit(commit: &str) -> Inline {
    const LENGTH: usize = 8;
    code(commit.chars().take(LENGTH).collect::<String>())
}
