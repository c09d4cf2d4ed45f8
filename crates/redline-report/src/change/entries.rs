//! The list of changes: grouped by section, those of one sentence together.

use std::ops::Range;

use prose_diff::{Block, BlockKind, Change, ChangeKind, Diff};

use super::context::{Blocks, Piece, around, marked_lines};
use super::labels::phrase;

/// Changes of one section.
#[derive(Debug)]
pub(super) struct SectionEntries<'a> {
    /// Its title; `None` for the text before the first heading.
    pub(super) title: Option<&'a str>,
    pub(super) entries: Vec<Entry<'a>>,
}

/// Changes in one sentence, code that replaces other code, or one other change.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) changes: Vec<&'a Change>,
    /// The words around them; empty if there is nothing to show.
    pub(super) context: Vec<Piece>,
    /// Whether they are a removed block of code and the one in its place.
    is_code_replaced: bool,
}

impl<'a> Entry<'a> {
    /// What its changes did, each with the change that a link leads to.
    pub(super) fn phrases(&self, diff: &Diff) -> Vec<(&'a Change, String)> {
        if self.is_code_replaced {
            return self.changes.first().map(|change| (*change, "code replaced".to_owned())).into_iter().collect();
        }
        self.changes.iter().map(|change| (*change, phrase(diff, change))).collect()
    }
}

/// All changes of a diff, in order. `before` and `after` are its versions.
pub(super) fn by_section<'a>(diff: &'a Diff, before: &'a str, after: &'a str) -> Vec<SectionEntries<'a>> {
    let blocks = Blocks::new(diff, before, after);
    let mut sections: Vec<SectionEntries<'a>> = Vec::new();
    // Where the context of the last entry is: the row, the cell, and the bytes of its text.
    let mut last_place: Option<(usize, usize, Range<usize>)> = None;
    for change in &diff.changes {
        let path = change.section_after.as_ref().or(change.section_before.as_ref());
        let title = path.and_then(|path| path.last()).map(String::as_str);
        if sections.last().is_none_or(|section| section.title != title) {
            sections.push(SectionEntries { title, entries: Vec::new() });
            last_place = None;
        }
        let Some(section) = sections.last_mut() else { continue };
        let found = diff.rows.get(change.row).and_then(|row| around(row, change));
        let place = found.as_ref().map(|(cell, range, _)| (change.row, *cell, range.clone()));
        if let (Some(last), true) = (section.entries.last_mut(), place.is_some() && place == last_place) {
            last.changes.push(change);
            continue;
        }
        if let Some(last) = section.entries.last_mut().filter(|last| replaces_code(diff, last, change)) {
            last.changes.push(change);
            last.context = last.changes.iter().flat_map(|change| marked_lines(change)).collect();
            last.is_code_replaced = true;
            continue;
        }
        let context = found.map_or_else(|| blocks.pieces(change), |(_, _, pieces)| pieces);
        section.entries.push(Entry { changes: vec![change], context, is_code_replaced: false });
        last_place = place;
    }
    sections
}

/// Whether a change adds code directly after the code that the one change of an entry removes.
fn replaces_code(diff: &Diff, entry: &Entry<'_>, change: &Change) -> bool {
    let [removed] = entry.changes[..] else { return false };
    let is_code =
        |blocks: &[Block], at: usize| blocks.get(at).is_some_and(|block| matches!(block.kind, BlockKind::Code { .. }));
    let (Some(old), Some(new)) = (diff.rows.get(removed.row), diff.rows.get(change.row)) else { return false };
    (&removed.kind, &change.kind) == (&ChangeKind::BlockRemoved, &ChangeKind::BlockAdded)
        && removed.row + 1 == change.row
        && is_code(&diff.before, old.before.start)
        && is_code(&diff.after, new.after.start)
}

