//! What a page is made of, before it is HTML or Markdown: headings, paragraphs, tables.

/// A table of more rows opens on request.
const LONG_TABLE: usize = 30;

/// A part of the page.
#[derive(Debug)]
pub(super) enum Part {
    /// The heading of a section.
    Heading(&'static str),
    /// A paragraph.
    Text(Vec<Inline>),
    /// A numbered list.
    Steps(Vec<Vec<Inline>>),
    /// A table.
    Table(Table),
    /// The grades of the chapters along a line.
    Grades(Grades),
    /// A figure from commit to commit.
    Chart(Chart),
    /// Something that opens on request.
    Details(String, Vec<Vec<Inline>>),
}

/// Words in a line.
#[derive(Clone, Debug)]
pub(super) enum Inline {
    /// Plain words.
    Text(String),
    /// Words that matter.
    Strong(String),
    /// Something typed.
    Code(String),
    /// Words that lead somewhere.
    Link(String, String),
    /// A sentence with the words that are meant: before, words, after.
    Quote(String, String, String),
    /// The end of a line.
    Break,
}

/// A table. Numbers stand to the right.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) caption: &'static str,
    /// Whether it is long and opens on request.
    pub(super) is_folded: bool,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What the heading of a column says, and whether numbers stand in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) is_number: bool,
}

/// A cell.
#[derive(Debug)]
pub(super) enum Cell {
    Words(Vec<Inline>),
    /// A bar, as a share of the longest one; the number stands in the cell before it.
    Bar(f64),
}

/// Grades of chapters, and the band that is aimed at.
#[derive(Debug)]
pub(super) struct Grades {
    pub(super) label: &'static str,
    pub(super) values: Vec<f64>,
    pub(super) band: (f64, f64),
    pub(super) range: (f64, f64),
}

/// A figure from commit to commit, the oldest first.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) label: &'static str,
    pub(super) values: Vec<Option<f64>>,
    /// Whether a value cannot be compared with the one before.
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

/// A sentence in which what is typed stands between backticks.
pub(super) fn with_code(sentence: &str) -> Vec<Inline> {
    let part = |(index, part): (usize, &str)| if index % 2 == 1 { code(part) } else { text(part) };
    sentence.split('`').enumerate().map(part).collect()
}

pub(super) fn words(words: impl Into<String>) -> Cell {
    Cell::Words(vec![text(words)])
}

pub(super) fn left(name: &'static str) -> Column {
    Column { name, is_number: false }
}

pub(super) fn right(name: &'static str) -> Column {
    Column { name, is_number: true }
}

pub(super) fn table(caption: &'static str, columns: &[Column], rows: Vec<Vec<Cell>>, parts: &mut Vec<Part>) {
    parts.push(Part::Table(Table { caption, is_folded: rows.len() > LONG_TABLE, columns: columns.to_vec(), rows }));
}

/// `1 error`, `2 errors`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

pub(super) fn or_dash(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.places$}"))
}
