#![doc = include_str!("trailing_space.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::document::{BlockKind, BlockProse, Document};
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "trailing-space",
    summary: "A line ends with spaces that mean nothing.",
    page: include_str!("trailing_space.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Safe),
    english: false,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        for spaces in trailing_spaces(document, block) {
            let found = cx.report(spaces.clone(), "spaces at the end of a line");
            found.fix(Fix::new("remove the spaces", Applicability::Safe, Change::Text, [Edit::delete(spaces)]));
        }
    }
}

/// The white space that a line may end with.
const SPACES: [char; 4] = [' ', '\t', '\u{b}', '\u{c}'];

/// The white space at the ends of the lines of a block that is no line break and no code. Rows of tables are
/// left out.
fn trailing_spaces(document: &Document, block: &BlockProse) -> Vec<Span> {
    if document.blocks[block.block].kind == BlockKind::TableCell {
        return Vec::new();
    }
    let text = document.text();
    let prose = block.prose.source(0..block.prose.text().len());
    let end = memchr::memchr(b'\n', &text.as_bytes()[prose.end..]).map_or(text.len(), |at| prose.end + at);
    let mut found = Vec::new();
    let mut next = prose.start;
    while next < end {
        let start = next;
        let line_end = memchr::memchr(b'\n', &text.as_bytes()[start..end]).map_or(end, |at| start + at);
        next = line_end + 1;
        let line = text[start..line_end].trim_end_matches('\r');
        if !line.ends_with(SPACES) {
            continue;
        }
        let words = line.trim_end_matches(SPACES);
        let spaces = start + words.len()..start + line.len();
        let breaks = if line_end < end { breaks_line(words, &spaces) } else { may_break_line(document, &spaces, end) };
        if !breaks && !document.touches_protected(&spaces) {
            found.push(spaces);
        }
    }
    found
}

/// Whether spaces before another line of a paragraph break the line, as two do, or keep a backslash from it.
fn breaks_line(words: &str, spaces: &Span) -> bool {
    spaces.len() > 1 || words.ends_with('\\')
}

/// Whether spaces at the end of a block break a line in the file: what an include brings may begin another block there.
fn may_break_line(document: &Document, spaces: &Span, end: usize) -> bool {
    let fragment = &document.expansion().fragment;
    let with_next = spaces.start..document.text().len().min(end + 2);
    spaces.len() > 1 && fragment.locate(spaces.clone()).is_some() && fragment.locate_exactly(with_next).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    fn found(text: &str) -> Vec<Span> {
        let document = Document::of_text(text, &Dialect::default());
        document.prose.iter().flat_map(|block| trailing_spaces(&document, block)).collect()
    }

    #[test]
    fn spaces_that_mean_nothing_are_found_in_every_block() {
        assert_eq!(found("# One \n\nTwo\t\nthree  \n"), [5..6, 11..12, 18..20]);
        assert_eq!(found("> one \n> two\n\n- three \n  - four\t\n"), [5..6, 21..22, 31..32]);
        assert_eq!(found("One \r\ntwo  \r\n\r\nthree.  "), [3..4, 9..11, 21..23]);
        assert_eq!(found("*One* \ntwo `three` \n\nTitle \n=====\n"), [5..6, 18..19, 26..27]);
    }

    #[test]
    fn what_breaks_a_line_and_what_is_no_text_is_left() {
        for text in [
            "One  \ntwo.",
            "One   \r\ntwo.",
            "```\none \n```\n",
            "    one \n",
            "One `two \nthree`.",
            "| a | b | \n|---|---| \n| c | d | \n",
            "<div> \n</div> \n",
            "One. \\\ntwo.",
            "One. \\ \ntwo.",
            "One \t\ntwo.",
            "One \u{b}\ntwo.",
        ] {
            assert_eq!(found(text), Vec::<Span>::new(), "{text:?}");
        }
    }
}