/// Both targets of a link in full, if a change is about them.
pub(super) fn link_targets(change: &Change) -> Option<(&str, &str)> {
    let ChangeKind::LinkTarget { before, after } = &change.kind else { return None };
    Some((before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::super::context::PieceMark;
    use super::*;
    use prose_diff::Options;
    use redline_document::document::Dialect;

    fn diff(before: &str, after: &str) -> Diff {
        Diff::new(before, after, &Options::new(Dialect::default()))
    }

    #[test]
    fn changed_words_have_their_sentence_around_them() {
        let diff = diff(
            "# T\n\nOne stays as it was. You need to call it twice now. Last stays too.\n",
            "# T\n\nOne stays as it was. You must call it once now. Last stays too.\n",
        );
        let found = by_section(&diff, "", "");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].title, Some("T"));
        let entry = &found[0].entries[0];
        assert_eq!((found[0].entries.len(), entry.changes.len()), (1, 2), "{found:?}");
        let text: String = entry.context.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(text, "You need to must call it twice once now.");
        assert_eq!(entry.context[1], Piece { mark: PieceMark::Deleted, text: "need to".to_owned() });
    }

    #[test]
    fn changes_are_grouped_by_section_and_nothing_is_left_out() {
        let long = "word ".repeat(60);
        let diff = diff(
            "# T\n\n## A\n\nStay.\n\n## B\n\nStay.\n",
            &format!("# T\n\n## A\n\nStay.\n\n{long}end.\n\n## B\n\nStay!\n"),
        );
        let found = by_section(&diff, "", "");
        let titles: Vec<Option<&str>> = found.iter().map(|section| section.title).collect();
        assert_eq!(titles, [Some("A"), Some("B")]);
        assert_eq!(found[0].entries[0].context[0].text.trim(), format!("{long}end."));
        let listed: usize = found.iter().flat_map(|section| &section.entries).map(|entry| entry.changes.len()).sum();
        assert_eq!(listed, diff.changes.len());
    }

    /// The contexts of all entries, each piece with a sign for its mark.
    fn contexts(before: &str, after: &str) -> Vec<String> {
        let diff = diff(before, after);
        let shown = |piece: &Piece| match piece.mark {
            PieceMark::Line => format!("`{}`", piece.text),
            PieceMark::DeletedLine => format!("-`{}`", piece.text),
            PieceMark::InsertedLine => format!("+`{}`", piece.text),
            _ => piece.text.clone(),
        };
        let found = by_section(&diff, before, after);
        let entries = found.iter().flat_map(|section| &section.entries);
        entries.map(|entry| entry.context.iter().map(shown).collect()).collect()
    }

    #[test]
    fn a_section_of_one_version_is_shown_with_all_of_its_blocks() {
        let rest = "# T\n\nThis stays here.\n";
        let section = "\n## S\n\nFirst words.\n\n```sh\nget it\n  now\n```\n\n| a | b |\n|---|---|\n| c d | e |\n\n***\n\nLast words.\n";
        let whole = format!("{rest}{section}");
        let expected = ["First words.`get it``  now`a | b\nc d | e\n***\nLast words."];
        assert_eq!(contexts(rest, &whole), expected);
        assert_eq!(contexts(&whole, rest), expected);
    }

    #[test]
    fn blocks_of_a_removed_section_are_shown_although_one_of_them_stays() {
        let kept = "One block of this section is kept as it is, and it has a few words so that it is found again.";
        let before = format!("# T\n\nStay.\n\n## S\n\nAway one.\n\n{kept}\n\nAway two.\n");
        let after = format!("# T\n\nStay.\n\n{kept}\n");
        let found = contexts(&before, &after).join("\n");
        assert!(found.contains("Away one.") && found.contains("Away two."), "{found}");
    }

    #[test]
    fn signs_in_code_end_no_sentence() {
        let text = |word: &str| format!("Stay. Use the macro `info!` Or {word} it. Stay too.\n");
        assert_eq!(contexts(&text("leave"), &text("drop")), ["Use the macro info! Or leave drop it."]);
    }

    #[test]
    fn code_in_the_place_of_other_code_is_one_entry() {
        let code = |lines: &str| format!("# T\n\nStay.\n\n```sh\n{lines}\n```\n\nStay too.\n");
        let (before, after) = (code("first --of all"), code("nothing\nlike_it();"));
        let diff = diff(&before, &after);
        let found = by_section(&diff, &before, &after);
        let phrases: Vec<String> = found
            .iter()
            .flat_map(|section| &section.entries)
            .flat_map(|entry| entry.phrases(&diff))
            .map(|(_, phrase)| phrase)
            .collect();
        assert_eq!(phrases, ["code replaced"], "{:?}", diff.changes);
        assert_eq!(contexts(&before, &after), ["-`first --of all`+`nothing`+`like_it();`"]);
    }
}
