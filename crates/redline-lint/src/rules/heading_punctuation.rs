#![doc = include_str!("heading_punctuation.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::edit::{Applicability, Change, Edit, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::HEADING_PUNCTUATION, check };

/// Abbreviations whose full stop belongs to them.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "ca", "cf", "co", "corp", "dept", "dr", "ed", "eds", "esp", "est", "etc", "fig", "gen", "inc",
    "jr", "ltd", "mr", "mrs", "ms", "no", "nos", "p", "pp", "prof", "sr", "st", "vol", "vs",
];

/// Words that something must follow.
const OPEN: [&str; 20] = [
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "if", "in", "into", "is", "of", "on", "or", "that",
    "the", "to", "with",
];

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for heading in cx.outline() {
        let Some(prose) = document.heading_prose(heading) else { continue };
        let words = prose.text();
        let Some(mark @ ('.' | ':' | ';' | ',')) = words.chars().next_back() else { continue };
        let kept = words[..words.len() - 1].trim_end();
        let place = words.len() - 1..words.len();
        let span = prose.source(place.clone());
        let is_plain = prose.is_verbatim(kept.len()..words.len()) && !document.touches_protected(&span);
        if kept.is_empty() || belongs_to_word(kept, mark) || !is_plain {
            continue;
        }
        // A sentence that a thematic break follows without a blank line became a heading by accident.
        if mark == '.' && !document.is_atx(heading) {
            cx.report(span, "heading ends with `.`").help("leave a blank line before `---` if this is a paragraph");
            continue;
        }
        let removed = prose.source(kept.len()..words.len());
        // A heading that the list after it completes is no heading without the mark.
        let last = kept.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        let is_open = mark != '.' && OPEN.contains(&last.as_str());
        let applicability = if is_open { Applicability::Unsafe } else { Applicability::Safe };
        cx.report(span, format!("heading ends with `{mark}`")).fix(Fix::new(
            format!("remove the `{mark}`"),
            applicability,
            Change::Text,
            [Edit::delete(removed)],
        ));
    }
}

/// Whether a mark after `kept` is more than punctuation: an ellipsis, an abbreviation, an initial, a
/// path of code.
fn belongs_to_word(kept: &str, mark: char) -> bool {
    if kept.ends_with(['.', ':', ';', ',', '…', '\\']) {
        return true;
    }
    let word =
        kept.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '*' | '_' | '"' | '“')).next().unwrap_or(kept);
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_known = ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    mark == '.' && (is_known || is_initial || word.contains('.'))
}
