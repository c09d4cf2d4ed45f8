//! The destination of a link while it is being written, when the parser does not see a link yet.

/// A destination that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written<'a> {
    /// What is before the caret.
    pub(super) typed: &'a str,
    /// What is after the caret.
    pub(super) rest: &'a str,
    /// Whether it is in angle brackets, in which spaces do not end it.
    pub(super) in_brackets: bool,
    /// Whether it is that of an image.
    pub(super) is_image: bool,
}

/// The destination that a caret is in, between the parts of its line; `None` if it is in none, or in an address outside
/// of the book.
pub(super) fn written_at<'a>(before: &'a str, after: &'a str) -> Option<Written<'a>> {
    let found =
        in_markdown(before, after).or_else(|| in_definition(before, after)).or_else(|| in_attribute(before, after))?;
    let is_address = found.typed.starts_with("//") || found.typed.contains("://") || found.typed.starts_with("mailto:");
    (!is_address).then_some(found)
}

/// After `](` in the line, nothing of which has ended the destination.
fn in_markdown<'a>(before: &'a str, after: &'a str) -> Option<Written<'a>> {
    let open = before.rfind("](")?;
    let is_image = has_image_mark(&before[..open]);
    Some(Written { is_image, ..plain(&before[open + 2..], after)? })
}

/// Whether the bracket that the last one in `text` closes belongs to an image.
fn has_image_mark(text: &str) -> bool {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return text[..at].ends_with('!'),
            '[' => depth -= 1,
            _ => {}
        }
    }
    false
}

/// After the label of a definition: `[label]: `.
fn in_definition<'a>(before: &'a str, after: &'a str) -> Option<Written<'a>> {
    let (label, typed) = before.trim_start_matches(['>', ' ', '\t']).strip_prefix('[')?.split_once("]:")?;
    if label.is_empty() || label.starts_with('^') || label.contains(['[', ']']) {
        return None;
    }
    plain(typed.trim_start(), after)
}

fn plain<'a>(typed: &'a str, after: &'a str) -> Option<Written<'a>> {
    if let Some(typed) = typed.strip_prefix('<') {
        let rest = &after[..after.find('>').unwrap_or(0)];
        return (!typed.contains('>')).then_some(Written { typed, rest, in_brackets: true, is_image: false });
    }
    let mut depth = 0_usize;
    let ends = |c: char| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            let is_end = depth == 0;
            depth = depth.saturating_sub(1);
            is_end
        }
        c => c.is_whitespace(),
    };
    let line = format!("{typed}{after}");
    let end = line.find(ends).unwrap_or(line.len());
    let rest = after.get(..end.checked_sub(typed.len())?)?;
    // A tag that follows is no part of it.
    let rest = &rest[..rest.find('<').unwrap_or(rest.len())];
    Some(Written { typed, rest, in_brackets: false, is_image: false })
}

/// In the attribute `href` or `src` of a tag.
fn in_attribute<'a>(before: &'a str, after: &'a str) -> Option<Written<'a>> {
    let tag = &before[before.rfind('<')?..];
    let open = tag.rfind(['"', '\''])?;
    let quote = tag[open..].chars().next()?;
    let name = tag[..open].trim_end().strip_suffix('=')?.trim_end();
    let attribute = ["href", "src"].into_iter().find(|attribute| {
        let head = name.len().checked_sub(attribute.len()).filter(|at| name.is_char_boundary(*at));
        head.is_some_and(|at| name[at..].eq_ignore_ascii_case(attribute) && name[..at].ends_with(char::is_whitespace))
    })?;
    let rest = &after[..after.find(quote).unwrap_or(0)];
    Some(Written { typed: &tag[open + 1..], rest, in_brackets: false, is_image: attribute == "src" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: &str) -> Option<(&str, &str)> {
        let (before, after) = line.split_once('|').unwrap();
        written_at(before, after).map(|written| (written.typed, written.rest))
    }

    #[test]
    fn destinations_are_found_while_they_are_written() {
        for (line, expected) in [
            ("[a](b|", Some(("b", ""))),
            ("[a](b|c.md#d) e", Some(("b", "c.md#d"))),
            ("[a](b(c)|d) e", Some(("b(c)", "d"))),
            ("[a](<b c|d> \"t\")", Some(("b c", "d"))),
            ("[a](| b", Some(("", ""))),
            ("[a](b) |", None),
            ("[a](b \"t|", None),
            ("a (b|", None),
            ("> [a]: b#|c d", Some(("b#", "c"))),
            ("[^a]: b|", None),
            ("<a class='x' href=\"b|c\">", Some(("b", "c"))),
            ("<a title=\"b|\">", None),
            ("[a](https://b|", None),
            ("[a](é|", Some(("é", ""))),
        ] {
            assert_eq!(at(line), expected, "{line}");
        }
    }

    #[test]
    fn images_are_distinguished() {
        let is_image = |before: &str| written_at(before, "").unwrap().is_image;
        assert!(is_image("[x](y) ![a [b]](") && is_image("<img src='") && !is_image("![x](y) [a](") && !is_image("]("));
    }
}
