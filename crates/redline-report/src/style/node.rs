//! Nodes of a page, independent of the output format: headings, paragraphs, tables.

/// A table with more rows is collapsed.
const LONG_TABLE: usize = 30;

/// A block of the page.
#[derive(Debug)]
pub(super) enum Node {
    /// The heading of a section.
    Heading(&'static str),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A numbered list.
    OrderedList(Vec<Vec<Inline>>),
    /// A table.
    Table(Table),
    /// Values of all chapters along an axis.
    DotPlot(DotPlot),
    /// A figure over commits.
    StepChart(StepChart),
    /// A collapsed list with its summary.
    Details(String, Vec<Vec<Inline>>),
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
    /// A quoted sentence: before, flagged words, after.
    Quote(String, String, String),
    /// A line break.
    Break,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) caption: &'static str,
    /// Whether it is long and collapsed.
    pub(super) is_collapsed: bool,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column of a table. Numbers are aligned right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) is_number: bool,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) enum Cell {
    Inlines(Vec<Inline>),
    /// A bar, as a share of the longest one; the preceding cell has the number.
    Bar(f64),
}

/// Values along an axis, with the recommended band.
#[derive(Debug)]
pub(super) struct DotPlot {
    pub(super) label: &'static str,
    pub(super) values: Vec<f64>,
    pub(super) band: (f64, f64),
    pub(super) range: (f64, f64),
}

/// A figure over commits, oldest first.
#[derive(Debug)]
pub(super) struct StepChart {
    pub(super) label: &'static str,
    pub(super) values: Vec<Option<f64>>,
    /// Whether a value cannot be compared with the previous one.
    pub(super) breaks: Vec<bool>,
    /// The days of the first and the last value.
    pub(super) from: String,
    pub(super) to: String,
}

pub(super) fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

pub(super) fn code(words: impl Into<String>) -> Inline {
    Inline::Code(words.into())
}

/// A sentence with inline code between backticks.
pub(super) fn with_code(sentence: &str) -> Vec<Inline> {
    let part = |(index, part): (usize, &str)| if index % 2 == 1 { code(part) } else { text(part) };
    sentence.split('`').enumerate().map(part).collect()
}

pub(super) fn words(words: impl Into<String>) -> Cell {
    Cell::Inlines(vec![text(words)])
}

pub(super) fn left(name: &'static str) -> Column {
    Column { name, is_number: false }
}

pub(super) fn right(name: &'static str) -> Column {
    Column { name, is_number: true }
}

/// Appends a table.
pub(super) fn table(caption: &'static str, columns: &[Column], rows: Vec<Vec<Cell>>, nodes: &mut Vec<Node>) {
    nodes.push(Node::Table(Table { caption, is_collapsed: rows.len() > LONG_TABLE, columns: columns.to_vec(), rows }));
}

/// The abbreviated name of a commit.
pub(super) fn short_commit(commit: &str) -> Inline {
    const LENGTH: usize = 8;
    code(commit.chars().take(LENGTH).collect::<String>())
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

pub(super) fn or_dash(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.places$}"))
}
