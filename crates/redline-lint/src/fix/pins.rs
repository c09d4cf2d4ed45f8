//! Pinned ids: `{#old-id}` where a changed heading would get another one.

use std::collections::HashSet;

use super::proof::ids;
use redline_document::document::{Dialect, Document, Heading};
use redline_document::edit::{Edit, edited};
use redline_document::source::mark_len;

/// Failure where mdBook 0.4 and 0.5 compute different ids.
const DIALECTS_DIFFER: &str =
    "the id of a heading, which mdBook 0.4 and 0.5 spell differently: set `mdbook` to the version that you build with";

/// Failure where a heading has an id written out, or the id has characters that cannot be written.
const NOT_WRITABLE: &str = "the id of a heading, which cannot be written out";

/// Ids that headings must keep.
pub(super) struct Pins<'a> {
    /// Text before the first pass, whose ids are kept.
    pub(super) original: &'a str,
    pub(super) before: &'a str,
    pub(super) dialects: &'a [Dialect],
}

impl Pins<'_> {
    /// Pins the ids of the text before to the headings of `after`, which are matched in order.
    ///
    /// Pinning one heading frees its id for a later one, so ids are computed again until nothing changes.
    ///
    /// # Errors
    /// What would change, if not every heading can keep its id under every dialect.
    pub(super) fn pinned(&self, after: &str) -> Result<String, &'static str> {
        let required: Vec<Vec<String>> = self.dialects.iter().map(|dialect| self.required_ids(dialect)).collect();
        let mut text = after.to_owned();
        for _ in 0..=required.first().map_or(0, Vec::len) {
            let mut edits = Vec::new();
            for (ids, dialect) in required.iter().zip(self.dialects) {
                edits.extend(missing_pins(&text, ids, dialect)?);
            }
            edits.sort_by_key(|edit| edit.span.start);
            edits.dedup();
            // No pin fits two dialects that require different ids for one heading.
            if edits.windows(2).any(|pair| pair[0].span == pair[1].span) {
                return Err(DIALECTS_DIFFER);
            }
            if edits.is_empty() {
                return Ok(text);
            }
            text = edited(&text, &edits);
        }
        Err(if self.dialects.len() > 1 { DIALECTS_DIFFER } else { NOT_WRITABLE })
    }

    /// Id that each old heading must keep, empty where it may change.
    fn required_ids(&self, dialect: &Dialect) -> Vec<String> {
        let mut required = ids(self.before, dialect);
        if self.original != self.before {
            let original: HashSet<String> = ids(self.original, dialect).into_iter().collect();
            required.iter_mut().filter(|id| !original.contains(&**id)).for_each(String::clear);
        }
        required
    }
}

/// Edits that write out the ids which headings of `text` have lost.
fn missing_pins(text: &str, required: &[String], dialect: &Dialect) -> Result<Vec<Edit>, &'static str> {
    let mark = mark_len(text);
    let body = &text[mark..];
    let document = Document::of_text(body, dialect);
    if document.headings.len() != required.len() {
        return Err("how the text falls into blocks");
    }
    let lost = document.headings.iter().zip(required);
    let lost = lost.filter(|(heading, id)| heading.id.as_ref() != Some(id) && !id.is_empty());
    lost.map(|(heading, id)| {
        let is_writable = !heading.has_own_id && is_plain_id(id);
        is_writable.then(|| pin(body, heading, id, mark)).ok_or(NOT_WRITABLE)
    })
    .collect()
}

/// Whether an id can be written in braces.
pub fn is_plain_id(id: &str) -> bool {
    id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Inserts an id where attributes are written: at the end of a heading's line, after closing hashes; of a setext
/// heading, at the end of its text.
pub fn pin(body: &str, heading: &Heading, id: &str, mark: usize) -> Edit {
    let line_end =
        body[heading.content.end..heading.span.end].find('\n').map_or(heading.span.end, |at| heading.content.end + at);
    let line = body[..line_end].trim_end_matches([' ', '\t', '\r']);
    let has_attributes = line.len() > heading.content.end && line.ends_with('}');
    let open = has_attributes.then(|| line.rfind('{')).flatten();
    match open {
        Some(open) => Edit::replace(mark + open + 1..mark + open + 1, format!("#{id} ")),
        None => Edit::replace(mark + line.len()..mark + line.len(), format!(" {{#{id}}}")),
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
        Pins { original: before, before, dialects: &both() }.pinned(after).ok()
    }

    #[test]
    fn ids_of_earlier_passes_are_not_pinned() {
        let pins = Pins { original: "##Teh end\n\n# A\n", before: "## Teh end\n\n# A\n", dialects: &both() };
        assert_eq!(pins.pinned("## The end\n\n# B\n").as_deref(), Ok("## The end\n\n# B {#a}\n"));
    }

    #[test]
    fn a_changed_heading_keeps_its_id() {
        assert_eq!(pin_all("# 1. A\n", "# A\n").as_deref(), Some("# A {#1-a}\n"));
        assert_eq!(pin_all("# 1. A ##\n", "# A ##\n").as_deref(), Some("# A ## {#1-a}\n"));
        assert_eq!(pin_all("1. A\n===\n", "A\n===\n"), None, "the first is a list item");
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
