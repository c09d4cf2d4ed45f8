//! Formulas, which the parser takes for text.

use serde_json::Value;

use crate::source::Span;

/// The marks around a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delimiters {
    /// The mark before it.
    pub left: String,
    /// The mark after it.
    pub right: String,
}

impl Delimiters {
    fn new(left: &str, right: &str) -> Self {
        Self { left: left.to_owned(), right: right.to_owned() }
    }

    /// Those of a configuration in the shape of `book.toml`: of `MathJax`, if `output.html.mathjax-support` is on, and of
    /// preprocessors for formulas. Longer marks precede those that begin alike.
    pub fn configured(config: &Value) -> Vec<Self> {
        let mut found = Vec::new();
        if config.pointer("/output/html/mathjax-support").and_then(Value::as_bool).unwrap_or(false) {
            found.extend(
                [("\\\\(", "\\\\)"), ("\\\\[", "\\\\]"), ("$$", "$$")].map(|(left, right)| Self::new(left, right)),
            );
        }
        for name in ["katex", "typst-math"] {
            let Some(table) = config.pointer(&format!("/preprocessor/{name}")) else { continue };
            for (key, default) in [("block-delimiter", "$$"), ("inline-delimiter", "$")] {
                let mark = |side: &str| table.get(key).and_then(|marks| marks.get(side)).and_then(Value::as_str);
                let own = Self::new(mark("left").unwrap_or(default), mark("right").unwrap_or(default));
                if !own.left.is_empty() && !own.right.is_empty() && !found.contains(&own) {
                    found.push(own);
                }
            }
        }
        found.sort_by_key(|delimiters| std::cmp::Reverse(delimiters.left.len()));
        found
    }
}

/// Formulas that begin and end with lines of their own, `$$`, with all that is between, outside of `code`.
pub(super) fn display_formulas(text: &str, delimiters: &[Delimiters], code: impl FnOnce() -> Vec<Span>) -> Vec<Span> {
    let is_opening = |line: &str| delimiters.iter().any(|marks| marks.left == line && marks.left.len() > 1);
    let mut lines = lines(text).filter(|(_, line)| is_opening(line)).peekable();
    if lines.peek().is_none() {
        return Vec::new();
    }
    let code = code();
    let is_code = |at: usize| {
        let next = code.partition_point(|span| span.end <= at);
        code.get(next).is_some_and(|span| span.start <= at)
    };
    let mut found: Vec<Span> = Vec::new();
    for (start, line) in lines {
        if found.last().is_some_and(|last| start < last.end) || is_code(start) {
            continue;
        }
        let inside = start + line.len();
        let right =
            |line: &str| delimiters.iter().any(|marks| marks.left == text[start..inside] && marks.right == line);
        let end = self::lines(&text[inside..]).find(|(_, line)| right(line));
        found.extend(end.map(|(at, line)| start..inside + at + line.len()));
    }
    found
}

/// The lines of a text without white space and the marks of quotes and items around them, each with its start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = next;
        next += line.len();
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let inner =
            inner.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' ')).unwrap_or(inner).trim_start();
        (start + line.len() - inner.len(), inner.trim_end())
    })
}

/// Formulas in the text of one block, outside of `code`, which is in order.
pub(super) fn formulas(text: &str, delimiters: &[Delimiters], code: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<&Delimiters> = delimiters.iter().collect();
    let mut at = 0;
    while let Some(next) = next_mark(text, at, &open) {
        at = next + 1;
        if let Some(end) = code_around(code, next) {
            at = end;
        } else if let Some(index) = open.iter().position(|marks| text[next..].starts_with(&marks.left)) {
            let inside = next + open[index].left.len();
            match closing(text, inside, &open[index].right, code) {
                Some(end) => {
                    found.push(next..end);
                    at = end;
                }
                // Without a closing mark here, none later in the block closes either.
                None => _ = open.remove(index),
            }
        } else if text[next..].starts_with('\\') {
            // The next character is escaped.
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    found
}

/// The next place that may begin a formula or escape its mark.
fn next_mark(text: &str, from: usize, delimiters: &[&Delimiters]) -> Option<usize> {
    let begins = |c: char| c == '\\' || delimiters.iter().any(|marks| marks.left.starts_with(c));
    text[from..].find(begins).map(|at| from + at)
}

/// The end of the closing mark after `from`: one that is neither escaped nor in code.
fn closing(text: &str, from: usize, mark: &str, code: &[Span]) -> Option<usize> {
    let is_escaped = |at: usize| text[..at].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
    let is_end = |at: &usize| !(mark.starts_with('$') && is_escaped(*at)) && code_around(code, *at).is_none();
    let mut ends = text[from..].match_indices(mark).map(|(at, _)| from + at).filter(|&at| at > from);
    ends.find(is_end).map(|end| end + mark.len())
}

fn code_around(code: &[Span], at: usize) -> Option<usize> {
    let next = code.partition_point(|span| span.end <= at);
    code.get(next).filter(|span| span.start <= at).map(|span| span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn katex() -> Vec<Delimiters> {
        Delimiters::configured(&json!({ "preprocessor": { "katex": {} } }))
    }

    fn found<'a>(text: &'a str, code: &[Span]) -> Vec<&'a str> {
        formulas(text, &katex(), code).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn formulas_are_between_marks() {
        assert_eq!(found("a $x$ b $$y $z$$ c", &[]), ["$x$", "$$y $z$$"]);
        assert_eq!(found("costs \\$5 and \\$6, $a\\$b$", &[]), ["$a\\$b$"]);
        assert_eq!(found("`$a` and `$b`", &[0..4, 9..13]), Vec::<&str>::new());
        assert_eq!(found("one $ alone", &[]), Vec::<&str>::new());
    }

    #[test]
    fn marks_are_those_of_the_configuration() {
        let marks =
            |config: Value| -> Vec<String> { Delimiters::configured(&config).into_iter().map(|it| it.left).collect() };
        assert_eq!(marks(json!({})), Vec::<String>::new());
        assert_eq!(marks(json!({ "output": { "html": { "mathjax-support": true } } })), ["\\\\(", "\\\\[", "$$"]);
        let own = json!({ "preprocessor": { "katex": { "inline-delimiter": { "left": "\\(", "right": "\\)" } } } });
        assert_eq!(marks(own), ["$$", "\\("]);
    }

    #[test]
    fn display_formulas_reach_to_the_next_line_of_their_mark() {
        let text = "a\r\n\r\n$$\r\n- x\r\n\r\n+ y\r\n$$\r\n\r\n> $$\n> z\n> $$\n$$ open\n";
        let found = display_formulas(text, &katex(), Vec::new);
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        assert_eq!(display_formulas("- $$\n  x\n  $$\n", &katex(), Vec::new), [2..11]);
        assert_eq!(found, ["$$\r\n- x\r\n\r\n+ y\r\n$$", "$$\n> z\n> $$"]);
        assert_eq!(display_formulas("```\n$$\n```\n$$\n", &katex(), || vec![0..9]), Vec::<Span>::new());
    }
}
