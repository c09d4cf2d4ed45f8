//! The part of a file that an include selects: lines or an anchor.

use super::Span;

/// The lines of a file that an include selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Lines counted from zero, the end exclusive; no end means to the end of the file.
    Lines {
        /// The first line.
        start: usize,
        /// The line after the last.
        end: Option<usize>,
    },
    /// The lines between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(String),
}

impl Selection {
    /// The whole file.
    pub const ALL: Self = Self::Lines { start: 0, end: None };

    /// Parses the text after the path's colon, as mdBook does: `2`, `2:`, `:5`, `2:5`, `name`.
    pub fn parse(text: Option<&str>) -> Self {
        let mut parts = text.unwrap_or("").splitn(3, ':');
        let first = parts.next().unwrap_or("");
        let start = match first.parse::<usize>() {
            Ok(line) => Some(line.saturating_sub(1)),
            Err(_) if first.is_empty() => None,
            Err(_) => return Self::Anchor(first.to_owned()),
        };
        let end = parts.next().map(|end| end.parse::<usize>().ok());
        match (start, end) {
            (Some(start), Some(end)) => Self::Lines { start, end },
            (Some(start), None) => Self::Lines { start, end: Some(start + 1) },
            (None, end) => Self::Lines { start: 0, end: end.flatten() },
        }
    }

    /// The lines taken by `include`, without their endings, in order. `None` if the anchor or a
    /// line named does not exist.
    ///
    /// mdBook takes the first region of an anchor, to the end of the file if it is not closed,
    /// and drops every line in it that mentions an anchor.
    pub fn lines(&self, text: &str) -> Option<Vec<Span>> {
        match self {
            Self::Lines { start, end } => {
                let lines: Vec<Span> = lines_of(text).collect();
                let to = end.unwrap_or(lines.len()).min(lines.len());
                let beyond = *start > 0 && *start >= lines.len() || end.is_some_and(|end| end > lines.len());
                let empty = end.is_some_and(|end| end <= *start);
                (!beyond && !empty).then(|| lines[(*start).min(to)..to].to_vec())
            }
            Self::Anchor(name) => anchored(text, name),
        }
    }

    /// The lines that [`lines`](Self::lines) names as far as they exist: what mdBook inserts.
    pub fn existing_lines(&self, text: &str) -> Vec<Span> {
        match self {
            Self::Lines { start, end } => {
                let take = end.map_or(usize::MAX, |end| end.saturating_sub(*start));
                lines_of(text).skip(*start).take(take).collect()
            }
            Self::Anchor(name) => anchored(text, name).unwrap_or_default(),
        }
    }

    /// Every line of `text` as `rustdoc_include` shows it: its span, and whether it is hidden.
    /// Lines that only mark anchors are left out.
    pub fn shown_and_hidden(&self, text: &str) -> Vec<(Span, bool)> {
        match self {
            Self::Lines { start, end } => lines_of(text)
                .enumerate()
                .map(|(index, line)| (line, index < *start || end.is_some_and(|end| index >= end)))
                .collect(),
            Self::Anchor(name) => hidden_outside(text, name),
        }
    }
}

/// The anchors that lines of `text` open, in order: the bytes of each name.
pub fn opened_anchors(text: &str) -> Vec<Span> {
    let in_line = |line: Span| {
        let name = opened(&text[line])?;
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        Some(start..start + name.len())
    };
    lines_of(text).filter_map(in_line).collect()
}

/// The anchor that a line opens: `ANCHOR: name`.
fn opened(line: &str) -> Option<&str> {
    named("ANCHOR:", line)
}

/// The anchor that a line closes: `ANCHOR_END: name`.
fn closed(line: &str) -> Option<&str> {
    named("ANCHOR_END:", line)
}

fn named<'a>(mark: &str, line: &'a str) -> Option<&'a str> {
    memchr::memmem::find_iter(line.as_bytes(), mark).find_map(|at| {
        let rest = line[at + mark.len()..].trim_start();
        let name = &rest[..rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(rest.len())];
        Some(name).filter(|name| !name.is_empty())
    })
}

fn anchored(text: &str, name: &str) -> Option<Vec<Span>> {
    memchr::memmem::find(text.as_bytes(), b"ANCHOR:")?;
    let mut lines = lines_of(text).skip_while(|line| opened(&text[line.clone()]) != Some(name));
    lines.next()?;
    let mut taken = Vec::new();
    for span in lines {
        let line = &text[span.clone()];
        match closed(line) {
            Some(found) if found == name => break,
            Some(_) => {}
            None if opened(line).is_some() => {}
            None => taken.push(span),
        }
    }
    Some(taken)
}

fn hidden_outside(text: &str, name: &str) -> Vec<(Span, bool)> {
    let mut inside = false;
    let mut out = Vec::new();
    for span in lines_of(text) {
        let line = &text[span.clone()];
        match (inside, opened(line), closed(line)) {
            (true, _, Some(found)) => inside = found != name,
            (false, Some(found), _) => inside = found == name,
            (true, Some(_), None) | (false, None, Some(_)) => {}
            (_, None, None) => out.push((span, !inside)),
        }
    }
    out
}

/// The spans of the lines of `text`, as of [`str::lines`].
fn lines_of(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.lines().map(|line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        start..start + line.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(rest: &str, text: &str) -> Option<String> {
        let lines = Selection::parse(Some(rest)).lines(text)?;
        Some(lines.into_iter().map(|line| &text[line]).collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn lines_are_read_as_mdbook_reads_them() {
        let text = "a\nb\r\nc\n";
        for (rest, expected) in [
            ("2", Some("b")),
            ("0", Some("a")),
            ("2:", Some("b|c")),
            (":2", Some("a|b")),
            (":", Some("a|b|c")),
            ("2:3", Some("b|c")),
            ("+2", Some("b")),
            ("2:x", Some("b|c")),
            ("3:2", None),
            ("9", None),
            ("2:9", None),
        ] {
            assert_eq!(taken(rest, text).as_deref(), expected, "{rest}");
        }
    }

    #[test]
    fn the_first_region_of_an_anchor_is_taken_without_anchor_lines() {
        let text = "x\n// ANCHOR: a\n1\n// ANCHOR: b\n2\n// ANCHOR_END: b\n3\n// ANCHOR_END: a\n// ANCHOR: a\n4";
        assert_eq!(taken("a", text).as_deref(), Some("1|2|3"));
        assert_eq!(taken("b", text).as_deref(), Some("2"));
        assert_eq!(taken("c", text), None);
        assert_eq!(taken("open", "ANCHOR: open\n1\n2").as_deref(), Some("1|2"));
    }

    #[test]
    fn opened_anchors_are_listed_by_their_names() {
        let text = "// ANCHOR: a\r\n1 // ANCHOR:b-c end\n// ANCHOR_END: a\n// ANCHOR: \n";
        let names: Vec<&str> = opened_anchors(text).into_iter().map(|name| &text[name]).collect();
        assert_eq!(names, ["a", "b-c"]);
    }

    #[test]
    fn rustdoc_hides_what_is_not_selected() {
        let text = "a\n// ANCHOR: m\nb\n// ANCHOR_END: m\nc";
        let shown = Selection::parse(Some("m")).shown_and_hidden(text);
        let shown: Vec<_> = shown.into_iter().map(|(line, hidden)| (&text[line], hidden)).collect();
        assert_eq!(shown, [("a", true), ("b", false), ("c", true)]);
    }
}
