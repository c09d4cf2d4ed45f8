//! Destinations of links as Markdown writes them.

use pulldown_cmark::{Event, Parser, Tag};

use crate::source::Span;

/// White space between the parts of a link.
const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

/// The destination in the tail of a link, which begins with the bracket that closes its text: `](destination "title")`.
pub(super) fn inline_destination(tail: &str) -> Option<Span> {
    let rest = tail.strip_prefix("](")?;
    let start = tail.len() - rest.trim_start_matches(SPACES).len();
    Some(destination_at(tail, start))
}

/// The label and the destination of a definition: `[label]: destination "title"`.
pub(super) fn definition_parts(definition: &str) -> Option<(Span, Span)> {
    let open = definition.find('[')?;
    let mut is_escaped = false;
    let close = definition[open..].char_indices().find_map(|(at, c)| {
        if c == ']' && !is_escaped {
            return Some(open + at);
        }
        is_escaped = c == '\\' && !is_escaped;
        None
    })?;
    let rest = definition[close..].strip_prefix("]:")?;
    let start = definition.len() - rest.trim_start_matches(SPACES).len();
    Some((open + 1..close, destination_at(definition, start)))
}

/// The destination at `start`: between angle brackets, or up to white space or a parenthesis that it does not open.
fn destination_at(text: &str, start: usize) -> Span {
    let is_bracketed = text[start..].starts_with('<');
    let start = start + usize::from(is_bracketed);
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, c) in text[start..].char_indices() {
        let ends = match c {
            _ if is_escaped => false,
            '>' => is_bracketed,
            _ if is_bracketed => false,
            '(' => {
                depth += 1;
                false
            }
            ')' if depth > 0 => {
                depth -= 1;
                false
            }
            ')' => true,
            c => SPACES.contains(&c),
        };
        if ends {
            return start..start + at;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    start..text.len()
}

/// Whether Markdown reads `written` as this destination.
pub(super) fn is_written_as(written: &str, destination: &str) -> bool {
    if !written.contains(['\\', '&']) {
        return written == destination;
    }
    let link = format!("[x](<{written}>)");
    let found = Parser::new(&link).find_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url),
        _ => None,
    });
    found.is_some_and(|found| *found == *destination)
}
