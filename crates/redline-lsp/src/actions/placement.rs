//! Where comments that silence a rule may go.
//!
//! Each function proposes places, the most natural first. None of them is certain: a line of its own parts a paragraph, and
//! a comment behind the text of a line is no comment in code. `ignore` takes the first place that proves right.

use redline_document::document::{Document, content_start};
use redline_document::edit::Edit;
use redline_document::source::Span;

/// The reason that a comment gives until the author replaces it.
pub const REASON: &str = "TODO: reason";

/// A text, and a finding in it.
pub(super) struct Site<'a> {
    /// The whole text of the file.
    pub(super) text: &'a str,
    /// The rule that finds it.
    pub(super) rule: &'a str,
    /// Its bytes.
    pub(super) span: Span,
    /// The file parsed without its includes.
    pub(super) document: &'a Document,
    /// The bytes in front of the parsed text.
    pub(super) offset: usize,
}

impl Site<'_> {
    /// Places for the finding alone.
    pub(super) fn here(&self) -> Vec<Vec<Edit>> {
        let (line, comment) = (self.line_start(self.span.start), self.comment("disable-next-line"));
        let own_line = Edit::replace(line..line, format!("{}{comment}{}", prefix(&self.text[line..]), self.newline()));
        let mut places = vec![vec![own_line]];
        if let Some(before) = self.line_before(line) {
            let end = inline_end(self.text, &before);
            places.push(vec![Edit::replace(end..end, format!(" {comment}"))]);
            let indent = continuation(&self.text[before.clone()]);
            let next = self.line_end(before.end);
            places.push(vec![Edit::replace(next..next, format!("{indent}{comment}{}", self.newline()))]);
        }
        places.push(self.around(&self.span));
        places.extend(self.around_block());
        places
    }

    /// Places for the section that holds the finding, if it is not that of the title.
    pub(super) fn in_section(&self) -> Vec<Vec<Edit>> {
        let Some((heading, section)) = self.section() else { return Vec::new() };
        let newline = self.newline();
        let blank = format!("{newline}{newline}");
        let end = self.offset + section.end;
        let is_last = self.text[end..].trim().is_empty();
        let enable = (!is_last).then(|| Edit::replace(end..end, format!("{}{blank}", self.enable())));
        let place = |at: usize, disable: String| {
            std::iter::once(Edit::replace(at..at, disable)).chain(enable.clone()).collect::<Vec<Edit>>()
        };
        let before = self.line_start(self.offset + section.start);
        let behind = self.line_end(self.offset + heading.end);
        let disable = self.comment("disable");
        vec![place(before, format!("{disable}{blank}")), place(behind, format!("{newline}{disable}{newline}"))]
    }

    /// Places for the whole file.
    pub(super) fn in_file(&self) -> Vec<Vec<Edit>> {
        let (start, end, newline) = (content_start(self.text), self.text.len(), self.newline());
        let comment = self.comment("disable-file");
        let is_ended = self.text.ends_with('\n');
        let (before, after) = if is_ended { ("", newline) } else { (newline, "") };
        vec![
            vec![Edit::replace(start..start, format!("{comment}{newline}{newline}"))],
            vec![Edit::replace(end..end, format!("{before}{newline}{comment}{after}"))],
        ]
    }

    /// The name of the section that holds the finding, if it is not that of the title.
    pub(super) fn section(&self) -> Option<(Span, Span)> {
        let at = self.span.start.checked_sub(self.offset)?;
        let document = self.document;
        let around = document.sections.iter().filter(|section| section.span.contains(&at));
        let section = around.min_by_key(|section| section.span.len())?;
        let heading = document.headings.get(section.heading)?;
        let is_title = document.title().is_some_and(|title| title.span == heading.span);
        (!is_title).then(|| (heading.span.clone(), section.span.clone()))
    }

    fn comment(&self, directive: &str) -> String {
        format!("<!-- redline-{directive} {} -- {REASON} -->", self.rule)
    }

    fn enable(&self) -> String {
        format!("<!-- redline-enable {} -->", self.rule)
    }

    /// Comments directly around some bytes.
    fn around(&self, span: &Span) -> Vec<Edit> {
        let disable = Edit::replace(span.start..span.start, self.comment("disable"));
        vec![disable, Edit::replace(span.end..span.end, self.enable())]
    }

    /// Comments around the outermost block that holds the finding.
    fn around_block(&self) -> Option<Vec<Edit>> {
        let at = self.span.start.checked_sub(self.offset)?;
        let is_around = |span: &Span| span.start <= at && at <= span.end;
        let block = self.document.blocks.iter().find(|block| block.parent.is_none() && is_around(&block.span))?;
        let start = self.line_start(self.offset + block.span.start);
        let end = self.offset + block.span.end;
        let newline = self.newline();
        let disable = Edit::replace(start..start, format!("{}{newline}{newline}", self.comment("disable")));
        let end = self.text[..end].trim_end_matches(['\n', '\r']).len().max(start);
        Some(vec![disable, Edit::replace(end..end, format!("{newline}{newline}{}", self.enable()))])
    }

    fn newline(&self) -> &'static str {
        self.document.line_ending()
    }

    /// The start of the line at `at`, not before the byte order mark.
    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(self.offset, |end| end + 1)
    }

    /// The end of the line at `at`, its line ending included.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1)
    }

    /// The last line before `at` that has text, without its line ending.
    fn line_before(&self, at: usize) -> Option<Span> {
        let mut end = at;
        while end > self.offset {
            let start = self.line_start(end - 1);
            let line = self.text[start..end].trim_end_matches(['\n', '\r']);
            if !line.trim_start_matches(['>', ' ', '\t']).is_empty() {
                return Some(start..start + line.len());
            }
            end = start;
        }
        None
    }
}

/// The indentation and the marks of quotes at the start of a line.
fn prefix(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches(['>', ' ', '\t']).len()]
}

/// What a line that continues the block of `line` begins with: its prefix, with spaces for the mark of an item.
fn continuation(line: &str) -> String {
    let prefix = prefix(line);
    let rest = &line[prefix.len()..];
    let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = if number > 0 { &['.', ')'] } else { &['-', '*', '+'] };
    let width = match rest[number..].strip_prefix(marks) {
        Some(text) if text.starts_with([' ', '\t']) => rest.len() - text.trim_start().len(),
        _ => 0,
    };
    format!("{prefix}{}", " ".repeat(width))
}

/// Where a comment behind the text of a line goes: in front of what makes a break of its end, or ends a row.
fn inline_end(text: &str, line: &Span) -> usize {
    let line_text = text[line.clone()].trim_end();
    let without_mark = line_text.strip_suffix('\\').or_else(|| line_text.strip_suffix('|')).unwrap_or(line_text);
    line.start + without_mark.trim_end().len()
}
