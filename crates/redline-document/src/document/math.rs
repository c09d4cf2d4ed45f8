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

/// Formulas whose opening mark, such as `$$`, is alone on its line, or begins it and is closed on a line of its own,
/// outside of `code`. They may hold blank lines and what looks like lists.
pub(super) fn display_formulas(text: &str, delimiters: &[Delimiters], code: impl FnOnce() -> Vec<Span>) -> Vec<Span> {
    let marks: Vec<&Delimiters> = delimiters.iter().filter(|marks| marks.left.len() > 1).collect();
    let is_found = |marks: &&Delimiters| memchr::memmem::find(text.as_bytes(), marks.left.as_bytes()).is_some();
    if !marks.iter().any(is_found) {
        return Vec::new();
    }
    let code = code();
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(start) = next_mark(text, at, &marks) {
        at = start + 1;
        if let Some(end) = code_around(&code, start) {
            at = end;
            continue;
        }
        let Some(mark) = marks.iter().find(|marks| text[start..].starts_with(&marks.left)) else { continue };
        let inside = start + mark.left.len();
        let line = without_containers(&text[line_around(text, start)]);
        let in_paragraph = || closing(&text[..paragraph_end(text, inside)], inside, &mark.right, &[]);
        let is_own_line = |end: &usize| without_containers(&text[line_around(text, end - 1)]) == mark.right;
        let closes = || closing(text, inside, &mark.right, &[]);
        let (end, is_display) = if line == mark.left {
            (closes(), true)
        } else if line.starts_with(&mark.left) {
            let end = in_paragraph();
            (end.or_else(|| closes().filter(is_own_line)), end.is_none())
        } else {
            (in_paragraph(), false)
        };
        if let Some(end) = end {
            at = end;
            found.extend(is_display.then_some(start..end));
        }
    }
    found
}

fn line_around(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// A line without white space and the marks of quotes and items around it.
fn without_containers(line: &str) -> &str {
    let inner = line.trim_start_matches([' ', '\t', '>']);
    inner.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' ')).unwrap_or(inner).trim()
}

/// The end of the last line before a blank one.
fn paragraph_end(text: &str, from: usize) -> usize {
    let mut end = line_around(text, from).end;
    for line in text[end..].split_inclusive('\n').skip(1) {
        if without_containers(line).is_empty() {
            break;
        }
        end += line.len();
    }
    end.min(text.len())
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
    fn display_formulas_reach_to_their_closing_mark() {
        let displayed = |text: &str| -> Vec<(usize, usize)> {
            display_formulas(text, &katex(), Vec::new).into_iter().map(|span| (span.start, span.end)).collect()
        };
        let text = "a\r\n\r\n$$\r\n- x\r\n\r\n+ y\r\n$$\r\n\r\n> $$\n> z\n> $$\n$$ open\n";
        let found = display_formulas(text, &katex(), Vec::new);
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["$$\r\n- x\r\n\r\n+ y\r\n$$", "$$\n> z\n> $$"]);
        assert_eq!(displayed("- $$\n  x\n  $$\n"), [(2, 13)]);
        assert_eq!(displayed("a\n$$ b\nc\n$$\nd\n$$\ne $$\n"), [(14, 21)]);
        assert_eq!(displayed("$$ a\n\nb\n$$\nc $$\n"), [(0, 10)]);
        assert_eq!(display_formulas("$$ a\n\nb $$ c\n", &katex(), Vec::new), Vec::<Span>::new());
        assert_eq!(displayed("a $$ b\n\n$$\nc\n$$\n"), [(8, 15)]);
        assert_eq!(
            display_formulas("```\n$$\n```\n$$\n", &katex(), || std::iter::once(0..9).collect()),
            Vec::<Span>::new()
        );
    }
}
