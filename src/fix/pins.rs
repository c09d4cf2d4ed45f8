//! Old ids kept alive: `{#old-id}` where a changed heading would get another one.

use super::proof::ids;
use crate::document::{Dialect, Document, Heading};
use crate::edit::Edit;
use crate::source::mark_len;

/// `after` with the ids of `before` pinned to its headings, if every heading can keep its id under
/// every dialect. Headings are matched in order, so their number must be the same.
///
/// Pinning one heading frees its id for a later one, so the pages are computed again until
/// nothing changes.
pub(super) fn pinned(before: &str, after: &str, dialects: &[Dialect]) -> Option<String> {
    let wanted: Vec<Vec<String>> = dialects.iter().map(|dialect| ids(before, dialect)).collect();
    let mut text = after.to_owned();
    for _ in 0..=wanted.first()?.len() {
        let mut edits = Vec::new();
        for (wanted, dialect) in wanted.iter().zip(dialects) {
            let marked = mark_len(&text);
            let body = &text[marked..];
            let document = Document::of_text(body, dialect);
            if document.headings.len() != wanted.len() {
                return None;
            }
            for (heading, id) in document.headings.iter().zip(wanted) {
                let changed = heading.id.as_ref() != Some(id) && !id.is_empty();
                if changed && (heading.has_own_id || !is_plain(id)) {
                    return None;
                }
                if changed {
                    edits.push(pin(body, heading, id, marked));
                }
            }
        }
        edits.sort_by_key(|edit| edit.span.start);
        edits.dedup();
        // Two dialects that want different ids for one heading cannot both be served.
        if edits.windows(2).any(|pair| pair[0].span == pair[1].span) {
            return None;
        }
        if edits.is_empty() {
            return Some(text);
        }
        for edit in edits.into_iter().rev() {
            text.replace_range(edit.span, &edit.text);
        }
    }
    None
}

/// Whether an id can be written in braces and read back.
fn is_plain(id: &str) -> bool {
    id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Attributes end a heading's line, after closing hashes; of a setext heading, the text's line.
fn pin(body: &str, heading: &Heading, id: &str, marked: usize) -> Edit {
    let line_end =
        body[heading.content.end..heading.span.end].find('\n').map_or(heading.span.end, |at| heading.content.end + at);
    let line = body[..line_end].trim_end();
    let has_attributes = line.len() > heading.content.end && line.ends_with('}');
    let open = has_attributes.then(|| line.rfind('{')).flatten();
    match open {
        Some(open) => Edit::replace(marked + open + 1..marked + open + 1, format!("#{id} ")),
        None => Edit::replace(marked + line.len()..marked + line.len(), format!(" {{#{id}}}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both() -> [Dialect; 2] {
        let old = Dialect::new(semver::Version::new(0, 4, 52), &serde_json::Value::Null);
        [old, Dialect::default()]
    }

    fn pin_all(before: &str, after: &str) -> Option<String> {
        pinned(before, after, &both())
    }

    #[test]
    fn a_changed_heading_keeps_its_id() {
        assert_eq!(pin_all("# 1. A\n", "# A\n").as_deref(), Some("# A {#1-a}\n"));
        assert_eq!(pin_all("# 1. A ##\n", "# A ##\n").as_deref(), Some("# A ## {#1-a}\n"));
        assert_eq!(pin_all("1. A\n===\n", "A\n===\n"), None, "a list is no heading");
        assert_eq!(pin_all("Old\n===\n", "New\n===\n").as_deref(), Some("New {#old}\n===\n"));
        assert_eq!(pin_all("# Old {.x}\n", "# New {.x}\n").as_deref(), Some("# New {#old .x}\n"));
        assert_eq!(pin_all("\u{feff}# Old\r\n", "\u{feff}# New\r\n").as_deref(), Some("\u{feff}# New {#old}\r\n"));
    }

    #[test]
    fn later_headings_keep_their_numbers() {
        assert_eq!(
            pin_all("# A\n\n# A\n\n# A\n", "# B\n\n# A\n\n# A\n").as_deref(),
            Some("# B {#a}\n\n# A {#a-1}\n\n# A {#a-2}\n")
        );
    }

    #[test]
    fn an_id_that_the_two_mdbooks_spell_differently_cannot_be_pinned() {
        assert_eq!(pin_all("# Über uns\n", "# Neu\n"), None);
        assert_eq!(pin_all("# Own {#own}\n", "# Other {#own}\n").as_deref(), Some("# Other {#own}\n"));
    }
}
