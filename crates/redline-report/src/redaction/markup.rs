//! Markup that starts or ends inside a name.

use pulldown_cmark::{Event, Parser, Tag};

use redline_document::document::{Dialect, content_start};
use redline_document::source::Span;

/// The emphasis, code and tags of a text, as pairs of opening and closing delimiters.
pub(super) struct Markup(Vec<(Span, Span)>);

impl Markup {
    pub(super) fn of(text: &str, dialect: &Dialect) -> Self {
        let start = content_start(text);
        let mut found = Vec::new();
        let mut tags: Vec<(&str, Span)> = Vec::new();
        for (event, span) in Parser::new_ext(&text[start..], dialect.options()).into_offset_iter() {
            let span = start + span.start..start + span.end;
            let source = &text[span.clone()];
            let width = match event {
                Event::Start(Tag::Strong) => 2,
                Event::Start(Tag::Emphasis) => 1,
                Event::Start(Tag::Strikethrough) => source.len() - source.trim_start_matches('~').len(),
                Event::Code(_) => source.len() - source.trim_start_matches('`').len(),
                Event::InlineHtml(_) => {
                    let name = |tag: &'static str| source.trim_start_matches(tag).split(['>', ' ', '/']).next();
                    if source.starts_with("</") {
                        let opening = tags.iter().rposition(|(open, _)| Some(*open) == name("</"));
                        found.extend(opening.map(|at| (tags.remove(at).1, span.clone())));
                    } else if let Some(name) = name("<") {
                        tags.push((name, span));
                    }
                    continue;
                }
                _ => continue,
            };
            found.push((span.start..span.start + width, span.end - width..span.end));
        }
        Self(found)
    }

    /// The unpaired delimiters in `span`: opening ones and closing ones.
    pub(super) fn cut_by(&self, text: &str, span: &Span) -> (String, String) {
        let contains = |delimiter: &Span| span.start <= delimiter.start && delimiter.end <= span.end;
        let (mut opened, mut closed) = (String::new(), String::new());
        for (opening, closing) in &self.0 {
            match (contains(opening), contains(closing)) {
                (true, false) => opened.push_str(&text[opening.clone()]),
                // Outer markup comes first here and closes last.
                (false, true) => closed.insert_str(0, &text[closing.clone()]),
                _ => {}
            }
        }
        (opened, closed)
    }
}
