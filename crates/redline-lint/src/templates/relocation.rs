//! Moving a section among its siblings.

use std::sync::OnceLock;

use regex::Regex;

use super::PageSection;
use super::conformance::Place;
use redline_document::document::{BlockKind, Document, Protected, ProtectedKind};
use redline_document::edit::Edit;
use redline_document::source::Span;

/// Outcome of moving a section.
pub(crate) enum Relocation {
    /// Edits that move it.
    Possible(Vec<Edit>),
    /// Reason why only a person should move it, in words that complete `because …`.
    Rejected(String),
}

/// Moves `section` to `place` among its `siblings`.
///
/// A section is not moved past text that may depend on the order: references to what is above or below, numbered steps,
/// continued lists, footnotes. Everything else is left to the proof of fixes.
pub(crate) fn relocation(
    document: &Document,
    section: &PageSection,
    place: &Place,
    siblings: &[PageSection],
) -> Relocation {
    let target = match place {
        Place::After(other) => other.span.end,
        Place::Before(other) => other.span.start,
        Place::Only => return Relocation::Rejected("there is no place for it".to_owned()),
    };
    let from = section.span.clone();
    if from.contains(&target) || target == from.end {
        return Relocation::Rejected("it stands there already".to_owned());
    }
    let crossed = if target < from.start { target..from.start } else { from.end..target };
    let around = from.start.min(crossed.start)..from.end.max(crossed.end);
    if let Some(reason) = order_dependence(document, &around, siblings) {
        return Relocation::Rejected(reason);
    }
    Relocation::Possible(edits(document.text(), from, target))
}

fn edits(text: &str, from: Span, target: usize) -> Vec<Edit> {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let moved = text[from.clone()].trim_end();
    let mut insertion = String::new();
    if target == text.len() {
        let kept = text[..target].trim_end_matches(['\n', '\r']);
        let blank = text[kept.len()..].matches('\n').count();
        insertion.push_str(&ending.repeat(2usize.saturating_sub(blank)));
        insertion.push_str(moved);
        insertion.push_str(ending);
    } else {
        insertion.push_str(moved);
        insertion.push_str(&ending.repeat(2));
    }
    // The blank line before the last section is deleted too.
    let kept = text[..from.start].trim_end_matches(['\n', '\r']).len();
    let is_last = from.end == text.len() && target <= kept;
    let first_line = text[kept..].find('\n').map_or(from.start, |at| kept + at + 1);
    let deleted = if is_last { first_line.min(from.start)..from.end } else { from };
    vec![Edit::delete(deleted), Edit::replace(target..target, insertion)]
}

/// Reason why text in `around` may depend on the order of its sections.
fn order_dependence(document: &Document, around: &Span, siblings: &[PageSection]) -> Option<String> {
    static REFERENCE: OnceLock<Regex> = OnceLock::new();
    let reference = REFERENCE.get_or_init(|| {
        let words = "above|below|previous|previously|preceding|following sections?|next section|earlier|later|so far|\
                     as we (?:saw|have seen)|as you (?:saw|have seen)|as before|now that|the former|the latter|this section|\
                     last section";
        Regex::new(&format!(r"(?i)\b(?:{words})\b")).expect("a valid expression")
    });
    let inside = |span: &Span| around.start <= span.start && span.start < around.end;
    let line = |at: usize| document.text()[..at].matches('\n').count() + 1;
    for prose in document.prose.iter().filter(|prose| inside(&document.blocks[prose.block].span)) {
        if let Some(found) = reference.find(prose.prose.text()) {
            let at = prose.prose.source(found.range()).start;
            return Some(format!("`{}` on line {} may speak of the order", found.as_str(), line(at)));
        }
    }
    let numbered = siblings.iter().filter(|section| inside(&section.span)).find(|section| is_numbered(&section.title));
    if let Some(section) = numbered {
        return Some(format!("`{}` is a numbered step", section.title));
    }
    let blocks = document.blocks.iter().filter(|block| inside(&block.span));
    for block in blocks {
        let source = &document.text()[block.span.clone()];
        match block.kind {
            BlockKind::List { ordered: true } if !source.trim_start().starts_with(['0', '1']) => {
                return Some(format!("the list on line {} goes on from another", line(block.span.start)));
            }
            BlockKind::Html if !source.trim_start().starts_with("<!--") => {
                return Some(format!("HTML on line {} may reach over sections", line(block.span.start)));
            }
            BlockKind::Footnote => return Some(format!("a footnote stands on line {}", line(block.span.start))),
            _ => {}
        }
    }
    let is_footnote = |range: &&Protected| {
        range.kind == ProtectedKind::Label && document.text()[range.span.clone()].starts_with("[^")
    };
    let footnote = document.protected.iter().filter(|range| inside(&range.span)).find(is_footnote);
    footnote.map(|range| format!("the footnote on line {} would get another number", line(range.span.start)))
}

fn is_numbered(title: &str) -> bool {
    let title = title.trim_start().to_lowercase();
    let rest = title.strip_prefix("step ").or_else(|| title.strip_prefix("part ")).unwrap_or(&title);
    rest.starts_with(|c: char| c.is_ascii_digit())
}
